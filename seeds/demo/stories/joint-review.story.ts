import { CasePlay } from '../case-play';
import type { StagePlay } from '../stage-play';
import { LEAD } from './joint-review-cast';
import { correct } from './joint-review-correction';
import { decide } from './joint-review-decision';
import { accept, meet, reviewAgain, reviewByDepartments, reviewHalf } from './joint-review-departments';
import { fileApplication, submit } from './joint-review-filing';
import { fetchLetter, showTimeline, verify } from './joint-review-proof';
import { APPROVAL, CONDITIONS, CORRECTIONS, REJECTION, type Script } from './joint-review-script';
import { withdraw } from './joint-review-withdrawal';
import type { Played, Story } from './story';

const PROCESS = 'joint-review';

async function open(play: StagePlay): Promise<{ applicationId: string; review: CasePlay }> {
  const applicationId = await fileApplication(play);
  const { caseId } = await submit(play, applicationId);
  const review = new CasePlay(play, caseId, LEAD);
  await accept(play, review);
  return { applicationId, review };
}

async function playScript(play: StagePlay, script: Script): Promise<Played> {
  const { applicationId, review } = await open(play);
  await reviewByDepartments(play, review, script);
  for (const [i, round] of script.rounds.entries()) {
    await correct(play, review, applicationId, round, i + 1);
    await reviewAgain(play, review, applicationId, script, i + 1);
  }
  if (script.proposal.result === 'rejected') await meet(play, review);
  const result = await decide(play, review, script);
  if (script.showsTimeline) await showTimeline(play, review);
  const letter = result === null ? null : await fetchLetter(play, review);
  await verify(play, review);
  return { caseId: review.caseId, applicationId, result, letter };
}

/** The joint review of a nitration plant, from the draft of the enterprise to the letter. */
export const jointReviewStory: Story = {
  process: PROCESS,
  name: 'conditions',
  title: {
    zh: '硝化装置联合审查：七个部门、一轮补正、一次退回、附条件同意',
    en: 'Joint review of a nitration plant: seven departments, one round of corrections, one return, conditions',
  },
  play: (play) => playScript(play, CONDITIONS),
};

export const JOINT_REVIEW_STORIES: readonly Story[] = [
  jointReviewStory,
  {
    process: PROCESS,
    name: 'approval',
    title: { zh: '硝化装置联合审查：各部门同意，予以同意', en: 'Joint review: all departments agree, approved' },
    play: (play) => playScript(play, APPROVAL),
  },
  {
    process: PROCESS,
    name: 'corrections',
    title: { zh: '硝化装置联合审查：两轮补正后同意', en: 'Joint review: two rounds of corrections, approved' },
    play: (play) => playScript(play, CORRECTIONS),
  },
  {
    process: PROCESS,
    name: 'rejection',
    title: {
      zh: '硝化装置联合审查：区应急管理局异议成立，不予通过',
      en: 'Joint review: an objection stands, rejected with reasons',
    },
    play: (play) => playScript(play, REJECTION),
  },
  {
    process: PROCESS,
    name: 'withdrawal',
    title: { zh: '硝化装置联合审查：审查中企业撤件', en: 'Joint review: withdrawn while the departments review' },
    play: async (play) => {
      const { applicationId, review } = await open(play);
      await reviewHalf(play, review);
      const result = await withdraw(play, review);
      await verify(play, review);
      return { caseId: review.caseId, applicationId, result, letter: null };
    },
  },
];
