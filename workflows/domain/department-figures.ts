import { countWorkingDays, localDay, type WorkCalendar } from './calendar';

/** What the figures need of a task. Moments in epoch milliseconds. */
export interface CountedTask {
  orgs: string[];
  status: string;
  openedAt: number;
  closedAt: number | null;
  dueAt: number | null;
  stopped: boolean;
  returned: boolean;
  limit: { key: string; name: { zh: string; en: string }; stopped: string | null } | null;
}

export interface LateReason {
  limit: string;
  name: { zh: string; en: string };
  count: number;
  /** Of them: the clock had been stopped on a lawful ground before. */
  stopped: number;
}

export interface DepartmentFigures {
  org: string;
  /** Opened in the period. */
  received: number;
  /** Answered in the period, and of those in time and late. */
  done: number;
  inTime: number;
  late: number;
  lateReasons: LateReason[];
  /** Not answered at the end of the period, and of those past their due moment (a stopped clock does not run out). */
  open: number;
  overdue: number;
  /** Of those done: sent back. */
  returns: number;
  /** Working days from the day after opening to the day of the answer; null when nothing was done. */
  averageWorkingDays: number | null;
}

/**
 * Figures of each department over a period, first and last moment included. What was cancelled counts nowhere: nobody had to answer it.
 */
export function departmentFigures(
  tasks: Iterable<CountedTask>,
  period: { from: number; to: number },
  calendar: WorkCalendar,
): DepartmentFigures[] {
  const byOrg = new Map<string, DepartmentFigures & { days: number }>();
  const within = (moment: number | null): boolean => moment !== null && moment >= period.from && moment <= period.to;
  for (const task of tasks) {
    if (task.status === 'cancelled' || task.openedAt > period.to) {
      continue;
    }
    for (const org of task.orgs) {
      const figures = byOrg.get(org) ?? { ...empty(org), days: 0 };
      byOrg.set(org, figures);
      figures.received += within(task.openedAt) ? 1 : 0;
      if (task.closedAt === null || task.closedAt > period.to) {
        figures.open += 1;
        figures.overdue += task.dueAt !== null && !task.stopped && task.dueAt < period.to ? 1 : 0;
      } else if (within(task.closedAt)) {
        count(figures, task, task.closedAt, calendar);
      }
    }
  }
  return [...byOrg.values()]
    .map(({ days, ...figures }) => ({
      ...figures,
      averageWorkingDays: figures.done > 0 ? Math.round((days / figures.done) * 10) / 10 : null,
    }))
    .sort((a, b) => (a.org < b.org ? -1 : 1));
}

function count(
  figures: DepartmentFigures & { days: number },
  task: CountedTask,
  closedAt: number,
  calendar: WorkCalendar,
): void {
  figures.done += 1;
  figures.returns += task.returned ? 1 : 0;
  figures.days += countWorkingDays(localDay(task.openedAt), localDay(closedAt), calendar);
  if (task.dueAt === null || closedAt <= task.dueAt) {
    figures.inTime += 1;
    return;
  }
  figures.late += 1;
  const { key, name, stopped } = task.limit ?? { key: '', name: { zh: '', en: '' }, stopped: null };
  const known = figures.lateReasons.find((r) => r.limit === key);
  const reason = known ?? { limit: key, name, count: 0, stopped: 0 };
  if (!known) {
    figures.lateReasons.push(reason);
  }
  reason.count += 1;
  reason.stopped += stopped === null ? 0 : 1;
}

function empty(org: string): DepartmentFigures {
  return {
    org,
    received: 0,
    done: 0,
    inTime: 0,
    late: 0,
    lateReasons: [],
    open: 0,
    overdue: 0,
    returns: 0,
    averageWorkingDays: null,
  };
}
