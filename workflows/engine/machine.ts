import { endOfDay, isDay } from '../domain/calendar';
import { DomainError } from '../domain/errors';
import type { ChooseStage, DecisionRow, EndStage, Facts, Outcome, ParallelStage, Stage } from '../processes/definition';
import {
  applyOnEntry,
  applyOnExit,
  endClock,
  releaseStops,
  REST,
  RESTING,
  resumeClock,
  stopClock,
  takeStops,
} from './clocks';
import { holds, resultsOf } from './conditions';
import { type Draft, must } from './draft';
import { branchesOf, leadsTo, machineOf, stageIn, stageOf, withDescendants } from './locate';
import { admitReporters } from './reporters';
import type { Passage, Scope } from './state';
import { cancelVisit, isLive, openStageTasks } from './tasks';

type Leaving = 'completed' | 'returned' | 'cancelled';
type Target = { stage: string; branches?: string[] };

/** Enters a stage of a scope's machine and goes on until people or the outside world are needed. */
export function enterStage(d: Draft, scopeId: string, code: string): void {
  d.step();
  const visit = d.nextNumber();
  d.setScope(scopeId, { stage: code, visit });
  const scope = d.scope(scopeId);
  const stage = stageOf(d.state, scope);
  const before = d.state.passages[`${scopeId}|${code}`];
  const passage: Passage = {
    scope: scopeId,
    stage: code,
    visit,
    times: (before?.times ?? 0) + 1,
    enteredAt: d.moment,
    leftAt: null,
    how: 'active',
    outcome: null,
    actors: before?.actors ?? [],
  };
  d.setPassage(scopeId, code, { ...passage });
  const clock = applyOnEntry(d, scope, { code, visit }, stage.clocks);
  switch (stage.kind) {
    case 'task':
      openStageTasks(d, scope, stage, clock);
      return;
    case 'parallel':
      enterBlock(d, scope, stage);
      return;
    case 'choose':
      goOn(d, scopeId, null, choose(d, scope, stage));
      return;
    case 'end':
      reachEnd(d, scope, stage);
      return;
    case 'auto':
    case 'wait':
    case 'subcase':
      awaitOutside(d, scope, stage);
      return;
  }
}

function awaitOutside(d: Draft, scope: Scope, stage: Extract<Stage, { kind: 'auto' | 'wait' | 'subcase' }>): void {
  const id = `${scope.id}|${stage.code}|${scope.visit}`;
  const base = {
    id,
    scope: scope.id,
    stage: stage.code,
    visit: scope.visit,
    status: 'open' as const,
    at: null,
    caseId: null,
    startedAt: d.now,
    failure: null,
  };
  if (stage.kind === 'auto') {
    d.setPending(id, { ...base, kind: 'auto', what: stage.activity });
  } else if (stage.kind === 'subcase') {
    d.setPending(id, { ...base, kind: 'subcase', what: stage.process });
  } else if ('message' in stage.for) {
    admitReporters(d, scope, [stage]);
    const until = stage.for.until;
    const at = until ? momentOf(d.factsIn(scope.id)[until.fact]) : null;
    d.setPending(id, { ...base, kind: 'message', what: stage.for.message, at });
  } else {
    d.setPending(id, {
      ...base,
      kind: 'until',
      what: stage.for.until.fact,
      at: momentOf(d.factsIn(scope.id)[stage.for.until.fact]),
    });
  }
}

/** A wait's moment: epoch milliseconds, or the end of a local day. */
function momentOf(value: unknown): number | null {
  return typeof value === 'number' ? value : isDay(value) ? endOfDay(value) : null;
}

function choose(d: Draft, scope: Scope, stage: ChooseStage): string {
  const rows = stage.rows.filter((row) => holds(row.when, d.state, scope.id));
  if (stage.hit === 'first') {
    d.setFacts(scope.id, rows[0]?.set ?? {});
    return rows[0]?.to ?? stage.to;
  }
  d.setFacts(scope.id, Object.assign({}, ...rows.map((row) => row.set ?? {})) as Facts);
  if (stage.into) {
    const listed = rows.flatMap((row) => [...(row.add ?? []), ...membersOf(d, scope, row)]);
    d.setFacts(scope.id, { [stage.into]: [...new Set(listed)] });
  }
  return stage.to;
}

function membersOf(d: Draft, scope: Scope, { addMembersOf: of }: DecisionRow): string[] {
  return of
    ? resultsOf(d.state, scope.id, of.block)
        .filter((r) => of.fact === undefined || (r.facts[of.fact] ?? null) === (of.is ?? null))
        .map((r) => r.branch)
    : [];
}

