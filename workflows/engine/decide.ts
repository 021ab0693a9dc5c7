import { DomainError } from '../domain/errors';
import type { Outcome } from '../processes/definition';
import { completeTask } from './answers';
import * as kase from './case-commands';
import type { CommandReceipt, Commands, Input } from './commands';
import { type Alarm, alarmOf, nextAlarm, recomputeClocks, ring } from './clocks';
import { type Context, Draft, must } from './draft';
import { principalOf } from './duties';
import { applyChange, evolve, type Library } from './evolve';
import type { Actor, CaseEvent, CaseEventType } from './events';
import { SYSTEM } from './events';
import { stageOf } from './locate';
import { enterStage, follow, goAside, goOn, scopeHolding } from './machine';
import * as people from './people-commands';
import { admitReporters, waitsIn } from './reporters';
import { outcomeOf } from './signing';
import type { CaseState, Recallable, Scope } from './state';
import { cancelVisit } from './tasks';

export interface Decision {
  event: CaseEvent;
  state: CaseState;
}

/** What a command turns into: the type of the event and what it records beside the changes. */
interface Entry {
  type: CaseEventType;
  data: Record<string, unknown>;
  basis?: string | null;
}

/**
 * Decides one command or occurrence: yields the event and the state after it, or throws and leaves no trace.
 * Returns null for an occurrence that changes nothing (a tick with nothing due, an answer of an activity nobody waits for).
 * @throws DomainError for a refusal; NeedDirectory when role holders must be looked up first
 */
export function decide(state: CaseState, input: Input, context: Context, library: Library): Decision | null {
  const d = new Draft(state, context);
  if (isCommand(input)) {
    requireFresh(state, input.body);
    requireProof(input.body.backdated, context.now);
    requireUnbiased(state, input);
    if (state.status === 'ended' && !AFTER_END.has(input.name)) {
      throw new DomainError('case.ended');
    }
  }
  const entry = run(d, input);
  if (entry === null || (d.changes.length === 0 && !isCommand(input))) {
    return null;
  }
  const frame = isCommand(input) ? input.body : null;
  const actor = frame?.actor ?? (input.name === 'start' ? input.body.actor : SYSTEM(input.name));
  const event: CaseEvent = {
    caseId: state.caseId,
    seq: state.seq + 1,
    type: entry.type,
    at: new Date(context.now).toISOString(),
    actor: recordable(actor),
    data: entry.data,
    basis: entry.basis ?? null,
    command: frame
      ? { key: frame.key, hash: frame.hash }
      : input.name === 'start'
        ? { key: input.body.key, hash: input.body.hash }
        : null,
    backdated: frame?.backdated ?? null,
    changes: d.changes,
  };
  if (input.name === 'completeTask') {
    const recallable = recallableBy(d, event, principalOf(input.body.actor), input.body.taskId);
    if (recallable) {
      event.data = { ...event.data, recallable };
    }
  }
  return { event, state: evolve(state, event, withOwn(library, d.state)) };
}

/** Commands that make sense on an ended case. */
const AFTER_END: ReadonlySet<string> = new Set(['reopenCase', 'carbonCopy', 'markRead', 'comment']);

function isCommand(input: Input): input is Extract<Input, { name: keyof Commands }> {
  return 'actor' in input.body && input.name !== 'start';
}

/** 补录: an act is entered later, never ahead, and with proof. */
function requireProof(backdated: { at: string; evidence: string } | undefined, now: number): void {
  if (backdated && !(Date.parse(backdated.at) <= now && backdated.evidence.trim() !== '')) {
    throw new DomainError('record.badBackdating', {}, 'backdated');
  }
}

/** 回避: a recused person does nothing in the case; only an applicant may still withdraw. */
function requireUnbiased(state: CaseState, { name, body: { actor } }: Extract<Input, { name: keyof Commands }>): void {
  const recused = state.recused.includes(actor.id) || state.recused.includes(principalOf(actor));
  if (recused && name !== 'withdrawCase') {
    throw new DomainError('duty.recused');
  }
}

function requireFresh(state: CaseState, frame: { expectedSeq?: number }): void {
  if (frame.expectedSeq !== undefined && frame.expectedSeq !== state.seq) {
    throw new DomainError('case.stale', { expected: frame.expectedSeq, seq: state.seq });
  }
}

/** The memberships that mattered stay in the record; the list of supervised units does not. */
function recordable(actor: Actor): Actor {
  const { supervises: _unrecorded, ...rest } = actor;
  return rest;
}

function withOwn(library: Library, state: CaseState): Library {
  return {
    definitions: { ...library.definitions, [state.definitionRef]: state.definition },
    references: { ...library.references, [state.referenceRef]: state.reference },
  };
}

