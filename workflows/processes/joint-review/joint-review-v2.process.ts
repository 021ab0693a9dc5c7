import type { Label, ProcessDefinition, Stage } from '../definition';
import { t } from '../wording';
import { ACCEPTANCE } from './acceptance.stages';
import { BASIS } from './basis';
import { CORRECTION } from './correction.stages';
import { decisionStages } from './decision.stages';
import { departmentReview } from './department-review';
import { anyOpinion, DISPUTE, NOT_OURS } from './dispute.stages';
import { ENDS } from './ends.stages';
import { PROCEDURE_FACTS, REVIEW_FACTS, SCREENING_FACTS, START_FACTS } from './facts';
import { FORMS } from './forms';
import { PREPARATION } from './preparation.stages';
import { procedureForms } from './procedure-forms';
import { PUBLICITY } from './publicity.stages';
import { withQuestions, type ReviewQuestion } from './questions';
import type { RoutingRow } from './routing';
import { screeningStages } from './screening.stages';

/** A resubmission goes straight to the departments: arranged, visited and advised is once. */
const arrangedOnce: Stage = {
  code: 'arrangedOrNot',
  kind: 'choose',
  name: t('是否已作安排', 'Arranged already or not'),
  hit: 'first',
  rows: [{ when: { not: { fact: 'needExperts', is: null } }, to: 'departmentReview', basis: BASIS.arrangement }],
  to: 'arrangement',
};

/** An approval opens the life of the project; it goes on without this case. */
const closing: Stage[] = [
  {
    code: 'outcome',
    kind: 'choose',
    name: t('办结', 'Closing'),
    hit: 'first',
    rows: [{ when: { fact: 'decision', is: 'rejected' }, to: 'rejected', basis: BASIS.decision }],
    to: 'projectLife',
  },
  {
    code: 'projectLife',
    kind: 'subcase',
    name: t('项目全周期跟踪', 'Life of the project'),
    basis: [BASIS.policy],
    process: 'projectLife',
    mode: 'detached',
    pass: {
      applicant: 'applicant',
      leadOrg: 'leadOrg',
      applicationVersion: 'applicationVersion',
      hasMajorHazard: 'hasMajorHazard',
      decision: 'decision',
    },
    to: 'result',
  },
  {
    code: 'result',
    kind: 'choose',
    name: t('决定种类', 'Kind of approval'),
    hit: 'first',
    rows: [{ when: { fact: 'decision', is: 'approved' }, to: 'approved', basis: BASIS.decision }],
    to: 'conditionallyApproved',
  },
];

/** The whole procedure: with site visit and experts, the dispute about duties, publicity and hearing, and the life that follows. */
export function jointReviewV2(
  routing: readonly RoutingRow[],
  departments: readonly { code: string; name: Label }[],
  questions: readonly ReviewQuestion[] = [],
): ProcessDefinition {
  return {
    code: 'jointReview',
    numberPrefix: 'LS',
    version: 2,
    name: t('两重点一重大建设项目联合审查', 'Joint review of key-hazard projects'),
    effectiveFrom: '2027-01-01',
    effectiveTo: null,
    legalBasis: [BASIS.policy, BASIS.duties, BASIS.joint, BASIS.time],
    facts: { ...START_FACTS, ...SCREENING_FACTS, ...REVIEW_FACTS, ...PROCEDURE_FACTS },
    forms: [
      ...Object.values({ ...FORMS, departmentOpinion: withQuestions(FORMS.departmentOpinion, questions) }),
      ...Object.values(procedureForms(departments)),
    ],
    limits: [
      'jointReview.acceptance',
      'jointReview.correction',
      'jointReview.legal',
      'jointReview.siteVisit',
      'jointReview.expertReview',
      'jointReview.department',
      'jointReview.draft',
      'jointReview.sectionReview',
      'jointReview.countersign',
      'jointReview.meeting',
      'jointReview.backstop',
      'jointReview.establishmentOffice',
      'jointReview.objection',
      'jointReview.decision',
      'hearing.hold',
      'hearing.notice',
    ],
    machine: {
      start: 'acceptance',
      stages: [
        ...ACCEPTANCE,
        ...screeningStages(routing, arrangedOnce.code),
        arrangedOnce,
        ...PREPARATION,
        departmentReview('dutyGate', [NOT_OURS]),
        ...DISPUTE,
        ...CORRECTION,
        ...decisionStages({
          objected: anyOpinion('OBJECT'),
          conditional: anyOpinion('CONDITIONAL'),
          reviewed: 'publicOrNot',
        }),
        ...PUBLICITY,
        ...closing,
        ...ENDS,
      ],
    },
    withdrawal: {
      allowed: true,
      by: { person: '$applicant' },
      // Once decided there is nothing left to withdraw.
      notIn: ['issueLetter', 'projectLife'],
      basis: BASIS.arrangement,
    },
    supervisor: { org: '$leadOrg', role: 'supervisor' },
  };
}
