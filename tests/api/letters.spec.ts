import { BlobStore } from '../../activities/documents/blob-store';
import { checkKey } from '../../activities/documents/check-code';
import { letterKindAt } from '../../activities/documents/letter-rules';
import { letterCheckSecret } from '../../activities/records/secret-file';
import { allocateLetterNumber, issueLetter } from '../../activities/store/letter.writer';
import { SMALL_PDF } from '../support/application-forms';
import { HttpReview } from '../support/review-over-http';
import { startSystem, type TestSystem } from '../support/running-worker';
import { SHIPPED_LETTERS } from '../support/shipped-letters';

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.close());

/** A letter as the automation issues it. */
async function issue(
  caseId: string,
  revision = 0,
): Promise<{ code: string; number: string; documentId: string; sha256: string }> {
  const letter = await allocateLetterNumber(system.db, {
    caseId,
    kind: letterKindAt(SHIPPED_LETTERS, 'jointReview.decision', '2026-09-10'),
    year: 2026,
    revision,
  });
  const { documentId, sha256 } = await new BlobStore(system.db).put(SMALL_PDF, {
    filename: `${letter.code}.pdf`,
    uploadedBy: 'system',
    kind: 'letter',
    caseId,
  });
  const issued = { issuer: '示例管委会', issuedOn: '2026-09-10', documentId, sha256 };
  await issueLetter(system.db, letter.code, issued);
  return { code: letter.code, number: letter.number, documentId, sha256 };
}

const keyOf = async (code: string): Promise<string> => checkKey(await letterCheckSecret(system.secretsDir), code);
const check = (code: string, key: string) => system.anonymous.get(`/api/v1/public/letters/${code}`).query({ k: key });

describe('the public check of a letter', () => {
  it('tells anybody who holds it that it is ours and holds, and nothing about people or the case', async () => {
    const letter = await issue('JR-2026-000001');
    const { body } = await check(letter.code, await keyOf(letter.code)).expect(200);
    expect(body).toEqual({
      valid: true,
      title: '联合审查决定',
      number: letter.number,
      kind: 'jointReview.decision',
      issuer: '示例管委会',
      issuedOn: '2026-09-10',
      sha256: letter.sha256,
      status: 'valid',
      inForce: letter.number,
    });
  });

  it('says that it was corrected, and by which letter', async () => {
    const first = await issue('JR-2026-000002');
    const second = await issue('JR-2026-000002', 1);
    const { body } = await check(first.code, await keyOf(first.code)).expect(200);
    expect(body).toMatchObject({ status: 'superseded', inForce: second.number });
  });

  it('does not tell a wrong key from a letter that does not exist', async () => {
    const letter = await issue('JR-2026-000003');
    const [wrong, none, other] = await Promise.all([
      check(letter.code, 'A'.repeat(16)),
      check('LS-2026-999999', await keyOf('LS-2026-999999')),
      check(letter.code, await keyOf('LS-2026-999999')),
    ]);
    for (const answer of [wrong, none, other]) expect([answer.status, answer.body]).toEqual([200, { valid: false }]);
    expect((await system.anonymous.get(`/api/v1/public/letters/${letter.code}`)).status).toBe(422);
  });
});

describe('the letters of a case', () => {
  it('reach the enterprise when the case has ended, the departments at once, strangers never', async () => {
    const review = await HttpReview.submitted(system);
    const letter = await issue(review.caseId);
    const path = `${review.path}/letters`;
    const [firm, officer] = [await system.loginAs('firma.applicant1'), await system.loginAs('hwedz.officer1')];
    expect((await officer.get(path).expect(200)).body).toEqual([
      expect.objectContaining({ code: letter.code, number: letter.number, documentId: letter.documentId }),
    ]);
    expect((await firm.get(path).expect(200)).body).toEqual([]);
    const file = `/api/v1/documents/${letter.documentId}/content`;
    expect((await firm.get(file)).status).toBe(404);

    await review.answer('hwedz.window1', 'acceptance', 'refuse', { opinion: '不属于本机关职权' });
    expect((await firm.get(path).expect(200)).body).toContainEqual(
      expect.objectContaining({ kind: 'jointReview.decision', code: letter.code }),
    );
    expect((await firm.get(file).expect(200)).headers['content-type']).toContain('application/pdf');

    const stranger = await system.loginAs('firmb.applicant1');
    expect((await stranger.get(path)).body.code).toBe('case.unknown');
    expect((await stranger.get(file)).status).toBe(404);
    expect((await system.anonymous.get(path)).status).toBe(401);
  });
});
