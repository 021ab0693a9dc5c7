import dns from 'node:dns/promises';
import net from 'node:net';
import tls from 'node:tls';
import { URLSearchParams } from 'node:url';
import { decode, encode } from './bson.mjs';
import { Failure } from './failure.mjs';

const OP_MSG = 2013;

/**
 * One command to a MongoDB server (OP_MSG, database admin, no authentication).
 * @param {{ host: string, port: number, tls?: boolean }} server
 * @returns {Promise<Record<string, any>>} the reply as it is, `ok: 0` included; rejects when nobody answers in time
 */
export function command(server, body, timeoutMs = 3000) {
  return new Promise((resolve, reject) => {
    const to = { host: server.host, port: server.port };
    const socket = server.tls ? tls.connect({ ...to, servername: server.host }) : net.connect(to);
    const timer = setTimeout(() => finish(() => reject(new Error('no answer'))), timeoutMs);
    const finish = (settle) => {
      clearTimeout(timer);
      socket.destroy();
      settle();
    };
    let reply = Buffer.alloc(0);
    socket.once(server.tls ? 'secureConnect' : 'connect', () => {
      const document = encode({ ...body, $db: 'admin' });
      const header = Buffer.alloc(21);
      header.writeInt32LE(header.length + document.length, 0);
      header.writeInt32LE(1, 4);
      header.writeInt32LE(OP_MSG, 12);
      socket.write(Buffer.concat([header, document]));
    });
    socket.on('data', (chunk) => {
      reply = Buffer.concat([reply, chunk]);
      if (reply.length < 4 || reply.length < reply.readInt32LE(0)) return;
      finish(() => {
        try {
          resolve(decode(reply.subarray(21)));
        } catch (error) {
          reject(error);
        }
      });
    });
    socket.on('error', (error) => finish(() => reject(error)));
    socket.on('close', () => finish(() => reject(new Error('connection closed'))));
  });
}

/** The servers that a connection string names; `mongodb+srv` is resolved. */
export async function serversOf(uri) {
  const parts = /^mongodb(\+srv)?:\/\/(?:[^@/]*@)?([^/?]+)(?:\/[^?]*)?(?:\?(.*))?$/.exec(uri);
  if (!parts)
    throw new Failure('MONGODB_URI is not a MongoDB connection string (mongodb://host:port/database?replicaSet=name).');
  const [, srv, hosts, query] = parts;
  const options = new URLSearchParams(query ?? '');
  const encrypted = (options.get('tls') ?? options.get('ssl') ?? String(Boolean(srv))) === 'true';
  if (srv) {
    const records = await dns.resolveSrv(`_mongodb._tcp.${hosts}`).catch(() => []);
    if (records.length === 0) throw new Failure(`MONGODB_URI names ${hosts}, for which DNS has no MongoDB servers.`);
    return records.map(({ name, port }) => ({ host: name, port, tls: encrypted }));
  }
  return hosts.split(',').map((entry) => {
    const [, host, port] = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(decodeURIComponent(entry)) ?? [];
    if (!host) throw new Failure(`MONGODB_URI names a server that cannot be read: ${entry}.`);
    return { host: host.replace(/^\[|\]$/g, ''), port: Number(port ?? 27017), tls: encrypted };
  });
}

/**
 * Checks that a connection string leads to a replica set (or a sharded cluster): a case is written in one transaction,
 * which a standalone server cannot do.
 * @returns {Promise<string>} what was found, for the terminal
 */
export async function demandReplicaSet(uri) {
  const servers = await serversOf(uri);
  const silent = [];
  for (const server of servers) {
    const where = `${server.host}:${server.port}`;
    let hello;
    try {
      hello = await command(server, { hello: 1 }, 4000);
    } catch (error) {
      silent.push(`${where} (${error.code ?? error.message})`);
      continue;
    }
    if (hello.msg === 'isdbgrid') return `sharded cluster at ${where}`;
    if (hello.setName) return `replica set ${hello.setName} at ${where}`;
    if (hello.isreplicaset)
      throw new Failure(
        `The mongod at ${where} (MONGODB_URI) was started with --replSet but never initiated: run rs.initiate() on it once.`,
      );
    throw new Failure(
      `The mongod at ${where} (MONGODB_URI) is a standalone server, but HazFlow writes a case in one transaction, which needs a replica set: start it with --replSet rs0 and run rs.initiate() once.`,
    );
  }
  throw new Failure(`No MongoDB answers at ${silent.join(', ')}, where MONGODB_URI points.`);
}

/**
 * Makes a mongod that was started with --replSet the only member of its set, also when it was known under another port before.
 * @param {{ host: string, port: number }} server
 */
export async function initiateReplicaSet(server, setName) {
  const member = `${server.host}:${server.port}`;
  const { config } = await command(server, { replSetGetConfig: 1 });
  if (!config) {
    const reply = await command(
      server,
      { replSetInitiate: { _id: setName, members: [{ _id: 0, host: member }] } },
      20_000,
    );
    if (reply.ok !== 1 && reply.code !== 23)
      throw new Failure(`mongod could not be made a replica set: ${reply.errmsg}.`);
    return;
  }
  if (config.members?.[0]?.host === member) return;
  const moved = { _id: config._id, version: config.version + 1, members: [{ _id: 0, host: member }] };
  const reply = await command(server, { replSetReconfig: moved, force: true }, 20_000);
  if (reply.ok !== 1) throw new Failure(`mongod could not be moved to ${member}: ${reply.errmsg}.`);
}
