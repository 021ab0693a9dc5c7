import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { command, initiateReplicaSet } from './mongo-wire.mjs';
import { Service } from './service.mjs';

const HOST = '127.0.0.1';
const SET_NAME = 'rs0';
const DATABASE = 'hazflow';

/** The program that a data folder was made with: the files of a mongod and of its stand-in cannot be read by the other. */
export async function kindOfData(folder) {
  const kind = await readFile(path.join(folder, 'kind'), 'utf8').catch(() => '');
  return kind.trim() || undefined;
}

/**
 * Describes a one-node replica set on a data folder.
 * @param {{ kind: 'mongod' | 'secantus', path: string }} program @param {{ folder: string, port: number, log: string, onSpawn?: (pid: number) => void }} options
 */
export async function mongoService(ctx, program, { folder, port, log }) {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'kind'), `${program.kind}\n`);
  const files = path.join(folder, program.kind);
  await mkdir(files, { recursive: true });
  const server = { host: HOST, port };
  const args =
    program.kind === 'mongod'
      ? [
          ...['--replSet', SET_NAME, '--dbpath', files, '--port', String(port), '--bind_ip', HOST],
          // A worker that dies within a transaction holds its case back no longer than this; the stand-in has no such limit to set.
          ...['--setParameter', 'transactionLifetimeLimitSeconds=5'],
        ]
      : [
          '--host',
          HOST,
          '--port',
          String(port),
          '--storage-path',
          files,
          '--sync-on-commit',
          '--cache-size',
          '512M',
          '--log-level',
          'WARNING',
        ];
  return new Service(ctx, {
    name: 'MongoDB',
    file: program.path,
    args,
    log,
    graceMs: 30_000,
    async ready() {
      const hello = await command(server, { hello: 1 }, 1000);
      if (!hello.isWritablePrimary && program.kind === 'mongod' && !hello.secondary)
        await initiateReplicaSet(server, SET_NAME);
      return hello.isWritablePrimary;
    },
  });
}

/** The connection string of a server that was started here. */
export async function uriOf(port) {
  const { setName } = await command({ host: HOST, port }, { hello: 1 });
  return `mongodb://${HOST}:${port}/${DATABASE}?replicaSet=${setName}`;
}
