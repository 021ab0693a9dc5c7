import { Schema } from 'mongoose';
import type { CaseEvent } from '../../workflows/engine/events';
import type { CaseRow, NotificationRow, TaskRow } from '../../workflows/engine/rows';
import type { Reference } from '../../workflows/engine/state';
import type { ProcessDefinition } from '../../workflows/processes/definition';

/** The statutory record (design.md §7): append-only, chained. `_id` is `<caseId>:<seq>`. */
export interface EventDocument extends CaseEvent {
  _id: string;
  prevHash: string;
  hash: string;
}

export interface CaseDocument extends CaseRow {
  /** Hash of the last event. */
  headHash: string;
}

/** A published definition; `_id` is the hash of its canonical JSON. */
export interface DefinitionDocument {
  _id: string;
  code: string;
  version: number;
  definition: ProcessDefinition;
  effectiveFrom: string;
  effectiveTo: string | null;
  publishedAt: Date;
  publishedBy: string;
  /** Since when no new case starts on it; null while cases may. */
  retiredAt: Date | null;
  /** Present when somebody gave it a last day. */
  retirement?: { lastDay: string; reason: string; by: string; at: Date };
}

/** Calendars and limits as they stood when a case began or was recomputed; `_id` is the hash. */
export interface SnapshotDocument {
  _id: string;
  reference: Reference;
  at: Date;
}

export interface CaseNumberDocument {
  /** What the number is for: the same purpose gets the same number again. */
  _id: string;
  prefix: string;
  year: number;
  number: number;
}

export const EVENT = 'CaseEvent';
export const CASE = 'Case';
export const TASK = 'Task';
export const NOTIFICATION = 'Notification';
export const DEFINITION = 'Definition';
export const SNAPSHOT = 'Snapshot';
export const CASE_NUMBER = 'CaseNumber';

// Rows are functions of the workflow's state and are written as they come: the types above are their schema, casting would only copy.
const open = <T>(collection: string): Schema<T> =>
  new Schema<T>({ _id: { type: String, required: true } } as never, {
    collection,
    versionKey: false,
    strict: false,
    minimize: false,
  });

export const eventSchema = open<EventDocument>('case_events');
eventSchema.index({ caseId: 1, seq: 1 }, { unique: true });
eventSchema.index(
  { caseId: 1, 'command.key': 1 },
  { unique: true, partialFilterExpression: { 'command.key': { $type: 'string' } } },
);
eventSchema.index({ 'actor.id': 1, at: -1 });
eventSchema.index({ 'data.attachments': 1 }, { sparse: true });
eventSchema.index({ 'data.documentId': 1 }, { sparse: true });
eventSchema.index({ type: 1, at: -1 });

export const caseSchema = open<CaseDocument>('cases');
caseSchema.index({ readers: 1, status: 1, updatedAt: -1, _id: -1 });
caseSchema.index({ applicant: 1, updatedAt: -1, _id: -1 });
caseSchema.index({ copied: 1, updatedAt: -1, _id: -1 });
caseSchema.index({ process: 1, status: 1, updatedAt: -1, _id: -1 });
caseSchema.index({ caseNo: 1 }, { unique: true });
caseSchema.index({ 'keys.applicationId': 1 });
caseSchema.index({ parentCase: 1 });
// Figures: the cases in which an authority has something open, and those under way that an authority leads.
caseSchema.index({ openWith: 1 });
caseSchema.index({ leadOrg: 1, status: 1 });
caseSchema.index({ process: 1, status: 1, result: 1 });

export const taskSchema = open<TaskRow>('tasks');
// Not partial: only open tasks have an audience, and a list of keys is looked up without asking for the status.
taskSchema.index({ audience: 1, sortDue: 1, _id: 1 }, { name: 'inbox_due' });
taskSchema.index({ audience: 1, openedAt: -1, _id: -1 }, { name: 'inbox_opened' });
// Few rows: what is taken off the count of an inbox.
taskSchema.index({ barred: 1 }, { sparse: true });
// Few rows too: what is urgent and not closed.
taskSchema.index({ priority: 1 }, { sparse: true });
taskSchema.index({ answeredBy: 1, closedAt: -1, _id: -1 });
taskSchema.index({ caseId: 1, openedAt: 1 });
// What is closed since a day, and what is open by its due moment: the figures of a department and the tasks behind them.
taskSchema.index({ orgs: 1, closedAt: -1, sortDue: 1, _id: 1 });
taskSchema.index({ leadOrg: 1, closedAt: -1, sortDue: 1, _id: 1 });
taskSchema.index({ assignees: 1, status: 1 });
taskSchema.index({ claimedBy: 1, status: 1 });

export const notificationSchema = open<NotificationRow>('notifications');
notificationSchema.index({ audience: 1, at: -1, _id: -1 });
// Only while nobody has looked yet whether it goes out by mail.
notificationSchema.index({ mail: 1 }, { sparse: true });

export const definitionSchema = open<DefinitionDocument>('definitions');
definitionSchema.index({ code: 1, version: 1 }, { unique: true });

export const snapshotSchema = open<SnapshotDocument>('reference_snapshots');

export const caseNumberSchema = open<CaseNumberDocument>('case_numbers');
caseNumberSchema.index({ prefix: 1, year: 1, number: 1 }, { unique: true });
