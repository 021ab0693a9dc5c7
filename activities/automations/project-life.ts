import type { Connection } from 'mongoose';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import type { Automation } from '../cases/case.activities';
import { readProjectReference } from '../store/project-reference.reader';
import { readCalendars, readLimits, readSetOn } from '../store/reference.reader';
import { periodEnd } from './period-end';
import { significantChange, type ReReviewRules } from './significant-change';
import { submittedApplication } from './submitted-application';

/** Compares a reported change with what was approved. @throws DomainError `application.versionUnknown` */
export function assessChange(connection: Connection): Automation {
  return async (input) => {
    const day = localDay(input.now);
    const [approved, reported, reference, [rules]] = await Promise.all([
      submittedApplication(connection, input),
      submittedApplication(connection, input, 'changeVersion'),
      readProjectReference(connection, day),
      readSetOn<ReReviewRules>(connection, 're-review', day),
    ]);
    if (!rules) throw new DomainError('law.noVersion', { day });
    const found = significantChange(approved.data, reported.data, rules, reference);
    return { facts: found, data: { approved: approved.version, reported: reported.version } };
  };
}

/** From when on a trial that begins now may end. */
export function trialPeriod(connection: Connection): Automation {
  return async ({ now }) => {
    const [limits, calendars] = await Promise.all([readLimits(connection), readCalendars(connection)]);
    const trialEarliestEnd = periodEnd(limits, calendars, 'trialProduction.min', now);
    return { facts: { trialEarliestEnd }, data: { trialEarliestEnd } };
  };
}
