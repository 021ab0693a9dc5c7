import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Spin } from 'antd';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useCounts, useTasks } from '../../api/queries';
import type { Tab } from '../../api/types';
import { useKeys } from '../../frame/use-keys';
import { useTitle } from '../../frame/page';
import { ProblemAlert } from '../../parts/problem-alert';
import type { InboxSearch } from './inbox-search';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { InboxFilters, useFilterWords } from './inbox-filters';
import { inboxText } from './inbox.text';
import { TaskPanel } from './task-panel';
import { TaskRowLink } from './task-row-link';

const BulkDialog = lazy(() => import('./bulk-dialog').then((m) => ({ default: m.BulkDialog })));

const TABS: Tab[] = ['todo', 'done', 'started', 'copied', 'watched'];

/** List on the left, the chosen task on the right; after an answer the next one opens. */
export default function InboxPage() {
  const t = useText(inboxText);
  const c = useText(commonText);
  useTitle(t('title'));
  const search = useSearch({ from: '/shell/inbox' });
  const navigate = useNavigate({ from: '/inbox' });
  const { task: chosen, tab = 'todo', ...filter } = search;
  const tasks = useTasks({ ...filter, tab });
  const { data: counts } = useCounts();
  const rows = useMemo(() => tasks.data?.pages.flatMap((page) => page.items) ?? [], [tasks.data]);
  const list = useRef<HTMLDivElement>(null);
  const filterWords = useFilterWords(filter);
  const [bulk, setBulk] = useState<ReadonlySet<string> | null>(null);
  const [answering, setAnswering] = useState(false);
  const picked = rows.filter(({ taskId }) => bulk?.has(taskId));
  const oneStage = new Set(picked.map(({ process, stage }) => `${process}/${stage}`)).size <= 1;
  const pick = (taskId: string, yes: boolean) => {
    const next = new Set(bulk);
    if (yes) next.add(taskId);
    else next.delete(taskId);
    setBulk(next);
  };

  const open = useCallback(
    (taskId: string | undefined, replace = false) =>
      void navigate({
        search: (before: InboxSearch) => {
          const { task: _, ...rest } = before;
          return taskId === undefined ? rest : { ...rest, task: taskId };
        },
        replace,
      }),
    [navigate],
  );
  const step = (by: number) => {
    const at = rows.findIndex(({ taskId }) => taskId === chosen);
    const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
    if (next) open(next.taskId, true);
  };
  useKeys({ j: () => step(1), k: () => step(-1) });

  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  /** The neighbour is chosen before the answered row leaves the list. */
  const afterAnswer = (answered: string) => {
    const at = rows.findIndex(({ taskId }) => taskId === answered);
    const next = rows[at + 1] ?? rows[at - 1];
    open(next && next.taskId !== answered ? next.taskId : undefined, true);
  };

  return (
    <div className={chosen ? 'inbox reading' : 'inbox'}>
      <section className="inbox-list" aria-label={t('list')}>
        <h1 className="sr-only">{t('title')}</h1>
        <nav className="tabs" aria-label={t('title')}>
          {TABS.map((one) => (
            <Link
              key={one}
              to="/inbox"
              search={{ ...filter, tab: one }}
              activeProps={{}}
              activeOptions={{ exact: true, includeSearch: true }}
              aria-current={one === tab ? 'page' : undefined}
            >
              {t(`tab.${one}`)}
              {counts && <span className="count">{counts[one]}</span>}
            </Link>
          ))}
        </nav>
        <InboxFilters
          search={search}
          bulk={bulk !== null}
          onBulk={tab === 'todo' ? () => setBulk(bulk ? null : new Set()) : undefined}
        />
        <div className="scroll" ref={list} aria-busy={tasks.isPending}>
          {tasks.isPending && (
            <p className="empty">
              <Spin />
            </p>
          )}
          <ProblemAlert error={tasks.error} />
          {tasks.isSuccess && rows.length === 0 && (
            <div className="empty">
              {filterWords === '' ? (
                t(tab === 'todo' ? 'emptyTodo' : 'emptyTab')
              ) : (
                <>
                  <p>{t('emptyFiltered', { filters: filterWords })}</p>
                  <Link to="/inbox" search={{ tab }}>
                    {t('clearFilters')}
                  </Link>
                </>
              )}
            </div>
          )}
          <ul className="task-rows">
            {rows.map((row) => (
              <li key={row.taskId} className={bulk ? 'picking' : ''}>
                {bulk && (
                  <input
                    type="checkbox"
                    aria-label={t('bulkPick', { title: row.title })}
                    checked={bulk.has(row.taskId)}
                    onChange={({ target }) => pick(row.taskId, target.checked)}
                  />
                )}
                <TaskRowLink row={row} search={search} chosen={row.taskId === chosen} />
              </li>
            ))}
          </ul>
          {tasks.hasNextPage && (
            <p className="empty">
              <Button loading={tasks.isFetchingNextPage} onClick={() => void tasks.fetchNextPage()}>
                {c('more')}
              </Button>
            </p>
          )}
        </div>
        {bulk && (
          <div className="action-bar">
            <Button type="primary" disabled={picked.length === 0 || !oneStage} onClick={() => setAnswering(true)}>
              {t('bulkGo', { n: picked.length })}
            </Button>
            <span className="muted" role="status">
              {t(oneStage ? 'bulkHelp' : 'bulkNotSame')}
            </span>
          </div>
        )}
      </section>
      {answering && (
        <Suspense>
          <BulkDialog
            rows={picked}
            onClose={(done) => {
              setAnswering(false);
              setBulk(null);
              if (chosen && done.includes(chosen)) open(undefined, true);
            }}
          />
        </Suspense>
      )}
      <section className="inbox-detail">
        {chosen ? (
          <TaskPanel
            key={chosen}
            taskId={chosen}
            onAnswered={() => afterAnswer(chosen)}
            onBack={() => open(undefined)}
          />
        ) : (
          <p className="empty">{rows.length > 0 ? t('pick') : ''}</p>
        )}
      </section>
    </div>
  );
}
