import type { Connection } from 'mongoose';
import { modelOf } from './model-of';
import { membershipsOn } from './person.reader';
import { PERSON, personSchema, type PersonDocument } from './person.schema';

/** Active people of organisations on a local day, by organisation and name. */
export async function membersOf(
  connection: Connection,
  orgs: readonly string[],
  day: string,
): Promise<{ org: string; personId: string; name: string }[]> {
  if (orgs.length === 0) {
    return [];
  }
  const people = await modelOf(connection, PERSON, personSchema)
    .find({ status: 'active', 'memberships.orgCode': { $in: [...orgs] } }, { name: 1, memberships: 1 })
    .sort({ _id: 1 })
    .lean<PersonDocument[]>();
  return orgs.flatMap((org) =>
    people
      .filter((p) => membershipsOn(p.memberships, day).some((m) => m.orgCode === org))
      .map((p) => ({ org, personId: p._id, name: p.name })),
  );
}
