import type { Client } from '@temporalio/client';
import type { Connection } from 'mongoose';
import { startCase } from '../activities/cases/start-case';
import { workflowIdOf } from '../workflows/messages';
import { bareCase, bareDecision } from './bare/bare.workflow';
import { DECISION_PROCESS, DEPARTMENTS } from './decision-process';
import { inParallel, median, percentile, round } from './figures';
import type { HttpClient } from './http-client';

const PER_CASE = DEPARTMENTS.length + 1;
/** Cases worked on at the same time. */
const WIDTH = 20;

export interface DecisionFigures {
  ratio: number;
  httpPerSecond: number;
  barePerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** p99 with decisions arriving at half of the top rate. */
  p99AtHalfRateMs: number;
  eventsPerDecision: number;
  /** Processor time of the product's processes for one decision; steadier than rates on a busy machine. */
  apiCpuMs: number;
  workerCpuMs: number;
}

export interface Bench {
  connection: Connection;
  client: Client;
  taskQueue: string;
  http: HttpClient;
  /** Bearer tokens of the officers by organisation, and of the director under `decision`. */
  tokens: Record<string, string>;
  /** Processor milliseconds used so far. */
  cpu: { api: () => number; worker: () => number };
}

interface PreparedCase {
  caseId: string;
  tasks: { task: string; token: string }[];
}

let started = 0;

async function prepare(bench: Bench, cases: number): Promise<PreparedCase[]> {
  const prepared: PreparedCase[] = [];
  await inParallel(
    Array.from({ length: cases }, () => (started += 1)),
    10,
    async (n) => {
      const purpose = `bench-${process.pid}-${n}`;
      const receipt = await startCase(bench.connection, bench.client, bench.taskQueue, {
        process: DECISION_PROCESS.code,
        purpose,
        header: {
          title: `性能测试 ${n}`,
          party: { org: 'FIRM_A', name: '示例甲化工有限公司' },
          leadOrg: 'HWEDZ',
          applicant: 'p-firma-applicant1',
          keys: {},
          parent: null,
        },
        facts: { departments: DEPARTMENTS },
        actor: {
          kind: 'person',
          id: 'p-firma-applicant1',
          org: 'FIRM_A',
          memberships: [{ org: 'FIRM_A', role: 'applicant' }],
        },
        key: purpose,
        hash: purpose,
        now: Date.now(),
      });
      const tasks = receipt.opened.map((task) => ({
        task,
        token: bench.tokens[DEPARTMENTS.find((d) => task.includes(`.${d}@`)) ?? ''] ?? '',
      }));
      prepared.push({ caseId: receipt.caseId, tasks });
    },
  );
  return prepared;
}

async function decide(
  bench: Bench,
  task: string,
  token: string,
  outcome: string,
  latencies: number[],
): Promise<{ opened: string[] }> {
  const begin = performance.now();
  const answer = await bench.http.call(
    'POST',
    `/api/v1/tasks/${encodeURIComponent(task)}/complete`,
    { outcome, form: { opinion: '同意' } },
    token,
  );
  latencies.push(performance.now() - begin);
  return answer as { opened: string[] };
}

/** All decisions of one case: the departments at the same time, then the director. */
async function walk(bench: Bench, one: PreparedCase, latencies: number[]): Promise<void> {
  const answers = await Promise.all(one.tasks.map(({ task, token }) => decide(bench, task, token, 'agree', latencies)));
  const last = answers.flatMap((a) => a.opened)[0];
  if (last === undefined) {
    throw new Error(`${one.caseId} opened no decision`);
  }
  await decide(bench, last, bench.tokens['decision'] ?? '', 'approve', latencies);
}

async function overHttp(
  bench: Bench,
  cases: number,
): Promise<{ perSecond: number; latencies: number[]; ids: string[]; cpu: { api: number; worker: number } }> {
  const prepared = await prepare(bench, cases);
  const latencies: number[] = [];
  const before = { api: bench.cpu.api(), worker: bench.cpu.worker() };
  const begin = performance.now();
  await inParallel(prepared, WIDTH, (one) => walk(bench, one, latencies));
  return {
    perSecond: (cases * PER_CASE * 1000) / (performance.now() - begin),
    latencies,
    ids: prepared.map((p) => p.caseId),
    cpu: { api: bench.cpu.api() - before.api, worker: bench.cpu.worker() - before.worker },
  };
}

