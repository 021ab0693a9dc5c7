import type {
  Assignment,
  ClockEffects,
  Label,
  Machine,
  Outcome,
  ParallelStage,
  ProcessDefinition,
  SigningPolicy,
  Stage,
  TaskStage,
} from '../../workflows/processes/definition';
import type { Random } from './random';
import { DEPARTMENTS, LIMITS, ROLES } from './town';

const name = (code: string): Label => ({ zh: code, en: code });

/** Where a machine lies while it is being made: the stages before its block in each machine around it, and the department if any. */
interface Around {
  depth: number;
  /** Codes to which a return may leave. */
  earlier: string[];
  dept: boolean;
  /** Task stages of the machines around: those whose actors may be barred. */
  tasks: string[];
}

/** Random definitions that are sound by construction; the prover must agree. */
export class DefinitionMaker {
  private count = 0;

  constructor(private readonly random: Random) {}

  make(): ProcessDefinition {
    const machine = this.machine({ depth: 0, earlier: [], dept: false, tasks: [] });
    return {
      code: 'random',
      version: 1,
      name: name('random'),
      numberPrefix: 'R',
      effectiveFrom: '2026-01-01',
      effectiveTo: null,
      legalBasis: [],
      facts: Object.fromEntries(
        (
          [
            ['depts', 'strings'],
            ['redo', 'strings'],
            ['size', 'number'],
            ['opinion', 'string'],
            ['until', 'number'],
            ['applicant', 'string'],
          ] as const
        ).map(([code, type]) => [code, { type, name: name(code), from: 'form' as const }]),
      ),
      forms: [],
      limits: LIMITS.map((l) => l.key),
      machine,
      withdrawal: { allowed: true, by: { person: '$applicant' }, notIn: [], basis: 'basis' },
      supervisor: { org: 'lead', role: 'supervisor' },
    };
  }

  private code(kind: string): string {
    this.count += 1;
    return `${kind}${this.count}`;
  }

  private machine(around: Around): Machine {
    const { random } = this;
    const length = random.int(around.depth === 0 ? 3 : 1, around.depth === 0 ? 5 : 3);
    const kinds = Array.from({ length }, (_, n) => this.kindAt(n, around.depth));
    const codes = kinds.map((kind) => this.code(kind));
    const ends: Stage[] = ['yes', 'no']
      .slice(0, random.int(1, 2))
      .map((result) => ({ code: this.code('end'), kind: 'end' as const, name: name(result), result }));
    const later = (n: number): string => random.pick([...codes.slice(n + 1), ...ends.map((e) => e.code)]);
    const tasksBefore = (n: number): string[] => codes.slice(0, n).filter((_, m) => kinds[m] === 'task');
    const stages = kinds.map((kind, n): Stage => {
      const code = codes[n] ?? '';
      const next = codes[n + 1] ?? ends[0]?.code ?? '';
      const clocks = this.clocks(kind, around.depth === 0 && n === 0);
      const base = { code, name: name(code), ...(clocks ? { clocks } : {}) };
      switch (kind) {
        case 'task':
          return {
            ...base,
            ...this.task(next, () => later(n), codes.slice(0, n), [...around.earlier], {
              ...around,
              tasks: [...tasksBefore(n), ...around.tasks],
            }),
            ...(clocks?.own && random.chance(0.2) ? { onDue: { outcome: 'object', basis: 'basis' } } : {}),
          };
        case 'block':
          return {
            ...base,
            ...this.block(next, {
              depth: around.depth + 1,
              earlier: [...codes.slice(0, n), ...around.earlier],
              dept: around.dept,
              tasks: [...tasksBefore(n), ...around.tasks],
            }),
          };
        case 'auto':
          return {
            ...base,
            kind: 'auto',
            activity: 'compute',
            take: ['size'],
            to: next,
            ...(random.chance(0.4) ? { onFailure: later(n) } : {}),
          };
        case 'choose':
          return {
            ...base,
            kind: 'choose',
            hit: 'first',
            rows: [
              { when: { fact: 'size', atLeast: random.int(2, 8) }, to: later(n), basis: 'basis' },
              { when: { fact: 'opinion', is: 'OBJECT' }, to: later(n), set: { size: 1 }, basis: 'basis' },
            ],
            to: next,
          };
        case 'wait':
          return random.chance(0.5)
            ? { ...base, kind: 'wait', for: { message: 'reply', take: ['size'] }, to: next }
            : { ...base, kind: 'wait', for: { until: { fact: 'until' } }, to: next };
        default:
          return {
            ...base,
            kind: 'subcase',
            process: 'other',
            mode: random.chance(0.6) ? 'awaited' : 'detached',
            take: { opinion: 'opinion' },
            to: next,
          };
      }
    });
    // All ends are reached: the last stage, where it can, leads to the second one too.
    const last = stages.at(-1);
    if (ends[1] && !stages.some((s) => JSON.stringify(s).includes(`"${ends[1]?.code}"`))) {
      if (last?.kind === 'task') {
        last.outcomes.push({ code: 'other', name: name('other'), to: ends[1].code });
      } else {
        ends.pop();
      }
    }
    return { start: codes[0] ?? '', stages: [...stages, ...ends] };
  }

