import type { Connection } from 'mongoose';
import type { Library } from '../../workflows/engine/evolve';
import type { RecordedEvent } from '../../workflows/engine/events';
import { foldCase, snapshotRefs, type Folded } from '../../workflows/engine/fold';
import type { TaskRow } from '../../workflows/engine/rows';
import {
  CASE,
  caseSchema,
  DEFINITION,
  definitionSchema,
  EVENT,
  eventSchema,
  SNAPSHOT,
  snapshotSchema,
  TASK,
  taskSchema,
  type CaseDocument,
  type DefinitionDocument,
  type EventDocument,
  type SnapshotDocument,
} from './case.schema';
import { modelOf } from './model-of';

export async function caseById(connection: Connection, caseId: string): Promise<CaseDocument | null> {
  return modelOf(connection, CASE, caseSchema).findById(caseId).lean<CaseDocument>();
}

export async function taskById(connection: Connection, taskId: string): Promise<TaskRow | null> {
  return modelOf(connection, TASK, taskSchema).findById(taskId).lean<TaskRow>();
}

/** The record of a case in order. */
export async function eventsOf(connection: Connection, caseId: string): Promise<RecordedEvent[]> {
  const rows = await modelOf(connection, EVENT, eventSchema).find({ caseId }).sort({ seq: 1 }).lean<EventDocument[]>();
  return rows.map(({ _id, ...event }) => event);
}

/** The event that a command became, by its key; null when no such command was accepted. */
export async function eventOfCommand(
  connection: Connection,
  caseId: string,
  key: string,
): Promise<RecordedEvent | null> {
  const row = await modelOf(connection, EVENT, eventSchema)
    .findOne({ caseId, 'command.key': key })
    .lean<EventDocument>();
  if (!row) {
    return null;
  }
  const { _id, ...event } = row;
  return event;
}

/** Snapshots that events point to. @throws when one is missing */
export async function libraryFor(connection: Connection, events: readonly RecordedEvent[]): Promise<Library> {
  const refs = snapshotRefs(events);
  const [definitions, references] = await Promise.all([
    modelOf(connection, DEFINITION, definitionSchema)
      .find({ _id: { $in: refs.definitions } })
      .lean<DefinitionDocument[]>(),
    modelOf(connection, SNAPSHOT, snapshotSchema)
      .find({ _id: { $in: refs.references } })
      .lean<SnapshotDocument[]>(),
  ]);
  return {
    definitions: Object.fromEntries(definitions.map((d) => [d._id, d.definition])),
    references: Object.fromEntries(references.map((s) => [s._id, s.reference])),
  };
}

/** State and read models of a case computed from its record; null when there is no such case. */
export async function foldedCase(
  connection: Connection,
  caseId: string,
): Promise<(Folded & { events: RecordedEvent[]; library: Library; headHash: string }) | null> {
  const events = await eventsOf(connection, caseId);
  const last = events[events.length - 1];
  if (!last) {
    return null;
  }
  const library = await libraryFor(connection, events);
  return { ...foldCase(events, library), events, library, headHash: last.hash };
}
