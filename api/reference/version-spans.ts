import { addDays, type Day } from '../../workflows/domain/calendar';
import { inForce, type Effective } from '../../workflows/domain/effective';

export interface Span<T> {
  version: T;
  from: Day;
  /** Last day; null while open. */
  to: Day | null;
}

/**
 * Which version new cases start on, from a day on: the newest in force, stretch by stretch. Days without any are left out.
 */
export function spansFrom<T extends Effective & { version: number }>(versions: readonly T[], day: Day): Span<T>[] {
  const turns = new Set([
    day,
    ...versions.flatMap(({ effectiveFrom, effectiveTo }) => [
      effectiveFrom,
      ...(effectiveTo === null ? [] : [addDays(effectiveTo, 1)]),
    ]),
  ]);
  const days = [...turns].filter((turn) => turn >= day).sort();
  const spans: Span<T>[] = [];
  days.forEach((from, at) => {
    const found = versions.filter((one) => inForce(one, from)).sort((a, b) => b.version - a.version)[0];
    const next = days[at + 1];
    const to = next === undefined ? null : addDays(next, -1);
    const last = spans.at(-1);
    if (found && last?.version === found && last.to === addDays(from, -1)) last.to = to;
    else if (found) spans.push({ version: found, from, to });
  });
  return spans;
}
