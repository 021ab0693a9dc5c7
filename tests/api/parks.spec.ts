import type { TestClient } from '../support/api-app';
import { loadReference } from '../../seeds/reference';
import { projectForm, uploadAll, type Documents } from '../support/application-forms';
import { command, HttpReview } from '../support/review-over-http';
import { startSystem, type TestSystem } from '../support/running-worker';
import { pdfText } from '../unit/pdf/pdf-text';
import { insertRows } from '../support/task-rows';

const DECIDED = Date.parse('2026-09-10T10:00:00+08:00');
const STARTED = Date.parse('2026-08-10T10:00:00+08:00');
const NITRATION_UNITS = [
  { r: 68.4, level: 2 },
  { r: null, level: null },
];

let system: TestSystem;
let documents: Documents;
let firm: TestClient;
let lead: TestClient;
let made = 0;

interface Line {
  measure: string;
  before: number;
  added: number;
  after: number;
  passed: boolean;
  arithmetic: { zh: string };
}

/**
 * A joint review of a nitration project as the worker leaves it in the records, and what has become of the project since: begun on
 * 10 August, screened on 11 August (R 5, level 4) and, corrected, on 1 September (R 68.4, level 2), decided on 10 September.
 */
async function decided(given: { result: string; park?: string; life?: { result: string; endedAt: number } | null }) {
  made += 1;
  const caseId = `LS-2025-${String(made).padStart(6, '0')}`;
  const applicationId = `a-${made}`;
  const data = projectForm('nitration', []);
  data.site.park = given.park ?? '示例化工园区';
  const row = { seq: 9, headHash: `h${made}`, readers: ['o:HWEDZ', 'o:FIRM_A'], title: `示例项目${made}` };
  const ended = { status: 'ended', result: given.result, endedAt: DECIDED, updatedAt: DECIDED };
  const base = {
    ...row,
    caseNo: caseId,
    process: 'jointReview',
    partyName: '示例甲化工有限公司',
    keys: {},
    recused: [],
    startedAt: STARTED,
  };
  await insertRows(system.db, 'cases', [
    { _id: caseId, ...base, ...ended, parentCase: null, leadOrg: 'HWEDZ', partyOrg: 'FIRM_A', applicant: 'p-x' },
    ...(given.life
      ? [
          {
            ...base,
            _id: `XM-${caseId}`,
            caseNo: `XM-${caseId}`,
            process: 'projectLife',
            parentCase: caseId,
            ...ended,
            ...given.life,
          },
        ]
      : []),
  ]);
  await insertRows(system.db, 'application_versions', [
    {
      _id: `${applicationId}@1`,
      applicationId,
      version: 1,
      data,
      hash: 'h',
      submittedAt: new Date(),
      submittedBy: 'p',
    },
  ]);
  const screened = (seq: number, at: string, units: object[]) => ({
    _id: `${caseId}:${seq}`,
    caseId,
    seq,
    at,
    type: 'automationCompleted',
    command: null,
    changes: [],
    data: { activity: 'screenProject', application: { id: applicationId, version: 1 }, screening: { units } },
  });
  const ends = (of: string, { result, endedAt }: { result: string; endedAt: number }) => ({
    _id: `${of}:9`,
    caseId: of,
    seq: 9,
    at: new Date(endedAt).toISOString(),
    type: 'taskCompleted',
    command: null,
    changes: [{ on: 'case', id: of, set: { status: 'ended', result, endedAt }, was: { status: 'running' } }],
    data: {},
  });
  // Screened twice: the last one by a day counts on that day.
  await insertRows(system.db, 'case_events', [
    screened(3, '2026-08-11T02:00:00.000Z', [{ r: 5, level: 4 }]),
    screened(5, '2026-09-01T02:00:00.000Z', NITRATION_UNITS),
    ends(caseId, { result: given.result, endedAt: DECIDED }),
    ...(given.life ? [ends(`XM-${caseId}`, given.life)] : []),
  ]);
  return caseId;
}

const ledger = async (client: TestClient, query: object = {}, code = 'EXAMPLE') =>
  (await client.get(`/api/v1/parks/${code}/ledger`).query(query).expect(200)).body;
const lineOf = (lines: Line[], measure: string): Line => lines.find((line) => line.measure === measure)!;

beforeAll(async () => {
  system = await startSystem();
  firm = await system.loginAs('firma.applicant1');
  lead = await system.loginAs('hwedz.officer1');
  documents = await uploadAll(firm);
});
afterAll(() => system?.close());

