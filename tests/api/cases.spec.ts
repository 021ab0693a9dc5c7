import { randomUUID } from 'node:crypto';
import type { TestClient } from '../support/api-app';
import { upload, uploadAll, type Documents } from '../support/application-forms';
import { command, HttpReview } from '../support/review-over-http';
import { startSystem, type TestSystem } from '../support/running-worker';

let system: TestSystem;
let documents: Documents;
let firm: TestClient;
let otherFirm: TestClient;
let clerk: TestClient;
let officer: TestClient;

beforeAll(async () => {
  system = await startSystem();
  firm = await system.loginAs('firma.applicant1');
  otherFirm = await system.loginAs('firmb.applicant1');
  clerk = await system.loginAs('hwedz.window1');
  officer = await system.loginAs('emb.officer1');
  documents = await uploadAll(firm);
});

afterAll(() => system?.close());

const submitted = (): Promise<HttpReview> => HttpReview.submitted(system, documents);

describe('who sees a case', () => {
  it('a stranger does not learn that it exists: 404 everywhere, reading and acting', async () => {
    const review = await submitted();
    for (const path of ['', '/timeline', '/chain', '/definition', '/forms/f-0']) {
      const { status, body } = await otherFirm.get(`${review.path}${path}`);
      expect([path, status, body.code]).toEqual([path, 404, path === '/forms/f-0' ? 'case.unknown' : 'case.unknown']);
    }
    const task = await review.task('hwedz.window1', 'acceptance');
    expect((await otherFirm.get(`/api/v1/tasks/${task.taskId}`)).status).toBe(404);
    const act = await command(otherFirm, `/api/v1/tasks/${task.taskId}/complete`, { outcome: 'accept' });
    expect([act.status, act.body.code]).toEqual([404, 'task.unknown']);
    const withdraw = await command(otherFirm, `${review.path}/withdraw`, { reason: '与我无关' });
    expect([withdraw.status, withdraw.body.code]).toEqual([404, 'case.unknown']);
    const { body } = await otherFirm.get('/api/v1/cases').query({ limit: 100 });
    expect(body.items).toEqual([]);
  });

  it('the enterprise sees where its project is, but no internal step, opinion or officer before the decision', async () => {
    const review = await (await submitted()).accepted();
    await review.answer('emb.officer1', 'draft', 'object', { opinion: '内部意见：安全距离不足' });
    const { body } = await firm.get(review.path).expect(200);
    expect(body.standing).toEqual([expect.objectContaining({ stage: 'departmentReview', branch: null })]);
    expect(
      body.branches.map((b: { opinion: string | null }) => b.opinion).every((o: string | null) => o === null),
    ).toBe(true);
    expect(body.openTasks).toEqual([]);
    const timeline = JSON.stringify((await firm.get(`${review.path}/timeline`).expect(200)).body);
    expect(timeline).not.toContain('安全距离');
    expect(timeline).not.toContain('经办人拟定意见');
    expect((await firm.get(`${review.path}/events`)).status).toBe(403);
  });

  it('a department sees another one’s opinion only when it is signed', async () => {
    const review = await (await submitted()).accepted();
    await review.answer('emb.officer1', 'draft', 'agree', { opinion: '应急意见：同意' });
    const neighbour = await system.loginAs('frb.officer1');
    const before = await neighbour.get(`${review.path}/timeline`).expect(200);
    expect(JSON.stringify(before.body)).not.toContain('应急意见');
    await review.answer('emb.chief', 'sectionReview', 'approve', { opinion: '审核通过' });
    await review.answer('emb.deputy', 'sign', 'sign', { opinion: '签发' });
    const detail = await neighbour.get(review.path).expect(200);
    const cell = detail.body.branches.find((b: { branch: string }) => b.branch === 'EMB');
    expect(cell).toMatchObject({ state: 'ready', opinion: 'AGREE' });
    const form = await neighbour.get(`${review.path}/forms/${cell.formId}`).expect(200);
    expect(form.body.data.opinion).toBe('应急意见：同意');
    expect((await firm.get(`${review.path}/forms/${cell.formId}`)).status).toBe(404);
  });
});

describe('papers of a case', () => {
  it('are read by who sees the act that brought them in, and by nobody else', async () => {
    const review = await (await submitted()).accepted();
    const documentId = await upload(officer, 'siteVisitRecord');
    const task = await review.task('emb.officer1', 'draft');
    await command(officer, `/api/v1/tasks/${task.taskId}/complete`, {
      outcome: 'agree',
      form: { opinion: '同意' },
      attachments: [documentId],
    }).expect(200);
    const path = `/api/v1/documents/${documentId}`;
    const seen = async (login: string): Promise<number> => (await (await system.loginAs(login)).get(path)).status;
    expect([await seen('hwedz.officer1'), await seen('emb.chief')]).toEqual([200, 200]);
    expect([await seen('frb.officer1'), await seen('firma.applicant1'), await seen('firmb.applicant1')]).toEqual([
      404, 404, 404,
    ]);
  });
});

