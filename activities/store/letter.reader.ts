import type { Connection } from 'mongoose';
import { isCheckKey } from '../documents/check-code';
import { LETTER_MODEL, letterSchema, type LetterRecord } from './letter.schema';
import { modelOf } from './model-of';

/** What anybody who holds a letter may learn of it: nothing about people or the case. */
export interface LetterCheck {
  number: string;
  kind: string;
  issuer: string;
  /** Local day `YYYY-MM-DD`. */
  issuedOn: string;
  /** Hex SHA-256 of the issued file, to be held against the file at hand. */
  sha256: string;
  status: 'valid' | 'superseded';
  /** Number of the letter in force; the same as `number` while valid. */
  inForce: string;
}

export async function findLetter(connection: Connection, code: string): Promise<LetterRecord | null> {
  return modelOf(connection, LETTER_MODEL, letterSchema)
    .findOne({ code: String(code) })
    .lean<LetterRecord>();
}

/** All numbered letters of a case, in the order of their numbering. */
export async function lettersOfCase(connection: Connection, caseId: string): Promise<LetterRecord[]> {
  return modelOf(connection, LETTER_MODEL, letterSchema)
    .find({ caseId })
    .sort({ allocatedAt: 1, _id: 1 })
    .lean<LetterRecord[]>();
}

/**
 * The public check of a letter by the code and key from its QR address. Null for a wrong key, an unknown code and a letter that
 * was not issued, without telling which.
 */
export async function checkLetter(
  connection: Connection,
  secret: Uint8Array,
  code: string,
  key: string,
): Promise<LetterCheck | null> {
  if (!isCheckKey(secret, code, key)) return null;
  const letter = await findLetter(connection, code);
  if (!letter?.issuedOn) return null;
  let inForce = letter;
  while (inForce.supersededBy) {
    const next = await findLetter(connection, inForce.supersededBy);
    // A correction that has a number but is not issued yet does not take the letter out of force.
    if (!next?.issuedOn) break;
    inForce = next;
  }
  return {
    number: letter.number,
    kind: letter.kind,
    issuer: letter.issuer!,
    issuedOn: letter.issuedOn,
    sha256: letter.sha256!,
    status: inForce === letter ? 'valid' : 'superseded',
    inForce: inForce.number,
  };
}
