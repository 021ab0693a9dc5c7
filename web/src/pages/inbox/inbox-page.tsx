import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Spin } from 'antd';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useCounts, useTasks } from '../../api/queries';
import type { Tab } from '../../api/types';
import { useKeys } from '../../frame/use-keys';
import { useTitle } from '../../frame/page';
import { ProblemAlert } from '../../parts/problem-alert';
import type { InboxSearch } from './inbox-search';
import { useText } from '../../text/text';
import { InboxFilters, useFilterWords } from './inbox-filters';
import { inboxText } from './inbox.text';
import { MemberNote } from './member-note';
import { TaskList } from './task-list';
import { TaskPanel } from './task-panel';

const BulkDialog = lazy(() => import('./bulk-dialog').then((m) => ({ default: m.BulkDialog })));

const TABS: Tab[] = ['todo', 'waiting', 'done', 'started', 'copied', 'watched', 'followUp'];

/** List on the left, the chosen task on the right; after an answer the next one opens. */
export default function InboxPage() {
  const t = useText(inboxText);
  useTitle(t('title'));
  const search = useSearch({ from: '/shell/inbox' });
  const navigate = useNavigate({ from: '/inbox' });
  const { task: chosen, tab = 'todo', ...filter } = search;
  const { member } = filter;
  const tasks = useTasks({ ...filter, tab });
  const { data: counts } = useCounts();
  const rows = useMemo(() => tasks.data?.pages.flatMap((page) => page.items) ?? [], [tasks.data]);
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
              search={{
                ...filter,
                ...(one === 'todo' ? {} : { held: undefined, member: undefined }),
                // What is done is no longer urgent.
                ...(one === 'done' ? { priority: undefined } : {}),
                sort: undefined,
                tab: one,
              }}
              activeProps={{}}
              activeOptions={{ exact: true, includeSearch: true }}
              aria-current={one === tab ? 'page' : undefined}
            >
              {t(`tab.${one}`)}
              {counts && <span className="count">{counts[one]}</span>}
            </Link>
          ))}
        </nav>
        {member !== undefined && <MemberNote member={member} />}
        <InboxFilters
          search={search}
          bulk={bulk !== null}
          onBulk={tab === 'todo' && member === undefined ? () => setBulk(bulk ? null : new Set()) : undefined}
        />
        <div className="scroll" aria-busy={tasks.isPending}>
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
          {rows.length > 0 && (
            <TaskList rows={rows} search={search} chosen={chosen} picked={bulk} onPick={pick} pages={tasks} />
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
            picked={picked}
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
