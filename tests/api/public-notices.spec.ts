import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { noticesOfCase } from '../../activities/store/public-notice.reader';
import type { PublicNoticeRecord } from '../../activities/store/public-notice.schema';
import { addDays, localDay } from '../../workflows/domain/calendar';
import { startApi, type TestClient } from '../support/api-app';
import { inPublicNotice, INTERNAL_OPINION } from '../support/public-notice-case';
import { command, type HttpReview } from '../support/review-over-http';
import { startSystem, type TestSystem } from '../support/running-worker';

let system: TestSystem;
let review: HttpReview;
let notice: PublicNoticeRecord;

const NOTICES = '/api/v1/public/notices';
const today = localDay(Date.now());

beforeAll(async () => {
  system = await startSystem();
  ({ review, notice } = await inPublicNotice(system));
}, 120_000);
afterAll(() => system.close());

const CITIZEN = {
  name: '示例居民赵某',
  standing: 'resident',
  phone: '13800000001',
  text: '装置距本村最近住宅不足六百米，请说明泄漏时的疏散安排。',
  asksHearing: false,
  consent: true,
};

const object = (dto: object = CITIZEN, key: string = randomUUID(), id = notice._id) =>
  command(system.anonymous, `${NOTICES}/${id}/objections`, dto, key);
const enquire = (receipt: string, contact: string) =>
  system.anonymous.post(`/api/v1/public/objections/${receipt}/enquiry`).send({ contact });

/** A notice of the same case with other days, as another calendar or limit would give them. */
async function noticeWith(days: Partial<PublicNoticeRecord>): Promise<string> {
  const _id = `${notice.caseNo}-t${randomUUID().slice(0, 8)}`;
  await system.db.collection('public_notices').insertOne({ ...notice, ...days, _id } as never);
  return _id;
}

/** Another case, ended. */
async function endedCase(): Promise<string> {
  const caseId = `LS-1999-${randomUUID().slice(0, 6)}`;
  const row = await system.db.collection('cases').findOne({ _id: review.caseId as never });
  await system.db
    .collection('cases')
    .insertOne({ ...row, _id: caseId as never, caseNo: caseId, status: 'ended', readers: [] });
  return caseId;
}

describe('a public notice', () => {
  it('tells anybody what is to be approved, until when, and how to object', async () => {
    const { body } = await system.anonymous.get(`${NOTICES}/${notice._id}`).expect(200);
    expect(body).toEqual({
      noticeId: notice._id,
      caseNo: review.caseId,
      project: notice.project,
      enterprise: '示例甲化工有限公司',
      site: notice.site,
      scale: notice.scale,
      risk: [
        '二级重大危险源',
        '重点监管的危险化工工艺：硝化工艺',
        expect.stringMatching(/^重点监管的危险化学品：.*氯/),
      ],
      proposal: 'approve',
      authority: '杭州湾上虞经济技术开发区管委会',
      from: today,
      until: notice.until,
      hearingUntil: notice.until,
      hearing: null,
      state: 'open',
      mayObject: true,
      mayAskHearing: true,
      basis: ['行政许可法 第五条', '行政许可法 第三十六条', '行政许可法 第四十七条'],
      office: expect.objectContaining({ phone: '0575-00000033' }),
      personalData: expect.stringContaining('保存2年'),
    });
  });

  it('holds no name of a person, no contact, and no word of what officers wrote', async () => {
    const [one, list, english] = await Promise.all([
      system.anonymous.get(`${NOTICES}/${notice._id}`),
      system.anonymous.get(NOTICES),
      system.anonymous.get(NOTICES).set('Accept-Language', 'en'),
    ]);
    expect(english.body.items[0].authority).toBe('Hangzhou Bay Shangyu Economic Development Zone');
    const people = await system.db.collection('people').find().toArray();
    const application = await system.db.collection('application_versions').findOne({});
    const { contactName, contactPhone, legalRepresentative } = application!['data'].enterprise;
    const secret = [contactName, contactPhone, legalRepresentative, INTERNAL_OPINION, ...people.map((p) => p['name'])];
    for (const text of [one.text, list.text, english.text]) {
      expect(secret.filter((word) => text.includes(word))).toEqual([]);
      expect(text).not.toMatch(/p-[a-z]+-|1[3-9]\d{9}|opinion|readers/);
    }
  });

  it('is found by project, enterprise or number, page by page, apart from those that are over', async () => {
    const past = await noticeWith({ from: '2026-01-05', until: '2026-01-12', publishedAt: 1, project: '示例旧项目' });
    const ids = async (query: object): Promise<string[]> => {
      const { body } = await system.anonymous.get(NOTICES).query(query).expect(200);
      return body.items.map((row: { noticeId: string }) => row.noticeId);
    };
    expect(await ids({})).toEqual([notice._id, past]);
    expect(await ids({ state: 'open' })).toEqual([notice._id]);
    expect(await ids({ state: 'past' })).toEqual([past]);
    expect(await ids({ q: '旧项目' })).toEqual([past]);
    expect(await ids({ q: '甲化工', state: 'open' })).toEqual([notice._id]);
    expect(await ids({ q: '.*' })).toEqual([]);
    const first = await system.anonymous.get(NOTICES).query({ limit: 1 }).expect(200);
    expect(await ids({ limit: 1, cursor: first.body.next })).toEqual([past]);
    expect((await system.anonymous.get(`${NOTICES}/LS-2026-999999-1`)).body.code).toBe('notice.unknown');
    await system.db.collection('public_notices').deleteOne({ _id: past as never });
  });
});

