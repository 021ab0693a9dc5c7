import { DomainError } from '../domain/errors';
import { termOf } from './conditions';
import { principalOf, seatOf } from './duties';
import type { Actor, Membership } from './events';
import type { CaseState, Scope, Task } from './state';
import type { Assignment } from '../processes/definition';
import { childrenOf, poolsOf } from './tasks';

export { principalOf, requireSeparateDuties, seatOf } from './duties';

/** The membership by which an actor may take a task: of its pools, or any for a task given by name. Null when there is none. */
export function entitles(task: Task, actor: Actor): Membership | 'named' | null {
  if (task.assignees.length > 0) {
    return task.assignees.includes(principalOf(actor)) ? 'named' : null;
  }
  return task.pools.find((p) => actor.memberships.some((m) => m.org === p.org && m.role === p.role)) ?? null;
}

/**
 * Refuses an actor who may not work on a task now; returns the organisation for which they act.
 * @throws DomainError `duty.recused`, `task.notYours`, `task.alreadyClaimed`
 */
export function requireHolder(state: CaseState, task: Task, actor: Actor): string | null {
  const person = principalOf(actor);
  if (state.recused.includes(person) || state.recused.includes(actor.id)) {
    throw new DomainError('duty.recused');
  }
  // A claim does not outlive the role it rested on.
  const by = entitles(task, actor);
  if (!by) {
    throw new DomainError('task.notYours');
  }
  if (task.claimedBy !== null && task.claimedBy !== person) {
    throw new DomainError('task.alreadyClaimed');
  }
  return by === 'named' ? actor.org : by.org;
}

/** A supervisor of the task's unit or of the leading organisation. */
export function supervises(state: CaseState, actor: Actor, task?: Task): boolean {
  const seat = task ? seatOf(state, state.scopes[task.scope]) : null;
  const units = [state.header.leadOrg, ...(task?.pools.map((p) => p.org) ?? []), ...(seat ? [seat.branch] : [])];
  const { role } = state.definition.supervisor;
  return units.some(
    (org) => actor.supervises?.includes(org) || actor.memberships.some((m) => m.org === org && m.role === role),
  );
}

/** @throws DomainError `access.denied` */
export function requireSupervisor(state: CaseState, actor: Actor, task?: Task): void {
  if (!supervises(state, actor, task)) {
    throw new DomainError('access.denied');
  }
}

/** Who applied, or holds the role that may withdraw. @throws DomainError `access.denied` */
export function requireWithdrawer(state: CaseState, actor: Actor): void {
  const root = state.scopes['root'];
  if (!root || !isAssigned(state, root, state.definition.withdrawal.by, actor)) {
    throw new DomainError('access.denied');
  }
}

/** Whether an assignment, as it reads in a scope, means this actor. */
export function isAssigned(state: CaseState, scope: Scope, to: Assignment, actor: Actor): boolean {
  return 'person' in to
    ? termOf(to.person, state, scope.id) === principalOf(actor)
    : poolsOf(state, scope, to).some((p) => actor.memberships.some((m) => m.org === p.org && m.role === p.role));
}

/** Somebody who works or worked on the case, or supervises it. */
export function isInvolved(state: CaseState, actor: Actor): boolean {
  const person = principalOf(actor);
  return (
    supervises(state, actor) ||
    Object.values(state.passages).some((p) => p.actors.includes(person)) ||
    Object.values(state.tasks).some(
      (t) =>
        t.status !== 'cancelled' &&
        (entitles(t, actor) !== null || t.claimedBy === person || t.answer?.person === person),
    )
  );
}

/** The owner of a task: who claimed it, else who is entitled. Signers added to it are not its owners. */
export function isOwner(state: CaseState, task: Task, actor: Actor): boolean {
  return (
    task.claimedBy === principalOf(actor) ||
    (task.claimedBy === null &&
      entitles(task, actor) !== null &&
      !childrenOf(state, task.id).some((c) => c.claimedBy === principalOf(actor)))
  );
}
