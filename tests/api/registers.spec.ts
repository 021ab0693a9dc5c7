import { localDay, addDays } from '../../workflows/domain/calendar';
import { startApi, type TestApi, type TestClient } from '../support/api-app';

let api: TestApi;
let admin: TestClient;

beforeAll(async () => {
  api = await startApi();
  admin = await api.loginAs('admin');
});
afterAll(() => api.close());

describe('parks', () => {
  const list = async () => (await admin.get('/api/v1/registers/parks').expect(200)).body;
  const park = async (code: string) => (await list()).find((one: { code: string }) => one.code === code);
  const put = (code: string, revision: number, body: object, who = admin) =>
    who.put(`/api/v1/registers/parks/${code}?revision=${revision}`).send(body);

  it('get other capacities: the ledger is held against them at once, the figures before stay on record', async () => {
    const { code, revision, effectiveFrom: _from, ...fields } = await park('EXAMPLE');
    const source = '园区管理机构核定〔2026〕示例号';
    const changed = await put(code, revision, { ...fields, capacity: { ...fields.capacity, population: 77 }, source });
    expect([changed.status, changed.body.revision]).toEqual([200, revision + 1]);
    const ledger = (await (await api.loginAs('emb.officer1')).get('/api/v1/parks/EXAMPLE/ledger').expect(200)).body;
    expect(ledger.source).toBe(source);
    const population = ledger.lines.find((line: { measure: string }) => line.measure === 'population');
    expect(population.capacity).toBe(77);
    const history = (await admin.get('/api/v1/reference/parks/EXAMPLE/history').expect(200)).body;
    expect(history.map((row: { data: { capacity: { population: number } } }) => row.data.capacity.population)).toEqual([
      fields.capacity.population,
      77,
    ]);
    expect(history[1]).toMatchObject({ by: 'p-admin', source, effectiveFrom: localDay(Date.now()) });
    const trail = await api.db.collection('admin_events').findOne({ action: 'park.put' });
    expect(trail?.['target']).toBe('EXAMPLE');
  });

  it('changed by two people from the same figures are changed by the first', async () => {
    const { code, revision, effectiveFrom: _from, ...fields } = await park('HWEDZ');
    expect((await put(code, revision, fields)).status).toBe(200);
    const second = await put(code, revision, fields);
    expect([second.status, second.body.code]).toEqual([409, 'resource.changed']);
  });

  it('are refused with the field: a name twice, a plant twice, a negative figure, an end before the beginning', async () => {
    const { code, revision, effectiveFrom: _from, ...fields } = await park('EXAMPLE');
    const [holding] = fields.holdings;
    const refused = async (more: object) => {
      const { status, body } = await put(code, revision, { ...fields, ...more });
      return [status, body.errors?.[0]?.field, body.errors?.[0]?.code];
    };
    expect(await refused({ aliases: ['杭州湾经开区'] })).toEqual([422, 'aliases[0]', 'resource.exists']);
    expect(await refused({ holdings: [holding, holding] })).toEqual([422, 'holdings[1].key', 'resource.exists']);
    expect(await refused({ capacity: { ...fields.capacity, sumR: -1 } })).toEqual([422, 'capacity.sumR', 'field.min']);
    expect(await refused({ holdings: [{ ...holding, effectiveTo: '2000-01-01' }] })).toEqual([
      422,
      'holdings[0].effectiveTo',
      'reference.datesReversed',
    ]);
    expect(await refused({ source: '' })).toEqual([422, 'source', 'field.required']);
  });

  it('are added', async () => {
    const { code: _code, revision: _revision, effectiveFrom: _from, ...fields } = await park('EXAMPLE');
    const added = { ...fields, name: { zh: '示例东区', en: 'Example East' }, aliases: [], holdings: [] };
    expect((await put('EAST', 0, added)).status).toBe(200);
    expect((await park('EAST')).name.zh).toBe('示例东区');
  });
});

describe('credit lists', () => {
  const put = (key: string, revision: number, body: object, who = admin) =>
    who.put(`/api/v1/registers/credit/${encodeURIComponent(key)}?revision=${revision}`).send(body);
  const record = {
    org: 'FIRM_A',
    list: 'dishonesty',
    name: { zh: '失信名单', en: 'List' },
    reason: { zh: '示例事由', en: 'Example' },
    basis: '实施意见（十二）',
    decidedBy: 'DRB',
    source: '示例决定〔2026〕1号',
    from: '2026-01-01',
    until: null,
  };
  const markOf = async (org: string) =>
    (await (await api.loginAs('emb.officer1')).get(`/api/v1/credit/${org}`).expect(200)).body.mark;

  it('take an enterprise on and end its entry by the last day; both stay on record', async () => {
    expect(await markOf('FIRM_A')).toBeNull();
    expect((await put('FIRM_A:dishonesty', 0, record)).status).toBe(200);
    expect(await markOf('FIRM_A')).toBe('listed');
    const until = addDays(localDay(Date.now()), -1);
    expect((await put('FIRM_A:dishonesty', 1, { ...record, until })).status).toBe(200);
    expect(await markOf('FIRM_A')).toBeNull();
    const history = (await admin.get('/api/v1/reference/credit-records/FIRM_A:dishonesty/history').expect(200)).body;
    expect(history.map((row: { effectiveTo: string | null }) => row.effectiveTo)).toEqual([null, until]);
  });

  it('know enterprises and authorities only, and no end before the beginning', async () => {
    const refused = async (more: object) => {
      const { status, body } = await put('FIRM_A:good', 0, { ...record, list: 'good', ...more });
      return [status, body.errors[0].field];
    };
    expect(await refused({ decidedBy: 'FIRM_B' })).toEqual([422, 'decidedBy']);
    expect(await refused({ list: 'dishonesty' })).toEqual([422, 'list']);
    expect(await refused({ until: '2025-12-31' })).toEqual([422, 'until']);
    expect((await put('EMB:good', 0, { ...record, org: 'EMB', list: 'good' })).body.errors[0].field).toBe('org');
  });
});

it('a stranger neither reads nor changes the registers or the routing', async () => {
  for (const login of ['emb.officer1', 'firma.applicant1', 'hwedz.supervisor']) {
    const who = await api.loginAs(login);
    for (const path of ['registers/parks', 'registers/credit', 'routing/jointReview'])
      expect((await who.get(`/api/v1/${path}`)).status).toBe(403);
    expect((await who.put('/api/v1/registers/parks/EXAMPLE?revision=1').send({})).status).toBe(403);
    expect((await who.put('/api/v1/registers/credit/FIRM_A:good?revision=0').send({})).status).toBe(403);
    expect((await who.put('/api/v1/routing/jointReview').send({})).status).toBe(403);
    expect((await who.post('/api/v1/routing/jointReview/preview').send({})).status).toBe(403);
    expect((await who.post('/api/v1/admin/reference-impact/preview').send({})).status).toBe(403);
  }
  expect((await api.anonymous.get('/api/v1/registers/parks')).status).toBe(401);
});
