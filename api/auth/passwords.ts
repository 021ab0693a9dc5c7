import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '../../workflows/domain/errors';

/** argon2id (the library's default algorithm) with the cost that OWASP recommends: 19 MiB, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
export const PASSWORD_MAX = 128;

let decoy: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Checks a password. Without a hash (unknown person) it takes as long as with one, so that names cannot be probed. */
export async function checkPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('no account has this password');
  const matches = await verify(passwordHash ?? (await decoy), password);
  return passwordHash !== null && passwordHash !== undefined && matches;
}

/**
 * @param least shortest password allowed
 * @throws DomainError auth.weakPassword when the password does not meet the rules
 */
export function requireStrong(password: string, login: string, least: number, field: string): void {
  const bare = password.toLowerCase();
  const simple = new Set(bare).size < 5 || bare.includes(login.toLowerCase());
  if (password.length < least || simple) throw new DomainError('auth.weakPassword', { length: least }, field);
}
