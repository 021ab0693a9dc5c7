import { Schema } from 'mongoose';

/**
 * `waiting` to be sent; `sending` by a worker; `sent`; `refused` by a mail server for good, or waited too long;
 * `dropped` because there was nothing left to tell.
 */
export type MailState = 'waiting' | 'sending' | 'sent' | 'refused' | 'dropped';

/** One mail to one person. It holds no text: that is written when it is sent, from what then holds. */
export interface MailDocument {
  /** `n:<notification>:<person>`, `digest:<local day>:<person>` or `test:<uuid>`: the same mail is never made twice. */
  _id: string;
  person: string;
  kind: 'atOnce' | 'digest' | 'test';
  /** Notifications that it tells of. */
  notifications: string[];
  state: MailState;
  /** What the mail server answered, or why there was nothing to send. */
  reason: string | null;
  attempts: number;
  createdAt: Date;
  /** Not before then; while `sending`: until then the worker has it to itself. */
  nextAt: Date;
  sentAt: Date | null;
}

/** How the workers get on with the mail server; one row. */
export interface MailStatusDocument {
  _id: string;
  /** Host and port, without credentials. */
  server: string;
  checkedAt: Date;
  lastSentAt: Date | null;
  trouble: { since: Date; message: string } | null;
}

export const MAIL = 'Mail';
export const MAIL_STATUS = 'MailStatus';
export const MAIL_STATUS_ID = 'smtp';

/** What was sent stays findable so long, then the row goes [design]. */
const KEPT_DAYS = 90;

export const mailSchema = new Schema<MailDocument>(
  {
    _id: { type: String, required: true },
    person: { type: String, required: true },
    kind: { type: String, required: true },
    notifications: { type: [String], default: [] },
    state: { type: String, default: 'waiting' },
    reason: { type: String, default: null },
    attempts: { type: Number, default: 0 },
    createdAt: { type: Date, required: true },
    nextAt: { type: Date, required: true },
    sentAt: { type: Date, default: null },
  },
  { collection: 'mails', versionKey: false },
);
mailSchema.index({ state: 1, nextAt: 1 });
mailSchema.index({ createdAt: 1 }, { expireAfterSeconds: KEPT_DAYS * 86_400 });

export const mailStatusSchema = new Schema<MailStatusDocument>(
  {
    _id: { type: String, required: true },
    server: String,
    checkedAt: Date,
    lastSentAt: { type: Date, default: null },
    trouble: { type: Schema.Types.Mixed, default: null },
  },
  { collection: 'mail_status', versionKey: false, minimize: false },
);
