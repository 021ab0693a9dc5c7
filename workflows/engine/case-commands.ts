import { checkExtension, checkStop } from '../domain/clock';
import { DomainError } from '../domain/errors';
import { applyChange } from './evolve';
import type {
  AttachDocument,
  CarbonCopy,
  CaseReason,
  Comment,
  DeliverMessage,
  ExtendDeadline,
  MigrateCase,
  RecallDecision,
  ReopenCase,
  ReplaceDocument,
  ResumeClock,
  SetPriority,
  StopClock,
} from './commands';
import { requireFactTypes } from './answers';
import { dueFields, extendClock, resumeClock, reviveClocks, startClock, stopClock } from './clocks';
import { type Draft } from './draft';
import { isAssigned, isInvolved, principalOf, requireSupervisor, requireWithdrawer, supervises } from './entitlement';
import { machineAt, stageIn, stageOf } from './locate';
import { endCase, enterStage, goOn } from './machine';
import type { Clock, Task } from './state';
import { isLive, restoreTurns } from './tasks';

/** 撤件 by the applicant while the definition allows it. */
export function withdrawCase(d: Draft, c: CaseReason): void {
  requireWithdrawer(d.state, c.actor);
  const rule = d.state.definition.withdrawal;
  const standing = Object.values(d.state.scopes)
    .filter((s) => s.status === 'active')
    .map((s) => s.stage);
  if (!rule.allowed || standing.some((stage) => rule.notIn.includes(stage))) {
    throw new DomainError('withdraw.notAllowed');
  }
  requireText(c.reason, 'reason');
  endCase(d, 'withdrawn', 'brokenOff');
}

/** 作废 by the supervisor, with reason and basis. */
export function terminateCase(d: Draft, c: CaseReason): void {
  requireSupervisor(d.state, c.actor);
  requireText(c.reason, 'reason');
  requireText(c.basis, 'basis');
  endCase(d, 'terminated', 'brokenOff');
}

/** 重启: an ended case goes on at a stage that it had passed. */
export function reopenCase(d: Draft, c: ReopenCase): void {
  requireSupervisor(d.state, c.actor);
  if (d.state.status !== 'ended') {
    throw new DomainError('case.notEnded');
  }
  requireText(c.reason, 'reason');
  requireText(c.basis, 'basis');
  const stage = stageIn(d.state.definition.machine, c.stage);
  if (!stage || (d.state.passages[`root|${c.stage}`]?.times ?? 0) === 0 || stage.kind === 'end') {
    throw new DomainError('return.notEarlier', {}, 'stage');
  }
  const endedAt = d.state.endedAt ?? d.now;
  d.setCase({ status: 'running', result: null, endedAt: null, undo: [] });
  d.setScope('root', { status: 'active', result: null, comeBack: null, redo: {} });
  reviveClocks(d, endedAt);
  enterStage(d, 'root', c.stage);
}

/**
 * 撤回: who decided takes the decision back until the next person has acted. Everything that followed from it is undone; what it had
 * opened is closed as recalled, never erased.
 */
export function recallDecision(d: Draft, c: RecallDecision): void {
  const record = d.state.undo.find((u) => u.taskId === c.taskId);
  if (!record) {
    throw new DomainError('recall.tooLate');
  }
  if (record.person !== principalOf(c.actor)) {
    throw new DomainError('task.notYours');
  }
  for (const change of [...record.inverse].reverse()) {
    if (change.was === null) {
      undoCreation(d, change.on, change.id);
    } else {
      d.patch(change.on, change.id, change.set);
    }
  }
  const task = d.task(c.taskId);
  const stage = stageOf(d.state, d.scope(task.scope), task.stage);
  if (stage.kind === 'task') {
    restoreTurns(d, task, stage);
  }
  // Due moments follow from history and today's calendar, not from what was computed before.
  for (const clock of Object.values(d.state.clocks)) {
    if (clock.status === 'running') {
      d.setClock(clock.id, dueFields(clock, d.state, d.now));
    }
  }
  d.setCase({ undo: d.state.undo.filter((u) => u.seq !== record.seq) });
}

function undoCreation(d: Draft, on: string, id: string): void {
  if (on === 'task') {
    const task = d.task(id);
    if (isLive(task)) {
      d.setTask(id, { status: 'cancelled', closedAt: d.now, closedFor: 'recalled' });
    }
  } else if (on === 'scope') {
    d.setScope(id, { status: 'cancelled', result: 'recalled' });
  } else if (on === 'clock') {
    d.setClock(id, { status: 'cancelled', endedAt: d.now, remindAt: null });
  } else if (on === 'pending') {
    d.setPending(id, { status: 'cancelled' });
  } else if (on === 'passage') {
    // Opened by a decision that was taken back: it was never passed, so nothing returns to it.
    d.patch('passage', id, { how: 'cancelled', leftAt: d.now, times: 0, actors: [] });
  } else if (on === 'result') {
    d.patch('result', id, { fallen: true });
  }
}

