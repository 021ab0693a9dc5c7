import type { Connection } from 'mongoose';
import type { CalendarYear, LimitRule } from '../../workflows/domain/limit';
import { modelOf } from './model-of';
import { REFERENCE, referenceSchema, type ReferenceDocument } from './reference.schema';

/** A set of reference data as it stands. `version` is the number of revisions ever written: it grows with each change. */
export interface ReferenceSet<T = unknown> {
  set: string;
  version: number;
  items: T[];
}

/** The revisions that hold, in the order of their list. */
export async function currentRevisions(
  connection: Connection,
  set: string,
): Promise<{ version: number; rows: ReferenceDocument[] }> {
  const rows = await modelOf(connection, REFERENCE, referenceSchema)
    .find({ set })
    .sort({ set: 1, key: 1, revision: 1 })
    .lean<ReferenceDocument[]>();
  const latest = new Map(rows.map((row) => [row.key, row]));
  const current = [...latest.values()].sort((a, b) => a.position - b.position || (a.key < b.key ? -1 : 1));
  return { version: rows.length, rows: current };
}

/** Every revision of one key, the first one first. */
export async function revisionsOf(connection: Connection, set: string, key: string): Promise<ReferenceDocument[]> {
  return modelOf(connection, REFERENCE, referenceSchema)
    .find({ set, key })
    .sort({ revision: 1 })
    .lean<ReferenceDocument[]>();
}

/** The data of a set as it stands. */
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
