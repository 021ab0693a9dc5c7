import { loadReference } from '../../seeds/reference';
import { endOfDay, localDay, startOfDay, workCalendar } from '../../workflows/domain/calendar';
import { departmentFigures } from '../../workflows/domain/department-figures';
import { startApi, type TestApi } from '../support/api-app';
import { groupsOf } from '../support/figure-groups';
import { insertTasks, taskRow } from '../support/task-rows';

const pick = <T>(random: () => number, values: readonly T[]): T => values[Math.floor(random() * values.length)]!;

/** A stream of numbers that a seed gives again. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    // Park and Miller's generator.
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

describe('counting in the store', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  it('gives the same figures as counting task by task', async () => {
    const seed = 1 + (Date.now() % 1_000_000);
    const random = randomFrom(seed);
    const now = Date.now();
    const span = 60 * 86_400_000;
    const moment = (): number => now - Math.floor(random() * span);
    const names = { zh: '时限', en: 'Limit' };
    const tasks = Array.from({ length: 400 }, () => {
      const openedAt = moment();
      const closed = random() < 0.6;
      const orgs = pick(random, [['EMB'], ['EEB'], ['DRB'], ['EMB', 'EEB'], ['party'], ['HWEDZ']]);
      return taskRow({
        orgs,
        leadOrg: pick(random, ['HWEDZ', 'HWEDZ', 'EMB']),
        openedAt,
        closedAt: closed ? Math.min(now, openedAt + Math.floor(random() * 20) * 43_200_000) : null,
        status: random() < 0.1 ? 'cancelled' : closed ? 'done' : 'open',
        dueAt: random() < 0.2 ? null : openedAt + Math.floor(random() * 10) * 86_400_000,
        stopped: random() < 0.2,
        returned: random() < 0.2,
        limit: pick(random, [
          null,
          { key: 'a', name: names, stopped: null },
          { key: 'b', name: names, stopped: '补正' },
        ]),
      });
    });
    await insertTasks(api.db, tasks);
    const days = { from: localDay(now - 40 * 86_400_000), to: localDay(now - 5 * 86_400_000) };
    const period = { from: startOfDay(days.from), to: endOfDay(days.to) };
    const calendar = workCalendar(loadReference().calendars);
    const scoped = (own: string[], led: string[]) =>
      tasks
        .map((task) => ({
          ...task,
          orgs: task.orgs.filter((org) => org !== 'party' && (own.includes(org) || led.includes(task.leadOrg))),
        }))
        .filter(({ orgs }) => orgs.length > 0);
    for (const [login, own, led] of [
      ['hwedz.supervisor', ['HWEDZ'], ['HWEDZ']],
      ['emb.director', ['EMB'], ['EMB']],
      ['emb.officer1', ['EMB'], []],
    ] as const) {
      const expected = departmentFigures(groupsOf(scoped([...own], [...led]), period), calendar);
      const client = await api.loginAs(login);
      const { body } = await client.get('/api/v1/statistics/departments').query(days).expect(200);
      const shown = (body as { name: string }[]).map(({ name: _, ...figures }) => figures);
      expect({ seed, login, shown }).toEqual({ seed, login, shown: expected });
      // The dashboard counts its averages in fewer steps, over the last 90 days.
      const lately = departmentFigures(
        groupsOf(scoped([...own], [...led]), { from: now - 90 * 86_400_000, to: now }),
        calendar,
      );
      const board = (await client.get('/api/v1/dashboard/supervision').expect(200)).body.departments;
      expect({
        seed,
        login,
        board: board.map((d: { org: string; averageWorkingDays: number }) => [d.org, d.averageWorkingDays]),
      }).toEqual({
        seed,
        login,
        board: lately.map(({ org, averageWorkingDays }) => [org, averageWorkingDays]),
      });
    }
  });
});

describe('statistics of departments', () => {
  let api: TestApi;
  const now = Date.now();
  const today = localDay(now);
  const query = { from: localDay(now - 30 * 86_400_000), to: today };

  beforeAll(async () => {
    api = await startApi();
    const done = { status: 'done' as const, openedAt: now - 5000, closedAt: now - 1000 };
    const name = { zh: '部门审查', en: 'Review' };
    await insertTasks(api.db, [
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
