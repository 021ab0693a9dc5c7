import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { isSame, startOf } from './processes.mjs';
import { waitFor } from './wait.mjs';

const fileIn = (data) => path.join(data, 'processes.json');

/**
 * Notes which processes run on a data folder, so that what a killed starter left behind can be ended by the next one.
 * @param {string} data
 */
export async function claimFolder(ctx, data) {
  await mkdir(data, { recursive: true });
  const before = await read(data);
  if (before && isSame(before.owner, before.ownerStart))
    throw new Failure(
      `HazFlow runs already on ${data} (process ${before.owner}): stop it first, or use another folder with --data.`,
    );
  for (const left of before?.children ?? []) await endLeftover(ctx, left);
  const record = { owner: process.pid, ownerStart: startOf(process.pid), children: [] };
  let writing = save(data, record);
  return {
    /** Notes one more process. */
    add(name, pid) {
      record.children.push({ name, pid, start: startOf(pid) });
      writing = writing.then(() => save(data, record));
    },
    async release() {
      await writing;
      await rm(fileIn(data), { force: true });
    },
  };
}

/** Ends the servers and removes the folders of test runs whose process was killed. @param {string} parent @param {string} prefix */
export async function sweepDeadFolders(ctx, parent, prefix) {
  for (const entry of await readdir(parent).catch(() => [])) {
    if (!entry.startsWith(prefix)) continue;
    const data = path.join(parent, entry);
    const record = await read(data);
    if (!record || isSame(record.owner, record.ownerStart)) continue;
    for (const left of record.children) await endLeftover(ctx, left);
    await rm(data, { recursive: true, force: true });
  }
}

async function endLeftover(ctx, { name, pid, start }) {
  const same = () => isSame(pid, start);
  if (!same()) return;
  ctx.say.note(`ending ${name} (process ${pid}), left behind by a start that was killed`);
  process.kill(pid, 'SIGTERM');
  const gone = await waitFor(async () => !same(), { timeoutMs: 30_000 });
  if (!gone) process.kill(pid, 'SIGKILL');
}

async function read(data) {
  try {
    return JSON.parse(await readFile(fileIn(data), 'utf8'));
  } catch {
    return undefined;
  }
}

async function save(data, record) {
  await writeFile(fileIn(data), JSON.stringify(record, null, 2));
}
