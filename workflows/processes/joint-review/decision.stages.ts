import type { Condition, Stage } from '../definition';
import { sendBack, t } from '../wording';
import { BASIS } from './basis';
import { FORMS } from './forms';

export interface DecisionWays {
  /** An objection stands. */
  objected: Condition;
  /** Somebody agreed on conditions only. */
  conditional: Condition;
  /** Where the reviewed proposal goes. */
  reviewed: string;
}

/** 决定: what the director decides is what the officer proposed and the section chief reviewed, or it goes back. */
export const decisionStages = ({ objected, conditional, reviewed }: DecisionWays): Stage[] => [
  {
    code: 'decisionDraft',
    kind: 'task',
    name: t('拟定审查决定', 'Draft decision'),
    basis: [BASIS.decision],
    clocks: { own: 'jointReview.decision' },
    assignment: { org: '$leadOrg', role: 'caseOfficer' },
    policy: { kind: 'single' },
    form: FORMS.decision.key,
    outcomes: [
      {
        code: 'proposeApprove',
        name: t('拟同意', 'Propose approval'),
        to: 'decisionReview',
        set: { proposal: 'approve' },
        // Nobody's objection or condition is passed over.
        when: { not: { any: [conditional, objected] } },
        demands: { opinion: true },
        tone: 'positive',
      },
      {
        code: 'proposeConditional',
        name: t('拟附条件同意', 'Propose approval on conditions'),
        to: 'decisionReview',
        set: { proposal: 'approveWithConditions' },
        when: { not: objected },
        demands: { opinion: true, conditions: true },
        tone: 'positive',
      },
      {
        code: 'proposeReject',
        name: t('拟不予通过', 'Propose rejection'),
        to: 'decisionReview',
        set: { proposal: 'reject' },
        demands: { opinion: true },
        tone: 'negative',
      },
    ],
  },
  {
    code: 'decisionReview',
    kind: 'task',
    name: t('审查决定审核', 'Review of the decision'),
    basis: [BASIS.decision],
    assignment: { org: '$leadOrg', role: 'sectionChief' },
    policy: { kind: 'single' },
    form: FORMS.review.key,
    notSameAs: ['decisionDraft'],
    outcomes: [
      { code: 'approve', name: t('审核通过', 'Approve'), to: reviewed, tone: 'positive' },
      sendBack('return', t('退回经办人', 'Return to the officer'), 'decisionDraft'),
    ],
  },
  {
    code: 'decide',
    kind: 'task',
    name: t('作出决定', 'Decision'),
    basis: [BASIS.decision, BASIS.time],
    assignment: { org: '$leadOrg', role: 'director' },
    policy: { kind: 'single' },
    form: FORMS.review.key,
    notSameAs: ['decisionDraft', 'decisionReview'],
    recallable: false,
    outcomes: [
      {
        code: 'approve',
        name: t('同意', 'Approve'),
        to: 'issueLetter',
        set: { decision: 'approved' },
        when: { fact: 'proposal', is: 'approve' },
        tone: 'positive',
      },
      {
        code: 'approveWithConditions',
        name: t('附条件同意', 'Approve on conditions'),
        to: 'issueLetter',
        set: { decision: 'conditionallyApproved' },
        when: { fact: 'proposal', is: 'approveWithConditions' },
        tone: 'positive',
      },
      {
        code: 'reject',
        name: t('不予通过', 'Reject'),
        to: 'issueLetter',
        set: { decision: 'rejected' },
        when: { fact: 'proposal', is: 'reject' },
        tone: 'negative',
      },
      sendBack('returnToReview', t('退回审核', 'Return to the reviewer'), 'decisionReview'),
      sendBack('returnToDraft', t('退回经办人', 'Return to the officer'), 'decisionDraft'),
    ],
  },
  {
    code: 'issueLetter',
    kind: 'auto',
    name: t('制发批复', 'Decision letter'),
    basis: [BASIS.decision, BASIS.delivery],
    // 行政许可法 第四十二条: the limit is for deciding; delivery has its own ten days.
    clocks: { meet: ['jointReview.legal'] },
    activity: 'issueDecisionLetter',
    take: ['letterNumber', 'letterDocumentId'],
    to: 'outcome',
  },
];
