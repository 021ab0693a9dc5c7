import { localDay, type Day } from '../domain/calendar';
import type { TaskRow } from './rows';

/** Open tasks of a case that count alike in every figure. */
export interface OpenWork {
  /** Authorities that answer for them. */
  orgs: string[];
  stage: string;
  stageName: TaskRow['stageName'];
  /** Local day on which they were opened. */
  openedDay: Day;
  dueAt: number | null;
  dueDay: Day | null;
  warnAt: number | null;
  stopped: boolean;
  count: number;
}

export type CountedTask = Pick<
  TaskRow,
  | 'orgs'
  | 'kind'
  | 'status'
  | 'stage'
  | 'stageName'
  | 'openedAt'
  | 'closedAt'
  | 'dueAt'
  | 'dueDay'
  | 'warnAt'
  | 'stopped'
>;

/**
 * What of a case is open with authorities, in few lines. Stands in the row of the case, so that figures are summed over cases
 * and not over tasks, and are written in the same transaction as the tasks that they count. What only the applicant's side has
 * to do counts for no authority and is left out.
 */
export function openWorkOf(tasks: Iterable<CountedTask>): OpenWork[] {
  const lines = new Map<string, OpenWork>();
  for (const task of tasks) {
    const orgs = task.orgs.filter((org) => org !== 'party');
    if (task.closedAt !== null || task.kind !== 'stage' || task.status === 'cancelled' || orgs.length === 0) continue;
    const { stage, stageName, dueAt, dueDay, warnAt, stopped } = task;
    const openedDay = localDay(task.openedAt);
    const key = JSON.stringify([stage, orgs, openedDay, dueAt, dueDay, warnAt, stopped]);
    const line = lines.get(key) ?? { orgs, stage, stageName, openedDay, dueAt, dueDay, warnAt, stopped, count: 0 };
    lines.set(key, { ...line, count: line.count + 1 });
  }
  // In an order of its own: the rows are held against rows computed from the record.
  return [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}

/** The authorities with which something is open. */
export function openWithOf(work: readonly OpenWork[]): string[] {
  return [...new Set(work.flatMap(({ orgs }) => orgs))].sort();
}
