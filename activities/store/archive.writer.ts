import type { Connection } from 'mongoose';
import { CASE_ARCHIVE, caseArchiveSchema, type CaseArchiveRecord } from './archive.schema';
import { modelOf } from './model-of';

/** Notes an archive; of two workers that made the same one, the first is kept. Returns the one that counts. */
export async function noteArchive(connection: Connection, record: CaseArchiveRecord): Promise<CaseArchiveRecord> {
  const archives = modelOf(connection, CASE_ARCHIVE, caseArchiveSchema);
  try {
    await archives.create(record);
    return record;
  } catch (error) {
    if ((error as { code?: unknown }).code !== 11000) throw error;
    return (await archives.findById(record._id).lean<CaseArchiveRecord>())!;
  }
}
