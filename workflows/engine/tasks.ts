import type { Assignment, TaskStage } from '../processes/definition';
import { termOf } from './conditions';
import { type Draft, must } from './draft';
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
  if ('person' in stage.assignment) {
    const person = termOf(stage.assignment.person, d.state, scope.id);
    const found = person !== '' && !d.state.recused.includes(person);
    return [
      found ? { assignees: [person], pools: [], seat: null, fallback: false } : toSupervisor(d, scope, pools[0]?.org),
    ];
  }
  if (stage.policy.kind === 'single') {
    return [d.holders(pools).length > 0 ? pool(pools) : toSupervisor(d, scope, pools[0]?.org)];
  }
  if ('roles' in stage.assignment) {
    return pools.map((p) => (d.holders([p]).length > 0 ? pool([p]) : toSupervisor(d, scope, p.org)));
  }
  const seat = stage.assignment.role;
  const holders = d.holders(pools);
  return holders.length > 0
    ? holders.map((person) => ({ assignees: [person], pools: [], seat, fallback: false }))
    : [toSupervisor(d, scope, pools[0]?.org)];
}

function pool(pools: Membership[]): Place {
  return { assignees: [], pools, seat: pools.length === 1 ? (pools[0]?.role ?? null) : null, fallback: false };
}

/** Nobody found: the supervisor of the unit, else of the leading organisation; never an automatic pass. */
function toSupervisor(d: Draft, scope: Scope, org: string | undefined): Place {
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
    d.setTask(id, { status: 'cancelled', closedAt: d.now, closedFor: reason });
  }
}

export function cancelVisit(d: Draft, scope: Scope, reason: string): void {
  for (const task of tasksOfVisit(d.state, scope.id, scope.stage, scope.visit)) {
    if (isLive(task)) {
      cancelTask(d, task.id, reason);
    }
  }
}

/**
 * What follows when a task got its answer: the signers that serve it are asked, or it is done, its parent goes on, the next of a
 * sequence is opened. Returns the outcome of the whole visit when it is settled.
 */
export function afterAnswer(d: Draft, taskId: string, stage: TaskStage): string | null {
  const task = d.task(taskId);
  const live = childrenOf(d.state, taskId).filter(isLive);
  if (live.length > 0) {
    for (const child of live.filter((c) => c.kind === 'signAfter' && c.status === 'waiting')) {
      d.setTask(child.id, { status: 'open', openedAt: d.now });
    }
    d.setTask(taskId, { status: 'answered' });
    return null;
  }
  d.setTask(taskId, { status: 'done', closedAt: d.now });
  if (task.parent) {
    return afterChild(d, must(d.state.tasks[task.parent], `task ${task.parent}`), d.task(taskId), stage);
  }
  const group = tasksOfVisit(d.state, task.scope, task.stage, task.visit).filter((t) => t.kind === 'stage');
  const outcome = settle(stage, seatsOf(group.filter((t) => t.status !== 'cancelled')));
  if (outcome === null) {
    const next = group.find((t) => t.status === 'waiting');
    if (
      stage.policy.kind === 'sequential' &&
      next &&
      !group.some((t) => t.status === 'open' || t.status === 'answered')
    ) {
      d.setTask(next.id, { status: 'open', openedAt: d.now });
    }
  }
  return outcome;
}

/**
 * A serving task ended. Dissent of a signer after or beside, and a refusal of the second person, give the task back to its owner,
 * who decides anew with that opinion before them; the others only let it go on.
 */
export function afterChild(d: Draft, parent: Task, child: Task, stage: TaskStage): string | null {
  const rest = childrenOf(d.state, parent.id).filter((c) => isLive(c) && c.id !== child.id);
  const against =
    child.status === 'done' && (child.answer?.outcome === 'dissent' || child.answer?.outcome === 'refuse');
  if (parent.status === 'answered' && against) {
    for (const other of rest) {
      cancelTask(d, other.id, 'ownerDecidesAnew');
    }
    d.setTask(parent.id, { status: 'open', answer: null });
    return null;
  }
  const blocking = rest.filter((c) => c.kind !== 'signAfter' || c.status !== 'waiting');
  if (parent.status === 'waiting' && (child.kind === 'signBefore' || child.kind === 'delegated')) {
    if (!rest.some((c) => c.kind === 'signBefore' || c.kind === 'delegated')) {
      d.setTask(parent.id, { status: 'open' });
    }
    return null;
  }
  return parent.status === 'answered' && blocking.length === 0 ? afterAnswer(d, parent.id, stage) : null;
}
