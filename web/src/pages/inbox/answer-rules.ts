import type { FormField, FormValues, OfferedOutcome, TaskDetail } from '../../api/types';

const OPINION: FormField = {
  key: 'opinion',
  name: { zh: '意见', en: 'Opinion' },
  type: 'longText',
  required: false,
  choices: [],
  questions: [],
  help: null,
  basis: null,
};

/** Fields that belong to particular outcomes: shown only when the chosen one demands them. */
const BY_OUTCOME = ['conditions', 'points'];
/** Filled in by the system. */
const HIDDEN = ['applicationVersion'];

/** What a list row must hold, by type of the field. */
const ROW_KEYS: Record<string, string[]> = {
  conditions: ['text', 'owner', 'dueDay', 'checkPoint'],
  points: ['text'],
  attendance: ['name'],
};

export const demands = (outcome: OfferedOutcome | undefined, what: string): boolean =>
  outcome?.demands.includes(what) ?? false;

/** The fields to show for an outcome; every stage takes an opinion. */
export function fieldsFor(task: TaskDetail, outcome: OfferedOutcome | undefined): FormField[] {
  const own = task.fields as unknown as FormField[];
  const all = own.some(({ key }) => key === 'opinion') ? own : [...own, OPINION];
  return all.filter(
    ({ key, type }) =>
      !HIDDEN.includes(key) &&
      (!BY_OUTCOME.includes(type) || demands(outcome, type) || demands(outcome, `field:${key}`)),
  );
}

export function isRequired(field: FormField, outcome: OfferedOutcome | undefined): boolean {
  return (
    field.required ||
    demands(outcome, `field:${field.key}`) ||
    (field.key === 'opinion' && demands(outcome, 'opinion')) ||
    (field.type === 'conditions' && demands(outcome, 'conditions'))
  );
}

const isFilled = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  !(typeof value === 'string' && value.trim() === '') &&
  !(Array.isArray(value) && value.length === 0);

export type Fault =
  | { kind: 'missing'; field: FormField }
  | { kind: 'row'; field: FormField; row: number; lacks: string[] }
  | { kind: 'attachment' };

/** Everything that the server would refuse, before it is sent. */
export function faultsOf(task: TaskDetail, outcome: OfferedOutcome, values: FormValues): Record<string, Fault> {
  const faults: Record<string, Fault> = {};
  for (const field of fieldsFor(task, outcome)) {
    const value = values[field.key];
    if (!isFilled(value)) {
      if (isRequired(field, outcome)) faults[field.key] = { kind: 'missing', field };
      continue;
    }
    const keys = ROW_KEYS[field.type];
    if (!keys || !Array.isArray(value)) continue;
    const row = value.findIndex((one) => keys.some((key) => !isFilled((one as FormValues)[key])));
    if (row >= 0) {
      const lacks = keys.filter((key) => !isFilled((value[row] as FormValues)[key]));
      faults[field.key] = { kind: 'row', field, row: row + 1, lacks };
    }
  }
  if (demands(outcome, 'attachment') && !isFilled(values['documents'])) faults['documents'] = { kind: 'attachment' };
  return faults;
}

/** The values of the fields that are shown, without what is empty. */
export function shownValues(task: TaskDetail, outcome: OfferedOutcome, values: FormValues): FormValues {
  return Object.fromEntries(
    fieldsFor(task, outcome)
      .map(({ key }) => [key, values[key]] as const)
      .filter(([, value]) => isFilled(value)),
  );
}
