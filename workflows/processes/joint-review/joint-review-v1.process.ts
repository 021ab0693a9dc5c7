import type { Condition, ProcessDefinition, Stage } from '../definition';
import { t } from '../wording';
import { ACCEPTANCE } from './acceptance.stages';
import { BASIS } from './basis';
import { CORRECTION } from './correction.stages';
import { decisionStages } from './decision.stages';
import { departmentReview } from './department-review';
import { ENDS } from './ends.stages';
import { REVIEW_FACTS, SCREENING_FACTS, START_FACTS } from './facts';
import { FORMS } from './forms';
import type { RoutingRow } from './routing';
import { screeningStages } from './screening.stages';

const opinions = (some: string): Condition => ({ branches: 'departmentReview', fact: 'opinion', some });

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

const closing: Stage[] = [
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
      stages: [
        ...ACCEPTANCE,
        ...screeningStages(routing, 'departmentReview'),
        ...review,
        ...CORRECTION,
        ...decisionStages({ objected: opinions('OBJECT'), conditional: opinions('CONDITIONAL'), reviewed: 'decide' }),
        ...closing,
        ...ENDS,
      ],
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
