import type { Cell } from './excel';

/** A table as comma-separated values that Excel opens with its Chinese intact (RFC 4180, UTF-8 with its mark). */
export function writeCsv(titles: readonly string[], rows: readonly (readonly Cell[])[]): string {
  // Excel reads UTF-8 only with the mark before it.
  return `\uFEFF${[titles, ...rows].map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function csvCell(value: Cell): string {
  const text = value === null ? '' : value instanceof Date ? value.toISOString() : String(value);
  // A cell that a spreadsheet would take for a formula stays text.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
