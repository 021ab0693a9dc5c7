import type { Connection } from 'mongoose';
import type { CalendarYear, LimitRule } from '../../workflows/domain/limit';
import { localDay } from '../../workflows/domain/calendar';
import { modelOf } from './model-of';
import { REFERENCE, referenceSchema, type ReferenceDocument } from './reference.schema';

/** A set of reference data as it stands. `version` is the number of revisions ever written: it grows with each change. */
export interface ReferenceSet<T = unknown> {
  set: string;
  version: number;
  items: T[];
}

interface Revisions {
  version: number;
  rows: ReferenceDocument[];
}

/** The last revision of each key, in the order of their list, whatever its dates are. */
export async function currentRevisions(connection: Connection, set: string): Promise<Revisions> {
  const rows = await allRevisions(connection, set);
  return { version: rows.length, rows: inOrder(new Map(rows.map((row) => [row.key, row]))) };
}

/**
 * The revisions in force on a local day, in the order of their list: of each key the last one that had begun by then, unless it
 * has ended. A row that was taken back before its first day never held; a version to come does not hold yet.
 */
export async function revisionsOn(connection: Connection, set: string, day: string): Promise<Revisions> {
  const rows = await allRevisions(connection, set);
  return { version: rows.length, rows: inForceOn(rows, day) };
}

/** @param rows revisions of one set, those of a key in the order in which they were written */
export function inForceOn(rows: readonly ReferenceDocument[], day: string): ReferenceDocument[] {
  const begun = new Map(rows.filter(({ effectiveFrom }) => effectiveFrom <= day).map((row) => [row.key, row]));
  return inOrder(begun).filter(({ effectiveTo }) => effectiveTo === null || day <= effectiveTo);
}

/** Every revision of a set, those of a key in the order in which they were written. */
export function allRevisions(connection: Connection, set: string): Promise<ReferenceDocument[]> {
  return modelOf(connection, REFERENCE, referenceSchema)
    .find({ set })
    .sort({ set: 1, key: 1, revision: 1 })
    .lean<ReferenceDocument[]>();
}

const inOrder = (byKey: ReadonlyMap<string, ReferenceDocument>): ReferenceDocument[] =>
  [...byKey.values()].sort((a, b) => a.position - b.position || (a.key < b.key ? -1 : 1));

/** Every revision of one key, the first one first. */
export async function revisionsOf(connection: Connection, set: string, key: string): Promise<ReferenceDocument[]> {
  return modelOf(connection, REFERENCE, referenceSchema)
    .find({ set, key })
    .sort({ revision: 1 })
    .lean<ReferenceDocument[]>();
}

/** The data of a set as it is in force on a day, today by default. */
export async function readSetOn<T>(connection: Connection, set: string, day = localDay(Date.now())): Promise<T[]> {
  const { rows } = await revisionsOn(connection, set, day);
  return rows.map((row) => row.data as T);
}

/** The data of a set, the last revision of each key: for sets whose rows say themselves when they hold. */
export async function readReferenceSet<T>(connection: Connection, set: string): Promise<ReferenceSet<T>> {
  const { version, rows } = await currentRevisions(connection, set);
  return { set, version, items: rows.map((row) => row.data as T) };
}

/** All limit rules, every version by effective date; choose among them by the date of the act. */
export async function readLimits(connection: Connection): Promise<LimitRule[]> {
  return (await readReferenceSet<LimitRule>(connection, 'limits')).items;
}

/** The published calendars, by year. */
export async function readCalendars(connection: Connection): Promise<CalendarYear[]> {
  const { items } = await readReferenceSet<CalendarYear>(connection, 'calendars');
  return items.sort((a, b) => a.year - b.year);
}
