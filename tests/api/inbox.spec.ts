import { localDay } from '../../workflows/domain/calendar';
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

describe('a task of a case from which somebody recused', () => {
  let api: TestApi;
  const pool = 'r:EMB/caseOfficer';
  const past = Date.now() - 1000;

  beforeAll(async () => {
    api = await startApi();
    const { personId: me } = await api.loginAs('emb.officer1');
    const { personId: colleague } = await api.loginAs('emb.officer2');
    await insertRows(api.db, 'tasks', [
      taskRow({ audience: [pool], dueAt: past }),
      taskRow({ audience: [pool], dueAt: past, barred: [me], stopped: true }),
      taskRow({ audience: [pool], barred: [colleague] }),
      taskRow({ audience: [pool], barred: [colleague, me] }),
      // With a colleague by name; somebody else recused.
      taskRow({ audience: [`p:${colleague}`], dueAt: past, barred: [me] }),
    ]);
  });
  afterAll(() => api.close());

  const seenBy = async (login: string) => {
    const client = await api.loginAs(login);
    const { items } = (await client.get('/api/v1/tasks').expect(200)).body as { items: object[] };
    const { todo, overdue } = (await client.get('/api/v1/tasks/counts').expect(200)).body;
    const home = (await client.get('/api/v1/dashboard/home').expect(200)).body;
    return { rows: items.length, todo, overdue, stopped: home.stopped, overdueAtHome: home.overdue };
  };

  it('is neither listed nor counted for them, and is for everybody else who may take it', async () => {
    expect(await seenBy('emb.officer1')).toEqual({ rows: 2, todo: 2, overdue: 1, stopped: 0, overdueAtHome: 1 });
    expect(await seenBy('emb.officer2')).toEqual({ rows: 3, todo: 3, overdue: 3, stopped: 1, overdueAtHome: 3 });
  });

  it('is not offered to a proxy when either of the two recused', async () => {
    const officer = await api.loginAs('emb.officer1');
    const deputy = await api.loginAs('emb.chief');
    const today = localDay(Date.now());
    await officer
      .post('/api/v1/proxies')
      .send({ agent: deputy.personId, from: today, to: today, reason: '外出培训' })
      .expect(201);
    expect(await seenBy('emb.chief')).toMatchObject({ rows: 2, todo: 2, overdue: 1, stopped: 0 });
    const { body } = await deputy.get('/api/v1/dashboard/home').expect(200);
    expect(body.proxies).toMatchObject([{ principal: officer.personId, open: 2, overdue: 1 }]);
  });
});

describe('whose hands a task is in', () => {
  let api: TestApi;
  let officer: TestClient;
  let colleague: TestClient;
  const pool = 'r:EMB/caseOfficer';

  beforeAll(async () => {
    api = await startApi();
    officer = await api.loginAs('emb.officer1');
    colleague = await api.loginAs('emb.officer2');
    const [me, other] = [officer.personId, colleague.personId];
    const chief = await api.loginAs('emb.chief');
    const today = localDay(Date.now());
    await chief.post('/api/v1/proxies').send({ agent: me, from: today, to: today, reason: '外出培训' }).expect(201);
    await insertRows(api.db, 'tasks', [
      taskRow({ title: '已签收', audience: [`p:${me}`], claimedBy: me }),
      taskRow({ title: '指定', audience: [`p:${me}`, `p:${other}`], assignees: [me, other] }),
      taskRow({ title: '待签收', audience: [pool], orgs: ['EMB'], caseId: 'TS-COURT', openedAt: Date.now() }),
      taskRow({ title: '科长的', audience: [`p:${chief.personId}`], assignees: [chief.personId] }),
      taskRow({ title: '等加签', status: 'waiting', claimedBy: me, assignees: [me] }),
      taskRow({ title: '等会签', status: 'answered', answeredBy: [me] }),
      taskRow({ title: '他人的等待', status: 'waiting', claimedBy: other }),
      // Between them lies the National Day holiday of 2026, 1 to 7 October.
      taskRow({
        title: '办结',
        status: 'done',
        claimedBy: me,
        answeredBy: [me],
        openedAt: Date.parse('2026-09-30T10:00:00+08:00'),
        closedAt: Date.parse('2026-10-09T10:00:00+08:00'),
      }),
    ]);
    await insertRows(api.db, 'cases', [
      { _id: 'TS-COURT', caseNo: 'TS-COURT', court: ['EMB', 'DRB', 'party'], readers: ['o:EMB'] },
    ]);
  });
  afterAll(() => api.close());

  const rows = async (query: Record<string, string>) =>
    (await officer.get('/api/v1/tasks').query(query).expect(200)).body.items as Record<string, unknown>[];
  const titles = async (query: Record<string, string>) => (await rows(query)).map(({ title }) => title).sort();

  it('lists what one holds by name, what waits in the pool, and what one has by proxy, each apart', async () => {
    expect(await titles({ held: 'me' })).toEqual(['已签收', '指定'].sort());
    expect(await titles({ held: 'pool' })).toEqual(['待签收']);
    expect(await titles({ held: 'proxy' })).toEqual(['科长的']);
    expect(await titles({})).toHaveLength(4);
    const { body } = await officer
      .post('/api/v1/filters')
      .send({ name: '代科长', query: { held: 'proxy' } })
      .expect(201);
    expect(body).toMatchObject({ count: 1, query: { held: 'proxy' } });
  });

  it('lists and counts what rests until another has answered', async () => {
    expect(await titles({ tab: 'waiting' })).toEqual(['等加签', '等会签'].sort());
    expect((await officer.get('/api/v1/tasks/counts')).body).toMatchObject({ todo: 4, waiting: 2 });
  });

  it('says who else holds it, who else must act in the case, and how many working days it has lain there', async () => {
    const [named] = (await rows({ held: 'me' })).filter(({ title }) => title === '指定');
    expect(named?.['with']).toEqual(['示例·应急经办乙']);
    expect(await rows({ held: 'pool' })).toMatchObject([{ with: [], court: ['DRB', 'party'], daysOpen: 0 }]);
    const [done] = (await rows({ tab: 'done' })).filter(({ title }) => title === '办结');
    expect(done).toMatchObject({ with: [], daysOpen: 2 });
  });

  it('does not tell the enterprise who within the government has it', async () => {
    const firm = await api.loginAs('firma.applicant1');
    await insertRows(api.db, 'cases', [
      { _id: 'TS-FIRM', caseNo: 'TS-FIRM', court: ['EMB', 'DRB'], applicant: firm.personId, updatedAt: Date.now() },
    ]);
    await insertRows(api.db, 'tasks', [
      taskRow({ caseId: 'TS-FIRM', audience: [pool], claimedBy: officer.personId, orgs: ['EMB'] }),
    ]);
    const { items } = (await firm.get('/api/v1/tasks').query({ tab: 'started' }).expect(200)).body;
    expect(items).toMatchObject([{ with: [], court: ['HWEDZ'] }]);
  });
});
