import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from './lib/build.mjs';
import { makeContext } from './lib/context.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { run } from './lib/exec.mjs';
import { Failure, Interrupted, report } from './lib/failure.mjs';
import { sweepDeadFolders } from './lib/leftovers.mjs';
import { demandNode } from './lib/node-version.mjs';
import { freePort } from './lib/ports.mjs';
import { startServers } from './lib/servers.mjs';
import { abortOnSignals } from './lib/signals.mjs';
import { systemEnvironment } from './lib/system.mjs';

const FOLDER = 'hazflow-bench-';

const HELP = `npm run bench [-- ARGUMENTS]   measure on servers of its own, never on the data of npm start

All arguments are passed on to the benchmark.
`;

async function main() {
  const args = process.argv.slice(2);
  if (args.includes('--help')) return void process.stdout.write(HELP);
  demandNode();
  const ctx = makeContext({ signal: abortOnSignals().signal });
  await ensureDependencies(ctx);
  await sweepDeadFolders(ctx, os.tmpdir(), FOLDER);
  const data = await mkdtemp(path.join(os.tmpdir(), FOLDER));
  try {
    const servers = await startServers({
      ctx,
      data,
      variables: { mongo: 'HAZFLOW_BENCH_MONGODB_URI', temporal: 'HAZFLOW_BENCH_TEMPORAL_ADDRESS' },
    });
    try {
      await build(ctx);
      const program = path.join(ctx.root, 'dist/bench/run.js');
      if (!existsSync(program)) throw new Failure('There is no benchmark: bench/run.ts is missing.');
      const env = await systemEnvironment(ctx, { ...servers, host: '127.0.0.1', port: await freePort(), data });
      const { code } = await run(ctx, process.execPath, [program, ...args], { env, inherit: true });
      process.exitCode = code ?? 1;
    } finally {
      await servers.stop();
    }
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
