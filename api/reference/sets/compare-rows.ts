import { canonicalJson } from '../../../activities/records/canonical-json';
import type { ReferenceDocument } from '../../../activities/store/reference.schema';
import type { RevisionInput } from '../../../activities/store/reference.revisions';
import { addDays } from '../../../workflows/domain/calendar';
import { valueAt, type Column } from './columns';
import type { Row, SetSchema } from './set-schema';

export interface ChangedRow {
  key: string;
  before: Row;
  after: Row;
  columns: Column[];
}

export interface Differences {
  added: { key: string; row: Row }[];
  changed: ChangedRow[];
  removed: { key: string; row: Row }[];
}

const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** The rows of the table that revisions make. */
export function tableOf({ table }: SetSchema, revisions: readonly ReferenceDocument[]): Row[] {
  return table ? revisions.flatMap(({ data }) => table.rows(data)) : revisions.map(({ data }) => data as Row);
}

/** What a table changes, row by row, by the keys of the rows. */
export function differencesOf(schema: SetSchema, before: readonly Row[], after: readonly Row[]): Differences {
  const old = new Map(before.map((row) => [schema.key(row), row]));
  const next = new Set(after.map(schema.key));
  return {
    added: after.flatMap((row) => (old.has(schema.key(row)) ? [] : [{ key: schema.key(row), row }])),
    removed: [...old].flatMap(([key, row]) => (next.has(key) ? [] : [{ key, row }])),
    changed: after.flatMap((row) => {
      const key = schema.key(row);
      const was = old.get(key);
      if (!was) return [];
      const columns = schema.columns.filter(({ path }) => !same(valueAt(was, path), valueAt(row, path)));
      return columns.length === 0 ? [] : [{ key, before: was, after: row, columns }];
    }),
  };
}

/**
 * The revisions that a table becomes from a day on: what is new or differs is written, what is gone ends on the eve.
 * @param standing the revisions in force on that day
 */
export function revisionsFor(
  schema: SetSchema,
  standing: readonly ReferenceDocument[],
  after: readonly Row[],
  { effectiveFrom, source }: { effectiveFrom: string; source: string },
): RevisionInput[] {
  const { set, table, key: keyOf } = schema;
  const pieces = table
    ? [{ key: standing[0]?.key ?? 'all', data: table.data(after) }]
    : after.map((row) => {
        const kept = standing.find(({ data }) => keyOf(data as Row) === keyOf(row));
        // Rows that came with dates in their keys keep them.
        return { key: kept?.key ?? keyOf(row), data: row };
      });
  const written = pieces.flatMap(({ key, data }, position): RevisionInput[] => {
    const stands = standing.find((row) => row.key === key);
    if (stands && stands.position === position && same(stands.data, data)) return [];
    return [{ set, key, position, data, effectiveFrom, effectiveTo: null, source }];
  });
  const there = new Set(pieces.map(({ key }) => key));
  const ended = standing
    .filter(({ key }) => !there.has(key))
    .map(({ key, position, data, effectiveFrom: from, source: was }): RevisionInput => ({
      set,
      key,
      position,
      data,
      effectiveFrom: from,
      effectiveTo: addDays(effectiveFrom, -1),
      source: was,
    }));
  return [...ended, ...written];
}
