import { Button } from 'antd';
import { useState } from 'react';
import { useReference } from '../../api/queries';
import type { CaseDetail, Clock, Limit } from '../../api/types';
import { CodeBadge, useWords } from '../../parts/words';
import { commonText } from '../../text/common.text';
import { useLabel, useText } from '../../text/text';
import { day } from '../../text/time';
import { caseText } from './case.text';
import { ClockDialog, type ClockAct } from './clock-dialogs';

/** Every limit with its legal basis and how its due day was reckoned. */
export function Clocks({ detail }: { detail: CaseDetail }) {
  const t = useText(caseText);
  const c = useText(commonText);
  const label = useLabel();
  const words = useWords();
  const [act, setAct] = useState<{ kind: ClockAct; clock: Clock } | null>(null);
  const { data: limits = [] } = useReference<Limit>('limits');
  const extendable = (clock: Clock) => limits.some(({ key, extension }) => key === clock.limit && extension);
  const may = (kind: ClockAct) =>
    detail.actions.includes({ stop: 'stopClock', resume: 'resumeClock', extend: 'extendDeadline' }[kind]);
  if (detail.clocks.length === 0) return <p className="empty">{t('noClocks')}</p>;
  const rank = (clock: Clock) => (['stopped', 'running'].includes(clock.status) ? 0 : 1);
  return (
    <div className="stack">
      {[...detail.clocks]
        .sort((a, b) => rank(a) - rank(b) || a.startedAt - b.startedAt)
        .map((clock) => (
          <article key={clock.id} className="card">
            <div className="card-head">
              <h3>
                {label(clock.name)} <CodeBadge group="clock" code={clock.status} />{' '}
                {clock.overdue && <span className="badge bad">{t('overdue')}</span>}
              </h3>
              <div className="row no-print">
                {clock.status === 'running' && clock.grounds.length > 0 && may('stop') && (
                  <Button size="small" onClick={() => setAct({ kind: 'stop', clock })}>
                    {t('stop')}
                  </Button>
                )}
                {clock.status === 'stopped' && may('resume') && (
                  <Button size="small" onClick={() => setAct({ kind: 'resume', clock })}>
                    {t('resume')}
                  </Button>
                )}
                {clock.status === 'running' && extendable(clock) && may('extend') && (
                  <Button size="small" onClick={() => setAct({ kind: 'extend', clock })}>
                    {t('extend')}
                  </Button>
                )}
              </div>
            </div>
            <dl className="facts">
              <dt>{t('started2')}</dt>
              <dd className="number">{day(clock.startedAt)}</dd>
              <dt>{t('dueDay')}</dt>
              <dd className="number">
                {clock.dueDay ?? t('stopped')}
                {clock.left !== null && clock.status === 'running' && (
                  <span>
                    （{t('left')} {clock.left} {words('unit', clock.unit)}）
                  </span>
                )}
              </dd>
              {clock.stoppedFor && (
                <>
                  <dt>{t('stop')}</dt>
                  <dd>{clock.stoppedFor}</dd>
                </>
              )}
              <dt>{t('arithmetic')}</dt>
              <dd>{clock.arithmetic}</dd>
              <dt>{c('basis')}</dt>
              <dd>{clock.basis}</dd>
            </dl>
          </article>
        ))}
      {act && <ClockDialog caseId={detail.caseId} kind={act.kind} clock={act.clock} onClose={() => setAct(null)} />}
    </div>
  );
}
