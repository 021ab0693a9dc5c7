import type { Machine } from '../definition';
import { sendBack, t } from '../wording';
import { BASIS } from './basis';
import { checkPoint } from './check-point';
import { FORMS } from './forms';
import { OFFICERS } from './officers';

const applicant = { assignment: { person: '$applicant' }, policy: { kind: 'single' as const }, visibleToParty: true };
const officer = { assignment: { org: 'EMB', role: 'caseOfficer' }, policy: { kind: 'single' as const } };

/** From construction over the trial and the acceptance to the licence. */
export const BUILDING: Machine = {
  start: 'construction',
  stages: [
    {
      code: 'construction',
      kind: 'task',
      name: t('施工建设', 'Construction'),
      basis: [BASIS.project],
      ...applicant,
      form: FORMS.filing.key,
      outcomes: [
        {
          code: 'completed',
          name: t('建成', 'Built'),
          to: 'trialPlan',
          demands: { attachment: true },
          tone: 'positive',
        },
        {
          code: 'giveUp',
          name: t('停止建设', 'Give up'),
          to: 'givenUp',
          set: { abandoned: true },
          demands: { opinion: true },
          tone: 'negative',
        },
      ],
    },
    {
      code: 'trialPlan',
      kind: 'task',
      name: t('制定并论证试生产方案', 'Plan of the trial'),
      basis: [BASIS.project],
      ...applicant,
      form: FORMS.trialPlan.key,
      outcomes: [
        {
          code: 'submit',
          name: t('报送方案', 'Submit'),
          to: 'conditions-trialProduction',
          demands: { attachment: true, fields: ['planReview', 'attendance'] },
          tone: 'positive',
        },
      ],
    },
    ...checkPoint('trialProduction', 'trialSupervision', 'trialPlan'),
    {
      code: 'trialSupervision',
      kind: 'task',
      name: t('试生产监督检查', 'Supervision of the trial'),
      basis: [BASIS.trial],
      clocks: { own: 'trialProduction.supervision' },
      ...officer,
      form: FORMS.inspection.key,
      outcomes: [
        {
          code: 'cleared',
          name: t('未发现问题', 'Nothing found'),
          to: 'trialPeriod',
          demands: { attachment: true, fields: ['record'], secondPerson: true },
          tone: 'positive',
        },
        sendBack('rectify', t('责令整改', 'To be rectified'), 'trialPlan'),
      ],
    },
    {
      code: 'trialPeriod',
      kind: 'auto',
      name: t('确定试生产期限', 'Period of the trial'),
      basis: [BASIS.project],
      activity: 'trialPeriod',
      take: ['trialEarliestEnd'],
      to: 'trialMinimum',
    },
    {
      code: 'trialMinimum',
      kind: 'wait',
      name: t('试生产（不少于三十日）', 'Trial, thirty days at least'),
      basis: [BASIS.project],
      for: { message: 'trialStopped', until: { fact: 'trialEarliestEnd', to: 'trialRunning' } },
      by: [...OFFICERS, { person: '$applicant' }],
      to: 'trialPlan',
    },
    {
      code: 'trialRunning',
      kind: 'task',
      name: t('试生产（不超过一年）', 'Trial, one year at most'),
      basis: [BASIS.project],
      // One year from the beginning of the trial, not from its thirtieth day.
      clocks: { own: 'trialProduction.max', counting: { from: { stage: 'trialMinimum' } } },
      ...applicant,
      form: FORMS.filing.key,
      outcomes: [
        { code: 'finished', name: t('试生产结束', 'Finished'), to: 'completionApply', tone: 'positive' },
        {
          code: 'stopped',
          name: t('中止试生产', 'Stopped'),
          to: 'trialPlan',
          demands: { opinion: true },
          tone: 'negative',
        },
        {
          code: 'overrun',
          name: t('试生产超过一年', 'Over a year'),
          to: 'trialOverrun',
          // Only the clock gives this outcome.
          when: { any: [] },
          tone: 'negative',
        },
      ],
      onDue: { outcome: 'overrun', basis: BASIS.project },
    },
    {
      code: 'trialOverrun',
      kind: 'task',
      name: t('处理超期试生产', 'Trial over a year'),
      basis: [BASIS.trial],
      clocks: { own: 'trialProduction.supervision' },
      ...officer,
      form: FORMS.inspection.key,
      outcomes: [
        {
          code: 'stop',
          name: t('责令停止试生产，重新论证方案', 'Stop; a new plan'),
          to: 'trialPlan',
          demands: { opinion: true, attachment: true, fields: ['record'], secondPerson: true },
          tone: 'negative',
        },
        {
          code: 'accept',
          name: t('责令限期组织竣工验收', 'To be accepted now'),
          to: 'completionApply',
          demands: { opinion: true, attachment: true, fields: ['record'], secondPerson: true },
          tone: 'neutral',
        },
      ],
    },
    {
      code: 'completionApply',
      kind: 'task',
      name: t('准备竣工验收', 'Preparation of the acceptance'),
      basis: [BASIS.project],
      ...applicant,
      form: FORMS.filing.key,
      outcomes: [
        {
          code: 'ready',
          name: t('具备验收条件', 'Ready'),
          to: 'conditions-completionAcceptance',
          demands: { attachment: true },
          tone: 'positive',
        },
      ],
    },
    ...checkPoint('completionAcceptance', 'majorHazardOrNot', 'completionApply'),
    {
      code: 'majorHazardOrNot',
      kind: 'choose',
      name: t('是否构成重大危险源', 'Major hazard source or not'),
      basis: [BASIS.majorHazard],
      hit: 'first',
      rows: [{ when: { fact: 'hasMajorHazard', is: true }, to: 'majorHazardFiling', basis: BASIS.majorHazard }],
      to: 'completionAcceptance',
    },
    {
      code: 'majorHazardFiling',
      kind: 'task',
      name: t('重大危险源备案', 'Filing of the major hazard source'),
      basis: [BASIS.majorHazard],
      ...applicant,
      form: FORMS.majorHazardFiling.key,
      outcomes: [
        {
          code: 'file',
          name: t('报送备案', 'File'),
          to: 'majorHazardCheck',
          demands: { attachment: true },
          tone: 'positive',
        },
      ],
    },
    {
      code: 'majorHazardCheck',
      kind: 'task',
      name: t('核对重大危险源备案', 'Check of the filing'),
      basis: [BASIS.majorHazard],
      ...officer,
      form: FORMS.majorHazardFiling.key,
      outcomes: [
        {
          code: 'filed',
          name: t('已备案', 'Filed'),
          to: 'completionAcceptance',
          demands: { fields: ['filingNumber'] },
          tone: 'positive',
        },
        sendBack('incomplete', t('材料不全', 'Incomplete'), 'majorHazardFiling'),
      ],
    },
    {
      code: 'completionAcceptance',
      kind: 'task',
      name: t('组织竣工验收', 'Completion acceptance'),
      basis: [BASIS.project],
      ...applicant,
      form: FORMS.trialPlan.key,
      outcomes: [
        {
          code: 'passed',
          name: t('验收通过', 'Passed'),
          to: 'licenceApply',
          demands: { attachment: true, fields: ['attendance'] },
          tone: 'positive',
        },
        {
          code: 'failed',
          name: t('验收未通过，整改', 'Failed'),
          to: 'completionApply',
          demands: { opinion: true },
          tone: 'negative',
        },
      ],
    },
    {
      code: 'licenceApply',
      kind: 'task',
      name: t('申请安全生产许可证', 'Application for the licence'),
      basis: [BASIS.licence],
      clocks: { own: 'safetyLicence.apply' },
      ...applicant,
      form: FORMS.filing.key,
      outcomes: [
        {
          code: 'apply',
          name: t('提交申请', 'Apply'),
          to: 'conditions-licence',
          demands: { attachment: true },
          tone: 'positive',
        },
      ],
    },
    ...checkPoint('licence', 'licenceDecision', 'licenceApply'),
    {
      code: 'licenceDecision',
      kind: 'wait',
      name: t('许可证审批', 'Decision on the licence'),
      basis: [BASIS.licence],
      for: { message: 'licenceDecision', take: ['licenceGranted'] },
      by: OFFICERS,
      to: 'licenceResult',
    },
    {
      code: 'licenceResult',
      kind: 'choose',
      name: t('许可证审批结果', 'Result'),
      hit: 'first',
      rows: [
        {
          when: { fact: 'licenceGranted', is: true },
          set: { licensed: true },
          to: 'licenceHeld',
          basis: BASIS.licence,
        },
      ],
      to: 'licenceApply',
    },
    { code: 'licenceHeld', kind: 'end', name: t('已取得许可证', 'Licensed'), result: 'licensed' },
    { code: 'givenUp', kind: 'end', name: t('停止建设', 'Given up'), result: 'abandoned' },
  ],
};
