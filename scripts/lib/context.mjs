import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeSay } from './say.mjs';

export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** This project's folder in the user's cache folder; programs that were fetched once lie there. */
export function cacheFolder(env, platform = process.platform, home = os.homedir()) {
  if (env.XDG_CACHE_HOME) return path.join(env.XDG_CACHE_HOME, 'hazflow');
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'hazflow');
  if (platform === 'win32') return path.join(env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'), 'hazflow');
  return path.join(home, '.cache', 'hazflow');
}

/**
 * What the bootstrap touches of the outside, handed to every part so that tests can put something else in its place.
 * @typedef {object} Context
 * @property {NodeJS.ProcessEnv} env
 * @property {string} root the project's folder
 * @property {string} cache this project's cache folder
 * @property {string} platform
 * @property {string} arch
 * @property {typeof fetch} fetch
 * @property {AbortSignal} signal ends everything that runs for this context
 * @property {ReturnType<typeof makeSay>} say
 */

/** @param {Partial<Context>} [given] @returns {Context} */
export function makeContext(given = {}) {
  const env = given.env ?? process.env;
  return {
    env,
    root: projectRoot,
    cache: cacheFolder(env),
    platform: process.platform,
    arch: process.arch,
    fetch,
    signal: new AbortController().signal,
    say: makeSay(),
    ...given,
  };
}
