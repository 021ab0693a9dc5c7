import type { Assignment, TaskStage } from '../processes/definition';
import { termOf } from './conditions';
import { type Draft } from './draft';
import { barredBy, type Duty } from './duties';
import type { Membership } from './events';
import { seatsOf, settle } from './signing';
import type { CaseState, Scope, Task, TaskKind } from './state';

/** One signer's place: named persons or pools of candidates. */
interface Place {
  assignees: string[];
  pools: Membership[];
  seat: string | null;
  fallback: boolean;
}

/** Opens the tasks of a stage visit, one per signer; of a sequential group only the first is open. */
export function openStageTasks(d: Draft, scope: Scope, stage: TaskStage, clock: string | null): void {
  const places = placesOf(d, scope, stage);
  places.forEach((place, order) => {
    const waiting = stage.policy.kind === 'sequential' && order > 0;
    openTask(d, scope, stage.code, { ...place, kind: 'stage', order, parent: null, clock, waiting });
  });
}

/** Who signs: a single task offers all its pools to one person; the other policies give every named person or pool a seat. */
function placesOf(d: Draft, scope: Scope, stage: TaskStage): Place[] {
  const pools = poolsOf(d.state, scope, stage.assignment);
  const duty = { scope: scope.id };
  if ('person' in stage.assignment) {
    const person = termOf(stage.assignment.person, d.state, scope.id);
    const found = person !== '' && !barredBy(d.state, duty, stage, [person]);
    return [found ? { assignees: [person], pools: [], seat: null, fallback: false } : toSupervisor(d, scope)];
  }
  if (stage.policy.kind === 'single') {
    return [placeIn(d, scope, stage, pools, duty)];
  }
  if ('roles' in stage.assignment) {
    return pools.map((p) => placeIn(d, scope, stage, [p], duty));
  }
  const seat = stage.assignment.role;
  const holders = candidates(d, stage, pools, duty);
  return holders.length > 0
    ? holders.map((person) => ({ assignees: [person], pools: [], seat, fallback: false }))
    : [toSupervisor(d, scope, pools[0]?.org)];
}

/** Holders of a role who may act here; who is barred by what they did before does not count as found. */
function candidates(d: Draft, stage: TaskStage, pools: Membership[], duty: Duty): string[] {
  return d.holders(pools).filter((person) => !barredBy(d.state, duty, stage, [person]));
}

function placeIn(d: Draft, scope: Scope, stage: TaskStage, pools: Membership[], duty: Duty): Place {
  return candidates(d, stage, pools, duty).length > 0
    ? { assignees: [], pools, seat: pools.length === 1 ? (pools[0]?.role ?? null) : null, fallback: false }
    : toSupervisor(d, scope, pools[0]?.org);
}

/** 双人办理: another person of the same assignment confirms the answer just given to a task. */
export function openConfirmation(d: Draft, task: Task, stage: TaskStage): void {
  const scope = d.scope(task.scope);
  const pools = poolsOf(d.state, scope, stage.assignment);
  const duty: Duty = { scope: task.scope, kind: 'confirm', parent: task.id };
  const place = placeIn(d, scope, stage, pools, duty);
  openTask(d, scope, task.stage, {
    ...place,
    kind: 'confirm',
    seat: null,
    order: task.order,
    parent: task.id,
    clock: task.clock,
    waiting: false,
  });
}

/** A task whose persons left or are recused goes to who else may do it, at last to the supervisor. */
export function rehome(d: Draft, task: Task, stage: TaskStage): void {
  const may = (person: string): boolean => !d.state.recused.includes(person);
  const assignees = task.assignees.filter(may);
  const claimedBy = task.claimedBy !== null && may(task.claimedBy) ? task.claimedBy : null;
  if (assignees.length > 0) {
    d.setTask(task.id, { assignees, claimedBy });
    return;
  }
  const scope = d.scope(task.scope);
  const pools = task.pools.filter((p) => candidates(d, stage, [p], task).length > 0);
  const place: Pick<Place, 'pools' | 'fallback'> =
    pools.length > 0
      ? { pools, fallback: task.fallback }
      : toSupervisor(d, scope, poolsOf(d.state, scope, stage.assignment)[0]?.org);
  d.setTask(task.id, { assignees, claimedBy, pools: place.pools, fallback: place.fallback });
}

