import type { ProcessDefinition } from '../definition';
import { sendBack, t } from '../wording';
import { BASIS } from './basis';
import { LIFE_FACTS, PARTIES } from './facts';
import { FORMS } from './forms';

const single = { kind: 'single' as const };

/** 条件落实: a condition of an approval until who set it finds it fulfilled. While it is open the project cannot pass its check point. */
export function obligationV1(): ProcessDefinition {
  const { conditionKey, setBy, dueDay, checkPoint } = LIFE_FACTS;
  return {
    code: 'obligation',
    numberPrefix: 'TJ',
    version: 1,
    name: t('附加条件落实', 'Obligation'),
    effectiveFrom: '2026-01-01',
    effectiveTo: null,
    legalBasis: [BASIS.condition, BASIS.supervision],
    facts: Object.fromEntries(
      Object.entries({ ...PARTIES, conditionKey, setBy, dueDay, checkPoint }).flatMap(([name, declared]) =>
        declared ? [[name, { ...declared, from: 'start' as const }]] : [],
      ),
    ),
    forms: [FORMS.evidence, FORMS.review],
    limits: ['obligation.due', 'obligation.check'],
    machine: {
      start: 'fulfil',
      stages: [
        {
          code: 'fulfil',
          kind: 'task',
          name: t('落实条件', 'Fulfil the condition'),
          basis: [BASIS.condition],
          // Due on the day that the decision names; reminders before, and every day after it.
          clocks: { start: ['obligation.due'], counting: { until: { fact: 'dueDay' } } },
          assignment: { person: '$applicant' },
          policy: single,
          form: FORMS.evidence.key,
          visibleToParty: true,
          outcomes: [
            {
              code: 'report',
              name: t('报告落实情况', 'Report'),
              to: 'check',
              demands: { opinion: true, attachment: true },
              tone: 'positive',
            },
          ],
        },
        {
          code: 'check',
          kind: 'task',
          name: t('核查落实情况', 'Check'),
          basis: [BASIS.supervision],
          clocks: { own: 'obligation.check' },
          assignment: { org: '$setBy', role: 'caseOfficer' },
          policy: single,
          form: FORMS.review.key,
          outcomes: [
            {
              code: 'fulfilled',
              name: t('已落实', 'Fulfilled'),
              to: 'fulfilled',
              demands: { opinion: true },
              tone: 'positive',
            },
            {
              code: 'lift',
              name: t('条件不再适用', 'No longer applies'),
              to: 'confirmLift',
              demands: { opinion: true },
              tone: 'neutral',
            },
            sendBack('notFulfilled', t('未落实', 'Not fulfilled'), 'fulfil'),
          ],
        },
        {
          code: 'confirmLift',
          kind: 'task',
          name: t('批准解除条件', 'Approval of lifting the condition'),
          basis: [BASIS.supervision],
          assignment: { org: '$setBy', role: 'deputyDirector' },
          policy: single,
          form: FORMS.review.key,
          notSameAs: ['check'],
          outcomes: [
            { code: 'approve', name: t('同意解除', 'Approve'), to: 'lifted', tone: 'neutral' },
            sendBack('return', t('退回核查', 'Return'), 'check'),
          ],
        },
        { code: 'fulfilled', kind: 'end', name: t('已落实', 'Fulfilled'), result: 'fulfilled', tone: 'positive' },
        { code: 'lifted', kind: 'end', name: t('已解除', 'Lifted'), result: 'lifted', tone: 'neutral' },
      ],
    },
    // A condition is not the applicant's to withdraw.
    withdrawal: { allowed: false, by: { person: '$applicant' }, notIn: [], basis: BASIS.condition },
    supervisor: { org: '$setBy', role: 'supervisor' },
  };
}
