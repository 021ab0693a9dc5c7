import { readProjectReference } from '../../activities/store/project-reference.reader';
import { addDays, localDay } from '../../workflows/domain/calendar';
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

const SETS = '/api/v1/reference-sets';
const today = localDay(Date.now());
type Row = Record<string, unknown>;

/** The rows of a set as its JSON file holds them. */
const fetched = async (set: string, on = today): Promise<Row[]> =>
  JSON.parse((await officer.get(`${SETS}/${set}/file?format=json&on=${on}`).expect(200)).text).rows;

const send = (
  what: 'preview' | 'impact' | 'versions',
  set: string,
  rows: unknown,
  fields: Record<string, string> = {},
  who = admin,
) => {
  const request = who.post(`${SETS}/${set}/${what}`).attach('file', Buffer.from(JSON.stringify({ rows })), '名录.json');
  for (const [name, value] of Object.entries({ effectiveFrom: today, ...fields })) void request.field(name, value);
  return request;
};
const previewed = async (set: string, rows: unknown, effectiveFrom = today) =>
  (await send('preview', set, rows, { effectiveFrom }).expect(200)).body;
const loaded = async (set: string, rows: unknown, effectiveFrom = today) => {
  const { state } = await previewed(set, rows, effectiveFrom);
  return send('versions', set, rows, { effectiveFrom, state, source: '示例公告〔2026〕1号', reason: '国家调整名录' });
};

describe('a list of reference data', () => {
  it('is read by everybody who is signed in, with the heads of its columns, as it stood on a day', async () => {
    const { body: sets } = await officer.get(SETS).expect(200);
    expect(sets.map(({ set }: { set: string }) => set)).toEqual(
      expect.arrayContaining(['chemicals', 'gb18218-table1', 'bounds', 'retention', 'experts']),
    );
    const { body } = await officer.get(`${SETS}/gb18218-levels`).expect(200);
    expect(body.rows[0].cells).toEqual([1, '一级', 'level 1', 100]);
    expect((await officer.get(`${SETS}/gb18218-levels?on=2019-02-28`).expect(200)).body.rows).toEqual([]);
    expect((await officer.get(`${SETS}/people`)).status).toBe(404);
    expect((await officer.get(`${SETS}/chemicals?on=2026-02-30`)).body.errors[0].code).toBe('field.date');
  });

  it.each(['xlsx', 'csv', 'json'])('is fetched as %s, which loaded again changes nothing', async (format) => {
    const file = await admin
      .get(`${SETS}/chemicals/file?format=${format}`)
      .buffer(true)
      .parse((res, done) => {
        const parts: Buffer[] = [];
        res.on('data', (part: Buffer) => parts.push(part));
        res.on('end', () => done(null, Buffer.concat(parts)));
      })
      .expect(200);
    expect(file.headers['content-disposition']).toContain(`chemicals-${today}.${format}`);
    const { body } = await admin
      .post(`${SETS}/chemicals/preview`)
      .attach('file', file.body as Buffer, `重点监管.${format}`)
      .field('effectiveFrom', today)
      .expect(200);
    expect(body).toMatchObject({ rows: 74, added: 0, changed: 0, removed: 0, problemCount: 0 });
  });
});

