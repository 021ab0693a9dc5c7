import { startApi, type TestApi, type TestClient } from '../support/api-app';
import { insertRows, taskRow } from '../support/task-rows';

describe('the inbox of an officer', () => {
  let api: TestApi;
  let officer: TestClient;
  const pool = 'r:EMB/caseOfficer';

  beforeAll(async () => {
    api = await startApi();
    officer = await api.loginAs('emb.officer1');
    const past = Date.now() - 1000;
    await insertRows(api.db, 'tasks', [
      ...Array.from({ length: 7 }, (_, i) => taskRow({ audience: [pool], dueAt: past - i })),
      ...Array.from({ length: 5 }, () => taskRow({ audience: [pool] })),
      taskRow({ audience: [`p:${officer.personId}`], dueAt: past + 1_000_000_000 }),
      // Two of the officer's keys on one task: it is still one task.
      taskRow({ audience: [`p:${officer.personId}`, pool], dueAt: past + 2_000_000_000 }),
      taskRow({ audience: ['r:DRB/caseOfficer'], dueAt: past }),
      taskRow({ status: 'done', closedAt: past, answeredBy: [officer.personId] }),
      // Answered, but signers after it are still asked: not closed yet.
      ...Array.from({ length: 3 }, () => taskRow({ status: 'answered', answeredBy: [officer.personId] })),
    ]);
  });
  afterAll(() => api.close());

  async function walk(query: Record<string, string>): Promise<string[]> {
    const ids: string[] = [];
    for (let cursor: string | undefined, page = 0; page < 20; page += 1) {
      const { body } = await officer.get('/api/v1/tasks').query({ ...query, limit: 3, ...(cursor ? { cursor } : {}) });
      ids.push(...(body.items as { taskId: string }[]).map((t) => t.taskId));
      if (body.next === null) return ids;
      cursor = body.next as string;
    }
    throw new Error('the list does not end');
  }

  it('counts a task once that lies with the person and with the role', async () => {
    const { body } = await officer.get('/api/v1/tasks/counts').expect(200);
    expect(body).toMatchObject({ todo: 14, overdue: 7, done: 4 });
  });

  it('walks page by page over what is due, what has no limit and what is offered twice, each once', async () => {
    const ids = await walk({ tab: 'todo' });
    expect(ids).toHaveLength(14);
    expect(new Set(ids).size).toBe(14);
    const whole = (await officer.get('/api/v1/tasks').query({ limit: 100 })).body.items as { dueAt: number | null }[];
    const due = whole.map((t) => t.dueAt ?? Number.MAX_SAFE_INTEGER);
    expect(due).toEqual([...due].sort((a, b) => a - b));
  });

  it('keeps a filter by due date while it goes through the pages', async () => {
    expect(await walk({ tab: 'todo', due: 'overdue' })).toHaveLength(7);
  });

  it('shows in 已办 also what waits for signers, after what is closed', async () => {
    expect(await walk({ tab: 'done' })).toHaveLength(4);
  });
});
