import type { Connection } from 'mongoose';
import type { Directory } from '../../workflows/engine/draft';
import { modelOf } from './model-of';
import { membershipsOn } from './person.reader';
import { PERSON, personSchema, type PersonDocument } from './person.schema';

/**
 * Active holders of roles on a local day, in the order of their ids.
 * @param keys `org/role`; each has an entry in the answer, empty when nobody holds the role
 */
export async function holdersOf(connection: Connection, keys: readonly string[], day: string): Promise<Directory> {
  const wanted = keys.map((key) => {
    const [org = '', role = ''] = key.split('/');
    return { key, org, role };
  });
  const people = await modelOf(connection, PERSON, personSchema)
    .find(
      { status: 'active', 'memberships.orgCode': { $in: [...new Set(wanted.map(({ org }) => org))] } },
      { memberships: 1 },
    )
    .sort({ _id: 1 })
    .lean<Pick<PersonDocument, '_id' | 'memberships'>[]>();
  const held = people.map(({ _id, memberships }) => ({ _id, valid: membershipsOn(memberships, day) }));
  return Object.fromEntries(
    wanted.map(({ key, org, role }) => [
      key,
      held.filter(({ valid }) => valid.some((m) => m.orgCode === org && m.role === role)).map(({ _id }) => _id),
    ]),
  );
}
