import { addDays, localDay } from '../../workflows/domain/calendar';
import { startApi, type TestApi, type TestClient } from '../support/api-app';

let api: TestApi;
let admin: TestClient;

beforeAll(async () => {
  api = await startApi();
  admin = await api.loginAs('admin');
});
afterAll(() => api.close());

const PATH = '/api/v1/routing/jointReview';
const today = localDay(Date.now());
const table = async () => (await admin.get(PATH).expect(200)).body;
const rowsOf = async () =>
  (await table()).tables.at(-1).rows.map(({ number: _number, ...row }: { number: number }) => row);
const versions = async () =>
  (await admin.get('/api/v1/definitions').expect(200)).body
    .filter((one: { code: string }) => one.code === 'jointReview')
    .map(({ version, effectiveFrom, effectiveTo }: Record<string, unknown>) => [version, effectiveFrom, effectiveTo]);

describe('the routing table', () => {
  it('names what a condition may ask and which departments there are, in words', async () => {
    const { facts, departments, tables } = await table();
    expect(tables).toHaveLength(1);
    expect(facts.find((one: { fact: string }) => one.fact === 'majorLevel').name.zh).toBe('重大危险源等级');
    expect(departments).toContain('FRB');
  });

  it.each([
    ['a department that does not review', { department: 'PROV' }, 'rows[0].department', 'routing.unknownDepartment'],
    ['an unknown fact', { when: { fact: 'weather', is: true } }, 'rows[0].when.fact', 'field.choice'],
    ['a number compared with a word', { when: { fact: 'majorLevel', atLeast: 'two' } }, 'rows[0].when', 'field.format'],
    ['an empty choice', { when: { any: [] } }, 'rows[0].when.any', 'field.required'],
    ['a wrong part', { when: { all: [{ fact: 'inPark', is: 1 }] } }, 'rows[0].when.all[0]', 'field.format'],
  ])('with %s is refused', async (_name, wrong, field, code) => {
    const [first] = await rowsOf();
    const body = { effectiveFrom: '2031-01-01', source: '示例文件', rows: [{ ...first, ...wrong }] };
    const answer = await admin.put(PATH).send(body);
    expect([answer.status, answer.body.errors[0].field, answer.body.errors[0].code]).toEqual([422, field, code]);
    expect((await admin.post(`${PATH}/preview`).send(body)).body.errors[0].field).toBe(field);
  });

  it('cannot take effect in the past', async () => {
    const body = { effectiveFrom: addDays(today, -1), source: '示例文件', rows: await rowsOf() };
    const answer = await admin.put(PATH).send(body);
    expect([answer.status, answer.body.code]).toEqual([422, 'routing.past']);
  });

  it('from a day on becomes a version of the procedure for each that is in force then; the table before ends on the eve', async () => {
    const before = await versions();
    const rows = (await rowsOf()).map((row: { department: string }) =>
      row.department === 'FRB'
        ? { ...row, when: { fact: 'majorLevel', atLeast: 1 }, basis: '示例：各级均征求消防意见' }
        : row,
    );
    const day = addDays(today, 1);
    const body = { effectiveFrom: day, source: '牵头单位通知〔2026〕示例号', rows };
    const seen = (await admin.post(`${PATH}/preview`).send(body).expect(200)).body;
    expect(await versions()).toEqual(before);
    const made = (await admin.put(PATH).send(body).expect(200)).body;
    expect(made).toEqual(seen);
    const after = await versions();
    expect(after.slice(0, before.length)).toEqual(before);
    const added = after.slice(before.length);
    expect(added[0].slice(1)[0]).toBe(day);
    expect(added.at(-1)[2]).toBeNull();
    expect(added).toHaveLength(made.versions.length);
    for (const [at, { version, basedOn, comparison }] of made.versions.entries()) {
      expect(comparison.differences.map((one: { stage: string }) => one.stage).filter(Boolean)).toEqual(['routing']);
      const path = (n: number) => `/api/v1/definitions/jointReview/${n}`;
      const [base, next] = await Promise.all(
        [basedOn, version].map(async (n) => (await admin.get(path(n)).expect(200)).body.definition),
      );
      const stage = (of: { machine: { stages: { code: string; rows: object[] }[] } }) =>
        of.machine.stages.find(({ code }) => code === 'routing')!.rows;
      expect(stage(next)).toHaveLength(stage(base).length);
      expect(stage(next)).toContainEqual({
        when: { fact: 'majorLevel', atLeast: 1 },
        add: ['FRB'],
        basis: '示例：各级均征求消防意见',
      });
      expect(added[at][0]).toBe(version);
    }
    const { tables } = await table();
    expect(
      tables.map((one: { effectiveFrom: string; effectiveTo: string | null }) => [one.effectiveFrom, one.effectiveTo]),
    ).toEqual([
      [day, null],
      ['2021-08-31', today],
    ]);
    expect(tables[0].source).toBe('牵头单位通知〔2026〕示例号');
    const earlier = await admin.put(PATH).send({ ...body, effectiveFrom: today });
    expect([earlier.status, earlier.body.code]).toEqual([422, 'reference.overlaps']);
    const trail = await api.db.collection('admin_events').findOne({ action: 'routing.put' });
    expect(trail?.['detail']).toMatchObject({ source: '牵头单位通知〔2026〕示例号' });
  });

  it('is not there for a procedure without routing', async () => {
    expect((await admin.get('/api/v1/routing/projectLife')).status).toBe(404);
  });
});
