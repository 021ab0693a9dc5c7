import type { Connection } from 'mongoose';

/**
 * Counts by the `count` command, which walks the index alone; `countDocuments` is an aggregation that fetches what it counts. With a
 * query it is as exact, except for chunks on the move in a sharded collection.
 */
export async function exactCount(connection: Connection, collection: string, query: object): Promise<number> {
  if (!connection.db) {
    throw new Error('not connected');
  }
  const { n } = (await connection.db.command({ count: collection, query })) as { n: number };
  return n;
}
