import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Spin } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { useOrgName } from '../../api/queries';
import { Empty } from '../../frame/page';
import { DueBadge } from '../../parts/due-badge';
import { ListFinder } from '../../parts/list-finder';
import { MoreButton } from '../../parts/more-button';
import { ProblemAlert } from '../../parts/problem-alert';
import { WindowedBody } from '../../parts/windowed-body';
import { commonText } from '../../text/common.text';
import { useLabel, useText } from '../../text/text';
import { supervisionText } from './supervision.text';

/** Which figure was followed. */
export interface Drill {
  name: string;
  query: { org?: string; process?: string; stage?: string; light?: 'overdue' | 'warned' | 'stopped'; dueDay?: string };
}

export function SupervisedTasks({ drill }: { drill: Drill }) {
  const t = useText(supervisionText);
  const c = useText(commonText);
  const label = useLabel();
  const orgName = useOrgName();
  const [q, setQ] = useState('');
  const list = useInfiniteQuery({
    queryKey: ['supervision', 'tasks', drill.query, q],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/dashboard/supervision/tasks', {
          params: {
            query: {
              ...drill.query,
              ...(q === '' ? {} : { q }),
              limit: 50,
              ...(pageParam === '' ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="stack">
      <h2>{drill.name}</h2>
      <div role="search">
        <ListFinder width={280} q={q} onFind={setQ} placeholder={t('find')} maxLength={60} />
      </div>
      <ProblemAlert error={list.error} />
      {list.isPending && (
        <Empty>
          <Spin />
        </Empty>
      )}
      {list.isSuccess && rows.length === 0 && <Empty>{t('none')}</Empty>}
      {rows.length > 0 && (
        <div className="card table-wrap" tabIndex={0}>
          <table className="plain">
            <thead>
              <tr>
                <th>{c('number')}</th>
                <th>{c('title')}</th>
                <th>{c('stage')}</th>
                <th>{c('department')}</th>
                <th>{c('due')}</th>
              </tr>
            </thead>
            <WindowedBody
              rows={rows}
              rowKey={({ taskId }) => taskId}
              columns={5}
              row={(row) => (
                <>
                  <td className="number nowrap">{row.caseNo}</td>
                  <td>
                    <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
                      {row.title}
                    </Link>
                  </td>
                  <td>{label(row.stageName)}</td>
                  <td>{row.branch ? orgName(row.branch) : ''}</td>
                  <td>
                    <DueBadge {...row} /> <span className="number">{row.dueDay}</span>
                  </td>
                </>
              )}
            />
          </table>
        </div>
      )}
      {list.hasNextPage && (
        <div>
          <MoreButton list={list} />
        </div>
      )}
    </section>
  );
}
