import type { Connection } from 'mongoose';
import { addRevisions, contentHashOf } from '../activities/store/reference.revisions';
import { REFERENCE, referenceSchema, type ReferenceDocument } from '../activities/store/reference.schema';
import { modelOf } from '../activities/store/model-of';
import type { Reference } from './reference';
import { revisionInputs } from './reference-sets';

export interface Loaded {
  total: number;
  added: number;
}

/**
 * Adds a revision for every row that is new or was changed in the data files. What an administrator has changed since
 * stands, until the file changes again.
 */
export async function loadReferenceSets(connection: Connection, reference: Reference, now: Date): Promise<Loaded> {
  const stored = await modelOf(connection, REFERENCE, referenceSchema)
    .find({}, { set: 1, key: 1, revision: 1, by: 1, contentHash: 1 })
    .lean<Pick<ReferenceDocument, 'set' | 'key' | 'revision' | 'by' | 'contentHash'>[]>();
  const latest = new Map<string, number>();
  const written = new Set<string>();
  for (const row of stored) {
    const id = `${row.set}/${row.key}`;
    latest.set(id, Math.max(latest.get(id) ?? 0, row.revision));
    if (row.by === 'seed') written.add(`${id}#${row.contentHash}`);
  }
  const inputs = revisionInputs(reference);
  const missing = inputs
    .filter(({ set, key, data }) => !written.has(`${set}/${key}#${contentHashOf(data)}`))
    .map((input) => ({ input, after: latest.get(`${input.set}/${input.key}`) ?? 0 }));
  if (missing.length > 0) await addRevisions(connection, missing, 'seed', now);
  return { total: inputs.length, added: missing.length };
}
