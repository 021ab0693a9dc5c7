import type { Condition, ProcessDefinition, Stage } from '../definition';
import { sendBack, t } from '../wording';
import { BASIS } from './basis';
import { departmentReview } from './department-review';
import { REVIEW_FACTS, SCREENING_FACTS, START_FACTS } from './facts';
import { FORMS } from './forms';
import { type RoutingRow, routingStage } from './routing';

/** Offered to nobody: only the clock gives such an outcome. */
const BY_CLOCK_ONLY: Condition = { any: [] };

const opinions = (some: string): Condition => ({ branches: 'departmentReview', fact: 'opinion', some });

/** 受理: one list of everything that is missing, within five working days, else deemed accepted. */
const acceptance: Stage[] = [
  {
    code: 'acceptance',
    kind: 'task',
    name: t('窗口受理', 'Acceptance at the window'),
    basis: [BASIS.acceptance],
    clocks: { own: 'jointReview.acceptance' },
    assignment: { org: '$leadOrg', role: 'windowClerk' },
    policy: { kind: 'single' },
    form: FORMS.acceptance.key,
    visibleToParty: true,
    outcomes: [
      { code: 'accept', name: t('受理', 'Accept'), to: 'screening', tone: 'positive' },
      {
        code: 'requestCorrection',
        name: t('一次性告知补正', 'Ask for corrections at once'),
        to: 'applicantCorrection',
        demands: { fields: ['points'] },
        tone: 'neutral',
      },
      {
        code: 'refuse',
        name: t('不予受理', 'Refuse to accept'),
        to: 'notAccepted',
        demands: { opinion: true },
        tone: 'negative',
      },
      {
        code: 'deemedAccepted',
        name: t('逾期未告知，视为受理', 'Deemed accepted'),
        to: 'screening',
        when: BY_CLOCK_ONLY,
        tone: 'neutral',
      },
    ],
    onDue: { outcome: 'deemedAccepted', basis: BASIS.acceptance },
  },
  {
    code: 'applicantCorrection',
    kind: 'task',
    name: t('申报人补正（受理前）', 'Correction before acceptance'),
    basis: [BASIS.acceptance],
    clocks: { own: 'jointReview.correction' },
    assignment: { person: '$applicant' },
    policy: { kind: 'single' },
    form: FORMS.resubmission.key,
    visibleToParty: true,
    recallable: false,
    outcomes: [
      {
        code: 'resubmit',
        name: t('重新提交', 'Resubmit'),
        to: 'acceptance',
        take: ['applicationVersion'],
        demands: { fields: ['explanation'] },
        tone: 'positive',
      },
    ],
  },
];

/** 判定与分办: computed, not ticked. */
const screening = (routing: readonly RoutingRow[]): Stage[] => [
  {
    code: 'screening',
    kind: 'auto',
    name: t('两重点一重大判定', 'Screening'),
    basis: [BASIS.scope],
    // 行政许可法 第四十二条: counted from acceptance.
    clocks: { start: ['jointReview.legal'] },
    activity: 'screenProject',
    take: Object.keys(SCREENING_FACTS),
    to: 'scope',
    onFailure: 'screeningFault',
  },
  {
    code: 'screeningFault',
    kind: 'task',
    name: t('核对无法判定的数据', 'Check data that cannot be screened'),
    basis: [BASIS.scope],
    assignment: { org: '$leadOrg', role: 'caseOfficer' },
    policy: { kind: 'single' },
    form: FORMS.screeningFault.key,
    outcomes: [
      { code: 'again', name: t('重新判定', 'Screen again'), to: 'screening', tone: 'neutral' },
      {
        code: 'askApplicant',
        name: t('请申报人更正', 'Ask the applicant'),
        to: 'applicantResubmission',
        demands: { fields: ['points'] },
        tone: 'neutral',
      },
    ],
  },
  {
    code: 'scope',
    kind: 'choose',
    name: t('是否属于联合审查范围', 'In scope or not'),
    basis: [BASIS.policy, BASIS.scope],
    hit: 'first',
    rows: [{ when: { fact: 'inScope', is: true }, to: 'routing', basis: BASIS.scope }],
    to: 'outOfScope',
  },
  routingStage(routing, 'departmentReview'),
];

