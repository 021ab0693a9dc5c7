import { randomUUID } from 'node:crypto';
import type { ApplicationDto, SubmissionReceiptDto } from '../../../api/applications/application.dto';
import type { CasePlay } from '../case-play';
import type { StagePlay } from '../stage-play';
import { uploadPaper, type nitrationPlant } from './joint-review-application';
import { APPLICANT, LEAD, personName } from './joint-review-cast';
import type { Round } from './joint-review-script';

/** @param number of the round, from 1 */
export async function correct(
  play: StagePlay,
  review: CasePlay,
  applicationId: string,
  round: Round,
  number: number,
): Promise<void> {
  play.scene(
    number === 1 ? '各部门的补正内容合为一轮，一次性告知企业；法定期限中止' : '再次补正，一次性告知企业；法定期限中止',
  );
  await review.standsIn('combineCorrections');
  const before = await review.clock('jointReview.legal');
  const points = Object.entries(round.asking).map(([askedBy, { text, subject, basis }]) => ({
    text,
    subject,
    basis,
    askedBy,
  }));
  await review.move({
    login: LEAD,
    stage: 'combineCorrections',
    outcome: 'send',
    form: { points, opinion: '请在期限内一次补齐。' },
  });
  const stopped = await review.clock('jointReview.legal');
  play.expect('补正期间法定期限中止', [stopped.status, stopped.dueDay], ['stopped', null]);
  play.say(`${personName(LEAD)}：发出补正告知书。法定期限中止：${stopped.stoppedFor ?? ''}`);

  const firm = play.as(APPLICANT);
  const told = await firm.get<ApplicationDto>(`/applications/${applicationId}`);
  play.expect(
    '企业收到的补正内容',
    told.correction?.points.map(({ text }) => text),
    points.map(({ text }) => text),
  );
  play.say(`企业收到${points.length}项补正内容，补正期限${told.correction?.dueDay ?? '—'}。`);
  const report = await uploadPaper(play, APPLICANT, 'safetyEvaluationReport', round.report);
  const application = structuredClone(told.application) as ReturnType<typeof nitrationPlant>;
  round.change(application);
  application.documents = application.documents.map((one) =>
    one.kind === 'safetyEvaluationReport' ? { ...one, documentId: report } : one,
  );
  const saved = await firm.put<ApplicationDto>(`/applications/${applicationId}`, {
    version: told.version,
    application,
  });
  const answers = round.answers.map((answer, i) => ({ number: i + 1, answer }));
  const key = randomUUID();
  const { body, retries } = await firm.command<SubmissionReceiptDto>(
    `/applications/${applicationId}/resubmit`,
    { version: saved.version, answers },
    key,
  );
  review.note(key, body.seq, retries);
  play.expect(`重新提交应为第${number + 1}版`, body.submitted, number + 1);
  play.say(`企业逐项答复，提交申报材料第${number + 1}版。`);
  await review.standsIn('departmentReview');
  const after = await review.clock('jointReview.legal');
  play.expect('法定期限恢复计算', after.status, 'running');
  play.expectTrue('恢复后的到期日不早于中止前', after.dueDay! >= before.dueDay!, [before.dueDay, after.dueDay]);
  play.expectTrue('算式应写明中止', after.arithmetic.includes('中止'), after.arithmetic);
  play.say(`法定期限恢复，到期日由${before.dueDay ?? '—'}变为${after.dueDay ?? '—'}：${after.arithmetic}`);
}
