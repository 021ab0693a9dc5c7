import type { Connection } from 'mongoose';
import type { CreditRecord } from '../../workflows/domain/credit';
import { readReferenceSet } from '../store/reference.reader';

/**
 * Where credit lists are read. The lists are kept by others (发改、经信、信用平台): a connection to their platform takes the place of
 * the seeded register behind this port.
 */
export interface CreditRegister {
  /** Every entry of an enterprise, former ones too. */
  recordsOf(org: string): Promise<CreditRecord[]>;
}

/** The lists as they stand in the reference data. */
export function seededCreditRegister(connection: Connection): CreditRegister {
  return {
    async recordsOf(org) {
      const { items } = await readReferenceSet<CreditRecord>(connection, 'credit-records');
      return items.filter((record) => record.org === org);
    },
  };
}
