import { Schema } from 'mongoose';

/**
 * 手写签名 of an official, from a moment until the next one of the same person. Rows are added, never changed or removed: what was
 * signed then keeps the signature of then.
 */
export interface SignatureDocument {
  _id: string;
  person: string;
  /** PNG, written anew from its points; null: from then on without a signature. */
  png: Buffer | null;
  /** In points. */
  width: number;
  height: number;
  sha256: string;
  from: Date;
}

export const SIGNATURE = 'Signature';

export const signatureSchema = new Schema<SignatureDocument>(
  {
    _id: { type: String, required: true },
    person: { type: String, required: true },
    png: { type: Buffer, default: null },
    width: { type: Number, required: true },
    height: { type: Number, required: true },
    sha256: { type: String, default: '' },
    from: { type: Date, required: true },
  },
  { collection: 'signatures', versionKey: false },
);

signatureSchema.index({ person: 1, from: -1 });
