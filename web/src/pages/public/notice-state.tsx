import type { PublicNotice } from '../../api/types';
import { useText } from '../../text/text';
import { daysBetween, today } from '../../text/time';
import { publicText } from './public.text';

/** Whether a notice runs, and for how long still. */
export function NoticeState({ notice }: { notice: Pick<PublicNotice, 'state' | 'until'> }) {
  const t = useText(publicText);
  if (notice.state === 'past') return <span className="badge">{t('past')}</span>;
  const left = daysBetween(today(), notice.until);
  return (
    <>
      <span className="badge good">{t('open')}</span>{' '}
      <span className="muted nowrap">{left > 0 ? t('daysLeft', { n: left }) : t('lastDay')}</span>
    </>
  );
}
