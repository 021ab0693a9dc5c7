import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findBrowser } from './lib/browser-tests.mjs';
import { build } from './lib/build.mjs';
import { makeContext } from './lib/context.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { run } from './lib/exec.mjs';
import { Failure, report } from './lib/failure.mjs';
import { startServers } from './lib/servers.mjs';
import { abortOnSignals } from './lib/signals.mjs';

/** Takes the pictures of docs/pictures anew, on servers of its own. */
async function main() {
  const ctx = makeContext({ signal: abortOnSignals().signal });
  const browser = findBrowser(ctx.env, ctx.platform);
  if (!browser)
    throw new Failure(
      'No Chromium: install it (Debian: apt-get install chromium fonts-noto-cjk) or set HAZFLOW_CHROMIUM.',
    );
  await ensureDependencies(ctx);
  const data = await mkdtemp(path.join(os.tmpdir(), 'hazflow-pictures-'));
  const servers = await startServers({
    ctx,
    data,
    ports: 'free',
    variables: { mongo: 'HAZFLOW_TEST_MONGODB_URI', temporal: 'HAZFLOW_TEST_TEMPORAL_ADDRESS' },
  });
  try {
    await build(ctx);
    await mkdir(path.join(ctx.root, 'docs/pictures'), { recursive: true });
    const { code } = await run(
      ctx,
      process.execPath,
      [
        path.join(ctx.root, 'node_modules/@playwright/test/cli.js'),
        'test',
        '-c',
        path.join(ctx.root, 'tests/ui/playwright.config.ts'),
      ],
      {
        env: {
          ...ctx.env,
          HAZFLOW_CHROMIUM: browser,
          HAZFLOW_PICTURES: '1',
          HAZFLOW_TEST_MONGODB_URI: servers.mongoUri,
          HAZFLOW_TEST_TEMPORAL_ADDRESS: servers.temporalAddress,
        },
        inherit: true,
      },
    );
    if (code !== 0) process.exitCode = 1;
  } finally {
    await servers.stop();
    await rm(data, { recursive: true, force: true });
  }
}

main().catch((error) => {
  report(error);
  process.exitCode = 1;
});
