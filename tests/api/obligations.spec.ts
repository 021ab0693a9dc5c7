import { randomUUID } from 'node:crypto';
import { addDays, localDay } from '../../workflows/domain/calendar';
import { approveOnCondition, beginProjectLife } from '../support/conditional-approval';
import { eventually } from '../support/eventually';
import { HttpReview } from '../support/review-over-http';
import { startSystem, type TestSystem } from '../support/running-worker';

jest.setTimeout(180_000);

const CONDITION = {
  text: '配备不少于6吨抗溶性泡沫，并与园区消防站签订联动协议',
  owner: '企业安全总监',
  dueDay: addDays(localDay(Date.now()), 90),
  checkPoint: 'trialProduction',
  setBy: 'FRB',
};

describe('a condition of an approval', () => {
  let system: TestSystem;
  let review: HttpReview;
  let lifeId: string;
  const list = async (login: string, query: object = {}) =>
    (await (await system.loginAs(login)).get('/api/v1/obligations').query(query).expect(200)).body.items;
  const ofCase = async (login: string, caseId: string) =>
    (await system.loginAs(login)).get(`/api/v1/cases/${caseId}/obligations`);
  const until = async <T>(ask: () => Promise<T>, holds: (value: T) => boolean): Promise<T> => {
    const { value } = await eventually(async () => {
      const asked = await ask();
      return holds(asked) && { value: asked };
    }, 'it did not come to pass');
    return value;
  };
  const first = (login: string) =>
    until(
      () => list(login),
      (items) => items.length > 0,
    ).then(([one]) => one);
  const answer = async (login: string, taskId: string, body: object) =>
    (await system.loginAs(login))
      .post(`/api/v1/tasks/${taskId}/complete`)
      .set('Idempotency-Key', randomUUID())
      .send(body);

  beforeAll(async () => {
    system = await startSystem();
    review = await HttpReview.submitted(system);
    await approveOnCondition((...args) => review.answer(...args), CONDITION);
    await until(
      async () => (await (await system.loginAs('hwedz.officer1')).get(review.path)).body.status,
      (status) => status === 'ended',
    );
    lifeId = await beginProjectLife(system.db, system.worker.client, system.taskQueue, review.caseId);
  });
  afterAll(() => system.close());

  it('is with the enterprise, in the words of the decision, with its due date and what it bars', async () => {
    const mine = await first('firma.applicant1');
    expect(mine).toMatchObject({
      projectCaseId: lifeId,
      text: CONDITION.text,
      owner: CONDITION.owner,
      setBy: 'FRB',
      dueDay: CONDITION.dueDay,
      checkPoint: { zh: '试生产前', en: 'Before trial production' },
      state: 'toFulfil',
      overdue: false,
      sentBack: null,
      mayOpen: true,
    });
    expect(mine.yourTask).toEqual(expect.any(String));
    for (const caseId of [review.caseId, lifeId, mine.caseId]) {
      expect((await ofCase('firma.applicant1', caseId)).body).toEqual([mine]);
      expect((await ofCase('hwedz.officer1', caseId)).body).toMatchObject([{ text: CONDITION.text, yourTask: null }]);
    }
  });

  it('is nothing that another enterprise or the public learns of', async () => {
    const { caseId } = await first('firma.applicant1');
    expect(await list('firmb.applicant1')).toEqual([]);
    for (const one of [caseId, lifeId, review.caseId]) {
      expect((await ofCase('firmb.applicant1', one)).body.code).toBe('case.unknown');
      await system.anonymous.get(`/api/v1/cases/${one}/obligations`).expect(401);
    }
    await system.anonymous.get('/api/v1/obligations').expect(401);
  });

  it('is met with evidence, sent back with a reason that the enterprise reads, and accepted', async () => {
    const { caseId, yourTask } = await first('firma.applicant1');
    const report = { outcome: 'report', form: { opinion: '泡沫已到货。' } };
    const without = await answer('firma.applicant1', yourTask, report);
    expect([without.status, without.body.code]).toEqual([422, 'outcome.demandsAttachment']);
    const firm = await system.loginAs('firma.applicant1');
    const { body: paper } = await firm
      .post('/api/v1/documents')
      .query({ kind: 'other', caseId })
      .attach('file', Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF'), '验收单.pdf')
      .expect(201);
    const proven = { ...report, attachments: [paper.documentId] };
    expect((await answer('firma.applicant1', yourTask, proven)).status).toBe(200);
    const toCheck = await until(
      () => first('frb.officer1'),
      ({ state, yourTask: task }) => state === 'toCheck' && task !== null,
    );
    expect(await list('firma.applicant1')).toMatchObject([{ state: 'toCheck', yourTask: null }]);
    const silent = await answer('frb.officer1', toCheck.yourTask, { outcome: 'notFulfilled', form: {} });
    expect([silent.status, silent.body.code]).toEqual([422, 'outcome.demandsOpinion']);
    const other = await answer('emb.officer1', toCheck.yourTask, {
      outcome: 'fulfilled',
      form: { opinion: '已落实' },
    });
    expect(other.status).toBeGreaterThanOrEqual(403);
    const back = { outcome: 'notFulfilled', form: { opinion: '缺少与园区消防站的联动协议。' } };
    expect((await answer('frb.officer1', toCheck.yourTask, back)).status).toBe(200);
    const again = await first('firma.applicant1');
    expect(again).toMatchObject({
      state: 'toFulfil',
      sentBack: { reason: '缺少与园区消防站的联动协议。', at: expect.any(Number) },
    });
    expect((await answer('firma.applicant1', again.yourTask, proven)).status).toBe(200);
    const once = await until(
      () => first('frb.officer1'),
      ({ yourTask: task }) => task !== null,
    );
    const accepted = { outcome: 'fulfilled', form: { opinion: '现场核查已落实。' } };
    expect((await answer('frb.officer1', once.yourTask, accepted)).status).toBe(200);
    expect(await list('firma.applicant1')).toEqual([]);
    expect(await list('firma.applicant1', { which: 'closed' })).toMatchObject([
      { caseId, state: 'fulfilled', sentBack: null, yourTask: null },
    ]);
  });
});