/** 部门审查之后: corrections of all departments in one round; objections go to a meeting. */
const review: Stage[] = [
  departmentReview('gate'),
  {
    code: 'gate',
    kind: 'choose',
    name: t('汇总部门意见', 'Opinions together'),
    basis: [BASIS.policy],
    hit: 'first',
    rows: [
      { when: opinions('CORRECTION'), to: 'correctionDepartments', basis: BASIS.acceptance },
      // Where all object there is nothing to reconcile.
      {
        when: { branches: 'departmentReview', fact: 'opinion', every: 'OBJECT' },
        to: 'decisionDraft',
        basis: BASIS.decision,
      },
      { when: opinions('OBJECT'), to: 'jointMeeting', basis: BASIS.duties },
    ],
    to: 'decisionDraft',
  },
  {
    code: 'correctionDepartments',
    kind: 'choose',
    name: t('提出补正的部门', 'Departments that ask for corrections'),
    hit: 'collect',
    into: 'correctionDepartments',
    rows: [
      {
        when: { all: [] },
        addMembersOf: { block: 'departmentReview', fact: 'opinion', is: 'CORRECTION' },
        basis: BASIS.acceptance,
      },
    ],
    to: 'combineCorrections',
  },
  {
    code: 'combineCorrections',
    kind: 'task',
    name: t('汇总补正内容', 'One combined round of corrections'),
    basis: [BASIS.acceptance, BASIS.joint],
    assignment: { org: '$leadOrg', role: 'caseOfficer' },
    policy: { kind: 'single' },
    form: FORMS.combinedCorrection.key,
    outcomes: [
      {
        code: 'send',
        name: t('一次性告知申报人', 'Tell the applicant at once'),
        to: 'applicantResubmission',
        demands: { fields: ['points'] },
        tone: 'neutral',
      },
      sendBack('noneNeeded', t('无需补正，退回有关部门', 'None needed: back to the departments'), 'departmentReview'),
    ],
  },
  {
    code: 'applicantResubmission',
    kind: 'task',
    name: t('申报人补正', 'Correction by the applicant'),
    basis: [BASIS.acceptance, BASIS.truthful],
    clocks: {
      own: 'jointReview.correction',
      stop: [
        {
          limit: 'jointReview.legal',
          reason: t('申报人补正、整改', 'Correction and rectification by the applicant'),
          basis: BASIS.rectification,
        },
      ],
    },
    assignment: { person: '$applicant' },
    policy: { kind: 'single' },
    form: FORMS.resubmission.key,
    visibleToParty: true,
    recallable: false,
    outcomes: [
      {
        code: 'resubmit',
        name: t('重新提交', 'Resubmit'),
        // What was changed may change what the project is: it is screened anew.
        to: 'screening',
        take: ['applicationVersion'],
        demands: { fields: ['explanation'] },
        tone: 'positive',
      },
    ],
  },
  {
    code: 'jointMeeting',
    kind: 'task',
    name: t('联席会议', 'Joint meeting'),
    basis: [BASIS.duties, BASIS.arrangement],
    clocks: { own: 'jointReview.meeting' },
    assignment: { org: '$leadOrg', role: 'caseOfficer' },
    policy: { kind: 'single' },
    form: FORMS.meeting.key,
    outcomes: [
      {
        code: 'agreed',
        name: t('达成一致，原持异议部门重新出具意见', 'Agreed: who objected opines anew'),
        to: 'objectors',
        demands: { opinion: true, fields: ['minutes', 'attendance'] },
        tone: 'positive',
      },
      {
        code: 'upheld',
        name: t('异议成立', 'The objection stands'),
        to: 'decisionDraft',
        demands: { opinion: true, fields: ['minutes', 'attendance'] },
        tone: 'negative',
      },
    ],
  },
  {
    code: 'objectors',
    kind: 'choose',
    name: t('持异议的部门', 'Departments that object'),
    hit: 'collect',
    into: 'correctionDepartments',
    rows: [
      {
        when: { all: [] },
        addMembersOf: { block: 'departmentReview', fact: 'opinion', is: 'OBJECT' },
        basis: BASIS.duties,
      },
    ],
    to: 'departmentReview',
  },
];

