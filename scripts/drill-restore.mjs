import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { build, PARTS } from './lib/build.mjs';
import { makeContext } from './lib/context.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { killGroup } from './lib/exec.mjs';
import { Failure, Interrupted, report } from './lib/failure.mjs';
import { sweepDeadFolders } from './lib/leftovers.mjs';
import { demandNode } from './lib/node-version.mjs';
import { makeSay } from './lib/say.mjs';
import { startServers } from './lib/servers.mjs';
import { abortOnSignals } from './lib/signals.mjs';
import { loadReferenceData, systemEnvironment, workerService } from './lib/system.mjs';

const HELP = `npm run drill:restore [-- OPTIONS]   loses MongoDB, Temporal or the newer half of Temporal, restores, and holds every answer against the records

Options
  --cases N     cases begun before the backup, and again half as many after it (8)
  --only A,B    what is lost: mongo, temporal, temporalOlder (all, one after the other)
  --json FILE   writes the report there, too
  --help        this text

Starts servers of its own in a temporary folder. Backups are copies of a stopped server's folder.
`;

const FOLDER = 'hazflow-restore-';
const LOSSES = {
  mongo: 'MongoDB lost, restored from an older copy',
  temporal: 'Temporal lost, nothing restored',
  temporalOlder: 'Temporal lost, restored from an older copy',
};
const MUST_BE_EMPTY = ['lost', 'doubled', 'broken', 'anchors', 'stuck', 'failed'];

function parse(argv) {
  const options = { cases: 8, only: Object.keys(LOSSES), json: undefined, help: false };
  for (let i = 0; i < argv.length; i++) {
    const name = argv[i].replace(/^--/, '');
    if (argv[i] === '--') continue;
    if (!argv[i].startsWith('--') || !(name in options)) throw new Failure(`${argv[i]} is not an option`);
    if (name === 'help') options.help = true;
    else if (name === 'only') options.only = (argv[++i] ?? '').split(',');
    else options[name] = name === 'cases' ? Number(argv[++i]) : argv[++i];
  }
  if (!Number.isInteger(options.cases) || options.cases < 2)
    throw new Failure('--cases wants a whole number from 2 on');
  const stranger = options.only.find((loss) => !(loss in LOSSES));
  if (stranger !== undefined) throw new Failure(`--only knows ${Object.keys(LOSSES).join(', ')}, not ${stranger}`);
  return options;
}

/** A server whose folder can be copied, taken away and put back. */
function losable(ctx, service, folder, copies) {
  const copy = path.join(copies, path.basename(folder));
  return {
    async backUp() {
      await service.stop();
      await rm(copy, { recursive: true, force: true });
      await cp(folder, copy, { recursive: true });
      await again(service);
    },
    /** Killed in the middle of its work, its folder gone. */
    async lose() {
      service.stopping = true;
      killGroup(service.child, 'SIGKILL');
      await service.exited;
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder);
    },
    async restore(fromCopy) {
      if (fromCopy) await cp(copy, folder, { recursive: true });
      await again(service);
    },
  };
}

async function again(service) {
  service.stopping = false;
  await service.start();
}

