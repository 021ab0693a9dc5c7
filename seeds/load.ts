import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Connection } from 'mongoose';
import { modelOf } from '../activities/store/model-of';
import { addOpenWork } from '../activities/store/open-work.writer';
import { openConnection } from '../activities/store/open-connection';
import { PERSON, personSchema } from '../activities/store/person.schema';
import { hashPassword } from '../api/auth/passwords';
import { localDay } from '../workflows/domain/calendar';
import { createIndexes } from './indexes';
import { closeDemoAccounts, loadOrganisations, loadPeople } from './load-people';
import { loadReferenceSets, type Loaded } from './load-reference';
import { publishDefinitions, type Published } from './publish-definitions';
import { loadReference } from './reference';

const USAGE = `Creates indexes and loads the reference data into MONGODB_URI. Safe to run again.

  node dist/seeds/load.js [--no-demo] [--admin LOGIN]

  --no-demo       without demonstration accounts; those there are, are closed
  --admin LOGIN   adds an administrator with that login name and prints a first password
`;

export interface LoadReport {
  indexes: number;
  reference: Loaded;
  organisations: Loaded;
  people: Loaded;
  definitions: Published;
  /** Demonstration accounts that were closed. */
  closed: number;
}

/** Creates the indexes and brings the reference data up to date. Idempotent; quick when nothing has changed. */
export async function loadSeeds(connection: Connection, { demo = true } = {}): Promise<LoadReport> {
  const reference = loadReference();
  const indexes = await createIndexes(connection);
  await addOpenWork(connection);
  const now = new Date();
  return {
    indexes,
    reference: await loadReferenceSets(connection, reference, now),
    organisations: await loadOrganisations(connection, reference, demo),
    people: await loadPeople(connection, reference, demo),
    definitions: await publishDefinitions(connection, reference, now),
    closed: demo ? 0 : await closeDemoAccounts(connection, localDay(now.getTime())),
  };
}

/** Adds an administrator and returns the first password; undefined when somebody has that login already. */
export async function addAdministrator(connection: Connection, login: string): Promise<string | undefined> {
  const people = modelOf(connection, PERSON, personSchema);
  const name = login.toLowerCase();
  if (await people.exists({ login: name })) return undefined;
  const password = randomBytes(12).toString('base64url');
  await people.create({
    _id: `p-${name}`,
    login: name,
    name: '系统管理员',
    passwordHash: await hashPassword(password),
    memberships: [{ orgCode: 'PLATFORM', role: 'admin', from: localDay(Date.now()), to: null }],
    status: 'active',
    demo: false,
    version: 1,
  });
  return password;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { 'no-demo': { type: 'boolean' }, admin: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const uri = process.env['MONGODB_URI'];
  if (!uri) throw new Error('MONGODB_URI must be set to the mongodb:// address of a replica set');
  const start = Date.now();
  const connection = await openConnection(uri, { serverSelectionTimeoutMS: 5000 });
  try {
    const report = await loadSeeds(connection, { demo: values['no-demo'] !== true });
    const said = (what: string, { total, added }: Loaded) =>
      `${total} ${what}${added > 0 ? ` (${added} new or changed)` : ''}`;
    console.log(
      [
        `${report.indexes} indexes`,
        said('reference rows', report.reference),
        said('organisations', report.organisations),
        said('people', report.people),
        said('process definitions', report.definitions),
      ].join(', ') + `: ${((Date.now() - start) / 1000).toFixed(1)} s`,
    );
    for (const why of report.definitions.refused) console.warn(`Not published: ${why}`);
    if (report.closed > 0) console.log(`${report.closed} demonstration accounts closed`);
    if (values.admin !== undefined) {
      const password = await addAdministrator(connection, values.admin);
      console.log(
        password ? `Administrator ${values.admin}, first password: ${password}` : `${values.admin} exists already`,
      );
    }
  } finally {
    await connection.close();
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
