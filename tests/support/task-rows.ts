import type { Connection } from 'mongoose';
import { openWithOf, openWorkOf } from '../../workflows/engine/open-work';
import { ROW_SHAPE, type NotificationRow, type TaskRow } from '../../workflows/engine/rows';

let made = 0;

/** A row of the inbox as the writer leaves it; what a test is about is given. */
export function taskRow(given: Partial<TaskRow>): TaskRow {
  made += 1;
  const caseId = given.caseId ?? `TS-2026-${String(made).padStart(6, '0')}`;
  const dueAt = given.dueAt ?? null;
  return {
    _id: `${caseId}:root:opinion:${made}`,
    shape: ROW_SHAPE,
    caseId,
    caseNo: caseId,
    title: `示例项目${made}`,
    process: 'jointReview',
    processName: { zh: '联合审查', en: 'Joint review' },
    partyOrg: 'FIRM_A',
    partyName: '示例甲化工有限公司',
    credit: null,
    leadOrg: 'HWEDZ',
    scope: 'root',
    branch: null,
    stage: 'draft',
    stageName: { zh: '拟办意见', en: 'Draft' },
    kind: 'stage',
    status: 'open',
    audience: [],
    assignees: [],
    pools: [],
    claimedBy: null,
    fallback: false,
    answeredBy: [],
    outcome: null,
    returned: false,
    closedFor: null,
    openedAt: 1_790_000_000_000 + made,
    closedAt: null,
    dueAt,
    sortDue: dueAt ?? Number.MAX_SAFE_INTEGER,
    dueDay: null,
    warnAt: null,
    provisional: false,
    stopped: false,
    overdue: false,
    limit: null,
    orgs: [],
    urgedAt: null,
    urgedCount: 0,
    definitionRef: 'none',
    seq: 1,
    ...given,
  };
}

export function notificationRow(given: Partial<NotificationRow>): NotificationRow {
  made += 1;
  return {
    _id: `TS-2026-N:${made}:0`,
    audience: [],
    type: 'taskAssigned',
    caseId: 'TS-2026-N',
    caseNo: 'TS-2026-N',
    title: '示例项目',
    taskId: null,
    at: Date.now(),
    params: {},
    ...given,
  };
}

export async function insertRows(db: Connection, collection: string, rows: readonly object[]): Promise<void> {
  await db.collection(collection).insertMany([...rows]);
}

/** Tasks with the rows of their cases as the writer leaves them: figures are summed from those. */
export async function insertTasks(db: Connection, tasks: readonly TaskRow[]): Promise<void> {
  await insertRows(db, 'tasks', tasks);
  const byCase = new Map<string, TaskRow[]>();
  for (const task of tasks) byCase.set(task.caseId, [...(byCase.get(task.caseId) ?? []), task]);
  const cases = [...byCase].map(([caseId, own]) => {
    const { process, processName, leadOrg, title } = own[0]!;
    const openWork = openWorkOf(own);
    return {
      _id: caseId,
      shape: ROW_SHAPE,
      caseNo: caseId,
      title,
      process,
      processName,
      leadOrg,
      status: own.some(({ closedAt }) => closedAt === null) ? 'running' : 'ended',
      openWork,
      openWith: openWithOf(openWork),
      headHash: `${caseId}:1`,
    };
  });
  await insertRows(db, 'cases', cases);
}
