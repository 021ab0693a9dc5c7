import { loadSeeds } from '../../seeds/load';
import { loadReference } from '../../seeds/reference';
import { readCalendars, readLimits } from '../../activities/store/reference.reader';
import { readProjectReference } from '../../activities/store/project-reference.reader';
import { pickRule } from '../../workflows/domain/effective';
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

describe('reference data', () => {
  test.each([
    ['processes', 18],
    ['chemicals', 74],
    ['routing', loadReference().jointReviewRouting.length],
    ['limits', loadReference().limits.length],
    ['document-kinds', loadReference().documentKinds.length],
    ['roles', loadReference().roles.length],
  ])('%s are there, all %i, with their source', async (set, count) => {
    const { body } = await officer.get(`/api/v1/reference/${set}`).expect(200);
    expect(body.items).toHaveLength(count);
    expect(body.sources.length).toBeGreaterThan(0);
    for (const source of body.sources) expect(source.source).not.toBe('');
  });

  test('keep the order of their lists', async () => {
    const { body } = await officer.get('/api/v1/reference/chemicals');
    expect(body.items.map((c: { key: string }) => c.key)).toEqual(loadReference().listedChemicals.map((c) => c.key));
  });

  test('the tables of GB 18218 come together', async () => {
    const { body } = await officer.get('/api/v1/reference/gb18218').expect(200);
    expect(body.table1.items.length).toBeGreaterThanOrEqual(54);
    expect(body.alpha.items.map((a: { alpha: number }) => a.alpha).sort()).toEqual([0.5, 1, 1.2, 1.5, 2]);
  });

  test('are not sent again when the caller has them', async () => {
    const first = await officer.get('/api/v1/reference/processes').expect(200);
    const again = await officer.get('/api/v1/reference/processes').set('If-None-Match', first.headers['etag'] ?? '');
    expect([again.status, again.text]).toEqual([304, '']);
    await officer.get('/api/v1/reference/processes').set('If-None-Match', '"other"').expect(200);
  });

  test('an unknown set is not found', async () => {
    for (const set of ['people', 'nothing', '__proto__']) {
      expect((await officer.get(`/api/v1/reference/${set}`)).status).toBe(404);
    }
  });

  test('read back from the database, screening gets what the files say', async () => {
    const { processes, majorHazard, bounds } = await readProjectReference(api.db);
    const shipped = loadReference();
    expect(processes).toEqual(shipped.processes);
    expect(majorHazard).toEqual(shipped.majorHazard);
    expect(bounds).toEqual(shipped.bounds);
  });
});

describe('loading again', () => {
  test('changes nothing', async () => {
    const before = await api.db.collection('reference').countDocuments();
    const report = await loadSeeds(api.db);
    expect([report.reference.added, report.organisations.added, report.people.added]).toEqual([0, 0, 0]);
    expect(await api.db.collection('reference').countDocuments()).toBe(before);
  });

  test('leaves what an administrator has set, and passwords', async () => {
    const key = 'jointReview.meeting';
    const rule = (await readLimits(api.db)).find((r) => r.key === key)!;
    const { key: _key, ...fields } = rule;
    await admin
      .put(`/api/v1/reference/limits/${key}`)
      .send({ ...fields, amount: rule.amount + 2, source: 'design', effectiveFrom: '2031-01-01', effectiveTo: null })
      .expect(200);
    const hash = (await api.db.collection('people').findOne({ login: 'emb.officer1' }))?.['passwordHash'] as string;
    await loadSeeds(api.db);
    expect(pickRule(await readLimits(api.db), key, '2031-06-01').amount).toBe(rule.amount + 2);
    expect((await api.db.collection('people').findOne({ login: 'emb.officer1' }))?.['passwordHash']).toBe(hash);
  });
});