function run(d: Draft, input: Input): Entry | null {
  switch (input.name) {
    case 'start':
      d.setScope('root', {
        id: 'root',
        parent: null,
        block: null,
        blockVisit: 0,
        branch: null,
        machinePath: [],
        status: 'active',
        stage: '',
        visit: 0,
        result: null,
        members: [],
        comeBack: null,
        redo: {},
      });
      d.setCase({ startedAt: d.now });
      d.setFacts('root', input.body.facts);
      admitReporters(d, d.scope('root'), waitsIn(d.state.definition.machine));
      enterStage(d, 'root', d.state.definition.machine.start);
      return {
        type: 'caseStarted',
        data: {
          header: d.state.header,
          process: d.state.definition.code,
          version: d.state.definition.version,
          definitionRef: d.state.definitionRef,
          referenceRef: d.state.referenceRef,
        },
      };
    case 'completeTask': {
      const { taskId, outcome, form, attachments, target, application } = input.body;
      const task = d.state.tasks[taskId];
      completeTask(d, input.body);
      return {
        type: 'taskCompleted',
        data: {
          taskId,
          stage: task?.stage,
          scope: task?.scope,
          kind: task?.kind,
          outcome,
          form: form ? { id: form.id, hash: form.hash } : null,
          attachments,
          target: target ?? null,
          ...(application ? { application } : {}),
        },
      };
    }
    case 'claimTask':
      people.claimTask(d, input.body);
      return { type: 'taskClaimed', data: { taskId: input.body.taskId } };
    case 'releaseTask':
      people.releaseTask(d, input.body);
      return { type: 'taskReleased', data: { taskId: input.body.taskId } };
    case 'transferTask':
      people.transferTask(d, input.body);
      return {
        type: 'taskTransferred',
        data: { taskId: input.body.taskId, to: input.body.to, reason: input.body.reason },
      };
    case 'delegateTask':
      people.delegateTask(d, input.body);
      return {
        type: 'taskDelegated',
        data: { taskId: input.body.taskId, to: input.body.to, reason: input.body.reason },
      };
    case 'addSigner':
      people.addSigner(d, input.body);
      return {
        type: 'signerAdded',
        data: {
          taskId: input.body.taskId,
          person: input.body.person,
          where: input.body.where,
          reason: input.body.reason,
        },
      };
    case 'removeSigner':
      people.removeSigner(d, input.body);
      return { type: 'signerRemoved', data: { taskId: input.body.taskId, signerTaskId: input.body.signerTaskId } };
    case 'recallDecision':
      kase.recallDecision(d, input.body);
      return { type: 'decisionRecalled', data: { taskId: input.body.taskId, reason: input.body.reason } };
    case 'withdrawCase':
      kase.withdrawCase(d, input.body);
      return { type: 'caseWithdrawn', data: { reason: input.body.reason }, basis: d.state.definition.withdrawal.basis };
    case 'terminateCase':
      kase.terminateCase(d, input.body);
      return { type: 'caseTerminated', data: { reason: input.body.reason }, basis: input.body.basis };
    case 'reopenCase':
      kase.reopenCase(d, input.body);
      return {
        type: 'caseReopened',
        data: { reason: input.body.reason, stage: input.body.stage },
        basis: input.body.basis,
      };
    case 'stopClock': {
      const basis = kase.stopClockByHand(d, input.body);
      return {
        type: 'clockStopped',
        data: { clock: input.body.clock, ground: input.body.ground, note: input.body.note },
        basis,
      };
    }
    case 'resumeClock':
      kase.resumeClockByHand(d, input.body);
      return { type: 'clockResumed', data: { clock: input.body.clock, note: input.body.note } };
    case 'extendDeadline':
      kase.extendDeadline(d, input.body);
      return {
        type: 'deadlineExtended',
        data: { clock: input.body.clock, more: input.body.more, reason: input.body.reason },
        basis: input.body.basis,
      };
    case 'urge':
      people.urge(d, input.body);
      return { type: 'urged', data: { taskId: input.body.taskId, note: input.body.note } };
    case 'comment':
      kase.comment(d, input.body);
      return {
        type: 'commented',
        data: {
          taskId: input.body.taskId,
          mentions: input.body.mentions,
          form: { id: input.body.form.id, hash: input.body.form.hash },
        },
      };
    case 'carbonCopy':
      kase.carbonCopy(d, input.body);
      return { type: 'carbonCopied', data: { persons: input.body.persons, note: input.body.note } };
    case 'setPriority': {
      const was = d.state.priority ?? 'normal';
      kase.setPriority(d, input.body);
      return { type: 'prioritySet', data: { priority: input.body.priority, was, reason: input.body.reason } };
    }
    case 'markRead':
      kase.markRead(d, input.body.actor);
      return { type: 'readMarked', data: {} };
    case 'recusePerson':
      people.recusePerson(d, input.body);
      return {
        type: 'personRecused',
        data: { person: input.body.person, reason: input.body.reason },
        basis: input.body.basis,
      };
    case 'handOver':
      people.handOver(d, input.body);
      return { type: 'workHandedOver', data: { from: input.body.from, to: input.body.to, reason: input.body.reason } };
    case 'attach':
      kase.attach(d, input.body);
      return {
        type: 'documentAttached',
        data: { taskId: input.body.taskId, documentId: input.body.documentId, kind: input.body.kind },
      };
    case 'replaceDocument':
      kase.attach(d, input.body);
      return {
        type: 'documentReplaced',
        data: {
          taskId: input.body.taskId,
          documentId: input.body.documentId,
          kind: input.body.kind,
          replaces: input.body.replaces,
        },
      };
    case 'deliverMessage': {
      const { message, form, attachments, basis } = input.body;
      kase.deliverMessage(d, input.body);
      return {
        type: 'messageReceived',
        data: { message, form: form ? { id: form.id, hash: form.hash } : null, attachments },
        basis,
      };
    }
    case 'migrateCase': {
      const from = { version: d.state.definition.version, definitionRef: d.state.definitionRef };
      kase.migrateCase(d, input.body);
      return {
        type: 'caseMigrated',
        data: {
          from,
          to: { version: input.body.definition.version, definitionRef: input.body.definitionRef },
          reason: input.body.reason,
        },
      };
    }
    case 'tick':
      return tick(d);
    case 'automationDone': {
      const pending = openPending(d, input.body.pendingId);
      if (!pending) {
        return null;
      }
      const stage = stageOf(d.state, d.scope(pending.scope), pending.stage);
      if (stage.kind !== 'auto') {
        return null;
      }
      if (stage.countsFromEntry) {
        d.ranOut(d.state.passages[`${pending.scope}|${pending.stage}`]?.enteredAt ?? d.now);
      }
      const take = stage.take ?? [];
      d.setFacts(
        pending.scope,
        Object.fromEntries(Object.entries(input.body.facts).filter(([name]) => take.includes(name))),
      );
      goOn(d, pending.scope, null, stage.to);
      return {
        type: 'automationCompleted',
        data: { activity: pending.what, stage: pending.stage, ...input.body.data },
      };
    }
    case 'automationFailed': {
      const pending = openPending(d, input.body.pendingId);
      const stage = pending && stageOf(d.state, d.scope(pending.scope), pending.stage);
      if (!pending || stage?.kind !== 'auto' || !stage.onFailure) {
        return null;
      }
      d.setPending(pending.id, { failure: input.body.failure });
      goAside(d, pending.scope, 'failed', stage.onFailure);
      return {
        type: 'automationFailed',
        data: { activity: pending.what, stage: pending.stage, failure: input.body.failure },
      };
    }
    case 'subcaseStarted': {
      const pending = openPending(d, input.body.pendingId);
      if (!pending || pending.caseId !== null) {
        return null;
      }
      d.setPending(pending.id, { caseId: input.body.caseId });
      const stage = stageOf(d.state, d.scope(pending.scope), pending.stage);
      if (stage.kind === 'subcase' && stage.mode === 'detached') {
        goOn(d, pending.scope, null, stage.to);
      }
      return {
        type: 'subcaseStarted',
        data: { process: pending.what, caseId: input.body.caseId, stage: pending.stage },
      };
    }
    case 'subcaseEnded': {
      const pending = openPending(d, input.body.pendingId);
      const stage = pending && stageOf(d.state, d.scope(pending.scope), pending.stage);
      if (!pending || stage?.kind !== 'subcase') {
        return null;
      }
      const { facts, result } = input.body;
      d.setFacts(
        pending.scope,
        Object.fromEntries(Object.entries(stage.take ?? {}).map(([here, there]) => [here, facts[there] ?? null])),
      );
      goOn(d, pending.scope, result, stage.to);
      return { type: 'subcaseEnded', data: { process: pending.what, caseId: pending.caseId, result } };
    }
    case 'referenceChanged': {
      if (input.body.referenceRef === d.state.referenceRef || d.state.status === 'ended') {
        return null;
      }
      const from = d.state.referenceRef;
      d.setCase({ referenceRef: input.body.referenceRef });
      d.state = applyChange(d.state, { on: 'case', id: '', set: { reference: input.body.reference }, was: null });
      const moved = recomputeClocks(d);
      return { type: 'referenceChanged', data: { from, to: input.body.referenceRef, moved } };
    }
  }
}

