import { randomUUID } from 'node:crypto';
import { localDay } from '../../workflows/domain/calendar';
import { SMALL_PDF } from '../support/application-forms';
import { beginProjectLife } from '../support/conditional-approval';
import { command, HttpReview } from '../support/review-over-http';
import { startSystem, type TestSystem } from '../support/running-worker';

jest.setTimeout(180_000);

const APPLICANT = 'firma.applicant1';

describe('the life of an approved project', () => {
  let system: TestSystem;
  let life: HttpReview;
  const open = async (login: string) => (await system.loginAs(login)).get(life.path);
  const opinion = async (login: string) =>
    command(await system.loginAs(login), `${life.path}/messages/safetyConditionOpinion`, {
      facts: { safetyConditionPassed: true, opinionDay: localDay(Date.now()) },
    });

  beforeAll(async () => {
    system = await startSystem();
    const review = await HttpReview.submitted(system);
    const lifeId = await beginProjectLife(system.db, system.worker.client, system.taskQueue, review.caseId);
    life = new HttpReview(system, lifeId, review.applicationId);
    await life.task(APPLICANT, 'safetyConditionApply');
  });
  afterAll(() => system?.close());

  it('is open to 区应急管理局 from its beginning, before it has any task there, and to no other department', async () => {
    const { status, body } = await open('emb.officer1');
    expect([status, body.status]).toEqual([200, 'running']);
    const mine = await (await system.loginAs('emb.officer1')).get('/api/v1/cases').query({ q: life.caseId });
    expect(mine.body.items.map((row: { caseId: string }) => row.caseId)).toEqual([life.caseId]);
    for (const stranger of ['frb.officer1', 'firmb.applicant1']) {
      const refused = await open(stranger);
      expect([stranger, refused.status, refused.body.code]).toEqual([stranger, 404, 'case.unknown']);
    }
  });

  it('waits for what the city decides, which 区应急管理局 reports and the enterprise does not', async () => {
    const firm = await system.loginAs(APPLICANT);
    const { taskId } = await life.task(APPLICANT, 'safetyConditionApply');
    const { body: paper } = await firm
      .post('/api/v1/documents')
      .query({ kind: 'other', caseId: life.caseId })
      .attach('file', SMALL_PDF, { filename: '受理回执.pdf', contentType: 'application/pdf' })
      .expect(201);
    await firm
      .post(`/api/v1/tasks/${taskId}/complete`)
      .set('Idempotency-Key', randomUUID())
      .send({ outcome: 'filed', form: {}, attachments: [paper.documentId] })
      .expect(200);
    const own = await opinion(APPLICANT);
    expect([own.status, own.body.code]).toEqual([403, 'access.denied']);
    expect((await opinion('frb.officer1')).status).toBe(404);
    expect((await opinion('emb.officer1')).status).toBe(200);
    await life.task(APPLICANT, 'designApply');
  });
});
