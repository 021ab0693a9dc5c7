import type { Connection } from 'mongoose';
import { addWorkingDays, localDay, workCalendar } from '../../workflows/domain/calendar';
import type { FactValue } from '../../workflows/processes/definition';
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
    const end = (key: string): string => periodEnd(limits, calendars, key, input.now);
    // 行政许可法 第四十七条: a hearing is asked for within its own days; the notice stands at least as long.
    const hearingUntil = end('hearing.request');
    const noticeEnd = end('publicNotice');
    const until = noticeEnd > hearingUntil ? noticeEnd : hearingUntil;
    // A case may be published again after a reopening: the last part of the id tells the visits apart.
    const noticeId = `${input.header.caseNo}-${input.pendingId.split('|').at(-1)}`;
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
      hearingUntil,
      risk: {
        majorLevel: typeof input.facts['majorLevel'] === 'number' ? input.facts['majorLevel'] : 0,
        processes: codesOf(input.facts['listedProcesses']),
        chemicals: codesOf(input.facts['listedChemicals']),
      },
      publishedAt: input.now,
    });
    // 行政许可法 第三十六条: what comes in on the last evening is heard, too; the case waits one working day longer for the window.
    const noticeUntil = addWorkingDays(until, 1, workCalendar(calendars));
    return { facts: { noticeId, noticeUntil }, data: { notice: { id: noticeId, until } } };
  };
}

function codesOf(value: FactValue | undefined): string[] {
  return Array.isArray(value) ? value : [];
}
