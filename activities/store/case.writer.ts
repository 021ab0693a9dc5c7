import { ApplicationFailure } from '@temporalio/common';
import type { Connection, mongo } from 'mongoose';
import type { CommitInput, CommitResult } from '../../workflows/engine/ports';
import { chainEvents, GENESIS_HASH } from '../records/event-chain';
import {
  CASE,
  caseSchema,
  EVENT,
  eventSchema,
  NOTIFICATION,
  notificationSchema,
  TASK,
  taskSchema,
  type EventDocument,
} from './case.schema';
import { modelOf } from './model-of';

class AlreadyGoesOn extends Error {}

/**
 * Writes what one turn of a case's main loop decided: events, case row, task rows and notifications in one transaction, keyed by `seq`.
 * A repeat is harmless; when the record already goes on differently, it is returned and the workflow takes it over.
 * @throws ApplicationFailure `CaseDiverged` when the record does not reach the events' predecessor: it was tampered with
 */
export async function commitCase(connection: Connection, input: CommitInput): Promise<CommitResult> {
  const first = input.events[0]?.seq ?? 0;
  const chained = chainEvents(input.events, input.prevHash || GENESIS_HASH);
  const events = chained.map((event) => ({
    _id: `${input.caseId}:${event.seq}`,
    ...event,
  })) as unknown as EventDocument[];
  const headHash = events[events.length - 1]?.hash ?? '';
  try {
    await connection.transaction(async (session) => {
      await events$(connection).insertMany(events as never[], { session, ordered: true });
      if (first === 1) {
        await cases$(connection).insertOne({ ...input.case, headHash } as never, { session });
      } else {
        const { matchedCount } = await cases$(connection).updateOne(
          { _id: input.caseId as never, headHash: input.prevHash },
          { $set: { ...input.case, headHash } },
          { session },
        );
        if (matchedCount === 0) {
          throw new AlreadyGoesOn();
        }
      }
      if (input.tasks.length > 0) {
        await tasks$(connection).bulkWrite(taskWrites(input), { session, ordered: false });
      }
      if (input.notifications.length > 0) {
        await notifications$(connection).insertMany(input.notifications as never[], { session });
      }
    });
    return { kind: 'written', headHash };
  } catch (error) {
    if (!(error instanceof AlreadyGoesOn) && (error as { code?: unknown }).code !== 11000) {
      throw error;
    }
    return recorded(connection, input, first, events, headHash);
  }
}

async function recorded(
  connection: Connection,
  input: CommitInput,
  first: number,
  ours: EventDocument[],
  headHash: string,
): Promise<CommitResult> {
  const { caseId } = input;
  const theirs = (await events$(connection)
    .find({ caseId, seq: { $gte: first } })
    .sort({ seq: 1 })
    .toArray()) as unknown as EventDocument[];
  if (theirs.length === 0) {
    throw ApplicationFailure.nonRetryable(`the record of ${caseId} does not reach event ${first - 1}`, 'CaseDiverged');
  }
  if (theirs.length === ours.length && theirs[theirs.length - 1]?.hash === headHash) {
    await rowsAgain(connection, input, headHash);
    return { kind: 'written', headHash };
  }
  return { kind: 'recorded', events: theirs.map(({ _id, ...event }) => event) };
}

/**
 * Writes the rows of a turn whose events are there. A server that keeps a transaction whole has them; one that was killed while it wrote
 * may have kept the first half. Once the record has gone on, the rows are those of a later turn and stay.
 */
async function rowsAgain(connection: Connection, input: CommitInput, headHash: string): Promise<void> {
  const begins = input.events[0]?.seq === 1;
  try {
    await connection.transaction(async (session) => {
      const { matchedCount, upsertedCount } = await cases$(connection).updateOne(
        { _id: input.caseId as never, headHash: { $in: [input.prevHash, headHash] } },
        { $set: { ...input.case, headHash } },
        { session, upsert: begins },
      );
      if (matchedCount + upsertedCount === 0) {
        return;
      }
      if (input.tasks.length > 0) {
        await tasks$(connection).bulkWrite(taskWrites(input), { session, ordered: false });
      }
      for (const { _id, ...row } of input.notifications) {
        await notifications$(connection).updateOne(
          { _id: _id as never },
          { $setOnInsert: row },
          { session, upsert: true },
        );
      }
    });
  } catch (error) {
    // The case is there, and further on.
    if ((error as { code?: unknown }).code !== 11000) {
      throw error;
    }
  }
}

function taskWrites({ tasks }: CommitInput): mongo.AnyBulkWriteOperation[] {
  return tasks.map((row) => ({
    replaceOne: { filter: { _id: row._id as never }, replacement: row as never, upsert: true },
  }));
}

type Collection = mongo.Collection;
const events$ = (c: Connection): Collection => modelOf(c, EVENT, eventSchema).collection;
const cases$ = (c: Connection): Collection => modelOf(c, CASE, caseSchema).collection;
const tasks$ = (c: Connection): Collection => modelOf(c, TASK, taskSchema).collection;
const notifications$ = (c: Connection): Collection => modelOf(c, NOTIFICATION, notificationSchema).collection;
