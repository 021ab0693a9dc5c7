import {
  addDays,
  addMonths,
  type Day,
  daysBetween,
  endOfDay,
  HOUR_MS,
  localDay,
  rollToWorkingDay,
  startOfDay,
  workCalendar,
  type WorkCalendar,
} from './calendar';
import type { ClockAccount, Stop } from './clock-account';
import { describeClock, unitName } from './clock-text';
import { DomainError } from './errors';
import type { CalendarYear, ClockHistory, Due, LimitRule } from './limit';

/** Warnings come when people are at work. */
const WARN_HOUR = 9;
const DEFAULT_WARN_SHARE = 0.8;

/**
 * The due moment of a clock, from nothing but the rule, what the clock has gone through and the published calendars.
 *
 * Days: the day of the start is not counted (民法典 art. 201). A stop leaves out the days after the one on which it began, up to and
 * including the one on which it ended: as with a start, counting goes on the next day. A clock stopped on its last day is due on the
 * day on which it resumes (the next working day for working-day limits): a stop never takes what was left of a day.
 * While a stop is open there is no due moment. `now` decides `used` and `left` only.
 */
export function dueOf(rule: LimitRule, history: ClockHistory, calendars: CalendarYear[], now: number): Due {
  const calendar = workCalendar(calendars);
  const total = rule.amount + history.extensions.reduce((sum, more) => sum + more, 0);
  const stops = mergeStops(history);
  const count = { rule, total, startedAt: history.startedAt, stops };
  if (rule.unit === 'HOUR') return hourDue(count, now);
  return rule.unit === 'MONTH' ? monthDue(count, calendar, now) : dayDue(count, calendar, now);
}

type Count = Pick<ClockAccount, 'rule' | 'total' | 'startedAt' | 'stops'>;

/** Two reasons may stop a clock at once; it is stopped once. Nothing before the start counts. */
function mergeStops({ startedAt, stops }: ClockHistory): Stop[] {
  const merged: Stop[] = [];
  for (const stop of [...stops].sort((a, b) => a.from - b.from)) {
    const from = Math.max(stop.from, startedAt);
    const to = stop.to === null ? null : Math.max(stop.to, from);
    const last = merged.at(-1);
    if (last && (last.to === null || from <= last.to)) {
      last.to = last.to === null || to === null ? null : Math.max(last.to, to);
    } else {
      merged.push({ from, to });
    }
  }
  return merged;
}

function isStopped(stops: Stop[]): boolean {
  return stops.at(-1)?.to === null;
}

function warnCount(rule: LimitRule, total: number): number {
  // The tolerance keeps 0.55 × 100 from becoming the 56th day.
  return Math.ceil((rule.warnAt ?? DEFAULT_WARN_SHARE) * total - 1e-9);
}

function warnMoment(day: Day): number {
  return startOfDay(day) + WARN_HOUR * HOUR_MS;
}

// ---- hours ---------------------------------------------------------------------------------------------------------

function hourDue(count: Count, now: number): Due {
  const { rule, total, startedAt, stops } = count;
  const span = total * HOUR_MS;
  const after = (length: number): number => {
    let at = startedAt + length;
    for (const { from, to } of stops) if (from < at && to !== null) at += to - from;
    return at;
  };
  const running = stops.reduce(
    (ms, { from, to }) => ms - overlap(from, to ?? now, startedAt, now),
    Math.max(0, now - startedAt),
  );
  const used = Math.min(total, Math.round((running / HOUR_MS) * 100) / 100);
  const stopped = isStopped(stops);
  const dueAt = stopped ? null : after(span);
  const dueDay = dueAt === null ? null : localDay(dueAt);
  return finish(
    { ...count, lastDay: dueDay, dueDay, dueAt, used, weekends: 0, holidays: 0, makeUps: 0, provisional: false },
    stopped ? null : after(span * (rule.warnAt ?? DEFAULT_WARN_SHARE)),
  );
}

function overlap(from: number, to: number, start: number, end: number): number {
  return Math.max(0, Math.min(to, end) - Math.max(from, start));
}

// ---- days ----------------------------------------------------------------------------------------------------------

