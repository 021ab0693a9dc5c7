import type { Day } from './calendar';
import type { LimitRule } from './limit';

/** A time in which a clock does not run; `to` is null while it lasts. */
export interface Stop {
  from: number;
  to: number | null;
}

/** What the arithmetic of a clock went through, for its description. */
export interface ClockAccount {
  rule: LimitRule;
  total: number;
  startedAt: number;
  stops: Stop[];
  /** The last unit before a roll to a working day. */
  lastDay: Day | null;
  dueDay: Day | null;
  dueAt: number | null;
  used: number;
  left: number;
  weekends: number;
  holidays: number;
  makeUps: number;
  provisional: boolean;
}
