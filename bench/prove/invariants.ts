import { factsIn } from '../../workflows/engine/draft';
import type { CaseState, Scope } from '../../workflows/engine/state';
import { reckonDue } from './due';
import type { Model } from './model';

/** The branches on the way to a scope, in the words of the model. */
export function keyOf(state: CaseState, id: string): string {
  const scope = state.scopes[id];
  return scope?.parent ? `${keyOf(state, scope.parent)}/${scope.block}.${scope.branch}` : '';
}

/** Invariants 1 and 6 of a state by itself; the first that does not hold, or null. */
export function checkInvariants(state: CaseState): string | null {
  const tasks = Object.values(state.tasks);
  const pending = Object.values(state.pending).filter((p) => p.status === 'open');
  const active = (scope: string): boolean => state.scopes[scope]?.status === 'active';
  if (state.status === 'running') {
    const open = tasks.some((t) => t.status === 'open' && active(t.scope)) || pending.some((p) => active(p.scope));
    if (!open) {
      return 'a running case has no open task, wait or running activity';
    }
  } else if (tasks.some((t) => !['done', 'cancelled'].includes(t.status)) || pending.length > 0) {
    return 'something is open in an ended case';
  }
  for (const clock of Object.values(state.clocks)) {
    const running = clock.status === 'running' || clock.status === 'stopped';
    const due = running ? reckonDue(clock, state.reference.calendars) : clock.dueAt;
    if (due !== clock.dueAt || (clock.status === 'running') !== (clock.holders.length === 0 && running)) {
      return `clock ${clock.id} is ${clock.status}, due ${clock.dueAt}, reckoned ${due}: ${JSON.stringify(clock.history)} held by ${clock.holders.join()}`;
    }
    if (running && (state.status === 'ended' || (clock.stage !== null && !stands(state, clock.scope, clock.visit)))) {
      return `clock ${clock.id} runs for a stage that is over`;
    }
    const rests = state.scopes[clock.scope]?.status === 'suspended';
    if (running && clock.stage !== null && rests !== clock.holders.includes('rest')) {
      return `clock ${clock.id} ${rests ? 'runs while its branch rests' : 'rests while its branch does not'}`;
    }
  }
  return null;
}

function stands(state: CaseState, id: string, visit: number | null): boolean {
  const scope = state.scopes[id];
  return scope !== undefined && scope.visit === visit && ['active', 'suspended'].includes(scope.status);
}

/** Where state and model disagree, or null. */
export function compareWithModel(state: CaseState, model: Model): string | null {
  if (state.status !== (model.result === null ? 'running' : 'ended') || state.result !== model.result) {
    return `the case is ${state.status} ${state.result}, the model says ${model.result}`;
  }
  const scopes = Object.values(state.scopes).filter((s) => s.status === 'active' || s.status === 'suspended');
  const ours = scopes.map((s) => scopeText(state, s)).sort();
  const theirs = model
    .nodes()
    .map((n) =>
      JSON.stringify([
        n.key,
        n.stage,
        n.resting,
        n.waits,
        sorted(model.facts(n)),
        Object.entries(n.results)
          .flatMap(([block, by]) => Object.entries(by).map(([branch, r]) => `${block} ${branch} ${r.result}`))
          .sort(),
      ]),
    )
    .sort();
  const apart = difference(ours, theirs);
  if (apart) {
    return `scopes differ: ${apart}`;
  }
  const tasks = Object.values(state.tasks)
    .filter((t) => t.status !== 'done' && t.status !== 'cancelled')
    .map((t) => {
      const standing = t.status === 'suspended' ? t.restsAs : t.status;
      const pools = t.assignees.length > 0 ? [] : t.pools.map((p) => `${p.org}/${p.role}`);
      return JSON.stringify([t.id, standing, t.status === 'suspended', t.claimedBy, t.assignees, pools]);
    })
    .sort();
  const expected = model
    .tasks()
    .map((t) =>
      JSON.stringify([t.id, model.status(t), t.node.resting, t.holder, t.named, t.named.length > 0 ? [] : t.pools]),
    )
    .sort();
  const off = difference(tasks, expected);
  return off ? `tasks differ: ${off}` : null;
}

function scopeText(state: CaseState, s: Scope): string {
  const waits = Object.values(state.pending).some((p) => p.scope === s.id && p.status === 'open');
  const results = Object.values(state.results).filter((r) => r.scope === s.id && !r.fallen);
  return JSON.stringify([
    keyOf(state, s.id),
    s.stage,
    s.status === 'suspended',
    waits,
    sorted(factsIn(state, s.id)),
    results.map((r) => `${r.block} ${r.branch} ${r.result}`).sort(),
  ]);
}

function sorted(facts: Record<string, unknown>): [string, unknown][] {
  return Object.entries(facts)
    .filter(([, value]) => value !== null && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function difference(ours: string[], theirs: string[]): string | null {
  const only = ours.filter((x) => !theirs.includes(x));
  const missing = theirs.filter((x) => !ours.includes(x));
  return only.length + missing.length > 0 || ours.length !== theirs.length
    ? `the engine has ${only.join(' ')}, the model ${missing.join(' ')}`
    : null;
}
