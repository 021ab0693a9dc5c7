import { Types, type ClientSession, type Connection } from 'mongoose';
import { DomainError } from '../../workflows/domain/errors';
import { letterNumber, type LetterKind } from '../documents/letter-rules';
import {
  LETTER_COUNTER_MODEL,
  LETTER_MODEL,
  letterCounterSchema,
  letterSchema,
  type LetterCounterRecord,
  type LetterRecord,
} from './letter.schema';
import { modelOf } from './model-of';

export interface LetterRequest {
  caseId: string;
  kind: LetterKind;
  /** Local year of the letter. */
  year: number;
  /** Tells letters of one kind in one case apart, for instance the round of corrections; empty by default. */
  purpose?: string;
  /** 0 for the first version; n corrects n - 1 and supersedes it. */
  revision?: number;
}

const DUPLICATE_KEY = 11000;
const ATTEMPTS = 20;

/**
 * Gives a letter its number: the next of its kind and year, without gaps. The same request again gets the same number, so an
 * activity may be repeated. A correction gets a number of its own and supersedes the version before.
 * @throws DomainError `letter.revisionGap`
 */
export async function allocateLetterNumber(connection: Connection, request: LetterRequest): Promise<LetterRecord> {
  for (let attempt = 1; ; attempt++) {
    try {
      // The writes of one number happen together or not at all; a number that was taken meanwhile is asked for anew.
      return await connection.transaction((session) => allocate(connection, session, request));
    } catch (error) {
      if ((error as { code?: unknown }).code !== DUPLICATE_KEY || attempt === ATTEMPTS) throw error;
    }
  }
}

async function allocate(connection: Connection, session: ClientSession, request: LetterRequest): Promise<LetterRecord> {
  const { caseId, kind, year, purpose = '', revision = 0 } = request;
  const letters = modelOf(connection, LETTER_MODEL, letterSchema);
  const counters = modelOf(connection, LETTER_COUNTER_MODEL, letterCounterSchema);
  const identity = { caseId, kind: kind.kind, purpose };

  const present = await letters
    .findOne({ ...identity, revision })
    .session(session)
    .lean<LetterRecord>();
  if (present) return present;

  const _id = `${kind.kind}/${year}`;
  await counters.updateOne({ _id }, { $inc: { last: 1 } }, { upsert: true, session });
  const counter = await counters.findById(_id).session(session).lean<LetterCounterRecord>();
  const serial = counter!.last;
  const letter: LetterRecord = {
    _id: new Types.ObjectId(),
    code: `${kind.code}-${year}-${serial}`,
    kind: kind.kind,
    year,
    serial,
    number: letterNumber(kind.prefix, year, serial),
    caseId,
    purpose,
    revision,
    allocatedAt: new Date(),
    issuer: null,
    issuedOn: null,
    documentId: null,
    sha256: null,
    supersededBy: null,
  };
  await letters.create([letter], { session });
  if (revision > 0) {
    const { matchedCount } = await letters.updateOne(
      { ...identity, revision: revision - 1, supersededBy: null },
      { $set: { supersededBy: letter.code } },
      { session },
    );
    if (matchedCount === 0) throw new DomainError('letter.revisionGap', { revision });
  }
  return letter;
}

/** Takes earlier letters about the same matter out of force, whatever their kind: what they told was taken back. */
export async function supersedeLetters(
  connection: Connection,
  { caseId, purposes, by }: { caseId: string; purposes: readonly string[]; by: string },
): Promise<void> {
  await modelOf(connection, LETTER_MODEL, letterSchema).updateMany(
    { caseId, purpose: { $in: [...purposes] }, supersededBy: null, code: { $ne: by } },
    { $set: { supersededBy: by } },
  );
}

/**
 * Notes that the numbered letter was issued as the file given. A repeat is harmless; an issued letter never changes.
 * @throws DomainError `letter.unknown`
 */
export async function issueLetter(
  connection: Connection,
  code: string,
  issued: { issuer: string; issuedOn: string; documentId: string; sha256: string },
): Promise<LetterRecord> {
  const letters = modelOf(connection, LETTER_MODEL, letterSchema);
  await letters.updateOne({ code, documentId: null }, { $set: issued });
  const letter = await letters.findOne({ code }).lean<LetterRecord>();
  if (!letter) throw new DomainError('letter.unknown');
  return letter;
}
