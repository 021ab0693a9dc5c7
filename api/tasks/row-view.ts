import { countWorkingDays, localDay, type WorkCalendar } from '../../workflows/domain/calendar';
import type { TaskRow } from '../../workflows/engine/rows';
import type { Actor } from '../auth/actor';
import type { TaskRowDto } from './task.dto';

/** What a list knows besides its rows. */
export interface RowContext {
  /** Tasks that the viewer has opened. */
  read: ReadonlySet<string>;
  /** Follow-up days of the viewer, by task. */
  followUps: ReadonlyMap<string, string>;
  calendar: WorkCalendar;
  nameOf: (person: string) => string;
  /** Whose turn it is in a case. */
  courtOf: (caseId: string) => readonly string[];
}

/** Persons who hold a task that is not closed. */
export function holdersOf(row: TaskRow): string[] {
  if (row.closedAt !== null) return [];
  return row.claimedBy === null ? row.assignees : [row.claimedBy];
}

/** A row as one person sees it. */
export function rowView(
  row: TaskRow,
  actor: Actor,
  { read, followUps, calendar, nameOf, courtOf }: RowContext,
): TaskRowDto {
  const today = localDay(Date.now());
  // The enterprise learns that its project is being reviewed, not who within the government has it.
  const party = actor.memberships.some(({ orgCode }) => orgCode === row.partyOrg);
  const court = courtOf(row.caseId).map((one) => (party && one !== 'party' ? row.leadOrg : one));
  return {
    taskId: row._id,
    caseId: row.caseId,
    caseNo: row.caseNo,
    title: row.title,
    process: row.process,
    processName: row.processName,
    partyName: row.partyName,
    // Rows written before the mark existed bear none.
    credit: row.credit ?? null,
    priority: party ? 'normal' : (row.priority ?? 'normal'),
    followUp: followUps.get(row._id) ?? null,
    branch: row.branch,
    stage: row.stage,
    stageName: row.stageName,
    kind: row.kind,
    status: row.status,
    claimed: row.claimedBy === actor.personId,
    fallback: row.fallback,
    outcome: row.outcome,
    openedAt: row.openedAt,
    closedAt: row.closedAt,
    daysOpen: countWorkingDays(
      localDay(row.openedAt),
      row.closedAt === null ? today : localDay(row.closedAt),
      calendar,
    ),
    with: party
      ? []
      : holdersOf(row)
          .filter((person) => person !== actor.personId)
          .map(nameOf),
    asked: party ? [] : (row.asked ?? []).filter((person) => person !== actor.personId).map(nameOf),
    court: [...new Set(court)].filter((one) => row.status !== 'open' || !row.orgs.includes(one)),
    dueAt: row.dueAt,
    dueDay: row.dueDay,
    daysLeft: row.stopped || row.dueDay === null ? null : daysLeft(today, row.dueDay, calendar),
    provisional: row.provisional,
    stopped: row.stopped,
    overdue: row.dueAt !== null && row.status === 'open' && Date.now() > row.dueAt,
    urgedCount: row.urgedCount,
    unread: row.status === 'open' && !read.has(row._id),
  };
}

function daysLeft(today: string, due: string, calendar: WorkCalendar): number {
  return due >= today ? countWorkingDays(today, due, calendar) : -countWorkingDays(due, today, calendar);
}
