import { DomainError } from './errors';

/** GB 32100-2015: digits and capital letters without I, O, S, V, Z; a character's value is its place. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC = new RegExp(`^[${ALPHABET}]{18}$`);

/** The 18th character that the first 17 of a 统一社会信用代码 call for (GB 32100-2015 5.2: weights 3^i modulo 31). */
export function usccCheckCharacter(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

/**
 * What is wrong with a unified social credit code, or null.
 * Errors: `uscc.format`, `uscc.digit`.
 */
export function usccFault(uscc: string): DomainError | null {
  if (!USCC.test(uscc)) return new DomainError('uscc.format', { uscc });
  const expected = usccCheckCharacter(uscc.slice(0, 17));
  return uscc.endsWith(expected) ? null : new DomainError('uscc.digit', { uscc, expected });
}
