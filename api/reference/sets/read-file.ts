import { Readable } from 'node:stream';
import { Workbook, type CellValue } from 'exceljs';
import { unzipSync } from 'fflate';
import { DomainError } from '../../../workflows/domain/errors';
import { valueAt, type Column, type RawCell } from './columns';
import type { SetSchema } from './set-schema';

export const FORMATS = ['xlsx', 'csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** A row as it stands in a file: cells by the path of their column, and the line by which somebody finds it there. */
export interface FileRow {
  line: number;
  cells: Record<string, RawCell | readonly unknown[]>;
}

/** More is no table that a person keeps by hand. */
const MAX_ROWS = 20_000;
const MAX_UNPACKED = 40 * 1024 * 1024;
/** Lines above the head of a table in which its head is looked for. */
const HEAD_WITHIN = 20;

/**
 * Reads the rows of a file. Columns are known by their heads, in either language or by their paths; their order is free.
 * @throws DomainError `reference.fileKind`, `reference.fileBroken`, `reference.columnMissing`, `reference.columnUnknown`,
 *   `reference.fileRows`
 */
export async function readFile(schema: SetSchema, name: string, content: Buffer): Promise<FileRow[]> {
  const rows = await rowsOf(schema, name, content);
  if (rows.length === 0) throw new DomainError('reference.noRows', {}, 'file');
  if (rows.length > MAX_ROWS) throw new DomainError('reference.fileRows', { max: MAX_ROWS }, 'file');
  return rows;
}

async function rowsOf(schema: SetSchema, name: string, content: Buffer): Promise<FileRow[]> {
  const format = FORMATS.find((one) => name.toLowerCase().endsWith(`.${one}`));
  switch (format) {
    case 'json':
      return fromJson(schema, content);
    case 'xlsx':
      return fromTable(schema, await sheetOf(content));
    case 'csv':
      return fromTable(schema, await csvOf(content));
    case undefined:
      throw new DomainError('reference.fileKind', { name }, 'file');
  }
}

/** @throws DomainError `reference.fileBroken` for anything that is no workbook, one that unpacks to a huge size included */
async function sheetOf(content: Buffer): Promise<RawCell[][]> {
  try {
    let size = 0;
    unzipSync(content, {
      filter: ({ originalSize }) => {
        size += originalSize;
        return false;
      },
    });
    if (size > MAX_UNPACKED) throw new RangeError('too large when unpacked');
    const workbook = new Workbook();
    await workbook.xlsx.load(content as never);
    const sheet = workbook.worksheets[0];
    const rows: RawCell[][] = [];
    sheet?.eachRow({ includeEmpty: false }, (row, line) => {
      const values = Array.isArray(row.values) ? row.values.slice(1) : [];
      rows[line - 1] = Array.from(values, (value) => plain(value));
    });
    return Array.from(rows, (row) => row ?? []);
  } catch {
    throw new DomainError('reference.fileBroken', {}, 'file');
  }
}

/** What a cell shows: the result of a formula, the text of what is formatted in parts. */
function plain(value: CellValue | undefined): RawCell {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return value;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('text' in value) return typeof value.text === 'string' ? value.text : plain(value.text);
  if ('result' in value) return plain(value.result);
  return null;
}

async function csvOf(content: Buffer): Promise<RawCell[][]> {
  const text = utf8(content);
  try {
    const rows: RawCell[][] = [];
    const sheet = await new Workbook().csv.read(Readable.from([text]), { map: (value: unknown) => value });
    sheet.eachRow({ includeEmpty: false }, (row, line) => {
      const values = Array.isArray(row.values) ? row.values.slice(1) : [];
      rows[line - 1] = Array.from(values, (value) => unguarded(plain(value)));
    });
    return Array.from(rows, (row) => row ?? []);
  } catch {
    throw new DomainError('reference.fileBroken', {}, 'file');
  }
}

/** Text that a sheet would take for a formula is written with an apostrophe before it; see `writeCsv`. */
const unguarded = (cell: RawCell): RawCell => (typeof cell === 'string' ? cell.replace(/^'(?=[=+\-@])/, '') : cell);

function utf8(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    // Excel saves CSV in the code page of the machine unless it is told otherwise.
    throw new DomainError('reference.fileNotUtf8', {}, 'file');
  }
}

function fromTable({ columns }: SetSchema, table: readonly (readonly RawCell[])[]): FileRow[] {
  const byHead = new Map(
    columns.flatMap((column) =>
      [column.path, column.name.zh, column.name.en].map((head) => [head.toLowerCase(), column]),
    ),
  );
  const known = (cell: RawCell | undefined): Column | undefined =>
    byHead.get(
      String(cell ?? '')
        .trim()
        .toLowerCase(),
    );
  const scores = table.slice(0, HEAD_WITHIN).map((row) => row.filter((cell) => known(cell)).length);
  const best = Math.max(0, ...scores);
  const head = best === 0 ? -1 : scores.indexOf(best);
  const heads = table[head] ?? [];
  const places = heads.map(known);
  for (const column of columns) {
    if (!places.includes(column)) throw new DomainError('reference.columnMissing', { column: column.name.zh }, 'file');
  }
  const strange = heads.find((cell, at) => String(cell ?? '').trim() !== '' && !places[at]);
  if (strange !== undefined) throw new DomainError('reference.columnUnknown', { column: String(strange) }, 'file');
  return table.slice(head + 1).flatMap((row, at) => {
    if (row.every((cell) => cell === null || String(cell).trim() === '')) return [];
    const cells: FileRow['cells'] = {};
    places.forEach((column, place) => {
      if (column) cells[column.path] = row[place] ?? null;
    });
    return [{ line: head + at + 2, cells }];
  });
}

/** `{ "rows": [ … ] }` as it is fetched, or the rows alone; each row as the API shows it. */
function fromJson({ columns }: SetSchema, content: Buffer): FileRow[] {
  let read: unknown;
  try {
    read = JSON.parse(utf8(content));
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError('reference.fileBroken', {}, 'file');
  }
  const rows = Array.isArray(read) ? read : valueAt(read, 'rows');
  if (!Array.isArray(rows)) throw new DomainError('reference.fileBroken', {}, 'file');
  return rows.map((row: unknown, at) => {
    const strange = pathsOf(row).find(
      (path) => !columns.some((column) => column.path === path || path.startsWith(`${column.path}.`)),
    );
    if (strange !== undefined) throw new DomainError('reference.columnUnknown', { column: strange }, 'file');
    const cells: FileRow['cells'] = {};
    for (const { path } of columns) {
      const value = valueAt(row, path);
      cells[path] =
        Array.isArray(value) || value === null || typeof value !== 'object'
          ? ((value ?? null) as RawCell)
          : JSON.stringify(value);
    }
    return { line: at + 1, cells };
  });
}

/** Paths of everything in a row that is no group of further values. */
function pathsOf(data: unknown, above = '', depth = 0): string[] {
  if (typeof data !== 'object' || data === null || Array.isArray(data) || depth > 4)
    return above === '' ? ['?'] : [above];
  return Object.entries(data).flatMap(([key, value]) =>
    pathsOf(value, above === '' ? key : `${above}.${key}`, depth + 1),
  );
}
