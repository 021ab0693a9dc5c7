import path from 'node:path';
import { build } from './lib/build.mjs';
import { makeContext } from './lib/context.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { run } from './lib/exec.mjs';
import { report } from './lib/failure.mjs';
import { demandNode } from './lib/node-version.mjs';
import { abortOnSignals } from './lib/signals.mjs';

const HELP = `npm run prove [-- --runs 5000 --seed 1]   random definitions and commands against the reference model

Prints the seed; the same seed tells the same stories. Stops at the first that goes wrong, with the shortest story found.
`;

try {
  const args = process.argv.slice(2);
  if (args.includes('--help')) process.stdout.write(HELP);
  else {
    demandNode();
    const ctx = makeContext({ signal: abortOnSignals().signal });
    await ensureDependencies(ctx);
    await build(ctx);
    const program = path.join(ctx.root, 'dist/bench/prove/run.js');
    const { code } = await run(ctx, process.execPath, [program, ...args], { inherit: true });
    process.exitCode = code ?? 1;
  }
} catch (error) {
  report(error);
  process.exitCode = 1;
}
