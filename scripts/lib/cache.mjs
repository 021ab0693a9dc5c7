import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isAlive } from './processes.mjs';
import { pause } from './wait.mjs';
import { Interrupted } from './failure.mjs';

/** Writes a program so that nobody ever sees half of it. @returns {Promise<string>} its path */
export async function placeProgram(file, content) {
  await mkdir(path.dirname(file), { recursive: true });
  const part = `${file}.${process.pid}.part`;
  await writeFile(part, content);
  await chmod(part, 0o755);
  await rename(part, file);
  return file;
}

/**
 * Lets one process at a time do `work`; a lock whose holder is dead is taken over.
 * @template T @param {import('./context.mjs').Context} ctx @param {string} folder the lock, a folder that is made and removed
 * @param {() => Promise<T>} work @returns {Promise<T>}
 */
export async function withLock(ctx, folder, work) {
  await mkdir(path.dirname(folder), { recursive: true });
  const holder = path.join(folder, 'pid');
  for (let told = false; ;) {
    if (ctx.signal.aborted) throw new Interrupted();
    try {
      await mkdir(folder);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const pid = Number(await readFile(holder, 'utf8').catch(() => NaN));
    if (Number.isNaN(pid)) {
      // Its holder is between making the folder and writing the pid, or died there.
      await pause(500, ctx.signal);
      if (!(await readFile(holder, 'utf8').catch(() => ''))) await rm(folder, { recursive: true, force: true });
    } else if (!isAlive(pid)) {
      await rm(folder, { recursive: true, force: true });
    } else {
      if (!told) ctx.say.note(`waiting for process ${pid}, which does the same`);
      told = true;
      await pause(300, ctx.signal);
    }
  }
  await writeFile(holder, String(process.pid));
  try {
    return await work();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
