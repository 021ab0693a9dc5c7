import { loadReference } from '../../../seeds/reference';
import { HOUR_MS, startOfDay } from '../../../workflows/domain/calendar';
import { checkExtension, checkStop, dueOf } from '../../../workflows/domain/clock';
import { pickRule } from '../../../workflows/domain/effective';
import type { ClockHistory, LimitRule } from '../../../workflows/domain/limit';

const { calendars, limits } = loadReference();
const rule = (key: string, day = '2026-09-01'): LimitRule => pickRule(limits, key, day);
const at = (day: string, hour = 10): number => startOfDay(day) + hour * HOUR_MS;
const history = (start: string, stops: [string, string | null][] = [], extensions: number[] = []): ClockHistory => ({
  startedAt: at(start),
  stops: stops.map(([from, to]) => ({ from: at(from), to: to === null ? null : at(to, 15) })),
  extensions,
});
const due = (key: string, past: ClockHistory, now = '2026-09-01') => dueOf(rule(key), past, calendars, at(now));

describe('a limit in working days', () => {
  it.each([
    ['2026-02-13', '2026-02-27'],
    ['2026-09-18', '2026-09-24'],
  ])('acceptance begun on %s is due on %s', (start, dueDay) => {
    expect(due('jointReview.acceptance', history(start)).dueDay).toBe(dueDay);
  });

  it('is due at the end of the last day and warns at 9:00 of the day at 80 %', () => {
    const clock = due('jointReview.acceptance', history('2026-09-18'));
    // 9/20 is a make-up Sunday: 9/20, 9/21, 9/22, 9/23, 9/24.
    expect(clock.dueAt).toBe(startOfDay('2026-09-25') - 1);
    expect(clock.warnAt).toBe(at('2026-09-23', 9));
  });

  it('warns on the 55th of 100 days at 55 %, not a day later for the sake of a binary fraction', () => {
    const long: LimitRule = { ...rule('accident.report'), amount: 100, warnAt: 0.55 };
    expect(dueOf(long, history('2026-01-01'), calendars, at('2026-01-01')).warnAt).toBe(at('2026-02-25', 9));
  });

  it('does not count the day of the start, whatever the hour', () => {
    const early = { ...history('2026-09-18'), startedAt: startOfDay('2026-09-18') };
    const late = { ...history('2026-09-18'), startedAt: startOfDay('2026-09-19') - 1 };
    expect(due('jointReview.acceptance', early).dueDay).toBe(due('jointReview.acceptance', late).dueDay);
  });

  it('tells what is used and what is left, today included', () => {
    const past = history('2026-09-18');
    const on = (day: string) => {
      const { used, left } = due('jointReview.acceptance', past, day);
      return [used, left];
    };
    expect(on('2026-09-18')).toEqual([0, 5]);
    expect(on('2026-09-20')).toEqual([1, 4]);
    expect(on('2026-09-24')).toEqual([5, 0]);
    expect(on('2026-12-24')).toEqual([5, 0]);
  });

  it('spans the National Day and its make-up days while it is stopped', () => {
    // Counted 9/15–9/18 (4), the make-up Sunday 9/20, 9/21 and 9/22: 7. Stopped 9/22, resumed on the make-up Saturday 10/10, which is
    // not counted. 38 are left: 10/12–10/30 has 15, November 21, and the second one in December makes 38.
    const clock = due('jointReview.legal', history('2026-09-14', [['2026-09-22', '2026-10-10']]));
    expect(clock.dueDay).toBe('2026-12-02');
    // Without the stop: 7 to 9/22; 9/23, 9/24, 9/28–9/30: 12; 10/8–10/10: 15; 10/12–10/30: 30; 15 more to 11/20.
    expect(due('jointReview.legal', history('2026-09-14')).dueDay).toBe('2026-11-20');
  });

  it('has no due moment while it is stopped, and keeps what is left', () => {
    const clock = due('jointReview.legal', history('2026-09-14', [['2026-09-22', null]]), '2026-11-02');
    expect(clock).toMatchObject({ dueDay: null, dueAt: null, warnAt: null, used: 7, left: 38 });
    expect(clock.arithmetic).toContain('2026年9月22日中止；');
    expect(clock.arithmetic).toContain('已计7个工作日，尚余38个工作日');
  });

  it('stopped on its last day is due on the day it resumes, or the next working day', () => {
    expect(due('jointReview.acceptance', history('2026-09-18', [['2026-09-24', '2026-09-28']])).dueDay).toBe(
      '2026-09-28',
    );
    // Resumed on Saturday 9/26, a day off: Monday.
    expect(due('jointReview.acceptance', history('2026-09-18', [['2026-09-24', '2026-09-26']])).dueDay).toBe(
      '2026-09-28',
    );
    // And stopped again on that day.
    const twice = history('2026-09-18', [
      ['2026-09-24', '2026-09-28'],
      ['2026-09-28', '2026-09-30'],
    ]);
    twice.stops[1]!.from = at('2026-09-28', 16);
    expect(due('jointReview.acceptance', twice).dueDay).toBe('2026-09-30');
  });

  it('is not moved by a stop after it was missed', () => {
    expect(due('jointReview.acceptance', history('2026-09-18', [['2026-09-28', '2026-10-20']])).dueDay).toBe(
      '2026-09-24',
    );
  });

  it('is stopped once when two reasons stop it at once', () => {
    const one = history('2026-09-14', [['2026-09-22', '2026-10-10']]);
    const two = history('2026-09-14', [
      ['2026-09-22', '2026-10-09'],
      ['2026-09-23', '2026-10-10'],
    ]);
    expect(due('jointReview.legal', two).dueDay).toBe(due('jointReview.legal', one).dueDay);
  });

  it('is provisional when it crosses into a year without a published calendar', () => {
    expect(due('jointReview.legal', history('2026-10-10')).provisional).toBe(false);
    const clock = due('jointReview.legal', history('2026-11-24'));
    expect(clock.provisional).toBe(true);
    // Monday to Friday only: 27 working days to 12/31, then 18 of 2027 from Friday 1/1.
    expect(clock.dueDay).toBe('2027-01-26');
    expect(clock.arithmetic).toContain('2027年放假安排尚未公布');
  });

  it('says how it was reckoned', () => {
    expect(due('jointReview.acceptance', history('2026-02-13')).arithmetic).toBe(
      '自2026年2月13日起算，当日不计，期限5个工作日；其间放假9天不计；调休上班1天计入；至2026年2月27日24时届满。',
    );
    const stopped = due('jointReview.legal', history('2026-09-14', [['2026-09-22', '2026-10-10']], [5]));
    expect(stopped.arithmetic).toContain('期限50个工作日（规定45个工作日，延长5个工作日）');
    expect(stopped.arithmetic).toContain('2026年9月22日中止、2026年10月10日恢复，自中止次日至恢复当日不计');
  });
});

