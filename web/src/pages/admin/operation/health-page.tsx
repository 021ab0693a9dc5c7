import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { answer, api } from '../../../api/client';
import { Page } from '../../../frame/page';
import { ProblemAlert } from '../../../parts/problem-alert';
import { commonText } from '../../../text/common.text';
import { useText } from '../../../text/text';
import { minute } from '../../../text/time';
import { adminText } from '../admin.text';
import { MailSection } from './mail-section';

/** Whether the servers answer, who works, and whether the records still agree with what is shown. */
export default function HealthPage() {
  const t = useText(adminText);
  return (
    <Page title={t('health')}>
      <Servers />
      <MailSection />
      <Integrity />
    </Page>
  );
}

function Servers() {
  const t = useText(adminText);
  const { data, error } = useQuery({
    queryKey: ['servers'],
    queryFn: () => answer(api.GET('/api/v1/admin/servers')),
    refetchInterval: 10_000,
  });
  if (!data) return <ProblemAlert error={error} />;
  const parts = [
    ['database', data.mongo],
    ['engine', data.temporal],
  ] as const;
  const ready = parts.every(([, part]) => part !== null);
  const workers = data.temporal?.workers ?? [];
  return (
    <>
      <p className={ready ? 'note good' : 'note warn'} role="status">
        {t(ready ? 'ready' : 'notReady')}
      </p>
      {data.notices.map((notice) => (
        <p key={notice.id} className="note warn">
          {t('calendarMissing', { year: String(notice.params['year'] ?? '') })}
        </p>
      ))}
      <div className="figures">
        {parts.map(([name, part]) => (
          <div key={name} className={part ? 'figure good' : 'figure bad'}>
            <strong>{t(part ? 'up' : 'down')}</strong>
            {t(name)} {part?.version}
            {part && <div className="muted">{t('answeredIn', { n: part.ms })}</div>}
          </div>
        ))}
        <div className={workers.length > 0 ? 'figure good' : 'figure bad'}>
          <strong>{workers.length}</strong>
          {t('workers')}
        </div>
        <div className="figure">
          <strong>{Math.floor(data.uptime / 3600)}</strong>
          {t('uptime')}
        </div>
        {data.temporal &&
          (['decisions', 'activities'] as const).map((queue) => {
            const { count, oldestSeconds } = data.temporal!.backlog[queue];
            return (
              <div key={queue} className={count > 0 && oldestSeconds > LONG_WAIT_SECONDS ? 'figure bad' : 'figure'}>
                <strong>{count}</strong>
                {t(queue === 'decisions' ? 'backlogDecisions' : 'backlogActivities')}
                {count > 0 && <div className="muted">{t('oldest', { n: oldestSeconds })}</div>}
              </div>
            );
          })}
      </div>
      {workers.length > 0 && (
        <section className="card stack">
          <h2>{t('workersTitle')}</h2>
          <div className="table-wrap" tabIndex={0}>
            <table className="plain">
              <thead>
                <tr>
                  <th>{t('identity')}</th>
                  <th>{t('build')}</th>
                  <th>{t('lastSeen')}</th>
                </tr>
              </thead>
              <tbody>
                {workers.map(({ identity, build, lastSeen }) => (
                  <tr key={identity}>
                    <td>{identity}</td>
                    <td>{build ?? t('noBuild')}</td>
                    <td className="number nowrap">{lastSeen && minute(lastSeen)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </>
  );
}

const SHOWN = 10;
/** Work that waits longer finds no worker. */
const LONG_WAIT_SECONDS = 30;

function Integrity() {
  const t = useText(adminText);
  const c = useText(commonText);
  const queries = useQueryClient();
  const { data = [], error } = useQuery({
    queryKey: ['integrity'],
    queryFn: () => answer(api.GET('/api/v1/admin/integrity', { params: { query: { limit: SHOWN } } })),
    refetchInterval: ({ state }) => (state.data?.[0]?.finishedAt === null ? 1_000 : 10_000),
  });
  const run = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/admin/integrity/run', { body: { mode: 'full' } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['integrity'] }),
  });
  return (
    <section className="card stack">
      <div className="card-head">
        <h2>{t('integrity')}</h2>
        <Button loading={run.isPending} onClick={() => run.mutate()}>
          {t('integrityRun')}
        </Button>
      </div>
      <p className="muted">{t('integrityHelp')}</p>
      <ProblemAlert error={error ?? run.error} />
      {data.length === 0 && <p className="muted">{t('integrityNone')}</p>}
      {data.length > 0 && (
        <div className="table-wrap" tabIndex={0}>
          <table className="plain">
            <thead>
              <tr>
                <th>{c('time')}</th>
                <th className="right">{t('checked')}</th>
                <th>{c('status')}</th>
              </tr>
            </thead>
            <tbody>
              {data.map((report) => (
                <tr key={report.id}>
                  <td className="number nowrap">{minute(report.startedAt)}</td>
                  <td className="right">{report.checked}</td>
                  <td>
                    {report.finishedAt === null ? (
                      <>
                        <span className="badge info">{t('integrityRunning')}</span>{' '}
                        {report.total !== null && (
                          <progress
                            aria-label={t('integrityRunning')}
                            value={report.checked}
                            max={Math.max(report.total, report.checked, 1)}
                          />
                        )}{' '}
                        {report.total !== null && t('integrityProgress', { n: report.checked, all: report.total })}
                      </>
                    ) : report.mismatchCount === 0 ? (
                      <>
                        <span className="badge good">{t('integrityOk')}</span>{' '}
                        {report.outdated > 0 && (
                          <span className="muted">{t('integrityOutdated', { n: report.outdated })}</span>
                        )}
                      </>
                    ) : (
                      <>
                        <span className="badge bad">{t('integrityBad', { n: report.mismatchCount })}</span>{' '}
                        {[...new Set(report.mismatches.map(({ caseId }) => caseId))].slice(0, SHOWN).join('、')}
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
