import type { Condition, FactValue } from '../processes/definition';
import { factsIn } from './draft';
import type { BranchResult, CaseState } from './state';

/** Reads facts of a scope and results of its blocks; unknown facts are null and fit nothing but `is: null`. */
export function holds(condition: Condition, state: CaseState, scopeId: string): boolean {
  if ('all' in condition) {
    return condition.all.every((c) => holds(c, state, scopeId));
  }
  if ('any' in condition) {
    return condition.any.some((c) => holds(c, state, scopeId));
  }
  if ('not' in condition) {
    return !holds(condition.not, state, scopeId);
  }
  if ('branches' in condition) {
    const values = resultsOf(state, scopeId, condition.branches).map((r) => r.facts[condition.fact] ?? null);
    return 'some' in condition
      ? values.some((v) => same(v, condition.some))
      : values.length > 0 && values.every((v) => same(v, condition.every));
  }
  return factHolds(condition, factsIn(state, scopeId)[condition.fact] ?? null);
}

type FactCondition = Extract<Condition, { fact: string }> & { branches?: never };

function factHolds(condition: FactCondition, value: FactValue): boolean {
  if ('is' in condition) {
    return same(value, condition.is);
  }
  if ('in' in condition) {
    return (typeof value === 'string' || typeof value === 'number') && condition.in.includes(value);
  }
  if ('includes' in condition) {
    return Array.isArray(value) && value.includes(condition.includes);
  }
  if ('atLeast' in condition) {
    return typeof value === 'number' && value >= condition.atLeast;
  }
  return 'below' in condition && typeof value === 'number' && value < condition.below;
}

/** Results of a block, looked up in the scope and then outwards. */
export function resultsOf(state: CaseState, scopeId: string, block: string): BranchResult[] {
  const own = Object.values(state.results).filter((r) => r.scope === scopeId && r.block === block && !r.fallen);
  const parent = state.scopes[scopeId]?.parent;
  return own.length > 0 || !parent ? own : resultsOf(state, parent, block);
}

/** `$name` is the fact of that name as text; anything else is itself. */
export function termOf(term: string, state: CaseState, scopeId: string): string {
  if (!term.startsWith('$')) {
    return term;
  }
  const value = factsIn(state, scopeId)[term.slice(1)];
  return typeof value === 'string' ? value : '';
}

function same(a: FactValue, b: FactValue): boolean {
  return Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((x, i) => x === b[i]) : a === b;
}
