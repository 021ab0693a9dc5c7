import { createHash, randomUUID } from 'node:crypto';
import { canonicalJson } from '../../activities/records/canonical-json';
import type { ApplicationPage } from '../../api/applications/application.dto';
import type { ProjectApplication } from '../../workflows/domain/application';
import type { TestClient } from '../support/api-app';
import { projectForm, upload, uploadAll, type Documents } from '../support/application-forms';
import { startSystem, type TestSystem } from '../support/running-worker';

const APPLICATIONS = '/api/v1/applications';

let system: TestSystem;
let firm: TestClient;
let colleague: TestClient;
let otherFirm: TestClient;
let clerk: TestClient;
let officer: TestClient;
let documents: Documents;

beforeAll(async () => {
  system = await startSystem();
  firm = await system.loginAs('firma.applicant1');
  colleague = await system.loginAs('firma.applicant2');
  otherFirm = await system.loginAs('firmb.applicant1');
  clerk = await system.loginAs('hwedz.window1');
  officer = await system.loginAs('emb.officer1');
  documents = await uploadAll(firm);
});

afterAll(() => system?.close());

const submit = (client: TestClient, id: string, version: number, key: string = randomUUID()) =>
  client.post(`${APPLICATIONS}/${id}/submit`).set('Idempotency-Key', key).send({ version });

async function begin(application: object, client = firm): Promise<string> {
  const { body } = await client.post(APPLICATIONS).send({ application }).expect(201);
  return body.applicationId;
}

const nitration = (changes: Partial<ProjectApplication> = {}) => projectForm('nitration', documents, changes);

const faults = (body: { errors: { field: string; code: string }[] }) => body.errors.map((e) => `${e.field} ${e.code}`);

