import { isDay, type Day } from '../../workflows/domain/calendar';
import { invalidInput, type FieldProblem } from '../../workflows/domain/errors';
import { FINDINGS, type ConditionRow } from '../../workflows/processes/form-rows';
import type { FormRef } from '../../workflows/engine/commands';
import type {
  FactDeclaration,
  Facts,
  FactValue,
  FormDefinition,
  FormField,
  Outcome,
} from '../../workflows/processes/definition';

const TEXT_LIMIT = 200;
const LONG_TEXT_LIMIT = 10_000;
const LIST_LIMIT = 200;

/**
 * Checks the values of a form against its definition: known fields, right types, sane lengths, conditions that can still be met.
 * @param day local day of the act
 * @throws DomainError `input.invalid` naming every field
 */
export function checkForm(form: FormDefinition | undefined, values: Record<string, unknown>, day: Day): void {
  const known = new Map([...(form?.fields ?? []), OPINION].map((field) => [field.key, field]));
  const problems: FieldProblem[] = [];
  for (const [key, value] of Object.entries(values)) {
    const field = known.get(key);
    if (!field) {
      problems.push({ field: `form.${key}`, code: 'input.unknownField', params: { field: key }, rule: 'form' });
    } else if (value !== null && value !== '' && !fits(field, value)) {
      problems.push({
        field: `form.${key}`,
        code: 'field.format',
        params: { field: field.name.zh },
        rule: `form.${field.type}`,
      });
    } else if (field.type === 'conditions' && isList(value)) {
      problems.push(...conditionsOverdue(key, value as ConditionRow[], day));
    }
  }
  if (problems.length > 0) {
    throw invalidInput(problems);
  }
}

/** Nobody can fulfil by a day what is asked for after it. */
function conditionsOverdue(key: string, rows: readonly ConditionRow[], day: Day): FieldProblem[] {
  return rows.flatMap(({ dueDay }, i) =>
    dueDay < day
      ? [
          {
            field: `form.${key}[${i}].dueDay`,
            code: 'condition.past',
            params: { n: i + 1, day },
            rule: 'form.conditions',
          },
        ]
      : [],
  );
}

/** Every stage takes an opinion text. */
const OPINION: FormField = { key: 'opinion', name: { zh: '意见', en: 'Opinion' }, type: 'longText' };

function fits(field: FormField, value: unknown): boolean {
  switch (field.type) {
    case 'text':
      return typeof value === 'string' && value.length <= TEXT_LIMIT;
    case 'longText':
      return typeof value === 'string' && value.length <= LONG_TEXT_LIMIT;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'date':
      return isDay(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && (field.choices ?? []).some((c) => c.code === value);
    case 'documents':
      return isList(value) && value.every((v) => typeof v === 'string');
    case 'conditions':
      return (
        isList(value) &&
        value.every(
          (v) => isRecord(v) && ['text', 'owner', 'checkPoint'].every((k) => isFilledText(v[k])) && isDay(v['dueDay']),
        )
      );
    case 'points':
      return isList(value) && value.every((v) => isRecord(v) && isFilledText(v['text']));
    case 'findings':
      return isList(value) && value.every((v, i) => isFinding(field, v) && isFirst(value, i));
    case 'attendance':
      return isList(value) && value.every((v) => isRecord(v) && isFilledText(v['name']));
  }
}

const isList = (value: unknown): value is unknown[] => Array.isArray(value) && value.length <= LIST_LIMIT;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** An answer to a question that was asked of who answers. */
function isFinding(field: FormField, value: unknown): boolean {
  return (
    isRecord(value) &&
    (field.questions ?? []).some(({ code }) => code === value['question']) &&
    (FINDINGS as readonly unknown[]).includes(value['finding']) &&
    (value['note'] === undefined || (typeof value['note'] === 'string' && value['note'].length <= 2_000))
  );
}

/** One answer to a question, not two. */
const isFirst = (rows: readonly unknown[], at: number): boolean =>
  rows.findIndex((row) => isRecord(row) && row['question'] === (rows[at] as Record<string, unknown>)['question']) ===
  at;

const isFilledText = (value: unknown): boolean =>
  typeof value === 'string' && value.trim() !== '' && value.length <= 2_000;

function isFilled(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** What the command tells of the form without its text. */
export function formRefOf(
  id: string,
  hash: string,
  values: Record<string, unknown>,
  form: FormDefinition | undefined,
): FormRef {
  const opinion = values['opinion'];
  const lists = (form?.fields ?? []).filter((f) => f.type === 'conditions').map((f) => values[f.key]);
  return {
    id,
    hash,
    filled: Object.keys(values).filter((key) => isFilled(values[key])),
    hasOpinion: typeof opinion === 'string' && opinion.trim() !== '',
    conditions: lists.reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0),
  };
}

/** Facts that an outcome takes from the form: fields of the same name, as far as their type is that of the fact. */
export function factsOf(
  outcome: Outcome | undefined,
  values: Record<string, unknown>,
  declared: Record<string, FactDeclaration>,
): Facts {
  const facts: Facts = {};
  for (const name of outcome?.take ?? []) {
    const value = values[name];
    if (value !== undefined && value !== null && isFact(value, declared[name])) {
      facts[name] = value;
    }
  }
  return facts;
}

function isFact(value: unknown, declaration: FactDeclaration | undefined): value is FactValue {
  switch (declaration?.type) {
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === declaration.type;
    case 'strings':
      return Array.isArray(value) && value.every((v) => typeof v === 'string');
    case undefined:
      return false;
  }
}
