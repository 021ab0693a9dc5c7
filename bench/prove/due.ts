import type { CalendarYear } from '../../workflows/domain/limit';
import type { Clock } from '../../workflows/engine/state';

const DAY = 86_400_000;
const SHIFT = 8 * 3_600_000;
const dayOf = (ms: number): number => Math.floor((ms + SHIFT) / DAY);
const nameOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/**
 * The due moment of a clock, reckoned the slow way: day after day over the published days, by nothing but what the clock recorded.
 * Null while it stands still.
 */
export function reckonDue(clock: Clock, calendars: CalendarYear[]): number | null {
  const { rule, history } = clock;
  const total = rule.amount + history.extensions.reduce((a, b) => a + b, 0);
  if (history.stops.some((s) => s.to === null)) {
    return null;
  }
  const stops = history.stops.map((s) => ({ from: s.from, to: s.to ?? 0 }));
  if (rule.unit === 'HOUR') {
    // Minute by minute would be the same: the moments that count are those in no stop.
    let left = total * 3_600_000;
    let at = history.startedAt;
    for (;;) {
      const inside = stops.find((s) => s.from <= at && at < s.to);
      if (inside && left > 0) {
        at = inside.to;
        continue;
      }
      const next = Math.min(
        ...stops.filter((s) => s.from > at && s.to > s.from).map((s) => s.from),
        Number.POSITIVE_INFINITY,
      );
      const span = Math.min(left, next - at);
      at += span;
      left -= span;
      if (left === 0) {
        return at;
      }
    }
  }
  const newest = new Map<number, CalendarYear>();
  calendars.forEach((c) =>
    newest.set(c.year, (newest.get(c.year)?.version ?? -1) > c.version ? (newest.get(c.year) ?? c) : c),
  );
  const list = [...newest.values()];
  const works = (day: number): boolean => {
    const name = nameOf(day);
    if (list.some((c) => c.makeUp.includes(name))) {
      return true;
    }
    const weekday = new Date(day * DAY).getUTCDay();
    return weekday !== 0 && weekday !== 6 && !list.some((c) => c.off.includes(name));
  };
  const working = rule.unit === 'WORKING_DAY';
  const settle = (day: number): number => {
    let at = day;
    while (working && !works(at)) {
      at += 1;
    }
    return at;
  };
  let day = dayOf(history.startedAt);
  for (let counted = 0; counted < total;) {
    day += 1;
    const out = stops.some((s) => dayOf(s.from) < day && day <= dayOf(s.to));
    if (!out && (!working || works(day))) {
      counted += 1;
    }
  }
  let due = settle(day);
  // Stopped on its last day: it is due on the day on which it resumes.
  for (const s of [...stops].sort((a, b) => a.from - b.from)) {
    const [from, to] = [dayOf(s.from), dayOf(s.to)];
    if (day <= from && from <= due && to > from) {
      due = settle(to);
    }
  }
  return (due + 1) * DAY - SHIFT - 1;
}
