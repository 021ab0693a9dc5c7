import data from '../../seeds/data/publicity.json';
import { addMonths, endOfDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import type { Label } from '../../workflows/processes/definition';

interface Effective {
  /** Local days; the last one, or null while open. */
  effectiveFrom: string;
  effectiveTo: string | null;
}

/** Where an objection can be handed in on paper or by word of mouth. */
export interface ObjectionOffice extends Effective {
  org: string;
  name: Label;
  address: Label;
  phone: string;
  hours: Label;
}

/** What is done with the personal data of who objects. */
export interface PersonalDataRule extends Effective {
  /** Kept for so long after the last day of the notice. */
  years: number;
  /** Roles in the leading organisation that may read them. */
  readers: string[];
  /** Roles in the leading organisation that are told at once that there is an objection; not what it says. */
  told: string[];
  /** What is told before consent; `{years}` is the period. */
  notice: Label;
  basis: string;
}

const OFFICES: readonly ObjectionOffice[] = data.offices;
const RULES: readonly PersonalDataRule[] = data.personalData;

const holdsOn =
  (day: string) =>
  ({ effectiveFrom, effectiveTo }: Effective): boolean =>
    effectiveFrom <= day && (effectiveTo === null || day <= effectiveTo);

/** The office of an authority on a day; null where none is set. */
export function objectionOfficeOf(org: string, day: string): ObjectionOffice | null {
  return OFFICES.filter(holdsOn(day)).find((office) => office.org === org) ?? null;
}

/** The rule on personal data of a day. @throws DomainError `law.noVersion` */
export function personalDataRuleOn(day: string): PersonalDataRule {
  const rule = RULES.find(holdsOn(day));
  if (!rule) throw new DomainError('law.noVersion', { day });
  return rule;
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
