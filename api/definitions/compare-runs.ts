import type { DryRun, DryVisit } from '../../workflows/engine/dry-run';

/** Who got a task and until when, on either version. */
export interface VisitSide {
  who: string[];
  dueDay: string | null;
  provisional: boolean;
  outcome: string | null;
}

export interface VisitDifference {
  stage: string;
  branch: string | null;
  /** How often the stage of this branch had been walked before. */
  round: number;
  before: VisitSide | null;
  after: VisitSide | null;
}

/** Tasks that somebody else would get, that would be due on another day, or that exist on one version only. */
export function compareRuns(before: DryRun, after: DryRun): VisitDifference[] {
  const [old, fresh] = [byPlace(before), byPlace(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((place) => {
    const [a, b] = [old.get(place), fresh.get(place)];
    const visit = (b ?? a)!.visit;
    const [left, right] = [a ? sideOf(a.visit) : null, b ? sideOf(b.visit) : null];
    if (JSON.stringify(left) === JSON.stringify(right)) return [];
    return [{ stage: visit.stage, branch: visit.branch, round: (b ?? a)!.round, before: left, after: right }];
  });
}

function byPlace({ visits }: DryRun): Map<string, { visit: DryVisit; round: number }> {
  const times = new Map<string, number>();
  return new Map(
    visits.map((visit) => {
      const place = `${visit.branch ?? ''}/${visit.stage}/${visit.kind}`;
      const round = times.get(place) ?? 0;
      times.set(place, round + 1);
      return [`${place}/${round}`, { visit, round }];
    }),
  );
}

function sideOf({ pools, persons, dueDay, provisional, answered }: DryVisit): VisitSide {
  const who = persons.length > 0 ? persons : pools.map(({ org, role }) => `${org}/${role}`);
  return { who, dueDay, provisional, outcome: answered?.outcome ?? null };
}
