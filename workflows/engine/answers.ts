import { DomainError } from '../domain/errors';
import type { Outcome, TaskStage } from '../processes/definition';
import { holds } from './conditions';
import type { CompleteTask } from './commands';
import type { Draft } from './draft';
import { principalOf, requireHolder, requireSeparateDuties, seatOf } from './entitlement';
import { machineOf, stageIn, stageOf } from './locate';
import { follow, scopeHolding } from './machine';
import { outcomeOf } from './signing';
import type { Answer, Task } from './state';
import { afterAnswer, cancelTask, childrenOf, isLive, openTask, tasksOfVisit } from './tasks';

/** Outcomes of the tasks that serve another task; the stage's own outcomes belong to its signers. */
export const SERVING_OUTCOMES: Record<Exclude<Task['kind'], 'stage'>, string[]> = {
  signBefore: ['concur', 'dissent'],
  signAfter: ['concur', 'dissent'],
  signBeside: ['concur', 'dissent'],
  delegated: ['answered'],
  confirm: ['confirm', 'refuse'],
};

/** completeTask: records the answer and moves the machine when the visit is settled. */
export function completeTask(d: Draft, c: CompleteTask): void {
  const task = d.state.tasks[c.taskId];
  if (!task) {
    // What left the working state was closed before.
    throw new DomainError(c.taskId.startsWith(`${d.state.caseId}:`) ? 'task.closed' : 'task.unknown');
  }
  const stage = stageOf(d.state, d.scope(task.scope), task.stage) as TaskStage;
  const outcome = task.kind === 'stage' ? outcomeOf(stage.outcomes, c.outcome) : undefined;
  const returning = outcome?.kind === 'return';
  if (!isLive(task) || task.status === 'answered') {
    throw new DomainError('task.closed');
  }
  if (task.status === 'suspended') {
    throw new DomainError('task.suspended');
  }
  // The owner may return while signers before are still asked: the question has become moot.
  if (task.status === 'waiting' && !(returning && childrenOf(d.state, task.id).some(isLive))) {
    throw new DomainError('task.waiting');
  }
  const org = requireHolder(d.state, task, c.actor);
  requireSeparateDuties(d.state, task, stage, c.actor);
  if (task.kind !== 'stage') {
    if (!SERVING_OUTCOMES[task.kind].includes(c.outcome)) {
      throw new DomainError('outcome.unknown', { outcome: c.outcome }, 'outcome');
    }
    if (c.outcome !== 'concur' && c.outcome !== 'confirm') {
      requireOpinion(c);
    }
  } else {
    requireDemands(d, task, stage, outcome, c);
  }
  const answer: Answer = {
    person: principalOf(c.actor),
    by: c.actor.id,
    org,
    outcome: c.outcome,
    at: d.now,
    formId: c.form?.id ?? null,
    formHash: c.form?.hash ?? null,
    facts: Object.fromEntries(Object.entries(c.facts).filter(([name]) => outcome?.take?.includes(name))),
    target: c.target ?? null,
    attachments: c.attachments,
  };
  d.setTask(task.id, { answer, claimedBy: task.claimedBy ?? answer.person });
  noteActor(d, task, [answer.person, answer.by]);
  if (returning) {
    for (const child of childrenOf(d.state, task.id).filter(isLive)) {
      cancelTask(d, child.id, 'returned');
    }
  } else if (outcome?.demands?.secondPerson) {
    openTask(d, d.scope(task.scope), task.stage, {
      kind: 'confirm',
      assignees: [],
      pools: task.pools,
      seat: null,
      fallback: false,
      order: task.order,
      parent: task.id,
      clock: task.clock,
      waiting: false,
    });
  }
  const settled = afterAnswer(d, task.id, stage);
  if (settled) {
    applyOutcome(d, task, stage, settled);
  }
}

