import { localDay } from '../../workflows/domain/calendar';
import { startApi, type TestApi } from '../support/api-app';
import { insertRows, taskRow } from '../support/task-rows';

describe('statistics of departments', () => {
  let api: TestApi;
  const now = Date.now();
  const today = localDay(now);
  const query = { from: localDay(now - 30 * 86_400_000), to: today };

  beforeAll(async () => {
    api = await startApi();
    const done = { status: 'done' as const, openedAt: now - 5000, closedAt: now - 1000 };
    const name = { zh: '部门审查', en: 'Review' };
    await insertRows(api.db, 'tasks', [
      taskRow({ ...done, orgs: ['EMB'], dueAt: now }),
      taskRow({ ...done, orgs: ['EMB'], dueAt: now - 2000, limit: { key: 'review', name, stopped: null } }),
      taskRow({ orgs: ['EMB'], openedAt: now - 5000, dueAt: now - 2000 }),
      taskRow({ ...done, orgs: ['EEB'], returned: true }),
      // Another organisation leads this one.
      taskRow({ ...done, orgs: ['DRB'], leadOrg: 'EMB' }),
      taskRow({ ...done, orgs: ['party'] }),
      taskRow({ ...done, orgs: ['EMB'], status: 'cancelled' }),
    ]);
  });
  afterAll(() => api.close());

  const see = async (login: string, status = 200) => {
    const client = await api.loginAs(login);
    return (await client.get('/api/v1/statistics/departments').query(query).expect(status)).body;
  };

  it('show a department itself, the leadership of who leads all departments, an enterprise nothing', async () => {
    const own = await see('emb.officer1');
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({ org: 'EMB', received: 3, done: 2, inTime: 1, late: 1, open: 1, overdue: 1 });
    expect(own[0].lateReasons).toMatchObject([{ limit: 'review', count: 1, stopped: 0 }]);
    expect((await see('hwedz.supervisor')).map((d: { org: string }) => d.org)).toEqual(['EEB', 'EMB']);
    expect((await see('emb.director')).map((d: { org: string }) => d.org)).toEqual(['DRB', 'EMB']);
    expect(await see('hwedz.officer1')).toEqual([]);
    expect(await see('firma.applicant1', 403)).toMatchObject({ code: 'access.denied' });
  });

  it('refuse a period that ends before it begins', async () => {
    const client = await api.loginAs('emb.officer1');
    await client.get('/api/v1/statistics/departments').query({ from: today, to: '2020-01-01' }).expect(422);
  });

  it('are exported as a workbook and as a table with the same rows', async () => {
    const client = await api.loginAs('hwedz.supervisor');
    const csv = await client.get('/api/v1/statistics/departments.csv').query(query).expect(200);
    expect(csv.text.split('\r\n')).toHaveLength(4);
    expect(csv.text).toContain('部门审查 1 件');
    const xlsx = await client.get('/api/v1/statistics/departments.xlsx').query(query).buffer().expect(200);
    expect(xlsx.headers['content-disposition']).toContain('.xlsx');
    expect(xlsx.headers['content-type']).toContain('spreadsheetml');
  });
});
