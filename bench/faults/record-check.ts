import { isDeepStrictEqual } from 'node:util';
import type { Connection, mongo, Schema } from 'mongoose';
import { verifyChain } from '../../activities/records/event-chain';
import {
  CASE,
  caseSchema,
  EVENT,
  eventSchema,
  TASK,
  taskSchema,
  type EventDocument,
} from '../../activities/store/case.schema';
import { foldedCase } from '../../activities/store/case.reader';
import { modelOf } from '../../activities/store/model-of';
import type { LoadResult } from './fault-load';

/** What the records say about a load; every list but `events` must be empty. */
export interface RecordFindings {
  events: number;
  /** Answered as accepted and not in the record at the place that the answer named. */
  lost: string[];
  /** The same command, or the closing of the same task, recorded more than once; one purpose with two cases. */
  doubled: string[];
  /** Recorded commands that nobody sent. */
  unknown: string[];
  chains: string[];
  /** Read models that differ from the fold of the events. */
  readModels: string[];
  /** Cases that did not reach their end. */
  stuck: string[];
}

/** Holds the answers of a load against the records. */
export async function checkRecords(connection: Connection, load: LoadResult): Promise<RecordFindings> {
  const events = (await rows(connection, EVENT, eventSchema)
    .find({})
    .sort({ caseId: 1, seq: 1 })
    .toArray()) as unknown as EventDocument[];
  const byKey = groups(events, (e) => e.command?.key);
  const byCase = groups(events, (e) => e.caseId);
  const closings = groups(
    events.filter((e) => e.type === 'taskCompleted'),
    (e) => (typeof e.data['taskId'] === 'string' ? e.data['taskId'] : e._id),
  );
  const starts = groups(
    events.filter((e) => e.type === 'caseStarted'),
    (e) => e.command?.key,
  );
  const findings: RecordFindings = {
    events: events.length,
    lost: load.accepted
      .filter(({ caseId, key, seq }) => !byKey.get(key)?.some((e) => e.caseId === caseId && e.seq === seq))
      .map(({ caseId, seq, what }) => `${caseId}:${seq} ${what}`),
    doubled: [byKey, closings, starts].flatMap((kind) =>
      [...kind].filter(([, found]) => found.length > 1).map(([key, found]) => `${key}: ${found.length} times`),
    ),
    unknown: [...byKey.keys()].filter((key) => !load.sent.has(key)),
    chains: [],
    readModels: [],
    stuck: [],
  };
  for (const [caseId, record] of byCase) {
    await checkCase(connection, caseId, record, findings);
  }
  for (const caseId of load.cases.values()) {
    if (!byCase.has(caseId)) {
      findings.stuck.push(`${caseId}: no record`);
    }
  }
  return findings;
}

async function checkCase(
  connection: Connection,
  caseId: string,
  record: EventDocument[],
  findings: RecordFindings,
): Promise<void> {
  const row = await rows(connection, CASE, caseSchema).findOne({ _id: caseId as never });
  const tasks = await rows(connection, TASK, taskSchema).find({ caseId }).toArray();
  const last = record[record.length - 1];
  const fault = verifyChain(
    record.map(({ _id, ...event }) => event as never),
    { seq: last?.seq ?? 0, hash: String(row?.['headHash']) },
  );
  if (fault) {
    findings.chains.push(`${caseId}: ${fault.message}`);
  }
  const folded = await foldedCase(connection, caseId);
  const expected = [{ ...folded?.case, headHash: folded?.headHash }, ...(folded?.tasks.values() ?? [])];
  const found = [row, ...tasks];
  const foundById = new Map(found.map(entry));
  for (const [id, row] of new Map(expected.map(entry))) {
    if (!isDeepStrictEqual(row, foundById.get(id))) {
      findings.readModels.push(`${id}: ${JSON.stringify(foundById.get(id))} instead of ${JSON.stringify(row)}`);
    }
    foundById.delete(id);
  }
  findings.readModels.push(...[...foundById.keys()].map((id) => `${id}: nobody wrote it`));
  if (row?.['status'] !== 'ended') {
    findings.stuck.push(`${caseId}: ${String(row?.['status'])}`);
  }
}

/** A row by its id, as plain JSON: what a list shows. */
function entry(row: unknown): [string, unknown] {
  return [String((row as { _id?: unknown } | null)?._id), JSON.parse(JSON.stringify(row))];
}

function groups<T>(items: readonly T[], key: (item: T) => string | undefined): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    if (name !== undefined) {
      found.set(name, [...(found.get(name) ?? []), item]);
    }
  }
  return found;
}

/** The rows as they lie there, without Mongoose's casting. */
function rows<T>(connection: Connection, name: string, schema: Schema<T>): mongo.Collection {
  return modelOf(connection, name, schema).collection;
}
