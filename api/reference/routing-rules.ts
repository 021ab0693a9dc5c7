import type { FieldProblem } from '../../workflows/domain/errors';
import { ROUTING_FACT_TYPES } from '../../workflows/domain/screening';
import type { ChooseStage, Condition, ProcessDefinition, Stage } from '../../workflows/processes/definition';

/** The stage of a procedure that decides who reviews. */
export const ROUTING_STAGE = 'routing';

/** Nested deeper than this, nobody reads a condition any more. */
const DEEPEST = 4;

type FactType = (typeof ROUTING_FACT_TYPES)[keyof typeof ROUTING_FACT_TYPES];

/** What is wrong with a condition of a routing table, by the place of the fault. Anything may come in: it is what somebody sent. */
export function conditionProblems(condition: unknown, field: string, depth = 0): FieldProblem[] {
  const fault = (code: FieldProblem['code'], at = field): FieldProblem[] => [
    { field: at, code, params: { field: at }, rule: code },
  ];
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition) || depth > DEEPEST) {
    return fault('field.object');
  }
  const given = condition as Record<string, unknown>;
  for (const group of ['all', 'any'] as const) {
    if (!(group in given)) continue;
    const parts = given[group];
    if (!Array.isArray(parts) || Object.keys(given).length !== 1) return fault('field.list', `${field}.${group}`);
    // Nothing to meet is met: only `all` says so on purpose.
    if (group === 'any' && parts.length === 0) return fault('field.required', `${field}.${group}`);
    return parts.flatMap((part, at) => conditionProblems(part, `${field}.${group}[${at}]`, depth + 1));
  }
  if ('not' in given && Object.keys(given).length === 1)
    return conditionProblems(given['not'], `${field}.not`, depth + 1);
  const { fact, ...test } = given;
  const type = typeof fact === 'string' && Object.hasOwn(ROUTING_FACT_TYPES, fact) ? typeOf(fact) : undefined;
  if (type === undefined) return fault('field.choice', `${field}.fact`);
  const [kind, ...more] = Object.keys(test);
  if (kind === undefined || more.length > 0 || !fits(type, kind, test[kind])) return fault('field.format', field);
  return [];
}

const typeOf = (fact: string): FactType => ROUTING_FACT_TYPES[fact as keyof typeof ROUTING_FACT_TYPES];

function fits(type: FactType, kind: string, value: unknown): boolean {
  switch (type) {
    case 'boolean':
      return kind === 'is' && typeof value === 'boolean';
    case 'number':
      return ['is', 'atLeast', 'below'].includes(kind) && typeof value === 'number' && Number.isFinite(value);
    case 'strings':
      return kind === 'includes' && isWord(value);
    case 'string':
      return kind === 'is'
        ? isWord(value)
        : kind === 'in' && Array.isArray(value) && value.length > 0 && value.every(isWord);
  }
}

const isWord = (value: unknown): boolean => typeof value === 'string' && value.length >= 1 && value.length <= 60;

/** The routing stage of a procedure; undefined for one that has none. */
export function routingOf(definition: ProcessDefinition): ChooseStage | undefined {
  const stage = definition.machine.stages.find(({ code }) => code === ROUTING_STAGE);
  return stage?.kind === 'choose' && stage.hit === 'collect' ? stage : undefined;
}

export interface RoutingRule {
  department: string;
  when: Condition;
  basis: string;
}

/** A definition with another routing table; rows that add nobody by name (those who have begun stay) are kept. */
export function withRouting(
  definition: ProcessDefinition,
  rules: readonly RoutingRule[],
  span: Pick<ProcessDefinition, 'version' | 'effectiveFrom' | 'effectiveTo'>,
): ProcessDefinition {
  const replaced = (stage: Stage): Stage =>
    stage.code === ROUTING_STAGE && stage.kind === 'choose'
      ? {
          ...stage,
          rows: [
            ...rules.map(({ department, when, basis }) => ({ when, add: [department], basis })),
            ...stage.rows.filter(({ add }) => add === undefined),
          ],
        }
      : stage;
  return {
    ...definition,
    ...span,
    machine: { ...definition.machine, stages: definition.machine.stages.map(replaced) },
  };
}
