import type { Connection } from 'mongoose';
import { CASE_NUMBER, caseNumberSchema, type CaseNumberDocument } from './case.schema';
import { modelOf } from './model-of';

const TRIES = 50;

/**
 * The case number for a purpose, for instance one submission: `LS-2026-000012`. The same purpose gets the same number again; numbers of
 * a prefix and year follow each other without gaps.
 */
export async function caseNumberFor(
  connection: Connection,
  purpose: string,
  prefix: string,
  year: number,
): Promise<string> {
  const numbers = modelOf(connection, CASE_NUMBER, caseNumberSchema);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const mine = await numbers.findById(purpose).lean<CaseNumberDocument>();
    if (mine) {
      return format(mine);
    }
    const last = await numbers.findOne({ prefix, year }).sort({ number: -1 }).lean<CaseNumberDocument>();
    const next: CaseNumberDocument = { _id: purpose, prefix, year, number: (last?.number ?? 0) + 1 };
    try {
      await numbers.collection.insertOne(next as never);
      return format(next);
    } catch (error) {
      // Somebody took the number, or this very purpose was served meanwhile: look again.
      if ((error as { code?: unknown }).code !== 11000) {
        throw error;
      }
    }
  }
  throw new Error(`no case number could be had for ${purpose}`);
}

/** Gives a purpose the next number: the one it has belongs to a case that the store no longer knows. */
export async function passOverNumber(connection: Connection, purpose: string): Promise<void> {
  const numbers = modelOf(connection, CASE_NUMBER, caseNumberSchema);
  const mine = await numbers.findById(purpose).lean<CaseNumberDocument>();
  if (!mine) {
    return;
  }
  const { prefix, year, number } = mine;
  const last = await numbers.findOne({ prefix, year }).sort({ number: -1 }).lean<CaseNumberDocument>();
  // Somebody who took the next number in between makes this one fail or find nothing: the caller looks again.
  await numbers.collection
    .updateOne({ _id: purpose as never, number }, { $set: { number: (last?.number ?? number) + 1 } })
    .catch((error: unknown) => {
      if ((error as { code?: unknown }).code !== 11000) {
        throw error;
      }
    });
}

function format({ prefix, year, number }: CaseNumberDocument): string {
  return `${prefix}-${year}-${String(number).padStart(6, '0')}`;
}
