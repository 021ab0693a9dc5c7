import { Link } from '@tanstack/react-router';
import type { components } from '../../api/schema';
import { useOrgName } from '../../api/queries';
import { useLabel, useText } from '../../text/text';
import { day } from '../../text/time';
import { obligationsText } from './obligations.text';

export type Obligation = components['schemas']['ObligationDto'];

const TONES: Record<Obligation['state'], string> = {
  toFulfil: 'warn',
  toCheck: 'info',
  toConfirm: 'info',
  fulfilled: 'good',
  lifted: 'good',
  closed: '',
};
const ACTS = { toFulfil: 'report', toCheck: 'check', toConfirm: 'confirm' } as const;

/** One condition: what has to be done, by whom and when, where it stands, and the next step if it is the reader's. */
export function ObligationCard({ item, here = false }: { item: Obligation; here?: boolean }) {
  const t = useText(obligationsText);
  const label = useLabel();
  const orgName = useOrgName();
  const act = ACTS[item.state as keyof typeof ACTS];
  return (
    <article className="card stack obligation" aria-label={item.text}>
      <div className="row spread">
        <h3>{item.text}</h3>
        <span className="row">
          <span className={`badge ${TONES[item.state]}`}>{t(`state.${item.state}`)}</span>
          {item.overdue && <span className="badge bad">{t('overdue')}</span>}
        </span>
      </div>
      <dl className="facts">
        {!here && (
          <>
            <dt>{t('project')}</dt>
            <dd>
              {item.title} <span className="muted">{item.partyName}</span>
            </dd>
          </>
        )}
        <dt>{t('owner')}</dt>
        <dd>{item.owner}</dd>
        <dt>{t('dueDay')}</dt>
        <dd className="number">{item.dueDay}</dd>
        <dt>{t('checkPoint')}</dt>
        <dd>{label(item.checkPoint)}</dd>
        <dt>{t('setBy')}</dt>
        <dd>{orgName(item.setBy)}</dd>
      </dl>
      {item.sentBack && (
        <p className="note warn">{t('sentBack', { day: day(item.sentBack.at), reason: item.sentBack.reason })}</p>
      )}
      <div className="row no-print">
        {item.yourTask !== null && act && (
          <Link className="link-button" to="/inbox" search={{ task: item.yourTask }}>
            {t(act)}
          </Link>
        )}
        {item.mayOpen && !here && (
          <Link to="/cases/$caseId" params={{ caseId: item.caseId }}>
            {t('openCase')}
          </Link>
        )}
      </div>
    </article>
  );
}