describe('decisions', () => {
  it('is in every list when its answer arrives', async () => {
    const review = await submitted();
    const task = await review.task('hwedz.window1', 'acceptance');
    const before = (await clerk.get('/api/v1/tasks/counts')).body;
    await command(clerk, `/api/v1/tasks/${task.taskId}/complete`, {
      outcome: 'refuse',
      form: { opinion: '不属于本机关职权' },
    }).expect(200);
    const after = (await clerk.get('/api/v1/tasks/counts')).body;
    expect([after.todo, after.done]).toEqual([before.todo - 1, before.done + 1]);
    const { body } = await firm.get('/api/v1/cases').query({ of: 'mine', q: review.caseId });
    expect(body.items[0]).toMatchObject({ status: 'ended', result: 'notAccepted', court: [] });
  });

  it('the same key gives the first answer, with other content 422', async () => {
    const review = await submitted();
    const task = await review.task('hwedz.window1', 'acceptance');
    const key = randomUUID();
    const path = `/api/v1/tasks/${task.taskId}/complete`;
    const first = await command(clerk, path, { outcome: 'accept', form: { opinion: '受理' } }, key).expect(200);
    const again = await command(clerk, path, { outcome: 'accept', form: { opinion: '受理' } }, key).expect(200);
    expect(again.body.seq).toBe(first.body.seq);
    const other = await command(clerk, path, { outcome: 'refuse', form: { opinion: '不受理' } }, key);
    expect([other.status, other.body.code]).toEqual([422, 'command.keyReused']);
    const { body } = await (await system.loginAs('hwedz.officer1')).get(`${review.path}/events`).expect(200);
    expect(body.filter((e: { command: { key: string } | null }) => e.command?.key === key)).toHaveLength(1);
  });

  it('a refusal of the case tells its numbers: urging again within the hour names the minutes left', async () => {
    const review = await submitted();
    const { taskId } = await review.task('hwedz.window1', 'acceptance');
    await command(firm, `/api/v1/tasks/${taskId}/urge`, { note: '请尽快受理' }).expect(200);
    const { status, body } = await command(firm, `/api/v1/tasks/${taskId}/urge`, { note: '请尽快受理' });
    expect([status, body.code]).toEqual([429, 'urge.coolDown']);
    expect(body.detail).toMatch(/^刚刚催办过，请在\d+分钟后再催办。$/);
  });

  it.each([
    ['without a key', { outcome: 'accept' }, 422, 'command.keyMissing', false],
    ['with an outcome that the stage does not have', { outcome: 'approve' }, 422, 'outcome.unknown', true],
    ['without the reasons that a refusal demands', { outcome: 'refuse' }, 422, 'outcome.demandsOpinion', true],
    [
      'with a field that the form does not have',
      { outcome: 'accept', form: { colour: 'red' } },
      422,
      'input.invalid',
      true,
    ],
    ['with a stale view', { outcome: 'accept', expectedSeq: 99 }, 409, 'case.stale', true],
    ['with a number where a text belongs', { outcome: 5 }, 422, 'input.invalid', true],
    ['with a field that the API does not know', { outcome: 'accept', colour: 'red' }, 422, 'input.invalid', true],
  ])('is refused %s, and leaves no trace', async (_, body, status, code, withKey) => {
    const review = await submitted();
    const task = await review.task('hwedz.window1', 'acceptance');
    const request = clerk.post(`/api/v1/tasks/${task.taskId}/complete`);
    const answer = await (withKey ? request.set('Idempotency-Key', randomUUID()) : request).send(body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect((await clerk.get(review.path)).body.seq).toBe(1);
  });

  it('is refused on a closed task, by another department, by the drafter on the own draft', async () => {
    const review = await (await submitted()).accepted();
    const draft = await review.task('emb.officer1', 'draft');
    const stranger = await command(await system.loginAs('frb.officer1'), `/api/v1/tasks/${draft.taskId}/complete`, {
      outcome: 'agree',
      form: { opinion: '同意' },
    });
    expect([stranger.status, stranger.body.code]).toEqual([403, 'task.notYours']);
    await review.answer('emb.officer1', 'draft', 'agree', { opinion: '同意' });
    const late = await command(officer, `/api/v1/tasks/${draft.taskId}/complete`, {
      outcome: 'agree',
      form: { opinion: '同意' },
    });
    expect([late.status, late.body.code]).toEqual([409, 'task.closed']);
    const own = await review.task('emb.chief', 'sectionReview');
    const drafter = await command(officer, `/api/v1/tasks/${own.taskId}/complete`, { outcome: 'approve', form: {} });
    expect(drafter.status).toBe(403);
  });

  it('a preview of a return tells what would happen and changes nothing', async () => {
    const review = await (await submitted()).accepted();
    await review.answer('emb.officer1', 'draft', 'agree', { opinion: '同意' });
    const task = await review.task('emb.chief', 'sectionReview');
    const chief = await system.loginAs('emb.chief');
    const seq = (await chief.get(review.path)).body.seq;
    const { body } = await chief.post(`/api/v1/tasks/${task.taskId}/preview`).send({ outcome: 'return' }).expect(200);
    expect(body.opened).toEqual([
      expect.objectContaining({ branch: 'EMB', stageName: expect.objectContaining({ zh: '经办人拟定意见' }) }),
    ]);
    expect(body.told).toEqual(['区应急管理局']);
    expect((await chief.get(review.path)).body.seq).toBe(seq);
  });

  it('may be recalled until the next person has acted', async () => {
    const review = await (await submitted()).accepted();
    const task = await review.answer('emb.officer1', 'draft', 'agree', { opinion: '同意' });
    await command(officer, `/api/v1/tasks/${task.taskId}/recall`, { reason: '依据写错' }).expect(200);
    const again = await review.answer('emb.officer1', 'draft', 'object', { opinion: '不同意' });
    await review.answer('emb.chief', 'sectionReview', 'approve');
    const late = await command(officer, `/api/v1/tasks/${again.taskId}/recall`, { reason: '再改' });
    expect([late.status, late.body.code]).toEqual([409, 'recall.tooLate']);
  });
});

describe('commands on a case', () => {
  it('the applicant withdraws; an ended case hears no more decisions but may be reopened by its supervisor', async () => {
    const review = await (await submitted()).accepted();
    const draft = await review.task('emb.officer1', 'draft');
    await command(firm, `${review.path}/withdraw`, { reason: '不再建设' }).expect(200);
    const late = await command(officer, `/api/v1/tasks/${draft.taskId}/complete`, {
      outcome: 'agree',
      form: { opinion: '同意' },
    });
    expect([late.status, late.body.code]).toEqual([409, 'case.ended']);
    const denied = await command(firm, `${review.path}/reopen`, {
      reason: '又要建设',
      basis: '内部规定',
      stage: 'acceptance',
    });
    expect([denied.status, denied.body.code]).toEqual([403, 'access.denied']);
    const supervisor = await system.loginAs('hwedz.supervisor');
    const reopened = await command(supervisor, `${review.path}/reopen`, {
      reason: '撤件有误',
      basis: '行政许可法 第六十九条',
      stage: 'acceptance',
    }).expect(200);
    expect(reopened.body).toMatchObject({ status: 'running', result: null });
    expect((await review.task('hwedz.window1', 'acceptance')).caseId).toBe(review.caseId);
    expect((await supervisor.get(`${review.path}/chain`)).body).toMatchObject({ intact: true, fault: null });
  });

  it('a clock stops only on a ground that its limit knows, and goes on', async () => {
    const review = await (await submitted()).accepted();
    const lead = await system.loginAs('hwedz.supervisor');
    const unknown = await command(lead, `${review.path}/clocks/jointReview.legal/stop`, {
      ground: 'holiday',
      note: '放假',
    });
    expect([unknown.status, unknown.body.code]).toEqual([422, 'clock.basisUnknown']);
    await command(lead, `${review.path}/clocks/jointReview.legal/stop`, {
      ground: 'expertReview',
      note: '组织专家评审',
    }).expect(200);
    const legal = async (): Promise<{ status: string; dueDay: string | null }> =>
      (await lead.get(review.path)).body.clocks.find((c: { id: string }) => c.id === 'jointReview.legal');
    expect(await legal()).toMatchObject({ status: 'stopped', dueDay: null });
    await command(lead, `${review.path}/clocks/jointReview.legal/resume`, { note: '评审结束' }).expect(200);
    expect(await legal()).toMatchObject({ status: 'running' });
    const again = await command(lead, `${review.path}/clocks/jointReview.legal/resume`, { note: '再次' });
    expect([again.status, again.body.code]).toEqual([409, 'clock.notStopped']);
  });

  it('somebody acts by proxy, and the record says on whose behalf', async () => {
    const review = await (await submitted()).accepted();
    const agent = await system.loginAs('emb.officer2');
    const chief = await system.loginAs('emb.chief');
    await review.answer('emb.officer1', 'draft', 'agree', { opinion: '同意' });
    const task = await review.task('emb.chief', 'sectionReview');
    const none = await command(agent, `/api/v1/tasks/${task.taskId}/complete`, {
      outcome: 'approve',
      onBehalfOf: chief.personId,
    });
    expect([none.status, none.body.code]).toEqual([403, 'proxy.none']);
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    await chief
      .post('/api/v1/proxies')
      .send({ agent: agent.personId, from: today, to: today, reason: '出差' })
      .expect(201);
    await command(agent, `/api/v1/tasks/${task.taskId}/complete`, {
      outcome: 'approve',
      onBehalfOf: chief.personId,
    }).expect(200);
    const { body } = await chief.get(`${review.path}/timeline`).expect(200);
    expect(body.at(-1)).toMatchObject({ onBehalfOfName: '示例·应急科长', type: 'taskCompleted' });
  });
});
