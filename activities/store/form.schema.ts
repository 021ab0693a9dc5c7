import { Schema } from 'mongoose';

export const FORM_MODEL = 'Form';
export const FORM_COLLECTION = 'forms';

/** The form of an answer as it was given: written before the command, never changed. Commands carry its id and hash. */
export interface FormRecord {
  _id: string;
  caseId: string;
  taskId: string | null;
  /** Key of the form in the definition. */
  form: string;
  /** Field values by key. */
  data: Record<string, unknown>;
  /** SHA-256 of the canonical JSON of `data`, lower-case hex. */
  hash: string;
  /** Person id. */
  by: string;
  at: Date;
}

export const formSchema = new Schema<FormRecord>(
  {
    _id: { type: String, required: true },
    caseId: { type: String, required: true },
    taskId: { type: String, default: null },
    form: { type: String, required: true },
    data: { type: Schema.Types.Mixed, required: true },
    hash: { type: String, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { collection: FORM_COLLECTION, versionKey: false, minimize: false, strict: 'throw' },
);
formSchema.index({ caseId: 1, at: 1 });
