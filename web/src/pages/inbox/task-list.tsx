import type { TaskRow } from '../../api/types';
import { MoreButton, type Pages } from '../../parts/more-button';
import { WindowedList } from '../../parts/windowed-list';
import { useText } from '../../text/text';
import type { InboxSearch } from './inbox-search';
import { inboxText } from './inbox.text';
import { TaskRowLink } from './task-row-link';

/** About the height of a row. */
const ROW_PX = 88;

/** Rows of the inbox; the next ones are fetched as one scrolls. */
export function TaskList({
  rows,
  search,
  chosen,
  picked,
  onPick,
  pages,
}: {
  rows: readonly TaskRow[];
  search: InboxSearch;
  chosen: string | undefined;
  /** While several are picked: which. */
  picked: ReadonlySet<string> | null;
  onPick: (taskId: string, yes: boolean) => void;
  pages: Pages;
}) {
  const t = useText(inboxText);
  return (
    <>
      <WindowedList
        className="task-rows"
        itemClass={picked ? 'picking' : ''}
        rows={rows}
        rowKey={({ taskId }) => taskId}
        rowPx={ROW_PX}
        more={pages.hasNextPage}
        chosen={chosen}
        row={(row) => (
          <>
            {picked && (
              <input
                type="checkbox"
                aria-label={t('bulkPick', { title: row.title })}
                checked={picked.has(row.taskId)}
                onChange={({ target }) => onPick(row.taskId, target.checked)}
              />
            )}
            <TaskRowLink row={row} search={search} chosen={row.taskId === chosen} />
          </>
        )}
      />
      {pages.hasNextPage && (
        <div className="empty">
          <MoreButton list={pages} />
        </div>
      )}
    </>
  );
}
