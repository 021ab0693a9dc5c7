import type { Stage } from '../definition';
import { t } from '../wording';
import { BASIS } from './basis';

/** Stages that ask for the open conditions are called by this and the check point. */
export const CHECK_STAGE = 'conditions-';

/**
 * A check point: the project goes on only when no condition that is due here is open.
 * @param point code of the check point
 * @param to where it goes on
 * @param back where the applicant applies again
 */
export function checkPoint(point: string, to: string, back: string): Stage[] {
  return [
    {
      code: `${CHECK_STAGE}${point}`,
      kind: 'auto',
      name: t('核查附加条件', 'Check of the conditions'),
      basis: [BASIS.condition],
      activity: 'checkConditions',
      take: ['openConditions'],
      to: `bar-${point}`,
    },
    {
      code: `bar-${point}`,
      kind: 'choose',
      name: t('条件是否落实', 'Conditions met or not'),
      basis: [BASIS.condition],
      hit: 'first',
      rows: [{ when: { fact: 'openConditions', below: 1 }, to, basis: BASIS.condition }],
      to: back,
    },
  ];
}
