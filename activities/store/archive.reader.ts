import type { Connection } from 'mongoose';
import { CASE_ARCHIVE, caseArchiveSchema, type CaseArchiveRecord } from './archive.schema';
import { CASE, caseSchema, type CaseDocument } from './case.schema';
import { modelOf } from './model-of';

/** The newest archive of a case. */
export async function latestArchive(connection: Connection, caseId: string): Promise<CaseArchiveRecord | null> {
  return modelOf(connection, CASE_ARCHIVE, caseArchiveSchema)
    .findOne({ caseId })
    .sort({ seq: -1 })
    .lean<CaseArchiveRecord>();
}

/** Archives whose period of keeping is over on a day, those that ended first at the front. */
export async function expiredArchives(
  connection: Connection,
  day: string,
  limit: number,
): Promise<CaseArchiveRecord[]> {
  return modelOf(connection, CASE_ARCHIVE, caseArchiveSchema)
    .find({ keepUntil: { $lt: day } })
    .sort({ keepUntil: 1, _id: 1 })
    .limit(limit)
    .lean<CaseArchiveRecord[]>();
}

/** Ended cases whose record has grown past their newest archive, or that have none. */
export async function* casesToArchive(connection: Connection): AsyncGenerator<{ caseId: string; seq: number }> {
  const rows = modelOf(connection, CASE, caseSchema)
    .find({ status: 'ended' } as never, { seq: 1 })
    .sort({ _id: 1 })
    .lean<Pick<CaseDocument, '_id' | 'seq'>[]>()
    .cursor();
  for await (const { _id: caseId, seq } of rows) {
    const archive = await latestArchive(connection, caseId);
    if ((archive?.seq ?? 0) < seq) yield { caseId, seq };
  }
}
