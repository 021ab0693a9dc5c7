import type { ProcessDefinition } from '../definition';
import { sendBack, t } from '../wording';
import { BASIS } from './basis';
import { PARTIES } from './facts';
import { FORMS } from './forms';

const single = { kind: 'single' as const };

/** 安全设施设计审查: one application, twenty working days; correction by the applicant is not counted. */
export function safetyDesignReviewV1(): ProcessDefinition {
  return {
    code: 'safetyDesignReview',
    numberPrefix: 'SJ',
    version: 1,
    name: t('安全设施设计审查', 'Safety design review'),
    effectiveFrom: '2026-01-01',
    effectiveTo: null,
    legalBasis: [BASIS.project, BASIS.time],
    facts: {
      ...PARTIES,
      designProposal: { type: 'string', name: t('拟办意见', 'Proposal'), from: 'form' },
      designPassed: { type: 'boolean', name: t('审查通过', 'Passed'), from: 'form' },
    },
    forms: [FORMS.review, FORMS.filing],
    limits: ['safetyDesign', 'jointReview.correction'],
    machine: {
      start: 'examine',
      stages: [
        {
          code: 'examine',
          kind: 'task',
          name: t('审查安全设施设计', 'Examination of the design'),
          basis: [BASIS.project, BASIS.time],
          clocks: { start: ['safetyDesign'] },
          assignment: { org: 'EMB', role: 'caseOfficer' },
          policy: single,
          form: FORMS.review.key,
          outcomes: [
            {
              code: 'proposePass',
              name: t('拟通过', 'Propose to pass'),
              to: 'decide',
              set: { designProposal: 'pass' },
              demands: { opinion: true },
              tone: 'positive',
            },
            {
              code: 'correction',
              name: t('要求修改', 'Ask for changes'),
              to: 'revise',
              demands: { fields: ['points'] },
              tone: 'neutral',
            },
            {
              code: 'proposeFail',
              name: t('拟不通过', 'Propose to refuse'),
              to: 'decide',
              set: { designProposal: 'fail' },
              demands: { opinion: true },
              tone: 'negative',
            },
          ],
        },
        {
          code: 'revise',
          kind: 'task',
          name: t('修改设计文件', 'Changes of the design'),
          basis: [BASIS.project],
          clocks: {
            own: 'jointReview.correction',
            stop: [
              { limit: 'safetyDesign', reason: t('申请人修改文件', 'Changes by the applicant'), basis: BASIS.project },
            ],
          },
          assignment: { person: '$applicant' },
          policy: single,
          form: FORMS.filing.key,
          visibleToParty: true,
          outcomes: [
            {
              code: 'resubmit',
              name: t('重新提交', 'Resubmit'),
              to: 'examine',
              demands: { attachment: true },
              tone: 'positive',
            },
          ],
        },
        {
          code: 'decide',
          kind: 'task',
          name: t('作出审查决定', 'Decision'),
          basis: [BASIS.decision],
          assignment: { org: 'EMB', role: 'director' },
          policy: single,
          form: FORMS.review.key,
          notSameAs: ['examine'],
          outcomes: [
            {
              code: 'pass',
              name: t('通过', 'Pass'),
              to: 'passed',
              set: { designPassed: true },
              when: { fact: 'designProposal', is: 'pass' },
              tone: 'positive',
            },
            {
              code: 'fail',
              name: t('不通过', 'Refuse'),
              to: 'failed',
              set: { designPassed: false },
              when: { fact: 'designProposal', is: 'fail' },
              tone: 'negative',
            },
            sendBack('return', t('退回经办人', 'Return to the officer'), 'examine'),
          ],
        },
        { code: 'passed', kind: 'end', name: t('通过', 'Passed'), result: 'passed', tone: 'positive' },
        { code: 'failed', kind: 'end', name: t('不通过', 'Refused'), result: 'failed', tone: 'negative' },
      ],
    },
    withdrawal: { allowed: true, by: { person: '$applicant' }, notIn: [], basis: BASIS.project },
    supervisor: { org: 'EMB', role: 'supervisor' },
  };
}
