import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Schema, type Connection } from 'mongoose';

const STORE = join(__dirname, '..', 'activities', 'store');
const SCHEMA_FILE = /\.schema\.(js|ts)$/;

/** Every schema that a file `activities/store/<noun>.schema` exports and that has a collection of its own. */
export function allSchemas(): { collection: string; schema: Schema }[] {
  return readdirSync(STORE)
    .filter((file) => SCHEMA_FILE.test(file))
    .sort()
    .flatMap((file) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- the list of files is known only at run time
      const exported = require(join(STORE, file)) as Record<string, unknown>;
      return Object.values(exported).flatMap((value) => {
        const collection = value instanceof Schema ? value.get('collection') : undefined;
        return collection === undefined ? [] : [{ collection, schema: value as Schema }];
      });
    });
}

/** Creates the collections and indexes that are missing; says how many indexes the schemas ask for. */
export async function createIndexes(connection: Connection): Promise<number> {
  const db = connection.db;
  if (!db) throw new Error('the connection is not open');
  const existing = new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name));
  let count = 0;
  for (const { collection, schema } of allSchemas()) {
    if (!existing.has(collection)) await db.createCollection(collection);
    const specs = schema.indexes().map(([key, { background: _background, ...options }]) => ({ key, ...options }));
    if (specs.length > 0)
      await db
        .collection(collection)
        .createIndexes(specs as Parameters<ReturnType<typeof db.collection>['createIndexes']>[0]);
    count += specs.length;
  }
  return count;
}
