import { isDay, localDay } from '../domain/calendar';
import { dueOf } from '../domain/clock';
import { pickRule } from '../domain/effective';
import { DomainError } from '../domain/errors';
import type { DayDemand, Facts, Outcome, ProcessDefinition, TaskStage } from '../processes/definition';
import { holds } from './conditions';
import type { CompleteTask } from './commands';
import type { Draft } from './draft';
import { principalOf, requireHolder, requireSeparateDuties, seatOf } from './entitlement';
import { leadsTo, machineOf, stageIn, stageOf } from './locate';
import { follow, scopeHolding } from './machine';
import { outcomeOf } from './signing';
import type { Answer, Task } from './state';
import { afterAnswer, cancelTask, childrenOf, hasTurn, isLive, openConfirmation, tasksOfVisit } from './tasks';

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
  const org = requireHolder(d.state, task, c.actor);
  if (task.status === 'suspended') {
    throw new DomainError('task.suspended');
  }
  // The owner may return while signers before are still asked: the question has become moot. Not before their turn, though.
  if (task.status === 'waiting' && !(returning && hasTurn(d.state, task, stage))) {
    throw new DomainError('task.waiting');
  }
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
    openConfirmation(d, d.task(task.id), stage);
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
  const target = answers.findLast((a) => a.target)?.target ?? null;
  // A return out of a block leaves its facts where the case goes: the branch that gave them ends.
  const owner =
    outcome.kind === 'return'
      ? scopeHolding(d, d.scope(task.scope), outcome.to === '*' ? (target?.stage ?? '') : outcome.to)
      : null;
  d.setFacts(owner?.id ?? task.scope, { ...taken, ...outcome.set });
  follow(d, task.scope, outcome, target);
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
  requireFactTypes(d.state.definition, c.facts);
  (demands.days ?? []).forEach((demand) => requireDay(d, task, demand, c.facts));
  const chosen = c.target?.stage ?? outcome.to;
  if (outcome.kind === 'return' && (outcome.to === '*' || outcome.to === chosen)) {
    requireTarget(d, task, { stage: chosen, ...c.target });
  } else if (c.target) {
    // Only a return has a target, and one that names its stage has no other.
    throw new DomainError('return.notEarlier', {}, 'target.stage');
  }
}

/** @throws DomainError `outcome.demandsField` without a day, `outcome.dayTooEarly` with the first day that would do */
function requireDay(d: Draft, task: Task, { fact, notBefore, basis }: DayDemand, facts: Facts): void {
  const field = d.state.definition.facts[fact]?.name.zh ?? fact;
  const day = facts[fact];
  if (!isDay(day)) {
    throw new DomainError('outcome.demandsField', { field }, `form.${fact}`);
  }
  const earliest = 'limit' in notBefore ? daysFromNow(d, notBefore.limit) : d.factsIn(task.scope)[notBefore.fact];
  // A case that came from an earlier version may not know of the day.
  if (isDay(earliest) && day < earliest) {
    throw new DomainError('outcome.dayTooEarly', { field, earliest, basis }, `form.${fact}`);
  }
}

function daysFromNow(d: Draft, limit: string): string | null {
  const { limits, calendars } = d.state.reference;
  const rule = pickRule(limits, limit, localDay(d.now));
  return dueOf(rule, { startedAt: d.now, stops: [], extensions: [] }, calendars, d.now).dueDay;
}

/** @throws DomainError `outcome.factType` when a value is not of the type that the definition declares */
export function requireFactTypes(definition: ProcessDefinition, facts: Facts): void {
  for (const [name, value] of Object.entries(facts)) {
    const type = definition.facts[name]?.type;
    const fits = type === 'strings' ? Array.isArray(value) : typeof value === type;
    if (type && value !== null && !fits) {
      throw new DomainError('outcome.factType', { fact: name, type }, `facts.${name}`);
    }
  }
}

/** A return goes to a stage passed before, of this or an enclosing scope; named branches must have a result in that block. */
function requireTarget(d: Draft, task: Task, target: { stage: string; branches?: string[] }): void {
  const scope = d.scope(task.scope);
  const owner = scopeHolding(d, scope, target.stage);
  const stage = owner ? stageIn(machineOf(d.state, owner), target.stage) : undefined;
  const allowed = stage !== undefined && stage.kind !== 'end';
  // Passed once is not enough: after a return the stages between lie ahead again.
  if (
    !owner ||
    !allowed ||
    owner.stage === target.stage ||
    !leadsTo(machineOf(d.state, owner), target.stage, owner.stage)
  ) {
    throw new DomainError('return.notEarlier', {}, 'target.stage');
  }
  if (target.branches) {
    const known = Object.values(d.state.results).filter(
      (r) => r.scope === owner.id && r.block === target.stage && !r.fallen,
    );
    const stranger = target.branches.find((b) => !known.some((r) => r.branch === b));
    if (stranger !== undefined || target.branches.length === 0) {
      throw new DomainError('return.branchUnknown', { branch: stranger ?? '' }, 'target.branches');
    }
  }
}
