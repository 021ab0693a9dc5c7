import { DomainError } from './errors';
import type { Day } from './calendar';
import type { LimitRule } from './limit';

/** A rule with the span of days in which it was in force; `effectiveTo` is the last one, null while open. */
export interface Effective {
  effectiveFrom: Day;
  effectiveTo: Day | null;
}

export function inForce(rule: Effective, day: Day): boolean {
  return rule.effectiveFrom <= day && (rule.effectiveTo === null || day <= rule.effectiveTo);
}

/** The version in force on a day; of overlapping ones the newest. */
export function versionOn<T extends Effective>(versions: readonly T[], day: Day): T | undefined {
  return versions
    .filter((version) => inForce(version, day))
    .reduce<T | undefined>((best, v) => (best && best.effectiveFrom >= v.effectiveFrom ? best : v), undefined);
}

/**
 * The limit of a key in force on the day of the act.
 * @throws DomainError `limit.unknown`
 */
export function pickRule(rules: readonly LimitRule[], key: string, actDay: Day): LimitRule {
  const rule = versionOn(
    rules.filter((candidate) => candidate.key === key),
    actDay,
  );
  if (!rule) throw new DomainError('limit.unknown', { key, day: actDay });
  return rule;
}

export interface Applicable<T> {
  /** Null when the rule was repealed without successor and the act is to be judged by the decision maker. */
  version: T | null;
  because: 'inForceAtAct' | 'lighter' | 'repealed';
}

/**
 * 从旧兼从轻 (行政处罚法 art. 37): the law of the day of the act, but the law of the day of the decision if that is lighter or no
 * longer holds the act unlawful. Versions in force only in between do not count.
 * @param isLighter whether the first is lighter than the second
 * @throws DomainError `law.noVersion` when no version was in force on the day of the act
 */
export function pickLighter<T extends Effective>(
  versions: readonly T[],
  actDay: Day,
  decisionDay: Day,
  isLighter: (newer: T, older: T) => boolean,
): Applicable<T> {
  const atAct = versionOn(versions, actDay);
  if (!atAct) throw new DomainError('law.noVersion', { day: actDay });
  const atDecision = versionOn(versions, decisionDay);
  if (!atDecision) return { version: null, because: 'repealed' };
  if (atDecision !== atAct && isLighter(atDecision, atAct)) return { version: atDecision, because: 'lighter' };
  return { version: atAct, because: 'inForceAtAct' };
}
