import type { Day } from '../../workflows/domain/calendar';
import type { Names } from '../../workflows/domain/reference';

/** What the records do not tell of a day for which a ledger is drawn up, in words. */
export function unknownOf({
  day,
  today,
  since,
  unscreened,
}: {
  day: Day;
  today: Day;
  /** First day for which the park has data. */
  since: Day;
  /** Projects that were under review then and not screened yet. */
  unscreened: number;
}): Names[] {
  return [
    ...(day < since
      ? [
          {
            zh: `本园区的容量和存量装置自 ${since} 起有记录，此前的无从得知；仅列出办理记录中的项目。`,
            en: `Capacities and plants of this park are on record since ${since}. What held before is not known; only projects from the records of reviews are listed.`,
          },
        ]
      : []),
    ...(day > today
      ? [
          {
            zh: `所选日期在今天之后：按截至 ${today} 的记录推算，其后的决定尚不可知。`,
            en: `The day is still to come: drawn from the records up to ${today}. What is decided after that is not known.`,
          },
        ]
      : []),
    ...(unscreened > 0
      ? [
          {
            zh: `该日另有 ${unscreened} 个审查中的项目尚未判定，所在园区和负荷当时未知，不列入在审项目。`,
            en: `${unscreened} more project(s) under review on that day had not been screened: their park and load were not known and they are not listed.`,
          },
        ]
      : []),
  ];
}