/** Leaves the current stage of a scope; open tasks and waits of it are closed. */
export function leaveStage(d: Draft, scopeId: string, how: Leaving, outcome: string | null): void {
  const scope = d.scope(scopeId);
  const stage = stageOf(d.state, scope);
  cancelVisit(d, scope, how === 'completed' ? 'settled' : how);
  for (const p of Object.values(d.state.pending)) {
    if (p.scope === scopeId && p.status === 'open') {
      d.setPending(p.id, { status: how === 'completed' ? 'done' : 'cancelled' });
    }
  }
  d.setPassage(scopeId, scope.stage, { leftAt: d.now, how, outcome });
  applyOnExit(
    d,
    scope,
    { code: scope.stage, visit: scope.visit },
    stage.clocks,
    how === 'cancelled' ? 'cancelled' : 'acted',
  );
}

/** Follows an outcome: forward in the same machine, or a return to an earlier stage here or in an enclosing scope. */
export function follow(d: Draft, scopeId: string, outcome: Outcome, chosen: Target | null): void {
  const scope = d.scope(scopeId);
  const target: Target =
    outcome.to === '*'
      ? must(chosen, 'target')
      : { stage: outcome.to, ...(chosen?.branches ? { branches: chosen.branches } : {}) };
  if (outcome.kind === 'return') {
    goBack(d, scope, target, outcome);
    return;
  }
  goOn(d, scopeId, outcome.code, target.stage);
}

/**
 * Leaves a stage forward. After a return that goes straight back, the next stage is that of who returned, unless the way chosen does
 * not lead there (the applicant gives up instead of correcting).
 */
export function goOn(d: Draft, scopeId: string, outcome: string | null, to: string): void {
  leaveStage(d, scopeId, 'completed', outcome);
  const scope = d.scope(scopeId);
  const back = scope.comeBack;
  if (back?.from !== scope.stage) {
    enterStage(d, scopeId, to);
    return;
  }
  d.setScope(scopeId, { comeBack: null });
  enterStage(d, scopeId, leadsTo(machineOf(d.state, scope), to, back.to) ? back.to : to);
}

/** Leaves a stage another way than forward: a failure, a limit that ran out. A straight way back is given up. */
export function goAside(d: Draft, scopeId: string, outcome: string, to: string): void {
  leaveStage(d, scopeId, 'completed', outcome);
  d.setScope(scopeId, { comeBack: null });
  enterStage(d, scopeId, to);
}

function goBack(d: Draft, scope: Scope, target: Target, outcome: Outcome): void {
  const owner = scopeHolding(d, scope, target.stage);
  if (!owner) {
    throw new DomainError('return.notEarlier');
  }
  const back = outcome.afterReturn === 'back';
  if (owner.id === scope.id) {
    leaveStage(d, scope.id, 'returned', outcome.code);
    d.setScope(scope.id, { comeBack: back ? { from: target.stage, to: scope.stage } : null });
  } else {
    leaveBlock(d, owner, branchBelow(d, owner, scope), scope, back ? scope.stage : null);
    d.setPassage(scope.id, scope.stage, { outcome: outcome.code });
    d.setScope(owner.id, { comeBack: back ? { from: target.stage, to: owner.stage } : null });
  }
  const stage = stageOf(d.state, owner, target.stage);
  if (stage.kind === 'parallel' && target.branches) {
    setRedo(d, owner.id, target.stage, { branches: target.branches, startAt: {} });
  }
  enterStage(d, owner.id, target.stage);
}

function setRedo(d: Draft, scopeId: string, block: string, redo: Scope['redo'][string] | null): void {
  const rest = Object.entries(d.scope(scopeId).redo).filter(([code]) => code !== block);
  d.setScope(scopeId, { redo: { ...Object.fromEntries(rest), ...(redo ? { [block]: redo } : {}) } });
}

/** The nearest scope outwards whose machine has the stage and has passed it. */
export function scopeHolding(d: Draft, scope: Scope, code: string): Scope | null {
  if (stageIn(machineOf(d.state, scope), code) && (d.state.passages[`${scope.id}|${code}`]?.times ?? 0) > 0) {
    return scope;
  }
  const parent = scope.parent ? d.state.scopes[scope.parent] : undefined;
  return parent ? scopeHolding(d, parent, code) : null;
}

function branchBelow(d: Draft, owner: Scope, inner: Scope): Scope {
  return inner.parent === owner.id ? inner : branchBelow(d, owner, d.scope(must(inner.parent, 'enclosing scope')));
}

/**
 * A return leaves the block in which `owner` stands, out of `branch`. The siblings: `keep` lets finished ones stand and the others
 * rest until the block is entered again; `redo` lets all fall and walks the same members again; `cancel` forgets the block.
 */
