import type { Connection } from 'mongoose';
import { percentile, round } from './figures';
import type { HttpClient } from './http-client';

const BATCH = 5_000;
const ROUNDS = 200;
/** Open tasks that lie with the officer who looks, of all there are. */
const OWN_SHARE = 500;

export interface InboxFigures {
  pageP99Ms: number;
  countP99Ms: number;
  pageP50Ms: number;
  countP50Ms: number;
}

/**
 * Fills the inbox up to a size: rows as the writer leaves them, spread over people, departments and due moments.
 * @param allFor one department that has all of them
 */
export async function fillInbox(connection: Connection, from: number, to: number, allFor?: string): Promise<void> {
  const tasks = connection.collection('tasks');
  const now = Date.now();
  for (let start = from; start < to; start += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, to - start) }, (_, i) => row(start + i, now, allFor));
    await tasks.insertMany(rows, { ordered: false });
  }
}

function row(n: number, now: number, allFor: string | undefined): Record<string, unknown> {
  const own = n % Math.max(1, Math.floor(10_000 / OWN_SHARE)) === 0 && n < 10_000;
  const org = allFor ?? (own ? 'EMB' : `ORG${n % 400}`);
  const dueAt = now + ((n * 7_919) % 3_000_000_000);
  return {
    _id: `bench:root:opinion:${n}`,
    caseId: `BX-2026-${n}`,
    caseNo: `BX-2026-${n}`,
    title: `性能测试项目 ${n}`,
    process: 'benchReview',
    processName: { zh: '性能测试', en: 'Benchmark' },
    partyOrg: 'FIRM_A',
    partyName: '示例甲化工有限公司',
    leadOrg: 'HWEDZ',
    scope: 'root',
    branch: org,
    stage: 'opinion',
    stageName: { zh: '意见', en: 'Opinion' },
    kind: 'stage',
    status: 'open',
    audience: [`r:${org}/caseOfficer`],
    assignees: [],
    pools: [{ org, role: 'caseOfficer' }],
    claimedBy: null,
    fallback: false,
    answeredBy: [],
    outcome: null,
    closedFor: null,
    openedAt: now - n,
    closedAt: null,
    dueAt,
    sortDue: dueAt,
    dueDay: '2026-12-31',
    warnAt: null,
    provisional: false,
    stopped: false,
    overdue: false,
    urgedAt: null,
    urgedCount: 0,
    seq: 1,
  };
}

export async function measureInbox(http: HttpClient, token: string): Promise<InboxFigures> {
  const time = async (path: string): Promise<number[]> => {
    const values: number[] = [];
    for (let i = 0; i < ROUNDS + 20; i += 1) {
      const begin = performance.now();
      await http.call('GET', path, undefined, token);
      // The first calls warm caches up.
      if (i >= 20) {
        values.push(performance.now() - begin);
      }
    }
    return values;
  };
  const pages = await time('/api/v1/tasks?limit=20');
  const counts = await time('/api/v1/tasks/counts');
  return {
    pageP99Ms: round(percentile(pages, 0.99)),
    countP99Ms: round(percentile(counts, 0.99)),
    pageP50Ms: round(percentile(pages, 0.5)),
    countP50Ms: round(percentile(counts, 0.5)),
  };
}
