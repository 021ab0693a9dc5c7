import type { ReactNode } from 'react';
import { useWindow } from './use-window';

/** About the height of a row of a table. */
const ROW_PX = 52;

/**
 * Body of a table of which only the rows in view are in the page.
 * @param row the cells of a row
 */
export function WindowedBody<Row>({
  rows,
  rowKey,
  columns,
  row,
}: {
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  columns: number;
  row: (row: Row) => ReactNode;
}) {
  const { body, shown, above, below, measure } = useWindow<HTMLTableSectionElement, Row>(rows, rowKey, ROW_PX);
  return (
    <tbody ref={body}>
      <Room px={above} columns={columns} />
      {shown.map(({ index, key }) => (
        <tr key={key} data-index={index} ref={measure} aria-rowindex={measure && index + 2}>
          {row(rows[index]!)}
        </tr>
      ))}
      <Room px={below} columns={columns} />
    </tbody>
  );
}

function Room({ px, columns }: { px: number; columns: number }) {
  return px > 0 ? (
    <tr aria-hidden="true" className="room">
      <td colSpan={columns} style={{ height: px, padding: 0, border: 0 }} />
    </tr>
  ) : null;
}
