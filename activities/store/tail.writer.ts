import type { Connection } from 'mongoose';
import type { RecordedEvent } from '../../workflows/engine/events';
import type { NotificationRow } from '../../workflows/engine/rows';
import {
  CASE_NUMBER,
  caseNumberSchema,
  EVENT,
  eventSchema,
  NOTIFICATION,
  notificationSchema,
  type CaseNumberDocument,
} from './case.schema';
import { modelOf } from './model-of';

/** Appends recorded events that the store lost, with what they told people: all of them or none. The rows are another matter. */
export async function appendRecorded(
  connection: Connection,
  caseId: string,
  events: readonly RecordedEvent[],
  notifications: readonly NotificationRow[],
): Promise<void> {
  const told = modelOf(connection, NOTIFICATION, notificationSchema).collection;
  await connection.transaction(async (session) => {
    await modelOf(connection, EVENT, eventSchema).collection.insertMany(
      events.map((event) => ({ _id: `${caseId}:${event.seq}`, ...event })) as never[],
      { session, ordered: true },
    );
    for (const row of notifications) {
      await told.replaceOne({ _id: row._id as never }, { ...row }, { session, upsert: true });
    }
  });
}

/** Keeps a case number from being given again. @returns whether it was free */
export async function keepNumber(connection: Connection, purpose: string, caseNo: string): Promise<boolean> {
  const [, prefix, year, number] = /^(.+)-(\d{4})-(\d+)$/.exec(caseNo) ?? [];
  if (prefix === undefined) {
    return false;
  }
  const taken: Omit<CaseNumberDocument, '_id'> = { prefix, year: Number(year), number: Number(number) };
  const numbers = modelOf(connection, CASE_NUMBER, caseNumberSchema);
  if (await numbers.exists(taken)) {
    return false;
  }
  // The purpose may have been given another number meanwhile: then it keeps that one.
  const _id = (await numbers.exists({ _id: purpose })) ? `lost:${caseNo}` : purpose;
  await numbers.collection.insertOne({ _id, ...taken } as never);
  return true;
}
