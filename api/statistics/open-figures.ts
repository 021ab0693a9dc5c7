import { localDay } from '../../workflows/domain/calendar';
import type { FigureGroup } from '../../workflows/domain/department-figures';
import type { OpenWork } from '../../workflows/engine/open-work';
import type { CaseRow } from '../../workflows/engine/rows';
import type { Scope } from './scope.service';

/** What is open in a case. */
export type OpenCase = Pick<CaseRow, 'leadOrg' | 'process' | 'processName' | 'openWork'>;

/** Open tasks of a department now. */
export interface OpenFigures {
  org: string;
  open: number;
  overdue: number;
  /** Past the warning, not yet overdue. */
  warned: number;
  stopped: number;
}

export interface StageFigures {
  process: string;
  processName: { zh: string; en: string };
  stage: string;
  stageName: { zh: string; en: string };
  open: number;
  overdue: number;
}

/** Open work by department. */
export function openByDepartment(cases: readonly OpenCase[], scope: Scope, now: number): OpenFigures[] {
  const figures = new Map<string, OpenFigures>();
  for (const { line, orgs } of linesIn(cases, scope)) {
    for (const org of orgs) {
      const one = figures.get(org) ?? { org, open: 0, overdue: 0, warned: 0, stopped: 0 };
      figures.set(org, one);
      one.open += line.count;
      one.overdue += isOverdue(line, now) ? line.count : 0;
      one.warned += isWarned(line, now) ? line.count : 0;
      one.stopped += line.stopped ? line.count : 0;
    }
  }
  return [...figures.values()].sort((a, b) => (a.org < b.org ? -1 : 1));
}

/** Open work by stage, fullest first; each task once, however many departments answer for it. */
export function openByStage(cases: readonly OpenCase[], scope: Scope, now: number): StageFigures[] {
  const figures = new Map<string, StageFigures>();
  for (const { one, line } of linesIn(cases, scope)) {
    const { process, processName } = one;
    const { stage, stageName } = line;
    const key = `${process}/${stage}`;
    const sum = figures.get(key) ?? { process, processName, stage, stageName, open: 0, overdue: 0 };
    figures.set(key, sum);
    sum.open += line.count;
    sum.overdue += isOverdue(line, now) ? line.count : 0;
  }
  return [...figures.values()].sort((a, b) => b.open - a.open || (a.stage < b.stage ? -1 : 1));
}

/** Open work by due day, that overdue left out; each task once. */
export function openByDueDay(cases: readonly OpenCase[], scope: Scope, now: number): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { line } of linesIn(cases, scope)) {
    if (line.dueDay === null || isOverdue(line, now)) continue;
    sums.set(line.dueDay, line.count + (sums.get(line.dueDay) ?? 0));
  }
  return sums;
}

/**
 * Work that is open now as it counts at the end of a period. A clock that is stopped now does not count as run out then.
 * @param period whole days, the last one perhaps up to this moment only
 */
export function openGroups(
  cases: readonly OpenCase[],
  scope: Scope,
  period: { from: number; to: number },
  process?: string,
): FigureGroup[] {
  const [first, last] = [localDay(period.from), localDay(period.to)];
  const groups: FigureGroup[] = [];
  for (const { one, line, orgs } of linesIn(cases, scope)) {
    if ((process !== undefined && one.process !== process) || line.openedDay > last) continue;
    for (const org of orgs) {
      groups.push({
        org,
        count: line.count,
        received: line.openedDay >= first,
        open: true,
        overdue: isOverdue(line, period.to),
        done: false,
        late: false,
        returned: false,
        openedDay: line.openedDay,
        closedDay: null,
        limit: null,
      });
    }
  }
  return groups;
}

/**
 * The lines that a scope sees, with the departments for which it sees them: the own departments everywhere, the others in the
 * cases that the scope leads.
 */
function* linesIn(
  cases: readonly OpenCase[],
  { own, led }: Scope,
): Generator<{ one: OpenCase; line: OpenWork; orgs: string[] }> {
  for (const one of cases) {
    const leads = led.includes(one.leadOrg);
    for (const line of one.openWork) {
      const orgs = leads ? line.orgs : line.orgs.filter((org) => own.includes(org));
      if (orgs.length > 0) yield { one, line, orgs };
    }
  }
}

function isOverdue({ dueAt, stopped }: OpenWork, moment: number): boolean {
  return dueAt !== null && !stopped && dueAt < moment;
}

function isWarned(line: OpenWork, now: number): boolean {
  return line.warnAt !== null && !line.stopped && line.warnAt <= now && !isOverdue(line, now);
}
