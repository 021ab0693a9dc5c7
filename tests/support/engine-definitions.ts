import type { CalendarYear, LimitRule, LimitUnit } from '../../workflows/domain/limit';
import type {
  AutoStage,
  ChooseStage,
  EndStage,
  Label,
  Outcome,
  ParallelStage,
  ProcessDefinition,
  Stage,
  SubcaseStage,
  TaskStage,
  WaitStage,
} from '../../workflows/processes/definition';

export const label = (code: string): Label => ({ zh: code, en: code });

/** `approve>next` goes forward; `back<first` returns. */
export function outcome(text: string, more: Partial<Outcome> = {}): Outcome {
  const returning = text.includes('<');
  const [code, to] = text.split(returning ? '<' : '>') as [string, string];
  return { code, name: label(code), to, ...(returning ? { kind: 'return' as const } : {}), ...more };
}

const outcomes = (given: (string | Outcome)[]): Outcome[] => given.map((o) => (typeof o === 'string' ? outcome(o) : o));

export function task(
  code: string,
  assigned: TaskStage['assignment'] | string,
  given: (string | Outcome)[],
  more: Partial<TaskStage> = {},
): TaskStage {
  const [org, role] = typeof assigned === 'string' ? assigned.split('/') : [];
  return {
    code,
    kind: 'task',
    name: label(code),
    assignment: typeof assigned === 'string' ? { org: org ?? '', role: role ?? '' } : assigned,
    policy: { kind: 'single' },
    outcomes: outcomes(given),
    ...more,
  };
}

export const end = (code: string): EndStage => ({ code, kind: 'end', name: label(code), result: code });

export const auto = (code: string, to: string, more: Partial<AutoStage> = {}): AutoStage => ({
  code,
  kind: 'auto',
  name: label(code),
  activity: 'compute',
  to,
  ...more,
});

export const wait = (code: string, what: WaitStage['for'], to: string, more: Partial<WaitStage> = {}): WaitStage => ({
  code,
  kind: 'wait',
  name: label(code),
  for: what,
  to,
  ...more,
});

export const choose = (
  code: string,
  rows: ChooseStage['rows'],
  to: string,
  more: Partial<ChooseStage> = {},
): ChooseStage => ({
  code,
  kind: 'choose',
  name: label(code),
  hit: 'first',
  rows,
  to,
  ...more,
});

export const subcase = (
  code: string,
  mode: SubcaseStage['mode'],
  to: string,
  more: Partial<SubcaseStage> = {},
): SubcaseStage => ({
  code,
  kind: 'subcase',
  name: label(code),
  process: 'other',
  mode,
  to,
  ...more,
});

/** A block with one branch per department of the fact `depts`. */
export function perDepartment(
  code: string,
  stages: Stage[],
  to: string,
  more: Partial<ParallelStage> = {},
): ParallelStage {
  return {
    code,
    kind: 'parallel',
    name: label(code),
    branches: { each: { fact: 'depts', as: 'dept', machine: { start: stages[0]?.code ?? '', stages } } },
    join: { kind: 'all' },
    siblings: 'keep',
    to,
    ...more,
  };
}

export function fixedBlock(
  code: string,
  branches: Record<string, Stage[]>,
  to: string,
  more: Partial<ParallelStage> = {},
): ParallelStage {
  return {
    code,
    kind: 'parallel',
    name: label(code),
    branches: {
      fixed: Object.entries(branches).map(([key, stages]) => ({
        key,
        name: label(key),
        machine: { start: stages[0]?.code ?? '', stages },
      })),
    },
    join: { kind: 'all' },
    siblings: 'keep',
    to,
    ...more,
  };
}

export function processOf(stages: Stage[], more: Partial<ProcessDefinition> = {}): ProcessDefinition {
  return {
    code: 'sample',
    version: 1,
    name: label('sample'),
    numberPrefix: 'SL',
    effectiveFrom: '2026-01-01',
    effectiveTo: null,
    legalBasis: ['示例办法 第一条'],
    facts: {
      depts: { type: 'strings', name: label('depts'), from: 'start' },
      redo: { type: 'strings', name: label('redo'), from: 'form' },
      opinion: { type: 'string', name: label('opinion'), from: 'form' },
      size: { type: 'number', name: label('size'), from: 'form' },
      until: { type: 'string', name: label('until'), from: 'start' },
      applicant: { type: 'string', name: label('applicant'), from: 'start' },
    },
    forms: [],
    limits: limits.map((l) => l.key),
    machine: { start: stages[0]?.code ?? '', stages },
    withdrawal: { allowed: true, by: { person: '$applicant' }, notIn: ['decided'], basis: '示例办法 第九条' },
    supervisor: { org: 'lead', role: 'supervisor' },
    ...more,
  };
}

function limit(key: string, unit: LimitUnit, amount: number, more: Partial<LimitRule> = {}): LimitRule {
  return {
    key,
    name: label(key),
    unit,
    amount,
    stoppableFor: [],
    legalBasis: '示例办法 第二条',
    source: 'design',
    effectiveFrom: '2020-01-01',
    effectiveTo: null,
    ...more,
  };
}

const ground = { code: 'test', name: label('test'), basis: '示例办法 第三条' };

export const limits: LimitRule[] = [
  limit('legal', 'WORKING_DAY', 20, {
    stoppableFor: [ground],
    extension: { cap: 10, grantedBy: 'lead/director', basis: '示例办法 第四条' },
  }),
  limit('stage', 'WORKING_DAY', 5, { stoppableFor: [ground] }),
  limit('short', 'WORKING_DAY', 2),
  limit('hours', 'HOUR', 24),
  limit('natural', 'NATURAL_DAY', 10),
];

/** The published working days of spring 2026 that the stories touch: 清明 and 劳动节 with their make-up days. */
export const calendar2026: CalendarYear = {
  year: 2026,
  off: ['2026-01-01', '2026-01-02', '2026-04-06', '2026-05-01', '2026-05-04', '2026-05-05'],
  makeUp: ['2026-01-04', '2026-05-09'],
  source: 'sample',
  version: 1,
};
