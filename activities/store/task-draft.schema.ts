import { Schema } from 'mongoose';

/** What one person is writing on one task, or in a dialog about a task or a case. Not part of any record: it goes when it is sent. */
export interface TaskDraftDocument {
  /** `<person>:<subject>`. */
  _id: string;
  person: string;
  /** A task, for its answer; `<task or case>#<dialog>` for a dialog. */
  subject: string;
  outcome: string | null;
  values: Record<string, unknown>;
  /** Grows with every save: of two windows the later one learns of the earlier one. */
  version: number;
  savedAt: Date;
}

export const TASK_DRAFT = 'TaskDraft';

/** Untouched for so long, a draft is forgotten [design]. */
const KEPT_DAYS = 90;

export const taskDraftSchema = new Schema<TaskDraftDocument>(
  {
    _id: { type: String, required: true },
    person: { type: String, required: true },
    subject: { type: String, required: true },
    outcome: { type: String, default: null },
    values: { type: Schema.Types.Mixed, default: {} },
    version: { type: Number, required: true },
    savedAt: { type: Date, required: true },
  },
  { collection: 'task_drafts', versionKey: false, minimize: false },
);
taskDraftSchema.index({ savedAt: 1 }, { expireAfterSeconds: KEPT_DAYS * 86_400 });
