import { build } from './lib/build.mjs';
import { makeContext } from './lib/context.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { report } from './lib/failure.mjs';
import { demandNode } from './lib/node-version.mjs';
import { abortOnSignals } from './lib/signals.mjs';

const HELP = `npm run build [-- --force]   compile the server, bundle the workflows, build the web pages

Only what changed since the last build is made; --force makes everything.
`;

try {
  if (process.argv.includes('--help')) process.stdout.write(HELP);
  else {
    demandNode();
    const ctx = makeContext({ signal: abortOnSignals().signal });
    await ensureDependencies(ctx);
    const done = await build(ctx, { force: process.argv.includes('--force') });
    if (done.length === 0) ctx.say.line('Nothing changed since the last build.');
  }
} catch (error) {
  report(error);
  process.exitCode = 1;
}
