import type { ReferenceDocument } from '../../activities/store/reference.schema';
import { invalidInput, DomainError } from '../../workflows/domain/errors';
import type { CalendarYear, LimitRule } from '../../workflows/domain/limit';
import { calendarProblems } from './calendar-rules';
import { withLimitVersion } from './limit-versions';
import type { PutCalendarDto, PutLimitDto } from './reference.dto';

/**
 * The versions of a limit that a change writes, the new one last.
 * @param rows the limits as they stand
 * @throws DomainError `resource.unknown` for a limit that no procedure knows, and what `withLimitVersion` throws
 */
export function limitVersions(
  rows: readonly ReferenceDocument[],
  key: string,
  fields: PutLimitDto,
  today: string,
): LimitRule[] {
  const own = rows.map((row) => row.data as LimitRule).filter((rule) => rule.key === key);
  if (own.length === 0) throw new DomainError('resource.unknown');
  const rule: LimitRule = { ...(JSON.parse(JSON.stringify(fields)) as PutLimitDto), key };
  return withLimitVersion(own, rule, today);
}

/**
 * The calendar of a year as a change leaves it; its version grows.
 * @param rows the calendars as they stand
 * @throws DomainError `input.invalid` with each wrong day
 */
export function calendarYear(rows: readonly ReferenceDocument[], year: number, fields: PutCalendarDto): CalendarYear {
  const problems = calendarProblems(year, fields);
  if (problems.length > 0) throw invalidInput(problems);
  const before = rows.find((row) => row.key === String(year))?.data as CalendarYear | undefined;
  return {
    year,
    off: [...fields.off].sort(),
    makeUp: [...fields.makeUp].sort(),
    source: fields.source,
    version: (before?.version ?? 0) + 1,
  };
}