describe('a limit in natural days', () => {
  it('counts every day', () => {
    expect(due('accident.report', history('2026-09-01')).dueDay).toBe('2026-10-31');
    expect(due('safetyCondition', history('2026-09-01')).dueDay).toBe('2026-10-16');
  });

  it('leaves out technical appraisal (493号令 art. 27)', () => {
    expect(due('accident.report', history('2026-09-01', [['2026-09-10', '2026-09-20']])).dueDay).toBe('2026-11-10');
  });

  it('rolls to a working day only where the rule says so', () => {
    const plain = rule('accident.approval');
    const rolls = { ...plain, rollsToWorkingDay: true };
    // 15 days from 9/18: 10/3, in the holiday.
    expect(dueOf(plain, history('2026-09-18'), calendars, at('2026-09-18')).dueDay).toBe('2026-10-03');
    const rolled = dueOf(rolls, history('2026-09-18'), calendars, at('2026-09-18'));
    expect(rolled.dueDay).toBe('2026-10-08');
    expect(rolled.arithmetic).toContain('最后一日2026年10月3日为休息日，顺延至2026年10月8日24时届满');
  });
});

describe('a limit in hours', () => {
  it('runs by the minute, through nights and holidays', () => {
    const clock = due(
      'accident.firmReport',
      { startedAt: at('2026-10-01', 23.5), stops: [], extensions: [] },
      '2026-10-01',
    );
    expect(clock.dueAt).toBe(at('2026-10-02', 0.5));
    expect(clock.dueDay).toBe('2026-10-02');
    expect(clock.warnAt).toBe(at('2026-10-01', 23.5) + 0.8 * HOUR_MS);
    expect(clock.arithmetic).toBe('自2026年10月1日23:30起算，期限1小时；至2026年10月2日00:30届满。');
  });

  it('gets the length of a stop added', () => {
    const past = {
      startedAt: at('2026-09-01', 8),
      stops: [{ from: at('2026-09-01', 10), to: at('2026-09-01', 13) }],
      extensions: [],
    };
    const clock = dueOf(rule('alert.siteCheck'), past, calendars, at('2026-09-01', 14));
    expect(clock).toMatchObject({ dueAt: at('2026-09-02', 11), used: 3, left: 21 });
  });

  it('gets the length of overlapping stops added once', () => {
    const stops = [
      { from: at('2026-09-01', 10), to: at('2026-09-01', 13) },
      { from: at('2026-09-01', 12), to: at('2026-09-01', 14) },
    ];
    const clock = dueOf(
      rule('alert.siteCheck'),
      { startedAt: at('2026-09-01', 8), stops, extensions: [] },
      calendars,
      at('2026-09-01', 15),
    );
    expect(clock).toMatchObject({ dueAt: at('2026-09-02', 12), used: 3, left: 21 });
  });

  it('is not moved by a stop that begins in the very moment in which it is due, or later', () => {
    const stoppedAt = (from: number) => ({
      startedAt: at('2026-09-01', 8),
      stops: [{ from, to: from + 3 * HOUR_MS }],
      extensions: [],
    });
    // 24 hours from 8:00.
    for (const from of [at('2026-09-02', 8), at('2026-09-02', 9)]) {
      expect(due('alert.siteCheck', stoppedAt(from)).dueAt).toBe(at('2026-09-02', 8));
    }
    expect(due('alert.siteCheck', stoppedAt(at('2026-09-02', 8) - 1)).dueAt).toBe(at('2026-09-02', 11));
  });
});