async function drill(ctx, options, data) {
  const servers = await startServers({
    ctx,
    data,
    // Servers that run already belong to somebody: nobody loses those.
    variables: { mongo: 'HAZFLOW_DRILL_NONE', temporal: 'HAZFLOW_DRILL_NONE' },
  });
  let worker;
  try {
    await build(ctx, { parts: PARTS.filter(({ name }) => name === 'server') });
    const base = await systemEnvironment(ctx, { ...servers, host: '127.0.0.1', port: 0, data });
    const env = { ...base, LOG_LEVEL: 'warn', TEMPORAL_TASK_QUEUE: 'drill' };
    await loadReferenceData(ctx, env);
    worker = workerService(ctx, env, path.join(data, 'logs'));
    worker.spec.surface = false;
    worker.onSpawn = (pid) => servers.note(worker.name, pid);
    await worker.start();
    const require = createRequire(import.meta.url);
    const { RestoreDrill } = require(path.join(ctx.root, 'dist/bench/restore/restore-drill.js'));
    const { Runtime } = require('@temporalio/worker');
    Runtime.install({ logger: Object.fromEntries(LEVELS.map((level) => [level, () => {}])), shutdownSignals: [] });
    const copies = path.join(data, 'copies');
    const of = (name) => servers.services.find((service) => service.name === name);
    const mongo = losable(ctx, of('MongoDB'), path.join(data, 'mongo'), copies);
    const temporal = losable(ctx, of('Temporal'), path.join(data, 'temporal'), copies);
    const found = {};
    for (const loss of options.only) {
      const about = {
        mongoUri: servers.mongoUri,
        temporalAddress: servers.temporalAddress,
        taskQueue: env.TEMPORAL_TASK_QUEUE,
        secretsDir: env.HAZFLOW_SECRETS_DIR,
      };
      found[loss] = await ctx.say.step(LOSSES[loss], async () =>
        one(new RestoreDrill(about), { loss, cases: options.cases, mongo, temporal, worker }),
      );
      if (ctx.signal.aborted) throw new Interrupted();
    }
    return found;
  } finally {
    await worker?.stop();
    await servers.stop();
  }
}

const LEVELS = ['log', 'trace', 'debug', 'info', 'warn', 'error'];

async function one(work, { loss, cases, mongo, temporal, worker }) {
  await work.begin(cases, 2);
  await work.anchor();
  await (loss === 'mongo' ? mongo : temporal).backUp();
  // After the backup: some cases go on, new ones begin, and some of those end.
  await work.goOn(2);
  await work.begin(Math.ceil(cases / 2), 3);
  await work.begin(1, 6);
  const atLoss = await work.countEvents();
  await worker.stop();
  if (loss === 'mongo') {
    await mongo.lose();
    await mongo.restore(true);
  } else {
    await temporal.lose();
    await temporal.restore(loss === 'temporalOlder');
  }
  const restored = await work.countEvents();
  const put = await work.reconcile();
  await again(worker);
  await work.begin(2, 0);
  await work.goOn();
  const found = await work.check();
  const { events: added, ...rest } = put;
  return { atLoss, restored, added, ...rest, ...found };
}

function print(ctx, found) {
  for (const [loss, r] of Object.entries(found)) {
    ctx.say.line(`\n${LOSSES[loss]}`);
    const row = (name, value) => ctx.say.line(`  ${name.padEnd(46)} ${String(value).padStart(6)}`);
    row('events at the loss', r.atLoss);
    row('events after the restore', r.restored);
    row('events added from Temporal', r.added);
    row('records continued', r.continued.length);
    row('case numbers kept', r.numbers.length);
    row('workflows begun anew from the record', r.revived.length);
    row('forms lost, of which only the hash is left', r.missingForms.length);
    row('cases walked to their end', r.cases - r.stuck.length);
    row('commands answered as accepted', r.accepted);
    for (const name of MUST_BE_EMPTY) {
      row(name, r[name].length);
      r[name].slice(0, 5).forEach((line) => ctx.say.note(line));
    }
  }
}

async function main() {
  const options = parse(process.argv.slice(2));
  if (options.help) return void process.stdout.write(HELP);
  demandNode();
  const say = makeSay();
  const ctx = makeContext({ signal: abortOnSignals().signal, say: { ...say, warn: () => undefined } });
  await ensureDependencies(ctx);
  await sweepDeadFolders(ctx, os.tmpdir(), FOLDER);
  const data = await mkdtemp(path.join(os.tmpdir(), FOLDER));
  try {
    const found = await drill(ctx, options, data);
    print(ctx, found);
    if (options.json) await writeFile(options.json, JSON.stringify(found, null, 2));
    if (Object.values(found).some((r) => MUST_BE_EMPTY.some((name) => r[name].length > 0))) process.exitCode = 1;
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
