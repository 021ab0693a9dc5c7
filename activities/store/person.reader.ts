import type { Connection } from 'mongoose';
import { modelOf } from './model-of';
import { PERSON, personSchema, type MembershipDocument, type PersonDocument } from './person.schema';

/** A person as the rest of the system sees them: without credentials. */
export interface PersonView {
  personId: string;
  login: string;
  name: string;
  email?: string;
  phone?: string;
  /** What the outside identity service calls the person. */
  externalId?: string;
  status: 'active' | 'left';
  memberships: MembershipDocument[];
  demo: boolean;
  version: number;
}

export function toPersonView(row: PersonDocument): PersonView {
  return {
    personId: row._id,
    login: row.login,
    name: row.name,
    ...(row.email === undefined ? {} : { email: row.email }),
    ...(row.phone === undefined ? {} : { phone: row.phone }),
    ...(row.externalId === undefined ? {} : { externalId: row.externalId }),
    status: row.status,
    memberships: row.memberships,
    demo: row.demo,
    version: row.version,
  };
}

/** The memberships that hold on a local day `YYYY-MM-DD`. */
export function membershipsOn(memberships: readonly MembershipDocument[], day: string): MembershipDocument[] {
  return memberships.filter((m) => m.from <= day && (m.to === null || day <= m.to));
}

export async function personById(connection: Connection, personId: string): Promise<PersonView | undefined> {
  const row = await modelOf(connection, PERSON, personSchema).findById(personId).lean<PersonDocument>();
  return row ? toPersonView(row) : undefined;
}

/** People by id, in no particular order; unknown ids are left out. */
export async function peopleByIds(connection: Connection, personIds: readonly string[]): Promise<PersonView[]> {
  const rows = await modelOf(connection, PERSON, personSchema)
    .find({ _id: { $in: personIds } })
    .lean<PersonDocument[]>();
  return rows.map(toPersonView);
}
