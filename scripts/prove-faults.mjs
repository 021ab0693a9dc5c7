import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { build, PARTS } from './lib/build.mjs';
import { makeContext } from './lib/context.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { Failure, Interrupted, report } from './lib/failure.mjs';
import { FAULTS_HELP, parseFaultOptions } from './lib/fault-options.mjs';
import { statusOf } from './lib/http-probe.mjs';
import { alwaysBack, killAtRandom, killForGood } from './lib/killer.mjs';
import { sweepDeadFolders } from './lib/leftovers.mjs';
import { demandNode } from './lib/node-version.mjs';
import { freePorts } from './lib/ports.mjs';
import { makeSay } from './lib/say.mjs';
import { startServers } from './lib/servers.mjs';
import { abortOnSignals } from './lib/signals.mjs';
import { apiService, loadReferenceData, systemEnvironment, workerService } from './lib/system.mjs';
import { pause } from './lib/wait.mjs';

const FOLDER = 'hazflow-faults-';
/** Load before the pair loses its halves, and after. */
const PAIR_BEFORE_MS = 4000;
const PAIR_AFTER_MS = 8000;

/** @returns what came of it; `killed` by kind beside the load's report */
async function drill(ctx, options, data) {
  const servers = await startServers({
    ctx,
    data,
    // Servers that run already belong to somebody: nobody kills those.
    variables: { mongo: 'HAZFLOW_FAULTS_NONE', temporal: 'HAZFLOW_FAULTS_NONE' },
  });
  const system = [];
  try {
    await build(ctx, { parts: PARTS.filter(({ name }) => name === 'server') });
    const require = createRequire(import.meta.url);
    const { runFaults } = require(path.join(ctx.root, 'dist/bench/faults/fault-run.js'));
    const { Random } = require(path.join(ctx.root, 'dist/bench/prove/random.js'));
    const base = await systemEnvironment(ctx, { ...servers, host: '127.0.0.1', port: 0, data });
    const env = {
      ...base,
      RATE_LIMIT_PER_MINUTE: '0',
      LOG_LEVEL: 'warn',
      TEMPORAL_TASK_QUEUE: 'faults',
      ...(options.codec ? { HAZFLOW_PAYLOAD_KEYS_FILE: await makePayloadKeys(data) } : {}),
    };
    await loadReferenceData(ctx, env);
    const { apis, workers, bases } = await programs(ctx, options, env, path.join(data, 'logs'));
    for (const service of [...workers, ...apis]) {
      service.onSpawn = (pid) => servers.note(service.name, pid);
      system.push(service);
    }
    await ctx.say.step(`starting ${workers.length} workers and ${apis.length} APIs`, () =>
      Promise.all(system.map((service) => service.start())),
    );
    const [mongo, temporal] = ['MongoDB', 'Temporal'].map((name) => servers.services.filter((s) => s.name === name));
    const all = { worker: workers, api: apis, temporal, mongo };
    const victims = Object.fromEntries(options.only.map((kind) => [kind, all[kind]]));
    let killed = {};
    let over = false;
    const beside = async () => {
      killed = await (options.pair
        ? halve(ctx, all)
        : killAtRandom(ctx, victims, new Random(options.seed), options.seconds));
      over = true;
    };
    for (const service of Object.values(all).flat()) alwaysBack(service);
    const begun = Date.now();
    const found = await runFaults({
      ...options,
      mongoUri: servers.mongoUri,
      temporalAddress: servers.temporalAddress,
      taskQueue: env.TEMPORAL_TASK_QUEUE,
      keysFile: env.HAZFLOW_PAYLOAD_KEYS_FILE,
      bases,
      goOn: (count) => !over && count < options.cases,
      beside,
    });
    if (ctx.signal.aborted) throw new Interrupted();
    return { seed: options.seed, seconds: Math.round((Date.now() - begun) / 1000), killed, ...found };
  } finally {
    await Promise.all(system.map((service) => service.stop()));
    await servers.stop();
  }
}

/** @returns {Promise<string>} a file with one key of its own */
async function makePayloadKeys(folder) {
  const file = path.join(folder, 'payload-keys.json');
  const keys = { active: 'drill', keys: { drill: randomBytes(32).toString('base64') } };
  await writeFile(file, JSON.stringify(keys), { mode: 0o600 });
  return file;
}

async function programs(ctx, options, env, logs) {
  const ports = await freePorts(options.apis + options.workers);
  const apiPorts = ports.slice(0, options.apis);
  const apis = apiPorts.map((port, i) =>
    apiService(
      ctx,
      { ...env, PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` },
      path.join(logs, `api-${i + 1}`),
    ),
  );
  const workers = ports.slice(options.apis).map((port, i) => {
    const service = workerService(
      ctx,
      { ...env, WORKER_HEALTH_PORT: String(port) },
      path.join(logs, `worker-${i + 1}`),
    );
    // Another worker on the same queue must not pass for this one.
    service.spec.ready = async () => (await statusOf(`http://127.0.0.1:${port}/health/ready`)) === 200;
    return service;
  });
  for (const service of [...apis, ...workers]) service.spec.surface = options.verbose;
  return { apis, workers, bases: apiPorts.map((port) => `http://127.0.0.1:${port}`) };
}

/** One worker and one API go and do not come back. */
async function halve(ctx, { worker, api }) {
  await pause(PAIR_BEFORE_MS, ctx.signal);
  killForGood(worker[0]);
  await pause(PAIR_BEFORE_MS, ctx.signal);
  killForGood(api[0]);
  await pause(PAIR_AFTER_MS, ctx.signal);
  return { worker: 1, api: 1 };
}

const FAULTS = [
  'lost',
  'doubled',
  'stuck',
  'unknown',
  'chains',
  'readModels',
  'refused',
  'answeredDifferently',
  'broken',
  'readable',
];

function print(ctx, found) {
  const row = (name, value) => ctx.say.line(`${name.padEnd(34)} ${String(value).padStart(8)}`);
  ctx.say.line(`\nseed ${found.seed}, ${found.seconds} s`);
  for (const [kind, times] of Object.entries(found.killed)) row(`killed ${kind}`, times);
  row('cases', found.cases);
  row('commands answered as accepted', found.accepted);
  row('events recorded', found.events);
  row('tries without an answer', found.calls.noAnswer);
  row('answers "come back later"', found.calls.toldToComeBack);
  row('median answer, ms', found.p50Ms);
  row('longest wait for an answer, ms', found.longestMs);
  for (const name of FAULTS) {
    row(name, found[name].length);
    found[name].slice(0, 5).forEach((line) => ctx.say.note(line));
  }
}

async function main() {
  const options = parseFaultOptions(process.argv.slice(2));
  if (options.fault) throw new Failure(`${options.fault}; npm run prove:faults -- --help names the options.`);
  if (options.help) return void process.stdout.write(FAULTS_HELP);
  demandNode();
  const say = makeSay();
  const ctx = makeContext({
    signal: abortOnSignals().signal,
    say: options.verbose ? say : { ...say, warn: () => undefined },
  });
  await ensureDependencies(ctx);
  await sweepDeadFolders(ctx, os.tmpdir(), FOLDER);
  const data = await mkdtemp(path.join(os.tmpdir(), FOLDER));
  try {
    const found = await drill(ctx, options, data);
    print(ctx, found);
    if (options.json) await writeFile(options.json, JSON.stringify(found, null, 2));
    if (FAULTS.some((name) => found[name].length > 0)) process.exitCode = 1;
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  report(error);
  process.exitCode = error instanceof Interrupted ? 130 : 1;
}
