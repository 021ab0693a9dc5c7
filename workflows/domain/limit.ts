/**
 * What a limit counts. `MONTH` is for periods that the law states in months or years (a validity of two years is 24 months):
 * they end on the day of the same number, not after so many days (民法典 art. 202).
 */
export type LimitUnit = 'WORKING_DAY' | 'NATURAL_DAY' | 'HOUR' | 'MONTH';

/** A legal or agreed time limit (design.md §6): data with source and effective dates. */
export interface LimitRule {
  /** Stable key, for instance `jointReview.acceptance`. */
  key: string;
  name: { zh: string; en: string };
  unit: LimitUnit;
  amount: number;
  /** Reasons for which the clock may stop, each with its legal basis. Empty: it cannot be stopped. */
  stoppableFor: { code: string; name: { zh: string; en: string }; basis: string }[];
  /** One extension or several, never past the cap in the same unit; absent: not extendable. */
  extension?: { cap: number; grantedBy: string; basis: string };
  /** A natural-day or month limit that ends on a holiday rolls to the next working day. */
  rollsToWorkingDay?: boolean;
  /** Share of the limit at which a warning is given, 0.8 by default. */
  warnAt?: number;
  legalBasis: string;
  /** Where the number comes from: a clause, or `design` for a default that the owner may set. */
  source: string;
  /** Local dates; the rule is chosen by the date of the act. */
  effectiveFrom: string;
  effectiveTo: string | null;
}

/** One published year of working days (国办 notice). */
export interface CalendarYear {
  year: number;
  /** Days off, `YYYY-MM-DD`, including weekends named by the notice. */
  off: string[];
  /** Weekend days worked, `YYYY-MM-DD`. */
  makeUp: string[];
  source: string;
  /** Grows when a correction is loaded. */
  version: number;
}

/** What a clock has gone through; everything that is needed to compute its due moment again (design.md §5, invariant 6). */
export interface ClockHistory {
  /** Epoch milliseconds. The day of the start is not counted. */
  startedAt: number;
  /** Stops with their resumption; an open stop has `to: null`. */
  stops: { from: number; to: number | null }[];
  /** Granted extensions in the unit of the rule. */
  extensions: number[];
}

/** The due moment of a clock. All moments in epoch milliseconds; days are dates in Asia/Shanghai. */
export interface Due {
  /** Last day in time, `YYYY-MM-DD`; null while the clock is stopped. */
  dueDay: string | null;
  /** The last millisecond in time: 23:59:59.999 of the due day (days), or the exact moment (hours); null while stopped. */
  dueAt: number | null;
  /** When the warning is given: 09:00 of the day on which the share is reached (days), or the exact moment (hours); null while stopped. */
  warnAt: number | null;
  /** The count crossed into a year without a published calendar. */
  provisional: boolean;
  /** Units counted up to the moment asked for, today included, and those left: 0 on the last day and after it. Months are told in days. */
  used: number;
  left: number;
  /** The arithmetic in words, zh: start, skipped stretches, stops, end. */
  arithmetic: string;
}
