import type { Condition, Machine, ParallelStage, ProcessDefinition } from '../definition';
import { t } from '../wording';
import { BASIS } from './basis';
import { BUILDING } from './building';
import { OFFICERS } from './officers';
import { CHANGES } from './changes';
import { LIFE_FACTS } from './facts';
import { FORMS } from './forms';
import { PREPARATION, VALIDITY } from './preparation';

/** One obligation for every condition of the decision; each goes on as a case of its own. */
const OBLIGATION: Machine = {
  start: 'readCondition',
  stages: [
    {
      code: 'readCondition',
      kind: 'auto',
      name: t('读取条件', 'Reading the condition'),
      activity: 'readCondition',
      take: ['setBy', 'dueDay', 'checkPoint'],
      to: 'openObligation',
    },
    {
      code: 'openObligation',
      kind: 'subcase',
      name: t('条件落实', 'Obligation'),
      basis: [BASIS.condition],
      process: 'obligation',
      mode: 'detached',
      pass: {
        applicant: 'applicant',
        leadOrg: 'leadOrg',
        conditionKey: 'conditionKey',
        setBy: 'setBy',
        dueDay: 'dueDay',
        checkPoint: 'checkPoint',
      },
      to: 'opened',
    },
    { code: 'opened', kind: 'end', name: t('已建立', 'Opened'), result: 'opened' },
  ],
};

/** Whatever comes first ends the phase. */
const phase = (
  code: string,
  name: ReturnType<typeof t>,
  fixed: { key: string; name: ReturnType<typeof t>; machine: Machine }[],
  to: string,
): ParallelStage => ({
  code,
  kind: 'parallel',
  name,
  basis: [BASIS.project],
  branches: { fixed: [...fixed, { key: 'changes', name: t('变更', 'Changes'), machine: CHANGES }] },
  join: { kind: 'any' },
  siblings: 'keep',
  to,
});

const came = (block: string, fact: string): Condition => ({ branches: block, fact, some: true });

/** The life of a project after the joint review: until it is licensed, lapses, is given up or has to be reviewed anew. */
export function projectLifeV1(): ProcessDefinition {
  return {
    code: 'projectLife',
    numberPrefix: 'XM',
    version: 1,
    name: t('建设项目全周期跟踪', 'Life of the project'),
    effectiveFrom: '2026-01-01',
    effectiveTo: null,
    legalBasis: [BASIS.policy, BASIS.project],
    facts: LIFE_FACTS,
    forms: Object.values(FORMS),
    limits: [
      'safetyCondition',
      'safetyCondition.validity',
      'trialProduction.supervision',
      'trialProduction.max',
      'safetyLicence.apply',
    ],
    machine: {
      start: 'listConditions',
      stages: [
        {
          code: 'listConditions',
          kind: 'auto',
          name: t('列出附加条件', 'List of the conditions'),
          basis: [BASIS.condition],
          activity: 'listConditions',
          take: ['conditionKeys'],
          to: 'obligations',
        },
        {
          code: 'obligations',
          kind: 'parallel',
          name: t('建立条件落实事项', 'Obligations'),
          basis: [BASIS.condition],
          branches: { each: { fact: 'conditionKeys', as: 'conditionKey', machine: OBLIGATION } },
          join: { kind: 'all' },
          siblings: 'keep',
          to: 'safetyConditionApply',
        },
        {
          code: 'safetyConditionApply',
          kind: 'task',
          name: t('申请安全条件审查', 'Application for the safety-condition review'),
          basis: [BASIS.safetyCondition],
          assignment: { person: '$applicant' },
          policy: { kind: 'single' },
          form: FORMS.filing.key,
          visibleToParty: true,
          outcomes: [
            {
              code: 'filed',
              name: t('已向市级部门申请', 'Filed with the city'),
              to: 'safetyConditionReview',
              demands: { attachment: true },
              tone: 'positive',
            },
            {
              code: 'giveUp',
              name: t('放弃建设', 'Give up'),
              to: 'abandoned',
              demands: { opinion: true },
              tone: 'negative',
            },
          ],
        },
        {
          code: 'safetyConditionReview',
          kind: 'wait',
          name: t('市级安全条件审查', 'Safety-condition review by the city'),
          basis: [BASIS.safetyCondition],
          clocks: { own: 'safetyCondition' },
          for: { message: 'safetyConditionOpinion', take: ['safetyConditionPassed', 'opinionDay'] },
          by: OFFICERS,
          to: 'safetyConditionResult',
        },
        {
          code: 'safetyConditionResult',
          kind: 'choose',
          name: t('安全条件审查结果', 'Result of the safety-condition review'),
          hit: 'first',
          rows: [
            {
              when: { fact: 'safetyConditionPassed', is: true },
              to: 'beforeConstruction',
              basis: BASIS.safetyCondition,
            },
          ],
          to: 'safetyConditionApply',
        },
        phase(
          'beforeConstruction',
          t('开工前', 'Before construction'),
          [
            { key: 'course', name: t('设计与开工', 'Design and start'), machine: PREPARATION },
            { key: 'validity', name: t('有效期', 'Validity'), machine: VALIDITY },
          ],
          'afterPreparation',
        ),
        {
          code: 'afterPreparation',
          kind: 'choose',
          name: t('开工前阶段结束', 'End of the preparation'),
          hit: 'first',
          rows: [
            { when: came('beforeConstruction', 'started'), to: 'building', basis: BASIS.project },
            { when: came('beforeConstruction', 'reReview'), to: 'reReviewRequired', basis: BASIS.project },
            { when: came('beforeConstruction', 'abandoned'), to: 'abandoned', basis: BASIS.project },
          ],
          to: 'expired',
        },
        phase(
          'building',
          t('建设与试生产', 'Construction and trial'),
          [{ key: 'course', name: t('建设与试生产', 'Construction and trial'), machine: BUILDING }],
          'afterBuilding',
        ),
        {
          code: 'afterBuilding',
          kind: 'choose',
          name: t('建设阶段结束', 'End of the construction'),
          hit: 'first',
          rows: [
            { when: came('building', 'licensed'), to: 'licensed', basis: BASIS.licence },
            { when: came('building', 'reReview'), to: 'reReviewRequired', basis: BASIS.project },
          ],
          to: 'abandoned',
        },
        { code: 'licensed', kind: 'end', name: t('已取得许可', 'Licensed'), result: 'licensed', tone: 'positive' },
        { code: 'expired', kind: 'end', name: t('意见失效', 'Expired'), result: 'expired', tone: 'negative' },
        {
          code: 'reReviewRequired',
          kind: 'end',
          name: t('需要重新审查', 'Re-review required'),
          result: 'reReviewRequired',
          tone: 'neutral',
        },
        { code: 'abandoned', kind: 'end', name: t('放弃建设', 'Given up'), result: 'abandoned', tone: 'neutral' },
      ],
    },
    withdrawal: { allowed: true, by: { person: '$applicant' }, notIn: [], basis: BASIS.project },
    supervisor: { org: '$leadOrg', role: 'supervisor' },
  };
}
