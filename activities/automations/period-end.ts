import { localDay } from '../../workflows/domain/calendar';
import { dueOf } from '../../workflows/domain/clock';
import { pickRule } from '../../workflows/domain/effective';
import type { CalendarYear, LimitRule } from '../../workflows/domain/limit';

/** The last local day of a period that begins now and is never stopped. @throws DomainError `limit.unknown` */
export function periodEnd(limits: readonly LimitRule[], calendars: CalendarYear[], key: string, now: number): string {
  const rule = pickRule(limits, key, localDay(now));
  const { dueDay } = dueOf(rule, { startedAt: now, stops: [], extensions: [] }, calendars, now);
  if (dueDay === null) {
    throw new Error(`a period of ${key} has no end`);
  }
  return dueDay;
}