describe('a further version', () => {
  it('is shown before it is made: what is new, what differs and how, what is gone', async () => {
    const [first, second, ...rest] = await fetched('processes');
    const added = { ...second, code: 'example', name: { zh: '示例工艺', en: 'Example' } };
    const { changes, ...sums } = await previewed('processes', [{ ...first, feeds: ['75-44-5'] }, ...rest, added]);
    expect(sums).toMatchObject({ rows: 18, added: 1, changed: 1, removed: 1, problemCount: 0 });
    expect(changes.map(({ kind, name }: { kind: string; name: string }) => [kind, name])).toEqual([
      ['removed', '电解工艺（氯碱）'],
      ['changed', '光气及光气化工艺'],
      ['added', '示例工艺'],
    ]);
    expect(changes[1].cells).toEqual([
      {
        column: 'feeds',
        name: '特征物料 CAS 号',
        before: '75-44-5；630-08-0；7782-50-5；503-38-8；32315-10-9',
        after: '75-44-5',
      },
    ]);
    expect(await fetched('processes')).toHaveLength(18);
  });

  it('with faults names the line and the column of each, in words, and is not taken', async () => {
    const rows = await fetched('chemicals');
    const wrong = rows.map((row, at) => (at === 2 ? { ...row, cas: ['75-44-6'], name: { zh: '', en: 'x' } } : row));
    const { problems, problemCount } = await previewed('chemicals', wrong);
    expect(problemCount).toBe(2);
    expect(problems.map(({ line, name, code }: Record<string, unknown>) => [line, name, code])).toEqual([
      [3, 'CAS 号', 'cas.digit'],
      [3, '名称（中文）', 'field.required'],
    ]);
    expect(problems[1].detail).toBe('请填写“名称（中文）”。');
    const refused = await send('versions', 'chemicals', wrong, { state: '74', source: '示例', reason: '示例' });
    expect([refused.status, refused.body.errors.map(({ field }: { field: string }) => field)]).toEqual([
      422,
      ['rows[2].cas', 'rows[2].name.zh'],
    ]);
  });

  it('holds from its day on; what held before is still there for its days, and the trail says who, what and why', async () => {
    const from = addDays(today, 30);
    const rows = await fetched('gb18218-beta');
    const next = rows.map((row) => (row['cas'] === '7664-41-7' ? { ...row, beta: 2.5 } : row));
    expect((await loaded('gb18218-beta', next, from)).status).toBe(201);
    const betaOn = async (day: string) =>
      (await readProjectReference(api.db, day)).majorHazard.betas.find(({ cas }) => cas === '7664-41-7')?.beta;
    expect([await betaOn(today), await betaOn(addDays(from, -1)), await betaOn(from)]).toEqual([2, 2, 2.5]);
    const shown = async (on: string) =>
      (await officer.get(`${SETS}/gb18218-beta?on=${on}`)).body.rows.find(
        ({ key }: { key: string }) => key === '7664-41-7',
      );
    expect((await shown(today)).source).toBe('GB 18218-2018 表3');
    expect(await shown(from)).toMatchObject({ effectiveFrom: from, source: '示例公告〔2026〕1号' });
    // Pages that name what is in force today do not see it yet.
    const { body } = await officer.get('/api/v1/reference/gb18218');
    expect(body.beta.items.find(({ cas }: { cas: string }) => cas === '7664-41-7').beta).toBe(2);
    const { body: versions } = await admin.get(`${SETS}/gb18218-beta/versions`).expect(200);
    expect(versions).toHaveLength(2);
    expect(versions[0]).toMatchObject({ number: 1, effectiveFrom: from, changed: 1, reason: '国家调整名录' });
    expect(versions[0]).toMatchObject({ byName: '示例·系统管理员', file: '名录.json' });
    expect(versions[1]).toMatchObject({ number: 0, byName: null, rows: 14 });
    const trail = await api.db.collection('admin_events').findOne({ action: 'reference.load' });
    expect(trail).toMatchObject({ target: 'gb18218-beta', detail: { reason: '国家调整名录', changed: 1 } });
    const earlier = await send('preview', 'gb18218-beta', rows, { effectiveFrom: addDays(from, -1) });
    expect([earlier.status, earlier.body.code]).toEqual([409, 'reference.laterVersion']);
  });

  it('does not begin in the past, needs a source and a reason, and must change something', async () => {
    const rows = await fetched('gb18218-levels');
    const past = await send('preview', 'gb18218-levels', rows, { effectiveFrom: addDays(today, -1) });
    expect([past.status, past.body.code, past.body.errors?.[0]?.field ?? past.body.field]).toEqual([
      422,
      'reference.past',
      'effectiveFrom',
    ]);
    const bare = await send('versions', 'gb18218-levels', rows, { state: '4' });
    expect(bare.body.errors.map(({ field }: { field: string }) => field)).toEqual(['source', 'reason']);
    const same = await send('versions', 'gb18218-levels', rows, { state: '4', source: '示例', reason: '示例' });
    expect([same.status, same.body.code]).toEqual([422, 'reference.noChange']);
  });

  it('loaded by two administrators from the same state is taken from the first', async () => {
    const rows = await fetched('document-kinds');
    const mine = [...rows, { code: 'exampleOne', name: { zh: '一', en: 'one' }, required: false, basis: '示例' }];
    const theirs = [...rows, { code: 'exampleTwo', name: { zh: '二', en: 'two' }, required: false, basis: '示例' }];
    const { state } = await previewed('document-kinds', mine);
    const fields = { state, source: '示例', reason: '示例' };
    const answers = await Promise.all([
      send('versions', 'document-kinds', mine, fields),
      send('versions', 'document-kinds', theirs, fields),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const now = await fetched('document-kinds');
    expect(now).toHaveLength(rows.length + 1);
  });

  it('of the questions becomes a further version of the procedure, which its preview tells', async () => {
    const rows = await fetched('review-questions');
    const asked = [
      ...rows,
      { code: 'exampleQuestion', name: { zh: '示例问题', en: 'Example' }, departments: ['FRB'], basis: '示例' },
    ];
    const { versions } = await previewed('review-questions', asked);
    expect(versions.length).toBeGreaterThan(0);
    expect((await loaded('review-questions', asked)).status).toBe(201);
    const { version } = versions.at(-1);
    const { body } = await admin.get(`/api/v1/definitions/jointReview/${version}`).expect(200);
    const questions = body.definition.forms.flatMap((form: { fields: { questions?: { code: string }[] }[] }) =>
      form.fields.flatMap((field) => field.questions?.map(({ code }) => code) ?? []),
    );
    expect(questions).toContain('exampleQuestion');
  });

  it('of the posts may not drop one that somebody holds', async () => {
    const rows = (await fetched('roles')).filter(({ id }) => id !== 'sectionChief');
    const { problems } = await previewed('roles', rows);
    expect(problems).toEqual([expect.objectContaining({ line: null, code: 'reference.stillUsed' })]);
  });
});

it('what is no file, too large a file or another kind of file is refused with the reason', async () => {
  const post = () => admin.post(`${SETS}/chemicals/preview`).field('effectiveFrom', today);
  expect((await post()).body.code).toBe('file.missing');
  const large = await post().attach('file', Buffer.alloc(5 * 1024 * 1024, 32), 'x.csv');
  expect([large.status, large.body.code]).toEqual([413, 'body.tooLarge']);
  expect((await post().attach('file', Buffer.from('x'), 'x.exe')).body.code).toBe('reference.fileKind');
  expect((await post().attach('file', Buffer.alloc(0), 'x.csv')).body.code).toBe('file.empty');
});

it('nobody but administrators previews, loads or sees who loaded', async () => {
  for (const login of ['emb.officer1', 'firma.applicant1', 'hwedz.supervisor']) {
    const who = await api.loginAs(login);
    expect((await who.get(`${SETS}/chemicals/versions`)).status).toBe(403);
    for (const what of ['preview', 'impact', 'versions'] as const)
      expect((await send(what, 'chemicals', [], {}, who)).status).toBe(403);
  }
});
