import type { Connection } from 'mongoose';
import { addMonths, localDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import { readSetOn } from '../store/reference.reader';

/** How long the file of an ended case is kept at least; nothing is ever deleted by the system itself. */
export interface RetentionRule {
  /** Process code; `*` for all that have no rule of their own. */
  process: string;
  years: number;
  basis: string;
}

export interface Retention {
  years: number;
  basis: string;
  /** Last local day of keeping. */
  until: string;
}

/** The period for a case that ended at a moment, by the rule in force then. @throws DomainError `law.noVersion` */
export async function readRetention(connection: Connection, process: string, endedAt: number): Promise<Retention> {
  return retentionOf(
    await readSetOn<RetentionRule>(connection, 'retention', localDay(endedAt)),
    process,
    localDay(endedAt),
  );
}

/** @param inForce the rules in force on the local day on which the case ended */
export function retentionOf(inForce: readonly RetentionRule[], process: string, day: string): Retention {
  const rule = inForce.find((r) => r.process === process) ?? inForce.find((r) => r.process === '*');
  if (!rule) throw new DomainError('law.noVersion', { day });
  return { years: rule.years, basis: rule.basis, until: addMonths(day, rule.years * 12) };
}
