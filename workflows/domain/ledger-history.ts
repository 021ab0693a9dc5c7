import type { Day } from './calendar';
import { releases, type LedgerEntry, type ParkLoad } from './ledger';

/** What a screening found that a ledger measures. */
export interface ScreenedLoad {
  on: Day;
  /** The park as the application names it; null outside of parks. */
  park: string | null;
  load: ParkLoad;
  applicationVersion: number;
}

/** A case ended with a result on a day, or went on again: then without one. */
export interface Turn {
  on: Day;
  result: string | null;
}

/** A joint review and the life of its project as the records tell it, each list in the order of the record. */
export interface ProjectHistory {
  /** Number of the joint review. */
  key: string;
  enterprise: string;
  project: string;
  startedOn: Day;
  screenings: ScreenedLoad[];
  turns: Turn[];
  /** Of the project's life, which begins with the approval. */
  lifeTurns: Turn[];
}

const APPROVALS: ReadonlySet<string> = new Set(['approved', 'conditionallyApproved']);

/**
 * How a project stood at the end of a day: booked by its approval, released by the end of its life, under review, under review
 * without having been screened (its park and its load are not known then), or not there.
 */
export type ProjectStanding =
  | { state: 'booked' | 'released' | 'underReview'; entry: LedgerEntry; park: string | null }
  | { state: 'unscreened' | 'none' };

/** What the records say of a day, not what they say today: what was screened, decided or undone later does not count. */
export function standingOn(history: ProjectHistory, day: Day): ProjectStanding {
  if (history.startedOn > day) return { state: 'none' };
  const turn = lastBy(history.turns, day);
  const approved = turn?.result != null && APPROVALS.has(turn.result);
  if (turn?.result != null && !approved) return { state: 'none' };
  const screened = lastBy(history.screenings, day);
  if (!screened) return { state: approved ? 'none' : 'unscreened' };
  const { key, enterprise, project } = history;
  const life = lastBy(history.lifeTurns, day);
  const released = approved && life !== undefined && releases(life.result);
  const entry: LedgerEntry = {
    key,
    kind: 'case',
    enterprise,
    project,
    load: screened.load,
    bookedOn: approved ? turn.on : null,
    releasedOn: released ? life.on : null,
    releasedFor: released ? life.result : null,
  };
  return { state: released ? 'released' : approved ? 'booked' : 'underReview', entry, park: screened.park };
}

function lastBy<T extends { on: Day }>(list: readonly T[], day: Day): T | undefined {
  return list.findLast(({ on }) => on <= day);
}
