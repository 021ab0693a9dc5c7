import { addDays, localDay } from '../../workflows/domain/calendar';
import { startApi, type TestApi, type TestClient } from '../support/api-app';
import { insertRows, taskRow } from '../support/task-rows';

const DAY_MS = 86_400_000;
const POOL = 'r:EMB/caseOfficer';

/** Titles in the order of the list, walked in small pages so that every seam between pages is passed. */
async function walk(client: TestClient, query: Record<string, string>, limit = 2): Promise<string[]> {
  const titles: string[] = [];
  let cursor: string | null | undefined;
  for (let page = 0; page < 30 && cursor !== null; page += 1) {
    const { body } = await client
      .get('/api/v1/tasks')
      .query({ ...query, limit, ...(cursor ? { cursor } : {}) })
      .expect(200);
    titles.push(...(body.items as { title: string }[]).map(({ title }) => title));
    cursor = body.next as string | null;
  }
  return titles;
}

/** What a saved filter with this query would say. */
async function counted(client: TestClient, name: string, query: Record<string, string>): Promise<number> {
  const { body } = await client.post('/api/v1/filters').send({ name, query }).expect(201);
  expect(body.query).toMatchObject(query);
  return body.count as number;
}

describe('the inbox by unit and by urgency', () => {
  let api: TestApi;
  let officer: TestClient;
  const now = Date.now();

  beforeAll(async () => {
    api = await startApi();
    officer = await api.loginAs('emb.officer1');
    const row = (title: string, given: object, hours: number) =>
      taskRow({ title, audience: [POOL], orgs: ['EMB'], dueAt: now + hours * 3_600_000, ...given });
    await insertRows(api.db, 'tasks', [
      row('园区牵头', { leadOrg: 'HWEDZ' }, 1),
      row('本局牵头', { leadOrg: 'EMB' }, 2),
      row('环保局请加签', { leadOrg: 'HWEDZ', orgs: ['EEB'], kind: 'signBefore' }, 3),
      row('加急一', { leadOrg: 'EMB', priority: 'urgent' }, 9),
      row('加急二', { leadOrg: 'HWEDZ', priority: 'urgent' }, 8),
      row('特急', { leadOrg: 'HWEDZ', priority: 'veryUrgent' }, 10),
      taskRow({ title: '已办的', status: 'done', closedAt: now, answeredBy: [officer.personId], orgs: ['EMB'] }),
    ]);
  });
  afterAll(() => api.close());

  it('finds a unit as the one whose task it is, that asks for the signature, or that leads the case', async () => {
    expect(await walk(officer, { org: 'HWEDZ' })).toEqual(['园区牵头', '环保局请加签', '加急二', '特急']);
    expect(await walk(officer, { org: 'EEB' })).toEqual(['环保局请加签']);
    expect(await walk(officer, { org: 'EMB' })).toHaveLength(5);
    expect(await walk(officer, { org: 'DRB' })).toEqual([]);
    expect(await walk(officer, { org: 'HWEDZ', q: '加签' })).toEqual(['环保局请加签']);
    expect(await walk(officer, { tab: 'done', org: 'EMB' })).toEqual(['已办的']);
  });

  it('puts 特急 before 加急 before the others, each by due date, across the seams of the pages', async () => {
    const order = ['特急', '加急二', '加急一', '园区牵头', '本局牵头', '环保局请加签'];
    for (const limit of [1, 2, 3, 4, 6, 100]) {
      expect([limit, await walk(officer, { sort: 'priority' }, limit)]).toEqual([limit, order]);
    }
    expect(await walk(officer, { priority: 'urgent' })).toEqual(['加急二', '加急一']);
    expect(await walk(officer, { priority: 'normal' })).toEqual(['园区牵头', '本局牵头', '环保局请加签']);
    const { items } = (await officer.get('/api/v1/tasks').query({ q: '加急一' })).body;
    expect(items).toMatchObject([{ priority: 'urgent' }]);
  });

  it('counts for a saved filter exactly what it lists', async () => {
    for (const query of [
      { org: 'HWEDZ' },
      { org: 'EMB', priority: 'normal' },
      { org: 'EMB', q: '加急' },
      { priority: 'veryUrgent', sort: 'priority' },
      { tab: 'done', org: 'EMB' },
    ] as Record<string, string>[]) {
      const name = JSON.stringify(query).slice(0, 40);
      expect([name, await counted(officer, name, query)]).toEqual([name, (await walk(officer, query)).length]);
    }
  });

  it('tells the enterprise neither how urgent its case is nor which department has it', async () => {
    const firm = await api.loginAs('firma.applicant1');
    await insertRows(api.db, 'cases', [
      { _id: 'TS-URG', caseNo: 'TS-URG', court: ['EMB'], applicant: firm.personId, updatedAt: now },
    ]);
    await insertRows(api.db, 'tasks', [
      taskRow({ title: '我的项目', caseId: 'TS-URG', audience: [POOL], orgs: ['EMB'], priority: 'urgent' }),
    ]);
    const started = (query: Record<string, string>) => walk(firm, { tab: 'started', ...query });
    expect((await firm.get('/api/v1/tasks').query({ tab: 'started' })).body.items).toMatchObject([
      { priority: 'normal' },
    ]);
    expect(await started({ priority: 'urgent' })).toEqual([]);
    expect(await started({ priority: 'normal' })).toEqual(['我的项目']);
    expect(await started({ sort: 'priority' })).toEqual(['我的项目']);
    expect(await started({ org: 'EMB' })).toEqual([]);
    expect(await started({ org: 'HWEDZ' })).toEqual(['我的项目']);
  });

  it('refuses what is no urgency, no order and no cursor of its own', async () => {
    for (const query of [{ priority: 'hot' }, { sort: 'title' }, { follow: 'never' }]) {
      const { body } = await officer.get('/api/v1/tasks').query(query).expect(422);
      expect(JSON.stringify(body)).toContain(Object.keys(query)[0]!);
    }
    for (const cursor of ['x', '9.', '0.x', '-1.', '0']) {
      const { body } = await officer.get('/api/v1/tasks').query({ cursor }).expect(400);
      expect(body).toMatchObject({ code: 'input.malformed', errors: [{ field: 'cursor' }] });
    }
  });
});