describe('the ledger of a park', () => {
  it('an approval books a project once, its end releases it; a rejection books nothing', async () => {
    const { holdings } = loadReference().parks.find(({ code }) => code === 'EXAMPLE')!;
    const before = await ledger(lead);
    expect(before.entries.map((e: { key: string }) => e.key)).toEqual(holdings.map(({ key }) => key));
    expect(lineOf(before.lines, 'sumR')).toMatchObject({ after: 40, passed: false });

    const standing = await decided({ result: 'approved' });
    const licensed = await decided({ result: 'conditionallyApproved', life: { result: 'licensed', endedAt: DECIDED } });
    await decided({ result: 'rejected' });
    await decided({ result: 'approved', park: '杭州湾经开区' });
    const released = await decided({
      result: 'approved',
      life: { result: 'abandoned', endedAt: DECIDED + 30 * 86_400_000 },
    });

    const now = await ledger(lead);
    expect(now.entries.map((e: { key: string }) => e.key)).toEqual(['EXAMPLE-H1', standing, licensed]);
    expect(now.released).toMatchObject([{ key: released, releasedOn: '2026-10-10', releasedFor: 'abandoned' }]);
    // 40 + 2 × 68.4
    expect(lineOf(now.lines, 'sumR')).toMatchObject({ after: 176.8, passed: true });
    expect(lineOf(now.lines, 'level2')).toMatchObject({ after: 2, passed: true });
    expect(await ledger(lead)).toEqual(now);
  });

  it('tells of a past day what stood then: by the screening of then, the decisions of then, the capacities of then', async () => {
    const on = async (day: string) => {
      const { entries, released, underReview, lines } = await ledger(lead, { day });
      return [entries.length, released.length, underReview.length, lineOf(lines, 'sumR').after];
    };
    // Five reviews are begun on 10 August, four of them in this park; one plant stood before, with R 40.
    expect(await on('2026-08-09')).toEqual([1, 0, 0, 40]);
    expect(await on('2026-08-11')).toEqual([1, 0, 4, 40]);
    expect(await on('2026-09-09')).toEqual([1, 0, 4, 40]);
    // 40 + 3 × 68.4; the rejected one is gone.
    expect(await on('2026-09-10')).toEqual([4, 0, 0, 245.2]);
    expect(await on('2026-10-09')).toEqual([4, 0, 0, 245.2]);
    expect(await on('2026-10-10')).toEqual([3, 1, 0, 176.8]);
    const early = await ledger(lead, { day: '2026-08-31' });
    expect(early.underReview.map((e: { load: { sumR: number } }) => e.load.sumR)).toEqual([5, 5, 5, 5]);
    expect((await ledger(lead, { day: '2026-09-01' })).underReview[0].load.sumR).toBe(68.4);
    await lead.get('/api/v1/parks/EXAMPLE/ledger').query({ day: 'gestern' }).expect(422);
  });

  it('says what the records do not tell of a day', async () => {
    const said = async (day: string): Promise<string> =>
      (await ledger(lead, { day })).unknown.map(({ zh }: { zh: string }) => zh).join();
    const before = await ledger(lead, { day: '2020-01-01' });
    expect(before.entries).toEqual([]);
    expect(lineOf(before.lines, 'sumR')).toMatchObject({ after: 0, capacity: null });
    expect(await said('2020-01-01')).toContain('自 2021-08-31 起有记录');
    expect(await said('2026-08-10')).toContain('该日另有 5 个审查中的项目尚未判定');
    expect(await said('2026-09-10')).toBe('');
    expect(await said('2099-01-01')).toContain('其后的决定尚不可知');
  });

  it('is for authorities; the case behind an entry is named only to who may open it', async () => {
    const cases = (body: { entries: { kind: string; caseId: string | null }[] }) =>
      body.entries.filter(({ kind }) => kind === 'case').map(({ caseId }) => caseId !== null);
    expect(cases(await ledger(lead))).toEqual([true, true]);
    expect(cases(await ledger(await system.loginAs('emb.officer1')))).toEqual([false, false]);
    for (const path of ['/api/v1/parks/EXAMPLE/ledger', '/api/v1/parks/EXAMPLE/ledger.xlsx']) {
      expect((await firm.get(path)).status).toBe(403);
      expect((await system.anonymous.get(path)).status).toBe(401);
    }
    await lead.get('/api/v1/parks/NOWHERE/ledger').expect(404);
    // Whoever fills in an application chooses among the names.
    const names = await firm.get('/api/v1/parks').expect(200);
    expect(names.body).toContainEqual({ code: 'EXAMPLE', name: { zh: '示例化工园区', en: 'Example Chemical Park' } });
    expect(JSON.stringify(names.body)).not.toContain('capacity');
  });

  it('is exported as a workbook', async () => {
    const answer = await lead
      .get('/api/v1/parks/EXAMPLE/ledger.xlsx')
      .query({ day: '2026-09-10' })
      .buffer()
      .expect(200);
    expect(answer.headers['content-type']).toContain('spreadsheetml');
    expect(answer.headers['content-disposition']).toContain('park-EXAMPLE-2026-09-10.xlsx');
  });
});

