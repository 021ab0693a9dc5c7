import { useVirtualizer } from '@tanstack/react-virtual';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { TaskRow } from '../../api/types';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import type { InboxSearch } from './inbox-search';
import { inboxText } from './inbox.text';
import { TaskRowLink } from './task-row-link';

/** About the height of a row; each is measured when it is shown. */
const ROW_PX = 88;
/** So that finding in the page (Ctrl F) and screen readers reach some way. */
const OVERSCAN = 25;
/** The next page is asked for when so many rows are left below. */
const AHEAD = 15;

/** Rows of the inbox. Only those in view are in the page, however many there are; the next ones are fetched as one scrolls. */
export function TaskList({
  rows,
  search,
  chosen,
  scroll,
  picked,
  onPick,
  more,
}: {
  rows: readonly TaskRow[];
  search: InboxSearch;
  chosen: string | undefined;
  /** What scrolls; null until it is there. */
  scroll: HTMLElement | null;
  /** While several are picked: which. */
  picked: ReadonlySet<string> | null;
  onPick: (taskId: string, yes: boolean) => void;
  more: { has: boolean; busy: boolean; failed: boolean; fetch: () => void };
}) {
  const t = useText(inboxText);
  const c = useText(commonText);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    getItemKey: (at) => rows[at]!.taskId,
  });
  const shown = list.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const { has, busy, failed, fetch } = more;
  useEffect(() => {
    if (has && !busy && !failed && last >= rows.length - AHEAD) fetch();
  }, [has, busy, failed, last, rows.length, fetch]);

  // Where the chosen row is, not each time more rows come.
  const at = rows.findIndex(({ taskId }) => taskId === chosen);
  const seen = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (at < 0 || seen.current === chosen) return;
    seen.current = chosen;
    list.scrollToIndex(at, { align: 'auto' });
  }, [at, chosen, list]);

  return (
    <>
      <ul className="task-rows windowed" style={{ height: list.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const row = rows[index]!;
          return (
            <li
              key={key}
              data-index={index}
              ref={list.measureElement}
              className={picked ? 'picking' : ''}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={has ? -1 : rows.length}
              aria-posinset={index + 1}
            >
              {picked && (
                <input
                  type="checkbox"
                  aria-label={t('bulkPick', { title: row.title })}
                  checked={picked.has(row.taskId)}
                  onChange={({ target }) => onPick(row.taskId, target.checked)}
                />
              )}
              <TaskRowLink row={row} search={search} chosen={row.taskId === chosen} />
            </li>
          );
        })}
      </ul>
      {has && (
        <p className="empty">
          <Button loading={busy} onClick={fetch}>
            {c('more')}
          </Button>
        </p>
      )}
    </>
  );
}
