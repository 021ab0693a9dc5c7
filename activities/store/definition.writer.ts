import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import { DomainError } from '../../workflows/domain/errors';
import type { Reference } from '../../workflows/engine/state';
import type { ProcessDefinition } from '../../workflows/processes/definition';
import { canonicalJson } from '../records/canonical-json';
import { DEFINITION, definitionSchema, SNAPSHOT, snapshotSchema, type DefinitionDocument } from './case.schema';
import { modelOf } from './model-of';

export function refOf(content: unknown): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

/**
 * Stores a definition under its hash; the same content again changes nothing.
 * @throws DomainError `definition.immutable` when the version was published with other content
 */
export async function publishDefinition(
  connection: Connection,
  definition: ProcessDefinition,
  by: string,
  now: Date,
): Promise<string> {
  const _id = refOf(definition);
  const model = modelOf(connection, DEFINITION, definitionSchema);
  const same = await model.findOne({ code: definition.code, version: definition.version }).lean<DefinitionDocument>();
  if (same) {
    if (same._id !== _id) {
      throw new DomainError('definition.immutable', { code: definition.code, version: definition.version });
    }
    return _id;
  }
  const { code, version, effectiveFrom, effectiveTo } = definition;
  const row: DefinitionDocument = {
    _id,
    code,
    version,
    definition,
    effectiveFrom,
    effectiveTo,
    publishedAt: now,
    publishedBy: by,
    retiredAt: null,
  };
  await model.collection.insertOne(row as never);
  return _id;
}

/** Stores calendars and limits under their hash. */
export async function storeSnapshot(connection: Connection, reference: Reference, now: Date): Promise<string> {
  const _id = refOf(reference);
  await modelOf(connection, SNAPSHOT, snapshotSchema).collection.updateOne(
    { _id: _id as never },
    { $setOnInsert: { reference, at: now } },
    { upsert: true },
  );
  return _id;
}
