import { Schema } from 'mongoose';

/**
 * One revision of one piece of reference data. Only ever added: a correction or a new version is a further row, so that
 * what a case was decided by can always be shown. The highest revision of a key is the one that holds.
 */
export interface ReferenceDocument {
  /** `<set>/<key>/<revision>`: two people who change the same key at once cannot both succeed. */
  _id: string;
  /** `limits`, `calendars`, `processes` … */
  set: string;
  key: string;
  revision: number;
  /** Place in the list that it belongs to, such as the number in a ministry's catalogue. */
  position: number;
  data: unknown;
  /** Local days `YYYY-MM-DD`, the last one inclusive; null while open. */
  effectiveFrom: string;
  effectiveTo: string | null;
  /** Where it comes from: a clause, a notice, or `design`. */
  source: string;
  /** Person id, or `seed`. */
  by: string;
  at: Date;
  /** Hash of the data, by which the loader knows what it has written already. */
  contentHash: string;
}

export const REFERENCE = 'Reference';

export const referenceSchema = new Schema<ReferenceDocument>(
  {
    _id: { type: String, required: true },
    set: { type: String, required: true },
    key: { type: String, required: true },
    revision: { type: Number, required: true },
    position: { type: Number, required: true },
    data: { type: Schema.Types.Mixed, required: true },
    effectiveFrom: { type: String, required: true },
    effectiveTo: { type: String, default: null },
    source: { type: String, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
    contentHash: { type: String, required: true },
  },
  { collection: 'reference', versionKey: false, minimize: false },
);

referenceSchema.index({ set: 1, key: 1, revision: 1 }, { unique: true });
