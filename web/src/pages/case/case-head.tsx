import type { CaseDetail } from '../../api/types';
import { CreditOf } from '../../parts/credit';
import { CodeBadge, useCourt } from '../../parts/words';
import { useLabel, useText } from '../../text/text';
import { day } from '../../text/time';
import { caseText } from './case.text';

/** Where the case stands, in one line of facts. */
export function CaseHead({ detail }: { detail: CaseDetail }) {
  const t = useText(caseText);
  const label = useLabel();
  const court = useCourt();
  const stages = [...new Map(detail.standing.map((s) => [s.stage, label(s.name)])).values()];
  return (
    <div className="row" style={{ gap: '4px 18px' }}>
      <span className="number">{detail.caseNo}</span>
      {detail.priority !== null && detail.priority !== 'normal' && (
        <CodeBadge group="priority" code={detail.priority} />
      )}
      <span>{label(detail.processName)}</span>
      <span>
        {detail.partyName} <CreditOf org={detail.partyOrg} />
      </span>
      {detail.status === 'running' ? (
        <>
          <span>
            <span className="muted">{t('now')} </span>
            {stages.join('、')}
          </span>
          {detail.court.length > 0 && (
            <span>
              <span className="muted">{t('court')} </span>
              {court(detail.court, 3)}
            </span>
          )}
        </>
      ) : (
        <CodeBadge group="result" code={detail.result} />
      )}
      {detail.stopped && <span className="badge warn">{t('stopped')}</span>}
      {detail.overdue && <span className="badge bad">{t('overdue')}</span>}
      {detail.nextDueAt !== null && (
        <span>
          <span className="muted">{t('nextDue')} </span>
          <span className="number">{day(detail.nextDueAt)}</span>
        </span>
      )}
    </div>
  );
}
