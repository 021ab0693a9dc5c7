import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

const fileIn = (root) => path.join(root, '.hazflow', 'run.json');

/** Notes where the running system answers, so that other commands find it. @param {Record<string, unknown>} addresses */
export async function writeRunRecord(root, addresses) {
  await mkdir(path.dirname(fileIn(root)), { recursive: true });
  await writeFile(fileIn(root), JSON.stringify({ pid: process.pid, ...addresses }, null, 2));
}

/** @returns {Promise<Record<string, any> | undefined>} */
export async function readRunRecord(root) {
  return readFile(fileIn(root), 'utf8').then(JSON.parse, () => undefined);
}

/** Takes the note away, unless another start has written its own since. */
export async function removeRunRecord(root) {
  if ((await readRunRecord(root))?.pid === process.pid) await rm(fileIn(root), { force: true });
}
