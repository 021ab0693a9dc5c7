import type { Facts, FactValue } from '../processes/definition';
import type { Change, EntityKind } from './events';
import { applyChange, entityOf } from './evolve';
import type { BranchResult, CaseState, Clock, Passage, Pending, Scope, Task } from './state';

/** Candidates by `org/role` at this moment, people who left excluded. */
export type Directory = Record<string, string[]>;

/** Thrown when a decision needs to know who holds a role and the directory does not say; the caller looks it up and decides again. */
export class NeedDirectory extends Error {
  /** @param facts what the case knew when it asked: they may name organisations that nobody knew of before this decision */
  constructor(
    readonly keys: string[],
    readonly facts: Facts,
  ) {
    super(`directory lacks ${keys.join(', ')}`);
  }
}

export interface Context {
  /** Epoch milliseconds. */
  now: number;
  directory: Directory;
  /** Of a history from before waits ended on their day: what follows a wait or a limit counts from when the timer rang. */
  countsFromTimer?: boolean;
}

/** A state under change: every patch is applied at once and noted, one change per entity, with the values before the first. */
export class Draft {
  private readonly noted = new Map<string, Change>();

  constructor(
    public state: CaseState,
    readonly context: Context,
  ) {}

  private steps = 0;

  /** A sound definition never walks this far in one command; a faulty one must not hang the worker. */
  step(): void {
    this.steps += 1;
    if (this.steps > 5_000) {
      throw new Error(`${this.state.definition.code} v${this.state.definition.version} walks in a circle`);
    }
  }

  get now(): number {
    return this.context.now;
  }

  private ranOutAt: number | null = null;

  /**
   * From when what follows counts: now, or the moment at which a wait or a limit ran out, however late its timer rang. A day ends at
   * 24:00 (民法典 第二百零三条); what counts from its end must not begin a day later because a machine noticed it after midnight.
   */
  get moment(): number {
    return this.ranOutAt ?? this.now;
  }

  /** @param at when it ran out, epoch milliseconds */
  ranOut(at: number): void {
    this.ranOutAt = this.context.countsFromTimer === true ? null : Math.min(at, this.now);
  }

  patch(on: EntityKind, id: string, set: Record<string, unknown>): void {
    const entity = entityOf(this.state, on, id);
    const earlier = this.noted.get(`${on}:${id}`);
    const before = (): Record<string, unknown> | null =>
      entity ? Object.fromEntries(Object.keys(set).map((key) => [key, entity[key] ?? null])) : null;
    const was = earlier ? earlier.was && { ...before(), ...earlier.was } : before();
    this.noted.set(`${on}:${id}`, { on, id, set: { ...earlier?.set, ...set }, was });
    this.state = applyChange(this.state, { on, id, set, was: null });
  }

  get changes(): Change[] {
    return [...this.noted.values()].flatMap((change) => effective(change) ?? []);
  }

  setCase(set: Partial<CaseState>): void {
    this.patch('case', '', set);
  }

  setScope(id: string, set: Partial<Scope>): void {
    this.patch('scope', id, set);
  }

  setPassage(scope: string, stage: string, set: Partial<Passage>): void {
    this.patch('passage', `${scope}|${stage}`, set);
  }

  setResult(result: BranchResult): void {
    this.patch('result', `${result.scope}|${result.block}|${result.branch}`, { ...result });
  }

  setTask(id: string, set: Partial<Task>): void {
    this.patch('task', id, set);
  }

  setClock(id: string, set: Partial<Clock>): void {
    this.patch('clock', id, set);
  }

  setPending(id: string, set: Partial<Pending>): void {
    this.patch('pending', id, set);
  }

  setFacts(scope: string, facts: Record<string, FactValue>): void {
    if (Object.keys(facts).length > 0) {
      this.patch('facts', scope, facts);
    }
  }

  /** The next visit or task number; numbers are never given twice in a case. */
  nextNumber(): number {
    const counter = this.state.counter + 1;
    this.setCase({ counter });
    return counter;
  }

  scope(id: string): Scope {
    return must(this.state.scopes[id], `scope ${id}`);
  }

  task(id: string): Task {
    return must(this.state.tasks[id], `task ${id}`);
  }

  /** Holders of a role; may throw `NeedDirectory`. */
  holders(pools: { org: string; role: string }[]): string[] {
    const keys = pools.map((p) => `${p.org}/${p.role}`);
    const missing = keys.filter((key) => !(key in this.context.directory));
    if (missing.length > 0) {
      throw new NeedDirectory(missing, this.factsIn('root'));
    }
    const recused = this.state.recused;
    return [...new Set(keys.flatMap((key) => this.context.directory[key] ?? []))].filter((p) => !recused.includes(p));
  }

  /** Facts visible in a scope: its own hide those of the enclosing ones. */
  factsIn(scopeId: string): Facts {
    return factsIn(this.state, scopeId);
  }
}

export function factsIn(state: CaseState, scopeId: string): Facts {
  const scope = state.scopes[scopeId];
  const outer = scope?.parent ? factsIn(state, scope.parent) : {};
  // What a recall took back is null and hides nothing.
  const own = Object.entries(state.facts[scopeId] ?? {}).filter(([, value]) => value !== null);
  return { ...outer, ...Object.fromEntries(own) };
}

export function must<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) {
    throw new Error(`${what} does not exist`);
  }
  return value;
}

/** A change without what it leaves as it was; null when nothing is left. */
function effective(change: Change): Change | null {
  const { set, was } = change;
  if (was === null) {
    return change;
  }
  const keys = Object.keys(set).filter((key) => !same(set[key], was[key]));
  const only = (from: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(keys.map((key) => [key, from[key]]));
  return keys.length === 0 ? null : { ...change, set: only(set), was: only(was) };
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
}
