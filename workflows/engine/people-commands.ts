import { HOUR_MS, localDay } from '../domain/calendar';
import { dueOf } from '../domain/clock';
import { versionOn } from '../domain/effective';
import { DomainError } from '../domain/errors';
import type { AddSigner, HandOver, RecusePerson, RemoveSigner, TaskRefCommand, TransferTask, Urge } from './commands';
import type { TaskStage } from '../processes/definition';
import { applyOutcome } from './answers';
import { type Draft } from './draft';
import { barredBy } from './duties';
import {
  entitles,
  isInvolved,
  isOwner,
  principalOf,
  requireHolder,
  requireSeparateDuties,
  requireSupervisor,
  supervises,
} from './entitlement';
import type { Actor } from './events';
import { stageOf } from './locate';
import type { Task } from './state';
import {
  afterChild,
  cancelTask,
  childrenOf,
  isLive,
  openTask,
  putBehind,
  rehome,
  settleVisit,
  tasksOfVisit,
} from './tasks';

/** The limit (reference data) for which a task rests after it was urged. */
export const URGE_REST = 'task.urgeRest';

/** For cases that compute with limits from before the rest was one of them. */
const EARLIER_REST_MS = 4 * HOUR_MS;

/** A live task. @throws DomainError `task.unknown`, `task.closed` */
export function liveTask(d: Draft, id: string): Task {
  const task = d.state.tasks[id];
  if (!task) {
    throw new DomainError(id.startsWith(`${d.state.caseId}:`) ? 'task.closed' : 'task.unknown');
  }
  if (!isLive(task)) {
    throw new DomainError('task.closed');
  }
  return task;
}

/** A task that its owner may dispose of now. */
function ownTask(d: Draft, c: TaskRefCommand): Task {
  const task = liveTask(d, c.taskId);
  requireHolder(d.state, task, c.actor);
  if (task.status === 'suspended') {
    throw new DomainError('task.suspended');
  }
  if (task.status === 'answered') {
    throw new DomainError('task.closed');
  }
  return task;
}

export function claimTask(d: Draft, c: TaskRefCommand): void {
  const task = ownTask(d, c);
  if (task.claimedBy === principalOf(c.actor)) {
    throw new DomainError('task.alreadyYours');
  }
  requireSeparateDuties(d.state, task, stageOfTask(d, task), c.actor);
  d.setTask(task.id, { claimedBy: principalOf(c.actor) });
}

/** Back to the pool; a task given by name stays with its person. */
export function releaseTask(d: Draft, c: TaskRefCommand): void {
  const task = liveTask(d, c.taskId);
  if (task.status === 'answered' || task.status === 'suspended') {
    throw new DomainError(task.status === 'answered' ? 'task.closed' : 'task.suspended');
  }
  if (task.claimedBy === null || (task.claimedBy !== principalOf(c.actor) && !supervises(d.state, c.actor, task))) {
    throw new DomainError(task.claimedBy === null ? 'task.notClaimed' : 'task.notYours');
  }
  d.setTask(task.id, { claimedBy: null });
}

/** 转办: another person, for good. By who holds it or the supervisor. */
export function transferTask(d: Draft, c: TransferTask): void {
  const task = liveTask(d, c.taskId);
  if (task.status === 'answered' || task.status === 'suspended') {
    throw new DomainError(task.status === 'answered' ? 'task.closed' : 'task.suspended');
  }
  if (!supervises(d.state, c.actor, task)) {
    requireHolder(d.state, task, c.actor);
  }
  requireTaker(d, task, c.to, null);
  d.setTask(task.id, { assignees: [c.to], claimedBy: null, fallback: false });
}

/** 委派: another person answers, then it comes back to who delegated. */
export function delegateTask(d: Draft, c: TransferTask): void {
  const task = ownTask(d, c);
  if (task.status !== 'open') {
    throw new DomainError('task.waiting');
  }
  requireTaker(d, task, c.to, c.actor);
  d.setTask(task.id, { claimedBy: principalOf(c.actor) });
  putBehind(d, task.id);
  openServing(d, task, 'delegated', c.to, false);
}

