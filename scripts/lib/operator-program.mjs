import path from 'node:path';
import { build, PARTS } from './build.mjs';
import { makeContext } from './context.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { run } from './exec.mjs';
import { report } from './failure.mjs';
import { demandNode } from './node-version.mjs';
import { readRunRecord } from './run-record.mjs';
import { abortOnSignals } from './signals.mjs';

/**
 * Builds and runs one of the product's own programs with this command's arguments, on the servers that the environment names or that
 * `npm start` runs here. Sets the exit code.
 * @param {string} program path under dist
 */
export async function runOperatorProgram(program) {
  try {
    demandNode();
    const ctx = makeContext({ signal: abortOnSignals().signal });
    await ensureDependencies(ctx);
    await build(ctx, { parts: PARTS.filter(({ name }) => name === 'server') });
    const running = await readRunRecord(ctx.root);
    const env = {
      ...ctx.env,
      TEMPORAL_ADDRESS: ctx.env.TEMPORAL_ADDRESS ?? running?.temporalAddress,
      MONGODB_URI: ctx.env.MONGODB_URI ?? running?.mongoUri,
      HAZFLOW_SECRETS_DIR: ctx.env.HAZFLOW_SECRETS_DIR ?? (running && path.join(running.data, 'secrets')),
    };
    const file = path.join(ctx.root, 'dist', program);
    const { code } = await run(ctx, process.execPath, [file, ...process.argv.slice(2)], { env, inherit: true });
    process.exitCode = code ?? 1;
  } catch (error) {
    report(error);
    process.exitCode = 1;
  }
}
