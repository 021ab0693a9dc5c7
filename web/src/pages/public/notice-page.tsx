import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Spin } from 'antd';
import { answer, api } from '../../api/client';
import type { PublicNotice } from '../../api/types';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { usePreferences } from '../../text/preferences';
import { useText } from '../../text/text';
import { NoticeState } from './notice-state';
import { ObjectionForm } from './objection-form';
import { PublicFrame } from './public-frame';
import { publicText } from './public.text';

/** One public notice: what is to be approved, and how to object. */
export default function PublicNoticePage() {
  const t = useText(publicText);
  const c = useText(commonText);
  const { language } = usePreferences();
  const { noticeId } = useParams({ from: '/public/notices/$noticeId' });
  const { data: notice, error } = useQuery({
    queryKey: ['publicNotice', noticeId, language],
    queryFn: () => answer(api.GET('/api/v1/public/notices/{noticeId}', { params: { path: { noticeId } } })),
    // While the other language is on its way nothing that was typed is taken down.
    placeholderData: (before) => before,
  });
  if (!notice) {
    return (
      <PublicFrame title={t('notices')}>
        {error ? <ProblemAlert error={error} /> : <Spin />}
        <Link to="/public/notices">{t('backToList')}</Link>
      </PublicFrame>
    );
  }
  return (
    <PublicFrame
      title={t('title', { project: notice.project })}
      actions={<Button onClick={() => print()}>{c('print')}</Button>}
    >
      <section className="card">
        <dl className="facts">
          <dt>{t('period')}</dt>
          <dd>
            <span className="number">{t('days', { from: notice.from, until: notice.until })}</span>{' '}
            <NoticeState notice={notice} />
          </dd>
          <dt>{t('project')}</dt>
          <dd>{notice.project}</dd>
          <dt>{t('enterprise')}</dt>
          <dd>{notice.enterprise}</dd>
          <dt>{t('site')}</dt>
          <dd>{notice.site}</dd>
          <dt>{t('scale')}</dt>
          <dd>{notice.scale}</dd>
          {notice.risk.length > 0 && (
            <>
              <dt>{t('risk')}</dt>
              <dd>
                {notice.risk.map((one) => (
                  <div key={one}>{one}</div>
                ))}
              </dd>
            </>
          )}
          <dt>{t('proposal')}</dt>
          <dd>
            <strong>{t(notice.proposal)}</strong>
          </dd>
          <dt>{t('authority')}</dt>
          <dd>{notice.authority}</dd>
          <dt>{t('number')}</dt>
          <dd className="number">{notice.caseNo}</dd>
          <dt>{t('basis')}</dt>
          <dd>{notice.basis.join('；')}</dd>
        </dl>
      </section>
      <Hearing hearing={notice.hearing} />
      <How notice={notice} />
      {notice.mayObject ? <ObjectionForm notice={notice} /> : <p className="note">{t('over')}</p>}
    </PublicFrame>
  );
}

/** 行政许可法 第四十八条（一）: when and where, for whoever wants to come. */
function Hearing({ hearing }: Pick<PublicNotice, 'hearing'>) {
  const t = useText(publicText);
  if (!hearing) return null;
  return (
    <section className="card stack" aria-labelledby="hearing">
      <h2 id="hearing">{t('hearingTitle')}</h2>
      {hearing.calledOff && <p className="note warn">{t('hearingCalledOff')}</p>}
      <dl className="facts">
        <dt>{t('hearingTime')}</dt>
        <dd className="number">
          {hearing.on} {hearing.time}
        </dd>
        <dt>{t('hearingPlace')}</dt>
        <dd>{hearing.place}</dd>
      </dl>
    </section>
  );
}

function How({ notice: { office, hearingUntil } }: { notice: PublicNotice }) {
  const t = useText(publicText);
  return (
    <section className="card stack">
      <h2>{t('how')}</h2>
      <p>{t('howText')}</p>
      <p>{t('hearing', { until: hearingUntil })}</p>
      {office && (
        <dl className="facts">
          <dt>{t('office')}</dt>
          <dd>{office.name}</dd>
          <dt>{t('address')}</dt>
          <dd>{office.address}</dd>
          <dt>{t('phoneNo')}</dt>
          <dd className="number">{office.phone}</dd>
          <dt>{t('hours')}</dt>
          <dd>{office.hours}</dd>
        </dl>
      )}
    </section>
  );
}
