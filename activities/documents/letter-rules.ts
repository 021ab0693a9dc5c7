import { DomainError } from '../../workflows/domain/errors';
import data from '../../seeds/data/letters.json';
import type { Remedies } from '../pdf/decision-letter';

interface Effective {
  /** Local dates `YYYY-MM-DD`; the last day, or null while open. */
  effectiveFrom: string;
  effectiveTo: string | null;
  source: string;
}

/** A kind of letter with a series of numbers of its own. */
export interface LetterKind extends Effective {
  kind: string;
  /** Stands in the address of the check page: `LS-2026-12`. */
  code: string;
  /** 发文机关代字, for instance 虞联审. */
  prefix: string;
  name: { zh: string; en: string };
}

const KINDS: readonly LetterKind[] = data.kinds;
const REMEDIES: readonly (Remedies & Effective)[] = data.remedies;

function inForce<T extends Effective>(rows: readonly T[], day: string): T {
  const found = rows.find((row) => row.effectiveFrom <= day && (row.effectiveTo === null || day <= row.effectiveTo));
  if (!found) throw new DomainError('law.noVersion', { day });
  return found;
}

/** The kind of letter as it is on a day. @throws DomainError `law.noVersion` */
export function letterKindAt(kind: string, day: string): LetterKind {
  return inForce(
    KINDS.filter((row) => row.kind === kind),
    day,
  );
}

/** The remedies that a letter of that day has to tell. @throws DomainError `law.noVersion` */
export function remediesAt(day: string): Remedies {
  return inForce(REMEDIES, day);
}

/** 虞联审〔2026〕12号 (GB/T 9704-2012 7.2.5: full year in 〔〕, number without leading zeros). */
export function letterNumber(prefix: string, year: number, serial: number): string {
  return `${prefix}〔${year}〕${serial}号`;
}
