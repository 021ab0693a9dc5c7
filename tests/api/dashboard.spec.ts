import { loadSeeds } from '../../seeds/load';
import { addDays, endOfDay, localDay } from '../../workflows/domain/calendar';
import { startApi, type TestApi, type TestClient } from '../support/api-app';
import { insertTasks, taskRow } from '../support/task-rows';

describe('dashboards', () => {
  let api: TestApi;
  let officer: TestClient;
  let colleague: TestClient;
  let lead: TestClient;
  const now = Date.now();
  const today = localDay(now);

  beforeAll(async () => {
    api = await startApi();
    officer = await api.loginAs('emb.officer1');
    colleague = await api.loginAs('emb.officer2');
    lead = await api.loginAs('hwedz.supervisor');
    const me = officer.personId;
    const pool = { audience: ['r:EMB/caseOfficer'], orgs: ['EMB'] };
    await insertTasks(api.db, [
      taskRow({ ...pool, dueAt: endOfDay(today), dueDay: today }),
      taskRow({ ...pool, dueAt: now - 1000, dueDay: localDay(now - 1000) }),
      taskRow({ ...pool, stopped: true }),
      taskRow({ ...pool, dueAt: endOfDay(addDays(today, 3)), dueDay: addDays(today, 3), warnAt: now - 1 }),
      taskRow({ audience: [`p:${me}`], claimedBy: me, orgs: ['EMB'], dueAt: now - 5000 }),
      taskRow({ claimedBy: me, assignees: [me], status: 'waiting', orgs: ['EMB'] }),
      taskRow({ answeredBy: [me], assignees: [me], status: 'answered', orgs: ['EMB'] }),
      taskRow({
        orgs: ['EEB'],
        stage: 'siteVisit',
        dueAt: endOfDay(addDays(today, 3)),
        dueDay: addDays(today, 3),
        warnAt: now - 1,
      }),
      taskRow({ orgs: ['DRB'], leadOrg: 'EMB' }),
      taskRow({ orgs: ['party'], stage: 'correction' }),
    ]);
  });
  afterAll(() => api.close());

  it('home tells an officer what is due, overdue, stopped and what waits for others', async () => {
    const { body } = await officer.get('/api/v1/dashboard/home').expect(200);
    expect(body).toMatchObject({ dueToday: 1, overdue: 2, stopped: 1, waitingForOthers: 2, proxies: [], team: [] });
  });

  it('home shows the work of somebody away to who acts for them, and the team to its supervisor', async () => {
    const proxy = { agent: colleague.personId, from: today, to: today, reason: '出差' };
    await officer.post('/api/v1/proxies').send(proxy).expect(201);
    const { body } = await colleague.get('/api/v1/dashboard/home').expect(200);
    expect(body.proxies).toMatchObject([{ principal: officer.personId, open: 5, overdue: 2 }]);
    const team = (await (await api.loginAs('emb.supervisor')).get('/api/v1/dashboard/home').expect(200)).body.team;
    expect(team).toContainEqual(expect.objectContaining({ personId: officer.personId, open: 1, overdue: 1 }));
    expect(team).toContainEqual(expect.objectContaining({ personId: colleague.personId, open: 0, overdue: 0 }));
  });

  it('supervision lights red what is overdue and yellow what is warned of, for who may see it', async () => {
    const { body } = await lead.get('/api/v1/dashboard/supervision').expect(200);
    expect(body.departments.map((d: { org: string; light: string }) => [d.org, d.light])).toEqual([
      ['EEB', 'yellow'],
      ['EMB', 'red'],
    ]);
    expect(body.departments[1]).toMatchObject({ open: 7, overdue: 2, warned: 1, stopped: 1 });
    expect(body.stages.map((s: { stage: string; open: number }) => [s.stage, s.open])).toEqual([
      ['draft', 7],
      ['siteVisit', 1],
    ]);
    expect(body.deadlines).toHaveLength(14);
    expect(body.deadlines[0]).toEqual({ day: today, due: 1 });
    expect(body.deadlines[3]).toEqual({ day: addDays(today, 3), due: 2 });
    const own = (await officer.get('/api/v1/dashboard/supervision').expect(200)).body;
    expect(own.departments.map((d: { org: string }) => d.org)).toEqual(['EMB']);
    await (await api.loginAs('firma.applicant1')).get('/api/v1/dashboard/supervision').expect(403);
  });

  it('every figure opens to its tasks, and to no others', async () => {
    const count = async (client: TestClient, query: object) =>
      (await client.get('/api/v1/dashboard/supervision/tasks').query(query).expect(200)).body.items.length as number;
    expect(await count(lead, {})).toBe(8);
    expect(await count(lead, { org: 'EMB', light: 'overdue' })).toBe(2);
    expect(await count(lead, { light: 'warned' })).toBe(2);
    expect(await count(lead, { org: 'EEB', stage: 'siteVisit', dueDay: addDays(today, 3) })).toBe(1);
    expect(await count(lead, { dueDay: today })).toBe(1);
    expect(await count(lead, { dueDay: addDays(today, 3) })).toBe(2);
    expect(await count(lead, { org: 'DRB' })).toBe(0);
    expect(await count(officer, { org: 'EEB' })).toBe(0);
    expect(await count(officer, {})).toBe(7);
  });

  it('every chart is exported as a workbook and as a table with the same rows, for authorities only', async () => {
    const path = '/api/v1/dashboard/supervision/figures';
    const rows = async (table: string) =>
      (await lead.get(`${path}.csv`).query({ of: table }).expect(200)).text.replace('\uFEFF', '').trim().split('\r\n');
    expect((await rows('departments')).slice(1)).toEqual([
      '区生态环境分局,黄灯,1,0,1,0,',
      '区应急管理局,红灯,7,2,1,1,',
    ]);
    expect((await rows('stages')).slice(1)).toEqual(['拟办意见,联合审查,7,2', '拟办意见,联合审查,1,0']);
    expect(await rows('deadlines')).toHaveLength(15);
    for (const table of ['departments', 'stages', 'deadlines']) {
      const xlsx = await lead.get(`${path}.xlsx`).query({ of: table }).buffer().expect(200);
      expect(xlsx.headers['content-type']).toContain('spreadsheetml');
      expect(xlsx.headers['content-disposition']).toContain(`supervision-${table}-${today}.xlsx`);
    }
    expect((await lead.get(`${path}.xlsx`).query({ of: 'everything' })).status).toBe(422);
    expect((await (await api.loginAs('firma.applicant1')).get(`${path}.xlsx`).query({ of: 'stages' })).status).toBe(
      403,
    );
    expect((await api.anonymous.get(`${path}.csv`).query({ of: 'stages' })).status).toBe(401);
  });

  it('draws the stage heat on the procedure in force, for authorities only', async () => {
    const path = '/api/v1/dashboard/supervision/diagram';
    const { body } = await lead.get(`${path}/jointReview`).expect(200);
    expect(body.machine.stages.map(({ code }: { code: string }) => code)).toContain('acceptance');
    expect((await lead.get(`${path}/nothing`)).status).toBe(404);
    expect((await (await api.loginAs('firma.applicant1')).get(`${path}/jointReview`)).status).toBe(403);
    expect((await api.anonymous.get(`${path}/jointReview`)).status).toBe(401);
  });

  it('counts at once what an act has changed in a case whose row was read before', async () => {
    const open = async (): Promise<number> => {
      const { body } = await officer.get('/api/v1/dashboard/supervision').expect(200);
      return body.departments[0].open;
    };
    const one = taskRow({ orgs: ['EMB'] });
    const before = await open();
    await insertTasks(api.db, [one]);
    expect(await open()).toBe(before + 1);
    await api.db.collection('tasks').updateOne({ caseId: one.caseId }, { $set: { status: 'done', closedAt: now } });
    const answered = { $set: { openWork: [], openWith: [], headHash: 'answered' } };
    await api.db.collection('cases').updateOne({ caseNo: one.caseId }, answered);
    expect(await open()).toBe(before);
    expect((await officer.get('/api/v1/dashboard/supervision/tasks').expect(200)).body.items).toHaveLength(before);
  });

  it('counts what stood in rows from before rows listed it, once the server was started', async () => {
    const { body: before } = await lead.get('/api/v1/dashboard/supervision').expect(200);
    const older = { $unset: { openWork: 1, openWith: 1 }, $set: { headHash: 'older' } };
    const old = await api.db.collection('cases').updateMany({}, older);
    expect(old.modifiedCount).toBeGreaterThan(5);
    expect((await lead.get('/api/v1/dashboard/supervision').expect(200)).body.departments).toEqual([]);
    await loadSeeds(api.db);
    expect((await lead.get('/api/v1/dashboard/supervision').expect(200)).body).toEqual(before);
  });

  it('finds the tasks behind a figure by number, title or enterprise', async () => {
    await insertTasks(api.db, [taskRow({ orgs: ['EMB'], title: '示例（甲）项目', caseNo: 'LS-2026-777777' })]);
    const found = async (q: string) =>
      (await officer.get('/api/v1/dashboard/supervision/tasks').query({ q }).expect(200)).body.items.map(
        ({ caseNo }: { caseNo: string }) => caseNo,
      );
    expect(await found('777777')).toEqual(['LS-2026-777777']);
    expect(await found('（甲）')).toEqual(['LS-2026-777777']);
    expect(await found('.*没有')).toEqual([]);
  });
});