/** 决定: what the director decides is what the officer proposed and the section chief reviewed, or it goes back. */
const decision: Stage[] = [
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
        when: { not: { any: [opinions('CONDITIONAL'), opinions('OBJECT')] } },
        demands: { opinion: true },
        tone: 'positive',
      },
      {
        code: 'proposeConditional',
        name: t('拟附条件同意', 'Propose approval on conditions'),
        to: 'decisionReview',
        set: { proposal: 'approveWithConditions' },
        when: { not: opinions('OBJECT') },
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
      { code: 'approve', name: t('审核通过', 'Approve'), to: 'decide', tone: 'positive' },
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
  {
    code: 'outcome',
    kind: 'choose',
    name: t('办结', 'Closing'),
    hit: 'first',
    rows: [
      { when: { fact: 'decision', is: 'approved' }, to: 'approved', basis: BASIS.decision },
      { when: { fact: 'decision', is: 'conditionallyApproved' }, to: 'conditionallyApproved', basis: BASIS.decision },
    ],
    to: 'rejected',
  },
];

const ends: Stage[] = [
  { code: 'approved', kind: 'end', name: t('同意', 'Approved'), result: 'approved', tone: 'positive' },
  {
    code: 'conditionallyApproved',
    kind: 'end',
    name: t('附条件同意', 'Approved on conditions'),
    result: 'conditionallyApproved',
    tone: 'positive',
  },
  { code: 'rejected', kind: 'end', name: t('不予通过', 'Rejected'), result: 'rejected', tone: 'negative' },
  { code: 'notAccepted', kind: 'end', name: t('不予受理', 'Not accepted'), result: 'notAccepted', tone: 'negative' },
  {
    code: 'outOfScope',
    kind: 'end',
    name: t('不属于联合审查范围', 'Out of scope'),
    result: 'outOfScope',
    tone: 'neutral',
  },
];

/** 涉及两重点一重大的危险化学品建设项目联合审查, first version: from the window to the letter. */
export function jointReviewV1(routing: readonly RoutingRow[]): ProcessDefinition {
  return {
    code: 'jointReview',
    numberPrefix: 'LS',
    version: 1,
    name: t('两重点一重大建设项目联合审查', 'Joint review of key-hazard projects'),
    effectiveFrom: '2026-01-01',
    effectiveTo: null,
    legalBasis: [BASIS.policy, BASIS.joint, BASIS.time],
    facts: { ...START_FACTS, ...SCREENING_FACTS, ...REVIEW_FACTS },
    forms: Object.values(FORMS),
    limits: [
      'jointReview.acceptance',
      'jointReview.correction',
      'jointReview.legal',
      'jointReview.department',
      'jointReview.draft',
      'jointReview.sectionReview',
      'jointReview.countersign',
      'jointReview.meeting',
      'jointReview.decision',
    ],
    machine: {
      start: 'acceptance',
      stages: [...acceptance, ...screening(routing), ...review, ...decision, ...ends],
    },
    withdrawal: {
      allowed: true,
      by: { person: '$applicant' },
      // Once decided there is nothing left to withdraw.
      notIn: ['issueLetter'],
      basis: BASIS.arrangement,
    },
    supervisor: { org: '$leadOrg', role: 'supervisor' },
  };
}
