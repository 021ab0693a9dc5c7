import { Injectable } from '@nestjs/common';
import { readCalendars } from '../../activities/store/reference.reader';
import { DAY_MS, workCalendar } from '../../workflows/domain/calendar';
import { departmentFigures } from '../../workflows/domain/department-figures';
import { Store } from '../common/store';
import { Figures } from '../statistics/figures.service';
import type { Scope } from '../statistics/scope.service';

/** An average of weeks does not move in minutes, and it is the one figure of the dashboard that counts everything answered. */
const FRESH_MS = 600_000;
/** Scopes kept: one for each combination of organisations somebody works in. */
const KEPT = 500;

type Averages = ReadonlyMap<string, number | null>;

/** Working days that a task took lately, by department; at most ten minutes old. */
@Injectable()
export class RecentAverages {
  private readonly kept = new Map<string, { until: number; value: Promise<Averages> }>();

  constructor(
    private readonly store: Store,
    private readonly figures: Figures,
  ) {}

  /** @param days so far back from `now` */
  of(scope: Scope, now: number, days: number): Promise<Averages> {
    const key = JSON.stringify([scope.own, scope.led, days]);
    const known = this.kept.get(key);
    if (known && known.until > now) return known.value;
    if (this.kept.size >= KEPT) this.kept.clear();
    const value = this.count(scope, now, days);
    this.kept.set(key, { until: now + FRESH_MS, value });
    // What failed is counted anew by whoever asks next.
    value.catch(() => this.kept.delete(key));
    return value;
  }

  private async count(scope: Scope, now: number, days: number): Promise<Averages> {
    const [groups, calendars] = await Promise.all([
      this.figures.spans(scope, now - days * DAY_MS),
      readCalendars(this.store.connection),
    ]);
    return new Map(
      departmentFigures(groups, workCalendar(calendars)).map(({ org, averageWorkingDays }) => [
        org,
        averageWorkingDays,
      ]),
    );
  }
}
