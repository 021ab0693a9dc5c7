import type { Connection } from 'mongoose';
import { modelOf } from './model-of';
import { OBJECTION, objectionSchema, type ObjectionRecord } from './objection.schema';

/**
 * Notes that an objection is on its case; false when that was noted before, which stays. The row is no case state: whoever took the
 * objection notes it, an officer by the API or the case by itself.
 */
export async function recordObjection(
  connection: Connection,
  receipt: string,
  recorded: NonNullable<ObjectionRecord['recorded']>,
): Promise<boolean> {
  const { matchedCount } = await modelOf(connection, OBJECTION, objectionSchema).updateOne(
    { _id: receipt, recorded: null },
    { $set: { recorded } },
  );
  return matchedCount > 0;
}
