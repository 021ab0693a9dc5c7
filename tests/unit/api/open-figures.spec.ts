import * as fc from 'fast-check';
import {
  openByDepartment,
  openByDueDay,
  openByStage,
  openGroups,
  type OpenCase,
} from '../../../api/statistics/open-figures';
import type { Scope } from '../../../api/statistics/scope.service';
import { localDay } from '../../../workflows/domain/calendar';
import { departmentFigures } from '../../../workflows/domain/department-figures';
import { openWorkOf } from '../../../workflows/engine/open-work';
import type { TaskRow } from '../../../workflows/engine/rows';
import { groupsOf } from '../../support/figure-groups';
import { taskRow } from '../../support/task-rows';

/** 2026-11-16 10:00 in Shangyu, a Monday. */
const NOW = Date.parse('2026-11-16T10:00:00+08:00');
const HOUR = 3_600_000;
const WEEKENDS = { isWorkingDay: () => true } as never;

const moment = fc.integer({ min: -20 * 24, max: 20 * 24 }).map((hours) => NOW + hours * HOUR);

const tasks = fc.array(
  fc.record({
    caseId: fc.constantFrom('LS-2026-000001', 'LS-2026-000002', 'LS-2026-000003'),
    orgs: fc.constantFrom<string[]>(['EMB'], ['EEB'], ['EMB', 'EEB'], ['party'], ['party', 'DRB'], ['HWEDZ']),
    stage: fc.constantFrom('draft', 'siteVisit'),
    kind: fc.constantFrom('stage' as const, 'stage' as const, 'signer' as never),
    status: fc.constantFrom('open' as const, 'waiting' as const, 'answered' as const, 'cancelled' as const),
    closed: fc.boolean(),
    openedAt: moment.map((at) => Math.min(at, NOW)),
    dueAt: fc.option(moment),
    warnAt: fc.option(moment),
    stopped: fc.boolean(),
  }),
  { maxLength: 60 },
);

const scopes = fc.constantFrom<Scope>(
  { own: ['HWEDZ'], led: ['HWEDZ'] },
  { own: ['EMB'], led: [] },
  { own: ['EMB', 'EEB'], led: ['EMB'] },
  { own: ['DRB'], led: ['HWEDZ'] },
);

/** Who leads which case. */
const LEADERS: Record<string, string> = { 'LS-2026-000003': 'EMB' };
const leaderOf = (caseId: string): string => LEADERS[caseId] ?? 'HWEDZ';

function rowsFrom(given: (typeof tasks extends fc.Arbitrary<infer T> ? T : never) & object): TaskRow[] {
  return given.map(({ closed, ...task }) =>
    taskRow({
      ...task,
      leadOrg: leaderOf(task.caseId),
      closedAt: closed ? NOW : null,
      dueDay: task.dueAt === null ? null : localDay(task.dueAt),
    }),
  );
}

function casesOf(rows: readonly TaskRow[]): OpenCase[] {
  return [...new Set(rows.map(({ caseId }) => caseId))].map((caseId) => ({
    leadOrg: leaderOf(caseId),
    process: 'jointReview',
    processName: { zh: '联合审查', en: 'Joint review' },
    openWork: openWorkOf(rows.filter((row) => row.caseId === caseId)),
  }));
}

/** The tasks that a scope sees one by one, each with the departments for which it sees it. */
function seen(rows: readonly TaskRow[], { own, led }: Scope): TaskRow[] {
  return rows
    .filter(({ closedAt, kind, status }) => closedAt === null && kind === 'stage' && status !== 'cancelled')
    .map((row) => ({
      ...row,
      orgs: row.orgs.filter((org) => org !== 'party' && (own.includes(org) || led.includes(row.leadOrg))),
    }))
    .filter(({ orgs }) => orgs.length > 0);
}

const late = (row: TaskRow): boolean => !row.stopped && row.dueAt !== null && row.dueAt < NOW;

describe('figures of what is open, summed over cases', () => {
  it('are those that counting task by task gives', () => {
    fc.assert(
      fc.property(tasks, scopes, (given, scope) => {
        const rows = rowsFrom(given);
        const mine = seen(rows, scope);
        const cases = casesOf(rows);
        const of = (org: string): TaskRow[] => mine.filter(({ orgs }) => orgs.includes(org));
        const departments = [...new Set(mine.flatMap(({ orgs }) => orgs))].sort();
        expect(openByDepartment(cases, scope, NOW)).toEqual(
          departments.map((org) => ({
            org,
            open: of(org).length,
            overdue: of(org).filter(late).length,
            warned: of(org).filter((row) => !row.stopped && row.warnAt !== null && row.warnAt <= NOW && !late(row))
              .length,
            stopped: of(org).filter(({ stopped }) => stopped).length,
          })),
        );
        const stages = openByStage(cases, scope, NOW).map(({ stage, open, overdue }) => [stage, open, overdue]);
        expect(stages.sort()).toEqual(
          [...new Set(mine.map(({ stage }) => stage))]
            .map((stage) => mine.filter((row) => row.stage === stage))
            .map((those) => [those[0]!.stage, those.length, those.filter(late).length])
            .sort(),
        );
        const ahead = mine.filter((row) => row.dueDay !== null && !late(row));
        for (const [day, due] of openByDueDay(cases, scope, NOW)) {
          expect([day, due]).toEqual([day, ahead.filter(({ dueDay }) => dueDay === day).length]);
        }
        expect([...openByDueDay(cases, scope, NOW).values()].reduce((sum, n) => sum + n, 0)).toBe(ahead.length);
      }),
    );
  });

  it('stand in the statistics of a period as they do task by task', () => {
    fc.assert(
      fc.property(
        tasks,
        scopes,
        fc.integer({ min: -20, max: 0 }),
        fc.integer({ min: 0, max: 20 }),
        (given, scope, from, days) => {
          const rows = rowsFrom(given);
          const start = Date.parse('2026-11-16T00:00:00+08:00') + from * 24 * HOUR;
          const period = { from: start, to: Math.min(NOW, start + (days + 1) * 24 * HOUR - 1) };
          expect(departmentFigures(openGroups(casesOf(rows), scope, period), WEEKENDS)).toEqual(
            departmentFigures(groupsOf(seen(rows, scope), period), WEEKENDS),
          );
        },
      ),
    );
  });

  it('stand in few lines: what opened on a day and is due on a day is one line of its case', () => {
    const day = { openedAt: NOW - HOUR, dueAt: NOW + 72 * HOUR, dueDay: '2026-11-19' };
    const rows = Array.from({ length: 10 }, () => taskRow({ ...day, caseId: 'LS-2026-000001', orgs: ['EMB'] }));
    expect(openWorkOf(rows)).toMatchObject([{ orgs: ['EMB'], count: 10 }]);
    expect(openWorkOf([taskRow({ ...day, orgs: ['party'] })])).toEqual([]);
  });
});
