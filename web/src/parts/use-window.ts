import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** So that finding in the page (Ctrl F) and screen readers reach some way. */
const OVERSCAN = 25;
/** Lists up to this length are in the page as a whole: they can be printed and searched. */
const WHOLE = 200;
/** What rows scroll in: a pane of the page, or the page. */
export const SCROLLS = '.scroll, main';

export interface RowWindow<E extends HTMLElement> {
  /** For what has the rows as children, with the room above as its first child and that below as its last. */
  body: RefObject<E | null>;
  /** Rows that are in the page. */
  shown: readonly { index: number; key: React.Key }[];
  /** Room of what is left out, in pixels. */
  above: number;
  below: number;
  /** For each row that is in the page: its height is taken. */
  measure: ((row: Element | null) => void) | undefined;
  /** Brings a row into view, whether it is in the page or not. */
  reveal: (index: number) => void;
}

/**
 * Which rows of a list are in the page: those in view, however many were loaded. The rows scroll with what is around them; what
 * is left out above and below keeps its room.
 * @param rowPx about the height of a row; each is measured when it is shown
 */
export function useWindow<E extends HTMLElement, Row>(
  rows: readonly Row[],
  rowKey: (row: Row) => string,
  rowPx: number,
): RowWindow<E> {
  const count = rows.length;
  // The same while one scrolls: with another function all heights would be added up anew. A key depends on its row alone.
  const keyOf = useCallback((at: number) => rowKey(rows[at]!), [rows]);
  const body = useRef<E>(null);
  const [place, setPlace] = useState<{ scroll: HTMLElement; offset: number } | null>(null);
  const windowed = count > WHOLE;
  useLayoutEffect(() => {
    const list = body.current;
    const scroll = list?.closest<HTMLElement>(SCROLLS);
    if (!windowed || !list || !scroll) return undefined;
    const find = () => {
      const offset = list.getBoundingClientRect().top - scroll.getBoundingClientRect().top + scroll.scrollTop;
      setPlace((before) => (before?.scroll === scroll && before.offset === offset ? before : { scroll, offset }));
    };
    find();
    // What stands above may come later or grow.
    const follow = new ResizeObserver(find);
    for (const part of scroll.children) follow.observe(part);
    return () => follow.disconnect();
  }, [windowed]);
  const margin = place?.offset ?? 0;
  const list = useVirtualizer({
    count,
    enabled: windowed,
    getScrollElement: () => place?.scroll ?? null,
    estimateSize: () => rowPx,
    overscan: OVERSCAN,
    scrollMargin: margin,
    getItemKey: keyOf,
  });
  const reveal = useCallback(
    (index: number) => {
      if (windowed) list.scrollToIndex(index, { align: 'auto' });
      else body.current?.children[index]?.scrollIntoView({ block: 'nearest' });
    },
    [windowed, list],
  );
  if (!windowed) {
    const shown = Array.from({ length: count }, (_, index) => ({ index, key: keyOf(index) }));
    return { body, shown, above: 0, below: 0, measure: undefined, reveal };
  }
  const shown = list.getVirtualItems();
  return {
    body,
    shown,
    above: (shown[0]?.start ?? margin) - margin,
    below: list.getTotalSize() - ((shown.at(-1)?.end ?? margin) - margin),
    measure: list.measureElement,
    reveal,
  };
}
