import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export const root = path.resolve(__dirname, '../../..');

/** What a piece of test code gets inside the other Node. */
export interface Tools<A> {
  /** A module of scripts/lib by its name. The scripts are untyped JavaScript. */

  lib: (name: string) => Promise<any>;
  /** The fakes beside this file. */

  fakes: any;
  fs: typeof import('node:fs');
  args: A;
}

const MARK = '@@result ';

/**
 * Runs a function in a Node of its own, because jest cannot load the ES modules of the scripts. The function sees nothing of
 * its surroundings: what it needs comes through `args`, what it returns must be JSON. A thrown error comes back as this error.
 */
export async function inNode<A, T>(
  args: A,
  body: (tools: Tools<A>) => Promise<T>,
  env: NodeJS.ProcessEnv = {},
): Promise<T> {
  const url = (file: string) => JSON.stringify(pathToFileURL(file).href);
  const source = `
    const lib = (name) => import(${url(path.join(root, 'scripts/lib'))} + '/' + name + '.mjs');
    const fakes = await import(${url(path.join(__dirname, 'fakes.mjs'))});
    const fs = await import('node:fs');
    const body = ${body.toString()};
    let result;
    try {
      result = { value: await body({ lib, fakes, fs, args: JSON.parse(process.env.BODY_ARGS) }) };
    } catch (error) {
      result = { error: error.message, kind: error.constructor.name };
    }
    process.stdout.write('\\n${MARK}' + JSON.stringify(result) + '\\n', () => process.exit());
  `;
  const { output } = await runNode(['--input-type=module', '-e', source], { BODY_ARGS: JSON.stringify(args), ...env });
  const line = output.split('\n').find((text) => text.startsWith(MARK));
  if (!line) throw new Error(`no result from the other process:\n${output}`);
  const result = JSON.parse(line.slice(MARK.length)) as { value: T; error?: string; kind?: string };
  if (result.error !== undefined) throw Object.assign(new Error(result.error), { kind: result.kind });
  return result.value;
}

export interface Ended {
  code: number | null;
  output: string;
}

/** Runs Node to its end. */
export function runNode(args: string[], env: NodeJS.ProcessEnv = {}, cwd = root): Promise<Ended> {
  return startNode(args, env, cwd).ended;
}

/** A running Node whose output can be watched. */
export function startNode(args: string[], env: NodeJS.ProcessEnv = {}, cwd = root) {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const watcher of watchers) watcher();
    });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
  running.add(child);
  void ended.finally(() => running.delete(child)).catch(() => undefined);
  /** Resolves as soon as the output has the text; rejects when the process ends without it. */
  const says = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!output.includes(text)) return;
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
      look();
      void ended.then(() => reject(new Error(`ended without saying "${text}":\n${output}`)));
    });
  return { child, ended, says, output: () => output };
}

const running = new Set<ChildProcess>();

// A test that failed half-way leaves nothing running: what it started gets the chance to stop its own children.
afterEach(async () => {
  await Promise.all(
    [...running].map((child) => {
      const gone = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGTERM');
      return gone;
    }),
  );
});

const folders: string[] = [];

/** An empty folder that is removed after the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'hazflow-bootstrap-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A program that a shell can run. */
export function writeProgram(file: string, script: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

export function writeFile(file: string, content: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

export function copyFolder(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
}
