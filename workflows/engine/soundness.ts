import { isDay } from '../domain/calendar';
import type { Machine, ParallelStage, ProcessDefinition, Stage } from '../processes/definition';
import { forwardFrom, leadsTo, stageIn } from './locate';
import type { Fault, Known, Place, Report } from './soundness-report';
import { stageReferences } from './soundness-references';
import { taskFaults } from './soundness-tasks';

/** Codes become parts of ids. */
const CODE = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** Proves that no case under this definition can get stuck or lost (design.md §3). Empty: it is sound. */
export function proveSound(definition: ProcessDefinition, known: Known): Fault[] {
  const faults: Fault[] = [];
  const report: Report = (stage, code, params = {}) =>
    void faults.push({ stage, code, params: { ...(stage ? { stage } : {}), ...params } });
  try {
    proveHeader(definition, known, report);
    proveMachine(
      { definition, known, machine: definition.machine, path: [], around: [], given: {} },
      (stage, code, params) => report(stage, code, params),
    );
  } catch (error) {
    // What is not even of the shape of a definition.
    report('', 'definition.malformed', { why: error instanceof Error ? error.message : String(error) });
  }
  return faults;
}

function proveHeader(definition: ProcessDefinition, known: Known, report: Report): void {
  const { effectiveFrom: from, effectiveTo: to } = definition;
  if (!isDay(from) || (to !== null && (!isDay(to) || to < from))) {
    report('', 'definition.badDates', { why: `${from} – ${to ?? ''}` });
  }
  for (const limit of definition.limits.filter((key) => !known.limits.includes(key))) {
    report('', 'definition.unknownLimit', { stage: definition.code, limit });
  }
  const stages = allStages(definition.machine);
  const started = new Set(stages.flatMap((s) => s.clocks?.start ?? []));
  for (const stage of stages) {
    for (const limit of [...(stage.clocks?.meet ?? []), ...(stage.clocks?.stop ?? []).map((s) => s.limit)]) {
      if (!started.has(limit)) {
        report(stage.code, 'definition.limitNeverStarts', { limit });
      }
    }
  }
  for (const code of definition.withdrawal.notIn.filter((c) => !stages.some((s) => s.code === c))) {
    report('', 'definition.unknownStage', { stage: 'withdrawal', to: code });
  }
  const outside = { definition, known, machine: definition.machine, path: [], around: [], given: {} };
  const refer = stageReferences(outside, 'withdrawal', report);
  refer.assignment(definition.withdrawal.by);
  refer.assignment(definition.supervisor);
}

export function allStages(machine: Machine): Stage[] {
  return machine.stages.flatMap((s) => [s, ...machinesOf(s).flatMap(({ machine: inner }) => allStages(inner))]);
}

function machinesOf(stage: Stage): { key: string | null; machine: Machine; given: Record<string, 'string'> }[] {
  if (stage.kind !== 'parallel') {
    return [];
  }
  return 'each' in stage.branches
    ? [
        {
          key: null,
          machine: stage.branches.each.machine,
          given: { [stage.branches.each.as]: 'string' },
        },
      ]
    : stage.branches.fixed.map(({ key, machine }) => ({ key, machine, given: { branch: 'string' } }));
}

function proveMachine(place: Place, report: Report): void {
  const { machine, path } = place;
  const at = (code: string): string => [...path, code].join('/');
  proveCodes(place, at, report);
  if (!stageIn(machine, machine.start)) {
    report(path.join('/'), 'definition.noStart', { stage: at(machine.start) });
    return;
  }
  for (const stage of machine.stages) {
    const forward = new Set(forwardFrom(stage));
    for (const to of forward) {
      if (!stageIn(machine, to)) {
        report(at(stage.code), 'definition.unknownStage', { to });
      }
    }
    if (!leadsTo(machine, machine.start, stage.code)) {
      report(at(stage.code), 'definition.unreachableStage');
    }
    const ends = machine.stages.some((s) => s.kind === 'end' && leadsTo(machine, stage.code, s.code));
    if (!ends) {
      report(at(stage.code), 'definition.noEnd');
    }
    proveStage(place, stage, at(stage.code), report);
  }
  for (const code of circles(machine)) {
    report(at(code), 'definition.circle');
  }
}

function proveCodes({ machine, path }: Place, at: (code: string) => string, report: Report): void {
  const seen = new Set<string>();
  for (const { code } of machine.stages) {
    if (seen.has(code)) {
      report(at(code), 'definition.duplicateStage');
    }
    seen.add(code);
    if (!CODE.test(code)) {
      report(path.join('/'), 'definition.badCode', { value: code });
    }
  }
}

