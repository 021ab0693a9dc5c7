import { Schema } from 'mongoose';

/** Something that is not what the record says. */
export interface Mismatch {
  caseId: string;
  /** `record`: the chain of events itself or its anchors; `case`, `task`: a row of the read models. */
  where: 'record' | 'case' | 'task' | 'anchor';
  /** Id of the row, or number of the event, or day of the anchor. */
  id: string;
  /** Field of the row; null when the row as a whole is missing or too many. */
  field: string | null;
  kept: unknown;
  computed: unknown;
}

/** One pass over the records: every case's rows computed again from its events and compared. */
export interface IntegrityReport {
  _id: string;
  mode: 'changed' | 'full' | 'case';
  startedAt: Date;
  /** Null while it runs, or when it was broken off. */
  finishedAt: Date | null;
  /** Cases that changed since then were looked at; null for all. */
  since: Date | null;
  checked: number;
  /** Cases to look at; absent where that is not known ahead, and in reports from before. */
  total?: number;
  anchors: number;
  mismatchCount: number;
  /** Rows of an older shape that agree as far as they go; absent in reports from before. */
  outdated?: number;
  /** The first of them. */
  mismatches: Mismatch[];
  /** Last case of the slice that is checked beside what changed; the next pass goes on behind it. */
  sliceEnd: string | null;
  by: string;
}

export const INTEGRITY_REPORT = 'IntegrityReport';

export const integrityReportSchema = new Schema<IntegrityReport>(
  {
    _id: { type: String, required: true },
    mode: { type: String, required: true },
    startedAt: { type: Date, required: true },
    finishedAt: { type: Date, default: null },
    since: { type: Date, default: null },
    checked: { type: Number, required: true },
    total: { type: Number },
    anchors: { type: Number, required: true },
    mismatchCount: { type: Number, required: true },
    outdated: { type: Number },
    mismatches: { type: [Schema.Types.Mixed] as never, required: true },
    sliceEnd: { type: String, default: null },
    by: { type: String, required: true },
  },
  { collection: 'integrity_reports', versionKey: false, strict: 'throw', minimize: false },
);
integrityReportSchema.index({ startedAt: -1 });
