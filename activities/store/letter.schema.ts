import { Schema, type Types } from 'mongoose';

export const LETTER_MODEL = 'Letter';
export const LETTER_COLLECTION = 'letters';
export const LETTER_COUNTER_MODEL = 'LetterCounter';

/** A numbered letter. The number is given before the letter is written, so that it can stand in it. */
export interface LetterRecord {
  _id: Types.ObjectId;
  /** `LS-2026-12`: in the address of the check page. */
  code: string;
  kind: string;
  year: number;
  /** 1, 2, 3 … without gaps per kind and year. */
  serial: number;
  /** 虞联审〔2026〕12号 */
  number: string;
  caseId: string;
  /** What the letter is for within its kind, when a case has several (`round1`); empty otherwise. */
  purpose: string;
  /** 0 for the first version, 1 for the first correction … */
  revision: number;
  allocatedAt: Date;
  issuer: string | null;
  /** Local day `YYYY-MM-DD`; null until the letter is issued. */
  issuedOn: string | null;
  documentId: string | null;
  /** Hex SHA-256 of the issued file. */
  sha256: string | null;
  /** Code of the letter that corrects this one. */
  supersededBy: string | null;
}

export const letterSchema = new Schema<LetterRecord>(
  {
    code: { type: String, required: true },
    kind: { type: String, required: true },
    year: { type: Number, required: true },
    serial: { type: Number, required: true },
    number: { type: String, required: true },
    caseId: { type: String, required: true },
    purpose: { type: String, default: '' },
    revision: { type: Number, required: true },
    allocatedAt: { type: Date, required: true },
    issuer: { type: String, default: null },
    issuedOn: { type: String, default: null },
    documentId: { type: String, default: null },
    sha256: { type: String, default: null },
    supersededBy: { type: String, default: null },
  },
  { collection: LETTER_COLLECTION, versionKey: false, strict: 'throw' },
);
letterSchema.index({ code: 1 }, { unique: true });
letterSchema.index({ kind: 1, year: 1, serial: 1 }, { unique: true });
letterSchema.index({ caseId: 1, kind: 1, purpose: 1, revision: 1 }, { unique: true });

/** Last number given per kind and year; `_id` is `kind/year`. */
export interface LetterCounterRecord {
  _id: string;
  last: number;
}

export const letterCounterSchema = new Schema<LetterCounterRecord>(
  { _id: { type: String, required: true }, last: { type: Number, required: true } },
  { collection: 'letter_counters', versionKey: false, strict: 'throw' },
);