/** Writes the facts of the winning outcome into the scope and follows it. */
export function applyOutcome(
  d: Draft,
  task: Pick<Task, 'scope' | 'stage' | 'visit'>,
  stage: TaskStage,
  code: string,
): void {
  const outcome = outcomeOf(stage.outcomes, code);
  if (!outcome) {
    throw new DomainError('outcome.unknown', { outcome: code }, 'outcome');
  }
  const answers = tasksOfVisit(d.state, task.scope, task.stage, task.visit)
    .filter((t) => t.kind === 'stage' && t.status === 'done' && t.answer?.outcome === code)
    .flatMap((t) => (t.answer ? [t.answer] : []))
    .sort((a, b) => a.at - b.at);
  const taken = Object.assign({}, ...answers.map((a) => a.facts)) as Answer['facts'];
  d.setFacts(task.scope, { ...taken, ...outcome.set });
  follow(d, task.scope, outcome, answers.findLast((a) => a.target)?.target ?? null);
}

function noteActor(d: Draft, task: Task, persons: string[]): void {
  const passage = d.state.passages[`${task.scope}|${task.stage}`];
  d.setPassage(task.scope, task.stage, { actors: [...new Set([...(passage?.actors ?? []), ...persons])] });
  const seat = seatOf(d.state, d.state.scopes[task.scope]);
  if (seat) {
    const seats = Object.fromEntries(persons.map((p) => [`${p}@${seat.block}`, seat.branch]));
    d.setCase({ seats: { ...d.state.seats, ...seats } });
  }
}

function requireOpinion(c: CompleteTask): void {
  if (!c.form?.hasOpinion) {
    throw new DomainError('outcome.demandsOpinion', {}, 'opinion');
  }
}

/** @throws DomainError naming what the outcome demands and the answer lacks */
function requireDemands(d: Draft, task: Task, stage: TaskStage, outcome: Outcome | undefined, c: CompleteTask): void {
  if (!outcome) {
    throw new DomainError('outcome.unknown', { outcome: c.outcome }, 'outcome');
  }
  if (outcome.when && !holds(outcome.when, d.state, task.scope)) {
    throw new DomainError('outcome.notOffered', { outcome: outcome.name.zh }, 'outcome');
  }
  const demands = outcome.demands ?? {};
  if (demands.opinion || outcome.kind === 'return') {
    requireOpinion(c);
  }
  if (demands.conditions && (c.form?.conditions ?? 0) === 0) {
    throw new DomainError('outcome.demandsConditions', {}, 'conditions');
  }
  if (demands.attachment && c.attachments.length === 0) {
    throw new DomainError('outcome.demandsAttachment', {}, 'attachments');
  }
  const form = d.state.definition.forms.find((f) => f.key === stage.form);
  for (const key of demands.fields ?? []) {
    if (!c.form?.filled.includes(key)) {
      const name = form?.fields.find((f) => f.key === key)?.name.zh ?? key;
      throw new DomainError('outcome.demandsField', { field: name }, `form.${key}`);
    }
  }
  for (const name of Object.keys(c.facts)) {
    if (!outcome.take?.includes(name)) {
      throw new DomainError('outcome.factNotTaken', { fact: name }, `facts.${name}`);
    }
  }
  if (outcome.to === '*') {
    requireTarget(d, task, c);
  }
}

/** A return of choice goes to a stage already passed, of this or an enclosing scope; named branches must belong to the block. */
function requireTarget(d: Draft, task: Task, c: CompleteTask): void {
  const scope = d.scope(task.scope);
  const owner = c.target ? scopeHolding(d, scope, c.target.stage) : null;
  const passed = owner && c.target ? d.state.passages[`${owner.id}|${c.target.stage}`] : undefined;
  const stage = owner && c.target ? stageIn(machineOf(d.state, owner), c.target.stage) : undefined;
  const allowed = stage?.kind === 'task' || stage?.kind === 'parallel' || stage?.kind === 'auto';
  if (!c.target || !owner || !passed || passed.how === 'active' || !allowed) {
    throw new DomainError('return.notEarlier', {}, 'target.stage');
  }
  const known = Object.values(d.state.results).filter(
    (r) => r.scope === owner.id && r.block === c.target?.stage && !r.fallen,
  );
  const stranger = c.target.branches?.find((b) => !known.some((r) => r.branch === b));
  if (stranger !== undefined || c.target.branches?.length === 0) {
    throw new DomainError('return.branchUnknown', { branch: stranger ?? '' }, 'target.branches');
  }
}
