import { jointReviewV1 } from '../../../workflows/processes/joint-review/joint-review-v1.process';
import { wayAhead } from '../../../web/src/pages/case/way-ahead';

const ahead = (from: string) => wayAhead(jointReviewV1([]).machine, from).map(({ code }) => code);

describe('what follows in a joint review when nothing is sent back', () => {
  it('is the review by the departments and the decision, from the window on', () => {
    expect(ahead('acceptance')).toEqual(['departmentReview', 'decisionDraft', 'decisionReview', 'decide']);
  });

  it('is only the decision when it lies with who decides', () => {
    expect(ahead('decisionReview')).toEqual(['decide']);
    expect(ahead('decide')).toEqual([]);
  });

  it('is nothing for a stage that nobody knows', () => {
    expect(ahead('noSuchStage')).toEqual([]);
  });
});
