import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useOrgName } from '../../api/queries';
import type { TaskRow } from '../../api/types';
import { CreditBadge } from '../../parts/credit';
import { DueBadge } from '../../parts/due-badge';
import { CodeBadge, useCourt, useWords } from '../../parts/words';
import type { InboxSearch } from './inbox-search';
import { useLabel, useText } from '../../text/text';
import { day, today } from '../../text/time';
import { inboxText } from './inbox.text';

/** So many units are named, of more the number. */
const COURTS_SHOWN = 2;

/** Drawn again only when it is another row or is chosen: not at every turn of the wheel. */
export const TaskRowLink = memo(function TaskRowLink({
  row,
  search,
  chosen,
}: {
  row: TaskRow;
  search: InboxSearch;
  chosen: boolean;
}) {
  const t = useText(inboxText);
  const label = useLabel();
  const words = useWords();
  const orgName = useOrgName();
  const court = useCourt();
  const open = row.status === 'open';
  return (
    <Link
      to="/inbox"
      search={{ ...search, task: row.taskId }}
      className={row.unread ? 'task-row unread' : 'task-row'}
      activeProps={{}}
      activeOptions={{ exact: true, includeSearch: true }}
      aria-current={chosen ? 'true' : undefined}
    >
      <span className="first">
        <span className="title">
          {row.unread && <span className="sr-only">{t('unread')}：</span>}
          {row.title}
        </span>
        <span className="row badges">
          {row.priority !== 'normal' && <CodeBadge group="priority" code={row.priority} />}
          {row.status === 'done' || row.status === 'cancelled' ? (
            <span className="badge">{words('state', row.status)}</span>
          ) : (
            <DueBadge {...row} />
          )}
        </span>
      </span>
      <span className="second">
        <strong>{label(row.stageName)}</strong>
        {row.branch && <span>{orgName(row.branch)}</span>}
        {row.kind !== 'stage' && <span className="badge info">{words('task', row.kind)}</span>}
        {row.claimed && <span>{t('claimed')}</span>}
        {row.fallback && <span className="badge warn">{t('fallback')}</span>}
        {row.urgedCount > 0 && <span className="badge warn">{t('urged', { n: row.urgedCount })}</span>}
      </span>
      <span className="second">
        <span className="number">{row.caseNo}</span>
        <span>
          {row.partyName} <CreditBadge mark={row.credit} />
        </span>
        <span className="number">{row.dueDay ?? day(row.openedAt)}</span>
        {row.closedAt === null && (
          <span>{row.daysOpen === 0 ? t('arrivedToday') : t('daysOpen', { n: row.daysOpen })}</span>
        )}
        {row.with.length > 0 && <span>{t('with', { names: row.with.join('、') })}</span>}
        {row.asked.length > 0 && <span>{t('asked', { names: row.asked.join('、') })}</span>}
        {row.court.length > 0 && (open || row.asked.length === 0) && (
          <span>{t(open ? 'alsoWaits' : 'liesWith', { court: court(row.court, COURTS_SHOWN) })}</span>
        )}
        {row.followUp && (
          <span className={row.followUp <= today() ? 'badge warn' : 'badge'}>
            {t('followOn', { day: row.followUp })}
          </span>
        )}
      </span>
    </Link>
  );
});
