import type { Connection } from 'mongoose';
import type { ProjectApplication } from '../../workflows/domain/application';
import {
  APPLICATION_VERSION_MODEL,
  applicationVersionId,
  applicationVersionSchema,
  type ApplicationVersionRecord,
} from './application.schema';
import { modelOf } from './model-of';

export interface SubmittedApplication {
  applicationId: string;
  version: number;
  data: ProjectApplication;
  hash: string;
  submittedAt: Date;
}

/** A submitted version; null when there is none. */
export async function findApplicationVersion(
  connection: Connection,
  applicationId: string,
  version: number,
): Promise<SubmittedApplication | null> {
  const row = await modelOf(connection, APPLICATION_VERSION_MODEL, applicationVersionSchema)
    .findById(applicationVersionId(applicationId, version))
    .lean<ApplicationVersionRecord>();
  return row && submitted(row);
}

/** All submitted versions, the first one first. */
export async function applicationVersions(
  connection: Connection,
  applicationId: string,
): Promise<SubmittedApplication[]> {
  const rows = await modelOf(connection, APPLICATION_VERSION_MODEL, applicationVersionSchema)
    .find({ applicationId })
    .sort({ version: 1 })
    .lean<ApplicationVersionRecord[]>();
  return rows.map(submitted);
}

function submitted({
  applicationId,
  version,
  data,
  hash,
  submittedAt,
}: ApplicationVersionRecord): SubmittedApplication {
  // Only complete applications are submitted: the pre-check comes first.
  return { applicationId, version, data: data as ProjectApplication, hash, submittedAt };
}
