import type { FieldProblem } from '../../workflows/domain/errors';
import { isDay } from '../../workflows/domain/calendar';

/** What is wrong with the days of a calendar year, each by its place in the lists. */
export function calendarProblems(year: number, calendar: { off: string[]; makeUp: string[] }): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const add = (field: string, code: FieldProblem['code'], day: string) =>
    problems.push({ field, code, params: { day, year, field }, rule: code });
  for (const list of ['off', 'makeUp'] as const) {
    calendar[list].forEach((day, i) => {
      const field = `${list}[${i}]`;
      if (!isDay(day)) add(field, 'day.invalid', day);
      else if (!day.startsWith(`${year}-`)) add(field, 'calendar.wrongYear', day);
      else if (list === 'makeUp' && !isWeekend(day)) add(field, 'calendar.notWeekend', day);
      else if (list === 'makeUp' && calendar.off.includes(day)) add(field, 'calendar.bothWays', day);
    });
  }
  return problems;
}

function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
