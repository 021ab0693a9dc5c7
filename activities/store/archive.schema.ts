import { Schema } from 'mongoose';

export const CASE_ARCHIVE = 'CaseArchive';

/** A sealed archive of an ended case. A case that was written to after its end gets a further one; the highest `seq` counts. */
export interface CaseArchiveRecord {
  /** `<caseId>/<seq>`: one archive per state of the record. */
  _id: string;
  caseId: string;
  process: string;
  /** Number and hash of the last event in the archive. */
  seq: number;
  headHash: string;
  documentId: string;
  size: number;
  sha256: string;
  /** Whether the execution history could still be read. */
  withHistory: boolean;
  archivedAt: Date;
  /** Epoch milliseconds. */
  endedAt: number;
  /** Last local day `YYYY-MM-DD` of keeping, and the clause. */
  keepUntil: string;
  basis: string;
}

export const caseArchiveSchema = new Schema<CaseArchiveRecord>(
  {
    _id: { type: String, required: true },
    caseId: { type: String, required: true },
    process: { type: String, required: true },
    seq: { type: Number, required: true },
    headHash: { type: String, required: true },
    documentId: { type: String, required: true },
    size: { type: Number, required: true },
    sha256: { type: String, required: true },
    withHistory: { type: Boolean, required: true },
    archivedAt: { type: Date, required: true },
    endedAt: { type: Number, required: true },
    keepUntil: { type: String, required: true },
    basis: { type: String, required: true },
  },
  { collection: 'case_archives', versionKey: false, strict: 'throw' },
);
caseArchiveSchema.index({ caseId: 1, seq: -1 });
caseArchiveSchema.index({ keepUntil: 1, _id: 1 });
