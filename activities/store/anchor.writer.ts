import { Types, type Connection } from 'mongoose';
import { anchorBody, anchorBytes, anchorHash, anchorLeaf, type CaseHead } from '../records/anchor';
import { GENESIS_HASH } from '../records/event-chain';
import { merkleRoot } from '../records/merkle';
import { seal, type Sealer } from '../records/sealer';
import { ANCHOR_LEAF_MODEL, ANCHOR_MODEL, anchorLeafSchema, anchorSchema, type AnchorRecord } from './anchor.schema';
import { modelOf } from './model-of';

export interface AnchorRequest {
  /** Local day `YYYY-MM-DD`; a day has one anchor, a repeat gets it again. */
  day: string;
  at: Date;
  sealer: Sealer;
  /** Heads of the cases that changed since the moment given, all cases when it is null. Some more do no harm. */
  heads: (since: Date | null) => AsyncIterable<CaseHead> | Iterable<CaseHead>;
}

const BATCH = 1000;

/** Puts the heads of all chains that grew since the last anchor under one signed Merkle root. */
export async function writeAnchor(
  connection: Connection,
  { day, at, sealer, heads }: AnchorRequest,
): Promise<AnchorRecord> {
  const anchors = modelOf(connection, ANCHOR_MODEL, anchorSchema);
  const leaves = modelOf(connection, ANCHOR_LEAF_MODEL, anchorLeafSchema);
  const present = await anchors.findById(day).lean<AnchorRecord>();
  if (present) return present;
  const last = await anchors.findOne().sort({ at: -1 }).lean<AnchorRecord>();

  const batch = new Types.ObjectId();
  const texts: string[] = [];
  let waiting: (CaseHead & { batch: Types.ObjectId; index: number })[] = [];
  const flush = async () => {
    if (waiting.length > 0) await leaves.insertMany(waiting);
    waiting = [];
  };
  for await (const { caseId, seq, hash } of heads(last ? new Date(last.at) : null)) {
    waiting.push({ batch, index: texts.length, caseId, seq, hash });
    texts.push(anchorLeaf({ caseId, seq, hash }));
    if (waiting.length === BATCH) await flush();
  }
  await flush();

  const body = anchorBody({
    day,
    at: at.toISOString(),
    count: texts.length,
    root: merkleRoot(texts),
    prevHash: last?.hash ?? GENESIS_HASH,
  });
  const anchor: AnchorRecord = {
    _id: day,
    ...body,
    hash: anchorHash(body),
    seal: await seal(sealer, anchorBytes(body)),
    batch,
  };
  try {
    await anchors.create(anchor);
    return anchor;
  } catch (error) {
    if ((error as { code?: unknown }).code !== 11000) throw error;
    // Another worker anchored the same day meanwhile; its leaves count.
    await leaves.deleteMany({ batch });
    return (await anchors.findById(day).lean<AnchorRecord>())!;
  }
}
