import type { Machine, Outcome, ParallelStage, Term } from '../definition';
import { sendBack, t } from '../wording';
import { BASIS } from './basis';
import { FORMS } from './forms';

/**
 * How an authority comes to its opinion: the officer drafts one of the four, the section chief reviews, the deputy director signs.
 * @param org whose people act
 * @param more outcomes beside the four opinions
 */
export function opinionMachine(org: Term, more: Outcome[] = []): Machine {
  return {
    start: 'draft',
    stages: [
      {
        code: 'draft',
        kind: 'task',
        name: t('经办人拟定意见', 'Draft by the case officer'),
        basis: [BASIS.examination],
        clocks: { own: 'jointReview.draft' },
        assignment: { org: org, role: 'caseOfficer' },
        policy: { kind: 'single' },
        form: FORMS.departmentOpinion.key,
        outcomes: [
          {
            code: 'agree',
            name: t('同意', 'Agree'),
            to: 'sectionReview',
            set: { opinion: 'AGREE' },
            demands: { opinion: true },
            tone: 'positive',
          },
          {
            code: 'conditional',
            name: t('有条件同意', 'Agree on conditions'),
            to: 'sectionReview',
            set: { opinion: 'CONDITIONAL' },
            demands: { opinion: true, conditions: true },
            tone: 'positive',
          },
          {
            code: 'correction',
            name: t('补正', 'Ask for corrections'),
            to: 'sectionReview',
            set: { opinion: 'CORRECTION' },
            demands: { opinion: true, fields: ['points'] },
            tone: 'neutral',
          },
          {
            code: 'object',
            name: t('不予通过', 'Object'),
            to: 'sectionReview',
            set: { opinion: 'OBJECT' },
            demands: { opinion: true },
            tone: 'negative',
          },
          ...more,
        ],
      },
      {
        code: 'sectionReview',
        kind: 'task',
        name: t('科室负责人审核', 'Review by the section chief'),
        basis: [BASIS.examination],
        clocks: { own: 'jointReview.sectionReview' },
        assignment: { org: org, role: 'sectionChief' },
        policy: { kind: 'single' },
        form: FORMS.review.key,
        notSameAs: ['draft'],
        outcomes: [
          { code: 'approve', name: t('审核通过', 'Approve'), to: 'sign', tone: 'positive' },
          sendBack('return', t('退回经办人', 'Return to the officer'), 'draft'),
        ],
      },
      {
        code: 'sign',
        kind: 'task',
        name: t('分管领导审签', 'Signature of the deputy director'),
        basis: [BASIS.examination],
        clocks: { own: 'jointReview.countersign' },
        assignment: { org: org, role: 'deputyDirector' },
        policy: { kind: 'single' },
        form: FORMS.review.key,
        notSameAs: ['draft', 'sectionReview'],
        outcomes: [
          { code: 'sign', name: t('签发', 'Sign'), to: 'signed', tone: 'positive' },
          sendBack('returnToSection', t('退回科室负责人', 'Return to the section chief'), 'sectionReview'),
          sendBack('returnToDraft', t('退回经办人', 'Return to the officer'), 'draft'),
        ],
      },
      { code: 'signed', kind: 'end', name: t('意见已签发', 'Opinion signed'), result: 'signed' },
    ],
  };
}

/** All departments at once, each for itself; on coming back only those that have to review again. */
export function departmentReview(to: string, more: Outcome[] = []): ParallelStage {
  return {
    code: 'departmentReview',
    kind: 'parallel',
    name: t('部门审查', 'Review by departments'),
    basis: [BASIS.policy, BASIS.joint],
    clocks: { own: 'jointReview.department' },
    branches: { each: { fact: 'reviewDepartments', as: 'dept', machine: opinionMachine('$dept', more) } },
    join: { kind: 'all' },
    siblings: 'keep',
    redoOnly: 'correctionDepartments',
    to,
  };
}
