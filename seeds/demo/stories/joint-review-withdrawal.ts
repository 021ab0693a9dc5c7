import { randomUUID } from 'node:crypto';
import type { ReceiptDto } from '../../../api/cases/command.dto';
import type { TaskPage } from '../../../api/tasks/task.dto';
import type { CasePlay } from '../case-play';
import type { StagePlay } from '../stage-play';
import { APPLICANT, DEPARTMENTS, official, organisationName } from './joint-review-cast';

/** 撤件: by the applicant alone; what lay with the departments is gone, what they did stays on record. */
export async function withdraw(play: StagePlay, review: CasePlay): Promise<string | null> {
  play.scene('企业撤件');
  const path = `/cases/${review.caseId}/withdraw`;
  const reason = { reason: '投资计划调整，本项目不再建设。' };
  const department = await play.as('emb.officer1').refusal('POST', path, reason);
  play.expect('审查部门不得替企业撤件', [department.status, department.body.code], [403, 'access.denied']);
  const key = randomUUID();
  const { body, retries } = await play.as(APPLICANT).command<ReceiptDto>(path, reason, key);
  review.note(key, body.seq, retries);
  const ended = await review.ends('withdrawn');
  play.say(`企业：${reason.reason}案件办结，结果为撤件。审查部门代为撤件被拒绝（403）。`);
  for (const one of DEPARTMENTS) {
    const { items } = await play
      .as(official(one, 'officer1'))
      .get<TaskPage>(`/tasks?limit=100&q=${encodeURIComponent(review.caseId)}`);
    play.expect(`${organisationName(one)}不再有本案的待办`, items, []);
  }
  const again = await play.as(APPLICANT).refusal('POST', path, reason);
  play.expect('已撤件的案件不能再撤', [again.status, again.body.code], [409, 'case.ended']);
  play.say('各部门待办中不再有本案；已签发的意见保留在案件记录中。');
  return ended.result;
}
