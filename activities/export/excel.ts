import { PassThrough } from 'node:stream';
import { stream } from 'exceljs';

/** Media type of a workbook. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A cell: text that begins with `=` stays text. Days are local, `YYYY-MM-DD`, and are given as text. */
export type Cell = string | number | boolean | Date | null;

export interface SheetColumn {
  title: string;
  /** In characters; 16 by default. */
  width?: number;
  /** Excel number format, for instance `0.0` or `0%`. */
  format?: string;
}

export interface Sheet {
  /** Shortened to the 31 characters that Excel allows; signs that it forbids are replaced. */
  name: string;
  columns: readonly SheetColumn[];
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
  /** Lines above the table: title, period, source of the figures. */
  notes?: readonly string[];
}

/** Excel's own limits for a sheet. */
const MAX_ROWS = 1_048_576;
const MAX_TEXT = 32_767;

function sheetName(name: string, taken: Set<string>): string {
  const clean = name.replace(/[\\/*?:[\]]/g, '_').replace(/^'|'$/g, '_') || 'Sheet';
  let shown = clean.slice(0, 31);
  for (let n = 2; taken.has(shown.toLowerCase()); n++) shown = `${clean.slice(0, 31 - String(n).length - 1)}_${n}`;
  taken.add(shown.toLowerCase());
  return shown;
}

/** Control characters cannot stand in a sheet's XML; Excel refuses the whole file for one of them. */
// eslint-disable-next-line no-control-regex -- control characters are what is taken out
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const cellOf = (cell: Cell): Cell => (typeof cell === 'string' ? cell.replace(FORBIDDEN, '').slice(0, MAX_TEXT) : cell);

/**
 * A workbook of tables, row by row, so that a long one does not lie in memory twice: bold frozen head, filter, widths.
 * @throws RangeError when a table is longer than a sheet of Excel
 */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Buffer> {
  const output = new PassThrough();
  const chunks: Buffer[] = [];
  output.on('data', (chunk: Buffer) => chunks.push(chunk));
  const workbook = new stream.xlsx.WorkbookWriter({ stream: output, useStyles: true, useSharedStrings: false });
  const taken = new Set<string>();
  for (const { name, columns, rows, notes = [] } of sheets) {
    const head = notes.length + 1;
    const sheet = workbook.addWorksheet(sheetName(name, taken), {
      views: [{ state: 'frozen', ySplit: head }],
    });
    sheet.columns = columns.map(({ width = 16, format }) => ({
      width,
      ...(format ? { style: { numFmt: format } } : {}),
    }));
    for (const note of notes) sheet.addRow([cellOf(note)]).commit();
    const titles = sheet.addRow(columns.map((column) => column.title));
    titles.font = { bold: true };
    titles.commit();
    let count = head;
    for await (const row of rows) {
      if (++count > MAX_ROWS) throw new RangeError(`the table ${name} is longer than a sheet of Excel`);
      sheet.addRow(row.map(cellOf)).commit();
    }
    sheet.autoFilter = { from: { row: head, column: 1 }, to: { row: count, column: columns.length } };
    sheet.commit();
  }
  await workbook.commit();
  return Buffer.concat(chunks);
}
