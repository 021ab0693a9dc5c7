import { publishDefinition } from '../../activities/store/definition.writer';
import type { ReviewMatrixDto } from '../../api/cases/review-matrix.dto';
import { shippedDefinitions } from '../../seeds/publish-definitions';
import { loadReference } from '../../seeds/reference';
import type { TestClient } from '../support/api-app';
import { uploadAll, type Documents } from '../support/application-forms';
import { command, HttpReview } from '../support/review-over-http';
import { startSystem, type TestSystem } from '../support/running-worker';

let system: TestSystem;
let documents: Documents;
let firm: TestClient;
let lead: TestClient;
let neighbour: TestClient;

const matrixOf = async (client: TestClient, review: HttpReview): Promise<ReviewMatrixDto> =>
  (await client.get(`${review.path}/matrix`).expect(200)).body as ReviewMatrixDto;
const cell = (matrix: ReviewMatrixDto, org: string, question: string) =>
  matrix.cells.find((one) => one.org === org && one.question === question);

beforeAll(async () => {
  system = await startSystem();
  firm = await system.loginAs('firma.applicant1');
  lead = await system.loginAs('hwedz.officer1');
  neighbour = await system.loginAs('frb.officer1');
  documents = await uploadAll(firm);
});
afterAll(() => system?.close());

describe('the review matrix of a procedure without questions', () => {
  it('asks each department for its opinion as a whole; who is missing comes first', async () => {
    const review = await HttpReview.submitted(system, documents);
    expect(await matrixOf(lead, review)).toEqual({ questions: [], departments: [], cells: [] });
    await review.accepted();
    await review.answer('emb.officer1', 'draft', 'agree', { opinion: '应急意见：同意' });
    await review.answer('emb.chief', 'sectionReview', 'approve', {});
    await review.answer('emb.deputy', 'sign', 'sign', {});
    await review.answer('frb.officer1', 'draft', 'object', { opinion: '消防意见：间距不足' });
    const matrix = await matrixOf(lead, review);
    expect(matrix.questions.map(({ code }) => code)).toEqual(['overall']);
    expect(matrix.questions[0]!.missing).toBe(matrix.departments.length - 1);
    expect(matrix.departments.map(({ state }) => state)).toEqual([
      ...matrix.departments.slice(2).map(() => 'notStarted'),
      'inReview',
      'ready',
    ]);
    expect(matrix.departments.at(-1)).toMatchObject({ org: 'EMB', name: '区应急管理局', opinion: 'AGREE' });
    expect(cell(matrix, 'EMB', 'overall')).toMatchObject({ finding: 'AGREE', missing: false });
    expect(cell(matrix, 'FRB', 'overall')).toMatchObject({ finding: null, missing: true, state: 'inReview' });
  });
});

describe('the review matrix of a procedure with questions', () => {
  let review: HttpReview;

  beforeAll(async () => {
    // The second version, as if it were in force already.
    const second = shippedDefinitions(loadReference()).find((d) => d.code === 'jointReview' && d.version === 2)!;
    await publishDefinition(system.db, { ...second, version: 3, effectiveFrom: '2026-02-01' }, 'test', new Date());
    review = await HttpReview.submitted(system, documents);
    await review.answer('hwedz.window1', 'acceptance', 'accept');
    await review.answer('hwedz.officer1', 'arrangement', 'arrange', { needSiteVisit: false, needExperts: false });
    await review.task('emb.officer1', 'draft');
  });

  it('asks each department its own questions, with their basis, and no others', async () => {
    const { reviewQuestions } = loadReference();
    const of = (org: string) => reviewQuestions.filter((q) => q.departments.includes(org)).map(({ code }) => code);
    const matrix = await matrixOf(lead, review);
    for (const { org } of matrix.departments) {
      expect(matrix.cells.filter((one) => one.org === org).map(({ question }) => question)).toEqual(of(org));
    }
    const task = await review.task('emb.officer1', 'draft');
    const { body } = await (await system.loginAs('emb.officer1')).get(`/api/v1/tasks/${task.taskId}`).expect(200);
    const field = body.fields.find((f: { type: string }) => f.type === 'findings');
    expect(field.questions.map((q: { code: string }) => q.code)).toEqual(of('EMB'));
    expect(field.questions).toContainEqual(expect.objectContaining({ code: 'majorHazard', basis: 'GB 18218-2018' }));
  });

  it('a question of another department, an unknown finding and a second answer are refused', async () => {
    const task = await review.task('emb.officer1', 'draft');
    const client = await system.loginAs('emb.officer1');
    const refusals = [
      [{ question: 'landUse', finding: 'met' }],
      [{ question: 'majorHazard', finding: 'maybe' }],
      [
        { question: 'majorHazard', finding: 'met' },
        { question: 'majorHazard', finding: 'notMet' },
      ],
      [{ question: 'majorHazard', finding: 'met', note: 'x'.repeat(2001) }],
    ];
    for (const findings of refusals) {
      const form = { opinion: '同意', findings };
      const { status, body } = await command(client, `/api/v1/tasks/${task.taskId}/complete`, {
        outcome: 'agree',
        form,
      });
      expect([status, body.code, body.errors?.[0]?.field]).toEqual([422, 'input.invalid', 'form.findings']);
    }
  });

  it('drafts stay within the department until they are signed; what is signed but not answered is missing', async () => {
    const findings = [
      { question: 'safetyEvaluation', finding: 'met' },
      { question: 'majorHazard', finding: 'notMet', note: '罐区分级偏低' },
    ];
    await review.answer('emb.officer1', 'draft', 'agree', { opinion: '同意', findings });
    const own = await matrixOf(await system.loginAs('emb.chief'), review);
    expect(cell(own, 'EMB', 'majorHazard')).toMatchObject({
      state: 'inReview',
      finding: 'notMet',
      note: '罐区分级偏低',
      missing: true,
    });
    expect(cell(await matrixOf(lead, review), 'EMB', 'majorHazard')).toMatchObject({ finding: 'notMet' });
    expect(JSON.stringify(await matrixOf(neighbour, review))).not.toContain('罐区分级偏低');
    expect(cell(await matrixOf(neighbour, review), 'EMB', 'majorHazard')).toMatchObject({ finding: null, note: null });

    await review.answer('emb.chief', 'sectionReview', 'approve', {});
    await review.answer('emb.deputy', 'sign', 'sign', {});
    const signed = await matrixOf(neighbour, review);
    expect(cell(signed, 'EMB', 'majorHazard')).toMatchObject({
      state: 'ready',
      finding: 'notMet',
      note: '罐区分级偏低',
      missing: false,
    });
    expect(cell(signed, 'EMB', 'processProof')).toMatchObject({ state: 'ready', finding: null, missing: true });
    // The questions with most answers missing stand first.
    const missing = signed.questions.map((q) => q.missing);
    expect(missing).toEqual([...missing].sort((a, b) => b - a));
  });

  it('the applicant sees none of it before the decision, a stranger not even the case', async () => {
    const refused = await firm.get(`${review.path}/matrix`);
    expect([refused.status, refused.body.code]).toEqual([403, 'access.denied']);
    for (const login of ['firmb.applicant1', 'customs.officer1']) {
      const stranger = await (await system.loginAs(login)).get(`${review.path}/matrix`);
      expect([login, stranger.status, stranger.body.code]).toEqual([login, 404, 'case.unknown']);
    }
    await system.anonymous.get(`${review.path}/matrix`).expect(401);
  });
});
