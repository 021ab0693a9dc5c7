import { createHash } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { canonicalJson } from '../records/canonical-json';
import { modelOf } from './model-of';
import { REFERENCE, referenceSchema, type ReferenceDocument } from './reference.schema';

/** What a new revision says. */
export interface RevisionInput {
  set: string;
  key: string;
  position: number;
  data: unknown;
  effectiveFrom: string;
  effectiveTo: string | null;
  source: string;
}

export function contentHashOf(data: unknown): string {
  return createHash('sha256').update(canonicalJson(data)).digest('hex');
}

/**
 * Adds revisions in one transaction; `after` is the revision that each follows (0 for the first).
 * @param beside what is written with them or not at all
 * Rejects with the driver's duplicate-key error when somebody else has added one meanwhile.
 */
export async function addRevisions(
  connection: Connection,
  revisions: readonly { input: RevisionInput; after: number }[],
  by: string,
  at: Date,
  beside?: (session: ClientSession) => Promise<void>,
): Promise<void> {
  const rows = revisions.map(({ input, after }): ReferenceDocument => ({
    _id: `${input.set}/${input.key}/${after + 1}`,
    ...input,
    revision: after + 1,
    by,
    at,
    contentHash: contentHashOf(input.data),
  }));
  const model = modelOf(connection, REFERENCE, referenceSchema);
  if (rows.length === 1 && !beside) {
    await model.create(rows);
    return;
  }
  await connection.transaction(async (session) => {
    await beside?.(session);
    await model.insertMany(rows, { session });
  });
}
