import { DomainError } from '../domain/errors';
import type { TaskStage } from '../processes/definition';
import { completeTask } from './answers';
import * as kase from './case-commands';
import type { CommandReceipt, Commands, Input } from './commands';
import { dueFields, endClock, nextAlarm, ringClocks, type Alarm } from './clocks';
import { type Context, Draft } from './draft';
import { principalOf } from './entitlement';
import { applyChange, evolve, type Library } from './evolve';
import type { Actor, CaseEvent, CaseEventType, Change } from './events';
import { SYSTEM } from './events';
import { stageOf } from './locate';
import { enterStage, follow, leaveStage } from './machine';
import * as people from './people-commands';
import { outcomeOf } from './signing';
import type { CaseState, Undo } from './state';
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
    const undo = undoOf(d, event, principalOf(input.body.actor), input.body.taskId);
    if (undo) {
      event.data = { ...event.data, undo };
    }
  }
  return { event, state: evolve(state, event, withOwn(library, d.state)) };
}

/** Commands that make sense on an ended case. */
const AFTER_END: ReadonlySet<string> = new Set(['reopenCase', 'carbonCopy', 'markRead', 'comment']);

function isCommand(input: Input): input is Extract<Input, { name: keyof Commands }> {
  return 'actor' in input.body && input.name !== 'start';
}

function requireFresh(
  state: CaseState,
  frame: { expectedSeq?: number; backdated?: { at: string; evidence: string } },
): void {
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
        redo: null,
      });
      d.setCase({ startedAt: d.now });
      d.setFacts('root', input.body.facts);
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
      const { taskId, outcome, form, attachments, target } = input.body;
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
      const take = stage.take ?? [];
      d.setFacts(
        pending.scope,
        Object.fromEntries(Object.entries(input.body.facts).filter(([name]) => take.includes(name))),
      );
      leaveStage(d, pending.scope, 'completed', null);
      enterStage(d, pending.scope, stage.to);
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
      leaveStage(d, pending.scope, 'completed', 'failed');
      enterStage(d, pending.scope, stage.onFailure);
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
        leaveStage(d, pending.scope, 'completed', null);
        enterStage(d, pending.scope, stage.to);
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
      leaveStage(d, pending.scope, 'completed', result);
      enterStage(d, pending.scope, stage.to);
      return { type: 'subcaseEnded', data: { process: pending.what, caseId: pending.caseId, result } };
    }
    case 'referenceChanged': {
      if (input.body.referenceRef === d.state.referenceRef || d.state.status === 'ended') {
        return null;
      }
      const from = d.state.referenceRef;
      d.setCase({ referenceRef: input.body.referenceRef });
      d.state = applyChange(d.state, { on: 'case', id: '', set: { reference: input.body.reference }, was: null });
      const moved = recompute(d);
      return { type: 'referenceChanged', data: { from, to: input.body.referenceRef, moved } };
    }
  }
}

/** Recomputes running clocks; returns those whose due day moved. */
function recompute(d: Draft): { clock: string; from: string | null; to: string | null }[] {
  const moved: { clock: string; from: string | null; to: string | null }[] = [];
  for (const clock of Object.values(d.state.clocks)) {
    if (clock.status !== 'running' && clock.status !== 'stopped') {
      continue;
    }
    const fields = dueFields(clock, d.state, d.now);
    if (fields.dueAt !== clock.dueAt || fields.provisional !== clock.provisional || fields.warnAt !== clock.warnAt) {
      d.setClock(clock.id, fields);
      moved.push({ clock: clock.id, from: clock.dueDay, to: fields.dueDay });
    }
  }
  return moved;
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
    if (pending.kind === 'until' && pending.status === 'open' && pending.at !== null && pending.at <= d.now) {
      const stage = stageOf(d.state, d.scope(pending.scope), pending.stage);
      leaveStage(d, pending.scope, 'completed', null);
      if (stage.kind === 'wait') {
        enterStage(d, pending.scope, stage.to);
      }
      return { type: 'waitElapsed', data: { stage: pending.stage, scope: pending.scope } };
    }
  }
  const rung = ringClocks(d);
  const deemed = rung
    .filter((r) => r.alarm === 'overdue')
    .map((r) => onDue(d, r.clock))
    .find((r) => r !== null);
  return {
    type: 'clockAlarm',
    data: { rung: rung satisfies { clock: string; alarm: Alarm }[], deemed: deemed ?? null },
    basis: deemed?.basis ?? null,
  };
}

/** Carries out what a stage says of its limit running out. */
function onDue(d: Draft, clockId: string): { stage: string; outcome: string; basis: string } | null {
  const clock = d.state.clocks[clockId];
  const scope = clock ? d.state.scopes[clock.scope] : undefined;
  if (
    !clock?.stage ||
    !scope ||
    scope.stage !== clock.stage ||
    scope.visit !== clock.visit ||
    scope.status !== 'active'
  ) {
    return null;
  }
  const stage = stageOf(d.state, scope);
  if (stage.kind === 'wait' && stage.onDue) {
    endClock(d, clockId, 'acted');
    leaveStage(d, scope.id, 'completed', 'due');
    enterStage(d, scope.id, stage.onDue.to);
    return { stage: stage.code, outcome: 'due', basis: stage.onDue.basis };
  }
  const rule = stage.kind === 'task' ? stage.onDue : undefined;
  const outcome = rule && outcomeOf((stage as TaskStage).outcomes, rule.outcome);
  if (!rule || !outcome) {
    return null;
  }
  cancelVisit(d, scope, 'deemed');
  d.setFacts(scope.id, outcome.set ?? {});
  follow(d, scope.id, outcome, null);
  return { stage: stage.code, outcome: outcome.code, basis: rule.basis };
}

/** A decision stays recallable when its stage allows it and nothing outside was set in motion. */
function undoOf(d: Draft, event: CaseEvent, person: string, taskId: string): Undo | null {
  const task = d.state.tasks[taskId];
  const scope = task && d.state.scopes[task.scope];
  const stage = scope && stageOf(d.state, scope, task.stage);
  const outside = event.changes.some(
    (c) => c.on === 'pending' && c.was === null && d.state.pending[c.id]?.kind !== 'until',
  );
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
  const inverse: Change[] = event.changes
    .filter((c) => c.on !== 'case')
    .map((c) => ({ on: c.on, id: c.id, set: c.was ?? {}, was: c.was === null ? null : {} }));
  return { seq: event.seq, person, taskId, inverse };
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
