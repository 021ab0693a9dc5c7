import type { VersionComparisonDto } from '../../../api/applications/application.dto';
import { dueWords, type CasePlay } from '../case-play';
import type { StagePlay } from '../stage-play';
import { DEPARTMENTS, foam, LEAD, official, organisationName, personName } from './joint-review-cast';
import type { Opinion, Script } from './joint-review-script';

export async function accept(play: StagePlay, review: CasePlay): Promise<void> {
  play.scene('窗口受理，系统判定并确定审查部门');
  const task = await review.move({ login: 'hwedz.window1', stage: 'acceptance', outcome: 'accept' });
  play.say(`${personName('hwedz.window1')}：受理（${dueWords(task)}，逾期未告知视为受理）`);
  if (await review.hasPublicity()) {
    const form = { needSiteVisit: false, needExperts: false };
    await review.move({ login: LEAD, stage: 'arrangement', outcome: 'arrange', form });
    play.say(`${personName(LEAD)}：不作现场核查，不组织专家评审，直接送部门审查`);
  }
  const detail = await review.standsIn('departmentReview');
  play.expect('审查部门', detail.facts['reviewDepartments'], DEPARTMENTS);
  play.expect('重大危险源等级', detail.facts['majorLevel'], 2);
  play.say(`判定：属于“两重点一重大”，二级重大危险源。审查部门：${DEPARTMENTS.map(organisationName).join('、')}`);
  const legal = await review.clock('jointReview.legal');
  play.expect('法定期限开始计算', legal.status, 'running');
  play.say(`法定期限：${legal.arithmetic}`);
}

export async function reviewByDepartments(play: StagePlay, review: CasePlay, script: Script): Promise<void> {
  play.scene('七个部门并行审查');
  if (script.showsRefusals) await refusals(play, review);
  for (const department of DEPARTMENTS) {
    await opine(play, review, department, script.rounds[0]?.asking[department] ?? script.opinions[department]);
    if (department === script.returnedIn) await returnOnce(play, review, department);
    await sign(play, review, department);
  }
}

/** 经办人 drafts; without an opinion of its own the department agrees. */
async function opine(play: StagePlay, review: CasePlay, department: string, own: Opinion | undefined): Promise<void> {
  if (own?.outcome === 'correction') {
    const { opinion, outcome, ...point } = own;
    await draft(play, review, department, outcome, { opinion, points: [{ ...point, askedBy: department }] });
  } else if (own) {
    const conditions = own.outcome === 'conditional' ? { conditions: [foam()] } : {};
    await draft(play, review, department, own.outcome, { opinion: own.opinion, ...conditions });
  } else {
    await draft(play, review, department, 'agree', { opinion: '经审查，符合本部门审查要求。' });
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

/** @param number of the round that was corrected, from 1; the next one may ask again */
export async function reviewAgain(
  play: StagePlay,
  review: CasePlay,
  applicationId: string,
  { rounds }: Script,
  number: number,
): Promise<void> {
  play.scene('提出补正的部门对照变更内容再次审查，其余部门的意见不变');
  const round = rounds[number - 1]!;
  const { differences } = await play
    .as('emb.officer1')
    .get<VersionComparisonDto>(`/applications/${applicationId}/versions/${number}/compare/${number + 1}`);
  play.expect('两版之间的变更', differences.map(({ path }) => path).sort(), round.differences);
  for (const { label, kind } of differences) play.say(`  · ${label.zh}（${KINDS[kind] ?? kind}）`);
  const { branches } = await review.detail();
  const resting = branches.filter(({ state }) => state !== 'ready').map(({ branch }) => branch);
  play.expect('只有提出补正的部门再次审查', resting.sort(), Object.keys(round.asking).sort());
  for (const department of Object.keys(round.asking)) {
    const again = rounds[number]?.asking[department];
    if (again) await opine(play, review, department, again);
    else await draft(play, review, department, 'agree', { opinion: '补正内容已落实，同意。' });
    await sign(play, review, department);
  }
}

/** 联席会议: the objection stands. */
export async function meet(play: StagePlay, review: CasePlay): Promise<void> {
  play.scene('部门意见不一致，召开联席会议');
  await review.standsIn('jointMeeting');
  const task = await review.move({
    login: LEAD,
    stage: 'jointMeeting',
    outcome: 'upheld',
    form: {
      minutes: '区应急管理局说明外部安全防护距离的计算，各部门无异议。',
      attendance: DEPARTMENTS.map((department) => ({ name: personName(official(department, 'deputy')) })),
      opinion: '异议成立。',
    },
  });
  play.say(`${personName(LEAD)}：联席会议认为异议成立（${dueWords(task)}）`);
}

/** Some departments have opined, the others have not. */
export async function reviewHalf(play: StagePlay, review: CasePlay): Promise<void> {
  play.scene('部门开始审查');
  for (const department of DEPARTMENTS.slice(0, 2)) {
    await opine(play, review, department, undefined);
    await sign(play, review, department);
  }
  await opine(play, review, DEPARTMENTS[2]!, undefined);
}

const KINDS: Record<string, string> = { added: '新增', removed: '删除', changed: '变更' };
