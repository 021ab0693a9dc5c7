import type { Connection } from 'mongoose';
import { anchorBody, anchorLeaf, type AnchorProof, type CaseHead } from '../records/anchor';
import { merklePaths } from '../records/merkle';
import {
  ANCHOR_LEAF_MODEL,
  ANCHOR_MODEL,
  anchorLeafSchema,
  anchorSchema,
  type AnchorLeafRecord,
  type AnchorRecord,
} from './anchor.schema';
import { CASE, caseSchema, type CaseDocument } from './case.schema';
import { modelOf } from './model-of';

/** A command that was timed just before an anchor may be written just after it. */
const OVERLAP_MS = 3_600_000;

/** Heads of the chains that changed since a moment, as the case rows have them. */
export async function* chainHeadsSince(connection: Connection, since: Date | null): AsyncGenerator<CaseHead> {
  const filter = since ? { updatedAt: { $gte: since.getTime() - OVERLAP_MS } } : {};
  const rows = modelOf(connection, CASE, caseSchema)
    .find(filter, { seq: 1, headHash: 1 })
    .sort({ _id: 1 })
    .lean<Pick<CaseDocument, '_id' | 'seq' | 'headHash'>[]>()
    .cursor();
  for await (const row of rows) yield { caseId: row._id, seq: row.seq, hash: row.headHash };
}

/** Latest anchors, newest first. */
export async function anchorsBefore(connection: Connection, at: Date, limit: number): Promise<AnchorRecord[]> {
  return modelOf(connection, ANCHOR_MODEL, anchorSchema)
    .find({ at: { $lt: at.toISOString() } })
    .sort({ at: -1 })
    .limit(limit)
    .lean<AnchorRecord[]>();
}

/** Proofs of all anchored heads of a case, oldest first. */
export async function anchorProofs(connection: Connection, caseId: string): Promise<AnchorProof[]> {
  const leaves = modelOf(connection, ANCHOR_LEAF_MODEL, anchorLeafSchema);
  const own = await leaves.find({ caseId }).lean<AnchorLeafRecord[]>();
  const anchors = await modelOf(connection, ANCHOR_MODEL, anchorSchema)
    .find({ batch: { $in: own.map((leaf) => leaf.batch) } })
    .sort({ at: 1 })
    .lean<AnchorRecord[]>();
  const proofs: AnchorProof[] = [];
  for (const anchor of anchors) {
    const all = await leaves.find({ batch: anchor.batch }).sort({ index: 1 }).lean<AnchorLeafRecord[]>();
    const { caseId: id, seq, hash, index } = own.find((leaf) => leaf.batch.equals(anchor.batch))!;
    const [path] = merklePaths(all.map(anchorLeaf), [index]);
    proofs.push({ anchor: anchorBody(anchor), seal: anchor.seal, head: { caseId: id, seq, hash }, path: path! });
  }
  return proofs;
}