function leaveBlock(d: Draft, owner: Scope, branch: Scope, returner: Scope, comeBackTo: string | null): void {
  const block = stageOf(d.state, owner) as ParallelStage;
  const key = branch.branch ?? '';
  const siblings = branchesOf(d.state, owner).filter((s) => s.id !== branch.id);
  for (const sibling of siblings) {
    if (sibling.status === 'active' && block.siblings === 'keep') {
      suspend(d, sibling.id);
    } else if (sibling.status === 'active' || block.siblings !== 'keep') {
      cancelScope(d, sibling.id, 'returned');
    }
  }
  cancelScope(d, branch.id, 'returned');
  d.setPassage(returner.id, returner.stage, { how: 'returned' });
  if (block.siblings !== 'keep') {
    for (const r of resultsOf(d.state, owner.id, block.code).filter((r) => r.scope === owner.id)) {
      d.patch('result', `${r.scope}|${r.block}|${r.branch}`, { fallen: true });
    }
  }
  // Straight back to the returner only when it stands directly in this block and its branch alone is walked again.
  const startAt = comeBackTo && returner.id === branch.id ? { [key]: comeBackTo } : {};
  const redo =
    block.siblings === 'cancel' ? null : { branches: block.siblings === 'keep' ? [key] : owner.members, startAt };
  leaveStage(d, owner.id, 'returned', null);
  setRedo(d, owner.id, block.code, redo);
}

function suspend(d: Draft, id: string): void {
  for (const scope of withDescendants(d.state, id)) {
    if (scope.status !== 'active') {
      continue;
    }
    d.setScope(scope.id, { status: 'suspended' });
    for (const task of Object.values(d.state.tasks)) {
      if (task.scope === scope.id && isLive(task)) {
        d.setTask(task.id, { status: 'suspended', restsAs: task.status });
      }
    }
    for (const clock of Object.values(d.state.clocks)) {
      if (clock.scope === scope.id && clock.stage !== null) {
        stopClock(d, clock.id, REST, RESTING);
      }
    }
    // What rests holds no limit of the case: its time counts for the work that was sent back.
    releaseStops(d, scope, stageOf(d.state, scope).clocks);
  }
}

function wake(d: Draft, id: string): void {
  for (const { id: inner } of withDescendants(d.state, id)) {
    const scope = d.scope(inner);
    const parent = inner === id || scope.parent === null ? null : d.scope(scope.parent);
    // A branch that rests within waits for its own block to be entered again.
    const stands =
      !parent || (parent.stage === scope.block && parent.visit === scope.blockVisit && parent.status === 'active');
    if (scope.status !== 'suspended' || !stands) {
      continue;
    }
    d.setScope(scope.id, { status: 'active' });
    for (const task of Object.values(d.state.tasks)) {
      if (task.scope === scope.id && task.status === 'suspended') {
        d.setTask(task.id, { status: task.restsAs ?? 'open', restsAs: null });
      }
    }
    for (const clock of Object.values(d.state.clocks)) {
      if (clock.scope === scope.id && clock.stage !== null) {
        resumeClock(d, clock.id, REST);
      }
    }
    takeStops(d, scope, stageOf(d.state, scope).clocks);
  }
}

/** Ends a scope and everything inside it without a result. */
export function cancelScope(d: Draft, id: string, reason: Leaving | 'superfluous' | 'ended'): void {
  for (const scope of withDescendants(d.state, id).reverse()) {
    if (scope.status === 'active' || scope.status === 'suspended') {
      leaveStage(d, scope.id, 'cancelled', null);
      d.setScope(scope.id, { status: 'cancelled', result: reason });
    }
  }
}

function enterBlock(d: Draft, scope: Scope, stage: ParallelStage): void {
  const facts = d.factsIn(scope.id);
  const each = 'each' in stage.branches ? stage.branches.each : null;
  const listed = each ? facts[each.fact] : null;
  const members = each
    ? Array.isArray(listed)
      ? [...new Set(listed)]
      : []
    : 'fixed' in stage.branches
      ? stage.branches.fixed.map((b) => b.key)
      : [];
  const redo = scope.redo[stage.code] ?? null;
  const standing = new Set<string>();
  for (const { branch } of resultsOf(d.state, scope.id, stage.code).filter((r) => r.scope === scope.id)) {
    if (members.includes(branch)) {
      standing.add(branch);
    } else {
      // Who no longer takes part has no say in what is decided from the results.
      d.patch('result', `${scope.id}|${stage.code}|${branch}`, { fallen: true });
    }
  }
  const only = stage.redoOnly && standing.size > 0 ? facts[stage.redoOnly] : null;
  d.setScope(scope.id, { members });
  setRedo(d, scope.id, stage.code, null);

  for (const rested of Object.values(d.state.scopes).filter(
    (s) => s.parent === scope.id && s.block === stage.code && s.status === 'suspended',
  )) {
    const back = members.includes(rested.branch ?? '') && !redo?.branches.includes(rested.branch ?? '');
    if (back) {
      d.setScope(rested.id, { blockVisit: scope.visit });
      if (scope.status === 'active') {
        wake(d, rested.id);
      }
    } else {
      cancelScope(d, rested.id, 'superfluous');
    }
  }
  const running = new Set(branchesOf(d.state, d.scope(scope.id)).map((s) => s.branch));
  const opened: string[] = [];
  for (const key of members) {
    const again = redo ? redo.branches.includes(key) : Array.isArray(only) ? only.includes(key) : true;
    if (running.has(key) || (!again && standing.has(key))) {
      continue;
    }
    if (standing.has(key)) {
      d.patch('result', `${scope.id}|${stage.code}|${key}`, { fallen: true });
    }
    opened.push(openBranch(d, d.scope(scope.id), stage, key));
  }
  // All branches exist before the first one moves: one that ends at once must not complete the join alone.
  for (const id of opened) {
    const inner = d.state.scopes[id];
    if ((inner?.status === 'active' || inner?.status === 'suspended') && inner.stage === '') {
      enterStage(d, id, redo?.startAt[inner.branch ?? ''] ?? machineOf(d.state, inner).start);
    }
  }
  const now = d.scope(scope.id);
  if (now.stage === stage.code && now.visit === scope.visit && now.status !== 'cancelled') {
    join(d, now, stage);
  }
}