/** 加签 before, after or beside the owner; a signer added may add signers in turn. */
export function addSigner(d: Draft, c: AddSigner): void {
  const task = liveTask(d, c.taskId);
  if (task.status === 'suspended') {
    throw new DomainError('task.suspended');
  }
  if (task.status === 'answered' && c.where === 'before') {
    throw new DomainError('task.closed');
  }
  requireHolder(d.state, task, c.actor);
  requireTaker(d, task, c.person, c.actor);
  if (childrenOf(d.state, task.id).some((t) => isLive(t) && t.assignees.includes(c.person))) {
    throw new DomainError('signer.alreadyAsked');
  }
  d.setTask(task.id, { claimedBy: task.claimedBy ?? principalOf(c.actor) });
  if (c.where === 'before') {
    putBehind(d, task.id);
  }
  const kind = c.where === 'before' ? 'signBefore' : c.where === 'after' ? 'signAfter' : 'signBeside';
  openServing(d, task, kind, c.person, c.where === 'after' && task.status !== 'answered');
}

/** 减签: a signer who already answered stays. */
export function removeSigner(d: Draft, c: RemoveSigner): void {
  const parent = liveTask(d, c.taskId);
  if (!isOwner(d.state, parent, c.actor) && !supervises(d.state, c.actor, parent)) {
    throw new DomainError('task.notYours');
  }
  if (parent.status === 'suspended') {
    throw new DomainError('task.suspended');
  }
  const signer = d.state.tasks[c.signerTaskId];
  if (!signer || signer.parent !== parent.id || signer.kind === 'confirm') {
    throw new DomainError('signer.unknown');
  }
  if (!isLive(signer) || signer.answer) {
    throw new DomainError('signer.alreadyAnswered');
  }
  cancelTask(d, signer.id, 'signerRemoved');
  settleParent(d, parent.id, signer.id);
}

function stageOfTask(d: Draft, task: Task): TaskStage {
  return stageOf(d.state, d.scope(task.scope), task.stage) as TaskStage;
}

function settleParent(d: Draft, parentId: string, childId: string): void {
  const parent = d.task(parentId);
  const stage = stageOfTask(d, parent);
  const settled = afterChild(d, parent, d.task(childId), stage);
  if (settled) {
    applyOutcome(d, parent, stage, settled);
  }
}

function openServing(
  d: Draft,
  task: Task,
  kind: 'delegated' | 'signBefore' | 'signAfter' | 'signBeside',
  person: string,
  waiting: boolean,
): void {
  openTask(d, d.scope(task.scope), task.stage, {
    kind,
    assignees: [person],
    pools: [],
    seat: null,
    fallback: false,
    order: task.order,
    parent: task.id,
    clock: task.clock,
    waiting,
  });
}

/** Who is to get a task or to sign for it must not hold it already, nor be barred from it. `giver` null: it changes hands. */
function requireTaker(d: Draft, task: Task, person: string, giver: Actor | null): void {
  const theirs = task.claimedBy === person || (task.claimedBy === null && task.assignees.includes(person));
  if (theirs || (giver && principalOf(giver) === person)) {
    throw new DomainError('task.alreadyTheirs');
  }
  const barred = barredBy(d.state, giver ? { scope: task.scope } : task, stageOfTask(d, task), [person]);
  if (barred) {
    throw new DomainError(barred);
  }
  if (!giver && task.kind === 'stage' && peersOf(d, task).some((t) => t.id !== task.id && liesWith(t, person))) {
    throw new DomainError('duty.alreadySigned');
  }
}

/** The seats of the same visit that still count. */
function peersOf(d: Draft, task: Task): Task[] {
  return tasksOfVisit(d.state, task.scope, task.stage, task.visit).filter(
    (t) => t.kind === 'stage' && t.status !== 'cancelled',
  );
}

