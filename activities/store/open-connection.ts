import * as os from 'node:os';
import mongoose, { type Connection, type ConnectOptions } from 'mongoose';

const PATH = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/;

/** Name of the database in a MongoDB address, `hazflow` when it names none. */
export function databaseOf(uri: string): string {
  const name = PATH.exec(uri)?.[1];
  return name ? decodeURIComponent(name) : 'hazflow';
}

/**
 * A closed connection with the project's settings: no global state, no buffering (a caller learns at once that the
 * database is away), indexes only by the loader.
 */
export function newConnection(): Connection {
  const connection = mongoose.createConnection();
  connection.set('bufferCommands', false);
  connection.set('autoIndex', false);
  connection.set('autoCreate', false);
  return connection;
}

/** Options that every process connects with. */
export function connectOptions(uri: string, more: ConnectOptions = {}): ConnectOptions {
  return {
    dbName: databaseOf(uri),
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
    serverSelectionTimeoutMS: 2000,
    // The driver would load it by a dynamic import, which not every host of this code carries out.
    runtimeAdapters: { os },
    ...more,
  };
}

/** Opens a connection and refuses a standalone server: transactions and change streams need a replica set. */
export async function openConnection(uri: string, more: ConnectOptions = {}): Promise<Connection> {
  const connection = newConnection();
  await connection.openUri(uri, connectOptions(uri, more));
  try {
    await refuseStandalone(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return connection;
}

/** @throws StandaloneServerError when the server is neither a replica set nor a sharded cluster. */
export async function refuseStandalone(connection: Connection): Promise<void> {
  const hello = (await connection.getClient().db('admin').command({ hello: 1 })) as { setName?: string; msg?: string };
  if (!hello.setName && hello.msg !== 'isdbgrid') throw new StandaloneServerError();
}

export class StandaloneServerError extends Error {
  constructor() {
    super(
      'MONGODB_URI names a standalone server. HazFlow needs a replica set (one node is enough): transactions and change streams do not work without.',
    );
  }
}