describe('a working copy', () => {
  it('is kept as it was typed, with its gaps', async () => {
    const id = await begin({ project: { name: '示例项目' }, substances: [{ cas: '7782-50-5', quantityT: null }] });
    const { body, headers } = await firm.get(`${APPLICATIONS}/${id}`).expect(200);
    expect(body).toMatchObject({
      state: 'draft',
      version: 1,
      submitted: 0,
      editable: true,
      title: '示例项目',
      orgName: '示例甲化工有限公司',
      application: { project: { name: '示例项目' }, substances: [{ cas: '7782-50-5', quantityT: null }] },
    });
    expect(headers['etag']).toBe('"1"');
  });

  it('is shared by the colleagues of the enterprise', async () => {
    const id = await begin({ project: { name: '示例共享项目' } });
    const saved = await colleague
      .put(`${APPLICATIONS}/${id}`)
      .send({ version: 1, application: { project: { name: '示例共享项目二' } } });
    expect(saved.body).toMatchObject({ version: 2, title: '示例共享项目二' });
    const { body } = await firm.get(APPLICATIONS).query({ q: '共享' }).expect(200);
    expect(body.items.map((row: { applicationId: string }) => row.applicationId)).toEqual([id]);
  });

  it('refuses to overwrite what somebody saved in between, and loses nothing', async () => {
    const id = await begin({ project: { name: '甲' } });
    await firm
      .put(`${APPLICATIONS}/${id}`)
      .send({ version: 1, application: { project: { name: '乙' } } })
      .expect(200);
    const stale = await colleague
      .put(`${APPLICATIONS}/${id}`)
      .send({ version: 1, application: { project: { name: '丙' } } });
    expect(stale.status).toBe(409);
    expect(stale.body.code).toBe('resource.changed');
    const { body } = await firm.get(`${APPLICATIONS}/${id}`);
    expect(body).toMatchObject({ version: 2, application: { project: { name: '乙' } } });
  });

  it('takes one of two saves that come at the same moment', async () => {
    const id = await begin({});
    const names = ['甲', '乙', '丙', '丁', '戊'];
    const answers = await Promise.all(
      names.map((name) =>
        firm
          .put(`${APPLICATIONS}/${id}`)
          .set('If-Match', '"1"')
          .send({ application: { project: { name } } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    const winner = names[answers.findIndex(({ status }) => status === 200)];
    expect((await firm.get(`${APPLICATIONS}/${id}`)).body).toMatchObject({ version: 2, title: winner });
  });

  it('names each field of a wrong type by its path', async () => {
    const { status, body } = await firm.post(APPLICATIONS).send({
      application: {
        substances: [{ cas: '7782-50-5' }, {}, { cas: 7782505, quantityT: '40吨', role: 'poison' }],
        population500m: 3.5,
        site: { inPark: 'yes' },
        design: { validTo: '2030-02-30' },
        colour: 'blue',
      },
    });
    expect(status).toBe(422);
    expect(faults(body).sort()).toEqual(
      [
        'application.substances[2].cas field.text',
        'application.substances[2].quantityT field.number',
        'application.substances[2].role field.choice',
        'application.population500m field.whole',
        'application.site.inPark field.boolean',
        'application.design.validTo field.date',
        'application.colour input.unknownField',
      ].sort(),
    );
  });

  it('needs the version that was read', async () => {
    const id = await begin({});
    const { status, body } = await firm.put(`${APPLICATIONS}/${id}`).send({ application: {} });
    expect([status, faults(body)]).toEqual([422, ['version field.required']]);
  });

  it('is begun by applicants only, and for their own enterprise', async () => {
    expect((await clerk.post(APPLICATIONS).send({})).status).toBe(403);
    expect((await firm.post(APPLICATIONS).send({ org: 'FIRM_B' })).status).toBe(403);
    expect((await system.anonymous.post(APPLICATIONS).send({})).status).toBe(401);
  });

  it('is unknown to strangers, whatever they try', async () => {
    const id = await begin(nitration());
    for (const stranger of [otherFirm, clerk, officer]) {
      const tries = await Promise.all([
        stranger.get(`${APPLICATIONS}/${id}`),
        stranger.put(`${APPLICATIONS}/${id}`).send({ version: 1, application: {} }),
        stranger.delete(`${APPLICATIONS}/${id}`),
        stranger.post(`${APPLICATIONS}/${id}/precheck`),
        submit(stranger, id, 1),
        stranger
          .post(`${APPLICATIONS}/${id}/resubmit`)
          .set('Idempotency-Key', randomUUID())
          .send({ version: 1, explanation: '说明' }),
        stranger.get(`${APPLICATIONS}/${id}/versions`),
        stranger.get(`${APPLICATIONS}/${id}/versions/1`),
        stranger.get(`${APPLICATIONS}/${id}/versions/1/compare/2`),
      ]);
      expect(tries.map(({ status }) => status)).toEqual(tries.map(() => 404));
    }
    expect((await otherFirm.get(APPLICATIONS)).body.items).toEqual([]);
  });

  it('can be dropped before it is submitted', async () => {
    const id = await begin({});
    await firm.delete(`${APPLICATIONS}/${id}`).expect(204);
    expect((await firm.get(`${APPLICATIONS}/${id}`)).status).toBe(404);
  });

  it('is listed page by page', async () => {
    for (const n of [1, 2, 3]) await begin({ project: { name: `翻页${n}` } });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { q: '翻页', limit: '2', ...(cursor === null ? {} : { cursor }) };
      const { body }: { body: ApplicationPage } = await firm.get(APPLICATIONS).query(query).expect(200);
      seen.push(...body.items.map((row) => row.title));
      cursor = body.next;
    } while (cursor);
    expect(seen).toEqual(['翻页3', '翻页2', '翻页1']);
  });
});

describe('the screening of what is typed so far', () => {
  it('computes S 15.6, R 68.4 and level 2 for 氯 40 t, 氨 60 t, 甲醇 800 t and 50 to 99 neighbours', async () => {
    const { body } = await firm.post(`${APPLICATIONS}/screening`).send(nitration()).expect(200);
    // domain.md §2.1: 40/5 + 60/10 + 800/500 = 15.6; 1.5 × (4·8 + 2·6 + 1·1.6) = 68.4
    const tank = body.units.find((unit: { key: string }) => unit.key === 'U1');
    expect(tank).toMatchObject({ s: 15.6, alpha: 1.5, r: 68.4, level: 2, isMajor: true });
    expect(tank.arithmetic).toContain('68.4');
    expect(tank.lines.map((line: { ratio: number }) => line.ratio)).toEqual([8, 6, 1.6]);
    expect(body).toMatchObject({ inScope: true, level: 2 });
  });

  it('does with next to nothing', async () => {
    const { body } = await firm.post(`${APPLICATIONS}/screening`).send({}).expect(200);
    expect(body).toMatchObject({ inScope: false, level: null, units: [] });
    expect(body.reasons.map((one: { met: boolean }) => one.met)).toEqual([false, false, false]);
  });
});

describe('the pre-check', () => {
  const check = async (application: object, client = firm) => {
    const id = await begin(application, client);
    return (await client.post(`${APPLICATIONS}/${id}/precheck`).expect(200)).body;
  };

  it('finds nothing wrong with the demo project', async () => {
    expect(await check(nitration())).toMatchObject({ clean: true, problems: [], screening: { level: 2 } });
  });

  it('names what is missing, impossible or contradictory, each with its rule', async () => {
    const form = nitration();
    form.substances[0] = { ...form.substances[0]!, quantityT: -40 };
    form.substances[1] = { ...form.substances[1]!, cas: '7664-41-8' };
    form.substances[2] = { ...form.substances[2]!, quantityT: 80_000_000 };
    form.substances.push({ ...form.substances[0], cas: '78-00-2', name: '四乙基铅', quantityT: 1, unit: 'U9' });
    form.evaluation.reportDate = '2999-01-01';
    form.documents = form.documents.filter(({ kind }) => kind !== 'siteLayout');
    const body = await check(form);
    const found = body.problems.map((p: { field: string; code: string }) => `${p.field} ${p.code}`);
    expect(found).toEqual(
      expect.arrayContaining([
        'substances[0].quantityT quantity.negative',
        'substances[1].cas cas.digit',
        'substances[2].quantityT quantity.absurd',
        'substances[4].cas cas.unknown',
        'substances[4].unit precheck.unitUnknown',
        'evaluation.reportDate precheck.futureDate',
        'documents precheck.documentMissing',
      ]),
    );
    expect(body.problems.every((p: { rule: string; detail: string }) => p.rule !== '' && !p.detail.includes('?'))).toBe(
      true,
    );
    expect(body.clean).toBe(false);
  });

  it('speaks English to those who ask for it', async () => {
    const id = await begin({});
    const { body } = await firm.post(`${APPLICATIONS}/${id}/precheck`).set('Accept-Language', 'en');
    expect(body.problems[0].detail).toMatch(/is missing/);
  });

  it('lets an enterprise file only for itself', async () => {
    const body = await check(nitration(), otherFirm);
    expect(body.problems.map((p: { code: string }) => p.code)).toContain('precheck.otherEnterprise');
  });

  it('takes only documents of the enterprise: naming another one’s would open it', async () => {
    const foreign = await upload(otherFirm, 'siteLayout');
    const form = nitration();
    form.documents = form.documents.map((d) => (d.kind === 'siteLayout' ? { ...d, documentId: foreign } : d));
    const body = await check(form);
    expect(body.problems).toMatchObject([{ code: 'precheck.documentNotUploaded', field: 'documents[4].documentId' }]);
    expect((await firm.get(`/api/v1/documents/${foreign}`)).status).toBe(404);
    expect((await colleague.get(`/api/v1/documents/${documents[0]!.documentId}`)).status).toBe(200);
  });
});

describe('submitting', () => {
  it('is refused with every finding of the pre-check, and nothing is begun', async () => {
    const form = nitration();
    form.substances[2]!.cas = '67-56-2';
    form.project.name = '';
    const id = await begin(form);
    const { status, body } = await submit(firm, id, 1);
    expect(status).toBe(422);
    expect(faults(body)).toEqual(
      expect.arrayContaining(['project.name precheck.missing', 'substances[2].cas cas.digit']),
    );
    expect((await firm.get(`${APPLICATIONS}/${id}`)).body).toMatchObject({
      state: 'draft',
      submitted: 0,
      caseId: null,
    });
  });

  it('starts a joint review at the window of the leading organisation and answers with its number', async () => {
    const id = await begin(nitration());
    const { status, body } = await submit(firm, id, 1);
    expect(status).toBe(200);
    expect(body).toMatchObject({ applicationId: id, submitted: 1, status: 'running', seq: 1 });
    expect(body.caseNo).toMatch(/^LS-\d{4}-\d{6}$/);
    const shown = (await firm.get(`${APPLICATIONS}/${id}`)).body;
    expect(shown).toMatchObject({ state: 'submitted', editable: false, caseId: body.caseId });
    const detail = (await clerk.get(`/api/v1/cases/${body.caseId}`).expect(200)).body;
    expect(detail).toMatchObject({
      title: '示例硝化装置自动化改造项目',
      leadOrg: 'HWEDZ',
      partyOrg: 'FIRM_A',
      keys: { applicationId: id, enterpriseId: 'FIRM_A', park: '杭州湾上虞经济技术开发区' },
      facts: { applicant: firm.personId, leadOrg: 'HWEDZ', applicationVersion: 1 },
    });
    expect(detail.standing.map((s: { stage: string }) => s.stage)).toEqual(['acceptance']);
  });

  it('keeps what was submitted with the hash of its canonical JSON', async () => {
    const id = await begin(nitration());
    await submit(firm, id, 1).expect(200);
    const [version] = (await firm.get(`${APPLICATIONS}/${id}/versions`).expect(200)).body;
    const { body } = await firm.get(`${APPLICATIONS}/${id}/versions/1`).expect(200);
    expect(body.application).toEqual(nitration());
    expect(version.hash).toBe(createHash('sha256').update(canonicalJson(body.application)).digest('hex'));
    expect((await firm.get(`${APPLICATIONS}/${id}/versions/2`)).status).toBe(404);
  });

  it('gives the first answer to the same key, also to ten at once', async () => {
    const id = await begin(nitration());
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => submit(firm, id, 1, key)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect((await submit(firm, id, 1, key)).body).toEqual(answers[0]!.body);
    const cases = await system.db.collection('cases').countDocuments({ 'keys.applicationId': id });
    expect(cases).toBe(1);
  });

  it('refuses the same key with other content, and another key for what is submitted', async () => {
    const id = await begin(nitration());
    const key = randomUUID();
    const first = await submit(firm, id, 1, key).expect(200);
    const other = await submit(firm, id, 7, key);
    expect([other.status, other.body.code]).toEqual([422, 'command.keyReused']);
    const again = await submit(firm, id, 1);
    expect([again.status, again.body.code]).toEqual([409, 'case.exists']);
    expect(again.body.detail).toContain(first.body.caseNo);
  });

  it('refuses a version that is no longer the newest, and a request without a key', async () => {
    const id = await begin(nitration());
    await firm.put(`${APPLICATIONS}/${id}`).send({ version: 1, application: nitration() }).expect(200);
    const stale = await submit(firm, id, 1);
    expect([stale.status, stale.body.code]).toEqual([409, 'resource.changed']);
    const bare = await firm.post(`${APPLICATIONS}/${id}/submit`).send({ version: 2 });
    expect([bare.status, bare.body.code]).toEqual([422, 'command.keyMissing']);
  });

  it('locks the working copy and keeps the application', async () => {
    const id = await begin(nitration());
    await submit(firm, id, 1).expect(200);
    const save = await firm.put(`${APPLICATIONS}/${id}`).send({ version: 1, application: {} });
    expect([save.status, save.body.code]).toEqual([409, 'application.locked']);
    const drop = await firm.delete(`${APPLICATIONS}/${id}`);
    expect([drop.status, drop.body.code]).toEqual([409, 'application.notDraft']);
    expect((await firm.get(`${APPLICATIONS}/${id}`)).body.application).toEqual(nitration());
  });

  it('is finished after a crash by the same key: the number is the same and nothing is there twice', async () => {
    const id = await begin(nitration());
    const key = randomUUID();
    const { body: first } = await submit(firm, id, 1, key).expect(200);
    // As it lies when the API died after the case had begun and before it could note so.
    await system.db
      .collection('applications')
      .updateOne({ _id: id as never }, { $set: { submitted: 0, caseId: null } });
    const lost = await system.db.collection('applications').findOne({ _id: id as never });
    expect(lost).toMatchObject({ submitted: 0, submissions: [{ key, version: 1 }] });
    const { status, body } = await submit(firm, id, 1, key);
    expect(status).toBe(200);
    expect(body).toEqual(first);
    expect((await firm.get(`${APPLICATIONS}/${id}`)).body).toMatchObject({ submitted: 1, caseId: first.caseId });
    expect(await system.db.collection('cases').countDocuments({ 'keys.applicationId': id })).toBe(1);
    expect(await system.db.collection('application_versions').countDocuments({ applicationId: id })).toBe(1);
  });

  it('is finished after a crash before the case had begun', async () => {
    const id = await begin(nitration());
    const key = randomUUID();
    const { body: probe } = await submit(firm, await begin(nitration()), 1, randomUUID()).expect(200);
    const row = await system.db.collection('applications').findOne({ 'submissions.0': { $exists: true } });
    // Only the note of the submission was written when the API died.
    const submission = { ...row!['submissions'][0], key, version: 1, revision: 1, by: firm.personId };
    const hash = createHash('sha256')
      .update(canonicalJson({ name: 'submit', by: firm.personId, id, version: 1 }))
      .digest('hex');
    await system.db
      .collection('applications')
      .updateOne({ _id: id as never }, { $set: { submissions: [{ ...submission, hash }] } });
    expect((await firm.get(`${APPLICATIONS}/${id}`)).body).toMatchObject({ state: 'submitting', editable: false });
    const locked = await firm.put(`${APPLICATIONS}/${id}`).send({ version: 1, application: {} });
    expect([locked.status, locked.body.code]).toEqual([409, 'application.locked']);
    const { status, body } = await submit(firm, id, 1, key);
    expect(status).toBe(200);
    expect(body.caseNo).not.toBe(probe.caseNo);
    expect((await firm.get(`${APPLICATIONS}/${id}`)).body).toMatchObject({ state: 'submitted', submitted: 1 });
  });
});

describe('what was submitted', () => {
  let id: string;
  let caseId: string;

  const complete = (client: TestClient, taskId: string, body: object) =>
    client
      .post(`/api/v1/tasks/${encodeURIComponent(taskId)}/complete`)
      .set('Idempotency-Key', randomUUID())
      .send(body);

  const taskAt = async (stage: string): Promise<string> => {
    const row = await system.db.collection('tasks').findOne({ caseId, stage, status: 'open' });
    if (!row) throw new Error(`no open task at ${stage}`);
    return String(row._id);
  };

  const resubmit = (body: object, key: string = randomUUID(), client = firm) =>
    client.post(`${APPLICATIONS}/${id}/resubmit`).set('Idempotency-Key', key).send(body);

  beforeAll(async () => {
    id = await begin(nitration());
    caseId = (await submit(firm, id, 1).expect(200)).body.caseId;
  });

  it('is read by the officers of the case and by no others', async () => {
    expect((await clerk.get(`${APPLICATIONS}/${id}`)).body).toMatchObject({
      editable: false,
      correction: null,
      application: { project: { name: '示例硝化装置自动化改造项目' } },
    });
    expect((await clerk.get(`${APPLICATIONS}/${id}/versions/1`)).status).toBe(200);
    expect((await clerk.get(`/api/v1/documents/${documents[0]!.documentId}`)).status).toBe(200);
    // Not yet routed to the department, and never to another firm.
    expect((await officer.get(`${APPLICATIONS}/${id}/versions/1`)).status).toBe(404);
    expect((await otherFirm.get(`${APPLICATIONS}/${id}`)).status).toBe(404);
    expect((await otherFirm.get(`/api/v1/documents/${documents[0]!.documentId}`)).status).toBe(404);
    const changed = await clerk.put(`${APPLICATIONS}/${id}`).send({ version: 1, application: {} });
    expect(changed.status).toBe(403);
  });

  it('cannot be replaced while nobody asks for a correction', async () => {
    const { status, body } = await resubmit({ version: 1, explanation: '主动更正' });
    expect([status, body.code]).toEqual([409, 'application.noCorrection']);
  });

  it('is corrected when the window asks for it: each point answered, a second version, the window again', async () => {
    await complete(clerk, await taskAt('acceptance'), {
      outcome: 'requestCorrection',
      form: {
        points: [
          { text: '甲醇储存量与安全评价报告不一致', subject: '物质清单', basis: '45号令第十条' },
          { text: '营业执照不清晰' },
        ],
      },
    }).expect(200);
    const asked = (await firm.get(`${APPLICATIONS}/${id}`)).body;
    expect(asked).toMatchObject({ state: 'correcting', editable: true, version: 1 });
    expect(asked.correction.points.map((p: { text: string }) => p.text)).toEqual([
      '甲醇储存量与安全评价报告不一致',
      '营业执照不清晰',
    ]);

    const form = nitration();
    form.substances[2]!.quantityT = 780;
    const licence = await upload(firm, 'businessLicence', '营业执照-彩色.pdf');
    form.documents = form.documents.map((d) => (d.kind === 'businessLicence' ? { ...d, documentId: licence } : d));
    await firm.put(`${APPLICATIONS}/${id}`).send({ version: 1, application: form }).expect(200);

    const half = await resubmit({ version: 2, answers: [{ number: 1, answer: '已按评价报告更正为780吨' }] });
    expect([half.status, faults(half.body)]).toEqual([422, ['answers[1] application.pointUnanswered']]);
    const odd = await resubmit({ version: 2, answers: [{ number: 3, answer: '？' }] });
    expect(faults(odd.body)).toContain('answers[0].number application.pointUnknown');

    const answers = [
      { number: 1, answer: '已按评价报告更正为780吨' },
      { number: 2, answer: '已重新扫描上传' },
    ];
    const notTheirs = await resubmit({ version: 2, answers }, randomUUID(), colleague);
    expect([notTheirs.status, notTheirs.body.code]).toEqual([403, 'task.notYours']);

    const key = randomUUID();
    const { status, body } = await resubmit({ version: 2, answers }, key);
    expect(status).toBe(200);
    expect(body).toMatchObject({ submitted: 2, caseId, status: 'running' });
    expect((await resubmit({ version: 2, answers }, key)).body).toEqual(body);
    const reused = await resubmit({ version: 2, answers, explanation: '另有说明' }, key);
    expect([reused.status, reused.body.code]).toEqual([422, 'command.keyReused']);
    expect((await clerk.get(`/api/v1/cases/${caseId}`)).body).toMatchObject({
      facts: { applicationVersion: 2 },
      standing: [{ stage: 'acceptance' }],
    });
  });

  it('is on the record by the hash of each version, at the start and with the answer that brought it', async () => {
    const versions = (await clerk.get(`${APPLICATIONS}/${id}/versions`).expect(200)).body as { hash: string }[];
    const { body } = await clerk.get(`/api/v1/cases/${caseId}/timeline`).expect(200);
    const told = (body as { application: { version: number; hash: string } | null }[]).flatMap(
      (e) => e.application ?? [],
    );
    expect(told).toEqual([
      { version: 1, hash: versions[0]!.hash },
      { version: 2, hash: versions[1]!.hash },
    ]);
    const { body: events } = await clerk.get(`/api/v1/cases/${caseId}/events`).expect(200);
    expect(events[0].data.header.application).toEqual({ id, ...told[0] });
    const stored = await system.db
      .collection<{ _id: string; data: unknown }>('application_versions')
      .findOne({ _id: `${id}@2` });
    const hash = createHash('sha256').update(canonicalJson(stored!.data)).digest('hex');
    expect(told[1]!.hash).toBe(hash);
  });

  it('shows what the correction changed, field by field', async () => {
    const { body } = await clerk.get(`${APPLICATIONS}/${id}/versions/1/compare/2`).expect(200);
    expect(body.differences).toMatchObject([
      {
        path: 'substances[2].quantityT',
        label: { zh: '物质“甲醇”（U1）：设计最大量' },
        kind: 'changed',
        before: 800,
        after: 780,
      },
      {
        path: 'documents[3].documentId',
        label: { zh: '材料“营业执照”：文件' },
        kind: 'changed',
        before: documents[3]!.documentId,
      },
    ]);
    expect((await clerk.get(`${APPLICATIONS}/${id}/versions/2/compare/1`)).body.differences[0]).toMatchObject({
      before: 780,
      after: 800,
    });
  });

  it('takes back a version that the case refused', async () => {
    await complete(clerk, await taskAt('acceptance'), {
      outcome: 'requestCorrection',
      form: { points: [{ text: '补充总平面布置图' }] },
    }).expect(200);
    const taskId = await taskAt('applicantCorrection');
    // The read model still shows the task as open, but the case was ended in the meantime.
    await firm
      .post(`/api/v1/cases/${caseId}/withdraw`)
      .set('Idempotency-Key', randomUUID())
      .send({ reason: '不再建设' })
      .expect(200);
    await system.db.collection('tasks').updateOne({ _id: taskId as never }, { $set: { status: 'open' } });
    await system.db.collection('cases').updateOne({ _id: caseId as never }, { $set: { status: 'running' } });
    const { status, body } = await resubmit({ version: 2, answers: [{ number: 1, answer: '已补充' }] });
    expect([status, body.code]).toEqual([409, 'case.ended']);
    const versions = (await firm.get(`${APPLICATIONS}/${id}/versions`)).body;
    expect(versions.map((v: { version: number }) => v.version)).toEqual([1, 2]);
    expect(await system.db.collection('application_versions').countDocuments({ applicationId: id })).toBe(2);
  });

  it('serves as the beginning of another application', async () => {
    const { body } = await firm.post(APPLICATIONS).send({ copyOf: id }).expect(201);
    expect(body).toMatchObject({ state: 'draft', submitted: 0, caseId: null, title: '示例硝化装置自动化改造项目' });
    expect(body.applicationId).not.toBe(id);
    expect((await otherFirm.post(APPLICATIONS).send({ copyOf: id })).status).toBe(404);
  });
});
