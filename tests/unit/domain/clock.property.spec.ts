import fc from 'fast-check';
import { isWorkday } from 'chinese-days';
import { loadReference } from '../../../seeds/reference';
import {
  addDays,
  addWorkingDays,
  DAY_MS,
  HOUR_MS,
  localDay,
  startOfDay,
  workCalendar,
} from '../../../workflows/domain/calendar';
import { dueOf } from '../../../workflows/domain/clock';
import type { ClockHistory, LimitRule } from '../../../workflows/domain/limit';

const { calendars } = loadReference();
const calendar = workCalendar(calendars);
const FIRST = startOfDay('2026-01-01');

const rule = (unit: LimitRule['unit'], amount: number): LimitRule => ({
  key: 'test',
  name: { zh: '测试', en: 'test' },
  unit,
  amount,
  stoppableFor: [],
  legalBasis: 'test',
  source: 'test',
  effectiveFrom: '2026-01-01',
  effectiveTo: null,
});

const moment = fc.integer({ min: 0, max: 200 * 24 * 60 }).map((minutes) => FIRST + minutes * 60_000);
const amount = fc.integer({ min: 1, max: 60 });
const dayUnit = fc.constantFrom<LimitRule['unit']>('WORKING_DAY', 'NATURAL_DAY');
/** A start and stops after it, one after the other, all closed. */
const closedHistory = fc
  .tuple(
    moment,
    fc.array(fc.tuple(fc.integer({ min: 0, max: 20 * 24 }), fc.integer({ min: 0, max: 20 * 24 })), { maxLength: 4 }),
  )
  .map(([startedAt, gaps]): ClockHistory => {
    let at = startedAt;
    const stops = gaps.map(([running, stopped]) => {
      const from = at + running * HOUR_MS;
      at = from + stopped * HOUR_MS;
      return { from, to: at };
    });
    return { startedAt, stops, extensions: [] };
  });

const dueDay = (unit: LimitRule['unit'], units: number, history: ClockHistory): string => {
  const { dueDay: day } = dueOf(rule(unit, units), history, calendars, history.startedAt);
  return day!;
};

/** Another way to the same day: walk day by day with a running flag and a counter, on a calendar from elsewhere. */
function walked(unit: LimitRule['unit'], units: number, { startedAt, stops }: ClockHistory): string {
  const counts = (day: string) => unit === 'NATURAL_DAY' || isWorkday(day);
  const dayNumber = (ms: number) => Math.floor((ms + 8 * HOUR_MS) / DAY_MS);
  const name = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10);
  let day = dayNumber(startedAt);
  let left = units;
  let due: number | null = null;
  while (due === null) {
    day += 1;
    const halted = stops.some(({ from, to }) => dayNumber(from) < day && day <= dayNumber(to!));
    if (!halted && counts(name(day))) left -= 1;
    if (left === 0) due = day;
  }
  for (const { from, to } of stops) {
    if (dayNumber(from) >= day && dayNumber(from) <= due && dayNumber(to!) > dayNumber(from)) {
      due = dayNumber(to!);
      while (!counts(name(due))) due += 1;
    }
  }
  return name(due);
}

