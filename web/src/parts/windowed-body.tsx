import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';

/** About the height of a row; each is measured when it is shown. */
const ROW_PX = 52;
/** So that finding in the page (Ctrl F) and screen readers reach some way. */
const OVERSCAN = 25;
/** Lists up to this length are in the page as a whole: they can be printed and searched. */
const WHOLE = 200;

/**
 * Body of a table of which only the rows in view are in the page, however many were loaded. The rows scroll with the page;
 * what is left out above and below keeps its room.
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
  const body = useRef<HTMLTableSectionElement>(null);
  const [place, setPlace] = useState<{ scroll: HTMLElement; offset: number } | null>(null);
  const windowed = rows.length > WHOLE;
  useLayoutEffect(() => {
    const scroll = body.current?.closest<HTMLElement>('main');
    if (!windowed || !scroll) return;
    const offset = body.current!.getBoundingClientRect().top - scroll.getBoundingClientRect().top + scroll.scrollTop;
    setPlace((before) => (before?.scroll === scroll && before.offset === offset ? before : { scroll, offset }));
  }, [windowed, rows.length]);
  const list = useVirtualizer({
    count: rows.length,
    enabled: windowed,
    getScrollElement: () => place?.scroll ?? null,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    scrollMargin: place?.offset ?? 0,
    getItemKey: (at) => rowKey(rows[at]!),
  });
  if (!windowed) {
    return (
      <tbody ref={body}>
        {rows.map((one) => (
          <tr key={rowKey(one)}>{row(one)}</tr>
        ))}
      </tbody>
    );
  }
  const shown = list.getVirtualItems();
  const margin = place?.offset ?? 0;
  const above = (shown[0]?.start ?? margin) - margin;
  const below = list.getTotalSize() - ((shown.at(-1)?.end ?? margin) - margin);
  return (
    <tbody ref={body}>
      <Room px={above} columns={columns} />
      {shown.map(({ index, key }) => (
        <tr key={key} data-index={index} ref={list.measureElement} aria-rowindex={index + 2}>
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
