import { createHash } from 'node:crypto';
import type { LetterDto } from '../../api/letters/letters.dto';
import { writeNotices } from '../../activities/notices/write-notices';
import type { TestClient } from '../support/api-app';
import { uploadAll, type Documents } from '../support/application-forms';
import { eventually } from '../support/eventually';
import { command, HttpReview } from '../support/review-over-http';
import { startSystem, type TestSystem } from '../support/running-worker';
import { pdfText } from '../unit/pdf/pdf-text';

let system: TestSystem;
let firm: TestClient;
let documents: Documents;

beforeAll(async () => {
  system = await startSystem();
  firm = await system.loginAs('firma.applicant1');
  documents = await uploadAll(firm);
});
afterAll(() => system?.close());

/** The letters that the enterprise has of a case, as soon as there are so many. */
async function letters(review: HttpReview, count: number): Promise<LetterDto[]> {
  // The notice is written beside the case, not within it.
  return eventually(async () => {
    const { body } = await firm.get(`${review.path}/letters`).expect(200);
    return (body as LetterDto[]).length >= count && (body as LetterDto[]);
  }, `${review.caseId} has no ${count} letters`);
}

async function textOf(letter: LetterDto, client = firm): Promise<string> {
  const { body } = await client
    .get(`/api/v1/documents/${letter.documentId}/content`)
    .buffer()
    .parse((res, done) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('end', () => done(null, Buffer.concat(parts)));
    })
    .expect(200);
  expect(
    createHash('sha256')
      .update(body as Buffer)
      .digest('hex'),
  ).toBe(letter.sha256);
  return pdfText(body as Buffer);
}

describe('notices to the enterprise', () => {
  it('an acceptance is told in writing at once, with the papers, the legal time and its last day', async () => {
    const review = await (await HttpReview.submitted(system, documents)).accepted();
    const [letter] = await letters(review, 1);
    expect(letter).toMatchObject({ kind: 'jointReview.acceptance', title: '受理通知书', supersededBy: null });
    const text = await textOf(letter!);
    const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();
    expect(letter!.number).toMatch(new RegExp(`^虞联受〔${year}〕\\d+号$`));
    expect(text).toContain(letter!.number);
    expect(text).toContain('示例硝化装置自动化改造项目');
    expect(text).toContain(review.caseId);
    expect(text).toContain('四十五个工作日');
    expect(text).toContain('safetyEvaluationReport.pdf');
    const { body: detail } = await firm.get(review.path).expect(200);
    const legal = detail.clocks.find((c: { limit: string }) => c.limit === 'jointReview.legal');
    const [y, m, d] = legal.dueDay.split('-').map(Number);
    expect(text).toContain(`至${y}年${m}月${d}日届满`);

    // Its QR code leads to the public check.
    const address = /\/check\/([A-Z]+-\d{4}-\d+)\?k=([\w-]{16})/.exec(text.replace(/\s/g, ''))!;
    const { body: check } = await system.anonymous
      .get(`/api/v1/public/letters/${address[1]}`)
      .query({ k: address[2]! })
      .expect(200);
    expect(check).toMatchObject({ valid: true, number: letter!.number, sha256: letter!.sha256, status: 'valid' });
  });

  it('a correction lists every point, by when and how the time is counted; a refusal its reasons and remedies', async () => {
    const review = await HttpReview.submitted(system, documents);
    await review.answer('hwedz.window1', 'acceptance', 'requestCorrection', {
      points: [{ text: '补充热风险评估', subject: '安全评价报告', basis: '45号令第十条' }, { text: '营业执照不清晰' }],
    });
    const [correction] = await letters(review, 1);
    const asked = await textOf(correction!);
    expect(correction!.kind).toBe('jointReview.correction');
    expect(asked).toContain('1安全评价报告补充热风险评估45号令第十条杭州湾');
    expect(asked).toContain('营业执照不清晰');
    expect(asked).toContain('补正期间不计入受理和办理期限');
    const task = await review.task('firma.applicant1', 'applicantCorrection');
    const { body } = await firm.get(`/api/v1/tasks/${task.taskId}`).expect(200);
    const [y, m, d] = body.dueDay.split('-').map(Number);
    expect(asked).toContain(`请于${y}年${m}月${d}日前`);

    const other = await HttpReview.submitted(system, documents);
    await other.answer('hwedz.window1', 'acceptance', 'refuse', { opinion: '不属于本机关职权范围' });
    const refusal = (await letters(other, 1)).find(({ kind }) => kind === 'jointReview.refusal')!;
    const text = await textOf(refusal);
    expect(refusal.title).toBe('不予受理决定书');
    expect(text).toContain('不属于本机关职权范围');
    expect(text).toContain('行政复议');
    expect(text).toContain('六个月');
  });

  it('what was taken back and decided anew supersedes its notice; nothing is written twice', async () => {
    const review = await HttpReview.submitted(system, documents);
    const points = [{ text: '补充热风险评估' }];
    const task = await review.answer('hwedz.window1', 'acceptance', 'requestCorrection', { points });
    const [first] = await letters(review, 1);
    const clerk = await system.loginAs('hwedz.window1');
    await command(clerk, `/api/v1/tasks/${task.taskId}/recall`, { reason: '漏列一项' }).expect(200);
    await review.answer('hwedz.window1', 'acceptance', 'requestCorrection', {
      points: [...points, { text: '补充总平面图' }],
    });
    const both = await letters(review, 2);
    const second = both.find(({ code }) => code !== first!.code)!;
    expect(both.find(({ code }) => code === first!.code)!.supersededBy).toBe(second.code);
    expect(await textOf(second)).toContain('补充总平面图');
    const dependencies = { connection: system.db, secretsDir: system.secretsDir, publicUrl: system.url };
    expect(await writeNotices(dependencies, review.caseId)).toBe(0);
    expect(await letters(review, 2)).toHaveLength(2);
  });

  it('are read by the people of the case and by no other', async () => {
    const review = await (await HttpReview.submitted(system, documents)).accepted();
    const [letter] = await letters(review, 1);
    const file = `/api/v1/documents/${letter!.documentId}/content`;
    for (const login of ['hwedz.officer1', 'emb.officer1']) await (await system.loginAs(login)).get(file).expect(200);
    const stranger = await system.loginAs('firmb.applicant1');
    expect((await stranger.get(file)).status).toBe(404);
    expect((await stranger.get(`${review.path}/letters`)).status).toBe(404);
    expect((await system.anonymous.get(file)).status).toBe(401);
  });
});