describe('跟进日期', () => {
  let api: TestApi;
  let officer: TestClient;
  const today = localDay(Date.now());
  const ids = new Map<string, string>();

  beforeAll(async () => {
    api = await startApi();
    officer = await api.loginAs('emb.officer1');
    const row = (title: string, given: object) => {
      const made = taskRow({ title, caseId: 'TS-FOLLOW', audience: [POOL], orgs: ['EMB'], ...given });
      ids.set(title, made._id);
      return made;
    };
    await insertRows(api.db, 'cases', [
      {
        _id: 'TS-FOLLOW',
        caseNo: 'TS-FOLLOW',
        process: 'jointReview',
        partyOrg: 'FIRM_A',
        leadOrg: 'HWEDZ',
        court: ['EMB'],
        readers: ['o:EMB', 'o:FIRM_A'],
      },
    ]);
    await insertRows(api.db, 'tasks', [
      row('甲', { dueAt: Date.now() + 5 * DAY_MS }),
      row('乙', { dueAt: Date.now() + 4 * DAY_MS }),
      row('丙', { dueAt: Date.now() + 3 * DAY_MS }),
      row('丁', { dueAt: Date.now() + 2 * DAY_MS }),
      row('等人', { status: 'waiting', audience: [], assignees: [officer.personId] }),
      row('办结', { status: 'done', closedAt: Date.now(), audience: [] }),
    ]);
  });
  afterAll(() => api.close());

  const path = (title: string): string => `/api/v1/tasks/${ids.get(title)!}/follow-up`;
  const set = (title: string, day: string, client = officer) => client.put(path(title)).send({ day });

  it('is set from today on, on what is not closed, and not beyond what anybody plans', async () => {
    expect((await set('甲', addDays(today, -1)).expect(422)).body).toMatchObject({ code: 'followUp.past' });
    expect((await set('甲', addDays(today, 731)).expect(422)).body).toMatchObject({ code: 'followUp.tooFar' });
    await set('甲', '2027-02-29').expect(422);
    expect((await set('办结', today).expect(409)).body).toMatchObject({ code: 'task.closed' });
    await set('甲', today).expect(204);
    await set('甲', addDays(today, 730)).expect(204);
  });

  it('filters and sorts the list: nearest day first, what has none after it', async () => {
    await set('甲', addDays(today, 3)).expect(204);
    await set('乙', today).expect(204);
    await set('丙', addDays(today, 20)).expect(204);
    await set('等人', today).expect(204);
    for (const limit of [1, 2, 3, 100]) {
      expect([limit, await walk(officer, { sort: 'followUp' }, limit)]).toEqual([limit, ['乙', '甲', '丙', '丁']]);
    }
    expect(await walk(officer, { follow: 'due' })).toEqual(['乙']);
    expect(await walk(officer, { follow: 'week' })).toEqual(['乙', '甲']);
    expect(await walk(officer, { follow: 'any', sort: 'priority' })).toEqual(['丙', '乙', '甲']);
    expect(await counted(officer, '本周跟进', { follow: 'week' })).toBe(2);
  });

  it('brings back on its day also what rests with another, in a list and a count of its own', async () => {
    expect(await walk(officer, { tab: 'followUp', sort: 'followUp' })).toEqual(['乙', '等人', '甲', '丙']);
    expect(await walk(officer, { tab: 'followUp', sort: 'followUp', follow: 'due' }, 1)).toEqual(['乙', '等人']);
    expect((await officer.get('/api/v1/tasks/counts')).body).toMatchObject({ followUp: 4, followUpDue: 2, todo: 4 });
    expect(await counted(officer, '跟进', { tab: 'followUp', follow: 'due' })).toBe(2);
  });

  it('is changed, cleared, and seen by nobody else', async () => {
    await set('乙', addDays(today, 1)).expect(204);
    const shown = async (client: TestClient) =>
      ((await client.get('/api/v1/tasks').query({ q: '乙' })).body.items as { followUp: string | null }[])[0]?.followUp;
    expect(await shown(officer)).toBe(addDays(today, 1));
    const colleague = await api.loginAs('emb.officer2');
    expect(await shown(colleague)).toBeNull();
    expect((await colleague.get('/api/v1/tasks/counts')).body).toMatchObject({ followUp: 0, followUpDue: 0 });
    expect(await counted(colleague, '无', { tab: 'followUp' })).toBe(0);
    await officer.delete(path('乙')).expect(204);
    expect(await shown(officer)).toBeNull();
    expect((await officer.get('/api/v1/tasks/counts')).body).toMatchObject({ followUp: 3, followUpDue: 1 });
  });

  it('is refused to strangers and to the enterprise, and goes from the list with the right to open the case', async () => {
    await set('甲', today, await api.loginAs('firmb.applicant1')).expect(404);
    await set('甲', today, await api.loginAs('firma.applicant1')).expect(404);
    await api.db.collection('cases').updateOne({ _id: 'TS-FOLLOW' as never }, { $set: { readers: ['o:DRB'] } });
    expect((await officer.get('/api/v1/tasks/counts')).body).toMatchObject({ followUp: 0, followUpDue: 0 });
    expect(await walk(officer, { tab: 'followUp' })).toEqual([]);
  });
});

