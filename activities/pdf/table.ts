import { BLACK, type OfficialPage, type TextStyle } from './official-page';

export interface Column {
  title: string;
  /** Share of the width. */
  share: number;
  align?: 'left' | 'center';
}

const PADDING = 5;
const LINE_WIDTH = 0.6;

/**
 * A ruled table at the cursor. The head is repeated on every page; a row is moved to the next page whole, and only a row
 * higher than a page is cut.
 */
export function drawTable(
  page: OfficialPage,
  columns: readonly Column[],
  rows: readonly string[][],
  size = 10.5,
): void {
  const leading = size * 1.55;
  const style: TextStyle = { size, leading };
  const shares = columns.reduce((sum, column) => sum + column.share, 0);
  const widths = columns.map((column) => (page.width * column.share) / shares);
  const heightOf = (lines: number) => lines * leading + 2 * PADDING;

  const drawRow = (cells: string[][], weight: TextStyle['weight']) => {
    const height = heightOf(Math.max(1, ...cells.map((lines) => lines.length)));
    let x = page.left;
    columns.forEach((column, index) => {
      const width = widths[index]!;
      page.doc.rect(x, page.y, width, height).lineWidth(LINE_WIDTH).strokeColor(BLACK).stroke();
      const lines = cells[index] ?? [];
      const centred = weight === 'bold' || column.align === 'center';
      const top = page.y + (height - lines.length * leading) / 2;
      lines.forEach((line, number) => {
        const shift = centred ? (width - page.measure(line, size, weight)) / 2 : PADDING;
        page.line(line, x + shift, top + number * leading, { ...style, weight });
      });
      x += width;
    });
    page.y += height;
  };

  const broken = (cells: readonly string[], weight?: TextStyle['weight']) =>
    columns.map((_, index) => page.lines(cells[index] ?? '', widths[index]! - 2 * PADDING, { ...style, weight }));
  const head = broken(
    columns.map((column) => column.title),
    'bold',
  );
  const headHeight = heightOf(Math.max(...head.map((lines) => lines.length)));
  const startPage = () => {
    page.newPage();
    drawRow(head, 'bold');
  };

  page.ensure(headHeight + heightOf(2));
  drawRow(head, 'bold');
  for (const row of rows) {
    let cells = broken(row);
    for (;;) {
      const count = Math.max(1, ...cells.map((lines) => lines.length));
      if (heightOf(count) <= page.rest) break;
      const fits = Math.floor((page.rest - 2 * PADDING) / leading);
      if (heightOf(count) <= page.pageHeight - headHeight || fits < 1) {
        startPage();
        continue;
      }
      drawRow(
        cells.map((lines) => lines.slice(0, fits)),
        'regular',
      );
      cells = cells.map((lines) => lines.slice(fits));
      startPage();
    }
    drawRow(cells, 'regular');
  }
}
