import { randomUUID } from 'node:crypto';
import * as os from 'node:os';
import { createConnection, type Connection } from 'mongoose';

/** A connection to a database of its own on the tests' server; `drop` removes it. */
export async function openTestDatabase(): Promise<{ connection: Connection; drop: () => Promise<void> }> {
  const uri = process.env['HAZFLOW_TEST_MONGODB_URI'];
  if (!uri) throw new Error('HAZFLOW_TEST_MONGODB_URI is not set: run the tests by `npm test`');
  const connection = createConnection(uri, {
    dbName: `documents_${randomUUID()}`,
    autoIndex: false,
    autoCreate: false,
    // The driver's own way to load `os` is a dynamic import, which jest's sandbox does not carry out.
    runtimeAdapters: { os },
  });
  await connection.asPromise();
  return {
    connection,
    drop: async () => {
      await connection.dropDatabase();
      await connection.close();
    },
  };
}
