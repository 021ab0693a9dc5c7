import type { Machine } from '../definition';
import { t } from '../wording';
import { BASIS } from './basis';
import { checkPoint } from './check-point';
import { FORMS } from './forms';
import { OFFICERS } from './officers';

/** From the opinion on the safety conditions to the start of construction. */
export const PREPARATION: Machine = {
  start: 'designApply',
  stages: [
    {
      code: 'designApply',
      kind: 'task',
      name: t('申请安全设施设计审查', 'Application for the safety design review'),
      basis: [BASIS.project],
      assignment: { person: '$applicant' },
      policy: { kind: 'single' },
      form: FORMS.filing.key,
      visibleToParty: true,
      outcomes: [
        {
          code: 'apply',
          name: t('提交申请', 'Apply'),
          to: 'conditions-safetyDesignReview',
          demands: { attachment: true },
          tone: 'positive',
        },
        {
          code: 'giveUp',
          name: t('放弃建设', 'Give up'),
          to: 'givenUp',
          set: { abandoned: true },
          demands: { opinion: true },
          tone: 'negative',
        },
      ],
    },
    ...checkPoint('safetyDesignReview', 'safetyDesignReview', 'designApply'),
    {
      code: 'safetyDesignReview',
      kind: 'subcase',
      name: t('安全设施设计审查', 'Safety design review'),
      basis: [BASIS.project, BASIS.time],
      process: 'safetyDesignReview',
      mode: 'awaited',
      pass: { applicant: 'applicant', leadOrg: 'leadOrg' },
      take: { designPassed: 'designPassed' },
      to: 'designResult',
    },
    {
      code: 'designResult',
      kind: 'choose',
      name: t('设计审查结果', 'Result of the design review'),
      hit: 'first',
      rows: [{ when: { fact: 'designPassed', is: true }, to: 'startConstruction', basis: BASIS.project }],
      to: 'designApply',
    },
    {
      code: 'startConstruction',
      kind: 'task',
      name: t('报告开工', 'Start of construction'),
      basis: [BASIS.project],
      assignment: { person: '$applicant' },
      policy: { kind: 'single' },
      form: FORMS.filing.key,
      visibleToParty: true,
      outcomes: [
        {
          code: 'start',
          name: t('开工', 'Start'),
          to: 'conditions-construction',
          demands: { attachment: true },
          tone: 'positive',
        },
      ],
    },
    ...checkPoint('construction', 'underConstruction', 'startConstruction'),
    {
      code: 'underConstruction',
      kind: 'choose',
      name: t('已开工', 'Started'),
      hit: 'first',
      rows: [{ when: { all: [] }, set: { started: true }, to: 'constructionStarted', basis: BASIS.project }],
      to: 'constructionStarted',
    },
    { code: 'constructionStarted', kind: 'end', name: t('已开工', 'Started'), result: 'started' },
    { code: 'givenUp', kind: 'end', name: t('放弃建设', 'Given up'), result: 'abandoned' },
  ],
};

/** The opinion on the safety conditions is good for two years from its day, unless construction has begun. */
export const VALIDITY: Machine = {
  start: 'opinionValid',
  stages: [
    {
      code: 'opinionValid',
      kind: 'wait',
      name: t('安全条件审查意见有效期', 'Validity of the opinion'),
      basis: [BASIS.project],
      clocks: { own: 'safetyCondition.validity', counting: { from: { fact: 'opinionDay' } } },
      for: { message: 'safetyConditionOpinionRenewed', take: ['opinionDay'] },
      by: OFFICERS,
      to: 'opinionValid',
      onDue: { to: 'opinionLapsed', basis: BASIS.project },
    },
    { code: 'opinionLapsed', kind: 'end', name: t('意见失效', 'Lapsed'), result: 'lapsed' },
  ],
};