describe('properties of clocks', () => {
  it('agree with walking day by day on another calendar', () => {
    fc.assert(
      fc.property(dayUnit, amount, closedHistory, (unit, units, history) => {
        const day = dueDay(unit, units, history);
        // The other calendar silently invents 2027.
        fc.pre(day < '2027');
        expect(day).toBe(walked(unit, units, history));
      }),
      { numRuns: 300 },
    );
  });

  it('fall on a counted day when nothing stopped them', () => {
    fc.assert(
      fc.property(amount, moment, (units, startedAt) => {
        const day = dueDay('WORKING_DAY', units, { startedAt, stops: [], extensions: [] });
        expect(calendar.isWorking(day)).toBe(true);
        expect(day).toBe(addWorkingDays(localDay(startedAt), units, calendar));
      }),
    );
  });

  it('never come earlier for a longer limit, a later start or a longer stop', () => {
    fc.assert(
      fc.property(dayUnit, amount, closedHistory, fc.integer({ min: 0, max: 10 }), (unit, units, history, more) => {
        const day = dueDay(unit, units, history);
        expect(dueDay(unit, units + more, history) >= day).toBe(true);
        const shift = (ms: number) => ms + more * DAY_MS;
        const last = history.stops.at(-1);
        if (last) {
          const longer = {
            ...history,
            stops: [...history.stops.slice(0, -1), { from: last.from, to: shift(last.to!) }],
          };
          expect(dueDay(unit, units, longer) >= day).toBe(true);
        } else {
          expect(dueDay(unit, units, { ...history, startedAt: shift(history.startedAt) }) >= day).toBe(true);
        }
      }),
    );
  });

  it('do not notice a stop that ends on the day it began', () => {
    fc.assert(
      fc.property(dayUnit, amount, moment, fc.integer({ min: 0, max: 60 }), (unit, units, startedAt, days) => {
        const day = addDays(localDay(startedAt), days);
        const from = Math.max(startedAt, startOfDay(day) + 9 * HOUR_MS);
        const stops = [{ from, to: Math.max(from, startOfDay(day) + 17 * HOUR_MS) }];
        const without = dueDay(unit, units, { startedAt, stops: [], extensions: [] });
        expect(dueDay(unit, units, { startedAt, stops, extensions: [] })).toBe(without);
      }),
    );
  });

  it('go on after a stop as a new clock with what is left would', () => {
    fc.assert(
      fc.property(
        amount,
        moment,
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (units, startedAt, run, halt) => {
          const stopAt = startedAt + run * DAY_MS;
          const resumeAt = stopAt + halt * DAY_MS;
          const open = { startedAt, stops: [{ from: stopAt, to: null }], extensions: [] };
          const { left } = dueOf(rule('WORKING_DAY', units), open, calendars, stopAt);
          fc.pre(left > 0);
          const resumed = { ...open, stops: [{ from: stopAt, to: resumeAt }] };
          expect(dueDay('WORKING_DAY', units, resumed)).toBe(addWorkingDays(localDay(resumeAt), left, calendar));
        },
      ),
    );
  });

  it('do not care how a stop is cut, in which order stops are told, or how an extension is granted', () => {
    fc.assert(
      fc.property(
        dayUnit,
        amount,
        closedHistory,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (unit, units, history, share) => {
          const day = dueDay(unit, units, history);
          const cut = history.stops.flatMap(({ from, to }) => {
            const middle = Math.floor(from + (to! - from) * share);
            return [
              { from: middle, to },
              { from, to: middle },
            ];
          });
          expect(dueDay(unit, units, { ...history, stops: cut })).toBe(day);
          const extended = { ...history, extensions: [2, 3] };
          expect(dueDay(unit, units, extended)).toBe(dueDay(unit, units + 5, history));
        },
      ),
    );
  });

  it('warn before they are due and add up what is used and left', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<LimitRule['unit']>('WORKING_DAY', 'NATURAL_DAY', 'HOUR', 'MONTH'),
        amount,
        moment,
        fc.integer({ min: 0, max: 100 * 24 }),
        (unit, units, startedAt, later) => {
          const now = startedAt + later * HOUR_MS;
          const due = dueOf(rule(unit, units), { startedAt, stops: [], extensions: [] }, calendars, now);
          expect(due.warnAt!).toBeGreaterThan(startedAt);
          expect(due.warnAt!).toBeLessThanOrEqual(due.dueAt!);
          if (unit !== 'MONTH') expect(due.used + due.left).toBeCloseTo(units, 6);
          expect(due.left).toBeGreaterThanOrEqual(0);
          if (now > due.dueAt!) expect(due.left).toBe(0);
        },
      ),
    );
  });
});
