import { createServer } from 'node:net';
import { createServer as createHttp2Server } from 'node:http2';
import { gzipSync } from 'node:zlib';
import { makeContext } from '../../../scripts/lib/context.mjs';
import { decode, encode } from '../../../scripts/lib/bson.mjs';
import { bytes, number } from '../../../scripts/lib/proto.mjs';
import { makeSay } from '../../../scripts/lib/say.mjs';

/** A context that touches nothing of this machine: no network, an empty PATH; what is said is kept in `said`. */
export function fakeContext(given = {}) {
  const said = [];
  const say = makeSay({ write: (text) => said.push(text.trimEnd()) });
  const ctx = makeContext({
    env: { PATH: '/nowhere' },
    say,
    fetch: () => Promise.reject(Object.assign(new Error('fetch failed'), { cause: { code: 'ENOTFOUND' } })),
    ...given,
  });
  return { ctx, said };
}

const listening = (server, port = 0) =>
  new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server.address().port)));

/**
 * A server that speaks MongoDB's wire protocol and answers every command with what `answer` gives; the commands are kept.
 * @param {(command: Record<string, any>) => Record<string, unknown>} answer
 */
export async function fakeMongo(answer, port = 0) {
  const commands = [];
  const server = createServer((socket) => {
    let pending = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      while (pending.length >= 4 && pending.length >= pending.readInt32LE(0)) {
        const size = pending.readInt32LE(0);
        const command = decode(pending.subarray(21, size));
        pending = pending.subarray(size);
        commands.push(command);
        const body = encode(answer(command));
        const header = Buffer.alloc(21);
        header.writeInt32LE(21 + body.length, 0);
        header.writeInt32LE(2013, 12);
        socket.write(Buffer.concat([header, body]));
      }
    });
  });
  return { port: await listening(server, port), commands, close: () => server.close() };
}

/** A mongod as its operator sees it: a standalone server, or one started with --replSet that can be initiated. */
export function mongodBehaviour({ replSet, config }) {
  let current = config;
  return (command) => {
    if (command.hello) {
      if (!replSet) return { ok: 1, isWritablePrimary: true, maxWireVersion: 25 };
      if (!current) return { ok: 1, isWritablePrimary: false, secondary: false, isreplicaset: true };
      return { ok: 1, isWritablePrimary: true, setName: current._id, hosts: current.members.map(({ host }) => host) };
    }
    if (command.replSetGetConfig)
      return current ? { ok: 1, config: current } : { ok: 0, code: 94, errmsg: 'no replset config has been received' };
    if (command.replSetInitiate) {
      current = { ...command.replSetInitiate, version: 1 };
      return { ok: 1 };
    }
    if (command.replSetReconfig) {
      current = command.replSetReconfig;
      return { ok: 1 };
    }
    return { ok: 0, errmsg: 'no such command' };
  };
}

/** A gRPC service that knows the namespace `default` and says whether a worker polls. The methods called are kept. */
export async function fakeTemporal(port = 0, hasWorker = () => true) {
  const calls = [];
  const server = createHttp2Server();
  server.on('stream', (stream, headers) => {
    const chunks = [];
    stream.on('error', () => {});
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      const method = headers[':path'].split('/').pop();
      const message = Buffer.concat(chunks).subarray(5);
      calls.push({ method, text: message.toString('latin1') });
      const known = method !== 'DescribeNamespace' || message.subarray(2).toString() === 'default';
      const reply =
        method === 'DescribeTaskQueue' && hasWorker()
          ? bytes(1, bytes(1, number(1, Math.floor(Date.now() / 1000))))
          : Buffer.alloc(0);
      const frame = Buffer.alloc(5);
      frame.writeUInt32BE(reply.length, 1);
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': known ? '0' : '5' }));
      stream.end(Buffer.concat([frame, reply]));
    });
  });
  return { port: await listening(server, port), calls, close: () => server.close() };
}

/** A tar.gz with one file. */
export function tarGz(name, content) {
  const body = Buffer.from(content);
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(body.length.toString(8).padStart(11, '0'), 124);
  header.write('0', 156);
  return gzipSync(Buffer.concat([header, body, Buffer.alloc(512 - (body.length % 512)), Buffer.alloc(1024)]));
}

/** A `fetch` that serves the given addresses and knows no others. @param {Record<string, Buffer | string>} pages by the start of the address */
export function fetchOf(pages) {
  return (url) => {
    const page = Object.entries(pages).find(([start]) => String(url).startsWith(start));
    if (!page) return Promise.reject(Object.assign(new Error('fetch failed'), { cause: { code: 'ENOTFOUND' } }));
    return Promise.resolve(new globalThis.Response(page[1]));
  };
}