/** 催办 with a cool-down; by anybody who takes part in the case. */
export function urge(d: Draft, c: Urge): void {
  const task = liveTask(d, c.taskId);
  if (!isInvolved(d.state, c.actor) && d.state.header.applicant !== principalOf(c.actor)) {
    throw new DomainError('access.denied');
  }
  if (task.status === 'suspended') {
    throw new DomainError('task.suspended');
  }
  const rest = task.urged ? restsUntil(d, task.urged.at) - d.now : 0;
  if (rest > 0) {
    throw new DomainError('urge.coolDown', { minutes: Math.ceil(rest / 60_000) });
  }
  d.setTask(task.id, { urged: { at: d.now, count: (task.urged?.count ?? 0) + 1 } });
}

/** The moment from which a task that was urged may be urged again, by the rule of the day on which it was urged. */
function restsUntil(d: Draft, urgedAt: number): number {
  const { limits, calendars } = d.state.reference;
  const rule = versionOn(
    limits.filter(({ key }) => key === URGE_REST),
    localDay(urgedAt),
  );
  if (!rule) return urgedAt + EARLIER_REST_MS;
  const due = dueOf(rule, { startedAt: urgedAt, stops: [], extensions: [] }, calendars, d.now);
  return due.dueAt ?? urgedAt;
}

/** 回避: the person gets nothing more in this case; what lies with them goes back to the pool or to the supervisor. */
export function recusePerson(d: Draft, c: RecusePerson): void {
  if (principalOf(c.actor) !== c.person) {
    requireSupervisor(d.state, c.actor);
  }
  if (d.state.recused.includes(c.person)) {
    throw new DomainError('duty.alreadyRecused');
  }
  // Nothing is recalled across a recusal: it would bring back tasks that lie with the recused person.
  d.setCase({ recused: [...d.state.recused, c.person], undo: [] });
  for (const { id } of Object.values(d.state.tasks)) {
    const task = d.task(id);
    if (isLive(task) && task.answer === null) {
      removeFrom(d, task, c.person);
    }
  }
}

function liesWith(task: Task, person: string): boolean {
  return task.claimedBy === person || task.assignees.includes(person);
}

/** Takes one task from a recused person: signers added are let go, a group loses the seat, anything else finds another person. */
function removeFrom(d: Draft, task: Task, person: string): void {
  const stage = stageOfTask(d, task);
  if (task.parent && task.kind !== 'confirm') {
    if (liesWith(task, person)) {
      cancelTask(d, task.id, 'recused');
      settleParent(d, task.parent, task.id);
    }
    return;
  }
  const seated = task.kind === 'stage' && stage.policy.kind !== 'single' && task.assignees.includes(person);
  if (seated && task.pools.length === 0 && peersOf(d, task).length > 1) {
    cancelTask(d, task.id, 'recused');
    const settled = settleVisit(d, task, stage);
    if (settled) {
      applyOutcome(d, task, stage, settled);
    }
    return;
  }
  // A pool may have had nobody else.
  if (liesWith(task, person) || (task.assignees.length === 0 && task.claimedBy === null)) {
    rehome(d, task, stage);
  }
}

/** 离职: named tasks and claims of one person go to another. */
export function handOver(d: Draft, c: HandOver): void {
  if (d.state.recused.includes(c.to)) {
    throw new DomainError('duty.recused');
  }
  const theirs = Object.values(d.state.tasks).filter((t) => isLive(t) && t.answer === null && liesWith(t, c.from));
  // A department's own supervisor disposes of what lies with its people, whoever leads the case.
  if (theirs.length === 0 || !theirs.every((task) => supervises(d.state, c.actor, task))) {
    requireSupervisor(d.state, c.actor);
  }
  if (theirs.length === 0) {
    throw new DomainError('handOver.nothing');
  }
  for (const task of theirs) {
    requireTaker(d, task, c.to, null);
    d.setTask(task.id, {
      assignees: [...new Set(task.assignees.map((p) => (p === c.from ? c.to : p)))],
      ...(task.claimedBy === c.from ? { claimedBy: c.to, assignees: [c.to] } : {}),
    });
  }
}

/** Whether a person may see the task in their inbox. */
export function offeredTo(task: Task, person: string, memberships: { org: string; role: string }[]): boolean {
  const actor = { kind: 'person' as const, id: person, org: null, memberships };
  return task.claimedBy === person || (task.claimedBy === null && entitles(task, actor) !== null);
}
