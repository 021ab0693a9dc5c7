import {
  DomainError,
  type ErrorCode,
  ERRORS,
  formatError,
  invalidInput,
  isErrorCode,
  statusOf,
} from '../../../workflows/domain/errors';

const codes = Object.keys(ERRORS) as ErrorCode[];
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

describe('the registry of refusals', () => {
  it.each(codes)('%s has a status and both languages', (code) => {
    const { status, zh, en } = ERRORS[code];
    expect([400, 401, 403, 404, 405, 406, 409, 410, 412, 413, 415, 422, 429, 500, 503]).toContain(status);
    expect(zh).toMatch(/[\u4e00-\u9fff]/);
    expect(en).toMatch(/^[\x20-\x7e–—°≥≤…"“”]+$/);
  });

  it.each(codes)('%s tells the same in both languages', (code) => {
    const bare = (names: string[]) => [...new Set(names.map((name) => name.replace(/En$/, '')))].sort();
    expect(bare(placeholders(ERRORS[code].en))).toEqual(bare(placeholders(ERRORS[code].zh)));
  });
});

describe('a refusal', () => {
  it('carries its message, parameters and field', () => {
    const error = new DomainError('cas.digit', { cas: '7782-50-6', expected: 5 }, 'substances[0].cas');
    expect(error).toMatchObject({ code: 'cas.digit', status: 422, field: 'substances[0].cas', name: 'DomainError' });
    expect(error.message).toBe('CAS 号“7782-50-6”的校验码应为 5，请核对。');
    expect(formatError('cas.digit', error.params, 'en')).toBe('The check digit of CAS number "7782-50-6" should be 5.');
  });

  it('shows a parameter that was forgotten', () => {
    expect(formatError('urge.coolDown', {}, 'en')).toBe('A reminder was just sent. Try again in ? minutes.');
  });

  it('is known by its code only', () => {
    expect(isErrorCode('case.stale')).toBe(true);
    expect(isErrorCode('toString')).toBe(false);
    expect(isErrorCode(undefined)).toBe(false);
    expect(statusOf('case.stale')).toBe(409);
  });

  it('of a form names all its fields', () => {
    const problem = { field: 'a', code: 'cas.format', params: { cas: 'x' }, rule: 'r' } as const;
    expect(invalidInput([problem, { ...problem, field: 'b' }])).toMatchObject({
      code: 'input.invalid',
      field: 'a',
      problems: [problem, { field: 'b' }],
    });
  });
});
