import type { Connection } from 'mongoose';
import { localDay } from '../../workflows/domain/calendar';
import type { Automation } from '../cases/case.activities';
import { publishNoticeRecord } from '../store/public-notice.writer';
import { readCalendars, readLimits } from '../store/reference.reader';
import { periodEnd } from './period-end';
import { submittedApplication } from './submitted-application';

/** Publishes what is to be approved, for as long as the public notice and the request of a hearing need. */
export function publishNotice(connection: Connection): Automation {
  return async (input) => {
    const [{ data }, limits, calendars] = await Promise.all([
      submittedApplication(connection, input),
      readLimits(connection),
      readCalendars(connection),
    ]);
    const ends = ['publicNotice', 'hearing.request'].map((key) => periodEnd(limits, calendars, key, input.now));
    const until = ends.reduce((a, b) => (a > b ? a : b));
    const noticeId = `${input.caseId}:${input.pendingId}`;
    await publishNoticeRecord(connection, {
      _id: noticeId,
      caseId: input.caseId,
      caseNo: input.header.caseNo,
      leadOrg: input.header.leadOrg,
      enterprise: data.enterprise.name,
      project: data.project.name,
      site: data.site.address,
      scale: data.project.scale,
      proposal: String(input.facts['proposal']),
      from: localDay(input.now),
      until,
    });
    return { facts: { noticeId, noticeUntil: until }, data: { notice: { id: noticeId, until } } };
  };
}
