import { Schema } from 'mongoose';

/** 跟进日期: the day on which a person wants to come back to a task. Their own; not part of any record. */
export interface FollowUpDocument {
  /** `<person>:<task>`. */
  _id: string;
  person: string;
  task: string;
  /** Local day. */
  day: string;
  at: Date;
  /** Forgotten then: long after the day, whatever became of the task. */
  expireAt: Date;
}

export const FOLLOW_UP = 'FollowUp';

export const followUpSchema = new Schema<FollowUpDocument>(
  {
    _id: { type: String, required: true },
    person: { type: String, required: true },
    task: { type: String, required: true },
    day: { type: String, required: true },
    at: { type: Date, required: true },
    expireAt: { type: Date, required: true },
  },
  { collection: 'follow_ups', versionKey: false },
);

followUpSchema.index({ person: 1, day: 1 });
followUpSchema.index({ expireAt: 1 }, { expireAfterSeconds: 0 });
