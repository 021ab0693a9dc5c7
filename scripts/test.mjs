import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findBrowser, playwrightConfig, runBrowserTests } from './lib/browser-tests.mjs';
import { build } from './lib/build.mjs';
import { runChecks } from './lib/checks.mjs';
import { makeContext } from './lib/context.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { run } from './lib/exec.mjs';
import { Failure, Interrupted, report } from './lib/failure.mjs';
import { sweepDeadFolders } from './lib/leftovers.mjs';
import { demandNode } from './lib/node-version.mjs';
import { startServers } from './lib/servers.mjs';
import { abortOnSignals } from './lib/signals.mjs';
import { closingLine, countJest, sum } from './lib/summary.mjs';
import { TEST_HELP, parseTestOptions } from './lib/test-options.mjs';

const FOLDER = 'hazflow-test-';
const VARIABLES = { mongo: 'HAZFLOW_TEST_MONGODB_URI', temporal: 'HAZFLOW_TEST_TEMPORAL_ADDRESS' };

/** @param {import('./lib/summary.mjs').Count[]} counts gets what each run came to, so that it counts even if a later one breaks off */
async function runAll(ctx, options, data, counts) {
  if (!options.fast) counts.push(await runChecks(ctx));
  if (options.light.length)
    counts.push(await runJest(ctx, { projects: options.light, env: ctx.env, data, passedOn: options.passedOn }));
  const heavy = [
    { projects: options.paired, way: '--maxWorkers=2' },
    { projects: options.alone, way: '--runInBand' },
  ].filter(({ projects }) => projects.length);
  if (!heavy.length && !options.ui) return;
  const servers = await startServers({ ctx, data, ports: 'free', variables: VARIABLES, testServer: true });
  try {
    await build(ctx);
    const env = testEnvironment(ctx, servers);
    for (const { projects, way } of heavy)
      counts.push(await runJest(ctx, { projects, env, data, passedOn: [way, ...options.passedOn] }));
    if (options.ui) counts.push(...(await runUi(ctx, { env, data, passedOn: heavy.length ? [] : options.passedOn })));
  } finally {
    await servers.stop();
  }
}

function testEnvironment(ctx, servers) {
  return {
    ...ctx.env,
    HAZFLOW_TEST_MONGODB_URI: servers.mongoUri,
    HAZFLOW_TEST_TEMPORAL_ADDRESS: servers.temporalAddress,
    HAZFLOW_TEST_SERVER_PATH: servers.testServerPath,
    ...(servers.temporalCliPath && { HAZFLOW_TEMPORAL_CLI_PATH: servers.temporalCliPath }),
    ...(servers.mongodPath && { HAZFLOW_MONGOD_PATH: servers.mongodPath }),
  };
}

async function runJest(ctx, { projects, env, data, passedOn }) {
  const file = path.join(data, `jest-${projects.join('-')}.json`);
  ctx.say.line(`\n${projects.join(', ')}`);
  const args = ['--selectProjects', ...projects, '--passWithNoTests', '--json', '--outputFile', file, ...passedOn];
  await run(ctx, process.execPath, [path.join(ctx.root, 'node_modules/jest/bin/jest.js'), ...args], {
    env: { ...env, NODE_ENV: 'test' },
    inherit: 'stderr',
  });
  return countJest(await readFile(file, 'utf8').then(JSON.parse, () => undefined));
}

async function runUi(ctx, { env, data, passedOn }) {
  const config = await playwrightConfig(ctx.root);
  if (!config) return [];
  const browser = findBrowser(ctx.env, ctx.platform);
  if (!browser) {
    ctx.say.warn(
      'The tests of the web pages were not run: install Chromium (Debian: apt-get install chromium fonts-noto-cjk) or set HAZFLOW_CHROMIUM.',
    );
    return [];
  }
  ctx.say.line('\nui');
  return [await runBrowserTests(ctx, { config, browser, env, report: path.join(data, 'playwright.json'), passedOn })];
}

async function main() {
  const options = parseTestOptions(process.argv.slice(2));
  if (options.help) return void process.stdout.write(TEST_HELP);
  if (options.unknown.length)
    throw new Failure(`There is no test project ${options.unknown.join(', ')}; npm test -- --help names them.`);
  demandNode();
  const ctx = makeContext({ signal: abortOnSignals().signal });
  await ensureDependencies(ctx);
  await sweepDeadFolders(ctx, os.tmpdir(), FOLDER);
  const data = await mkdtemp(path.join(os.tmpdir(), FOLDER));
  const counts = [];
  try {
    await runAll(ctx, options, data, counts);
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    report(error);
    counts.push({ passed: 0, failed: 1, skipped: 0 });
  } finally {
    await rm(data, { recursive: true, force: true });
  }
  const total = sum(counts);
  if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
  process.stdout.write(`\n${closingLine(total)}\n`);
}

try {
  await main();
} catch (error) {
  report(error);
  process.exitCode = error instanceof Interrupted ? 130 : 1;
}
