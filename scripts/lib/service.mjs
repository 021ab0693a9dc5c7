import { spawn } from 'node:child_process';
import { closeSync, createWriteStream, mkdirSync, openSync, renameSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { killGroup, lastLines } from './exec.mjs';
import { Failure, Interrupted } from './failure.mjs';
import { lineSplitter } from './lines.mjs';
import { surfacing } from './surface.mjs';
import { pause, waitFor } from './wait.mjs';

const BACK_OFF_MS = [1000, 2000, 4000, 8000, 16_000];
const HEALTHY_MS = 300_000;

/**
 * @typedef {object} ServiceSpec
 * @property {string} name as shown
 * @property {string} file @property {string[]} args @property {NodeJS.ProcessEnv} [env]
 * @property {string} log file that gets all its output; the one of the run before is kept beside it as `.1`
 * @property {boolean} [surface] shows its warnings and errors on the terminal
 * @property {() => Promise<unknown>} ready gives something true as soon as it serves
 * @property {number} [readyMs] how long that may take
 * @property {number} [graceMs] how long it may take to stop before it is killed
 * @property {number[]} [backOffMs] the waits before each restart in a row
 */

/** A child process that is watched: waited for, restarted when it crashes, stopped in good order. */
export class Service {
  /** @param {import('./context.mjs').Context} ctx @param {ServiceSpec} spec */
  constructor(ctx, spec) {
    this.ctx = ctx;
    this.spec = { readyMs: 60_000, graceMs: 10_000, backOffMs: BACK_OFF_MS, ...spec };
    this.crashes = 0;
    this.stopping = false;
    /** Called with a Failure when it cannot be kept up. @type {(failure: Failure) => void} */
    this.onGivenUp = () => {};
    /** Called with the id of each process that it starts. @type {(pid: number) => void} */
    this.onSpawn = () => {};
  }

  get name() {
    return this.spec.name;
  }

  get pid() {
    return this.child?.pid;
  }

  /** Starts it and waits until it serves; a process that ends before that is a Failure with its last words. */
  async start() {
    keepLastLog(this.spec.log);
    await this.#launch();
    void this.#keepUp();
    return this;
  }

  /** @returns {Promise<'stopped' | 'killed'>} */
  async stop() {
    this.stopping = true;
    return this.#end();
  }

  async #end() {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return 'stopped';
    killGroup(child, 'SIGTERM');
    const patience = new AbortController();
    const ended = await Promise.race([
      this.exited.then(() => true),
      pause(this.spec.graceMs, patience.signal).then(() => false),
    ]);
    patience.abort();
    if (ended) return 'stopped';
    killGroup(child, 'SIGKILL');
    await this.exited;
    return 'killed';
  }

  async #launch() {
    this.#spawn();
    let gone;
    void this.exited.then((how) => (gone = how));
    const served = await waitFor(
      async () => (gone !== undefined ? 'gone' : await this.spec.ready().catch(() => false)),
      {
        timeoutMs: this.spec.readyMs,
        signal: this.ctx.signal,
      },
    );
    const ended = gone;
    if (ended === undefined && served) return;
    await this.#end();
    if (this.ctx.signal.aborted) throw new Interrupted();
    const said = await this.lastWords();
    const what =
      ended === undefined
        ? `did not get ready within ${this.spec.readyMs / 1000} s`
        : `ended while starting (${ended})`;
    throw new Failure(`${this.name} ${what}; its log is ${this.spec.log}.`, { details: said });
  }

  #spawn() {
    const { file, args, env, log, surface } = this.spec;
    mkdirSync(path.dirname(log), { recursive: true });
    const options = { cwd: this.ctx.root, env: env ?? this.ctx.env, detached: process.platform !== 'win32' };
    if (surface) {
      this.child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
      const sink = createWriteStream(log, { flags: 'a' });
      const show = surfacing(this.name, log, this.ctx.say);
      for (const stream of [this.child.stdout, this.child.stderr]) {
        const lines = lineSplitter((line) => {
          sink.write(`${line}\n`);
          show(line, stream === this.child.stderr);
        });
        stream.setEncoding('utf8').on('data', lines.push).on('end', lines.end);
      }
      this.child.once('close', () => sink.end());
      this.written = new Promise((resolve) => sink.once('close', resolve));
    } else {
      const output = openSync(log, 'a');
      this.child = spawn(file, args, { ...options, stdio: ['ignore', output, output] });
      closeSync(output);
    }
    const child = this.child;
    this.exited = new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
    });
    if (child.pid) this.onSpawn(child.pid);
  }

  async #keepUp() {
    for (;;) {
      const since = Date.now();
      const how = await this.exited;
      if (this.stopping) return;
      if (Date.now() - since > HEALTHY_MS) this.crashes = 0;
      if (!(await this.#restart(how))) return;
    }
  }

  /** Starts it again, waiting longer each time. @returns {Promise<boolean>} false when it was stopped or given up meanwhile */
  async #restart(crash) {
    for (let how = crash; ;) {
      const wait = this.spec.backOffMs[this.crashes++];
      if (wait === undefined) {
        const message = `${this.name} crashed ${this.crashes} times in a row (${how}); its log is ${this.spec.log}.`;
        this.onGivenUp(new Failure(message, { details: await this.lastWords() }));
        return false;
      }
      this.ctx.say.warn(`${this.name} crashed (${how}); starting it again in ${wait / 1000} s. Log: ${this.spec.log}`);
      await pause(wait, this.ctx.signal);
      if (this.stopping || this.ctx.signal.aborted) return false;
      try {
        await this.#launch();
        this.ctx.say.warn(`${this.name} is up again`);
        return true;
      } catch (error) {
        if (this.stopping || this.ctx.signal.aborted) return false;
        how = error instanceof Failure ? error.message.split(';')[0] : String(error);
      }
    }
  }

  /** The end of its log. */
  async lastWords() {
    await Promise.race([this.written, pause(1000)]);
    return lastLines(await readFile(this.spec.log, 'utf8').catch(() => ''));
  }
}

function keepLastLog(log) {
  try {
    renameSync(log, `${log}.1`);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

/** Stops services one after the other and says how long each took. @param {Service[]} services in the order of stopping */
export async function stopInOrder(ctx, services) {
  for (const service of services) {
    await ctx.say.step(`stopping ${service.name}`, async () =>
      (await service.stop()) === 'killed' ? `killed, it had not stopped after ${service.spec.graceMs / 1000} s` : '',
    );
  }
}