/** Nobody found: the supervisor of the unit, else of the leading organisation; never an automatic pass. */
function toSupervisor(d: Draft, scope: Scope, org?: string): Place {
  const { role } = d.state.definition.supervisor;
  const lead = termOf(d.state.definition.supervisor.org, d.state, scope.id) || d.state.header.leadOrg;
  const own = org && d.holders([{ org, role }]).length > 0 ? org : lead;
  return { assignees: [], pools: [{ org: own, role }], seat: null, fallback: true };
}

export function poolsOf(state: CaseState, scope: Scope, assignment: Assignment): Membership[] {
  if ('person' in assignment) {
    return [];
  }
  const pairs = 'roles' in assignment ? assignment.roles : [assignment];
  return pairs.map((p) => ({ org: termOf(p.org, state, scope.id), role: p.role }));
}

export function openTask(
  d: Draft,
  scope: Scope,
  stage: string,
  as: Place & { kind: TaskKind; order: number; parent: string | null; clock: string | null; waiting: boolean },
): string {
  const id = [d.state.caseId, scope.id, stage, scope.visit, d.nextNumber()].join(':');
  const resting = scope.status === 'suspended';
  const status = as.waiting ? 'waiting' : 'open';
  const task: Task = {
    id,
    kind: as.kind,
    scope: scope.id,
    stage,
    visit: scope.visit,
    order: as.order,
    parent: as.parent,
    status: resting ? 'suspended' : status,
    assignees: as.assignees,
    pools: as.pools,
    claimedBy: null,
    fallback: as.fallback,
    answer: null,
    openedAt: d.now,
    closedAt: null,
    closedFor: null,
    restsAs: resting ? status : null,
    clock: as.clock,
    urged: null,
    seat: as.seat,
  };
  d.setTask(id, { ...task });
  return id;
}

export function tasksOfVisit(state: CaseState, scopeId: string, stage: string, visit: number): Task[] {
  return Object.values(state.tasks)
    .filter((t) => t.scope === scopeId && t.stage === stage && t.visit === visit)
    .sort((a, b) => a.order - b.order);
}

/** Tasks that serve another one: signers added to it, who it was delegated to, its second person. */
export function childrenOf(state: CaseState, taskId: string): Task[] {
  return Object.values(state.tasks).filter((t) => t.parent === taskId);
}

export function isLive(task: Task): boolean {
  return task.status !== 'done' && task.status !== 'cancelled';
}

/** Cancels a task and what serves it. */
export function cancelTask(d: Draft, id: string, reason: string): void {
  const task = d.task(id);
  for (const child of childrenOf(d.state, id)) {
    if (isLive(child)) {
      cancelTask(d, child.id, reason);
    }
  }
  if (isLive(task)) {
    d.setTask(id, { status: 'cancelled', restsAs: null, closedAt: d.now, closedFor: reason });
  }
}

export function cancelVisit(d: Draft, scope: Scope, reason: string): void {
  for (const task of tasksOfVisit(d.state, scope.id, scope.stage, scope.visit)) {
    if (isLive(task)) {
      cancelTask(d, task.id, reason);
    }
  }
}

/** The status that counts: of a resting task the one to which it comes back. */
export function standingOf(task: Task): Task['status'] {
  return task.status === 'suspended' ? (task.restsAs ?? 'open') : task.status;
}

function setStanding(d: Draft, id: string, status: 'open' | 'waiting' | 'answered', more: Partial<Task> = {}): void {
  const resting = d.task(id).status === 'suspended';
  d.setTask(id, { ...(resting ? { restsAs: status } : { status }), ...more });
}

/** Signers before a task, or who it was delegated to, have not answered yet. */
function asksFirst(state: CaseState, task: Task): boolean {
  return childrenOf(state, task.id).some((c) => isLive(c) && (c.kind === 'signBefore' || c.kind === 'delegated'));
}

