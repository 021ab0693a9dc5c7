import data from '../../seeds/data/retention.json';
import { addMonths, localDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';

/** How long the file of an ended case is kept at least; nothing is ever deleted by the system itself. */
export interface RetentionRule {
  /** Process code; `*` for all that have no rule of their own. */
  process: string;
  years: number;
  basis: string;
  source: string;
  /** Local days; the last one, or null while open. */
  effectiveFrom: string;
  effectiveTo: string | null;
}

export interface Retention {
  years: number;
  basis: string;
  /** Last local day of keeping. */
  until: string;
}

const RULES: readonly RetentionRule[] = data.rows;

/** The period for a case that ended at a moment, by the rule in force then. @throws DomainError `law.noVersion` */
export function retentionOf(process: string, endedAt: number): Retention {
  const day = localDay(endedAt);
  const inForce = RULES.filter((r) => r.effectiveFrom <= day && (r.effectiveTo === null || day <= r.effectiveTo));
  const rule = inForce.find((r) => r.process === process) ?? inForce.find((r) => r.process === '*');
  if (!rule) throw new DomainError('law.noVersion', { day });
  return { years: rule.years, basis: rule.basis, until: addMonths(day, rule.years * 12) };
}
