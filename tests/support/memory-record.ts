import { chainEvents, GENESIS_HASH } from '../../activities/records/event-chain';
import type { CaseRow, NotificationRow, TaskRow } from '../../workflows/engine/rows';
import type { RecordedEvent } from '../../workflows/engine/events';
import { foldCase } from '../../workflows/engine/fold';
import type { Library } from '../../workflows/engine/evolve';
import type {
  AutomationInput,
  AutomationResult,
  CaseActivities,
  CommitInput,
  CommitResult,
  SubcaseInput,
} from '../../workflows/engine/ports';
import type { Directory } from '../../workflows/engine/draft';

/** The writer's contract kept in memory: for tests of the process, which need no database. */
export class MemoryRecord implements CaseActivities {
  readonly events = new Map<string, RecordedEvent[]>();
  readonly cases = new Map<string, CaseRow>();
  readonly tasks = new Map<string, TaskRow>();
  readonly notifications: NotificationRow[] = [];
  commits = 0;
  /** Called after a turn was written and before it is answered: throwing plays a worker that dies in between. */
  afterWrite: (input: CommitInput) => void = () => undefined;

  constructor(
    private readonly directory: Directory,
    private readonly library: Library,
    readonly automations: Record<string, (input: AutomationInput) => Promise<AutomationResult>> = {},
    private readonly subcases: (input: SubcaseInput) => Promise<{ caseId: string }> = () =>
      Promise.reject(new Error('this story starts no other case')),
  ) {}

  async commitCase(input: CommitInput): Promise<CommitResult> {
    this.commits += 1;
    const known = this.events.get(input.caseId) ?? [];
    const first = input.events[0]?.seq ?? 0;
    const chained = chainEvents(input.events, input.prevHash || GENESIS_HASH) as unknown as RecordedEvent[];
    if (known.length !== first - 1) {
      const theirs = known.slice(first - 1);
      const same = theirs.length === chained.length && theirs.at(-1)?.hash === chained.at(-1)?.hash;
      return same ? { kind: 'written', headHash: chained.at(-1)?.hash ?? '' } : { kind: 'recorded', events: theirs };
    }
    this.events.set(input.caseId, [...known, ...chained]);
    this.cases.set(input.caseId, input.case);
    input.tasks.forEach((row) => this.tasks.set(row._id, row));
    this.notifications.push(...input.notifications);
    this.afterWrite(input);
    return { kind: 'written', headHash: chained.at(-1)?.hash ?? '' };
  }

  /** What an earlier try of the same turn would have left: the same act, decided a moment before. */
  restampLast(caseId: string): void {
    const events = this.eventsOf(caseId);
    const last = events.at(-1);
    if (last) {
      const { prevHash, hash: _replaced, ...event } = last;
      const at = new Date(Date.parse(event.at) - 1_000).toISOString();
      const [earlier] = chainEvents([{ ...event, at }], prevHash) as unknown as RecordedEvent[];
      this.events.set(caseId, [...events.slice(0, -1), earlier as RecordedEvent]);
    }
  }

  async resolveRoles({ keys }: { keys: string[] }): Promise<Directory> {
    return Object.fromEntries(keys.map((key) => [key, this.directory[key] ?? []]));
  }

  async loadCase({ caseId }: { caseId: string }): ReturnType<CaseActivities['loadCase']> {
    const events = this.eventsOf(caseId);
    return { state: foldCase(events, this.library).state, headHash: events.at(-1)?.hash ?? '' };
  }

  async runAutomation(input: AutomationInput): Promise<AutomationResult> {
    const automation = this.automations[input.activity];
    if (!automation) {
      throw new Error(`no automation ${input.activity}`);
    }
    return automation(input);
  }

  startSubcase(input: SubcaseInput): Promise<{ caseId: string }> {
    return this.subcases(input);
  }

  eventsOf(caseId: string): RecordedEvent[] {
    return this.events.get(caseId) ?? [];
  }

  /** Open tasks of a case in a stage, oldest first. */
  open(caseId: string, stage?: string): TaskRow[] {
    return [...this.tasks.values()]
      .filter((t) => t.caseId === caseId && t.status === 'open' && (stage === undefined || t.stage === stage))
      .sort((a, b) => a.openedAt - b.openedAt);
  }
}
