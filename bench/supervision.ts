import type { Connection } from 'mongoose';
import { addDays, endOfDay, localDay } from '../workflows/domain/calendar';
import { openWithOf, openWorkOf, type CountedTask } from '../workflows/engine/open-work';
import { percentile, round } from './figures';
import type { HttpClient } from './http-client';

const BATCH = 5_000;
const ROUNDS = 15;
const STAGES = ['draft', 'opinion', 'siteVisit', 'approve'];

export interface SupervisionFigures {
  openTasks: number;
  answeredTasks: number;
  cases: number;
  /** Milliseconds, median and worst of `ROUNDS` calls one after another; the first call is warming up. */
  calls: Record<string, { p50Ms: number; worstMs: number }>;
}

/**
 * Fills one department with open tasks of so many cases, as the writer leaves them: due at the end of a working day within two months, a part of
 * them warned of, overdue or stopped; and with as many answered ones of the last 90 days.
 */
export async function fillDepartment(connection: Connection, open: number, cases: number, org = 'EMB'): Promise<void> {
  const now = Date.now();
  const each = Math.floor(open / cases);
  for (let start = 0; start < cases; start += BATCH / each) {
    const numbers = Array.from({ length: Math.min(BATCH / each, cases - start) }, (_, i) => start + i);
    const tasks = numbers.flatMap((n) => Array.from({ length: each }, (_, i) => openTask(n, i, org, now)));
    const answered = numbers.flatMap((n) => Array.from({ length: each }, (_, i) => answeredTask(n, i, org, now)));
    await connection.collection('tasks').insertMany([...tasks, ...answered] as never[], { ordered: false });
    const rows = numbers.map((n) =>
      caseRow(
        n,
        tasks.filter(({ caseId }) => caseId === idOf(n)),
        now,
      ),
    );
    await connection.collection('cases').insertMany(rows, { ordered: false });
  }
}

const idOf = (n: number): string => `BS-2026-${String(n).padStart(6, '0')}`;

type Row = CountedTask & { _id: string; caseId: string };

function openTask(n: number, i: number, org: string, now: number): Row {
  const dueDay = addDays(localDay(now), ((n * 7 + i * 13) % 60) - 6);
  const dueAt = endOfDay(dueDay);
  return {
    ...common(n, i, org),
    _id: `${idOf(n)}:root:open:${i}`,
    status: 'open',
    openedAt: now - ((n + i) % 30) * 86_400_000,
    closedAt: null,
    dueAt,
    dueDay,
    warnAt: dueAt - 3 * 86_400_000,
    stopped: (n + i) % 25 === 0,
    ...({ audience: [`r:${org}/caseOfficer`], sortDue: dueAt } as object),
  };
}

function answeredTask(n: number, i: number, org: string, now: number): Row {
  const closedAt = now - ((n * 3 + i) % 89) * 86_400_000;
  const dueAt = closedAt + (((n + i) % 12) - 1) * 86_400_000;
  return {
    ...common(n, i, org),
    _id: `${idOf(n)}:root:answered:${i}`,
    status: 'done',
    openedAt: closedAt - ((n + i) % 15) * 86_400_000,
    closedAt,
    dueAt,
    dueDay: localDay(dueAt),
    warnAt: null,
    stopped: false,
    ...({ audience: [], sortDue: dueAt } as object),
  };
}

function common(n: number, i: number, org: string): Pick<Row, 'caseId' | 'orgs' | 'kind' | 'stage' | 'stageName'> {
  const stage = STAGES[(n + i) % STAGES.length]!;
  return {
    caseId: idOf(n),
    orgs: [org],
    kind: 'stage',
    stage,
    stageName: { zh: stage, en: stage },
    ...({
      ...headOf(n),
      partyOrg: 'FIRM_A',
      scope: 'root',
      branch: org,
      assignees: [],
      pools: [{ org, role: 'caseOfficer' }],
      claimedBy: null,
      fallback: false,
      answeredBy: [],
      outcome: null,
      returned: false,
      closedFor: null,
      provisional: false,
      overdue: false,
      limit: { key: 'review', name: { zh: '部门审查', en: 'Review' }, stopped: null },
      urgedAt: null,
      urgedCount: 0,
      seq: 1,
    } as object),
  };
}

const headOf = (n: number) => ({
  caseNo: idOf(n),
  title: `性能测试项目 ${n}`,
  process: 'benchReview',
  processName: { zh: '性能测试', en: 'Benchmark' },
  partyName: '示例甲化工有限公司',
  leadOrg: 'HWEDZ',
});

function caseRow(n: number, tasks: Row[], now: number): Record<string, unknown> {
  const openWork = openWorkOf(tasks);
  return {
    _id: idOf(n),
    ...headOf(n),
    keys: {},
    parentCase: null,
    status: 'running',
    result: null,
    startedAt: now - n * 1000,
    endedAt: null,
    updatedAt: now - n * 1000,
    standing: [],
    court: ['EMB'],
    clocks: [],
    nextDueAt: null,
    overdue: false,
    stopped: false,
    readers: ['o:HWEDZ', 'o:EMB'],
    copied: [],
    recused: [],
    openWork,
    openWith: openWithOf(openWork),
    headHash: `bench-${n}`,
  };
}

/** What a supervisor of the leading organisation and an officer of the department wait for. */
export async function measureSupervision(
  http: HttpClient,
  tokens: { lead: string; officer: string },
  sizes: Pick<SupervisionFigures, 'openTasks' | 'answeredTasks' | 'cases'>,
): Promise<SupervisionFigures> {
  const time = async (token: string, path: string): Promise<{ p50Ms: number; worstMs: number }> => {
    const values: number[] = [];
    for (let i = 0; i <= ROUNDS; i += 1) {
      const begin = performance.now();
      await http.call('GET', path, undefined, token);
      if (i > 0) values.push(performance.now() - begin);
    }
    return { p50Ms: round(percentile(values, 0.5)), worstMs: round(Math.max(...values)) };
  };
  const day = (back: number): string => localDay(Date.now() - back * 86_400_000);
  const statistics = `/api/v1/statistics/departments?from=${day(90)}&to=${day(0)}`;
  return {
    ...sizes,
    calls: {
      'dashboard of the leading organisation': await time(tokens.lead, '/api/v1/dashboard/supervision'),
      'dashboard of the department': await time(tokens.officer, '/api/v1/dashboard/supervision'),
      'statistics of 90 days': await time(tokens.lead, statistics),
      'first page of the tasks behind a figure': await time(
        tokens.officer,
        '/api/v1/dashboard/supervision/tasks?light=overdue&limit=50',
      ),
    },
  };
}
