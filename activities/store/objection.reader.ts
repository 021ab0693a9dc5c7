import type { Connection } from 'mongoose';
import { EVENT, eventSchema, type EventDocument } from './case.schema';
import { modelOf } from './model-of';
import {
  OBJECTION,
  OBJECTION_CONTENT,
  objectionContentSchema,
  objectionSchema,
  type ObjectionContent,
  type ObjectionRecord,
} from './objection.schema';

/** The message by which an objection is taken onto a case, and the stage in which it is checked. */
export const OBJECTION_MESSAGE = 'objection';
export const CHECK_STAGE = 'checkObjection';
/** How a request for a hearing is checked when one was asked for before. */
export const HEARING_JOINED = 'hearingJoined';

/** What became of an objection so far. */
export type ObjectionState = 'received' | 'checking' | 'noted' | 'hearing' | 'dismissed';

export async function objectionById(connection: Connection, receipt: string): Promise<ObjectionRecord | null> {
  return modelOf(connection, OBJECTION, objectionSchema).findById(receipt).lean<ObjectionRecord>();
}

export async function objectionByKey(connection: Connection, key: string): Promise<ObjectionRecord | null> {
  return modelOf(connection, OBJECTION, objectionSchema).findOne({ key }).lean<ObjectionRecord>();
}

/** What was said and by whom; null when it has been erased. */
export async function objectionContent(connection: Connection, receipt: string): Promise<ObjectionContent | null> {
  return modelOf(connection, OBJECTION_CONTENT, objectionContentSchema).findById(receipt).lean<ObjectionContent>();
}

/** The day from which the time of a case's hearing counts by its record; null while no hearing was asked for. */
export async function hearingAskedOn(connection: Connection, caseId: string): Promise<string | null> {
  const check = await modelOf(connection, EVENT, eventSchema)
    .findOne({
      caseId,
      type: 'taskCompleted',
      changes: { $elemMatch: { on: 'facts', id: 'root', 'set.hearingAskedOn': { $type: 'string' } } },
    } as never)
    .sort({ seq: -1 })
    .lean<EventDocument>();
  const facts = check?.changes.find((c) => c.on === 'facts' && c.id === 'root');
  return facts ? (facts.set['hearingAskedOn'] as string) : null;
}

/** Objections in a case, the first to come in first. */
export async function objectionsOfCase(connection: Connection, caseId: string): Promise<ObjectionRecord[]> {
  return modelOf(connection, OBJECTION, objectionSchema)
    .find({ caseId })
    .sort({ receivedAt: 1, _id: 1 })
    .lean<ObjectionRecord[]>();
}

/** How many came in for each of some cases, and how many of them are not on the case yet. */
export async function objectionCounts(
  connection: Connection,
  caseIds: readonly string[],
): Promise<Map<string, { received: number; waiting: number }>> {
  const rows = await modelOf(connection, OBJECTION, objectionSchema)
    .find({ caseId: { $in: [...caseIds] } }, { caseId: 1, recorded: 1 })
    .lean<Pick<ObjectionRecord, 'caseId' | 'recorded'>[]>();
  const counts = new Map<string, { received: number; waiting: number }>();
  for (const { caseId, recorded } of rows) {
    const { received, waiting } = counts.get(caseId) ?? { received: 0, waiting: 0 };
    counts.set(caseId, { received: received + 1, waiting: waiting + (recorded ? 0 : 1) });
  }
  return counts;
}

/** What the record of the case says of an objection. The check leads back to the public, so it is never taken back. */
export async function objectionStateOf(connection: Connection, objection: ObjectionRecord): Promise<ObjectionState> {
  const { caseId, recorded } = objection;
  if (!recorded) return 'received';
  const check = await modelOf(connection, EVENT, eventSchema)
    .findOne({
      caseId,
      seq: { $gt: recorded.seq },
      type: 'taskCompleted',
      'data.stage': CHECK_STAGE,
      'data.kind': 'stage',
    } as never)
    .sort({ seq: 1 })
    .lean<EventDocument>();
  const outcome = check?.data['outcome'] ?? 'checking';
  return outcome === HEARING_JOINED ? 'hearing' : (outcome as ObjectionState);
}
