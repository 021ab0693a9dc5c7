import { ERRORS, type ErrorEntry } from './error-registry';

export { ERRORS, type ErrorEntry } from './error-registry';

export type ErrorCode = keyof typeof ERRORS;
export type ErrorParams = Record<string, string | number>;
export type Language = 'zh' | 'en';

/** One thing wrong with one field. Several of them travel in one error, so that a form is corrected in one go. */
export interface FieldProblem {
  /** Path in the submitted form, for instance `substances[2].cas`. */
  field: string;
  code: ErrorCode;
  params: ErrorParams;
  /** The rule that was broken: its id and the clause that it rests on. */
  rule: string;
}

/**
 * A refusal with a stable code. The API turns it into problem details, the workflow into a failed update.
 * `problems` holds the fields when there are several.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: ErrorCode,
    readonly params: ErrorParams = {},
    readonly field?: string,
    readonly problems: FieldProblem[] = [],
  ) {
    super(formatError(code, params, 'zh'));
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}

/** True for a code of the registry; for codes that come from outside, such as a failure's `type`. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERRORS, code);
}

/** HTTP status that a code is answered with. */
export function statusOf(code: ErrorCode): number {
  return ERRORS[code].status;
}

/** The message of a code with its parameters filled in; a parameter that was not given shows as `?`. */
export function formatError(code: ErrorCode, params: ErrorParams, lang: Language): string {
  const entry: ErrorEntry = ERRORS[code];
  return entry[lang].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '?'));
}

/** One error for a form with several faults. */
export function invalidInput(problems: FieldProblem[]): DomainError {
  return new DomainError('input.invalid', {}, problems[0]?.field, problems);
}
