import {
  ActivityFailure,
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  log,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { UpdateDefinition } from '@temporalio/common';
import { DomainError } from '../domain/errors';
import type { Facts } from '../processes/definition';
import {
  caseSummary,
  COMMAND_NAMES,
  commandUpdate,
  directoryChanged,
  referenceChanged,
  startReceipt,
  subcaseEnded,
  workflowIdOf,
  type CaseInput,
  type CaseOutcome,
  type RecentReceipt,
} from '../messages';
import { AlarmTimers } from './alarm-timers';
import { countsFromTheMoment, sparesHistory } from './changes';
import type { CommandFrame, CommandName, CommandReceipt, Input } from './commands';
import { nextAlarm } from './clocks';
import { resultsOf } from './conditions';
import { decide, receiptOf, type Decision } from './decide';
import { type Context, type Directory, factsIn, NeedDirectory } from './draft';
import { evolve, originOf, type Library } from './evolve';
import type { RecordedEvent } from './events';
import { KnownHolders, samePeople } from './holders';
import { stageOf } from './locate';
import type { AutomationResult, CaseActivities, CommitInput, CommitResult } from './ports';
import { rolesAhead } from './roles-ahead';
import { rowsOf, type NotificationRow, type TaskRow } from './rows';
import type { CaseState, Pending } from './state';

/** Commands decided and written together at most: one transaction must stay small. */
const BATCH = 50;
/** Receipts remembered for a repeat of the same key; older ones are answered by the API from the record. */
const RECENT = 200;
const COMMANDS_PER_RUN = 1_500;

/** One case as a workflow: handlers check and enqueue, the main loop decides, writes and answers (design.md §4). */
export async function runCase(input: CaseInput): Promise<CaseOutcome> {
  return new CaseRun(input).run();
}

interface Waiting {
  input: Input;
  resolve: (receipt: CommandReceipt) => void;
  reject: (error: Error) => void;
}

/** Local: the write of a turn is short and repeatable, and so costs one history event instead of three. */
const { commitCase, resolveRoles } = proxyLocalActivities<Pick<CaseActivities, 'commitCase' | 'resolveRoles'>>({
  startToCloseTimeout: '20s',
  retry: {
    initialInterval: '100ms',
    backoffCoefficient: 2,
    maximumInterval: '10s',
    nonRetryableErrorTypes: ['CaseDiverged'],
  },
});
const { loadCase, startSubcase } = proxyActivities<Pick<CaseActivities, 'loadCase' | 'startSubcase'>>({
  startToCloseTimeout: '30s',
  retry: { maximumInterval: '30s' },
});

class CaseRun {
  private state: CaseState | null = null;
  private headHash = '';
  private readonly queue: Waiting[] = [];
  private recent: RecentReceipt[] = [];
  private readonly holders = new KnownHolders();
  private commands = 0;
  private readonly timers = new AlarmTimers(() => this.enqueue({ name: 'tick', body: {} }));
  /** Outside work of this run, by pending id. */
  private readonly started = new Set<string>();
  private running = 0;
  private ended = false;

  constructor(private readonly input: CaseInput) {
    if (input.kind === 'start') {
      const { start, definition, reference, holders } = input;
      this.state = originOf(
        { ...start, startedAt: Date.now() },
        { definitions: { [start.definitionRef]: definition }, references: { [start.referenceRef]: reference } },
      );
      this.enqueue({
        name: 'start',
        body: { facts: start.facts, actor: start.actor, key: start.key, hash: start.hash },
      });
      this.holders.learn(holders ?? {}, Date.now());
    } else if (input.kind === 'continue') {
      this.state = input.state;
      this.headHash = input.headHash;
      this.recent = input.recent;
    }
    this.listen();
  }

  private listen(): void {
    for (const name of COMMAND_NAMES) {
      this.listenTo(name);
    }
    setHandler(startReceipt, async () => {
      await condition(() => this.recent.length > 0 || (this.state?.seq ?? 0) > 0);
      return this.receiptOfStart();
    });
    setHandler(subcaseEnded, (body) => this.enqueue({ name: 'subcaseEnded', body }));
    setHandler(referenceChanged, (body) => this.enqueue({ name: 'referenceChanged', body }));
    setHandler(directoryChanged, () => this.holders.forget());
    setHandler(caseSummary, () => ({
      seq: this.state?.seq ?? 0,
      status: this.state?.status ?? 'loading',
      stages: Object.values(this.state?.scopes ?? {})
        .filter((s) => s.status === 'active')
        .map((s) => `${s.id}:${s.stage}`),
      openTasks: Object.values(this.state?.tasks ?? {}).filter((t) => t.status === 'open').length,
      queued: this.queue.length,
    }));
  }

  private listenTo(name: CommandName): void {
    setHandler(
      commandUpdate(name) as UpdateDefinition<CommandReceipt, [CommandFrame]>,
      (body) => {
        const known = this.recent.find((r) => r.key === body.key);
        if (known) {
          return known.receipt;
        }
        return new Promise<CommandReceipt>((resolve, reject) => {
          this.queue.push({ input: { name, body } as Input, resolve, reject });
        });
      },
      { validator: (body: CommandFrame) => this.check({ name, body } as Input, body.key) },
    );
  }

  /** Refuses before the update enters history; with others waiting in the queue the main loop decides. */
  private check(input: Input, key: string): void {
    if (!this.state || this.queue.length > 0 || this.recent.some((r) => r.key === key)) {
      return;
    }
    try {
      decide(this.state, input, { now: Date.now(), directory: this.holders.fresh(Date.now()) }, NO_SNAPSHOTS);
    } catch (error) {
      if (!(error instanceof NeedDirectory)) {
        throw toFailure(error);
      }
    }
  }

  async run(): Promise<CaseOutcome> {
    if (this.input.kind === 'revive') {
      const loaded = await loadCase({ caseId: this.input.caseId });
      this.state = loaded.state;
      this.headHash = loaded.headHash;
    }
    for (;;) {
      this.lookOutside();
      if (this.queue.length === 0 && this.mayEnd()) {
        await condition(allHandlersFinished);
        if (this.queue.length === 0) {
          return this.finish();
        }
      }
      if (this.queue.length === 0 && this.mustContinue()) {
        await condition(allHandlersFinished);
        if (this.queue.length === 0) {
          await this.continueLater();
        }
      }
      await condition(() => this.queue.length > 0 || this.mustContinue());
      if (this.queue.length > 0) {
        await this.turn(this.queue.splice(0, BATCH));
      }
    }
  }

  /** Decides what waits, one after another, writes it together and answers. */
  private async turn(batch: Waiting[]): Promise<void> {
    const before = this.case;
    const accepted: { waiting: Waiting; decision: Decision; before: CaseState }[] = [];
    const assumed: Directory = {};
    let working = before;
    for (const [i, waiting] of batch.entries()) {
      try {
        const decision = await this.decideWithHolders(working, waiting.input, assumed);
        if (decision) {
          accepted.push({ waiting, decision, before: working });
          working = decision.state;
        } else {
          waiting.resolve(this.idle(working));
        }
      } catch (error) {
        if (error instanceof HoldersChanged) {
          this.queue.unshift(...accepted.map((a) => a.waiting), ...batch.slice(i));
          return;
        }
        waiting.reject(toFailure(error));
      }
    }
    if (accepted.length === 0) {
      return;
    }
    const tasks = new Map<string, TaskRow>();
    const notifications: NotificationRow[] = [];
    let caseRow = null;
    for (const { decision, before: earlier } of accepted) {
      const rows = rowsOf(earlier, decision.event, decision.state);
      rows.tasks.forEach((row) => tasks.set(row._id, row));
      notifications.push(...rows.notifications);
      caseRow = rows.case;
    }
    const written = await this.write({
      caseId: before.caseId,
      prevHash: this.headHash,
      events: accepted.map((a) => a.decision.event),
      case: caseRow as NonNullable<typeof caseRow>,
      tasks: [...tasks.values()],
      notifications,
      ...(Object.keys(assumed).length > 0 ? { holders: assumed } : {}),
    });
    if (written.kind === 'holdersChanged') {
      this.holders.learn(written.holders, Date.now());
      this.queue.unshift(...accepted.map((a) => a.waiting));
      return;
    }
    if (written.kind === 'recorded') {
      this.takeOver(
        written.events,
        accepted.map((a) => a.waiting),
      );
      return;
    }
    this.holders.learn(assumed, Date.now());
    this.headHash = written.headHash;
    this.state = working;
    for (const { waiting, decision } of accepted) {
      this.answer(waiting, receiptOf(decision));
    }
  }

  /** A record that was tampered with stops the case where operators see it; it must not end it. */
  private async write(input: CommitInput): Promise<CommitResult> {
    try {
      return await commitCase(input);
    } catch (error) {
      throw new Error(`the record of ${input.caseId} cannot be continued: ${String(error)}`, { cause: error });
    }
  }

  /**
   * An earlier try of this turn was written before the worker died. What is recorded counts: it is folded in, commands found in it get
   * their answer, the others are decided again.
   */
  private takeOver(events: RecordedEvent[], batch: Waiting[]): void {
    const answers = new Map<string, CommandReceipt>();
    let state = this.case;
    for (const event of events) {
      state = evolve(state, event, snapshotsOf(state, batch));
      this.headHash = event.hash;
      if (event.command) {
        answers.set(event.command.key, receiptOf({ event, state }));
      }
    }
    // Whoever sent one of them may not have had an answer and ask again, long after this turn.
    this.recent = [...this.recent, ...[...answers].map(([key, receipt]) => ({ key, receipt }))].slice(-RECENT);
    log.warn('took over events recorded by an earlier try', { caseId: state.caseId, events: events.length });
    this.commands += answers.size;
    this.state = state;
    const again: Waiting[] = [];
    for (const waiting of batch) {
      const key = 'key' in waiting.input.body ? waiting.input.body.key : null;
      const receipt = key === null ? undefined : answers.get(key);
      if (receipt) {
        waiting.resolve(receipt);
      } else {
        again.push(waiting);
      }
    }
    this.queue.unshift(...again);
  }

  private answer(waiting: Waiting, receipt: CommandReceipt): void {
    if ('key' in waiting.input.body) {
      this.commands += 1;
      this.recent = [...this.recent, { key: waiting.input.body.key, receipt }].slice(-RECENT);
    }
    waiting.resolve(receipt);
  }

  /**
   * @param assumed holders that this turn builds on although they were looked up long ago: the write confirms them. Added to here
   * @throws HoldersChanged when something was decided on holders that are no longer those
   */
  private async decideWithHolders(state: CaseState, input: Input, assumed: Directory): Promise<Decision | null> {
    for (;;) {
      const directory = { ...this.holders.fresh(Date.now()), ...assumed };
      try {
        return decide(state, input, new TurnContext(Date.now(), directory), NO_SNAPSHOTS);
      } catch (error) {
        if (error instanceof NeedDirectory) {
          const known = this.holders.known();
          if (error.keys.every((key) => key in known) && sparesHistory()) {
            error.keys.forEach((key) => (assumed[key] = known[key] ?? []));
          } else {
            await this.lookUp(
              [...error.keys, ...this.rolesAhead(state, error.facts)].filter((key) => !(key in directory)),
            );
          }
        } else {
          // A refusal is not written, so nothing would confirm what it was built on.
          if (Object.keys(assumed).length > 0) {
            await this.confirm(assumed);
          }
          throw error;
        }
      }
    }
  }

  /** @param then facts as the decision has left them so far */
  private rolesAhead(state: CaseState, then: Facts): string[] {
    const [before, ahead] = [factsIn(state, 'root'), then].map((facts) =>
      rolesAhead(state.definition, state.header.leadOrg, facts),
    ) as [string[], string[]];
    return samePeople(before, ahead) || !sparesHistory() ? before : ahead;
  }

  private async confirm(assumed: Directory): Promise<void> {
    const found = await this.lookUp(Object.keys(assumed));
    for (const [key, people] of Object.entries(assumed)) {
      if (!samePeople(found[key], people)) {
        throw new HoldersChanged();
      }
      delete assumed[key];
    }
  }

  private async lookUp(keys: string[]): Promise<Directory> {
    const wanted = [...new Set(keys)];
    const found = await resolveRoles({ keys: wanted });
    const whole = Object.fromEntries(wanted.map((key) => [key, found[key] ?? []]));
    this.holders.learn(whole, Date.now());
    return whole;
  }

  private enqueue(input: Input): void {
    this.queue.push({
      input,
      resolve: () => undefined,
      reject: (error) => log.error('occurrence refused', { name: input.name, error: error.message }),
    });
  }

  /** Starts the outside work that the state waits for, and arms the timer for the next alarm. */
  private lookOutside(): void {
    const state = this.case;
    for (const pending of Object.values(state.pending)) {
      if (
        pending.status === 'open' &&
        !this.started.has(pending.id) &&
        (pending.kind === 'auto' || (pending.kind === 'subcase' && pending.caseId === null))
      ) {
        this.started.add(pending.id);
        this.running += 1;
        void (pending.kind === 'auto' ? this.automate(state, pending) : this.openSubcase(state, pending)).finally(
          () => {
            this.running -= 1;
          },
        );
      }
    }
    this.timers.set(nextAlarm(state));
    setCurrentDetails(
      `**${state.header.title}**\n\n${Object.values(state.scopes)
        .filter((s) => s.status === 'active' && s.stage !== '')
        .map((s) => `- ${s.branch ?? ''} ${stageOf(state, s).name.zh}`)
        .join('\n')}`,
    );
  }

  private async automate(state: CaseState, pending: Pending): Promise<void> {
    const scope = state.scopes[pending.scope];
    const stage = scope && stageOf(state, scope, pending.stage);
    if (stage?.kind !== 'auto') {
      return;
    }
    const retry = stage.retry ?? {};
    const { runAutomation } = proxyActivities<Pick<CaseActivities, 'runAutomation'>>({
      startToCloseTimeout: '2m',
      summary: pending.what,
      retry: {
        initialInterval: retry.initialIntervalMs ?? 1_000,
        maximumInterval: retry.maximumIntervalMs ?? 60_000,
        // Without a way out a failure is tried for ever: the case must not end because a printer was away.
        ...(stage.onFailure ? { maximumAttempts: retry.maximumAttempts ?? 10 } : {}),
        nonRetryableErrorTypes: stage.onFailure ? ['DomainRuleViolation'] : [],
      },
    });
    try {
      const result: AutomationResult = await runAutomation({
        caseId: state.caseId,
        header: state.header,
        activity: pending.what,
        pendingId: pending.id,
        stage: pending.stage,
        scope: pending.scope,
        facts: factsIn(state, pending.scope),
        results: stageBlocks(state, pending.scope),
        process: { code: state.definition.code, version: state.definition.version },
        now: Date.now(),
      });
      this.enqueue({ name: 'automationDone', body: { pendingId: pending.id, ...result } });
    } catch (error) {
      if (!(error instanceof ActivityFailure)) {
        throw error;
      }
      const cause =
        error.cause instanceof ApplicationFailure ? (error.cause.type ?? error.cause.message) : error.message;
      this.enqueue({ name: 'automationFailed', body: { pendingId: pending.id, failure: cause } });
    }
  }

  private async openSubcase(state: CaseState, pending: Pending): Promise<void> {
    const scope = state.scopes[pending.scope];
    const stage = scope && stageOf(state, scope, pending.stage);
    if (stage?.kind !== 'subcase') {
      return;
    }
    const facts = factsIn(state, pending.scope);
    const { caseId } = await startSubcase({
      parent: {
        caseId: state.caseId,
        process: state.definition.code,
        pendingId: pending.id,
        awaited: stage.mode === 'awaited',
      },
      process: stage.process,
      header: state.header,
      facts: Object.fromEntries(Object.entries(stage.pass ?? {}).map(([there, here]) => [there, facts[here] ?? null])),
      now: Date.now(),
    });
    this.enqueue({ name: 'subcaseStarted', body: { pendingId: pending.id, caseId } });
  }

  private mayEnd(): boolean {
    return this.case.status === 'ended' && this.running === 0;
  }

  private async finish(): Promise<CaseOutcome> {
    const state = this.case;
    const { parent } = state.header;
    if (parent?.awaited && !this.ended) {
      this.ended = true;
      try {
        await getExternalWorkflowHandle(workflowIdOf(parent.process, parent.caseId)).signal(subcaseEnded, {
          pendingId: parent.pendingId,
          result: state.result ?? '',
          facts: factsIn(state, 'root'),
        });
      } catch (error) {
        // The parent was withdrawn or voided meanwhile: nobody waits any more.
        log.info('parent case is closed', { parent: parent.caseId, error: String(error) });
      }
    }
    return { caseId: state.caseId, result: state.result ?? '', seq: state.seq };
  }

  private mustContinue(): boolean {
    const limit = this.input.tuning?.commandsPerRun ?? COMMANDS_PER_RUN;
    const full = this.commands >= limit || workflowInfo().continueAsNewSuggested;
    return full && this.running === 0 && this.case.status === 'running';
  }

  private async continueLater(): Promise<void> {
    const { tuning } = this.input;
    await continueAsNew<(input: CaseInput) => Promise<CaseOutcome>>({
      kind: 'continue',
      state: this.case,
      headHash: this.headHash,
      recent: this.recent,
      ...(tuning ? { tuning } : {}),
    });
  }

  private receiptOfStart(): CommandReceipt {
    const start = this.input.kind === 'start' ? this.input.start : null;
    const known = start && this.recent.find((r) => r.key === start.key);
    return known ? known.receipt : { ...this.idle(this.case), hash: start?.hash ?? '' };
  }

  private idle(state: CaseState): CommandReceipt {
    return { caseId: state.caseId, seq: state.seq, status: state.status, result: state.result, opened: [], hash: '' };
  }

  private get case(): CaseState {
    if (!this.state) {
      throw new Error('the case is not loaded yet');
    }
    return this.state;
  }
}

class TurnContext implements Context {
  constructor(
    readonly now: number,
    readonly directory: Directory,
  ) {}

  /** Asked only when something ran out: see `changes.ts`. */
  get countsFromTimer(): boolean {
    return !countsFromTheMoment();
  }
}

/** What this turn was built on is no longer so: it is decided again. */
class HoldersChanged extends Error {}

/** A decision carries its own snapshots; the library serves rebuilds. */
const NO_SNAPSHOTS: Library = { definitions: {}, references: {} };

/** Snapshots that recorded events may point to: the state's own and those carried by the inputs that are decided again. */
function snapshotsOf(state: CaseState, batch: Waiting[]): Library {
  const library: Library = {
    definitions: { [state.definitionRef]: state.definition },
    references: { [state.referenceRef]: state.reference },
  };
  for (const { input } of batch) {
    if (input.name === 'migrateCase') {
      library.definitions[input.body.definitionRef] = input.body.definition;
    } else if (input.name === 'referenceChanged') {
      library.references[input.body.referenceRef] = input.body.reference;
    }
  }
  return library;
}

function stageBlocks(
  state: CaseState,
  scopeId: string,
): { block: string; branch: string; result: string; facts: CaseState['facts'][string] }[] {
  const blocks = [...new Set(Object.values(state.results).map((r) => r.block))];
  return blocks
    .flatMap((block) => resultsOf(state, scopeId, block))
    .map(({ block, branch, result, facts }) => ({ block, branch, result, facts }));
}

/** A refusal fails only the update; anything else is a fault of ours and must stop the task for operators to see. */
function toFailure(error: unknown): Error {
  if (error instanceof DomainError) {
    return ApplicationFailure.create({
      message: error.message,
      type: error.code,
      nonRetryable: true,
      details: [error.params, error.field ?? null, error.problems],
    });
  }
  throw error;
}