/** The clock of a command, with the right to touch it: who works on the case, or its supervisor. */
function clockFor(d: Draft, id: string, c: { actor: StopClock['actor'] }): Clock {
  const clock = d.state.clocks[id];
  if (!clock) {
    throw new DomainError('clock.unknown', { limit: id }, 'clock');
  }
  if (!mayTouchClocks(d, c.actor)) {
    throw new DomainError('access.denied');
  }
  return clock;
}

/** What has run out can be neither stopped nor extended any more. */
function requireInTime(d: Draft, clock: Clock): void {
  if (clock.overdueAt !== null || (clock.dueAt !== null && d.now > clock.dueAt)) {
    throw new DomainError('clock.overdue', { limit: clock.rule.name.zh });
  }
}

function requireText(text: string, field: string): void {
  if (text.trim() === '') {
    throw new DomainError('opinion.required', {}, field);
  }
}

function mayTouchClocks(d: Draft, actor: StopClock['actor']): boolean {
  const lead = d.state.header.leadOrg;
  return supervises(d.state, actor) || (isInvolved(d.state, actor) && actor.memberships.some((m) => m.org === lead));
}

export function stopClockByHand(d: Draft, c: StopClock): string {
  const clock = clockFor(d, c.clock, c);
  const limit = clock.rule.name.zh;
  if (clock.status !== 'running') {
    throw new DomainError('clock.notRunning', { limit });
  }
  requireInTime(d, clock);
  checkStop(clock.rule, c.ground);
  const ground = clock.rule.stoppableFor.find((g) => g.code === c.ground);
  stopClock(d, clock.id, 'manual', { code: c.ground, basis: ground?.basis ?? '', note: c.note });
  return ground?.basis ?? '';
}

export function resumeClockByHand(d: Draft, c: ResumeClock): void {
  const clock = clockFor(d, c.clock, c);
  if (clock.status !== 'stopped' || !clock.holders.includes('manual')) {
    throw new DomainError('clock.notStopped', { limit: clock.rule.name.zh });
  }
  resumeClock(d, clock.id, 'manual');
}

/** 延期 within the cap, by who the limit names. */
export function extendDeadline(d: Draft, c: ExtendDeadline): void {
  const clock = d.state.clocks[c.clock];
  if (!clock) {
    throw new DomainError('clock.unknown', { limit: c.clock }, 'clock');
  }
  if (clock.status !== 'running' && clock.status !== 'stopped') {
    throw new DomainError('clock.notRunning', { limit: clock.rule.name.zh });
  }
  requireText(c.reason, 'reason');
  requireText(c.basis, 'basis');
  requireInTime(d, clock);
  checkExtension(clock.rule, clock.history, c.more);
  const by = clock.rule.extension?.grantedBy ?? '';
  if (!c.actor.memberships.some((m) => `${m.org}/${m.role}` === by || m.role === by || m.org === by)) {
    throw new DomainError('clock.notGrantor');
  }
  extendClock(d, clock.id, c.more);
}

/** 沟通: speaks on the case without moving it. */
export function comment(d: Draft, c: Comment): void {
  requireReader(d, c.actor);
}

/** 抄送 by who works on the case: who only reads it does not widen the circle of readers. */
export function carbonCopy(d: Draft, c: CarbonCopy): void {
  if (!isInvolved(d.state, c.actor)) {
    throw new DomainError('access.denied');
  }
  d.setCase({ copied: [...new Set([...d.state.copied, ...c.persons])] });
}

/** Who in the leading organisation says what goes first, beside its supervisors [design]. */
const SETS_PRIORITY = ['sectionChief', 'deputyDirector', 'director'];

/**
 * 紧急程度: a fact of the case, set by who leads it, with the reason on the record. All its tasks bear it, those opened later too.
 * @throws DomainError `access.denied`, `opinion.required`, `priority.same`
 */
export function setPriority(d: Draft, c: SetPriority): void {
  if (!setsPriority(d.state, c.actor)) {
    throw new DomainError('access.denied');
  }
  requireText(c.reason, 'reason');
  if (c.priority === (d.state.priority ?? 'normal')) {
    throw new DomainError('priority.same', {}, 'priority');
  }
  d.setCase({ priority: c.priority });
}

/** Whether somebody may say how urgent a case is. */
export function setsPriority(state: Draft['state'], actor: StopClock['actor']): boolean {
  const { leadOrg } = state.header;
  return supervises(state, actor) || actor.memberships.some((m) => m.org === leadOrg && SETS_PRIORITY.includes(m.role));
}

export function markRead(d: Draft, actor: StopClock['actor']): void {
  requireReader(d, actor);
}