describe('a limit in months', () => {
  it('ends on the day of the same number: two years are not 730 days', () => {
    const clock = due('safetyCondition.validity', history('2026-03-01'));
    expect(clock.dueDay).toBe('2028-03-01');
  });

  it('moves by the days of a stop', () => {
    expect(due('trialProduction.max', history('2026-03-01', [['2026-04-01', '2026-04-11']])).dueDay).toBe('2027-03-11');
  });

  it('is moved by a stop on its last day, but not by one after it was over', () => {
    // Twelve months from 2026-03-01 end on 2027-03-01.
    const stopped = (from: string, to: string) =>
      due('trialProduction.max', history('2026-03-01', [[from, to]])).dueDay;
    expect(stopped('2027-03-01', '2027-03-11')).toBe('2027-03-11');
    expect(stopped('2027-03-02', '2027-03-12')).toBe('2027-03-01');
  });

  it('tells used and left in days', () => {
    expect(due('trialProduction.max', history('2026-03-01'), '2026-03-11')).toMatchObject({ used: 10, left: 355 });
  });
});

describe('stops and extensions', () => {
  it('are refused without a legal ground', () => {
    expect(() => checkStop(rule('jointReview.acceptance'), 'correction')).toThrow(
      expect.objectContaining({ code: 'clock.notStoppable' }),
    );
    expect(() => checkStop(rule('jointReview.legal'), 'holiday')).toThrow(
      expect.objectContaining({ code: 'clock.basisUnknown' }),
    );
    expect(() => checkStop(rule('jointReview.legal'), 'correction')).not.toThrow();
  });

  it('never pass the cap of 15 working days (行政许可法 art. 42)', () => {
    const legal = rule('jointReview.legal');
    expect(() => checkExtension(legal, history('2026-09-14'), 15)).not.toThrow();
    expect(() => checkExtension(legal, history('2026-09-14', [], [10]), 5)).not.toThrow();
    expect(() => checkExtension(legal, history('2026-09-14', [], [10]), 6)).toThrow(
      expect.objectContaining({ code: 'clock.beyondCap', params: { cap: 15, granted: 10, left: 5, unit: '个工作日' } }),
    );
  });

  it.each([0, -1, 1.5, NaN])('of %d are refused', (more) => {
    expect(() => checkExtension(rule('jointReview.legal'), history('2026-09-14'), more)).toThrow(
      expect.objectContaining({ code: 'clock.badExtension' }),
    );
  });

  it('are refused where the law knows none', () => {
    expect(() => checkExtension(rule('accident.approval'), history('2026-09-14'), 1)).toThrow(
      expect.objectContaining({ code: 'clock.noExtension' }),
    );
  });
});
