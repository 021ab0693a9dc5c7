import { casFault } from '../../../workflows/domain/cas';
import type { ErrorCode, ErrorParams } from '../../../workflows/domain/errors';
import type { Names } from '../../../workflows/domain/reference';

/** A cell as it lies in a file: sheets know numbers and booleans, text files only text. */
export type RawCell = string | number | boolean | null;

export interface Choice {
  value: string;
  name: Names;
}

interface ColumnOf {
  /** Where the value lies in a row's data, for instance `name.zh`. */
  path: string;
  /** Head of the column in files and on pages. */
  name: Names;
  /** What is to be known when filling it in. */
  help?: Names;
  /** May be left empty; what is empty is left out of the data. */
  optional?: boolean;
  /** What its codes stand for: a page says their names, a file holds them. */
  refersTo?: 'organisation' | 'person' | 'speciality' | 'process' | 'role';
}

/** A column of a set of reference data, and with it what a cell may hold. */
export type Column = ColumnOf &
  (
    | { type: 'text'; max?: number; pattern?: RegExp }
    | { type: 'cas' }
    /** `open`: may be left empty and is then `null`, which is a value of its own, such as a span without an end. */
    | { type: 'number' | 'whole'; min?: number; above?: number; max?: number; open?: boolean }
    | { type: 'yesNo' }
    | { type: 'choice'; choices: readonly Choice[] }
    /** Several values; an empty list is a value. */
    | { type: 'list'; of: 'text' | 'cas'; atLeast?: number; choices?: readonly Choice[] }
  );

export interface CellFault {
  code: ErrorCode;
  params: ErrorParams;
}

/** Names of chemicals hold commas, so lists are divided by semicolons. */
const DIVIDER = '；';
const DIVIDERS = /\s*[;；\n]\s*/;

const YES: Names = { zh: '是', en: 'yes' };
const NO: Names = { zh: '否', en: 'no' };
const MAX_TEXT = 500;
const MAX_LIST = 200;

const isEmpty = (raw: RawCell | readonly unknown[]): boolean =>
  raw === null || raw === '' || (typeof raw === 'string' && raw.trim() === '') || (Array.isArray(raw) && !raw.length);

const found = (choices: readonly Choice[], text: string): Choice | undefined =>
  choices.find(({ value, name }) => [value, name.zh, name.en].some((one) => one.toLowerCase() === text.toLowerCase()));

/**
 * Reads a cell.
 * @returns the value, or what is wrong with it; `undefined` for what is left out of the data
 */
export function readCell(column: Column, raw: RawCell | readonly unknown[]): { value: unknown } | CellFault {
  if (column.type === 'list') return readList(column, raw);
  if (isEmpty(raw)) {
    if ('open' in column && column.open) return { value: null };
    return column.optional ? { value: undefined } : { code: 'field.required', params: {} };
  }
  if (Array.isArray(raw)) return { code: 'field.text', params: {} };
  const text = String(raw).trim();
  switch (column.type) {
    case 'text':
      return readText(text, column.max ?? MAX_TEXT, column.pattern);
    case 'cas':
      return readCas(text);
    case 'number':
    case 'whole':
      return readNumber(column, text);
    case 'yesNo':
      return readYesNo(text);
    case 'choice': {
      const choice = found(column.choices, text);
      return choice ? { value: choice.value } : notAmong(column.choices);
    }
  }
}

function readText(text: string, max: number, pattern?: RegExp): { value: string } | CellFault {
  if (text.length > max) return { code: 'field.tooLong', params: { max } };
  return pattern && !pattern.test(text) ? { code: 'field.format', params: {} } : { value: text };
}

function readCas(text: string): { value: string } | CellFault {
  const fault = casFault(text);
  return fault ? { code: fault.code, params: fault.params } : { value: text };
}

function readNumber(
  { type, min, above, max }: Extract<Column, { type: 'number' | 'whole' }>,
  text: string,
): { value: number } | CellFault {
  // `Number` alone would take an empty text, `0x10` and `Infinity`.
  const value = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(value)) return { code: 'field.number', params: {} };
  if (type === 'whole' && !Number.isInteger(value)) return { code: 'field.whole', params: {} };
  if (above !== undefined && value <= above) return { code: 'field.above', params: { above } };
  if (min !== undefined && value < min) return { code: 'field.min', params: { min } };
  return max !== undefined && value > max ? { code: 'field.max', params: { max } } : { value };
}

function readYesNo(text: string): { value: boolean } | CellFault {
  const word = text.toLowerCase();
  if ([YES.zh, YES.en, 'true'].includes(word)) return { value: true };
  return [NO.zh, NO.en, 'false'].includes(word) ? { value: false } : { code: 'field.boolean', params: {} };
}

function readList(
  column: Extract<Column, { type: 'list' }>,
  raw: RawCell | readonly unknown[],
): { value: unknown } | CellFault {
  const parts = Array.isArray(raw) ? raw.map(String) : isEmpty(raw) ? [] : String(raw).trim().split(DIVIDERS);
  const texts = parts.map((part) => part.trim()).filter((part) => part !== '');
  if (texts.length === 0 && column.optional) return { value: undefined };
  if (texts.length < (column.atLeast ?? 0)) {
    return texts.length === 0
      ? { code: 'field.required', params: {} }
      : { code: 'field.tooFew', params: { min: column.atLeast! } };
  }
  if (texts.length > MAX_LIST) return { code: 'field.tooMany', params: { max: MAX_LIST } };
  const values: string[] = [];
  for (const text of texts) {
    if (column.choices) {
      const choice = found(column.choices, text);
      if (!choice) return notAmong(column.choices);
      values.push(choice.value);
      continue;
    }
    const read = column.of === 'cas' ? readCas(text) : readText(text, MAX_TEXT);
    if ('code' in read) return read;
    values.push(read.value);
  }
  return new Set(values).size < values.length ? { code: 'field.duplicate', params: {} } : { value: values };
}

const notAmong = (choices: readonly Choice[]): CellFault => ({
  code: 'field.choice',
  params: { choices: choices.map(({ name, value }) => name.zh || value).join('、') },
});

/**
 * A value as it is written into a cell and shown on a page.
 * @param called what a code is called, for pages
 */
export function writeCell(
  column: Column,
  value: unknown,
  language: 'zh' | 'en',
  called: (code: string) => string = (code) => code,
): string | number | null {
  if (value === undefined || value === null) return null;
  const nameOf = (choices: readonly Choice[] | undefined, one: unknown): string =>
    choices?.find((choice) => choice.value === one)?.name[language] ?? called(String(one));
  switch (column.type) {
    case 'number':
    case 'whole':
      return Number(value);
    case 'yesNo':
      return (value === true ? YES : NO)[language];
    case 'list':
      return Array.isArray(value) ? value.map((one) => nameOf(column.choices, one)).join(DIVIDER) : null;
    case 'choice':
      return nameOf(column.choices, value);
    default:
      return typeof value === 'string' ? called(value) : JSON.stringify(value);
  }
}

/** The value of a row at a path. */
export function valueAt(data: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, key) =>
        typeof at === 'object' && at !== null && Object.hasOwn(at, key)
          ? (at as Record<string, unknown>)[key]
          : undefined,
      data,
    );
}

/** Puts a value into a row; what lies on the way is made. Paths come from the columns, never from a file. */
export function putAt(data: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop()!;
  let at = data;
  for (const key of keys) at = (at[key] ??= {}) as Record<string, unknown>;
  at[last] = value;
}
