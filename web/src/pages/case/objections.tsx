import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { answer, api } from '../../api/client';
import { useMe } from '../../api/queries';
import type { CaseDetail, ObjectionRow } from '../../api/types';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { usePreferences } from '../../text/preferences';
import { useText } from '../../text/text';
import { minute } from '../../text/time';
import { NoticeState } from '../public/notice-state';
import { publicText } from '../public/public.text';
import { objectionText } from './objection.text';

const ObjectionDialog = lazy(() => import('./objection-dialog'));

/** Objections of a case; only asked for where there can be some for the reader: of the leading organisation, after the notice. */
export function useObjections(detail: CaseDetail | undefined) {
  const { data: me } = useMe();
  const { language } = usePreferences();
  const caseId = detail?.caseId ?? '';
  const published = typeof detail?.facts['noticeId'] === 'string';
  const leads = me?.memberships.some((membership) => membership.orgCode === detail?.leadOrg) ?? false;
  return useQuery({
    queryKey: ['case', caseId, 'objections', language],
    queryFn: () => answer(api.GET('/api/v1/cases/{caseId}/objections', { params: { path: { caseId } } })),
    enabled: published && leads,
  });
}

/** What the public said to the notice of a case, and what was made of it. */
export function Objections({ detail }: { detail: CaseDetail }) {
  const t = useText(objectionText);
  const p = useText(publicText);
  const c = useText(commonText);
  const { data, error } = useObjections(detail);
  const [shown, setShown] = useState<ObjectionRow | null>(null);
  if (error) return <ProblemAlert error={error} />;
  if (!data) return <p className="empty">{c('loading')}</p>;
  return (
    <div className="stack">
      {data.notices.map((notice) => (
        <section key={notice.noticeId} className="card row spread">
          <span>
            {p('period')} <span className="number">{p('days', { from: notice.from, until: notice.until })}</span>{' '}
            <NoticeState notice={notice} />
          </span>
          <Link to="/public/notices/$noticeId" params={{ noticeId: notice.noticeId }} target="_blank">
            {t('publicPage')}
          </Link>
        </section>
      ))}
      <section className="card stack">
        <h2>{t('title')}</h2>
        <p className="muted">{t('help')}</p>
        {data.checkTaskId !== null && <p className="note">{t('oneAtATime')}</p>}
        {data.items.length === 0 ? (
          <p className="muted">{t('none')}</p>
        ) : (
          <div className="table-wrap" tabIndex={0}>
            <table className="plain cards">
              <thead>
                <tr>
                  <th>{p('receipt')}</th>
                  <th>{p('receivedAt')}</th>
                  <th>{p('standing')}</th>
                  <th>{t('hearing')}</th>
                  <th>{p('stateNow')}</th>
                  <th>{t('act')}</th>
                </tr>
              </thead>
              <tbody>
                {data.items.map((row) => (
                  <tr key={row.receipt}>
                    <td data-label={p('receipt')} className="number nowrap">
                      {row.receipt}
                    </td>
                    <td data-label={p('receivedAt')} className="number nowrap">
                      {minute(row.receivedAt)}
                    </td>
                    <td data-label={p('standing')}>{p(row.standing)}</td>
                    <td data-label={t('hearing')}>{c(row.asksHearing ? 'yes' : 'no')}</td>
                    <td data-label={p('stateNow')}>
                      <span className={`badge ${row.state === 'received' ? 'warn' : 'info'}`}>
                        {p(`objection.${row.state}`)}
                      </span>
                    </td>
                    <td>
                      <Button size="small" onClick={() => setShown(row)} aria-label={`${t('open')} ${row.receipt}`}>
                        {t('open')}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      {shown && (
        <Suspense>
          <ObjectionDialog caseId={detail.caseId} row={shown} all={data} onClose={() => setShown(null)} />
        </Suspense>
      )}
    </div>
  );
}
