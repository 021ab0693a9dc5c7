import { Random } from './random';
import { Story, Violation } from './story';

export interface Tally {
  runs: number;
  steps: number;
  accepted: number;
  refused: number;
  codes: Map<string, number>;
}

export interface Failure {
  seed: number;
  message: string;
  /** The shortest story found. */
  lines: string[];
}

function stepsOf(seed: number): number[] {
  const random = new Random(seed ^ 0x5bd1e995);
  return Array.from({ length: random.int(10, 60) }, () => random.int(1, 2 ** 31 - 1));
}

function tell(seed: number, steps: readonly number[]): { story: Story | null; violation: Violation | null } {
  let story: Story | null = null;
  try {
    story = new Story(seed);
    steps.forEach((step) => story?.step(step));
    story.finish();
    return { story, violation: null };
  } catch (error) {
    const violation =
      error instanceof Violation
        ? error
        : new Violation(error instanceof Error ? (error.stack ?? error.message) : String(error), story?.lines ?? []);
    return { story, violation };
  }
}

/** Leaves out halves, quarters, … of the steps as long as something still goes wrong. */
function shorten(seed: number, steps: number[]): Violation {
  let shortest = steps;
  let violation = tell(seed, steps).violation as Violation;
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < shortest.length;) {
      const fewer = [...shortest.slice(0, from), ...shortest.slice(from + size)];
      const found = tell(seed, fewer).violation;
      if (found) {
        shortest = fewer;
        violation = found;
      } else {
        from += size;
      }
    }
  }
  return violation;
}

/** Runs stories from a seed on; stops at the first that goes wrong. */
export function prove(runs: number, seed: number, progress: (done: number) => void = () => undefined): Tally | Failure {
  const tally: Tally = { runs: 0, steps: 0, accepted: 0, refused: 0, codes: new Map() };
  for (let n = 0; n < runs; n += 1) {
    const own = seed + n;
    const steps = stepsOf(own);
    const { story, violation } = tell(own, steps);
    if (violation || !story) {
      const shortest = shorten(own, steps);
      return { seed: own, message: shortest.message, lines: shortest.lines };
    }
    tally.runs += 1;
    tally.steps += steps.length;
    tally.accepted += story.accepted;
    tally.refused += story.refused;
    story.codes.forEach((count, code) => tally.codes.set(code, (tally.codes.get(code) ?? 0) + count));
    progress(n + 1);
  }
  return tally;
}
