import type { TestClient } from '../support/api-app';
import { HttpReview } from '../support/review-over-http';
import { startSystem, type TestSystem } from '../support/running-worker';
import { drawn } from '../support/signature-pictures';

interface Entry {
  seq: number;
  type: string;
  stage: string | null;
  branch: string | null;
  signed: boolean;
}

describe('the hand signatures of officials', () => {
  let system: TestSystem;
  let review: HttpReview;
  let officer: TestClient;
  let clerk: TestClient;

  const own = '/api/v1/profile/signatures';
  const sign = (client: TestClient, png: Buffer) => client.post(own).send({ png: png.toString('base64') });
  const entries = async (client: TestClient): Promise<Entry[]> =>
    (await client.get(`${review.path}/timeline`).expect(200)).body as Entry[];
  const step = async (client: TestClient, stage: string): Promise<Entry | undefined> =>
    (await entries(client)).find((e) => e.type === 'taskCompleted' && e.stage === stage);
  const under = (client: TestClient, seq: number) => client.get(`${review.path}/signatures/${seq}`);
  const bytes = async (client: TestClient, path: string): Promise<string> => {
    const { body, headers } = await client.get(path).buffer(true).expect(200);
    expect(headers['content-type']).toBe('image/png');
    return (body as Buffer).toString('hex');
  };

  beforeAll(async () => {
    system = await startSystem();
    clerk = await system.loginAs('hwedz.window1');
    officer = await system.loginAs('emb.officer1');
    await sign(clerk, drawn({ width: 220 })).expect(201);
    review = await (await HttpReview.submitted(system)).accepted();
  });
  afterAll(() => system.close());

  it('are kept with the time for which each holds, replaced and withdrawn but never lost', async () => {
    const director = await system.loginAs('emb.director');
    const first = (await sign(director, drawn({ width: 200 })).expect(201)).body as { from: string }[];
    expect(first).toMatchObject([{ until: null, width: 200, height: 65 }]);
    const [second, before] = (await sign(director, drawn({ width: 300 })).expect(201)).body as {
      from: string;
      until: string | null;
    }[];
    expect([second?.until, before?.until]).toEqual([null, second?.from]);
    await director.delete(own).expect(204);
    const { body } = await director.get(own).expect(200);
    expect(body).toMatchObject([
      // The stroke leaves the sheet at x = 243; six points stay beside it.
      { width: 250, until: expect.any(String) },
      { width: 200, until: second?.from },
    ]);
    expect(await bytes(director, `${own}/${body[1].signatureId}/picture`)).not.toBe('');
    await officer.get(`${own}/${body[1].signatureId}/picture`).expect(404);
    await system.anonymous.get(`${own}/${body[1].signatureId}/picture`).expect(401);
  });

  it('are no garbage, and of officials only', async () => {
    expect((await sign(officer, Buffer.from('not a picture')).expect(422)).body).toMatchObject({
      code: 'signature.notPng',
    });
    expect(
      (
        await sign(
          officer,
          drawn({}, () => false),
        ).expect(422)
      ).body.code,
    ).toBe('signature.empty');
    await officer.post(own).send({ png: '***' }).expect(422);
    await officer.post(own).send({}).expect(422);
    const firm = await system.loginAs('firma.applicant1');
    expect((await sign(firm, drawn()).expect(403)).body.code).toBe('access.denied');
    expect((await officer.get(own).expect(200)).body).toEqual([]);
  });

  it('stand under a step as they were when it was signed', async () => {
    await sign(officer, drawn({ width: 240 })).expect(201);
    await review.answer('emb.officer1', 'draft', 'agree', { opinion: '总平面布置符合' });
    const then = await step(officer, 'draft');
    expect(then?.signed).toBe(true);
    const picture = await bytes(officer, `${review.path}/signatures/${then!.seq}`);
    const list = (await sign(officer, drawn({ width: 260 })).expect(201)).body as { signatureId: string }[];
    expect(await bytes(officer, `${review.path}/signatures/${then!.seq}`)).toBe(picture);
    expect(await bytes(officer, `${own}/${list[1]!.signatureId}/picture`)).toBe(picture);
    // Nothing stands under what was signed before there was one, nor under what is no signed step.
    const colleague = await review.answer('emb.chief', 'sectionReview', 'approve', { opinion: '同意' });
    expect(colleague.stage).toBe('sectionReview');
    expect(await step(officer, 'sectionReview')).toMatchObject({ signed: false });
    await sign(await system.loginAs('emb.chief'), drawn()).expect(201);
    expect(await step(officer, 'sectionReview')).toMatchObject({ signed: false });
    await under(officer, (await step(officer, 'sectionReview'))!.seq).expect(404);
    await under(officer, 1).expect(404);
    await under(officer, 9999).expect(404);
  });

  it('are seen by whoever reads the opinion given with the step, and by nobody else', async () => {
    const draft = (await step(officer, 'draft'))!;
    const acceptance = (await step(clerk, 'acceptance'))!;
    const status = async (login: string, seq: number): Promise<number> =>
      (await under(await system.loginAs(login), seq)).status;
    // The draft of 应急局: its own people and the leading unit; not another department, not the enterprise.
    expect([
      await status('emb.officer2', draft.seq),
      await status('hwedz.officer1', draft.seq),
      await status('frb.officer1', draft.seq),
      await status('firma.applicant1', draft.seq),
    ]).toEqual([200, 200, 404, 404]);
    // The acceptance is an act towards the enterprise.
    expect([
      await status('firma.applicant1', acceptance.seq),
      await status('firmb.applicant1', acceptance.seq),
    ]).toEqual([200, 404]);
    await system.anonymous.get(`${review.path}/signatures/${acceptance.seq}`).expect(401);
  });

  it('are not changed without end on one day', async () => {
    const deputy = await system.loginAs('emb.deputy');
    for (let n = 0; n < 20; n += 1) await sign(deputy, drawn({ width: 100 + n, height: 40 })).expect(201);
    expect((await sign(deputy, drawn()).expect(429)).body.code).toBe('signature.tooOften');
  });
});