function openBranch(d: Draft, parent: Scope, stage: ParallelStage, key: string): string {
  const id = `${parent.id === 'root' ? '' : `${parent.id}~`}${stage.code}.${key}@${parent.visit}`;
  const each = 'each' in stage.branches ? stage.branches.each : null;
  const scope: Scope = {
    id,
    parent: parent.id,
    block: stage.code,
    blockVisit: parent.visit,
    branch: key,
    machinePath: [...parent.machinePath, each ? stage.code : `${stage.code}.${key}`],
    status: parent.status === 'suspended' ? 'suspended' : 'active',
    stage: '',
    visit: 0,
    result: null,
    members: [],
    comeBack: null,
    redo: {},
  };
  d.setScope(id, { ...scope });
  d.setFacts(id, each ? { [each.as]: key } : { branch: key });
  return id;
}

function reachEnd(d: Draft, scope: Scope, stage: EndStage): void {
  d.setPassage(scope.id, stage.code, { leftAt: d.now, how: 'completed', outcome: stage.result });
  d.setScope(scope.id, { status: 'ended', result: stage.result });
  if (scope.parent === null) {
    endCase(d, stage.result, 'completed');
    return;
  }
  // What still rests inside for a block that the branch no longer entered has become superfluous.
  for (const inner of withDescendants(d.state, scope.id)) {
    cancelScope(d, inner.id, 'superfluous');
  }
  const block = must(scope.block, 'block of a branch');
  d.setResult({
    scope: scope.parent,
    block,
    branch: must(scope.branch, 'branch key'),
    result: stage.result,
    facts: d.state.facts[scope.id] ?? {},
    fallen: false,
  });
  const parent = d.scope(scope.parent);
  // A branch that ends while it rests only leaves its result; branches still being opened are seen by `enterBlock`, which joins.
  const inBlock = parent.stage === block && parent.visit === scope.blockVisit;
  if (inBlock && branchesOf(d.state, parent).every((s) => s.stage !== '')) {
    join(d, parent, stageOf(d.state, parent) as ParallelStage);
  }
}

/** Leaves a block whose join is complete; what is still open in it is superfluous. */
function join(d: Draft, scope: Scope, stage: ParallelStage): void {
  const branches = branchesOf(d.state, scope);
  const open = branches.filter((s) => s.status === 'active' || s.status === 'suspended');
  const done = resultsOf(d.state, scope.id, stage.code).filter(
    (r) => r.scope === scope.id && scope.members.includes(r.branch),
  ).length;
  const needed = stage.join.kind === 'all' ? scope.members.length : stage.join.kind === 'any' ? 1 : stage.join.of;
  if (open.length > 0 && (stage.join.kind === 'all' || done < needed)) {
    return;
  }
  for (const branch of open) {
    cancelScope(d, branch.id, 'superfluous');
  }
  goOn(d, scope.id, null, stage.to);
}

/** Ends the case: nothing stays open. Limits of a case that came to its end were met or missed; broken off, those not yet missed lapse. */
export function endCase(d: Draft, result: string, how: 'completed' | 'brokenOff'): void {
  for (const scope of Object.values(d.state.scopes)) {
    if (scope.status === 'active' || scope.status === 'suspended') {
      cancelScope(d, scope.id, 'ended');
    }
  }
  for (const clock of Object.values(d.state.clocks)) {
    endClock(d, clock.id, clock.stage === null && how === 'completed' ? 'acted' : 'cancelled');
  }
  d.setCase({ status: 'ended', result, endedAt: d.now });
}
