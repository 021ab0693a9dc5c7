import { Schema, type Types } from 'mongoose';

export const DOCUMENT_MODEL = 'Document';
export const DOCUMENT_COLLECTION = 'documents';

/** What is known of a stored file (design.md §7). The bytes lie in GridFS under the same id and are never overwritten. */
export interface DocumentRecord {
  _id: Types.ObjectId;
  filename: string;
  /** Found in the content, not taken from the uploader. */
  mediaType: string;
  /** Bytes. */
  size: number;
  /** Lower-case hex. */
  sha256: string;
  /** Lower-case hex, GB/T 32905. */
  sm3: string;
  /** What the file is in the case: `letter`, `safetyEvaluation`, `evidence` … */
  kind: string;
  caseId: string | null;
  /** Person id; `system` for what the system made itself. */
  uploadedBy: string;
  uploadedAt: Date;
  /** Id of the document that takes its place; set once. */
  supersededBy: string | null;
}

export const documentSchema = new Schema<DocumentRecord>(
  {
    filename: { type: String, required: true },
    mediaType: { type: String, required: true },
    size: { type: Number, required: true },
    sha256: { type: String, required: true },
    sm3: { type: String, required: true },
    kind: { type: String, required: true },
    caseId: { type: String, default: null },
    uploadedBy: { type: String, required: true },
    uploadedAt: { type: Date, required: true },
    supersededBy: { type: String, default: null },
  },
  { collection: DOCUMENT_COLLECTION, versionKey: false, strict: 'throw' },
);
documentSchema.index({ caseId: 1, uploadedAt: 1 });
