import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Model, QueryFilter } from 'mongoose';
import { canonicalJson } from '../../activities/records/canonical-json';
import {
  APPLICATION_MODEL,
  APPLICATION_VERSION_MODEL,
  applicationSchema,
  applicationVersionId,
  applicationVersionSchema,
  type ApplicationRecord,
  type ApplicationVersionRecord,
  type SubmissionRecord,
} from '../../activities/store/application.schema';
import { isDuplicateKey } from '../common/duplicate-key';
import { Store } from '../common/store';
import type { ApplicationRef } from '../../workflows/engine/state';

/** The submission that is under way; null when none is. */
export function pendingOf(application: ApplicationRecord): SubmissionRecord | null {
  return application.submissions[application.submitted] ?? null;
}

/** Working copies and submitted versions. Every change names the state that it was decided on. */
@Injectable()
export class ApplicationRepository {
  constructor(private readonly store: Store) {}

  get applications(): Model<ApplicationRecord> {
    return this.store.model(APPLICATION_MODEL, applicationSchema);
  }

  get versions(): Model<ApplicationVersionRecord> {
    return this.store.model(APPLICATION_VERSION_MODEL, applicationVersionSchema);
  }

  async find(id: string): Promise<ApplicationRecord | null> {
    return this.applications.findById(id).lean<ApplicationRecord>();
  }

  async page(filter: QueryFilter<ApplicationRecord>, limit: number): Promise<ApplicationRecord[]> {
    return this.applications.find(filter).sort({ updatedAt: -1, _id: -1 }).limit(limit).lean<ApplicationRecord[]>();
  }

  async insert(application: ApplicationRecord): Promise<void> {
    await this.applications.create(application);
  }

  /** Saves the working copy of the revision named; false when there is a newer one or a submission is under way. */
  async save(before: ApplicationRecord, draft: unknown, now: Date): Promise<boolean> {
    const { modifiedCount } = await this.applications.updateOne(unchanged(before), {
      $set: { draft, updatedAt: now },
      $inc: { revision: 1 },
    });
    return modifiedCount === 1;
  }

  async remove(before: ApplicationRecord): Promise<boolean> {
    return (await this.applications.deleteOne(unchanged(before))).deletedCount === 1;
  }

  /** Notes that a submission begins: from here on the working copy rests. False when something else came first. */
  async begin(before: ApplicationRecord, submission: SubmissionRecord): Promise<boolean> {
    const { modifiedCount } = await this.applications.updateOne(unchanged(before), {
      $push: { submissions: submission },
      $set: { updatedAt: submission.at },
    });
    return modifiedCount === 1;
  }

  /** Ends a submission that was accepted. */
  async finish(id: string, submission: SubmissionRecord, caseId: string): Promise<void> {
    await this.applications.updateOne(
      { _id: id, submitted: submission.version - 1 },
      { $set: { submitted: submission.version, caseId } },
    );
  }

  /** Takes back a submission that was refused: its version was never submitted. */
  async undo(id: string, { key, version, at }: SubmissionRecord): Promise<void> {
    const { modifiedCount } = await this.applications.updateOne(
      { _id: id, submitted: version - 1 },
      { $pull: { submissions: { key } } },
    );
    if (modifiedCount === 1) {
      await this.versions.deleteOne({ _id: applicationVersionId(id, version), submittedAt: at });
    }
  }

  /** Stores the version of a submission; a repeat leaves it as it is. Tells by which hash the record names it. */
  async storeVersion(application: ApplicationRecord, submission: SubmissionRecord): Promise<ApplicationRef> {
    const { _id: applicationId, draft: data } = application;
    const { version, at: submittedAt, by: submittedBy } = submission;
    const _id = applicationVersionId(applicationId, version);
    const hash = createHash('sha256').update(canonicalJson(data)).digest('hex');
    const row = { _id, applicationId, version, data, hash, submittedAt, submittedBy };
    try {
      await this.versions.create(row);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      // Left over from a submission that was refused and not wholly taken back.
      await this.versions.replaceOne({ _id, submittedAt: { $lt: submittedAt } }, row);
    }
    return { id: applicationId, version, hash };
  }

  /** What was submitted, the first version first. */
  async submittedVersions(application: ApplicationRecord): Promise<ApplicationVersionRecord[]> {
    return this.versions
      .find({ applicationId: application._id, version: { $lte: application.submitted } })
      .sort({ version: 1 })
      .lean<ApplicationVersionRecord[]>();
  }

  async submittedVersion(application: ApplicationRecord, version: number): Promise<ApplicationVersionRecord | null> {
    if (!Number.isSafeInteger(version) || version < 1 || version > application.submitted) return null;
    return this.versions.findById(applicationVersionId(application._id, version)).lean<ApplicationVersionRecord>();
  }
}

/** The application as it was read, with no submission under way. */
function unchanged({ _id, revision, submitted }: ApplicationRecord): QueryFilter<ApplicationRecord> {
  return { _id, revision, submitted, submissions: { $size: submitted } };
}
