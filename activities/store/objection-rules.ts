import type { Connection } from 'mongoose';
import { addMonths, endOfDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import type { Label } from '../../workflows/processes/definition';
import { readSetOn, revisionsOn } from './reference.reader';

/** Where an objection can be handed in on paper or by word of mouth. */
export interface ObjectionOffice {
  org: string;
  name: Label;
  address: Label;
  phone: string;
  hours: Label;
}

/** What is done with the personal data of who objects. */
export interface PersonalDataRule {
  /** Kept for so long after the last day of the notice. */
  years: number;
  /** Roles in the leading organisation that may read them. */
  readers: string[];
  /** Roles in the leading organisation that are told at once that there is an objection; not what it says. */
  told: string[];
  /** What is told before consent; `{years}` is the period. */
  notice: Label;
  basis: string;
  /** From when on it holds: what somebody was told is found again by it. */
  effectiveFrom: string;
}

/** The office of an authority on a day; null where none is set. */
export async function objectionOfficeOf(
  connection: Connection,
  org: string,
  day: string,
): Promise<ObjectionOffice | null> {
  const offices = await readSetOn<ObjectionOffice>(connection, 'objection-offices', day);
  return offices.find((office) => office.org === org) ?? null;
}

/** The rule on personal data of a day. @throws DomainError `law.noVersion` */
export async function personalDataRuleOn(connection: Connection, day: string): Promise<PersonalDataRule> {
  const [rule] = (await revisionsOn(connection, 'personal-data', day)).rows;
  if (!rule) throw new DomainError('law.noVersion', { day });
  return { ...(rule.data as Omit<PersonalDataRule, 'effectiveFrom'>), effectiveFrom: rule.effectiveFrom };
}

/** 个人信息保护法 第十七条: what is told to who objects, with the period filled in. */
export function personalDataNotice({ notice, years }: PersonalDataRule): Label {
  const filled = (text: string): string => text.replaceAll('{years}', String(years));
  return { zh: filled(notice.zh), en: filled(notice.en) };
}

/** 个人信息保护法 第十九条、第四十七条: the moment at which the data of an objection are erased. */
export function erasureOf(noticeUntil: string, { years }: PersonalDataRule): Date {
  return new Date(endOfDay(addMonths(noticeUntil, years * 12)));
}
