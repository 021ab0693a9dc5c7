import { localDay } from '../../workflows/domain/calendar';
import { startApi, type TestApi, type TestClient } from '../support/api-app';
import { insertRows, taskRow } from '../support/task-rows';

describe('what people keep for themselves and for their team', () => {
  let api: TestApi;
  let officer: TestClient;
  let colleague: TestClient;
  let supervisor: TestClient;
  let stranger: TestClient;

  beforeAll(async () => {
    api = await startApi();
    officer = await api.loginAs('emb.officer1');
    colleague = await api.loginAs('emb.officer2');
    supervisor = await api.loginAs('emb.supervisor');
    stranger = await api.loginAs('drb.officer1');
    await insertRows(api.db, 'tasks', [
      ...Array.from({ length: 4 }, () => taskRow({ audience: ['r:EMB/caseOfficer'], stage: 'draft', dueAt: 1000 })),
      taskRow({ audience: [`p:${officer.personId}`], stage: 'draft', dueAt: 1000 }),
      taskRow({ audience: ['r:EMB/caseOfficer'], stage: 'siteVisit' }),
    ]);
  });
  afterAll(() => api.close());

  const names = async (client: TestClient) =>
    (await client.get('/api/v1/filters').expect(200)).body.map((f: { name: string; count: number }) => [
      f.name,
      f.count,
    ]);

  it('a team filter shows to each colleague the number of their own tasks, to strangers nothing', async () => {
    const query = { tab: 'todo', due: 'overdue', stage: 'draft' };
    await officer.post('/api/v1/filters').send({ name: '超期拟办', org: 'EMB', query }).expect(403);
    const { body } = await supervisor.post('/api/v1/filters').send({ name: '超期拟办', org: 'EMB', query }).expect(201);
    expect(await names(officer)).toEqual([['超期拟办', 5]]);
    expect(await names(colleague)).toEqual([['超期拟办', 4]]);
    expect(await names(stranger)).toEqual([]);
    await officer.delete(`/api/v1/filters/${body.filterId}`).expect(404);
    await supervisor
      .put(`/api/v1/filters/${body.filterId}`)
      .send({ name: '现场', query: { stage: 'siteVisit' } })
      .expect(200);
    expect(await names(colleague)).toEqual([['现场', 1]]);
    await supervisor.delete(`/api/v1/filters/${body.filterId}`).expect(204);
    expect(await names(colleague)).toEqual([]);
  });

  it('a filter of one’s own stays one’s own; its name is used once, its query is checked', async () => {
    await officer.post('/api/v1/filters').send({ name: '我的', query: {} }).expect(201);
    await officer.post('/api/v1/filters').send({ name: '我的', query: {} }).expect(409);
    await officer
      .post('/api/v1/filters')
      .send({ name: '别的', query: { tab: 'everything' } })
      .expect(422);
    expect(await names(officer)).toEqual([['我的', 6]]);
    expect(await names(supervisor)).toEqual([]);
  });

  it('phrases of the department are set by its leadership and offered while they are in force', async () => {
    const today = localDay(Date.now());
    const phrase = { text: '经审查，符合要求。', org: 'EMB', basis: '示例规定第三条', effectiveFrom: today };
    await officer.post('/api/v1/phrases').send(phrase).expect(403);
    const { body } = await supervisor
      .post('/api/v1/phrases')
      .send({ ...phrase, outcomes: ['agree'] })
      .expect(201);
    await supervisor
      .post('/api/v1/phrases')
      .send({ ...phrase, text: '旧的说法', effectiveFrom: '2024-01-01', effectiveTo: '2024-12-31' })
      .expect(201);
    await officer.post('/api/v1/phrases').send({ text: '请补充说明。', effectiveFrom: today }).expect(201);
    const texts = async (client: TestClient, query = {}) =>
      (await client.get('/api/v1/phrases').query(query).expect(200)).body.map((p: { text: string }) => p.text);
    expect((await texts(officer)).sort()).toEqual(['经审查，符合要求。', '请补充说明。'].sort());
    expect(await texts(officer, { outcome: 'disagree' })).toEqual(['请补充说明。']);
    expect(await texts(colleague, { outcome: 'agree' })).toEqual(['经审查，符合要求。']);
    expect(await texts(colleague, { which: 'all' })).toContain('旧的说法');
    expect(await texts(stranger)).toEqual([]);
    const reversed = { ...phrase, effectiveTo: '2020-01-01' };
    await supervisor.put(`/api/v1/phrases/${body.phraseId}`).send(reversed).expect(422);
    await officer.delete(`/api/v1/phrases/${body.phraseId}`).expect(404);
    await supervisor.delete(`/api/v1/phrases/${body.phraseId}`).expect(204);
  });
});
