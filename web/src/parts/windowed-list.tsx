import { useEffect, useRef, type ReactNode } from 'react';
import { useWindow } from './use-window';

/**
 * A list of which only the items in view are in the page.
 * @param rowPx about the height of an item
 * @param more whether there are more than were fetched
 * @param chosen key of an item that is brought into view when it is chosen, not each time more come
 */
export function WindowedList<Row>({
  rows,
  rowKey,
  rowPx,
  row,
  className,
  itemClass = '',
  more,
  chosen,
}: {
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowPx: number;
  row: (row: Row) => ReactNode;
  className: string;
  itemClass?: string;
  more: boolean;
  chosen?: string | undefined;
}) {
  const { body, shown, above, below, measure, reveal } = useWindow<HTMLUListElement, Row>(rows, rowKey, rowPx);
  const at = chosen === undefined ? -1 : rows.findIndex((one) => rowKey(one) === chosen);
  const seen = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (at < 0 || seen.current === chosen) return;
    seen.current = chosen;
    reveal(at);
  }, [at, chosen, reveal]);
  return (
    <ul className={className} ref={body}>
      {above > 0 && <li aria-hidden="true" className="room" style={{ height: above }} />}
      {shown.map(({ index, key }) => (
        <li
          key={key}
          data-index={index}
          ref={measure}
          className={itemClass}
          aria-setsize={more ? -1 : rows.length}
          aria-posinset={index + 1}
        >
          {row(rows[index]!)}
        </li>
      ))}
      {below > 0 && <li aria-hidden="true" className="room" style={{ height: below }} />}
    </ul>
  );
}
