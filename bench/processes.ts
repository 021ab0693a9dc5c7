import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const DIST = join(__dirname, '..');
const READY_MS = 120_000;
/** Unit of the times in `/proc/PID/stat`: USER_HZ, 100 on every Linux that Node runs on. */
const TICK_MS = 10;

/** A process of the product (or of the yardstick), ended with the benchmark. */
export class Program {
  private readonly child: ChildProcess;

  constructor(script: string, env: Record<string, string>) {
    this.child = spawn(process.execPath, [join(DIST, script)], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }

  /** Resident memory in megabytes; null where the system does not tell. */
  memoryMb(): number | null {
    try {
      const kb = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${this.child.pid}/status`, 'utf8'))?.[1];
      return kb ? Math.round(Number(kb) / 1024) : null;
    } catch {
      return null;
    }
  }

  /** Processor time used so far, in milliseconds; NaN where the system does not tell. */
  cpuMs(): number {
    try {
      const [user = '', kernel = ''] =
        readFileSync(`/proc/${this.child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11) ?? [];
      return (Number(user) + Number(kernel)) * TICK_MS;
    } catch {
      return Number.NaN;
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      const gone = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGTERM');
      await gone;
    }
  }
}

/** Waits until an address answers 200. */
export async function ready(url: string): Promise<void> {
  const until = Date.now() + READY_MS;
  for (;;) {
    try {
      if ((await fetch(url)).status === 200) {
        return;
      }
    } catch {
      // Not listening yet.
    }
    if (Date.now() > until) {
      throw new Error(`${url} does not answer`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
