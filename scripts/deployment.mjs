import path from 'node:path';
import { build, PARTS } from './lib/build.mjs';
import { makeContext } from './lib/context.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { run } from './lib/exec.mjs';
import { report } from './lib/failure.mjs';
import { demandNode } from './lib/node-version.mjs';
import { readRunRecord } from './lib/run-record.mjs';
import { abortOnSignals } from './lib/signals.mjs';

/** Builds of the workers of the service in TEMPORAL_ADDRESS, or of the system that `npm start` runs here. */
try {
  demandNode();
  const ctx = makeContext({ signal: abortOnSignals().signal });
  await ensureDependencies(ctx);
  await build(ctx, { parts: PARTS.filter(({ name }) => name === 'server') });
  const running = await readRunRecord(ctx.root);
  const env = { ...ctx.env, TEMPORAL_ADDRESS: ctx.env.TEMPORAL_ADDRESS ?? running?.temporalAddress };
  const program = path.join(ctx.root, 'dist/activities/temporal/deployment.js');
  const { code } = await run(ctx, process.execPath, [program, ...process.argv.slice(2)], { env, inherit: true });
  process.exitCode = code ?? 1;
} catch (error) {
  report(error);
  process.exitCode = 1;
}
