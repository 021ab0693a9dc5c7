import { isWorkday } from 'chinese-days';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadReference } from '../../../seeds/reference';
import {
  addDays,
  addMonths,
  addWorkingDays,
  countWorkingDays,
  daysBetween,
  endOfDay,
  isDay,
  localDay,
  rollToWorkingDay,
  startOfDay,
  workCalendar,
} from '../../../workflows/domain/calendar';
import { DomainError } from '../../../workflows/domain/errors';

const { calendars } = loadReference();
const calendar = workCalendar(calendars);
const daysOf2026 = Array.from({ length: 365 }, (_, i) => addDays('2026-01-01', i));

describe('local days in Asia/Shanghai', () => {
  it('change at 16:00 UTC', () => {
    expect(localDay(Date.UTC(2026, 1, 13, 15, 59, 59, 999))).toBe('2026-02-13');
    expect(localDay(Date.UTC(2026, 1, 13, 16, 0))).toBe('2026-02-14');
  });

  it('last from 0:00 to 23:59:59.999 local time', () => {
    expect(startOfDay('2026-02-13')).toBe(Date.UTC(2026, 1, 12, 16));
    expect(endOfDay('2026-02-13')).toBe(Date.UTC(2026, 1, 13, 15, 59, 59, 999));
  });

  it.each(['2026-02-30', '2026-13-01', '2026-2-3', '20260203', '', 'today'])('refuse %j', (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => startOfDay(text)).toThrow(DomainError);
  });

  it.each([[['2026-02-13']], [20260213], [null], [{ toString: () => '2026-02-13' }]])('are texts, not %j', (value) => {
    expect(isDay(value)).toBe(false);
  });

  it('know leap days', () => {
    expect(isDay('2028-02-29')).toBe(true);
    expect(isDay('2026-02-29')).toBe(false);
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  });

  it('end months later on the day of the same number, or on the last one (民法典 art. 202)', () => {
    expect(addMonths('2026-03-15', 24)).toBe('2028-03-15');
    expect(addMonths('2027-12-31', 2)).toBe('2028-02-29');
    expect(addMonths('2026-08-31', 1)).toBe('2026-09-30');
  });
});

describe('the calendar of 2026', () => {
  it('has 248 working days', () => {
    expect(daysOf2026.filter((day) => calendar.isWorking(day))).toHaveLength(248);
    expect(countWorkingDays('2025-12-31', '2026-12-31', calendar)).toBe(248);
  });

  it('agrees with chinese-days on every day', () => {
    expect(daysOf2026.filter((day) => calendar.isWorking(day) !== isWorkday(day))).toEqual([]);
  });

  it('agrees with holiday-calendar on every day off and every make-up day', () => {
    const file = join(__dirname, '../../../node_modules/holiday-calendar/data/CN/2026.json');
    const listed = JSON.parse(readFileSync(file, 'utf8')) as { dates: { date: string; type: string }[] };
    const of = (type: string) => listed.dates.filter((one) => one.type === type).map(({ date }) => date);
    const [year] = calendars;
    expect([...year!.off].sort()).toEqual(of('public_holiday').sort());
    expect([...year!.makeUp].sort()).toEqual(of('transfer_workday').sort());
  });

  it('tells what kind of day a day is', () => {
    expect(calendar.kindOf('2026-02-14')).toBe('makeUp');
    expect(calendar.kindOf('2026-02-16')).toBe('holiday');
    expect(calendar.kindOf('2026-03-07')).toBe('weekend');
    expect(calendar.kindOf('2026-03-09')).toBe('workday');
  });

  it('is the only one that is published', () => {
    expect(calendar.isPublished('2026-12-31')).toBe(true);
    expect(calendar.isPublished('2027-01-01')).toBe(false);
  });
});

describe('counting working days', () => {
  it.each([
    ['2026-02-13', 5, '2026-02-27'],
    ['2026-09-18', 5, '2026-09-24'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-09-30', 3, '2026-10-10'],
  ])('%s + %i = %s', (from, count, due) => {
    expect(addWorkingDays(from, count, calendar)).toBe(due);
    expect(countWorkingDays(from, due, calendar)).toBe(count);
  });

  it('rolls a day off to the next working day', () => {
    expect(rollToWorkingDay('2026-10-01', calendar)).toBe('2026-10-08');
    expect(rollToWorkingDay('2026-09-20', calendar)).toBe('2026-09-20');
  });

  it('takes the highest version of a year and days that a notice names in the year before', () => {
    const base = { year: 2030, source: 'test' };
    const years = [
      { ...base, version: 2, off: ['2029-12-31', '2030-01-01'], makeUp: [] },
      { ...base, version: 1, off: ['2030-01-01', '2030-01-02'], makeUp: [] },
    ];
    const later = workCalendar(years);
    expect(later.isWorking('2030-01-02')).toBe(true);
    expect(later.isWorking('2029-12-31')).toBe(false);
    expect(later.isPublished('2029-12-31')).toBe(false);
  });
});