function proveStage(place: Place, stage: Stage, at: string, report: Report): void {
  const refer = stageReferences(place, at, report);
  refer.clocks(stage.clocks);
  switch (stage.kind) {
    case 'task':
      taskFaults(place, stage, at, report);
      return;
    case 'parallel':
      proveBlock(place, stage, at, report);
      return;
    case 'auto':
      refer.activity(stage.activity);
      refer.facts(stage.take ?? []);
      return;
    case 'choose':
      for (const row of stage.rows) {
        refer.condition(row.when);
        refer.sets(row.set);
        if (row.addMembersOf) {
          refer.block(row.addMembersOf.block);
          refer.facts(row.addMembersOf.fact ? [row.addMembersOf.fact] : []);
        }
        if (stage.hit === 'first' && row.to === undefined) {
          report(at, 'definition.rowWithoutStage');
        }
      }
      if (stage.hit === 'collect') {
        refer.facts(stage.into ? [stage.into] : [], 'strings');
      }
      return;
    case 'wait':
      refer.facts('message' in stage.for ? (stage.for.take ?? []) : []);
      refer.facts(stage.for.until ? [stage.for.until.fact] : []);
      (stage.by ?? []).forEach((to) => refer.assignment(to));
      if (stage.onDue && !(stage.clocks?.own && stage.onDue.basis.trim())) {
        report(at, 'definition.dueWithoutLimit');
      }
      return;
    case 'subcase':
      refer.process(stage.process);
      refer.facts([...Object.values(stage.pass ?? {}), ...Object.keys(stage.take ?? {})]);
      return;
    case 'end':
      return;
  }
}

function proveBlock(place: Place, stage: ParallelStage, at: string, report: Report): void {
  const refer = stageReferences(place, at, report);
  const machines = machinesOf(stage);
  const computed = 'each' in stage.branches;
  if ('each' in stage.branches) {
    refer.facts([stage.branches.each.fact], 'strings');
  }
  refer.facts(stage.redoOnly ? [stage.redoOnly] : [], 'strings');
  if (machines.length === 0) {
    report(at, 'definition.noBranches');
  }
  const keys = machines.map((m) => m.key ?? '');
  keys
    .filter((key, n) => keys.indexOf(key) !== n)
    .forEach((branch) => report(at, 'definition.duplicateBranch', { branch }));
  keys.filter((key) => key !== '' && !CODE.test(key)).forEach((value) => report(at, 'definition.badCode', { value }));
  if (stage.join.kind === 'quorum') {
    const { of } = stage.join;
    if (computed) {
      // How many members there will be is known only when the block is entered.
      report(at, 'definition.quorumComputed');
    } else if (!Number.isInteger(of) || of < 1 || of > machines.length) {
      report(at, 'definition.quorumOutOfRange', { of, branches: machines.length });
    }
  }
  for (const { key, machine, given } of machines) {
    proveMachine(
      {
        ...place,
        machine,
        path: [...place.path, key === null ? stage.code : `${stage.code}.${key}`],
        around: [{ machine: place.machine, block: stage.code }, ...place.around],
        given: { ...place.given, ...given },
      },
      report,
    );
  }
}

/** Stages that lie on a circle on which nobody and nothing outside is ever waited for: such a case would walk for ever. */
function circles(machine: Machine): string[] {
  // A computed block may have no members; what an automation computed on the same circle may well give it some.
  const atOnce = circling(machine, (s) => s.kind !== 'auto' && (passesByItself(s) || isComputed(s)));
  return [...new Set([...atOnce, ...circling(machine, passesByItself)])];
}

function circling(machine: Machine, passes: (stage: Stage) => boolean): string[] {
  const passing = machine.stages.filter(passes);
  const inner: Machine = { start: machine.start, stages: passing };
  return passing.filter((s) => forwardFrom(s).some((to) => leadsThrough(inner, to, s.code))).map((s) => s.code);
}

function isComputed(stage: Stage): boolean {
  return stage.kind === 'parallel' && 'each' in stage.branches;
}

function leadsThrough(machine: Machine, from: string, to: string): boolean {
  return stageIn(machine, from) !== undefined && leadsTo(machine, from, to);
}

function passesByItself(stage: Stage): boolean {
  switch (stage.kind) {
    case 'choose':
    case 'auto':
    case 'end':
      return true;
    case 'wait':
      // A moment that has passed is no wait.
      return !('message' in stage.for);
    case 'subcase':
      return stage.mode === 'detached';
    case 'task':
      return false;
    case 'parallel': {
      const machines = machinesOf(stage).map((m) => m.machine);
      return stage.join.kind === 'all' ? machines.every(walksThrough) : machines.some(walksThrough);
    }
  }
}

function walksThrough(machine: Machine): boolean {
  const passing: Machine = { start: machine.start, stages: machine.stages.filter(passesByItself) };
  return passing.stages.some((s) => s.kind === 'end' && leadsThrough(passing, machine.start, s.code));
}
