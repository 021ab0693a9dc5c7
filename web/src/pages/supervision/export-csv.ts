/** A text that a spreadsheet would take for a formula is kept a text. */
const cell = (value: string | number): string => {
  const text = String(value);
  const harmless = /^[=+\-@\t\r]/.test(text) && typeof value === 'string' ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
};

/** Hands a table to the browser as a file that Excel opens with its Chinese intact. */
export function exportCsv(name: string, rows: (string | number)[][]): void {
  const text = `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = `${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