/** Who may open the case (the read model's `readers` say the same). @throws DomainError `access.denied` */
export function requireReader(d: Draft, actor: StopClock['actor']): void {
  const person = principalOf(actor);
  const { header, copied, involved } = d.state;
  const keys = [`p:${person}`, ...actor.memberships.map((m) => `o:${m.org}`)];
  const may =
    isInvolved(d.state, actor) ||
    [`p:${header.applicant}`, `o:${header.leadOrg}`, `o:${header.party.org}`, ...involved].some((k) =>
      keys.includes(k),
    ) ||
    copied.includes(person);
  if (!may) {
    throw new DomainError('access.denied');
  }
}

/** Adds a paper to the case; who applied, or works on it. */
export function attach(d: Draft, c: AttachDocument | ReplaceDocument): void {
  if (!isInvolved(d.state, c.actor) && d.state.header.applicant !== principalOf(c.actor)) {
    throw new DomainError('access.denied');
  }
  const task: Task | undefined = c.taskId === null ? undefined : d.state.tasks[c.taskId];
  if (c.taskId !== null && (!task || !isLive(task))) {
    throw new DomainError('task.closed');
  }
}

/** An answer from outside that a `wait` stage expects. */
export function deliverMessage(d: Draft, c: DeliverMessage): void {
  const pending = Object.values(d.state.pending).find(
    (p) => p.kind === 'message' && p.status === 'open' && p.what === c.message,
  );
  if (!pending) {
    throw new DomainError('message.notAwaited', { message: c.message });
  }
  const scope = d.scope(pending.scope);
  const stage = stageOf(d.state, scope, pending.stage);
  if (stage.kind !== 'wait' || !('message' in stage.for)) {
    throw new DomainError('message.notAwaited', { message: c.message });
  }
  const allowed = stage.by
    ? supervises(d.state, c.actor) || stage.by.some((to) => isAssigned(d.state, scope, to, c.actor))
    : mayTouchClocks(d, c.actor) || d.state.header.applicant === principalOf(c.actor);
  if (!allowed || d.state.recused.includes(principalOf(c.actor))) {
    throw new DomainError('access.denied');
  }
  const take = stage.for.take ?? [];
  const taken = Object.fromEntries(Object.entries(c.facts).filter(([name]) => take.includes(name)));
  requireFactTypes(d.state.definition, taken);
  d.setFacts(scope.id, taken);
  goOn(d, scope.id, c.message, stage.to);
}

/** Moves a running case to another version of its definition: every place where it stands must exist there in the same kind. */
export function migrateCase(d: Draft, c: MigrateCase): void {
  requireSupervisor(d.state, c.actor);
  const obstacle = migrationObstacle(d.state, c.definition);
  if (obstacle) {
    throw new DomainError('migration.impossible', { reason: obstacle });
  }
  d.setCase({ definitionRef: c.definitionRef, undo: [] });
  d.state = applyChange(d.state, { on: 'case', id: '', set: { definition: c.definition }, was: null });
  for (const limit of c.definition.machine.stages.flatMap((s) => s.clocks?.start ?? [])) {
    // A case clock that the new version starts in a stage already passed would never start: it starts now.
    const passed = c.definition.machine.stages.some(
      (s) => s.clocks?.start?.includes(limit) && d.state.passages[`root|${s.code}`],
    );
    if (passed && !d.state.clocks[limit]) {
      startClock(d, limit, d.scope('root'), null);
    }
  }
}

/** Why a case cannot move to a definition; null when it can. */
export function migrationObstacle(state: Draft['state'], definition: MigrateCase['definition']): string | null {
  if (definition.code !== state.definition.code) {
    return `流程${definition.code}与本案流程不同`;
  }
  for (const scope of Object.values(state.scopes)) {
    if (scope.status !== 'active' && scope.status !== 'suspended') {
      continue;
    }
    const back = scope.comeBack?.to;
    if (back !== undefined && !findStage(definition, scope.machinePath, back)) {
      return `新版本没有退回后要回到的环节“${stageOf(state, scope, back).name.zh}”`;
    }
    const now = stageOf(state, scope);
    const there = findStage(definition, scope.machinePath, scope.stage);
    if (!there || there.kind !== now.kind) {
      return `新版本没有环节“${now.name.zh}”`;
    }
    if (now.kind === 'task' && there.kind === 'task' && now.policy.kind !== there.policy.kind) {
      return `环节“${now.name.zh}”的签署方式已变更`;
    }
  }
  return null;
}

function findStage(definition: MigrateCase['definition'], path: string[], code: string): ReturnType<typeof stageIn> {
  try {
    return stageIn(machineAt(definition, path), code);
  } catch {
    // The path itself does not exist in that version.
    return undefined;
  }
}
