import { countWorkingDays, type Day, type WorkCalendar } from './calendar';

/** Tasks of one department that count alike in a period; the store counts them, nobody reads them one by one. */
export interface FigureGroup {
  org: string;
  /** How many. */
  count: number;
  /** Opened in the period. */
  received: boolean;
  /** Not answered at the end of the period; of those: past their due moment then (a stopped clock does not run out). */
  open: boolean;
  overdue: boolean;
  /** Answered in the period; of those: after their due moment, and sent back. */
  done: boolean;
  late: boolean;
  returned: boolean;
  /** Of those answered: local days of opening and answer, for the average. */
  openedDay: Day;
  closedDay: Day | null;
  /** Of those late: the limit that ran out, and whether its clock had been stopped on a lawful ground before. */
  limit: { key: string; name: { zh: string; en: string }; stopped: boolean } | null;
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

/** Figures of each department over a period, from its tasks counted in groups. */
export function departmentFigures(groups: Iterable<FigureGroup>, calendar: WorkCalendar): DepartmentFigures[] {
  const byOrg = new Map<string, DepartmentFigures & { days: number }>();
  for (const group of groups) {
    const figures = byOrg.get(group.org) ?? { ...empty(group.org), days: 0 };
    byOrg.set(group.org, figures);
    figures.received += group.received ? group.count : 0;
    figures.open += group.open ? group.count : 0;
    figures.overdue += group.overdue ? group.count : 0;
    if (group.done) {
      count(figures, group, calendar);
    }
  }
  return [...byOrg.values()]
    .map(({ days, lateReasons, ...figures }) => ({
      ...figures,
      lateReasons: lateReasons.sort((a, b) => b.count - a.count || (a.limit < b.limit ? -1 : 1)),
      averageWorkingDays: figures.done > 0 ? Math.round((days / figures.done) * 10) / 10 : null,
    }))
    .sort((a, b) => (a.org < b.org ? -1 : 1));
}

function count(figures: DepartmentFigures & { days: number }, group: FigureGroup, calendar: WorkCalendar): void {
  figures.done += group.count;
  figures.returns += group.returned ? group.count : 0;
  figures.days +=
    group.closedDay === null ? 0 : group.count * countWorkingDays(group.openedDay, group.closedDay, calendar);
  if (!group.late) {
    figures.inTime += group.count;
    return;
  }
  figures.late += group.count;
  const { key, name, stopped } = group.limit ?? { key: '', name: { zh: '', en: '' }, stopped: false };
  const known = figures.lateReasons.find((r) => r.limit === key);
  const reason = known ?? { limit: key, name, count: 0, stopped: 0 };
  if (!known) {
    figures.lateReasons.push(reason);
  }
  reason.count += group.count;
  reason.stopped += stopped ? group.count : 0;
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
