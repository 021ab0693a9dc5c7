import { DomainError } from './errors';

const CAS = /^(\d{2,7})-(\d{2})-(\d)$/;

/** The last digit that a CAS number should have: the digits before it, weighted 1, 2, 3 … from the right, modulo 10. */
export function casCheckDigit(cas: string): number | null {
  const match = CAS.exec(cas);
  if (!match) return null;
  const digits = `${match[1]}${match[2]}`;
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) sum += Number(digits[digits.length - 1 - i]) * (i + 1);
  return sum % 10;
}

/**
 * What is wrong with a CAS number, or null.
 * Errors: `cas.format`, `cas.digit`.
 */
export function casFault(cas: string): DomainError | null {
  const expected = casCheckDigit(cas);
  if (expected === null) return new DomainError('cas.format', { cas });
  return cas.endsWith(`-${expected}`) ? null : new DomainError('cas.digit', { cas, expected });
}
