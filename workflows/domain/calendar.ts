import { DomainError } from './errors';
import type { CalendarYear } from './limit';

/** A date in Asia/Shanghai, `YYYY-MM-DD`. Such strings sort as the days they name. */
export type Day = string;

export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;

/** China has had one zone without daylight saving since 1991-09-15, so a fixed offset is exact and needs no zone data. */
const OFFSET_MS = 8 * HOUR_MS;

/** The day in Asia/Shanghai on which a moment (epoch milliseconds) lies. */
export function localDay(ms: number): Day {
  return new Date(ms + OFFSET_MS).toISOString().slice(0, 10);
}

/** True for an existing date written `YYYY-MM-DD`. */
export function isDay(text: unknown): text is Day {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/**
 * The first millisecond of a local day.
 * @throws DomainError `day.invalid`
 */
export function startOfDay(day: Day): number {
  if (!isDay(day)) throw new DomainError('day.invalid', { day: String(day) });
  return Date.parse(`${day}T00:00:00Z`) - OFFSET_MS;
}

/** The last millisecond of a local day, 23:59:59.999. */
export function endOfDay(day: Day): number {
  return startOfDay(day) + DAY_MS - 1;
}

export function addDays(day: Day, count: number): Day {
  return localDay(startOfDay(day) + count * DAY_MS);
}

/** Days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / DAY_MS);
}

/** The same day of the month `count` months later, or the last day of that month if it has none (民法典 art. 202). */
export function addMonths(day: Day, count: number): Day {
  startOfDay(day);
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + count, 1));
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, length));
  return first.toISOString().slice(0, 10);
}

/** `2026年2月13日` */
export function chineseDay(day: Day): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return `${year}年${month}月${date}日`;
}

export type DayKind = 'workday' | 'weekend' | 'holiday' | 'makeUp';

/** Answers what kind of day a day is. */
export interface WorkCalendar {
  kindOf(day: Day): DayKind;
  isWorking(day: Day): boolean;
  /** Whether the notice for the day's year has been loaded; without it Monday to Friday are taken as working days. */
  isPublished(day: Day): boolean;
}

/**
 * The calendar made of published years. A notice may name days of the year before (New Year's bridge), so all lists are read
 * together. Of several versions of a year the highest counts.
 */
export function workCalendar(years: CalendarYear[]): WorkCalendar {
  const latest = new Map<number, CalendarYear>();
  for (const year of years) {
    const known = latest.get(year.year);
    if (!known || known.version < year.version) latest.set(year.year, year);
  }
  const off = new Set<Day>();
  const makeUp = new Set<Day>();
  for (const year of latest.values()) {
    for (const day of year.off) off.add(day);
    for (const day of year.makeUp) makeUp.add(day);
  }
  const kindOf = (day: Day): DayKind => {
    if (makeUp.has(day)) return 'makeUp';
    const weekday = new Date(startOfDay(day) + OFFSET_MS).getUTCDay();
    if (off.has(day)) return 'holiday';
    return weekday === 0 || weekday === 6 ? 'weekend' : 'workday';
  };
  const isWorking = (day: Day): boolean => {
    const kind = kindOf(day);
    return kind === 'workday' || kind === 'makeUp';
  };
  return { kindOf, isWorking, isPublished: (day) => latest.has(Number(day.slice(0, 4))) };
}

/** The day itself if it is a working day, else the next one. */
export function rollToWorkingDay(day: Day, calendar: WorkCalendar): Day {
  let rolled = day;
  while (!calendar.isWorking(rolled)) rolled = addDays(rolled, 1);
  return rolled;
}

/** The `count`-th working day after a day, the day itself not counted; the day itself for 0. */
export function addWorkingDays(day: Day, count: number, calendar: WorkCalendar): Day {
  let at = day;
  for (let left = count; left > 0;) {
    at = addDays(at, 1);
    if (calendar.isWorking(at)) left -= 1;
  }
  return at;
}

/** Working days after `from`, up to and including `to`. */
export function countWorkingDays(from: Day, to: Day, calendar: WorkCalendar): number {
  let count = 0;
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (calendar.isWorking(at)) count += 1;
  return count;
}
