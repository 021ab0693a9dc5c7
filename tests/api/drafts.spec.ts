import { HttpReview } from '../support/review-over-http';
import { startSystem, type TestSystem } from '../support/running-worker';
import { signIn, type TestClient } from '../support/api-app';

describe('what an officer has typed on a task', () => {
  let system: TestSystem;
  let review: HttpReview;
  let officer: TestClient;
  let path: string;
  const save = (client: TestClient, version: number, opinion: string) =>
    client.put(path).send({ outcome: 'agree', values: { opinion }, version });

  beforeAll(async () => {
    system = await startSystem();
    review = await (await HttpReview.submitted(system)).accepted();
    officer = await system.loginAs('emb.officer1');
    path = `/api/v1/tasks/${(await review.task('emb.officer1', 'draft')).taskId}/draft`;
  });
  afterAll(() => system.close());
  beforeEach(() => system.db.collection('task_drafts').deleteMany({}));

  it('is there again on another machine', async () => {
    expect((await officer.get(path).expect(200)).body).toEqual({
      outcome: null,
      values: {},
      version: 0,
      savedAt: null,
    });
    const { body } = await save(officer, 0, '总平面布置符合').expect(200);
    expect(body.version).toBe(1);
    const elsewhere = await signIn(system.url, 'emb.officer1');
    expect((await elsewhere.get(path).expect(200)).body).toEqual({
      outcome: 'agree',
      values: { opinion: '总平面布置符合' },
      version: 1,
      savedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  it('is not overwritten unseen by another window', async () => {
    await save(officer, 0, '第一个窗口').expect(200);
    const late = await save(officer, 0, '第二个窗口').expect(409);
    expect(late.body).toMatchObject({ code: 'draft.changed', detail: expect.stringContaining('另一个窗口') });
    await save(officer, 1, '第二个窗口核对后').expect(200);
    await save(officer, 1, '第一个窗口又写').expect(409);
    expect((await officer.get(path)).body.values).toEqual({ opinion: '第二个窗口核对后' });
    const both = await Promise.all([save(officer, 2, '甲'), save(officer, 2, '乙')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is nobody else’s: a colleague has a draft of their own, strangers learn nothing', async () => {
    await save(officer, 0, '仅自己可见').expect(200);
    const colleague = await system.loginAs('emb.chief');
    expect((await colleague.get(path).expect(200)).body).toMatchObject({ version: 0, values: {} });
    for (const login of ['firma.applicant1', 'firmb.applicant1']) {
      const stranger = await system.loginAs(login);
      expect((await stranger.get(path)).status).toBe(404);
      expect((await save(stranger, 0, '外人')).status).toBe(404);
    }
    await system.anonymous.get(path).expect(401);
    await colleague.delete(path).expect(204);
    expect((await officer.get(path)).body.version).toBe(1);
    await officer.delete(path).expect(204);
    await officer.delete(path).expect(204);
    expect((await officer.get(path)).body.version).toBe(0);
  });

  it('has a limit', async () => {
    const long = await save(officer, 0, '长'.repeat(70_000)).expect(422);
    expect(long.body.code).toBe('draft.tooLong');
    await officer.put(path).send({ values: 'text', version: 0 }).expect(422);
    await officer.put(path).send({ values: {} }).expect(422);
  });

  describe('in a dialog', () => {
    const kept = (client: TestClient, dialog: string, reason: string, version = 0) =>
      client.put(dialog).send({ values: { reason }, version });
    const read = async (client: TestClient, dialog: string) => (await client.get(dialog).expect(200)).body;

    it('is there again on another machine, each dialog for itself', async () => {
      const comment = `${review.path}/dialogs/comment/draft`;
      const transfer = path.replace(/draft$/, 'dialogs/transfer/draft');
      expect(await read(officer, comment)).toEqual({ outcome: null, values: {}, version: 0, savedAt: null });
      await kept(officer, comment, '请企业补充事故池计算书').expect(200);
      await kept(officer, transfer, '出差一周').expect(200);
      await save(officer, 0, '意见本身').expect(200);
      const elsewhere = await signIn(system.url, 'emb.officer1');
      expect(await read(elsewhere, comment)).toMatchObject({
        values: { reason: '请企业补充事故池计算书' },
        version: 1,
      });
      expect(await read(elsewhere, transfer)).toMatchObject({ values: { reason: '出差一周' } });
      expect(await read(elsewhere, path)).toMatchObject({ values: { opinion: '意见本身' } });
      expect((await kept(elsewhere, comment, '另写', 0)).body.code).toBe('draft.changed');
      await elsewhere.delete(comment).expect(204);
      expect(await read(officer, comment)).toMatchObject({ version: 0 });
      expect(await read(officer, transfer)).toMatchObject({ version: 1 });
    });

    it('is nobody else’s, and strangers learn nothing', async () => {
      const comment = `${review.path}/dialogs/comment/draft`;
      const transfer = path.replace(/draft$/, 'dialogs/transfer/draft');
      await kept(officer, comment, '仅自己可见').expect(200);
      expect(await read(await system.loginAs('emb.chief'), comment)).toMatchObject({ version: 0, values: {} });
      const otherFirm = await system.loginAs('firmb.applicant1');
      for (const dialog of [comment, transfer]) {
        await otherFirm.get(dialog).expect(404);
        await kept(otherFirm, dialog, '外人').expect(404);
        await system.anonymous.get(dialog).expect(401);
      }
      // The applicant may write about the own case, and learns nothing of the offices' tasks.
      const applicant = await system.loginAs('firma.applicant1');
      await kept(applicant, `${review.path}/dialogs/withdraw/draft`, '项目暂缓').expect(200);
      await applicant.get(transfer).expect(404);
      expect(await read(officer, comment)).toMatchObject({ values: { reason: '仅自己可见' } });
    });

    it('has a limit, and is of a dialog that there is', async () => {
      const comment = `${review.path}/dialogs/comment/draft`;
      expect((await kept(officer, comment, '长'.repeat(14_000)).expect(422)).body.code).toBe('draft.tooLong');
      for (const name of ['diary', 'comment.', 'stop.a%20b', 'transfer', `comment.${'x'.repeat(121)}`]) {
        const refused = await kept(officer, `${review.path}/dialogs/${name}/draft`, '随便写').expect(404);
        expect(refused.body).toMatchObject({ code: 'draft.unknownDialog' });
      }
    });
  });

  it('for several tasks of a stage is kept by the stage, for oneself alone', async () => {
    const bulk = '/api/v1/tasks/bulk/jointReview/draft/draft';
    const keep = (client: TestClient, opinion: string, version: number, at = bulk) =>
      client.put(at).send({ values: { opinion }, version });
    await keep(officer, '均符合要求', 0).expect(200);
    const elsewhere = await signIn(system.url, 'emb.officer1');
    expect((await elsewhere.get(bulk).expect(200)).body).toMatchObject({
      values: { opinion: '均符合要求' },
      version: 1,
    });
    expect((await keep(elsewhere, '另写', 0)).body.code).toBe('draft.changed');
    expect((await (await system.loginAs('emb.chief')).get(bulk).expect(200)).body).toMatchObject({ version: 0 });
    expect((await elsewhere.get(bulk.replace('/draft/draft', '/sectionReview/draft'))).body).toMatchObject({
      version: 0,
    });
    for (const at of ['jointReview/diary', 'diary/draft', 'jointReview/%20']) {
      const refused = await keep(officer, '随便写', 0, `/api/v1/tasks/bulk/${at}/draft`).expect(404);
      expect(refused.body.code).toBe('draft.unknownDialog');
    }
    expect((await keep(officer, '长'.repeat(14_000), 1).expect(422)).body.code).toBe('draft.tooLong');
    await elsewhere.delete(bulk).expect(204);
    expect((await officer.get(bulk)).body).toMatchObject({ version: 0, values: {} });
    await system.anonymous.get(bulk).expect(401);
  });

  it('goes when the task is answered, and is not part of the record', async () => {
    await save(officer, 0, '未定稿的话').expect(200);
    for (const dialog of ['return.returnToOffice', 'transfer']) {
      await officer
        .put(path.replace(/draft$/, `dialogs/${dialog}/draft`))
        .send({ values: {}, version: 0 })
        .expect(200);
    }
    await review.answer('emb.officer1', 'draft', 'agree', { opinion: '同意' });
    expect(await system.db.collection('task_drafts').countDocuments({})).toBe(0);
    expect((await save(officer, 0, '再写')).body.code).toBe('task.closed');
    const events = await system.db.collection('case_events').find({ caseId: review.caseId }).toArray();
    expect(JSON.stringify(events)).not.toContain('未定稿的话');
  });

  it('a case tells whether it is watched', async () => {
    expect((await officer.get(review.path).expect(200)).body.watched).toBe(false);
    await officer.put(`/api/v1/tasks/watched/${review.caseId}`).expect(204);
    expect((await officer.get(review.path)).body.watched).toBe(true);
    expect((await (await system.loginAs('emb.chief')).get(review.path)).body.watched).toBe(false);
    await officer.delete(`/api/v1/tasks/watched/${review.caseId}`).expect(204);
    expect((await officer.get(review.path)).body.watched).toBe(false);
  });
});
