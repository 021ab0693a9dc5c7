import { addDays, localDay } from '../../workflows/domain/calendar';
import { loadReference } from '../../seeds/reference';
import { startApi, type TestApi, type TestClient } from '../support/api-app';

let api: TestApi;
let admin: TestClient;
let officer: TestClient;

beforeAll(async () => {
  api = await startApi();
  admin = await api.loginAs('admin');
  officer = await api.loginAs('emb.officer1');
});
afterAll(() => api.close());

const today = localDay(Date.now());
const set = (key: string, value: number, more: object = {}, who = admin) =>
  who
    .put(`/api/v1/reference/settings/${key}`)
    .send({ value, effectiveFrom: today, source: '局内通知〔2026〕示例号', reason: '示例', ...more });

describe('a number that no law states', () => {
  it('is changed from today on and holds at once: the longest proxy', async () => {
    const proxy = (days: number) =>
      officer
        .post('/api/v1/proxies')
        .send({ agent: 'p-emb-officer2', from: today, to: addDays(today, days), processes: null, reason: '出差' });
    expect((await set('proxy.longest', 5)).status).toBe(200);
    const refused = await proxy(6);
    expect([refused.status, refused.body.code]).toEqual([422, 'proxy.dates']);
    expect(refused.body.detail).toContain('最长5天');
    const { body } = await officer.get('/api/v1/reference/settings').expect(200);
    expect(body.items.find(({ key }: { key: string }) => key === 'proxy.longest')).toMatchObject({
      value: 5,
      effectiveFrom: today,
      source: '局内通知〔2026〕示例号',
    });
  });

  it('is changed from a later day on and does not hold before: the shortest password', async () => {
    expect((await set('password.minLength', 14, { effectiveFrom: addDays(today, 10) })).status).toBe(200);
    const chief = await api.loginAs('emb.chief');
    const { status } = await chief
      .post('/api/v1/auth/password')
      .send({ currentPassword: loadReference().demoPassword, newPassword: 'kurz-und-gut-9' });
    expect(status).toBe(204);
  });

  it('that is to change later is not overtaken by an earlier change of the same; another one may change meanwhile', async () => {
    const early = await set('password.minLength', 12);
    expect([early.status, early.body.code]).toEqual([409, 'reference.laterVersion']);
    expect((await set('supervision.ahead', 21)).status).toBe(200);
    const { body } = await (await api.loginAs('hwedz.supervisor')).get('/api/v1/dashboard/supervision').expect(200);
    expect(body.deadlines).toHaveLength(21);
    expect(body.averageDays).toBe(90);
  });

  it('decides how many tasks are completed in one go', async () => {
    expect((await set('tasks.bulk', 2)).status).toBe(200);
    const many = await officer
      .post('/api/v1/tasks/bulk/preview')
      .send({ taskIds: Array.from({ length: 3 }, (_, at) => `t${at}`), outcome: 'agree' });
    expect([many.status, many.body.errors?.[0]]).toEqual([
      422,
      expect.objectContaining({ field: 'taskIds', code: 'field.tooMany' }),
    ]);
  });

  it('is refused outside its bounds, in the past, without a source, and by others than administrators', async () => {
    const later = { effectiveFrom: addDays(today, 20) };
    const refused = async (key: string, value: number, more: object) => {
      const { status, body } = await set(key, value, { ...later, ...more });
      return [status, body.code, body.errors?.[0]?.field ?? null];
    };
    const [least, most] = [await refused('password.minLength', 7, {}), await refused('password.minLength', 65, {})];
    for (const [status, code, field] of [least, most])
      expect([status, code, field]).toEqual([422, 'input.invalid', expect.stringMatching(/^rows\[\d\]\.value$/)]);
    expect((await refused('password.minLength', 12, { effectiveFrom: addDays(today, -1) }))[1]).toBe('reference.past');
    expect(await refused('password.minLength', 12, { source: '' })).toEqual([422, 'input.invalid', 'source']);
    expect((await refused('password.maxLength', 12, {}))[0]).toBe(404);
    expect((await set('proxy.longest', 5, {}, officer)).status).toBe(403);
  });
});
