import { Schema } from 'mongoose';

export const APPLICATION_MODEL = 'Application';
export const APPLICATION_COLLECTION = 'applications';
export const APPLICATION_VERSION_MODEL = 'ApplicationVersion';
export const APPLICATION_VERSION_COLLECTION = 'application_versions';

/** One act of submitting: noted with its key before anything else happens, so that a broken one can be finished. */
export interface SubmissionRecord {
  /** Idempotency key of the request, which is also the key of the command on the case. */
  key: string;
  /** Hash of what was asked: the same key with another content is refused. */
  hash: string;
  /** The version that it makes. */
  version: number;
  /** Revision of the working copy that was submitted. */
  revision: number;
  at: Date;
  /** Person id. */
  by: string;
  /** The applicant's task that a resubmission answers, and how; null for the first submission. */
  answer: { taskId: string; outcome: string; explanation: string; documents: string[] } | null;
}

/** An application and its draft. The draft is written as the applicant types; what was submitted lies in its versions. */
export interface ApplicationRecord {
  _id: string;
  /** Organisation code of the enterprise, and the person who files. */
  org: string;
  applicant: string;
  /** `ApplicationDraft`: anything may be missing. */
  draft: unknown;
  /** Grows with each save; a save that does not name the one it read is refused. */
  revision: number;
  /** Highest submitted version; 0 before the first. */
  submitted: number;
  /** Every act of submitting by version; one more than `submitted` while the last is under way. */
  submissions: SubmissionRecord[];
  /** The joint review that it led to. */
  caseId: string | null;
  createdAt: Date;
  updatedAt: Date;
}

export const applicationSchema = new Schema<ApplicationRecord>(
  {
    _id: { type: String, required: true },
    org: { type: String, required: true },
    applicant: { type: String, required: true },
    draft: { type: Schema.Types.Mixed, required: true },
    revision: { type: Number, required: true },
    submitted: { type: Number, required: true, default: 0 },
    submissions: { type: Schema.Types.Mixed, required: true, default: () => [] },
    caseId: { type: String, default: null },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { collection: APPLICATION_COLLECTION, versionKey: false, minimize: false, strict: 'throw' },
);
applicationSchema.index({ org: 1, updatedAt: -1 });
applicationSchema.index({ caseId: 1 }, { partialFilterExpression: { caseId: { $type: 'string' } } });

/** One submission. Never changed and never removed: a resubmission is a further version. */
export interface ApplicationVersionRecord {
  /** `<applicationId>@<version>`: two submissions at once cannot both become the same version. */
  _id: string;
  applicationId: string;
  /** From 1, without gaps. */
  version: number;
  /** A complete `ProjectApplication`. */
  data: unknown;
  /** SHA-256 of the canonical JSON of `data`, lower-case hex. */
  hash: string;
  submittedAt: Date;
  submittedBy: string;
}

export const applicationVersionSchema = new Schema<ApplicationVersionRecord>(
  {
    _id: { type: String, required: true },
    applicationId: { type: String, required: true },
    version: { type: Number, required: true },
    data: { type: Schema.Types.Mixed, required: true },
    hash: { type: String, required: true },
    submittedAt: { type: Date, required: true },
    submittedBy: { type: String, required: true },
  },
  { collection: APPLICATION_VERSION_COLLECTION, versionKey: false, minimize: false, strict: 'throw' },
);
applicationVersionSchema.index({ applicationId: 1, version: 1 }, { unique: true });
applicationVersionSchema.index({ 'data.documents.documentId': 1 });

export const applicationVersionId = (applicationId: string, version: number): string => `${applicationId}@${version}`;
