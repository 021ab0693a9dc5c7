import type { VersionComparisonDto } from '../../../api/applications/application.dto';
import { dueWords, type CasePlay } from '../case-play';
import type { StagePlay } from '../stage-play';
import { ASKING, DEPARTMENTS, foam, official, organisationName, personName } from './joint-review-cast';

export async function accept(play: StagePlay, review: CasePlay): Promise<void> {
  play.scene('窗口受理，系统判定并确定审查部门');
  const task = await review.move({ login: 'hwedz.window1', stage: 'acceptance', outcome: 'accept' });
  play.say(`${personName('hwedz.window1')}：受理（${dueWords(task)}，逾期未告知视为受理）`);
  const detail = await review.standsIn('departmentReview');
  play.expectTrue('本演示按联合审查第1版流程编写', detail.version === 1, detail.version);
  play.expect('审查部门', detail.facts['reviewDepartments'], DEPARTMENTS);
  play.expect('重大危险源等级', detail.facts['majorLevel'], 2);
  play.say(`判定：属于“两重点一重大”，二级重大危险源。审查部门：${DEPARTMENTS.map(organisationName).join('、')}`);
  const legal = await review.clock('jointReview.legal');
  play.expect('法定期限开始计算', legal.status, 'running');
  play.say(`法定期限：${legal.arithmetic}`);
}

export async function reviewByDepartments(play: StagePlay, review: CasePlay): Promise<void> {
  play.scene('七个部门并行审查');
  await refusals(play, review);
  for (const department of DEPARTMENTS) {
    const asked = ASKING[department];
    if (asked) {
      const { opinion, ...point } = asked;
      await draft(play, review, department, 'correction', { opinion, points: [{ ...point, askedBy: department }] });
    } else if (department === 'FRB') {
      await draft(play, review, department, 'conditional', {
        opinion: '同意，但须先行落实泡沫储备。',
        conditions: [foam()],
      });
    } else {
      await draft(play, review, department, 'agree', { opinion: '经审查，符合本部门审查要求。' });
    }
    if (department === 'NRPB') await returnOnce(play, review, department);
    await sign(play, review, department);
  }
}

/** What the system refuses while the departments work. */
async function refusals(play: StagePlay, review: CasePlay): Promise<void> {
  const task = await review.task({ login: 'emb.officer1', stage: 'draft', of: 'EMB' });
  const path = `/tasks/${encodeURIComponent(task.taskId)}/complete`;
  const answer = { outcome: 'agree', form: { opinion: '代为同意' } };
  const other = await play.as('eeb.officer1').refusal('POST', path, answer);
  play.expect('其他部门不得代办', [other.status, other.body.code], [403, 'task.notYours']);
  const silent = await play.as('emb.officer1').refusal('POST', path, { outcome: 'agree' });
  play.expect('结论须有意见', [silent.status, silent.body.code], [422, 'outcome.demandsOpinion']);
  play.say('拒绝：区生态环境分局代办应急管理局的待办（403）；没有意见的结论（422）。');
}

async function draft(
  play: StagePlay,
  review: CasePlay,
  department: string,
  outcome: keyof typeof OPINIONS,
  form: Record<string, unknown>,
): Promise<void> {
  const login = official(department, 'officer1');
  const task = await review.move({ login, stage: 'draft', of: department, outcome, form });
  play.say(
    `${organisationName(department)} ${personName(login)}：拟${OPINIONS[outcome]}（${dueWords(task)}）${String(form['opinion'])}`,
  );
}

const OPINIONS = { agree: '同意', conditional: '有条件同意', correction: '补正', object: '不予通过' } as const;

/** 科室负责人 sends the draft back; the officer drafts anew. */
async function returnOnce(play: StagePlay, review: CasePlay, department: string): Promise<void> {
  const chief = official(department, 'chief');
  const returned = await review.move({
    login: chief,
    stage: 'sectionReview',
    of: department,
    outcome: 'return',
    form: { opinion: '请写明与园区四至范围的核对情况。' },
  });
  play.say(`${organisationName(department)} ${personName(chief)}：退回经办人，请写明与园区四至范围的核对情况。`);
  const closed = await play
    .as(chief)
    .refusal('POST', `/tasks/${encodeURIComponent(returned.taskId)}/complete`, { outcome: 'approve' });
  play.expect('已办结的待办不能再办', [closed.status, closed.body.code], [409, 'task.closed']);
  await draft(play, review, department, 'agree', { opinion: '项目位于园区四至范围内，不占用土地安全控制线。' });
}

async function sign(play: StagePlay, review: CasePlay, department: string): Promise<void> {
  const [chief, deputy] = [official(department, 'chief'), official(department, 'deputy')];
  await review.move({ login: chief, stage: 'sectionReview', of: department, outcome: 'approve' });
  await review.move({ login: deputy, stage: 'sign', of: department, outcome: 'sign' });
  play.say(`${organisationName(department)} ${personName(chief)}审核通过，${personName(deputy)}签发`);
}

export async function reviewAgain(play: StagePlay, review: CasePlay, applicationId: string): Promise<void> {
  play.scene('提出补正的部门对照变更内容再次审查，其余部门的意见不变');
  const { differences } = await play
    .as('emb.officer1')
    .get<VersionComparisonDto>(`/applications/${applicationId}/versions/1/compare/2`);
  play.expect('两版之间的变更', differences.map(({ path }) => path).sort(), [
    'documents[0].documentId',
    'evaluation.reportNo',
    'project.description',
  ]);
  for (const { label, kind } of differences) play.say(`  · ${label.zh}（${KINDS[kind] ?? kind}）`);
  const { branches } = await review.detail();
  const resting = branches.filter(({ state }) => state !== 'ready').map(({ branch }) => branch);
  play.expect('只有提出补正的部门再次审查', resting.sort(), Object.keys(ASKING).sort());
  for (const department of Object.keys(ASKING)) {
    await draft(play, review, department, 'agree', { opinion: '补正内容已落实，同意。' });
    await sign(play, review, department);
  }
}

const KINDS: Record<string, string> = { added: '新增', removed: '删除', changed: '变更' };
