import { Schema } from 'mongoose';

export const PUBLIC_NOTICE_MODEL = 'PublicNotice';

/** What the public may read of a project before it is decided: nothing about people, nothing internal. */
export interface PublicNoticeRecord {
  _id: string;
  caseId: string;
  caseNo: string;
  leadOrg: string;
  enterprise: string;
  project: string;
  site: string;
  scale: string;
  /** `approve` or `approveWithConditions`. */
  proposal: string;
  /** Local days `YYYY-MM-DD`, the last one inclusive. */
  from: string;
  until: string;
}

export const publicNoticeSchema = new Schema<PublicNoticeRecord>(
  {
    _id: { type: String, required: true },
    caseId: { type: String, required: true },
    caseNo: { type: String, required: true },
    leadOrg: { type: String, required: true },
    enterprise: { type: String, required: true },
    project: { type: String, required: true },
    site: { type: String, required: true },
    scale: { type: String, required: true },
    proposal: { type: String, required: true },
    from: { type: String, required: true },
    until: { type: String, required: true },
  },
  { collection: 'public_notices', versionKey: false, strict: 'throw' },
);
publicNoticeSchema.index({ until: -1 });