  private kindAt(n: number, depth: number): string {
    const { random } = this;
    if (n === 0 && depth === 0) {
      return 'task';
    }
    const roll = random.next();
    if (depth < 2 && roll < 0.25) {
      return 'block';
    }
    return roll < 0.75 ? 'task' : random.pick(['auto', 'choose', 'wait', 'subcase']);
  }

  private clocks(kind: string, first: boolean): ClockEffects | undefined {
    const { random } = this;
    if (first) {
      return { start: ['legal'], own: 'days' };
    }
    if (kind === 'end' || random.chance(0.5)) {
      return undefined;
    }
    return {
      ...(random.chance(0.7) ? { own: random.pick(['days', 'natural', 'hours']) } : {}),
      ...(kind === 'task' && random.chance(0.2)
        ? { stop: [{ limit: 'legal', reason: name('reason'), basis: 'basis' }] }
        : {}),
    };
  }

  private task(
    next: string,
    later: () => string,
    before: string[],
    outside: string[],
    around: Around,
  ): Omit<TaskStage, 'code' | 'name'> {
    const { random } = this;
    const outcomes: Outcome[] = [
      {
        code: 'agree',
        name: name('agree'),
        to: next,
        set: { opinion: 'AGREE' },
        ...(random.chance(0.1) ? { demands: { secondPerson: true } } : {}),
      },
      { code: 'object', name: name('object'), to: later(), set: { opinion: 'OBJECT' }, take: ['size'] },
    ];
    if (random.chance(0.1) && before.length > 0) {
      // A way forward that leads round.
      outcomes.push({ code: 'loop', name: name('loop'), to: random.pick(before) });
    }
    const back = (code: string, to: string): Outcome => ({
      code,
      name: name(code),
      to,
      kind: 'return',
      ...(random.chance(0.3) ? { afterReturn: 'back' as const } : {}),
    });
    if (before.length > 0 && random.chance(0.5)) {
      outcomes.push(back('back', random.pick(before)));
    }
    if (outside.length > 0 && random.chance(0.6)) {
      outcomes.push(back('out', random.pick(outside)));
    }
    if (before.length + outside.length > 0 && random.chance(0.4)) {
      outcomes.push(back('any', '*'));
    }
    const assignment = this.assignment(around.dept);
    return {
      kind: 'task',
      assignment,
      policy: this.policy(assignment),
      outcomes,
      ...(around.tasks.length > 0 && random.chance(0.3) ? { notSameAs: [random.pick(around.tasks)] } : {}),
      ...(random.chance(0.1) ? { recallable: false } : {}),
    };
  }

  private assignment(dept: boolean): Assignment {
    const { random } = this;
    const org = dept ? '$dept' : random.pick(['lead', 'lead', ...DEPARTMENTS]);
    const roll = random.next();
    if (roll < 0.1) {
      return { person: '$applicant' };
    }
    return roll < 0.3 ? { roles: ROLES.map((role) => ({ org, role })) } : { org, role: random.pick(ROLES) };
  }

  private policy(assignment: Assignment): SigningPolicy {
    const { random } = this;
    if ('person' in assignment || random.chance(0.5)) {
      return { kind: 'single' };
    }
    const kind = random.pick(['all', 'any', 'sequential', 'vote'] as const);
    if (kind === 'any') {
      return { kind };
    }
    if (kind !== 'vote') {
      return { kind, ...(random.chance(0.4) ? { breaks: ['object'] } : {}) };
    }
    const veto = 'roles' in assignment && random.chance(0.4);
    return {
      kind: 'vote',
      quorum: 1,
      threshold: random.pick([0.5, 0.5, 0.34, 0.66]),
      tieOutcome: 'object',
      ...(random.chance(0.3) ? { weights: { chief: 2 } } : {}),
      ...(veto ? { vetoRoles: ['chief'], vetoOutcome: 'object' } : {}),
    };
  }

  private block(to: string, inside: Around): Omit<ParallelStage, 'code' | 'name'> {
    const { random } = this;
    const siblings = random.pick(['keep', 'keep', 'redo', 'cancel'] as const);
    if (!inside.dept && random.chance(0.6)) {
      return {
        kind: 'parallel',
        branches: { each: { fact: 'depts', as: 'dept', machine: this.machine({ ...inside, dept: true }) } },
        join: random.chance(0.8) ? { kind: 'all' } : { kind: 'any' },
        siblings,
        ...(random.chance(0.3) ? { redoOnly: 'redo' } : {}),
        to,
      };
    }
    const keys = ['a', 'b', 'c'].slice(0, random.int(2, 3));
    return {
      kind: 'parallel',
      branches: { fixed: keys.map((key) => ({ key, name: name(key), machine: this.machine(inside) })) },
      join: random.pick([{ kind: 'all' }, { kind: 'all' }, { kind: 'any' }, { kind: 'quorum', of: 2 }] as const),
      siblings,
      to,
    };
  }
}
