import type { Assignment, Label, Machine, ProcessDefinition, Stage } from '../processes/definition';

/** One difference between two versions, in the place where it lies. */
export interface Difference {
  /** Path of the stage, for instance `departmentReview/draft`; empty for the definition as a whole. */
  stage: string;
  name: Label | null;
  what: 'added' | 'removed' | 'changed';
  /** Part of the stage: `outcome approve`, `assignment`, `clocks`, …; null for the stage as a whole. */
  part: string | null;
  before: unknown;
  after: unknown;
  /** Roles and persons, `org/role`, for whom it changes what they have to do or until when. */
  whom: string[];
}

/** What changed from one version to another, and for whom. */
export function compareDefinitions(before: ProcessDefinition, after: ProcessDefinition): Difference[] {
  const differences: Difference[] = [];
  const heads = [
    'name',
    'effectiveFrom',
    'effectiveTo',
    'legalBasis',
    'facts',
    'forms',
    'limits',
    'withdrawal',
    'supervisor',
  ] as const;
  for (const part of heads) {
    if (!same(before[part], after[part])) {
      differences.push({
        stage: '',
        name: null,
        what: 'changed',
        part,
        before: before[part],
        after: after[part],
        whom: [],
      });
    }
  }
  const [old, fresh] = [stagesOf(before.machine), stagesOf(after.machine)];
  for (const [path, stage] of old) {
    const now = fresh.get(path);
    if (!now) {
      differences.push(whole(path, stage, 'removed'));
    } else {
      differences.push(...partsOf(path, stage, now));
    }
  }
  for (const [path, stage] of fresh) {
    if (!old.has(path)) {
      differences.push(whole(path, stage, 'added'));
    }
  }
  return differences;
}

function whole(path: string, stage: Stage, what: 'added' | 'removed'): Difference {
  const shown = { ...stage, ...('branches' in stage ? { branches: undefined } : {}) };
  return {
    stage: path,
    name: stage.name,
    what,
    part: null,
    before: what === 'removed' ? shown : null,
    after: what === 'added' ? shown : null,
    whom: whom(stage),
  };
}

/** Stages by path, those inside blocks too. */
function stagesOf(machine: Machine, path = ''): Map<string, Stage> {
  const found = new Map<string, Stage>();
  for (const stage of machine.stages) {
    const own = path ? `${path}/${stage.code}` : stage.code;
    found.set(own, stage);
    if (stage.kind !== 'parallel') {
      continue;
    }
    const machines =
      'each' in stage.branches
        ? [[own, stage.branches.each.machine] as const]
        : stage.branches.fixed.map((b) => [`${own}.${b.key}`, b.machine] as const);
    machines.forEach(([at, inner]) => stagesOf(inner, at).forEach((s, p) => found.set(p, s)));
  }
  return found;
}

function partsOf(path: string, before: Stage, after: Stage): Difference[] {
  const [old, fresh] = [parts(before), parts(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
    .filter((part) => !same(old[part], fresh[part]))
    .map((part) => ({
      stage: path,
      name: after.name,
      what: part in old ? (part in fresh ? 'changed' : 'removed') : 'added',
      part,
      before: old[part] ?? null,
      after: fresh[part] ?? null,
      whom: [...new Set([...whom(before), ...whom(after)])],
    }));
}

/** A stage as parts that are compared one by one; what lies inside a block is compared as stages of its own. */
function parts(stage: Stage): Record<string, unknown> {
  const { code: _, ...rest } = stage;
  const flat: Record<string, unknown> = { ...rest };
  if (stage.kind === 'task') {
    delete flat['outcomes'];
    stage.outcomes.forEach((o) => (flat[`outcome ${o.code}`] = o));
  } else if (stage.kind === 'parallel') {
    const { branches } = stage;
    flat['branches'] =
      'each' in branches
        ? { fact: branches.each.fact, as: branches.each.as, start: branches.each.machine.start }
        : branches.fixed.map((b) => ({ key: b.key, name: b.name, start: b.machine.start }));
  }
  return Object.fromEntries(Object.entries(flat).filter(([, value]) => value !== undefined));
}

function whom(stage: Stage): string[] {
  return stage.kind === 'task' ? assigned(stage.assignment) : [];
}

function assigned(assignment: Assignment): string[] {
  if ('person' in assignment) {
    return [assignment.person];
  }
  const roles = 'roles' in assignment ? assignment.roles : [assignment];
  return roles.map((r) => `${r.org}/${r.role}`);
}

/** Definitions are plain data; the order of keys says nothing. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return a === b;
  }
  const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = [...new Set([...Object.keys(x), ...Object.keys(y)])];
  return Array.isArray(a) === Array.isArray(b) && keys.every((key) => same(x[key], y[key]));
}
