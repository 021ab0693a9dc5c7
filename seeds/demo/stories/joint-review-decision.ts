import { checkPointName } from '../../../workflows/processes/form-rows';
import { dueWords, type CasePlay } from '../case-play';
import type { StagePlay } from '../stage-play';
import { DEPARTMENTS, foam, LEAD, personName } from './joint-review-cast';

export async function decide(play: StagePlay, review: CasePlay): Promise<void> {
  play.scene('牵头单位拟定、审核、作出决定');
  const detail = await review.standsIn('decisionDraft');
  const opinions = Object.fromEntries(detail.branches.map(({ branch, opinion }) => [branch, opinion]));
  const wanted = Object.fromEntries(DEPARTMENTS.map((one) => [one, one === 'FRB' ? 'CONDITIONAL' : 'AGREE']));
  play.expect('各部门意见', opinions, wanted);
  const drafted = await review.task({ login: LEAD, stage: 'decisionDraft' });
  const over = await play.as(LEAD).refusal('POST', `/tasks/${encodeURIComponent(drafted.taskId)}/complete`, {
    outcome: 'proposeApprove',
    form: { opinion: '同意' },
  });
  play.expect('有部门附条件时不得拟无条件同意', [over.status, over.body.code], [422, 'outcome.notOffered']);
  await review.move({
    login: LEAD,
    stage: 'decisionDraft',
    outcome: 'proposeConditional',
    form: { opinion: '各部门意见一致，拟附条件同意。', conditions: [foam()] },
  });
  play.say(`${personName(LEAD)}：拟附条件同意（${dueWords(drafted)}）；拟无条件同意被拒绝（422）`);
  await review.move({ login: 'hwedz.chief', stage: 'decisionReview', outcome: 'approve' });
  await review.move({ login: 'hwedz.director', stage: 'decide', outcome: 'approveWithConditions' });
  play.say(`${personName('hwedz.chief')}审核通过，${personName('hwedz.director')}：附条件同意`);
  const { text, owner, dueDay, checkPoint } = foam();
  play.say(`  · 条件：${text}（${owner}，${dueDay}前，${checkPointName(checkPoint)}核查）`);
  const ended = await play.until(
    '案件应办结',
    () => review.detail(),
    ({ status }) => status === 'ended',
  );
  play.expect('办理结果', ended.result, 'conditionallyApproved');
  const legal = ended.clocks.find(({ limit }) => limit === 'jointReview.legal');
  play.expect('法定期限内办结', legal?.status, 'met');
}
