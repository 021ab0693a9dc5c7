import { Schema, type Types } from 'mongoose';
import type { Seal } from '../records/sealer';

export const ANCHOR_MODEL = 'Anchor';
export const ANCHOR_LEAF_MODEL = 'AnchorLeaf';

/** What is signed of an anchor. */
export interface AnchorBody {
  /** Local day `YYYY-MM-DD`. */
  day: string;
  /** ISO 8601 in UTC. */
  at: string;
  /** Heads under the root. */
  count: number;
  /** Merkle root over the heads, hex. */
  root: string;
  /** Hash of the anchor before, hex; 64 zeros for the first. */
  prevHash: string;
}

/** Daily proof of all chains that grew since the anchor before. Anchors are a chain themselves. */
export interface AnchorRecord extends AnchorBody {
  /** The day: one anchor a day. */
  _id: string;
  /** SHA-256 over the canonical JSON of the body, hex. */
  hash: string;
  seal: Seal;
  /** Which leaves belong to it: those of an attempt that was broken off belong to none. */
  batch: Types.ObjectId;
}

export const anchorSchema = new Schema<AnchorRecord>(
  {
    _id: { type: String, required: true },
    day: { type: String, required: true },
    at: { type: String, required: true },
    count: { type: Number, required: true },
    root: { type: String, required: true },
    prevHash: { type: String, required: true },
    hash: { type: String, required: true },
    seal: { type: Schema.Types.Mixed, required: true },
    batch: { type: Schema.Types.ObjectId, required: true },
  },
  { collection: 'anchors', versionKey: false, strict: 'throw' },
);
anchorSchema.index({ at: -1 });

/** The head of one case under an anchor. */
export interface AnchorLeafRecord {
  batch: Types.ObjectId;
  /** Place under the root, from 0. */
  index: number;
  caseId: string;
  seq: number;
  hash: string;
}

export const anchorLeafSchema = new Schema<AnchorLeafRecord>(
  {
    batch: { type: Schema.Types.ObjectId, required: true },
    index: { type: Number, required: true },
    caseId: { type: String, required: true },
    seq: { type: Number, required: true },
    hash: { type: String, required: true },
  },
  { collection: 'anchor_leaves', versionKey: false, strict: 'throw' },
);
anchorLeafSchema.index({ batch: 1, index: 1 }, { unique: true });
anchorLeafSchema.index({ caseId: 1, seq: 1 });
