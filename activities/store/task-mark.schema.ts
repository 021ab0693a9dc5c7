import { Schema } from 'mongoose';

/** What a person noted for themselves: opened (read) and watched (关注). Not part of any record. */
export interface TaskMarkDocument {
  /** `<person>:<kind>:<id>`. */
  _id: string;
  person: string;
  kind: 'read' | 'watch';
  /** Task for `read`, case for `watch`. */
  target: string;
  at: Date;
}

export const TASK_MARK = 'TaskMark';

export const taskMarkSchema = new Schema<TaskMarkDocument>(
  {
    _id: { type: String, required: true },
    person: { type: String, required: true },
    kind: { type: String, enum: ['read', 'watch'], required: true },
    target: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { collection: 'task_marks', versionKey: false },
);

taskMarkSchema.index({ person: 1, kind: 1, at: -1 });
