import { applicationOf, type CaseDetail, type Me } from '../../api/types';
import { isOfficer } from '../../frame/menu';

/** Whether a case concerns the ledger of a park, and somebody may see it: the authorities, not the applicant. */
export const hasLedger = ({ process, keys }: Pick<CaseDetail, 'process' | 'keys'>, me: Me): boolean =>
  process === 'jointReview' && applicationOf({ keys }) !== undefined && isOfficer(me);
