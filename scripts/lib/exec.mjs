import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { Interrupted } from './failure.mjs';
import { lineSplitter } from './lines.mjs';

/** The full path of a program on PATH, or undefined. */
export function findOnPath(name, env, platform = process.platform) {
  const endings = platform === 'win32' ? (env.PATHEXT ?? '.EXE;.CMD').split(';') : [''];
  for (const folder of (env.PATH ?? '').split(path.delimiter)) {
    for (const ending of endings) {
      const file = path.join(folder || '.', name + ending);
      if (isExecutable(file)) return path.resolve(file);
    }
  }
  return undefined;
}

export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Signals a child's whole process group: npm, cargo and pip have children of their own. */
export function killGroup(child, signal) {
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}

/**
 * Runs a program to its end in a process group of its own.
 * @param {import('./context.mjs').Context} ctx
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, idleMs?: number, onLine?: (line: string) => void, inherit?: boolean | 'stderr' }} [options]
 *   `timeoutMs` in all, `idleMs` without a byte of output; `inherit` lets it write to the terminal itself, with one or both outputs
 * @returns {Promise<{ code: number | null, output: string, timedOut: boolean }>} the last 200 kB of both outputs together
 */
export function run(ctx, file, args, options = {}) {
  return new Promise((resolve, reject) => {
    if (ctx.signal.aborted) return reject(new Interrupted());
    const child = spawn(file, args, {
      cwd: options.cwd ?? ctx.root,
      env: options.env ?? ctx.env,
      stdio: ['ignore', options.inherit === true ? 'inherit' : 'pipe', options.inherit ? 'inherit' : 'pipe'],
      detached: process.platform !== 'win32',
      shell: process.platform === 'win32' && /\.(cmd|bat)$/i.test(file),
    });
    let output = '';
    let timedOut = false;
    let idle;
    const expire = () => {
      timedOut = true;
      killGroup(child, 'SIGKILL');
    };
    const stir = () => {
      clearTimeout(idle);
      if (options.idleMs) idle = setTimeout(expire, options.idleMs);
    };
    const whole = options.timeoutMs ? setTimeout(expire, options.timeoutMs) : undefined;
    const abort = () => {
      killGroup(child, 'SIGTERM');
      setTimeout(() => killGroup(child, 'SIGKILL'), 5000).unref();
    };
    ctx.signal.addEventListener('abort', abort, { once: true });
    stir();
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      const lines = options.onLine ? lineSplitter(options.onLine) : undefined;
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        stir();
        output = (output + text).slice(-200_000);
        lines?.push(text);
      });
      stream.on('end', () => lines?.end());
    }
    const settle = (finish) => {
      clearTimeout(idle);
      clearTimeout(whole);
      ctx.signal.removeEventListener('abort', abort);
      finish();
    };
    child.on('error', (error) => settle(() => reject(error)));
    child.on('close', (code) =>
      settle(() => (ctx.signal.aborted ? reject(new Interrupted()) : resolve({ code, output, timedOut }))),
    );
  });
}

/** The last lines of a program's output that say something. */
export function lastLines(output, count = 12) {
  return output
    .split(/\r?\n/)
    .filter((line) => line.trim())
    .slice(-count)
    .join('\n');
}
