import type { Connection } from 'mongoose';
import { CASE, caseSchema, type CaseDocument } from './case.schema';
import { INTEGRITY_REPORT, integrityReportSchema, type IntegrityReport } from './integrity.schema';
import { modelOf } from './model-of';

export async function latestReports(connection: Connection, limit: number): Promise<IntegrityReport[]> {
  return modelOf(connection, INTEGRITY_REPORT, integrityReportSchema)
    .find({})
    .sort({ startedAt: -1 })
    .limit(limit)
    .lean<IntegrityReport[]>();
}

/** The last nightly pass that came to its end. */
export async function lastPass(connection: Connection): Promise<IntegrityReport | null> {
  return modelOf(connection, INTEGRITY_REPORT, integrityReportSchema)
    .findOne({ finishedAt: { $ne: null }, mode: { $ne: 'case' } })
    .sort({ startedAt: -1 })
    .lean<IntegrityReport>();
}

/** Ids of the cases that were written to since a moment; of all cases when it is null. */
export async function* casesSince(connection: Connection, since: Date | null): AsyncGenerator<string> {
  const filter = since ? { updatedAt: { $gte: since.getTime() } } : {};
  const rows = modelOf(connection, CASE, caseSchema)
    .find(filter, { _id: 1 })
    .sort({ _id: 1 })
    .lean<Pick<CaseDocument, '_id'>[]>()
    .cursor();
  for await (const { _id } of rows) yield _id;
}

/** The next cases in the order of their numbers, behind one. */
export async function caseSlice(connection: Connection, after: string | null, limit: number): Promise<string[]> {
  const rows = await modelOf(connection, CASE, caseSchema)
    .find(after === null ? {} : { _id: { $gt: after } }, { _id: 1 })
    .sort({ _id: 1 })
    .limit(limit)
    .lean<Pick<CaseDocument, '_id'>[]>();
  return rows.map(({ _id }) => _id);
}
