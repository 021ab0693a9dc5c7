import { Schema } from 'mongoose';

/** What an administrator did to people, organisations or reference data. Only ever added. */
export interface AdminEventDocument {
  at: Date;
  /** Person id. */
  by: string;
  byName: string;
  /** Noun and verb, for instance `person.leave`. */
  action: string;
  /** Id of what was changed. */
  target: string;
  /** What was set; never credentials. */
  detail: Record<string, unknown>;
  requestId: string;
}

export const ADMIN_EVENT = 'AdminEvent';

export const adminEventSchema = new Schema<AdminEventDocument>(
  {
    at: { type: Date, required: true },
    by: { type: String, required: true },
    byName: { type: String, required: true },
    action: { type: String, required: true },
    target: { type: String, required: true },
    detail: { type: Schema.Types.Mixed, required: true },
    requestId: { type: String, default: '' },
  },
  { collection: 'admin_events', versionKey: false, minimize: false },
);

adminEventSchema.index({ at: -1 });
adminEventSchema.index({ target: 1, at: -1 });
