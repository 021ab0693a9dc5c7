import type { Connection, Model } from 'mongoose';
import { modelOf } from '../activities/store/model-of';
import { ORGANISATION, organisationSchema } from '../activities/store/organisation.schema';
import { PERSON, personSchema } from '../activities/store/person.schema';
import { contentHashOf } from '../activities/store/reference.revisions';
import { hashPassword } from '../api/auth/passwords';
import type { Loaded } from './load-reference';
import type { Organisation, Person, Reference } from './reference';

/** Writes organisations that are new or were changed in the data file. */
export async function loadOrganisations(connection: Connection, reference: Reference, demo: boolean): Promise<Loaded> {
  const organisations = modelOf(connection, ORGANISATION, organisationSchema);
  const rows = reference.organisations.filter((row) => demo || row.demo !== true);
  const hashes = await seedHashes(organisations);
  const operations = rows.flatMap((row) => {
    const seedHash = contentHashOf(row);
    if (hashes.get(row.code) === seedHash) return [];
    return [
      {
        updateOne: {
          filter: { _id: row.code },
          update: updateOf({ ...organisationFields(row), seedHash }, { active: true }),
          upsert: true,
        },
      },
    ];
  });
  if (operations.length > 0) await organisations.bulkWrite(operations);
  return { total: rows.length, added: operations.length };
}

/**
 * Writes people that are new or were changed in the data file. A person that exists keeps the password.
 * The password of the demonstration accounts is hashed once for all of them.
 */
export async function loadPeople(connection: Connection, reference: Reference, demo: boolean): Promise<Loaded> {
  const people = modelOf(connection, PERSON, personSchema);
  const rows = reference.people.filter((row) => demo || row.demo !== true);
  const from = reference.provenance['people']?.effectiveFrom ?? '2021-07-01';
  const hashes = await seedHashes(people);
  const changed = rows.filter((row) => hashes.get(row.id) !== contentHashOf(row));
  if (changed.length === 0) return { total: rows.length, added: 0 };
  const passwordHash = changed.some((row) => !hashes.has(row.id)) ? await hashPassword(reference.demoPassword) : null;
  await people.bulkWrite(
    changed.map((row) => ({
      updateOne: {
        filter: { _id: row.id },
        update: updateOf(
          { ...personFields(row, from), seedHash: contentHashOf(row) },
          { passwordHash, status: 'active' },
        ),
        upsert: true,
      },
    })),
  );
  return { total: rows.length, added: changed.length };
}

/** Closes the demonstration accounts, for a system that is used in earnest. Says how many there were. */
export async function closeDemoAccounts(connection: Connection, today: string): Promise<number> {
  const { modifiedCount } = await modelOf(connection, PERSON, personSchema).updateMany(
    { demo: true, status: 'active' },
    { $set: { status: 'left', leftOn: today, passwordHash: null }, $inc: { version: 1 } },
  );
  return modifiedCount;
}

async function seedHashes<T extends { seedHash?: string }>(model: Model<T>): Promise<Map<string, string | undefined>> {
  const rows = await model.find({}, { seedHash: 1 }).lean<{ _id: string; seedHash?: string }[]>();
  return new Map(rows.map((row) => [row._id, row.seedHash]));
}

function updateOf(set: object, onInsert: object): Record<string, object> {
  return { $set: set, $setOnInsert: onInsert, $inc: { version: 1 } };
}

function organisationFields({ code: _code, name, kind, uscc, demo, ...particulars }: Organisation): object {
  return { name, kind, ...(uscc === undefined ? {} : { uscc }), demo: demo === true, particulars };
}

function personFields({ id: _id, login, name, memberships, demo, ...particulars }: Person, from: string): object {
  return {
    login,
    name,
    memberships: memberships.map((m) => ({ from, to: null, ...m })),
    demo: demo === true,
    particulars,
  };
}
