import { Schema } from 'mongoose';

/** A filter of the inbox kept by a person for themselves, or by a supervisor for their organisation. */
export interface SavedFilterDocument {
  _id: string;
  /** `p:<person>` or `o:<organisation>`. */
  owner: string;
  name: string;
  /** The fields of `TaskQuery` that were given, pages apart. */
  query: { tab: string; sort: string } & Record<string, unknown>;
  by: string;
  at: Date;
}

export const SAVED_FILTER = 'SavedFilter';

export const savedFilterSchema = new Schema<SavedFilterDocument>(
  {
    _id: { type: String, required: true },
    owner: { type: String, required: true },
    name: { type: String, required: true },
    query: { type: Object, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { collection: 'saved_filters', versionKey: false, minimize: false },
);

savedFilterSchema.index({ owner: 1, name: 1 }, { unique: true });
