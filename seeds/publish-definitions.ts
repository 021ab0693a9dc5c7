import type { Connection } from 'mongoose';
import { createAutomations } from '../activities/automations';
import { publishDefinition } from '../activities/store/definition.writer';
import { DEFINITION, definitionSchema } from '../activities/store/case.schema';
import { modelOf } from '../activities/store/model-of';
import { DomainError, formatError } from '../workflows/domain/errors';
import { proveSound } from '../workflows/engine/soundness';
import type { Known } from '../workflows/engine/soundness-report';
import type { ProcessDefinition } from '../workflows/processes/definition';
import { processDefinitions } from '../workflows/processes';
import type { Loaded } from './load-reference';
import type { Reference } from './reference';

/** The procedures in every version, with the routing of the reference data. */
export function shippedDefinitions(reference: Reference): ProcessDefinition[] {
  const { jointReviewRouting, reviewQuestions, organisations } = reference;
  return processDefinitions({ jointReviewRouting, reviewQuestions, organisations });
}

export interface Published extends Loaded {
  /** What was not published and why: not sound, or the version is published with other content already. */
  refused: string[];
}

/** Publishes the procedures that come with the product, as far as they are sound. A version that is published stays as it is. */
export async function publishDefinitions(connection: Connection, reference: Reference, now: Date): Promise<Published> {
  const definitions = shippedDefinitions(reference);
  const known = knownTo(connection, reference, definitions);
  const model = modelOf(connection, DEFINITION, definitionSchema);
  const before = await model.countDocuments({});
  const refused: string[] = [];
  for (const definition of definitions) {
    const why = faultsOf(definition, known) ?? (await publish(connection, definition, now));
    if (why !== null) refused.push(`${definition.code} v${definition.version}: ${why}`);
  }
  return { total: definitions.length, added: (await model.countDocuments({})) - before, refused };
}

function faultsOf(definition: ProcessDefinition, known: Known): string | null {
  const faults = proveSound(definition, known).map(({ code, params }) => formatError(code, params, 'en'));
  return faults.length === 0 ? null : faults.join(' ');
}

async function publish(connection: Connection, definition: ProcessDefinition, now: Date): Promise<string | null> {
  try {
    await publishDefinition(connection, definition, 'seed', now);
    return null;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'definition.immutable') {
      return formatError(error.code, error.params, 'en');
    }
    throw error;
  }
}

function knownTo(connection: Connection, reference: Reference, definitions: readonly ProcessDefinition[]): Known {
  return {
    limits: reference.limits.map(({ key }) => key),
    roles: reference.roles.map(({ id }) => id),
    activities: Object.keys(createAutomations({ connection, publicUrl: '', secretsDir: '' })),
    processes: definitions.map(({ code }) => code),
    orgs: reference.organisations.map(({ code }) => code),
  };
}
