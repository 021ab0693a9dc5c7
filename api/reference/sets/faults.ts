import type { ErrorCode, ErrorParams } from '../../../workflows/domain/errors';
import type { Row, RowFault } from './set-schema';

export const fault = (row: number, path: string, code: ErrorCode, params: ErrorParams = {}): RowFault => ({
  row,
  path,
  code,
  params,
});

/** Values that stand in two rows, told at the second. */
export function repeated(rows: readonly Row[], path: string, values: (row: Row) => readonly string[]): RowFault[] {
  const first = new Map<string, number>();
  return rows.flatMap((row, at) =>
    values(row).flatMap((value) => {
      const before = first.get(value);
      if (before === undefined) first.set(value, at);
      return before === undefined || before === at
        ? []
        : [fault(at, path, 'reference.twice', { value, row: before + 1 })];
    }),
  );
}

/** Values that the other set does not know. */
export function unknown(
  rows: readonly Row[],
  path: string,
  values: (row: Row) => readonly string[],
  known: readonly string[],
): RowFault[] {
  return rows.flatMap((row, at) =>
    values(row)
      .filter((value) => !known.includes(value))
      .map((value) => fault(at, path, 'reference.notKnown', { value })),
  );
}

/** Things that are still needed and that the table no longer has; there is no row to show them at. */
export const missing = (path: string, needed: readonly string[], there: readonly string[]): RowFault[] =>
  [...new Set(needed)]
    .filter((one) => !there.includes(one))
    .map((value) => fault(-1, path, 'reference.stillUsed', { value }));

export const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);
