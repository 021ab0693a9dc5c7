import { Schema } from 'mongoose';

/** A department, enterprise or institution. Never deleted: closed ones keep their row for the records. */
export interface OrganisationDocument {
  /** Stable code, for instance `EMB`. */
  _id: string;
  name: { zh: string; en: string };
  kind: string;
  /** Unified social credit code, for enterprises and institutions. */
  uscc?: string;
  active: boolean;
  /** Invented for demonstration. */
  demo: boolean;
  /** Further particulars from the reference data: its part in the procedures, the clause that names it. */
  particulars?: Record<string, unknown>;
  seedHash?: string;
  /** Grows with every change. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export const ORGANISATION = 'Organisation';

export const organisationSchema = new Schema<OrganisationDocument>(
  {
    _id: { type: String, required: true },
    name: { type: new Schema({ zh: String, en: String }, { _id: false }), required: true },
    kind: { type: String, required: true },
    uscc: String,
    active: { type: Boolean, default: true },
    demo: { type: Boolean, default: false },
    particulars: { type: Schema.Types.Mixed },
    seedHash: String,
    version: { type: Number, default: 1 },
  },
  { collection: 'organisations', timestamps: true, versionKey: false },
);

organisationSchema.index({ kind: 1 });
organisationSchema.index({ uscc: 1 }, { unique: true, partialFilterExpression: { uscc: { $exists: true } } });
