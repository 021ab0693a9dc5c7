import { randomUUID } from 'node:crypto';
import type {
  ApplicationDto,
  PreCheckDto,
  ScreeningDto,
  SubmissionReceiptDto,
} from '../../../api/applications/application.dto';
import type { StagePlay } from '../stage-play';
import { nitrationPlant, uploadPapers } from './joint-review-application';
import { APPLICANT } from './joint-review-cast';

export async function fileApplication(play: StagePlay): Promise<string> {
  play.scene('企业填报：示例甲化工有限公司拟对硝化装置作自动化改造');
  const firm = play.as(APPLICANT);
  const careless = nitrationPlant([]);
  careless.substances[2]!.cas = '67-56-2';
  const draft = await firm.post<ApplicationDto>('/applications', { application: careless });
  const { problems } = await firm.post<PreCheckDto>(`/applications/${draft.applicationId}/precheck`);
  play.say(`提交前预检发现${problems.length}项问题，例如：`);
  for (const { field, detail, rule } of [problems[0]!, problems.at(-1)!])
    play.say(`  · ${field}：${detail}〔${rule}〕`);
  const found = problems.map(({ field, code }) => `${field} ${code}`);
  play.expectTrue('预检应指出甲醇CAS号校验码有误', found.includes('substances[2].cas cas.digit'), found);
  play.expect(
    '预检应指出缺少的七份材料',
    found.filter((one) => one === 'documents precheck.documentMissing').length,
    7,
  );
  const refused = await firm.refusal('POST', `/applications/${draft.applicationId}/submit`, { version: 1 });
  play.expect('预检不通过不得提交', [refused.status, refused.body.code], [422, 'input.invalid']);

  const application = nitrationPlant(await uploadPapers(play, APPLICANT));
  await firm.put(`/applications/${draft.applicationId}`, { version: 1, application });
  play.say('更正CAS号，上传七份材料，保存草稿。');
  const screening = await firm.post<ScreeningDto>('/applications/screening', application);
  play.expect('应属于“两重点一重大”', [screening.inScope, screening.level], [true, 2]);
  for (const { met, reason } of screening.reasons) play.say(`  · ${met ? '是' : '否'}：${reason.zh}`);
  const tanks = screening.units.find(({ key }) => key === 'U1');
  // 40/5 + 60/10 + 800/500 = 15.6; 1.5 × (4×8 + 2×6 + 1×1.6) = 68.4
  play.expect('原料罐区 S、R、α、等级', [tanks?.s, tanks?.r, tanks?.alpha, tanks?.level], [15.6, 68.4, 1.5, 2]);
  for (const { arithmetic } of tanks!.lines) play.say(`  · ${arithmetic}`);
  play.say(`  · ${tanks!.name}：${tanks!.arithmetic}`);
  const clean = await firm.post<PreCheckDto>(`/applications/${draft.applicationId}/precheck`);
  play.expect('预检应无问题', clean.problems, []);
  return draft.applicationId;
}

export async function submit(play: StagePlay, applicationId: string): Promise<SubmissionReceiptDto> {
  play.scene('提交申报');
  const firm = play.as(APPLICANT);
  const path = `/applications/${applicationId}/submit`;
  const key = randomUUID();
  const { body: receipt, retries } = await firm.command<SubmissionReceiptDto>(path, { version: 2 }, key);
  play.accepted.push({ key, caseId: receipt.caseId, seq: receipt.seq });
  play.retries += retries;
  const again = await firm.command<SubmissionReceiptDto>(path, { version: 2 }, key);
  play.expect('同一幂等键再次提交应得到同一回执', again.body, receipt);
  play.say(`回执：案号${receipt.caseNo}，申报材料第${receipt.submitted}版。同一幂等键重复提交，仍是这一回执。`);
  const stranger = await play.as('firmb.applicant1').refusal('GET', `/cases/${receipt.caseId}`);
  play.expect('其他企业看不到本案', [stranger.status, stranger.body.code], [404, 'case.unknown']);
  return receipt;
}