function openPending(d: Draft, id: string): CaseState['pending'][string] | null {
  const pending = d.state.pending[id];
  return pending?.status === 'open' ? pending : null;
}

/** What time brings: reminders of clocks, an outcome that the law attaches to a limit, the end of a wait. One thing per event. */
function tick(d: Draft): Entry | null {
  const due = nextAlarm(d.state);
  if (due === null || due > d.now) {
    return null;
  }
  for (const pending of Object.values(d.state.pending)) {
    if (pending.status === 'open' && pending.at !== null && pending.at <= d.now) {
      const stage = stageOf(d.state, d.scope(pending.scope), pending.stage);
      // A moment that had passed before the wait began ended it at once.
      d.ranOut(
        Math.max(pending.at, d.state.passages[`${pending.scope}|${pending.stage}`]?.enteredAt ?? pending.startedAt),
      );
      if (stage.kind === 'wait') {
        const beside = 'message' in stage.for ? stage.for.until : undefined;
        goOn(d, pending.scope, null, beside?.to ?? stage.to);
      }
      return { type: 'waitElapsed', data: { stage: pending.stage, scope: pending.scope } };
    }
  }
  const ringing = Object.values(d.state.clocks).flatMap((clock) => {
    const alarm = alarmOf(clock, d.now);
    return alarm ? [{ clock: clock.id, alarm }] : [];
  });
  // What the law attaches to a limit is an event of its own; the other clocks ring with the next tick.
  const fatal = ringing.find((r) => r.alarm === 'overdue' && consequenceOf(d, r.clock) !== null);
  const rung: { clock: string; alarm: Alarm }[] = fatal ? [fatal] : ringing;
  for (const { clock, alarm } of rung) {
    ring(d, must(d.state.clocks[clock], `clock ${clock}`), alarm);
  }
  const deemed = fatal ? carryOut(d, fatal.clock) : null;
  return { type: 'clockAlarm', data: { rung, deemed }, basis: deemed?.basis ?? null };
}

