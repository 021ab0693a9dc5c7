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
  /** Last day on which a hearing can be asked for; absent on notices from before it was kept: then `until`. */
  hearingUntil?: string;
  /** What makes the project one of the joint review; absent on notices from before it was kept. */
  risk?: NoticeRisk;
  /** Absent while none is announced. */
  hearing?: NoticeHearing;
  /** Epoch milliseconds: the order of lists. */
  publishedAt: number;
}

/** Why a project is a key-hazard project, by codes of the reference data. */
export interface NoticeRisk {
  /** Level of the major hazard source, 1 the highest; 0 for none. */
  majorLevel: number;
  processes: string[];
  chemicals: string[];
}

/** 听证公告: when and where anybody may come and listen. */
export interface NoticeHearing {
  /** Local day. */
  on: string;
  /** As the officer wrote it, for instance `9:30`. */
  time: string;
  place: string;
  /** Epoch milliseconds. */
  announcedAt: number;
  /** Put off or not needed any more. */
  calledOff: boolean;
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
    hearingUntil: { type: String },
    risk: { type: { majorLevel: Number, processes: [String], chemicals: [String] }, _id: false },
    hearing: {
      type: { on: String, time: String, place: String, announcedAt: Number, calledOff: Boolean },
      _id: false,
    },
    publishedAt: { type: Number, required: true },
  },
  { collection: 'public_notices', versionKey: false, strict: 'throw' },
);
publicNoticeSchema.index({ publishedAt: -1, _id: -1 });
publicNoticeSchema.index({ caseId: 1 });
publicNoticeSchema.index({ leadOrg: 1, publishedAt: -1, _id: -1 });