function dayDue(count: Count, calendar: WorkCalendar, now: number): Due {
  const { rule, total, startedAt, stops } = count;
  const working = rule.unit === 'WORKING_DAY';
  const today = localDay(now);
  const stopped = isStopped(stops);
  const halted = stops.map(({ from, to }) => ({ from: localDay(from), to: to === null ? null : localDay(to) }));
  const isHalted = (day: Day): boolean => halted.some(({ from, to }) => from < day && (to === null || day <= to));
  const openFrom = stopped ? halted.at(-1)!.from : null;

  const tally = { weekends: 0, holidays: 0, makeUps: 0 };
  const warnNumber = warnCount(rule, total);
  let provisional = false;
  let day = localDay(startedAt);
  let warnDay = day;
  let counted = 0;
  let used = 0;
  while (counted < total && (openFrom === null || day < openFrom)) {
    day = addDays(day, 1);
    if (isHalted(day)) continue;
    const kind = calendar.kindOf(day);
    if (working && !calendar.isPublished(day)) provisional = true;
    if (kind === 'weekend') tally.weekends += 1;
    if (kind === 'holiday') tally.holidays += 1;
    if (kind === 'makeUp') tally.makeUps += 1;
    if (working && !calendar.isWorking(day)) continue;
    counted += 1;
    if (day <= today) used = counted;
    if (counted === warnNumber) warnDay = day;
  }
  if (stopped) return finish({ ...count, lastDay: null, dueDay: null, dueAt: null, used, ...tally, provisional }, null);

  const rolls = working || rule.rollsToWorkingDay === true;
  const settle = (last: Day): Day => (rolls ? rollToWorkingDay(last, calendar) : last);
  let lastDay = day;
  let dueDay = settle(day);
  for (const { from, to } of halted) {
    if (from < day || from > dueDay || to === null || to <= from) continue;
    lastDay = to;
    dueDay = settle(to);
  }
  if (rolls && !calendar.isPublished(dueDay)) provisional = true;
  return finish(
    { ...count, lastDay, dueDay, dueAt: endOfDay(dueDay), used, ...tally, provisional },
    warnMoment(warnDay),
  );
}

// ---- months --------------------------------------------------------------------------------------------------------

function monthDue(count: Count, calendar: WorkCalendar, now: number): Due {
  const { rule, total, startedAt, stops } = count;
  const startDay = localDay(startedAt);
  const stopped = isStopped(stops);
  let lastDay = addMonths(startDay, total);
  let halted = 0;
  const haltedBy = (until: Day): number => {
    let days = 0;
    for (const { from, to } of stops) {
      const fromDay = localDay(from);
      const toDay = to === null || localDay(to) > until ? until : localDay(to);
      if (fromDay < toDay) days += daysBetween(fromDay, toDay);
    }
    return days;
  };
  for (const { from, to } of stops) {
    if (to === null || localDay(from) > lastDay) continue;
    const length = daysBetween(localDay(from), localDay(to));
    lastDay = addDays(lastDay, length);
    halted += length;
  }
  const today = localDay(now);
  const length = daysBetween(startDay, lastDay) - halted;
  const elapsed = today <= startDay ? 0 : daysBetween(startDay, today) - haltedBy(today);
  const tally = { weekends: 0, holidays: 0, makeUps: 0 };
  const used = Math.min(length, elapsed);
  if (stopped) {
    return finish(
      { ...count, lastDay: null, dueDay: null, dueAt: null, used, ...tally, provisional: false },
      null,
      length - used,
    );
  }
  const dueDay = rule.rollsToWorkingDay ? rollToWorkingDay(lastDay, calendar) : lastDay;
  const provisional = rule.rollsToWorkingDay === true && !calendar.isPublished(dueDay);
  const warnDay = addDays(lastDay, -(length - warnCount(rule, length)));
  return finish(
    { ...count, lastDay, dueDay, dueAt: endOfDay(dueDay), used, ...tally, provisional },
    warnMoment(warnDay),
    length - used,
  );
}

function finish(account: Omit<ClockAccount, 'left'>, warnAt: number | null, left?: number): Due {
  const whole: ClockAccount = { ...account, left: left ?? Math.round((account.total - account.used) * 100) / 100 };
  const { dueDay, dueAt, provisional, used } = whole;
  return { dueDay, dueAt, warnAt, provisional, used, left: whole.left, arithmetic: describeClock(whole) };
}

// ---- stops and extensions ------------------------------------------------------------------------------------------

/**
 * Refuses a stop for which the rule has no ground.
 * @param ground code of a `stoppableFor` entry
 * @throws DomainError `clock.notStoppable`, `clock.basisUnknown`
 */
export function checkStop(rule: LimitRule, ground: string): void {
  if (rule.stoppableFor.length === 0) throw new DomainError('clock.notStoppable', { limit: rule.name.zh });
  if (!rule.stoppableFor.some(({ code }) => code === ground)) {
    throw new DomainError('clock.basisUnknown', { basis: ground, limit: rule.name.zh });
  }
}

/**
 * Refuses an extension that the rule does not know or that would pass its cap together with those already granted.
 * @param more in the unit of the rule
 * @throws DomainError `clock.noExtension`, `clock.badExtension`, `clock.beyondCap`
 */
export function checkExtension(rule: LimitRule, history: ClockHistory, more: number): void {
  if (!rule.extension) throw new DomainError('clock.noExtension', { limit: rule.name.zh });
  if (!Number.isInteger(more) || more <= 0) throw new DomainError('clock.badExtension');
  const { cap } = rule.extension;
  const granted = history.extensions.reduce((sum, one) => sum + one, 0);
  if (granted + more > cap) {
    const left = Math.max(0, cap - granted);
    throw new DomainError('clock.beyondCap', { cap, granted, left, unit: unitName(rule.unit) });
  }
}
