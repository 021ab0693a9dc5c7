import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { findOnPath, isExecutable, run } from './exec.mjs';
import { countPlaywright } from './summary.mjs';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** @returns {Promise<string | undefined>} the Playwright configuration of the web tests */
export async function playwrightConfig(root) {
  const folder = path.join(root, 'tests/ui');
  const name = (await readdir(folder).catch(() => [])).find((entry) => /^playwright\.config\.[cm]?[jt]s$/.test(entry));
  return name && path.join(folder, name);
}

/** An installed Chromium. */
export function findBrowser(env, platform) {
  if (env.HAZFLOW_CHROMIUM && isExecutable(env.HAZFLOW_CHROMIUM)) return env.HAZFLOW_CHROMIUM;
  return BROWSERS.map((name) => findOnPath(name, env, platform)).find(Boolean);
}

/**
 * Runs the tests of the web pages.
 * @param {{ config: string, browser: string, env: NodeJS.ProcessEnv, report: string, passedOn: string[] }} options
 * @returns {Promise<import('./summary.mjs').Count>}
 */
export async function runBrowserTests(ctx, { config, browser, env, report, passedOn }) {
  await run(
    ctx,
    process.execPath,
    [
      path.join(ctx.root, 'node_modules/@playwright/test/cli.js'),
      'test',
      '-c',
      config,
      '--reporter=list,json',
      ...passedOn,
    ],
    {
      env: {
        ...env,
        HAZFLOW_CHROMIUM: browser,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      },
      inherit: true,
    },
  );
  return countPlaywright(await readFile(report, 'utf8').then(JSON.parse, () => undefined));
}
