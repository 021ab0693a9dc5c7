import { Schema } from 'mongoose';

/** Something that operators have to see to; goes when the job that raised it finds it settled. */
export interface OperatorNotice {
  /** What it is about: the same matter is one notice. */
  _id: string;
  kind: 'calendarMissing';
  raisedAt: Date;
  settledAt: Date | null;
  params: Record<string, string | number>;
}

export const OPERATOR_NOTICE = 'OperatorNotice';

export const operatorNoticeSchema = new Schema<OperatorNotice>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    raisedAt: { type: Date, required: true },
    settledAt: { type: Date, default: null },
    params: { type: Schema.Types.Mixed, required: true },
  },
  { collection: 'operator_notices', versionKey: false, minimize: false },
);
operatorNoticeSchema.index({ settledAt: 1, raisedAt: -1 });
