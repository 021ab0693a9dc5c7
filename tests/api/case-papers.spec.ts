import type { TestClient } from '../support/api-app';
import { upload, uploadAll } from '../support/application-forms';
import { command, HttpReview } from '../support/review-over-http';
import { startSystem, type TestSystem } from '../support/running-worker';

/** An id of the right form that nobody was ever given. */
const MADE_UP = '0123456789abcdef01234567';

let system: TestSystem;
let review: HttpReview;
let firm: TestClient;
let officer: TestClient;

beforeAll(async () => {
  system = await startSystem();
  firm = await system.loginAs('firma.applicant1');
  officer = await system.loginAs('emb.officer1');
  review = await (await HttpReview.submitted(system, await uploadAll(firm))).accepted();
});
afterAll(() => system?.close());

type Answer = { status: number; body: { code: string; errors: { field: string; code: string }[] } };
const faultsOf = ({ status, body }: Answer) => [status, ...body.errors.map((e) => `${e.field} ${e.code}`)];
const status = async (client: TestClient, id: string) => (await client.get(`/api/v1/documents/${id}`)).status;

describe('a document that a command names', () => {
  it('must be there: a made-up one is no proof', async () => {
    const task = await review.task('emb.officer1', 'draft');
    const path = `/api/v1/tasks/${task.taskId}/complete`;
    const paper = await upload(officer, 'siteVisitRecord');
    const answer = { outcome: 'agree', form: { opinion: '同意' }, attachments: [paper, MADE_UP, 'x'] };
    expect(faultsOf(await command(officer, path, answer))).toEqual([
      422,
      'attachments[1] document.notYours',
      'attachments[2] document.notYours',
    ]);
    const late = { at: '2026-01-05T08:00:00Z', evidence: MADE_UP };
    expect(
      faultsOf(await command(officer, path, { outcome: 'agree', form: { opinion: '同意' }, backdated: late })),
    ).toEqual([422, 'backdated.evidence document.notYours']);
    const comment = { text: '补记', backdated: late };
    expect(faultsOf(await command(officer, `${review.path}/comments`, comment))).toEqual([
      422,
      'backdated.evidence document.notYours',
    ]);
  });

  it('is not opened to the enterprise by the enterprise naming it', async () => {
    const internal = await upload(officer, 'internalNote');
    expect(await status(firm, internal)).toBe(404);
    const named = await command(firm, `${review.path}/documents`, { documentId: internal, kind: 'supplement' });
    expect(faultsOf(named)).toEqual([422, 'documentId document.notYours']);
    expect(await status(firm, internal)).toBe(404);

    const own = await upload(firm, 'supplement');
    await command(firm, `${review.path}/documents`, { documentId: own, kind: 'supplement' }).expect(200);
    const instead = { documentId: own, kind: 'supplement', replaces: internal };
    expect(faultsOf(await command(firm, `${review.path}/documents`, instead))).toEqual([
      422,
      'replaces document.notYours',
    ]);
  });

  it('of another case stays there, also where its owner names it', async () => {
    const other = await HttpReview.submitted(system, await uploadAll(firm));
    const answer = await firm
      .post(`/api/v1/documents?kind=supplement&caseId=${other.caseId}`)
      .attach('file', Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'), {
        filename: 'supplement.pdf',
        contentType: 'application/pdf',
      });
    const paper = { documentId: answer.body.documentId as string, kind: 'supplement' };
    expect(faultsOf(await command(firm, `${review.path}/documents`, paper))).toEqual([
      422,
      'documentId document.notYours',
    ]);
    await command(firm, `${other.path}/documents`, paper).expect(200);
  });
});
