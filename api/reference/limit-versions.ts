import { addDays } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import type { LimitRule } from '../../workflows/domain/limit';

/**
 * What adding a version of a limit does to the versions there are: the one before ends on the eve of the new one.
 * Returns the rules to write, the new one last.
 * @param existing versions of the same key as they stand
 * @throws DomainError reference.datesReversed, reference.overlaps, reference.retroactive
 */
export function withLimitVersion(existing: readonly LimitRule[], next: LimitRule, today: string): LimitRule[] {
  const { effectiveFrom: from, effectiveTo: to } = next;
  if (to !== null && to < from) throw new DomainError('reference.datesReversed', { from, to }, 'effectiveTo');
  const same = existing.find((rule) => rule.effectiveFrom === from);
  if (same && from <= today && !sameNumbers(same, next)) {
    // A due date that was told to somebody must not move because a past rule was rewritten.
    throw new DomainError('reference.retroactive', { from }, 'amount');
  }
  const after = existing.find((rule) => rule.effectiveFrom > from && (to === null || rule.effectiveFrom <= to));
  if (after) throw new DomainError('reference.overlaps', { from: after.effectiveFrom }, 'effectiveTo');
  const cut = existing
    .filter((rule) => rule.effectiveFrom < from && (rule.effectiveTo === null || rule.effectiveTo >= from))
    .map((rule) => ({ ...rule, effectiveTo: addDays(from, -1) }));
  return [...cut, next];
}

function sameNumbers(a: LimitRule, b: LimitRule): boolean {
  return (
    a.unit === b.unit &&
    a.amount === b.amount &&
    a.extension?.cap === b.extension?.cap &&
    (a.rollsToWorkingDay ?? false) === (b.rollsToWorkingDay ?? false) &&
    codesOf(a) === codesOf(b)
  );
}

/** What stops the clock is part of its arithmetic: only the words of a ground may be corrected. */
const codesOf = ({ stoppableFor }: LimitRule): string =>
  stoppableFor
    .map(({ code }) => code)
    .sort()
    .join();

/** The key under which a version of a limit is kept. */
export function limitVersionKey(rule: Pick<LimitRule, 'key' | 'effectiveFrom'>): string {
  return `${rule.key}@${rule.effectiveFrom}`;
}
