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

/** Document kind under which notices lie; whoever may open the case reads them. */
export const NOTICE_KIND = 'notice';

/** An act of the procedure that the enterprise is told of by a notice. */
export interface NoticeRule extends Effective {
  kind: string;
  process: string;
  stage: string;
  outcome: string;
  form: 'acceptance' | 'correction' | 'refusal';
}

/** Standing sentences of the notices. */
export interface NoticeWords {
  correctionBasis: string;
  beforeAcceptance: string;
  duringReview: string;
  notCounted: string;
  refusalBasis: string;
}

const NOTICES = data.notices as readonly NoticeRule[];
const NOTICE_WORDS: readonly (NoticeWords & Effective)[] = data.noticeWords;
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

/** The notice that an act calls for on a day; undefined for acts without one. */
export function noticeFor(
  act: { process: string; stage: unknown; outcome: unknown },
  day: string,
): NoticeRule | undefined {
  return NOTICES.find(
    (rule) =>
      rule.process === act.process &&
      rule.stage === act.stage &&
      rule.outcome === act.outcome &&
      rule.effectiveFrom <= day &&
      (rule.effectiveTo === null || day <= rule.effectiveTo),
  );
}

/** Kinds of letters of which the enterprise is told at once, not with the end of the case. */
export const isNotice = (kind: string): boolean => NOTICES.some((rule) => rule.kind === kind);

/** @throws DomainError `law.noVersion` */
export function noticeWordsAt(day: string): NoticeWords {
  return inForce(NOTICE_WORDS, day);
}

/** 虞联审〔2026〕12号 (GB/T 9704-2012 7.2.5: full year in 〔〕, number without leading zeros). */
export function letterNumber(prefix: string, year: number, serial: number): string {
  return `${prefix}〔${year}〕${serial}号`;
}
