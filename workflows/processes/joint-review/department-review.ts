import type { ParallelStage } from '../definition';
import { sendBack, t } from '../wording';
import { BASIS } from './basis';
import { FORMS } from './forms';

/** The four opinions that a department may give; how one of them is reached within the department. */
export function departmentReview(to: string): ParallelStage {
  return {
    code: 'departmentReview',
    kind: 'parallel',
    name: t('部门审查', 'Review by departments'),
    basis: [BASIS.policy, BASIS.joint],
    clocks: { own: 'jointReview.department' },
    branches: {
      each: {
        fact: 'reviewDepartments',
        as: 'dept',
        machine: {
          start: 'draft',
          stages: [
            {
              code: 'draft',
              kind: 'task',
              name: t('经办人拟定意见', 'Draft by the case officer'),
              basis: [BASIS.examination],
              clocks: { own: 'jointReview.draft' },
              assignment: { org: '$dept', role: 'caseOfficer' },
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
              ],
            },
            {
              code: 'sectionReview',
              kind: 'task',
              name: t('科室负责人审核', 'Review by the section chief'),
              basis: [BASIS.examination],
              clocks: { own: 'jointReview.sectionReview' },
              assignment: { org: '$dept', role: 'sectionChief' },
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
              assignment: { org: '$dept', role: 'deputyDirector' },
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
        },
      },
    },
    join: { kind: 'all' },
    siblings: 'keep',
    redoOnly: 'correctionDepartments',
    to,
  };
}
