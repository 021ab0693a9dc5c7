import type { Machine, ProcessDefinition, Stage } from '../processes/definition';
import type { CaseState, Scope } from './state';

/** The machine of a branch: `path` names the parallel stages on the way, `stage` for computed and `stage.key` for fixed branches. */
export function machineAt(definition: ProcessDefinition, path: readonly string[]): Machine {
  return path.reduce<Machine>((machine, step) => {
    const dot = step.indexOf('.');
    const code = dot < 0 ? step : step.slice(0, dot);
    const stage = stageIn(machine, code);
    if (stage?.kind !== 'parallel') {
      throw new Error(`${code} is no parallel stage`);
    }
    if ('each' in stage.branches) {
      return stage.branches.each.machine;
    }
    const branch = stage.branches.fixed.find((b) => b.key === step.slice(dot + 1));
    if (!branch) {
      throw new Error(`${step} is no branch`);
    }
    return branch.machine;
  }, definition.machine);
}

export function stageIn(machine: Machine, code: string): Stage | undefined {
  return machine.stages.find((s) => s.code === code);
}

export function machineOf(state: CaseState, scope: Scope): Machine {
  return machineAt(state.definition, scope.machinePath);
}

/** The stage in which a scope stands, or the named one of its machine. @throws when it does not exist. */
export function stageOf(state: CaseState, scope: Scope, code: string = scope.stage): Stage {
  const stage = stageIn(machineOf(state, scope), code);
  if (!stage) {
    throw new Error(`stage ${code} does not exist in ${scope.id}`);
  }
  return stage;
}

/** The scopes of the running visit of a block, in the order of their opening. */
export function branchesOf(state: CaseState, parent: Scope): Scope[] {
  return Object.values(state.scopes).filter(
    (s) => s.parent === parent.id && s.block === parent.stage && s.blockVisit === parent.visit,
  );
}

/** A scope and all scopes inside it. */
export function withDescendants(state: CaseState, id: string): Scope[] {
  const scope = state.scopes[id];
  const inner = Object.values(state.scopes).filter((s) => s.parent === id);
  return [...(scope ? [scope] : []), ...inner.flatMap((s) => withDescendants(state, s.id))];
}

/** The stages to which a stage leads forward in its machine; returns are left out. */
export function forwardFrom(stage: Stage): string[] {
  switch (stage.kind) {
    case 'task':
      return stage.outcomes.filter((o) => o.kind !== 'return').map((o) => o.to);
    case 'choose':
      return [...stage.rows.flatMap((row) => (stage.hit === 'first' && row.to ? [row.to] : [])), stage.to];
    case 'auto':
      return [stage.to, ...(stage.onFailure ? [stage.onFailure] : [])];
    case 'wait':
      return [
        stage.to,
        ...('message' in stage.for && stage.for.until ? [stage.for.until.to] : []),
        ...(stage.onDue ? [stage.onDue.to] : []),
      ];
    case 'parallel':
    case 'subcase':
      return [stage.to];
    case 'end':
      return [];
  }
}

/** Whether the way forward leads from one stage to another, or is there already. */
export function leadsTo(machine: Machine, from: string, to: string): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let code = open.pop(); code !== undefined; code = open.pop()) {
    if (code === to) {
      return true;
    }
    const stage = seen.has(code) ? undefined : stageIn(machine, code);
    seen.add(code);
    open.push(...(stage ? forwardFrom(stage) : []));
  }
  return false;
}
