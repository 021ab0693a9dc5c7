import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from './cache.mjs';
import { findOnPath, lastLines, run } from './exec.mjs';
import { Failure } from './failure.mjs';

/**
 * Whether node_modules holds what the lockfile asks for. Packages for other platforms may be missing.
 * @returns {Promise<string | undefined>} what is wrong, undefined when nothing is
 */
export async function dependencyFault(root) {
  const wanted = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')).packages;
  let installed;
  try {
    installed = JSON.parse(await readFile(path.join(root, 'node_modules/.package-lock.json'), 'utf8')).packages;
  } catch {
    return 'node_modules is missing';
  }
  for (const [name, { version, optional, link }] of Object.entries(wanted)) {
    if (!name || link) continue;
    if (!installed[name] && !optional) return `${name} is missing`;
    if (installed[name] && installed[name].version !== version) return `${name} is not ${version}`;
  }
  return undefined;
}

/** Installs the dependencies when they are not those of the lockfile. @param {import('./context.mjs').Context} ctx */
export async function ensureDependencies(ctx) {
  const fault = await dependencyFault(ctx.root);
  if (!fault) return;
  const npm = findOnPath('npm', ctx.env, ctx.platform);
  if (!npm) throw new Failure('npm is not on PATH; it comes with Node.');
  await ctx.say.step(`installing packages (${fault})`, () =>
    withLock(ctx, path.join(ctx.root, '.hazflow', 'install.lock'), async () => {
      if (!(await dependencyFault(ctx.root))) return;
      const { code, output } = await run(ctx, npm, ['ci', '--no-fund', '--no-audit', '--prefer-offline']);
      if (code !== 0) throw new Failure('npm ci failed: see the lines above.', { details: lastLines(output, 20) });
    }),
  );
}