describe('what lies with a member of the own organisation', () => {
  let api: TestApi;
  let chief: TestClient;
  let officer: TestClient;

  beforeAll(async () => {
    api = await startApi();
    chief = await api.loginAs('emb.supervisor');
    officer = await api.loginAs('emb.officer1');
    const named = { audience: [`p:${officer.personId}`], assignees: [officer.personId] };
    await insertRows(api.db, 'tasks', [
      taskRow({ title: '已超期', ...named, orgs: ['EMB'], dueAt: Date.now() - 1000 }),
      taskRow({ title: '在办', ...named, orgs: ['EMB'] }),
      taskRow({ title: '岗位待签收', audience: [POOL], orgs: ['EMB'] }),
      taskRow({ title: '别的单位的', ...named, orgs: ['DRB'] }),
      taskRow({ title: '主管已回避', ...named, orgs: ['EMB'], barred: [chief.personId] }),
    ]);
  });
  afterAll(() => api.close());

  it('is listed for who leads it, as many as the load on the home page says', async () => {
    const query = { member: officer.personId };
    expect(await walk(chief, query)).toEqual(['已超期', '在办']);
    expect(await walk(chief, { ...query, due: 'overdue' })).toEqual(['已超期']);
    expect(await counted(chief, '甲的待办', query)).toBe(2);
    const { team } = (await chief.get('/api/v1/dashboard/home').expect(200)).body;
    expect(team).toContainEqual(expect.objectContaining({ personId: officer.personId, open: 2, overdue: 1 }));
  });

  it('as a filter kept for the organisation is shown to who leads it, and hides no other filter from the rest', async () => {
    const keep = (name: string, query: object) =>
      chief.post('/api/v1/filters').send({ name, org: 'EMB', query }).expect(201);
    await keep('经办甲名下', { member: officer.personId });
    await keep('本局超期', { due: 'overdue' });
    const names = async (client: TestClient) =>
      ((await client.get('/api/v1/filters').expect(200)).body as { name: string }[]).map(({ name }) => name);
    expect(await names(chief)).toEqual(expect.arrayContaining(['经办甲名下', '本局超期']));
    expect(await names(await api.loginAs('emb.officer2'))).toEqual(['本局超期']);
  });

  it('is not told to colleagues, to other organisations, nor about people of these', async () => {
    const colleague = await api.loginAs('emb.officer2');
    const { body } = await colleague.get('/api/v1/tasks').query({ member: officer.personId }).expect(403);
    expect(body).toMatchObject({ code: 'access.denied' });
    const other = await api.loginAs('drb.supervisor');
    await other.get('/api/v1/tasks').query({ member: officer.personId }).expect(403);
    await chief.get('/api/v1/tasks').query({ member: other.personId }).expect(403);
    await chief.get('/api/v1/tasks').query({ member: 'nobody' }).expect(403);
  });
});

describe('the row of a task for which somebody else was asked', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  it('names the persons, and not to the enterprise', async () => {
    const officer = await api.loginAs('emb.officer1');
    const colleague = await api.loginAs('emb.officer2');
    const firm = await api.loginAs('firma.applicant1');
    await insertRows(api.db, 'cases', [
      { _id: 'TS-ASKED', caseNo: 'TS-ASKED', court: ['EMB'], applicant: firm.personId, updatedAt: Date.now() },
    ]);
    await insertRows(api.db, 'tasks', [
      taskRow({
        caseId: 'TS-ASKED',
        orgs: ['EMB'],
        status: 'waiting',
        assignees: [officer.personId],
        asked: [colleague.personId],
      }),
    ]);
    const { items } = (await officer.get('/api/v1/tasks').query({ tab: 'waiting' }).expect(200)).body;
    expect(items).toMatchObject([{ asked: ['示例·应急经办乙'] }]);
    // 我发起 lists open tasks only: the row is opened for it.
    await api.db.collection('tasks').updateOne({ caseId: 'TS-ASKED' }, { $set: { status: 'open' } });
    expect((await firm.get('/api/v1/tasks').query({ tab: 'started' })).body.items).toMatchObject([{ asked: [] }]);
  });
});
