import { ValidationPipe } from '@nestjs/common';
import { getMetadataStorage, type ValidationError } from 'class-validator';
import { invalidInput, type ErrorCode, type ErrorParams, type FieldProblem } from '../../workflows/domain/errors';

/** Checks every body, query and parameter that is declared as a DTO class; answers with all faults at once. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    // What a rule was called with is found by the class of the object; the object itself goes no further than here.
    validationError: { target: true },
    exceptionFactory: (errors) => invalidInput(errors.flatMap((error) => problemsOf(error, ''))),
  });
}

/** The faults of one property and of what lies below it, with paths like `substances[2].cas`. */
export function problemsOf(error: ValidationError, above: string): FieldProblem[] {
  const isIndex = /^\d+$/.test(error.property);
  const field = isIndex ? `${above}[${error.property}]` : above === '' ? error.property : `${above}.${error.property}`;
  const own = Object.keys(error.constraints ?? {}).map((rule): FieldProblem => {
    if (error.value === undefined || error.value === null || error.value === '') {
      if (rule !== 'whitelistValidation') return { field, code: 'field.required', params: { field }, rule };
    }
    const [code, params] = said(rule, argumentsOf(error, rule), error.value);
    return { field, code, params: { field, ...params }, rule };
  });
  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, field))];
}

/** What the decorator was called with; class-validator keeps it in its metadata only. */
function argumentsOf(error: ValidationError, rule: string): unknown[] {
  if (error.target === undefined) return [];
  const all = getMetadataStorage().getTargetValidationMetadatas(error.target.constructor, '', false, false);
  return (
    (all.find((m) => m.propertyName === error.property && m.name === rule)?.constraints as unknown[] | undefined) ?? []
  );
}

function said(rule: string, [first, second]: unknown[], value: unknown): [ErrorCode, ErrorParams] {
  const length = typeof value === 'string' ? value.length : 0;
  switch (rule) {
    case 'whitelistValidation':
      return ['input.unknownField', {}];
    case 'isDefined':
    case 'isNotEmpty':
      return ['field.required', {}];
    case 'isString':
      return ['field.text', {}];
    case 'isNumber':
      return ['field.number', {}];
    case 'isInt':
      return ['field.whole', {}];
    case 'isBoolean':
      return ['field.boolean', {}];
    case 'isArray':
      return ['field.list', {}];
    case 'isObject':
    case 'nestedValidation':
      return ['field.object', {}];
    case 'isDateString':
    case 'isIso8601':
    case 'isLocalDay':
      return ['field.date', {}];
    case 'min':
      return ['field.min', { min: Number(first) }];
    case 'isPositive':
      return ['quantity.zero', {}];
    case 'max':
      return ['field.max', { max: Number(first) }];
    case 'minLength':
      return typeof value === 'string' ? ['field.tooShort', { min: Number(first) }] : ['field.text', {}];
    case 'maxLength':
      return typeof value === 'string' ? ['field.tooLong', { max: Number(first) }] : ['field.text', {}];
    case 'isLength':
      if (typeof value !== 'string') return ['field.text', {}];
      return length < Number(first)
        ? ['field.tooShort', { min: Number(first) }]
        : ['field.tooLong', { max: Number(second) }];
    case 'arrayMinSize':
    case 'arrayNotEmpty':
      return ['field.tooFew', { min: Number(first ?? 1) }];
    case 'arrayMaxSize':
      return ['field.tooMany', { max: Number(first) }];
    case 'arrayUnique':
      return ['field.duplicate', {}];
    case 'isIn':
      return ['field.choice', { choices: Array.isArray(first) ? first.join('、') : '' }];
    case 'isEnum':
      return ['field.choice', { choices: Array.isArray(second) ? second.join('、') : '' }];
    default:
      return ['field.format', {}];
  }
}
