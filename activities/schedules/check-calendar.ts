import type { Connection } from 'mongoose';
import { localDay } from '../../workflows/domain/calendar';
import { CASE, caseSchema } from '../store/case.schema';
import { modelOf } from '../store/model-of';
import { OPERATOR_NOTICE, operatorNoticeSchema } from '../store/operator-notice.schema';
import { readCalendars } from '../store/reference.reader';

/** The State Council publishes the days off of a year in November of the year before: from December on it is late. */
const LATE_MONTH = 12;

/**
 * Raises a notice from 1 December on while the calendar of the next year is not loaded, at any time while that of this year is not;
 * settles it when the calendar is there.
 */
export async function checkCalendar(
  connection: Connection,
  now: Date,
): Promise<{ missing: string; provisional: number }> {
  const [year, month] = localDay(now.getTime()).split('-').map(Number) as [number, number];
  const known = new Set((await readCalendars(connection)).map((calendar) => calendar.year));
  const wanted = month >= LATE_MONTH ? [year, year + 1] : [year];
  const missing = wanted.filter((one) => !known.has(one));
  const notices = modelOf(connection, OPERATOR_NOTICE, operatorNoticeSchema);
  const provisional = await modelOf(connection, CASE, caseSchema).countDocuments({
    status: 'running',
    'clocks.provisional': true,
  } as never);
  for (const one of missing) {
    await notices.updateOne(
      { _id: `calendar/${one}` },
      {
        $set: { settledAt: null, params: { year: one, provisional } },
        $setOnInsert: { kind: 'calendarMissing', raisedAt: now },
      },
      { upsert: true },
    );
  }
  await notices.updateMany(
    { kind: 'calendarMissing', settledAt: null, _id: { $nin: missing.map((one) => `calendar/${one}`) } },
    { $set: { settledAt: now } },
  );
  return { missing: missing.join(','), provisional };
}
