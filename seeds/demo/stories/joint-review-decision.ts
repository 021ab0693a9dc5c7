import type { PublicNoticePage } from '../../../api/public-notices/public-notices.dto';
import { checkPointName } from '../../../workflows/processes/form-rows';
import { dueWords, type CasePlay } from '../case-play';
import type { StagePlay } from '../stage-play';
import { DEPARTMENTS, LEAD, personName } from './joint-review-cast';
import { conditionsOf, type Script } from './joint-review-script';

const OPINIONS = { conditional: 'CONDITIONAL', object: 'OBJECT' } as const;

/**
 * Draft, review and decision; returns the result, or null when the case is made public before it is decided: then it goes on after
 * days that a story does not wait for.
 */
export async function decide(play: StagePlay, review: CasePlay, script: Script): Promise<string | null> {
  play.scene('牵头单位拟定、审核、作出决定');
  const { proposal } = script;
  const detail = await review.standsIn('decisionDraft');
  const opinions = Object.fromEntries(detail.branches.map(({ branch, opinion }) => [branch, opinion]));
  const wanted = Object.fromEntries(
    DEPARTMENTS.map((one) => [one, script.opinions[one] ? OPINIONS[script.opinions[one].outcome] : 'AGREE']),
  );
  play.expect('各部门意见', opinions, wanted);
  const drafted = await review.task({ login: LEAD, stage: 'decisionDraft' });
  const refused = await refuseMore(play, drafted.taskId, script);
  const conditions = conditionsOf(script);
  await review.move({
    login: LEAD,
    stage: 'decisionDraft',
    outcome: proposal.propose,
    form: { opinion: proposal.reasons, ...(conditions.length > 0 ? { conditions } : {}) },
  });
  play.say(`${personName(LEAD)}：${proposal.proposed}（${dueWords(drafted)}）${refused}`);
  await review.move({ login: 'hwedz.chief', stage: 'decisionReview', outcome: 'approve' });
  if (proposal.result !== 'rejected' && (await review.hasPublicity())) {
    play.say(`${personName('hwedz.chief')}审核通过`);
    await tellNotice(play, review);
    return null;
  }
  await review.move({ login: 'hwedz.director', stage: 'decide', outcome: proposal.decide });
  play.say(`${personName('hwedz.chief')}审核通过，${personName('hwedz.director')}：${proposal.decided}`);
  for (const { text, owner, dueDay, checkPoint } of conditions)
    play.say(`  · 条件：${text}（${owner}，${dueDay}前，${checkPointName(checkPoint)}核查）`);
  const ended = await review.ends(proposal.result);
  const legal = ended.clocks.find(({ limit }) => limit === 'jointReview.legal');
  play.expect('法定期限内办结', legal?.status, 'met');
  return ended.result;
}

/** Whoever objects or sets a condition is not passed over; a rejection without reasons is none. */
async function refuseMore(play: StagePlay, taskId: string, { proposal }: Script): Promise<string> {
  if (proposal.result === 'approved') return '';
  const path = `/tasks/${encodeURIComponent(taskId)}/complete`;
  const over = await play.as(LEAD).refusal('POST', path, { outcome: 'proposeApprove', form: { opinion: '同意' } });
  const why = proposal.result === 'rejected' ? '有部门持异议时不得拟同意' : '有部门附条件时不得拟无条件同意';
  play.expect(why, [over.status, over.body.code], [422, 'outcome.notOffered']);
  if (proposal.result !== 'rejected') return '；拟无条件同意被拒绝（422）';
  const silent = await play.as(LEAD).refusal('POST', path, { outcome: proposal.propose });
  play.expect('不予通过须写明理由', [silent.status, silent.body.code], [422, 'outcome.demandsOpinion']);
  return '；拟同意、不写理由均被拒绝（422）';
}

async function tellNotice(play: StagePlay, review: CasePlay): Promise<void> {
  play.scene('公示');
  const { version } = await review.standsIn('publicNotice');
  const { items } = await play.as(LEAD).get<PublicNoticePage>(`/public/notices?q=${review.caseId}`);
  const until = items[0]?.until ?? '';
  play.expectTrue('公示应有截止日', /^\d{4}-\d\d-\d\d$/.test(until), until);
  play.say(
    `按第${version}版流程，拟作出的决定公示至${until}24时，其间可以提出异议、申请听证；期满无异议的，由负责人作出决定。`,
  );
  play.say('演示不等待公示期满，到此为止；案件继续办理。');
}
