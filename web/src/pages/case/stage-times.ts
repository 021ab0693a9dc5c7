import type { CaseDetail, TimelineEntry } from '../../api/types';

/** One stay in a stage: whose it was, from when to when, and who answered there. */
export interface StageStay {
  branch: string | null;
  /** Milliseconds since 1970. */
  enteredAt: number;
  /** Null while the case stands there. */
  leftAt: number | null;
  /** Who answered; while nobody has, with whom it lies. */
  people: string[];
}

/** The stays in each stage, oldest first, with the people that the record names. */
export function stageStays(
  { visits, openTasks }: Pick<CaseDetail, 'visits' | 'openTasks'>,
  timeline: readonly TimelineEntry[],
): Map<string, StageStay[]> {
  const stays = new Map<string, StageStay[]>();
  for (const { stage, branch, enteredAt, leftAt } of [...visits].sort((a, b) => a.enteredAt - b.enteredAt))
    stays.set(stage, [...(stays.get(stage) ?? []), { branch, enteredAt, leftAt, people: [] }]);
  for (const entry of timeline) {
    const stay = entry.type === 'taskCompleted' ? stayOf(stays, entry) : undefined;
    const name = nameOf(entry);
    if (stay && !stay.people.includes(name)) stay.people.push(name);
  }
  for (const { stage, branch, with: holders } of openTasks) {
    const stay = stays.get(stage)?.findLast((one) => one.branch === branch && one.leftAt === null);
    if (stay) stay.people.push(...holders.filter((holder) => !stay.people.includes(holder)));
  }
  return stays;
}

/**
 * Milliseconds from the entry into the stage to the answer, by the clock on the wall; the legal limit is counted apart.
 * Null for an entry that answers no stage, and for one entered later (补录), whose real time the record does not measure.
 */
export function timeUsed(stays: ReadonlyMap<string, StageStay[]>, entry: TimelineEntry): number | null {
  if (entry.type !== 'taskCompleted' || entry.backdatedTo !== null) return null;
  const stay = stayOf(stays, entry);
  return stay ? Date.parse(entry.at) - stay.enteredAt : null;
}

/** The last stay of the same department that had begun by then. */
function stayOf(stays: ReadonlyMap<string, StageStay[]>, { stage, branch, at }: TimelineEntry): StageStay | undefined {
  if (stage === null) return undefined;
  return stays.get(stage)?.findLast((one) => one.branch === branch && one.enteredAt <= Date.parse(at));
}

const nameOf = ({ actorName, onBehalfOfName }: TimelineEntry): string =>
  onBehalfOfName ? `${actorName}（${onBehalfOfName}）` : actorName;

const MINUTE = 60_000;

/** Whole days, hours and minutes. */
export function spanOf(ms: number): { days: number; hours: number; minutes: number } {
  const all = Math.floor(ms / MINUTE);
  return { days: Math.floor(all / 1440), hours: Math.floor((all % 1440) / 60), minutes: all % 60 };
}
