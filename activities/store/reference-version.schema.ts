import { Schema } from 'mongoose';

/** A table of reference data that an administrator loaded as a whole; what changed lies in the revisions of its rows. */
export interface ReferenceVersionDocument {
  /** `<set>/<number>`: two people who load the same set at once cannot both succeed. */
  _id: string;
  set: string;
  number: number;
  /** Local day from which on it holds. */
  effectiveFrom: string;
  /** Document that it rests on, and why it was loaded. */
  source: string;
  reason: string;
  by: string;
  at: Date;
  file: { name: string; sha256: string };
  rows: number;
  added: number;
  changed: number;
  removed: number;
}

export const REFERENCE_VERSION = 'ReferenceVersion';

export const referenceVersionSchema = new Schema<ReferenceVersionDocument>(
  {
    _id: { type: String, required: true },
    set: { type: String, required: true },
    number: { type: Number, required: true },
    effectiveFrom: { type: String, required: true },
    source: { type: String, required: true },
    reason: { type: String, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
    file: { name: { type: String, required: true }, sha256: { type: String, required: true } },
    rows: { type: Number, required: true },
    added: { type: Number, required: true },
    changed: { type: Number, required: true },
    removed: { type: Number, required: true },
  },
  { collection: 'reference_versions', versionKey: false, minimize: false },
);

referenceVersionSchema.index({ set: 1, number: -1 }, { unique: true });
