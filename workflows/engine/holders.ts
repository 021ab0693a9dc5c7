import type { Directory } from './draft';

/** How long a looked-up role holder is believed without a question. */
const BELIEVED_MS = 10 * 60_000;

/** Who holds which role `org/role`, as far as the case has looked it up. */
export class KnownHolders {
  private entries: Record<string, { people: string[]; until: number }> = {};

  /** What was looked up or confirmed lately. @param now epoch milliseconds */
  fresh(now: number): Directory {
    return this.pick((entry) => entry.until > now);
  }

  /** What was looked up at some time; to be confirmed before anything is built on it. */
  known(): Directory {
    return this.pick(() => true);
  }

  learn(found: Directory, now: number): void {
    for (const [key, people] of Object.entries(found)) {
      this.entries[key] = { people, until: now + BELIEVED_MS };
    }
  }

  forget(): void {
    this.entries = {};
  }

  private pick(which: (entry: { people: string[]; until: number }) => boolean): Directory {
    return Object.fromEntries(
      Object.entries(this.entries)
        .filter(([, entry]) => which(entry))
        .map(([key, entry]) => [key, entry.people]),
    );
  }
}

/** Whether two look-ups found the same people; their order counts, for it is the order of the seats. */
export function samePeople(a: string[] | undefined, b: string[] | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