describe('an objection', () => {
  it('gets a receipt, which with the phone tells what became of it', async () => {
    const { body, status } = await object({ ...CITIZEN, phone: '+86 138 0000 0001' });
    expect(status).toBe(201);
    expect(body).toEqual({
      receipt: expect.stringMatching(/^YY-[0-9A-Z]{4}-[0-9A-Z]{4}$/),
      receivedAt: expect.any(String),
      noticeId: notice._id,
      project: notice.project,
      asksHearing: false,
    });
    const typed = body.receipt.toLowerCase().replaceAll('-', ' ');
    expect((await enquire(encodeURIComponent(typed), '138 0000 0001').expect(200)).body).toEqual({
      ...body,
      state: 'received',
    });
    for (const answer of [await enquire(body.receipt, '13800000002'), await enquire('YY-0000-0000', '13800000001')])
      expect([answer.status, answer.body.code]).toEqual([404, 'objection.unknown']);
  });

  it('is told at once to the window and the officers of the lead, without what it says or who says it; to nobody else', async () => {
    const { body } = await object({ ...CITIZEN, text: '请说明夜间运输路线。' });
    const told = async (login: string): Promise<object[]> => {
      const answer = await (await system.loginAs(login)).get('/api/v1/notifications').expect(200);
      return answer.body.items.filter(
        (n: { notificationId: string }) => n.notificationId === `${body.receipt}:received`,
      );
    };
    const [clerk] = await told('hwedz.window1');
    expect(clerk).toMatchObject({ type: 'objectionReceived', caseId: review.caseId });
    expect(JSON.stringify(clerk)).not.toMatch(/赵某|13800000001|运输路线/);
    expect(await told('hwedz.officer1')).toHaveLength(1);
    expect([await told('emb.officer1'), await told('firma.applicant1'), await told('firmb.applicant1')]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('sent twice, also at once, is one; the same key with another text is refused', async () => {
    const key = randomUUID();
    const answers = await Promise.all([object(CITIZEN, key), object(CITIZEN, key)]);
    const again = await object(CITIZEN, key);
    const receipts = [...answers, again].map((answer) => answer.body.receipt);
    expect(new Set(receipts).size).toBe(1);
    expect(await system.db.collection('objections').countDocuments({ key })).toBe(1);
    expect(await system.db.collection('objection_contents').countDocuments({ _id: receipts[0] })).toBe(1);
    expect((await object({ ...CITIZEN, text: '另一条意见，内容不同。' }, key)).body.code).toBe('command.keyReused');
    expect((await system.anonymous.post(`${NOTICES}/${notice._id}/objections`).send(CITIZEN)).body.code).toBe(
      'command.keyMissing',
    );
  });

  it.each([
    [{ phone: '1380000001' }, 'phone', 'objection.badPhone'],
    [{ phone: '8200000' }, 'phone', 'objection.badPhone'],
    [{ phone: '' }, 'phone', 'objection.noContact'],
    [{ phone: '', mail: 'nobody@example' }, 'mail', 'objection.badMail'],
    [{ consent: false }, 'consent', 'objection.noConsent'],
    [{ text: '反对' }, 'text', 'field.tooShort'],
    [{ text: '反'.repeat(2001) }, 'text', 'field.tooLong'],
    [{ standing: 'officer' }, 'standing', 'field.choice'],
    [{ caseId: 'LS-2026-000001' }, 'caseId', 'input.unknownField'],
  ])('with %j is refused at %s by %s', async (change, field, code) => {
    const { status, body } = await object({ ...CITIZEN, ...change });
    expect([status, body.errors.map((e: { field: string; code: string }) => [e.field, e.code])]).toEqual([
      422,
      [[field, code]],
    ]);
  });

  it('is taken with a landline or with a mail address alone', async () => {
    expect((await object({ ...CITIZEN, phone: '0575-82000000' })).status).toBe(201);
    const { body } = await object({ ...CITIZEN, phone: undefined, mail: 'Example.Resident@example.com' });
    expect((await enquire(body.receipt, 'example.resident@example.com')).status).toBe(200);
  });

  it('after the last day is refused with the rule, on the last day not', async () => {
    const [over, last] = [
      await noticeWith({ from: addDays(today, -7), until: addDays(today, -1) }),
      await noticeWith({ from: addDays(today, -7), until: today }),
    ];
    const { status, body } = await object(CITIZEN, undefined, over);
    expect([status, body.code]).toEqual([409, 'objection.late']);
    expect(body.detail).toContain(addDays(today, -1));
    expect(body.detail).toContain('行政许可法第三十六条');
    expect((await object(CITIZEN, undefined, last)).status).toBe(201);
    expect((await object(CITIZEN, undefined, 'LS-2026-999999-1')).body.code).toBe('notice.unknown');
  });

  it('may ask for a hearing for five days, and object without one as long as the notice stands', async () => {
    const long = await noticeWith({
      from: addDays(today, -9),
      hearingUntil: addDays(today, -1),
      until: addDays(today, 5),
    });
    const { body } = await object({ ...CITIZEN, asksHearing: true }, undefined, long);
    expect(body.errors).toEqual([
      expect.objectContaining({ field: 'asksHearing', code: 'objection.hearingLate', rule: '行政许可法 第四十七条' }),
    ]);
    expect((await object(CITIZEN, undefined, long)).status).toBe(201);
    expect((await system.anonymous.get(`${NOTICES}/${long}`)).body).toMatchObject({
      mayObject: true,
      mayAskHearing: false,
    });
  });

  it('to a project whose review has ended is refused', async () => {
    const ended = await noticeWith({ caseId: await endedCase() });
    expect((await object(CITIZEN, undefined, ended)).body.code).toBe('objection.caseEnded');
    expect((await system.anonymous.get(`${NOTICES}/${ended}`)).body).toMatchObject({ mayObject: false, state: 'past' });
  });

  it('is not written without end from one address', async () => {
    const tight = await startApi({ env: { RATE_LIMIT_PER_MINUTE: '60', TRUST_PROXY: '1' } });
    const from = (ip: string) =>
      request(tight.url)
        .post(`${NOTICES}/none-1/objections`)
        .set('X-Forwarded-For', ip)
        .set('Idempotency-Key', randomUUID())
        .send(CITIZEN);
    const codes: string[] = [];
    for (let i = 0; i < 4; i++) codes.push((await from('198.51.100.7')).body.code);
    expect(codes).toEqual(['notice.unknown', 'notice.unknown', 'notice.unknown', 'rate.limited']);
    expect((await from('198.51.100.8')).body.code).toBe('notice.unknown');
    await tight.close();
  });
});

describe('objections as the officers work on them', () => {
  let window: TestClient;
  const path = (receipt = ''): string => `${review.path}/objections${receipt && `/${receipt}`}`;
  const record = (client: TestClient, receipt: string, dto: object = {}, key?: string) =>
    command(client, `${path(receipt)}/record`, dto, key);
  const fresh = async (change: object = {}): Promise<string> => (await object({ ...CITIZEN, ...change })).body.receipt;
  const checked = { contactCheck: 'reached', outcome: 'noted', summary: '担心泄漏时的疏散', opinion: '情况属实' };

  beforeAll(async () => {
    window = await system.loginAs('hwedz.window1');
  });

  it('are read by those of the leading organisation who work on them, and each reading is on record', async () => {
    const receipt = await fresh();
    const list = await window.get(path()).expect(200);
    expect(list.body).toMatchObject({ awaited: true, checkTaskId: null, mayRecord: true, mayCheck: true });
    expect(list.body.items.map((row: { receipt: string }) => row.receipt)).toContain(receipt);
    expect(list.text).not.toMatch(/赵某|13800000001|六百米/);
    const { body } = await window.get(path(receipt)).expect(200);
    expect(body).toMatchObject({ name: CITIZEN.name, phone: CITIZEN.phone, text: CITIZEN.text, mail: null });
    // Two years after the notice, by the rule on personal data.
    expect(body.keptUntil).toBe(`${Number(notice.until.slice(0, 4)) + 2}${notice.until.slice(4)}`);
    const admin = await system.loginAs('admin');
    const audit = await admin.get('/api/v1/admin/audit').query({ of: 'admin' }).expect(200);
    expect(audit.body.items).toContainEqual(
      expect.objectContaining({ type: 'objection.read', actor: 'p-hwedz-window1' }),
    );
    expect(audit.text).not.toContain('13800000001');
  });

  it('are closed to the enterprise, to other departments, to colleagues without that work, and to strangers', async () => {
    const receipt = await fresh();
    const refused: [string, number, string][] = [
      ['firma.applicant1', 403, 'access.denied'],
      ['emb.officer1', 403, 'access.denied'],
      ['eeb.deputy', 403, 'access.denied'],
      ['hwedz.archivist', 403, 'access.denied'],
      ['firmb.applicant1', 404, 'case.unknown'],
      ['admin', 404, 'case.unknown'],
    ];
    for (const [login, status, code] of refused) {
      const client = await system.loginAs(login);
      for (const answer of [await client.get(path()), await client.get(path(receipt)), await record(client, receipt)]) {
        expect([login, answer.status, answer.body.code]).toEqual([login, status, code]);
        expect(answer.text).not.toMatch(/赵某|13800000001|六百米/);
      }
    }
    expect((await system.anonymous.get(path(receipt))).status).toBe(401);
    expect((await window.get(`/api/v1/cases/${review.caseId}/objections/YY-0000-0000`)).body.code).toBe(
      'objection.unknown',
    );
  });

  it('come onto the case with the check of the contact, one after the other, once', async () => {
    const [first, second] = [await fresh(), await fresh({ asksHearing: true })];
    expect((await record(window, first, { outcome: 'noted' })).body.errors).toEqual([
      expect.objectContaining({ field: 'contactCheck' }),
      expect.objectContaining({ field: 'summary' }),
    ]);
    // Who drafts takes it onto the case; the window checks.
    const officer = await system.loginAs('hwedz.officer1');
    expect((await record(officer, first, checked)).body.code).toBe('access.denied');
    const taken = await record(officer, first);
    expect(taken.body).toEqual({ state: 'checking', checkTaskId: expect.any(String) });
    expect((await record(window, second, checked)).body.code).toBe('objection.beingChecked');
    expect((await enquire(first, CITIZEN.phone)).body.state).toBe('checking');

    const key = randomUUID();
    expect((await record(window, first, checked, key)).body).toEqual({ state: 'noted', checkTaskId: null });
    expect((await record(window, first, checked, key)).body.state).toBe('noted');
    expect((await record(window, first, checked)).body.code).toBe('objection.checked');
    const hearing = await record(window, second, { ...checked, outcome: 'hearing' });
    expect(hearing.body).toEqual({ state: 'hearing', checkTaskId: null });
    expect((await enquire(second, CITIZEN.phone)).body.state).toBe('hearing');

    // One hearing for all who ask, within twenty days of who asked first: here one whose letter came the day before.
    const third = await fresh({ asksHearing: true });
    const dayBefore = new Date(Date.now() - 86_400_000);
    await system.db.collection('objections').updateOne({ _id: third as never }, { $set: { receivedAt: dayBefore } });
    expect((await record(window, third, { ...checked, outcome: 'hearing' })).body.state).toBe('hearing');
    expect((await enquire(third, CITIZEN.phone)).body.state).toBe('hearing');

    const detail = await officer.get(review.path).expect(200);
    const hearingAskedOn = localDay(dayBefore.getTime());
    expect(detail.body.facts).toMatchObject({ objectionNoted: true, hearingRequested: true, hearingAskedOn });
    const events = await system.db.collection('case_events').find({ caseId: review.caseId }).toArray();
    expect(events.filter((e) => e['type'] === 'messageReceived')).toHaveLength(3);
    expect(JSON.stringify(events)).not.toMatch(/赵某|13800000001|六百米/);
  });

  it('show the authority how many wait, and no other', async () => {
    await fresh();
    const { body } = await window.get('/api/v1/public-notices').query({ state: 'open' }).expect(200);
    const own = body.items.find((row: { noticeId: string }) => row.noticeId === notice._id);
    const all = await system.db.collection('objections').countDocuments({ caseId: review.caseId });
    const waiting = await system.db.collection('objections').countDocuments({ caseId: review.caseId, recorded: null });
    expect(own).toMatchObject({ caseId: review.caseId, received: all, waiting });
    expect(waiting).toBeGreaterThan(0);
    expect((await (await system.loginAs('emb.officer1')).get('/api/v1/public-notices')).body.items).toEqual([]);
  });

  it('lose who made them on request once they are settled, with the reason on the trail; the act stays', async () => {
    const receipt = await fresh();
    const erase = (client: TestClient, reason = '本人当面申请删除') =>
      client.post(`${path(receipt)}/erase`).send({ reason });
    const early = await erase(window).expect(409);
    expect(early.body.code).toBe('objection.stillNeeded');
    await record(window, receipt, checked).expect(200);
    expect((await window.get(path(receipt)).expect(200)).body.mayErase).toBe(true);
    for (const login of ['firma.applicant1', 'firmb.applicant1', 'emb.officer1', 'hwedz.archivist', 'hwedz.officer1'])
      expect([403, 404]).toContain((await erase(await system.loginAs(login))).status);
    expect((await erase(window, ' ').expect(422)).body.errors[0].field).toBe('reason');

    await erase(window).expect(204);
    await erase(window).expect(204);
    const { body } = await window.get(path(receipt)).expect(200);
    expect(body).toMatchObject({
      name: null,
      phone: null,
      text: null,
      keptUntil: null,
      mayErase: false,
      state: 'noted',
    });
    const admin = await system.loginAs('admin');
    const audit = await admin.get('/api/v1/admin/audit').query({ of: 'admin' }).expect(200);
    const trail = audit.body.items.filter((row: { type: string }) => row.type === 'objection.erase');
    expect(trail).toHaveLength(1);
    expect(audit.text).not.toContain(CITIZEN.phone);
  });

  it('lose who made them when the period of keeping is over; the act stays', async () => {
    const receipt = await fresh();
    await system.db.collection('objection_contents').deleteOne({ _id: receipt as never });
    expect((await window.get(path(receipt)).expect(200)).body).toMatchObject({
      name: null,
      text: null,
      keptUntil: null,
    });
    expect((await enquire(receipt, CITIZEN.phone)).body.code).toBe('objection.unknown');
    const [ttl] = (await system.db.collection('objection_contents').indexes()).filter((i) => i.name !== '_id_');
    expect(ttl).toMatchObject({ key: { eraseAt: 1 }, expireAfterSeconds: 0 });
    expect(await noticesOfCase(system.db, review.caseId)).not.toEqual([]);
  });
});