/** Whether the order allows a task to be answered: its place in a sequence, the answer that it follows. */
export function hasTurn(state: CaseState, task: Task, stage: TaskStage): boolean {
  if (task.kind === 'signAfter') {
    return task.parent !== null && (state.tasks[task.parent]?.answer ?? null) !== null;
  }
  return !(
    task.kind === 'stage' &&
    stage.policy.kind === 'sequential' &&
    tasksOfVisit(state, task.scope, task.stage, task.visit).some(
      (t) => t.kind === 'stage' && t.order < task.order && isLive(t),
    )
  );
}

/** Opens a waiting task when nothing is before it any more. */
export function rouse(d: Draft, id: string, stage: TaskStage): void {
  const task = d.task(id);
  if (standingOf(task) === 'waiting' && hasTurn(d.state, task, stage) && !asksFirst(d.state, task)) {
    setStanding(d, id, 'open', task.answer === null ? { openedAt: d.now } : {});
  }
}

/** After a recall: who had their turn by the decision waits again. */
export function restoreTurns(d: Draft, visit: Pick<Task, 'scope' | 'stage' | 'visit'>, stage: TaskStage): void {
  for (const { id } of tasksOfVisit(d.state, visit.scope, visit.stage, visit.visit)) {
    const task = d.task(id);
    if (isLive(task) && standingOf(task) === 'open' && !(hasTurn(d.state, task, stage) && !asksFirst(d.state, task))) {
      putBehind(d, id);
    } else if (isLive(task)) {
      rouse(d, id, stage);
    }
  }
}

/** Puts an open task behind those that are asked first. */
export function putBehind(d: Draft, id: string): void {
  setStanding(d, id, 'waiting');
}

/**
 * What follows when a task got its answer: the signers that serve it are asked, or it is done, its parent goes on, the next of a
 * sequence is opened. Returns the outcome of the whole visit when it is settled.
 */
export function afterAnswer(d: Draft, taskId: string, stage: TaskStage): string | null {
  const live = childrenOf(d.state, taskId).filter(isLive);
  if (live.length > 0) {
    setStanding(d, taskId, 'answered');
    live.filter((c) => c.kind === 'signAfter').forEach((c) => rouse(d, c.id, stage));
    return null;
  }
  d.setTask(taskId, { status: 'done', restsAs: null, closedAt: d.now });
  const task = d.task(taskId);
  return task.parent ? afterChild(d, d.task(task.parent), task, stage) : settleVisit(d, task, stage);
}

/** The outcome of a visit's signers; while there is none the next of a sequence is asked. */
export function settleVisit(d: Draft, visit: Pick<Task, 'scope' | 'stage' | 'visit'>, stage: TaskStage): string | null {
  const group = tasksOfVisit(d.state, visit.scope, visit.stage, visit.visit).filter(
    (t) => t.kind === 'stage' && t.status !== 'cancelled',
  );
  const outcome = settle(stage, seatsOf(group));
  if (outcome === null) {
    group.forEach((t) => rouse(d, t.id, stage));
  }
  return outcome;
}

/**
 * A serving task ended. Dissent of a signer after or beside, and a refusal of the second person, give the task back to its owner,
 * who decides anew with that opinion before them; the others only let it go on.
 */
export function afterChild(d: Draft, parent: Task, child: Task, stage: TaskStage): string | null {
  const against =
    child.status === 'done' && (child.answer?.outcome === 'dissent' || child.answer?.outcome === 'refuse');
  const standing = standingOf(parent);
  if (standing === 'answered' && against) {
    for (const other of childrenOf(d.state, parent.id).filter(isLive)) {
      cancelTask(d, other.id, 'ownerDecidesAnew');
    }
    setStanding(d, parent.id, 'open', { answer: null });
    // Who answered may have been recused since.
    if (parent.claimedBy !== null && d.state.recused.includes(parent.claimedBy)) {
      rehome(d, d.task(parent.id), stage);
    }
    return null;
  }
  if (standing === 'waiting') {
    rouse(d, parent.id, stage);
    return null;
  }
  return standing === 'answered' && !childrenOf(d.state, parent.id).some(isLive)
    ? afterAnswer(d, parent.id, stage)
    : null;
}
