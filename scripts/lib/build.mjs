import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from './cache.mjs';
import { run } from './exec.mjs';
import { Failure } from './failure.mjs';

const SKIPPED = new Set(['node_modules', 'dist', '.vite']);

/**
 * A part of the build: what goes in, how it is made, and a file that shows it was made.
 * @typedef {{ name: string, inputs: string[], makes: string, steps: (root: string) => { name: string, args: string[], cwd?: string }[] }} BuildPart
 */

/** @type {BuildPart[]} */
export const PARTS = [
  {
    name: 'server',
    inputs: [
      'workflows',
      'activities',
      'api',
      'seeds',
      'bench',
      'tsconfig.json',
      'tsconfig.build.json',
      'package-lock.json',
    ],
    makes: 'dist/.tsbuildinfo',
    steps: (root) => [
      { name: 'tsc', args: [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'] },
      ...(existsSync(path.join(root, 'activities/bundle.ts'))
        ? [{ name: 'workflow bundle', args: [path.join(root, 'dist/activities/bundle.js')] }]
        : []),
    ],
  },
  {
    name: 'web',
    inputs: ['web', 'package-lock.json'],
    makes: 'dist/web/index.html',
    steps: (root) =>
      ['ts', 'mts', 'js', 'mjs'].some((ending) => existsSync(path.join(root, `web/vite.config.${ending}`)))
        ? [
            {
              name: 'vite',
              args: [path.join(root, 'node_modules/vite/bin/vite.js'), 'build'],
              cwd: path.join(root, 'web'),
            },
          ]
        : [],
  },
];

/** A hash over names and contents of everything that goes into a part. @param {string[]} inputs files and folders, from the root */
export async function hashInputs(root, inputs) {
  const hash = createHash('sha256');
  for (const file of (await Promise.all(inputs.map((input) => filesUnder(root, input)))).flat().sort()) {
    hash
      .update(`${file}\0`)
      .update(await readFile(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

async function filesUnder(root, input) {
  const full = path.join(root, input);
  if (!existsSync(full)) return [];
  const entries = await readdir(full, { withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (!entries) return [input];
  const kept = entries.filter(({ name }) => !SKIPPED.has(name) && !name.startsWith('.'));
  return (await Promise.all(kept.map(({ name }) => filesUnder(root, `${input}/${name}`)))).flat();
}

/**
 * Builds the parts whose inputs changed since they were last built.
 * @param {import('./context.mjs').Context} ctx @param {{ force?: boolean, parts?: BuildPart[] }} [options]
 * @returns {Promise<string[]>} names of the parts that were built
 */
export async function build(ctx, { force = false, parts = PARTS } = {}) {
  const record = path.join(ctx.root, 'dist', '.built.json');
  return withLock(ctx, path.join(ctx.root, '.hazflow', 'build.lock'), async () => {
    const built = await readFile(record, 'utf8').then(JSON.parse, () => ({}));
    const done = [];
    for (const part of parts) {
      const steps = part.steps(ctx.root);
      if (steps.length === 0) continue;
      const hash = await hashInputs(ctx.root, part.inputs);
      if (!force && built[part.name] === hash && existsSync(path.join(ctx.root, part.makes))) continue;
      await ctx.say.step(`building ${part.name}`, async () => {
        for (const step of steps) await buildStep(ctx, step);
      });
      built[part.name] = hash;
      done.push(part.name);
      await mkdir(path.dirname(record), { recursive: true });
      await writeFile(record, JSON.stringify(built, null, 2));
    }
    return done;
  });
}

async function buildStep(ctx, { name, args, cwd }) {
  const { code, output } = await run(ctx, process.execPath, args, { cwd });
  if (code === 0) return;
  const lines = output.split('\n').filter((line) => line.trim());
  throw new Failure(`The build failed in ${name} (exit code ${code}): see the lines above.`, {
    details: lines.slice(0, 30).join('\n'),
  });
}
