import type { Stage } from '../definition';
import { t } from '../wording';

export const ENDS: Stage[] = [
  { code: 'approved', kind: 'end', name: t('同意', 'Approved'), result: 'approved', tone: 'positive' },
  {
    code: 'conditionallyApproved',
    kind: 'end',
    name: t('附条件同意', 'Approved on conditions'),
    result: 'conditionallyApproved',
    tone: 'positive',
  },
  { code: 'rejected', kind: 'end', name: t('不予通过', 'Rejected'), result: 'rejected', tone: 'negative' },
  { code: 'notAccepted', kind: 'end', name: t('不予受理', 'Not accepted'), result: 'notAccepted', tone: 'negative' },
  {
    code: 'outOfScope',
    kind: 'end',
    name: t('不属于联合审查范围', 'Out of scope'),
    result: 'outOfScope',
    tone: 'neutral',
  },
];
