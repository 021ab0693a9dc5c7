import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { INTEGRITY_REPORT, integrityReportSchema, type IntegrityReport, type Mismatch } from './integrity.schema';
import { modelOf } from './model-of';

/** Mismatches kept with a report; when everything is wrong, the first tell enough. */
const KEPT = 200;

export async function openReport(
  connection: Connection,
  report: Pick<IntegrityReport, 'mode' | 'since' | 'by' | 'total'> & { startedAt: Date },
): Promise<IntegrityReport> {
  const fresh: IntegrityReport = {
    _id: randomUUID(),
    ...report,
    finishedAt: null,
    checked: 0,
    anchors: 0,
    mismatchCount: 0,
    mismatches: [],
    sliceEnd: null,
  };
  await modelOf(connection, INTEGRITY_REPORT, integrityReportSchema).create(fresh);
  return fresh;
}

/** How far a pass has come, for whoever waits for it. */
export async function noteProgress(connection: Connection, id: string, checked: number): Promise<void> {
  await modelOf(connection, INTEGRITY_REPORT, integrityReportSchema).updateOne({ _id: id }, { $set: { checked } });
}

export async function closeReport(
  connection: Connection,
  id: string,
  found: {
    checked: number;
    anchors: number;
    outdated: number;
    mismatches: readonly Mismatch[];
    sliceEnd: string | null;
  },
  at: Date,
): Promise<void> {
  const { mismatches, ...rest } = found;
  await modelOf(connection, INTEGRITY_REPORT, integrityReportSchema).updateOne(
    { _id: id },
    { $set: { ...rest, mismatchCount: mismatches.length, mismatches: mismatches.slice(0, KEPT), finishedAt: at } },
  );
}