/** What a stage says of its limit running out, while the case still stands there. */
type Consequence = { scope: Scope; stage: string; basis: string } & ({ to: string } | { outcome: Outcome });

function consequenceOf(d: Draft, clockId: string): Consequence | null {
  const clock = d.state.clocks[clockId];
  const scope = clock ? d.state.scopes[clock.scope] : undefined;
  const standsThere = scope && scope.stage === clock?.stage && scope.visit === clock.visit && scope.status === 'active';
  if (!standsThere) {
    return null;
  }
  const stage = stageOf(d.state, scope);
  if (stage.kind === 'wait' && stage.onDue) {
    return { scope, stage: stage.code, basis: stage.onDue.basis, to: stage.onDue.to };
  }
  if (stage.kind !== 'task' || !stage.onDue) {
    return null;
  }
  const outcome = outcomeOf(stage.outcomes, stage.onDue.outcome);
  const possible = outcome && (outcome.kind !== 'return' || scopeHolding(d, scope, outcome.to) !== null);
  return possible ? { scope, stage: stage.code, basis: stage.onDue.basis, outcome } : null;
}

function carryOut(d: Draft, clockId: string): { stage: string; outcome: string; basis: string } | null {
  const due = consequenceOf(d, clockId);
  if (!due) {
    return null;
  }
  const { scope, stage, basis } = due;
  const { dueAt } = must(d.state.clocks[clockId], `clock ${clockId}`);
  d.ranOut(dueAt ?? d.now);
  if ('to' in due) {
    goAside(d, scope.id, 'due', due.to);
    return { stage, outcome: 'due', basis };
  }
  cancelVisit(d, scope, 'deemed');
  d.setFacts(scope.id, due.outcome.set ?? {});
  follow(d, scope.id, due.outcome, null);
  return { stage, outcome: due.outcome.code, basis };
}

/** A decision stays recallable when its stage allows it and nothing outside was set in motion. */
function recallableBy(d: Draft, event: CaseEvent, person: string, taskId: string): Recallable | null {
  const task = d.state.tasks[taskId];
  const scope = task && d.state.scopes[task.scope];
  const stage = scope && stageOf(d.state, scope, task.stage);
  const outside = event.changes.some((c) => c.on === 'pending' && d.state.pending[c.id]?.kind !== 'until');
  if (
    !stage ||
    stage.kind !== 'task' ||
    stage.recallable === false ||
    task.kind !== 'stage' ||
    d.state.status === 'ended' ||
    outside
  ) {
    return null;
  }
  return { person, taskId };
}

/** Answer to an accepted command. */
export function receiptOf(decision: Decision): CommandReceipt {
  const { event, state } = decision;
  return {
    caseId: state.caseId,
    seq: event.seq,
    status: state.status,
    result: state.result,
    opened: event.changes.filter((c) => c.on === 'task' && c.was === null).map((c) => c.id),
    hash: event.command?.hash ?? '',
  };
}
