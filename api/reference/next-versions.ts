import type { DefinitionDocument } from '../../activities/store/case.schema';
import { DomainError } from '../../workflows/domain/errors';
import type { ProcessDefinition } from '../../workflows/processes/definition';
import { comparison, problemOf, type Definitions } from '../definitions/definitions.service';
import type { NextVersionDto } from './routing.dto';
import { spansFrom } from './version-spans';

export type Span = Pick<ProcessDefinition, 'version' | 'effectiveFrom' | 'effectiveTo'>;

export interface PlannedVersion {
  base: DefinitionDocument;
  next: ProcessDefinition;
}

/**
 * The further versions of a procedure that data of its own become: one for each stretch of time in which another version is in
 * force, alike but for the data. Cases in flight keep theirs.
 * @param versions all of the procedure, oldest first
 * @param changed the version with the new data; null for one that holds none of them
 * @throws DomainError `definition.unknown` when no version would hold them, `definition.unsound`
 */
export async function planVersions(
  definitions: Pick<Definitions, 'prove'>,
  versions: readonly DefinitionDocument[],
  from: string,
  changed: (definition: ProcessDefinition, span: Span) => ProcessDefinition | null,
  field: string,
): Promise<PlannedVersion[]> {
  const planned: PlannedVersion[] = [];
  const newest = Math.max(0, ...versions.map(({ version }) => version));
  const standing = versions.filter(({ retiredAt }) => retiredAt === null);
  for (const { version: base, from: effectiveFrom, to: effectiveTo } of spansFrom(standing, from)) {
    const next = changed(base.definition, { version: newest + 1 + planned.length, effectiveFrom, effectiveTo });
    if (next) planned.push({ base, next });
  }
  if (planned.length === 0) throw new DomainError('definition.unknown', { code: versions[0]?.code ?? '' });
  for (const { next } of planned) {
    const faults = await definitions.prove(next);
    if (faults.length > 0) {
      throw new DomainError('definition.unsound', { count: faults.length }, field, faults.map(problemOf));
    }
  }
  return planned;
}

export const versionsOf = (planned: readonly PlannedVersion[]): NextVersionDto[] =>
  planned.map(({ base, next }) => ({
    version: next.version,
    basedOn: base.version,
    effectiveFrom: next.effectiveFrom,
    effectiveTo: next.effectiveTo,
    comparison: comparison(base.definition, next),
  }));
