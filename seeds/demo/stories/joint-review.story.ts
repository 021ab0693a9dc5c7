import { CasePlay } from '../case-play';
import { LEAD } from './joint-review-cast';
import { correct } from './joint-review-correction';
import { decide } from './joint-review-decision';
import { accept, reviewAgain, reviewByDepartments } from './joint-review-departments';
import { fileApplication, submit } from './joint-review-filing';
import { fetchLetter, showTimeline, verify } from './joint-review-proof';
import type { Story } from './story';

/** The joint review of a nitration plant, from the draft of the enterprise to the letter. */
export const jointReviewStory: Story = {
  name: 'joint-review',
  title: {
    zh: '硝化装置联合审查：七个部门、一轮补正、一次退回、附条件同意',
    en: 'Joint review of a nitration plant: seven departments, one round of corrections, one return, conditions',
  },
  async play(play) {
    const applicationId = await fileApplication(play);
    const { caseId } = await submit(play, applicationId);
    const review = new CasePlay(play, caseId, LEAD);
    await accept(play, review);
    await reviewByDepartments(play, review);
    await correct(play, review, applicationId);
    await reviewAgain(play, review, applicationId);
    await decide(play, review);
    await showTimeline(play, review);
    const letter = await fetchLetter(play, review);
    await verify(play, review);
    return { caseId, applicationId, letter };
  },
};
