import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inNode, temporaryFolder, writeFile, writeProgram } from './support/in-node';

const MONGOD = 'echo "db version v8.0.4"';
const SECANTUS = 'echo "secantusd-rs 0.5.3-beta.193"';

/** A machine with nothing on it but what the test puts there; its project folder has a downloader that the test writes. */
function machine() {
  const folder = temporaryFolder();
  const [bin, cache, project] = [path.join(folder, 'bin'), path.join(folder, 'cache'), path.join(folder, 'project')];
  mkdirSync(project);
  return {
    bin,
    cache,
    project,
    withMongodOnPath: (version = '8.0.4') => writeProgram(path.join(bin, 'mongod'), `echo "db version v${version}"`),
    withMongodInCache: () => writeProgram(path.join(cache, 'mongod/mongod-x64-debian-8.2.6'), MONGOD),
    withStandInInCache: () => writeProgram(path.join(cache, 'secantus-0.5.3-beta.193/bin/secantusd-rs'), SECANTUS),
    withDownload() {
      const file = path.join(cache, 'mongod/mongod-x64-debian-8.2.6');
      writeProgram(`${file}.ready`, MONGOD);
      writeFile(
        path.join(project, 'scripts/lib/mongod-download.mjs'),
        `import { renameSync } from 'node:fs';\nrenameSync('${file}.ready', '${file}');\nconsole.log('Downloading MongoDB "8.2.6": 50%');\nconsole.log('${file}');`,
      );
    },
    withFailingDownload() {
      writeFile(
        path.join(project, 'scripts/lib/mongod-download.mjs'),
        `console.log('Status Code is 403'); process.exitCode = 1;`,
      );
    },
    withCargo() {
      writeProgram(
        path.join(bin, 'cargo'),
        `last=; for a; do [ "$last" = --root ] && into=$a; last=$a; done
         echo "$@" > ${folder}/cargo-args; echo "$CARGO_PROFILE_RELEASE_LTO" >> ${folder}/cargo-args
         /bin/mkdir -p "$into/bin"; printf '#!/bin/sh\\n${SECANTUS.replaceAll('"', '\\"')}\\n' > "$into/bin/secantusd-rs"; /bin/chmod +x "$into/bin/secantusd-rs"`,
      );
    },
    withFailingCargo: () =>
      writeProgram(path.join(bin, 'cargo'), 'echo "error: could not compile wiredtiger" >&2; exit 101'),
    cargoArguments: path.join(folder, 'cargo-args'),
  };
}

type Machine = ReturnType<typeof machine>;

const findMongo = ({ bin, cache, project }: Machine, { online = false, env = {} } = {}) =>
  inNode({ bin, cache, project, online, env }, async ({ lib, fakes, args }) => {
    const { firstOf } = await lib('sources');
    const { MONGO_ADVICE, mongoPrograms, runningReplicaSet } = await lib('mongo-sources');
    const { ctx, said } = fakes.fakeContext({
      env: { PATH: args.bin, ...args.env },
      cache: args.cache,
      root: args.project,
      ...(args.online && { fetch: fakes.fetchOf({ 'https://fastdl.mongodb.org': '' }) }),
    });
    const found = await firstOf(ctx, 'MongoDB', [runningReplicaSet('MONGODB_URI'), ...mongoPrograms], MONGO_ADVICE);
    return {
      source: found.source as string,
      kind: found.kind as string,
      path: found.path as string,
      said: (said as string[]).join('\n'),
    };
  });

describe('where MongoDB comes from', () => {
  test('a mongod on PATH is taken before the cache', async () => {
    const on = machine();
    on.withMongodOnPath();
    on.withMongodInCache();
    expect(await findMongo(on)).toMatchObject({ source: 'PATH', kind: 'mongod', path: path.join(on.bin, 'mongod') });
  });

  test('a mongod on PATH that is too old is passed over', async () => {
    const on = machine();
    on.withMongodOnPath('4.4.29');
    on.withMongodInCache();
    const found = await findMongo(on);
    expect(found.source).toBe('cache');
    expect(found.said).toContain('is 4.4.29, older than 5.0.0');
  });

  test('the cache: an official mongod before its stand-in', async () => {
    const on = machine();
    on.withStandInInCache();
    expect(await findMongo(on)).toMatchObject({ source: 'cache', kind: 'secantus' });
    on.withMongodInCache();
    expect(await findMongo(on)).toMatchObject({ source: 'cache', kind: 'mongod' });
  });

  test('with an empty cache the official download serves, with its progress shown, and the cache has it from then on', async () => {
    const on = machine();
    on.withDownload();
    const found = await findMongo(on, { online: true });
    expect(found).toMatchObject({ source: 'official download', kind: 'mongod' });
    expect(found.said).toContain('50%');
    expect((await findMongo(on)).source).toBe('cache');
  });

  test('when the official download cannot be reached the stand-in is built', async () => {
    const on = machine();
    on.withDownload();
    on.withCargo();
    const found = await findMongo(on);
    expect(found).toMatchObject({ source: 'crates.io', kind: 'secantus' });
    expect(found.said).toContain('fastdl.mongodb.org cannot be reached');
    expect(found.said).toContain('not for production');
    expect(readFileSync(on.cargoArguments, 'utf8')).toBe(
      `install secantus-mdb --version 0.5.3-beta.193 --locked --ignore-rust-version --root ${on.cache}/secantus-0.5.3-beta.193\noff\n`,
    );
  });

  test('when the download is refused the stand-in is built', async () => {
    const on = machine();
    on.withFailingDownload();
    on.withCargo();
    const found = await findMongo(on, { online: true });
    expect(found.source).toBe('crates.io');
    expect(found.said).toContain('official download: Status Code is 403');
  });

  test('when nothing serves, one sentence names every source, why it did not, and what to do', async () => {
    const on = machine();
    on.withFailingCargo();
    const failure = (await findMongo(on).catch((error: Error) => error)) as Error & { kind: string };
    expect(failure.kind).toBe('Failure');
    for (const part of [
      'MONGODB_URI: not set',
      'PATH: no mongod there',
      'cache: nothing there',
      'crates.io: cargo failed (error: could not compile wiredtiger)',
      'install mongod',
    ])
      expect(failure.message).toContain(part);
    expect((await findMongo(machine()).catch((error: Error) => error)) as Error).toMatchObject({
      message: expect.stringContaining('crates.io: no cargo on PATH'),
    });
  });

  test('a MONGODB_URI where nobody answers is refused at once instead of passed over', async () => {
    const on = machine();
    on.withMongodOnPath();
    const port = await inNode({}, async ({ lib }) => (await lib('ports')).freePort() as Promise<number>);
    await expect(findMongo(on, { env: { MONGODB_URI: `mongodb://127.0.0.1:${port}/x` } })).rejects.toThrow(
      `No MongoDB answers at 127.0.0.1:${port} (ECONNREFUSED), where MONGODB_URI points.`,
    );
  });
});
