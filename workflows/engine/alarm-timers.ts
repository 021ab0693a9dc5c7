import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { sparesHistory } from './changes';

/** The timers of a case. They only wake it: what is due then, its state says. */
export class AlarmTimers {
  /** Timers that run, by their moment. */
  private readonly running = new Map<number, CancellationScope[]>();
  /** Of cases from before {@link sparesHistory}: the moment set last, infinite after it rang. */
  private armedFor = Number.POSITIVE_INFINITY;

  /** @param ring called when a timer rings */
  constructor(private readonly ring: () => void) {}

  /**
   * Sees to it that the case is woken at `next`, and not before for nothing. A later timer stays: its limit may be the next one. So does
   * any timer when there is nothing to wait for: such a case mostly ends before it rings.
   * @param next epoch milliseconds, or null
   */
  set(next: number | null): void {
    const needless = [...this.running.keys()].filter((moment) => next !== null && moment < next);
    const missing = next !== null && !this.running.has(next);
    const usedToStart = next !== null && next < this.armedFor;
    const differs = needless.length > 0 || missing !== usedToStart;
    if (differs && sparesHistory()) {
      needless.forEach((moment) => this.running.get(moment)?.forEach((timer) => timer.cancel()));
      if (missing) {
        this.start(next);
      }
    } else if (usedToStart) {
      this.start(next);
    }
  }

  private start(moment: number): void {
    this.armedFor = moment;
    const timer = new CancellationScope();
    this.running.set(moment, [...(this.running.get(moment) ?? []), timer]);
    // The name of the moment shows in the history.
    const rung = timer.run(() => sleep(Math.max(1, moment - Date.now()), { summary: new Date(moment).toISOString() }));
    void rung.then(
      () => {
        this.drop(moment, timer);
        this.ring();
      },
      (error: unknown) => {
        this.drop(moment, timer);
        if (!isCancellation(error)) {
          throw error;
        }
      },
    );
  }

  private drop(moment: number, timer: CancellationScope): void {
    if (this.armedFor === moment) {
      this.armedFor = Number.POSITIVE_INFINITY;
    }
    const others = (this.running.get(moment) ?? []).filter((other) => other !== timer);
    if (others.length > 0) {
      this.running.set(moment, others);
    } else {
      this.running.delete(moment);
    }
  }
}
