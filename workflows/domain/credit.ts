import type { Day } from './calendar';
import type { Names } from './reference';

/** Lists on which an enterprise can stand (实施意见（十二）). */
export type CreditList = 'good' | 'dishonesty' | 'seriousDishonesty';
export const CREDIT_LISTS = ['good', 'dishonesty', 'seriousDishonesty'] as const satisfies readonly CreditList[];

/** One entry of a credit list. */
export interface CreditRecord {
  key: string;
  /** Code of the enterprise. */
  org: string;
  list: CreditList;
  /** Name of the list. */
  name: Names;
  basis: string;
  reason: Names;
  /** Code of the authority that put it there. */
  decidedBy: string;
  /** Local days, the last one inclusive; null while it stands there. */
  from: Day;
  until: Day | null;
}

/** What the lists say of an enterprise on a day: `listed` weighs more than `good`; null where it stands on none. */
export type CreditMark = 'good' | 'listed';

/** Entries in force on a day. */
export const creditOn = (records: readonly CreditRecord[], day: Day): CreditRecord[] =>
  records.filter(({ from, until }) => from <= day && (until === null || day <= until));

/** The mark that a task of the enterprise bears. Who is listed for dishonesty has no good credit, whatever else was said. */
export function creditMark(inForce: readonly CreditRecord[]): CreditMark | null {
  if (inForce.some(({ list }) => list !== 'good')) return 'listed';
  return inForce.length > 0 ? 'good' : null;
}
