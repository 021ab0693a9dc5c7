import { DomainError, type ErrorCode } from '../domain/errors';
import type { TaskStage } from '../processes/definition';
import type { Actor } from './events';
import { stageOf } from './locate';
import type { CaseState, Scope, Task } from './state';

/** What must be known of a task, open or yet to be opened, to say who may not do it. */
export type Duty = Pick<Task, 'scope'> & Partial<Pick<Task, 'id' | 'kind' | 'parent' | 'visit'>>;

/** The person who acts in law: the principal of a proxy, else the actor. */
export function principalOf(actor: Actor): string {
  return actor.onBehalfOf?.id ?? actor.id;
}

/**
 * Separation of duties: who drafted does not approve, one person does not review for two departments or sign twice in one group, the
 * second person is another one. Returns the reason for which one of these persons may not act, or null.
 */
export function barredBy(
  state: CaseState,
  duty: Duty,
  stage: TaskStage,
  persons: readonly string[],
): Extract<ErrorCode, `duty.${string}`> | null {
  const scope = state.scopes[duty.scope];
  if (persons.some((p) => state.recused.includes(p))) {
    return 'duty.recused';
  }
  const among = (actors: readonly string[]): boolean => persons.some((p) => actors.includes(p));
  if ((stage.notSameAs ?? []).some((code) => among(passageActors(state, scope, code)))) {
    return 'duty.drafterMayNotApprove';
  }
  const first = duty.kind === 'confirm' && duty.parent ? state.tasks[duty.parent]?.answer : null;
  if (first && among([first.person, first.by])) {
    return 'duty.drafterMayNotApprove';
  }
  if (duty.kind === 'stage' && duty.visit !== undefined && among(signedIn(state, duty))) {
    return 'duty.alreadySigned';
  }
  const seat = seatOf(state, scope);
  return seat && persons.some((p) => (state.seats[`${p}@${seat.block}`] ?? seat.branch) !== seat.branch)
    ? 'duty.twoDepartments'
    : null;
}

/** @throws DomainError `duty.recused`, `duty.drafterMayNotApprove`, `duty.alreadySigned`, `duty.twoDepartments` */
export function requireSeparateDuties(state: CaseState, task: Task, stage: TaskStage, actor: Actor): void {
  // A proxy is barred by what either of the two did.
  const reason = barredBy(state, task, stage, [actor.id, principalOf(actor)]);
  if (reason) {
    throw new DomainError(reason);
  }
}

/** Who signed for another seat of the same group. */
function signedIn(state: CaseState, duty: Duty): string[] {
  return Object.values(state.tasks)
    .filter((t) => t.kind === 'stage' && t.scope === duty.scope && t.visit === duty.visit && t.id !== duty.id)
    .flatMap((t) => (t.answer && t.status !== 'cancelled' ? [t.answer.person, t.answer.by] : []));
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
