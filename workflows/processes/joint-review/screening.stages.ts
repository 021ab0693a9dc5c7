import type { Stage } from '../definition';
import { t } from '../wording';
import { BASIS } from './basis';
import { SCREENING_FACTS } from './facts';
import { FORMS } from './forms';
import { type RoutingRow, routingStage } from './routing';

/** 判定与分办: computed, not ticked. */
export const screeningStages = (routing: readonly RoutingRow[], next: string): Stage[] => [
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
  routingStage(routing, next),
];
