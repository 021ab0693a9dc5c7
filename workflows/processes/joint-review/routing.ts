import type { ChooseStage, Condition } from '../definition';
import { t } from '../wording';
import { BASIS } from './basis';

/** A row of the routing table (reference data): who reviews when, and why. */
export interface RoutingRow {
  when: Condition;
  /** Codes of the departments. */
  add: string[];
  basis: string;
}

/** Always true. */
const ALWAYS: Condition = { all: [] };

/** Who reviews: one row of data per department, and whoever has begun stays until the end. */
export function routingStage(rows: readonly RoutingRow[], to: string): ChooseStage {
  return {
    code: 'routing',
    kind: 'choose',
    name: t('确定审查部门', 'Routing'),
    basis: [BASIS.policy, BASIS.joint],
    hit: 'collect',
    into: 'reviewDepartments',
    rows: [
      ...rows.map((row) => ({ when: row.when, add: row.add, basis: row.basis })),
      { when: ALWAYS, addMembersOf: { block: 'departmentReview' }, basis: BASIS.arrangement },
      // New findings take the ground from every opinion given before them.
      {
        when: { fact: 'screeningChanged', is: true },
        set: { correctionDepartments: null },
        basis: BASIS.examination,
      },
    ],
    to,
  };
}
