import { DomainError } from '../domain/errors';
import type { TaskStage } from '../processes/definition';
import { poolsOf } from './tasks';
import { termOf } from './conditions';
import type { Actor, Membership } from './events';
import { stageOf } from './locate';
import { childrenOf } from './tasks';
import type { CaseState, Scope, Task } from './state';

/** The person who acts in law: the principal of a proxy, else the actor. */
export function principalOf(actor: Actor): string {
  return actor.onBehalfOf?.id ?? actor.id;
}

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
  const by = entitles(task, actor);
  if (!by && task.claimedBy !== person) {
    throw new DomainError('task.notYours');
  }
  if (task.claimedBy !== null && task.claimedBy !== person) {
    throw new DomainError('task.alreadyClaimed');
  }
  return by && by !== 'named' ? by.org : actor.org;
}

/**
 * Separation of duties: who drafted does not approve, one person does not review for two departments, the second person is another one.
 * Looks at the person and, for a proxy, at both.
 * @throws DomainError `duty.drafterMayNotApprove`, `duty.twoDepartments`
 */
export function requireSeparateDuties(state: CaseState, task: Task, stage: TaskStage, actor: Actor): void {
  const persons = [...new Set([actor.id, principalOf(actor)])];
  for (const code of stage.notSameAs ?? []) {
    const actors = passageActors(state, state.scopes[task.scope], code);
    if (persons.some((p) => actors.includes(p))) {
      throw new DomainError('duty.drafterMayNotApprove');
    }
  }
  if (task.kind === 'confirm' && task.parent) {
    const first = state.tasks[task.parent]?.answer;
    if (first && persons.some((p) => p === first.person || p === first.by)) {
      throw new DomainError('duty.drafterMayNotApprove');
    }
  }
  const seat = seatOf(state, state.scopes[task.scope]);
  if (seat && persons.some((p) => (state.seats[`${p}@${seat.block}`] ?? seat.branch) !== seat.branch)) {
    throw new DomainError('duty.twoDepartments');
  }
}

function passageActors(state: CaseState, scope: Scope | undefined, code: string): string[] {
  if (!scope) {
    return [];
  }
  const own = state.passages[`${scope.id}|${code}`]?.actors;
  return own ?? (scope.parent ? passageActors(state, state.scopes[scope.parent], code) : []);
}

/** The computed branch in which a scope lies: the department for which its people act. */
export function seatOf(state: CaseState, scope: Scope | undefined): { block: string; branch: string } | null {
  if (!scope?.parent || !scope.block || !scope.branch) {
    return null;
  }
  const outer = state.scopes[scope.parent];
  const block = outer ? stageOf(state, outer, scope.block) : undefined;
  return block?.kind === 'parallel' && 'each' in block.branches
    ? { block: scope.block, branch: scope.branch }
    : seatOf(state, outer);
}

/** A supervisor of the task's unit or of the leading organisation. */
export function supervises(state: CaseState, actor: Actor, task?: Task): boolean {
  const units = [state.header.leadOrg, ...(task?.pools.map((p) => p.org) ?? [])];
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
  const { by } = state.definition.withdrawal;
  const root = state.scopes['root'];
  const named = 'person' in by && termOf(by.person, state, 'root') === principalOf(actor);
  const role =
    root && poolsOf(state, root, by).some((p) => actor.memberships.some((m) => m.org === p.org && m.role === p.role));
  if (!named && !role) {
    throw new DomainError('access.denied');
  }
}

/** Somebody who works on the case now: holds a live task of it, or supervises it. */
export function isInvolved(state: CaseState, actor: Actor): boolean {
  return (
    supervises(state, actor) ||
    Object.values(state.tasks).some(
      (t) =>
        t.status !== 'cancelled' &&
        (entitles(t, actor) !== null || t.claimedBy === principalOf(actor) || t.answer?.person === principalOf(actor)),
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
