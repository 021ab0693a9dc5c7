import type { Connection } from 'mongoose';
import { localDay } from '../../workflows/domain/calendar';
import { orgKey, personKey, roleKey } from '../../workflows/engine/rows';
import { modelOf } from '../store/model-of';
import { membershipsOn } from '../store/person.reader';
import { PERSON, personSchema, type PersonDocument } from '../store/person.schema';

export interface Addressee {
  personId: string;
  name: string;
  email: string | undefined;
  /** Audience keys under which the person is told today. */
  keys: string[];
}

/** Active people whom an audience names today: by themselves, by a role, or by their organisation. */
export async function peopleOf(connection: Connection, audience: readonly string[], now: Date): Promise<Addressee[]> {
  const ids = audience.filter((key) => key.startsWith('p:')).map((key) => key.slice(2));
  const orgs = audience.filter((key) => !key.startsWith('p:')).map((key) => key.slice(2).split('/')[0] ?? '');
  const rows = await modelOf(connection, PERSON, personSchema)
    .find({ status: 'active', $or: [{ _id: { $in: ids } }, { 'memberships.orgCode': { $in: orgs } }] })
    .lean<PersonDocument[]>();
  return rows.map((row) => addressee(row, now)).filter(({ keys }) => keys.some((key) => audience.includes(key)));
}

/** One active person, if there is such a person. */
export async function addresseeById(connection: Connection, personId: string, now: Date): Promise<Addressee | null> {
  const row = await modelOf(connection, PERSON, personSchema)
    .findOne({ _id: personId, status: 'active' })
    .lean<PersonDocument>();
  return row && addressee(row, now);
}

function addressee(row: PersonDocument, now: Date): Addressee {
  const held = membershipsOn(row.memberships, localDay(now.getTime()));
  const keys = held.flatMap(({ orgCode, role }) => [orgKey(orgCode), roleKey(orgCode, role)]);
  return { personId: row._id, name: row.name, email: row.email, keys: [...new Set([personKey(row._id), ...keys])] };
}
