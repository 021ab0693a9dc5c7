import type { Outcome, SigningPolicy, TaskStage } from '../processes/definition';
import type { Task } from './state';

/** A signer's part in a group: its settled answer, or none yet. */
export interface Seat {
  taskId: string;
  person: string | null;
  /** Role under which the seat votes. */
  role: string | null;
  outcome: string | null;
}

/** The outcome of a group of signers, or null while it is open. Pure: the same seats always give the same result. */
export function settle(stage: Pick<TaskStage, 'policy' | 'outcomes'>, seats: readonly Seat[]): string | null {
  const given = seats.filter((s): s is Seat & { outcome: string } => s.outcome !== null);
  const returned = given.find((s) => outcomeOf(stage.outcomes, s.outcome)?.kind === 'return');
  if (returned) {
    // A return by one signer ends the group: the others would sign what is about to change.
    return returned.outcome;
  }
  const policy = stage.policy;
  switch (policy.kind) {
    case 'single':
    case 'any':
      return given[0]?.outcome ?? null;
    case 'all':
    case 'sequential': {
      const broken = given.find((s) => policy.breaks?.includes(s.outcome));
      if (broken) {
        return broken.outcome;
      }
      return given.length < seats.length || given.length === 0
        ? null
        : leastFavourable(
            stage.outcomes,
            given.map((s) => s.outcome),
          );
    }
    case 'vote':
      return tally(policy, seats);
  }
}

/** Outcomes stand in a stage from the most to the least favourable; different signatures come to the least favourable one given. */
function leastFavourable(outcomes: readonly Outcome[], given: readonly string[]): string {
  const rank = (code: string): number => outcomes.findIndex((o) => o.code === code);
  return given.reduce((worst, code) => (rank(code) > rank(worst) ? code : worst));
}

/** 票签: counted when every seat has voted; only a veto decides earlier. */
function tally(policy: Extract<SigningPolicy, { kind: 'vote' }>, seats: readonly Seat[]): string | null {
  const vetoed = seats.some(
    (s) =>
      s.outcome !== null && s.outcome === policy.vetoOutcome && s.role !== null && policy.vetoRoles?.includes(s.role),
  );
  if (vetoed && policy.vetoOutcome) {
    return policy.vetoOutcome;
  }
  if (seats.length === 0 || seats.some((s) => s.outcome === null)) {
    return null;
  }
  const cast = seats.filter((s) => s.outcome !== policy.abstainOutcome);
  if (cast.length < policy.quorum) {
    return policy.tieOutcome;
  }
  const weightOf = (s: Seat): number => policy.weights?.[s.person ?? ''] ?? policy.weights?.[s.role ?? ''] ?? 1;
  const total = cast.reduce((sum, s) => sum + weightOf(s), 0);
  const byOutcome = new Map<string, number>();
  for (const s of cast) {
    byOutcome.set(s.outcome ?? '', (byOutcome.get(s.outcome ?? '') ?? 0) + weightOf(s));
  }
  const winners = [...byOutcome].filter(([, weight]) => weight > policy.threshold * total);
  return winners.length === 1 && winners[0] ? winners[0][0] : policy.tieOutcome;
}

export function outcomeOf(outcomes: readonly Outcome[], code: string): Outcome | undefined {
  return outcomes.find((o) => o.code === code);
}

/** The seats of a visit's signers; a signer whose co-signers still think counts as open. */
export function seatsOf(tasks: readonly Task[]): Seat[] {
  return tasks.map((t) => ({
    taskId: t.id,
    person: t.answer?.person ?? t.assignees[0] ?? null,
    role: t.seat,
    outcome: t.status === 'done' ? (t.answer?.outcome ?? null) : null,
  }));
}
