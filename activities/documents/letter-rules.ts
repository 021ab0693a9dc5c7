import type { Connection } from 'mongoose';
import data from '../../seeds/data/letters.json';
import { DomainError } from '../../workflows/domain/errors';
import type { Remedies } from '../pdf/decision-letter';
import { allRevisions, inForceOn } from '../store/reference.reader';
import type { ReferenceDocument } from '../store/reference.schema';

/** A kind of letter with a series of numbers of its own. */
export interface LetterKind {
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
export interface NoticeRule {
  kind: string;
  process: string;
  stage: string;
  outcome: string;
  form: 'acceptance' | 'correction' | 'refusal';
  source: string;
  /** Local dates `YYYY-MM-DD`; the last day, or null while open. */
  effectiveFrom: string;
  effectiveTo: string | null;
}

/** Standing sentences of the notices. */
export interface NoticeWords {
  correctionBasis: string;
  beforeAcceptance: string;
  duringReview: string;
  notCounted: string;
  refusalBasis: string;
}

/** What letters are made by, in every version: a letter of a past day is told as it was then. */
export interface LetterRules {
  kinds: readonly ReferenceDocument[];
  remedies: readonly ReferenceDocument[];
  words: readonly ReferenceDocument[];
}

// Which act calls for which notice belongs to the stages of the procedure, not to what an office sets.
const NOTICES = data.notices as readonly NoticeRule[];

export async function readLetterRules(connection: Connection): Promise<LetterRules> {
  const [{ kinds }, remedies, words] = await Promise.all([
    readLetterKinds(connection),
    allRevisions(connection, 'letter-remedies'),
    allRevisions(connection, 'notice-words'),
  ]);
  return { kinds, remedies, words };
}

/** The kinds alone: enough to say what a letter is called. */
export async function readLetterKinds(connection: Connection): Promise<Pick<LetterRules, 'kinds'>> {
  return { kinds: await allRevisions(connection, 'letter-kinds') };
}

function onDay<T>(revisions: readonly ReferenceDocument[], day: string, wanted: (row: T) => boolean = () => true): T {
  const found = inForceOn(revisions, day)
    .map((row) => row.data as T)
    .find(wanted);
  if (!found) throw new DomainError('law.noVersion', { day });
  return found;
}

/** The kind of letter as it is on a day. @throws DomainError `law.noVersion` */
export function letterKindAt({ kinds }: Pick<LetterRules, 'kinds'>, kind: string, day: string): LetterKind {
  return onDay<LetterKind>(kinds, day, (row) => row.kind === kind);
}

/** The remedies that a letter of that day has to tell. @throws DomainError `law.noVersion` */
export function remediesAt({ remedies }: LetterRules, day: string): Remedies {
  return onDay<Remedies>(remedies, day);
}

/** @throws DomainError `law.noVersion` */
export function noticeWordsAt({ words }: LetterRules, day: string): NoticeWords {
  return onDay<NoticeWords>(words, day);
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

/** 虞联审〔2026〕12号 (GB/T 9704-2012 7.2.5: full year in 〔〕, number without leading zeros). */
export function letterNumber(prefix: string, year: number, serial: number): string {
  return `${prefix}〔${year}〕${serial}号`;
}