describe('the effect of an application', () => {
  it('is shown to the authorities of the case before the meeting, with the limits that it would pass; never to the applicant', async () => {
    const application = projectForm('nitration', documents, { hazardousWasteT: 400 });
    application.site.park = '示例化工园区';
    const draft = await firm.post('/api/v1/applications').send({ application }).expect(201);
    const { body } = await command(firm, `/api/v1/applications/${draft.body.applicationId}/submit`, { version: 1 });
    const path = `/api/v1/cases/${body.caseId}/ledger-effect`;

    const early = (await lead.get(path).expect(200)).body;
    expect(early).toMatchObject({ provisional: true, park: { code: 'EXAMPLE' }, load: { sumR: 68.4 } });
    const review = new HttpReview(system, body.caseId, draft.body.applicationId);
    await review.accepted();
    const department = await system.loginAs('emb.officer1');
    const effect = (await department.get(path).expect(200)).body;
    expect(effect).toMatchObject({ provisional: false, applicationVersion: 1, without: null });
    expect(lineOf(effect.lines, 'sumR')).toMatchObject({ before: 176.8, added: 68.4, after: 245.2, passed: true });
    expect(lineOf(effect.lines, 'waste')).toMatchObject({ before: 120, added: 400, after: 520, passed: true });
    expect(lineOf(effect.lines, 'level1')).toMatchObject({ added: 0, passed: false });
    expect(lineOf(effect.lines, 'sumR').arithmetic.zh).toBe('176.8 + 68.4 = 245.2 > 100，超出145.2');
    expect((await ledger(lead)).underReview).toMatchObject([{ key: body.caseId, bookedOn: null }]);

    // The second of two that are under review at once sees the first.
    const second = await HttpReview.submitted(system, documents);
    await second.accepted();
    const other = (await lead.get(`${second.path}/ledger-effect`).expect(200)).body;
    expect(other).toMatchObject({ park: { code: 'HWEDZ' }, withOthers: [], others: [] });
    expect(lineOf(other.lines, 'sumR').before).toBeCloseTo(260 + 145.5 + 83.2 + 68.4, 6);

    // The material for the meeting says the same, with what is signed and nothing that is not.
    await review.answer('emb.officer1', 'draft', 'object', { opinion: '草稿：安全距离不足' });
    const pdf = await lead
      .get(`${review.path}/meeting-material.pdf`)
      .buffer()
      .parse((res, done) => {
        const parts: Buffer[] = [];
        res.on('data', (part: Buffer) => parts.push(part));
        res.on('end', () => done(null, Buffer.concat(parts)));
      })
      .expect(200);
    const text = pdfText(pdf.body as Buffer);
    expect(text).toContain('通过后将超出容量的指标：重大危险源 R 值之和、二级重大危险源');
    expect(text).toContain('176.8 + 68.4 = 245.2 > 100，超出145.2');
    expect(text).toContain('二级');
    expect(text).not.toContain('草稿');
    expect((await firm.get(`${review.path}/meeting-material.pdf`)).status).toBe(403);

    const refused = await firm.get(path);
    expect([refused.status, refused.body.code]).toEqual([403, 'access.denied']);
    const stranger = await (await system.loginAs('firmb.applicant1')).get(path);
    expect([stranger.status, stranger.body.code]).toEqual([404, 'case.unknown']);
  });
});

describe('a capacity that is changed', () => {
  it('holds from its day on; a past day is held against what the park could bear then', async () => {
    const admin = await system.loginAs('admin');
    const {
      code,
      revision,
      effectiveFrom: _from,
      ...fields
    } = (await admin.get('/api/v1/registers/parks').expect(200)).body.find(
      (park: { code: string }) => park.code === 'EXAMPLE',
    );
    await admin
      .put(`/api/v1/registers/parks/${code}?revision=${revision}`)
      .send({ ...fields, capacity: { ...fields.capacity, sumR: 500 } })
      .expect(200);
    const sumR = async (day?: string) => lineOf((await ledger(lead, day === undefined ? {} : { day })).lines, 'sumR');
    expect(await sumR()).toMatchObject({ after: 176.8, capacity: 500, passed: false });
    expect(await sumR('2026-10-10')).toMatchObject({ after: 176.8, capacity: 100, passed: true });
  });
});