async function bare(client: Client, cases: number): Promise<number> {
  const handles = await Promise.all(
    Array.from({ length: cases }, () =>
      client.workflow.start(bareCase, {
        taskQueue: 'bare',
        workflowId: `bare-${process.pid}-${(started += 1)}`,
        args: [PER_CASE],
      }),
    ),
  );
  // The starts are over before the clock runs, as for the product's cases.
  await Promise.all(handles.map((h) => h.describe()));
  const begin = performance.now();
  await inParallel(handles, WIDTH, async (handle) => {
    await Promise.all(DEPARTMENTS.map((by) => handle.executeUpdate(bareDecision, { args: [{ by }] })));
    await handle.executeUpdate(bareDecision, { args: [{ by: 'decision' }] });
  });
  return (cases * PER_CASE * 1000) / (performance.now() - begin);
}

/** Decisions arriving evenly at a rate, whether the ones before are answered or not. */
async function atRate(bench: Bench, perSecond: number, cases: number): Promise<number[]> {
  const prepared = await prepare(bench, cases);
  const latencies: number[] = [];
  const gap = (1000 * PER_CASE) / perSecond;
  const begin = performance.now();
  const running: Promise<void>[] = [];
  for (const [i, one] of prepared.entries()) {
    const wait = begin + i * gap - performance.now();
    if (wait > 0) {
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    // Within a case the departments come one after another, as people do.
    running.push(
      (async () => {
        let opened: string[] = [];
        for (const { task, token } of one.tasks) {
          opened = (await decide(bench, task, token, 'agree', latencies)).opened;
          await new Promise((resolve) => setTimeout(resolve, gap / PER_CASE));
        }
        await decide(bench, opened[0] ?? '', bench.tokens['decision'] ?? '', 'approve', latencies);
      })(),
    );
  }
  await Promise.all(running);
  return latencies;
}

/** Rounds in turn, product and yardstick, so that a slow moment of the machine hits both. */
export async function measureDecisions(
  bench: Bench,
  rounds: number,
  cases: number,
): Promise<{ figures: DecisionFigures; caseIds: string[] }> {
  await overHttp(bench, WIDTH);
  await bare(bench.client, WIDTH);
  const http: number[] = [];
  const yard: number[] = [];
  const latencies: number[] = [];
  const caseIds: string[] = [];
  const cpu = { api: 0, worker: 0 };
  for (let i = 0; i < rounds; i += 1) {
    const round = await overHttp(bench, cases);
    http.push(round.perSecond);
    latencies.push(...round.latencies);
    caseIds.push(...round.ids);
    cpu.api += round.cpu.api;
    cpu.worker += round.cpu.worker;
    yard.push(await bare(bench.client, cases));
  }
  const half = await atRate(bench, median(http) / 2, cases);
  const ratios = http.map((value, i) => value / (yard[i] ?? Number.NaN));
  return {
    caseIds,
    figures: {
      ratio: round(median(ratios), 2),
      httpPerSecond: round(median(http)),
      barePerSecond: round(median(yard)),
      p50Ms: round(percentile(latencies, 0.5)),
      p99Ms: round(percentile(latencies, 0.99)),
      p99AtHalfRateMs: round(percentile(half, 0.99)),
      eventsPerDecision: round(await historyEvents(bench.client, caseIds.slice(0, 5)), 2),
      apiCpuMs: round(cpu.api / (caseIds.length * PER_CASE)),
      workerCpuMs: round(cpu.worker / (caseIds.length * PER_CASE)),
    },
  };
}

async function historyEvents(client: Client, caseIds: string[]): Promise<number> {
  const lengths = await Promise.all(
    caseIds.map(
      async (id) => (await client.workflow.getHandle(workflowIdOf(DECISION_PROCESS.code, id)).describe()).historyLength,
    ),
  );
  return lengths.reduce((sum, n) => sum + n, 0) / (lengths.length * PER_CASE);
}