describe('a new version of a limit', () => {
  const key = 'jointReview.department';
  const version = (more: object) => ({
    name: { zh: '部门审查', en: 'Department review' },
    unit: 'WORKING_DAY',
    amount: 8,
    stoppableFor: [],
    legalBasis: 'design',
    source: 'design',
    effectiveFrom: '2030-01-01',
    effectiveTo: null,
    ...more,
  });
  const put = (who: TestClient, body: object, of = key) => who.put(`/api/v1/reference/limits/${of}`).send(body);

  test('holds from its day on; the one before until its eve; nothing is overwritten', async () => {
    const before = pickRule(await readLimits(api.db), key, '2026-06-01');
    const stored = await api.db.collection('reference').find({ set: 'limits' }).toArray();
    await put(admin, version({})).expect(200);
    const rules = await readLimits(api.db);
    expect(pickRule(rules, key, '2029-12-31').amount).toBe(before.amount);
    expect(pickRule(rules, key, '2030-01-01').amount).toBe(8);
    const after = await api.db.collection('reference').find({ set: 'limits' }).toArray();
    expect(after).toEqual(expect.arrayContaining(stored));
    expect(after).toHaveLength(stored.length + 2);
    const shown = (await officer.get('/api/v1/reference/limits')).body.items as { key: string; amount: number }[];
    expect(shown.filter((rule) => rule.key === key).map((rule) => rule.amount)).toContain(8);
    const history = (await admin.get(`/api/v1/reference/limits/${key}@2030-01-01/history`).expect(200)).body;
    expect(history).toMatchObject([{ revision: 1, by: 'p-admin', data: { amount: 8 } }]);
  });

  test('is refused with the field and the rule', async () => {
    const refused = async (body: object, of = key) => {
      const answer = await put(admin, body, of);
      return [answer.status, answer.body.code, answer.body.errors[0]?.field, answer.body.errors[0]?.code];
    };
    expect(await refused(version({ effectiveFrom: '2033-05-01', effectiveTo: '2033-04-30' }))).toEqual([
      422,
      'reference.datesReversed',
      'effectiveTo',
      'reference.datesReversed',
    ]);
    expect(await refused(version({ effectiveFrom: '2029-01-01' }))).toEqual([
      422,
      'reference.overlaps',
      'effectiveTo',
      'reference.overlaps',
    ]);
    expect(await refused(version({ amount: 0 }))).toEqual([422, 'input.invalid', 'amount', 'field.min']);
    expect(await refused(version({ amount: 2.5 }))).toEqual([422, 'input.invalid', 'amount', 'field.whole']);
    expect(await refused(version({ source: '' }))).toEqual([422, 'input.invalid', 'source', 'field.required']);
    expect(await refused(version({ unit: 'WEEK' }))).toEqual([422, 'input.invalid', 'unit', 'field.choice']);
    expect(await refused(version({}), 'noSuch.limit')).toEqual([404, 'resource.unknown', undefined, undefined]);
    expect((await put(officer, version({}))).status).toBe(403);
  });

  test('that is in force already keeps its numbers; its wording can be corrected', async () => {
    const { key: _key, ...inForce } = pickRule(await readLimits(api.db), 'jointReview.acceptance', '2026-06-01');
    const longer = await put(admin, { ...inForce, amount: 50 }, 'jointReview.acceptance');
    expect([longer.status, longer.body.code]).toEqual([422, 'reference.retroactive']);
    await put(admin, { ...inForce, name: { zh: '受理', en: 'Acceptance' } }, 'jointReview.acceptance').expect(200);
    const now = pickRule(await readLimits(api.db), 'jointReview.acceptance', '2026-06-01');
    expect([now.name.zh, now.amount]).toEqual(['受理', 5]);
  });

  test('made by two people at once succeeds for one', async () => {
    const answers = await Promise.all(
      [7, 9].map((amount) => put(admin, version({ amount, effectiveFrom: '2035-01-01' }))),
    );
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses[0]).toBe(200);
    expect([200, 409]).toContain(statuses[1]);
    const history = (await admin.get(`/api/v1/reference/limits/${key}@2035-01-01/history`)).body;
    expect(history).toHaveLength(statuses.filter((status) => status === 200).length);
  });
});

describe('the calendar of a year', () => {
  const put = (year: number | string, body: object) => admin.put(`/api/v1/reference/calendars/${year}`).send(body);
  const source = '国办发明电〔2026〕示例号';

  test('is published, and its version grows with a correction', async () => {
    const first = await put(2027, {
      off: ['2027-01-01', '2027-01-02', '2027-01-03'],
      makeUp: ['2027-01-09'],
      source,
    }).expect(200);
    expect(first.body.version).toBe(1);
    const second = await put(2027, { off: ['2027-01-01'], makeUp: [], source }).expect(200);
    expect(second.body.version).toBe(2);
    expect((await readCalendars(api.db)).map((c) => [c.year, c.version])).toEqual([
      [2026, 1],
      [2027, 2],
    ]);
  });

  test.each([
    ['a day of another year', { off: ['2028-01-01'], makeUp: [] }, 'off[0]', 'calendar.wrongYear'],
    ['a day that does not exist', { off: ['2027-02-29'], makeUp: [] }, 'off[0]', 'day.invalid'],
    ['a make-up day that is worked anyway', { off: [], makeUp: ['2027-01-04'] }, 'makeUp[0]', 'calendar.notWeekend'],
    ['a day both off and worked', { off: ['2027-01-09'], makeUp: ['2027-01-09'] }, 'makeUp[0]', 'calendar.bothWays'],
  ])('with %s is refused', async (_name, days, field, code) => {
    const answer = await put(2027, { ...days, source });
    expect([answer.status, answer.body.errors[0].field, answer.body.errors[0].code]).toEqual([422, field, code]);
  });

  test('needs its source', async () => {
    const answer = await put(2028, { off: [], makeUp: [] });
    expect(answer.body.errors.map((e: { field: string }) => e.field)).toEqual(['source']);
    await put('next', { off: [], makeUp: [], source }).expect(400);
  });
});
