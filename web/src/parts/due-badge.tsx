import { defineText, useText } from '../text/text';

const text = defineText({
  stopped: ['时限中止', 'Clock stopped'],
  none: ['无时限', 'No limit'],
  today: ['今日到期', 'Due today'],
  left: ['剩 {n} 个工作日', '{n} working days left'],
  over: ['超期 {n} 个工作日', '{n} working days overdue'],
  overdue: ['已超期', 'Overdue'],
  provisional: ['暂定', 'provisional'],
  provisionalHelp: ['跨入尚未公布工作日历的年份，公布后重新计算。', 'Reaches a year without a published calendar.'],
});

/** Working days left, with the day; the colour only repeats what the words say. */
export function DueBadge({
  daysLeft,
  dueDay,
  stopped,
  overdue,
  provisional = false,
}: {
  daysLeft: number | null;
  dueDay: string | null;
  stopped: boolean;
  overdue: boolean;
  provisional?: boolean;
}) {
  const t = useText(text);
  if (stopped && daysLeft === null) return <span className="badge warn">{t('stopped')}</span>;
  if (dueDay === null) return <span className="badge">{t('none')}</span>;
  const [tone, words] = overdue
    ? (['bad', daysLeft !== null && daysLeft < 0 ? t('over', { n: -daysLeft }) : t('overdue')] as const)
    : daysLeft === 0
      ? (['warn', t('today')] as const)
      : ([(daysLeft ?? 9) <= 2 ? 'warn' : 'good', t('left', { n: daysLeft ?? 0 })] as const);
  return (
    <span className={`badge ${tone}`} title={provisional ? t('provisionalHelp') : dueDay}>
      {words}
      {provisional && `（${t('provisional')}）`}
    </span>
  );
}
