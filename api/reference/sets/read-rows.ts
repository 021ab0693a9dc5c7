import { putAt, readCell } from './columns';
import { fault, repeated } from './faults';
import type { FileRow } from './read-file';
import type { Row, RowFault, SetSchema, Surroundings } from './set-schema';

export interface ReadRows {
  rows: Row[];
  faults: RowFault[];
}

/** The rows of a file as data, and everything that is wrong with them, by row and column. */
export function readRows(schema: SetSchema, file: readonly FileRow[], around: Surroundings): ReadRows {
  const faults: RowFault[] = [];
  const rows = file.map(({ cells }, at) => {
    const row: Row = {};
    for (const column of schema.columns) {
      const read = readCell(column, cells[column.path] ?? null);
      if ('code' in read) faults.push(fault(at, column.path, read.code, read.params));
      else if (read.value !== undefined) putAt(row, column.path, read.value);
    }
    return row;
  });
  // A rule over the whole table would stumble over cells that could not be read.
  if (faults.length > 0) return { rows, faults };
  const twice = repeated(rows, schema.keyColumns[0]!, (row) => [schema.key(row)]);
  return { rows, faults: twice.length > 0 ? twice : (schema.check?.(rows, around) ?? []) };
}
