import { Schema } from 'mongoose';

export const OBJECTION = 'Objection';
export const OBJECTION_CONTENT = 'ObjectionContent';

/** How somebody stands to a project. */
export type Standing = 'affected' | 'resident' | 'other';

/** An objection to a public notice, without anything that tells who made it. */
export interface ObjectionRecord {
  /** Number of the receipt: not to be found by counting. */
  _id: string;
  noticeId: string;
  caseId: string;
  leadOrg: string;
  receivedAt: Date;
  standing: Standing;
  asksHearing: boolean;
  /** Idempotency-Key of the request. */
  key: string;
  /** 个人信息保护法 第十四条: when was agreed to what was told, by the day from which that wording holds. */
  consent: { at: Date; wordingOf: string };
  /**
   * The act after which it is on the case: an officer's, or `engine` when the notice ran out before anybody took it, with the id of
   * what took it; null until then.
   */
  recorded: { seq: number; by: string; at: Date; pendingId?: string } | null;
}

/** What was said, and by whom; in a collection of its own, so that it can be erased while the act stays on record. */
export interface ObjectionContent {
  /** Number of the receipt. */
  _id: string;
  name: string;
  phone: string | null;
  mail: string | null;
  text: string;
  /** SHA-256 of the request, to tell a repeat from another request under the same key. */
  requestHash: string;
  eraseAt: Date;
}

/** Idempotency key under which an objection comes onto its case: whoever repeats it, it comes once. */
export const objectionKey = (receipt: string): string => `objection:${receipt}`;

export const objectionSchema = new Schema<ObjectionRecord>(
  {
    _id: { type: String, required: true },
    noticeId: { type: String, required: true },
    caseId: { type: String, required: true },
    leadOrg: { type: String, required: true },
    receivedAt: { type: Date, required: true },
    standing: { type: String, required: true },
    asksHearing: { type: Boolean, required: true },
    key: { type: String, required: true },
    consent: { type: { at: Date, wordingOf: String }, _id: false, required: true },
    recorded: { type: { seq: Number, by: String, at: Date, pendingId: String }, _id: false, default: null },
  },
  { collection: 'objections', versionKey: false, strict: 'throw' },
);
objectionSchema.index({ key: 1 }, { unique: true });
objectionSchema.index({ caseId: 1, receivedAt: 1, _id: 1 });

export const objectionContentSchema = new Schema<ObjectionContent>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    phone: { type: String, default: null },
    mail: { type: String, default: null },
    text: { type: String, required: true },
    requestHash: { type: String, required: true },
    eraseAt: { type: Date, required: true },
  },
  { collection: 'objection_contents', versionKey: false, strict: 'throw' },
);
// 个人信息保护法 第四十七条: the database erases what is past its period by itself.
objectionContentSchema.index({ eraseAt: 1 }, { expireAfterSeconds: 0 });
