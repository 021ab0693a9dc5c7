import { chineseDay, type Day, localDay, startOfDay } from './calendar';
import type { ClockAccount } from './clock-account';
import type { LimitUnit } from './limit';

/** The unit as it stands behind a number. */
export function unitName(unit: LimitUnit): string {
  return { WORKING_DAY: '个工作日', NATURAL_DAY: '日', HOUR: '小时', MONTH: '个月' }[unit];
}

/** The arithmetic of a clock in words that an official can check against a wall calendar. */
export function describeClock(account: ClockAccount): string {
  const parts = [startOf(account), ...stopsOf(account), ...skipsOf(account), endOf(account)];
  return `${parts.join('；')}。`;
}

function startOf({ rule, total, startedAt }: ClockAccount): string {
  const unit = unitName(rule.unit);
  const granted = total - rule.amount;
  const span = `期限${total}${unit}${granted > 0 ? `（规定${rule.amount}${unit}，延长${granted}${unit}）` : ''}`;
  return rule.unit === 'HOUR'
    ? `自${chineseMoment(startedAt)}起算，${span}`
    : `自${chineseDay(localDay(startedAt))}起算，当日不计，${span}`;
}

function stopsOf({ rule, stops }: ClockAccount): string[] {
  return stops.map(({ from, to }) => {
    if (rule.unit === 'HOUR') {
      return to === null
        ? `${chineseMoment(from)}中止`
        : `${chineseMoment(from)}中止、${chineseMoment(to)}恢复，其间不计`;
    }
    const stop = `${chineseDay(localDay(from))}中止`;
    return to === null ? stop : `${stop}、${chineseDay(localDay(to))}恢复，自中止次日至恢复当日不计`;
  });
}

function skipsOf({ rule, weekends, holidays, makeUps }: ClockAccount): string[] {
  if (rule.unit !== 'WORKING_DAY') return [];
  const skipped = [weekends > 0 ? `周末${weekends}天` : '', holidays > 0 ? `放假${holidays}天` : ''].filter(Boolean);
  const parts = skipped.length > 0 ? [`其间${skipped.join('、')}不计`] : [];
  if (makeUps > 0) parts.push(`调休上班${makeUps}天计入`);
  return parts;
}

function endOf({ rule, lastDay, dueDay, dueAt, used, left, provisional }: ClockAccount): string {
  const unit = rule.unit === 'MONTH' ? '日' : unitName(rule.unit);
  if (dueDay === null || dueAt === null) return `已计${used}${unit}，尚余${left}${unit}，恢复后继续计算`;
  if (rule.unit === 'HOUR') return `至${chineseMoment(dueAt)}届满`;
  const rolled = lastDay !== null && lastDay !== dueDay ? `最后一日${chineseDay(lastDay)}为休息日，顺延` : '';
  const unsure = provisional ? `（${yearOf(dueDay)}年放假安排尚未公布，暂按周一至周五计算）` : '';
  return `${rolled}至${chineseDay(dueDay)}24时届满${unsure}`;
}

function yearOf(day: Day): string {
  return day.slice(0, 4);
}

function chineseMoment(ms: number): string {
  const day = localDay(ms);
  const minutes = Math.floor((ms - startOfDay(day)) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${chineseDay(day)}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
