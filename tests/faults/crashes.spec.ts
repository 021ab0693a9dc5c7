import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { FaultReport } from '../../bench/faults/fault-run';

const ROOT = path.join(__dirname, '../..');
/** Servers and programs have to come up before the first kill, and every case has to reach its end after the last. */
const PATIENCE_MS = 300_000;

type Report = FaultReport & { seed: number; seconds: number; killed: Record<string, number> };

/** `npm run prove:faults` on servers of its own; its output is told when it ends badly. */
async function drill(...options: string[]): Promise<Report> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hazflow-report-'));
  const file = path.join(folder, 'report.json');
  try {
    const run = promisify(execFile)(
      process.execPath,
      [path.join(ROOT, 'scripts/prove-faults.mjs'), '--json', file, ...options],
      { timeout: PATIENCE_MS - 10_000, killSignal: 'SIGTERM' },
    );
    const failure: unknown = await run.then(
      () => undefined,
      (error: unknown) => error,
    );
    const report = await readFile(file, 'utf8').catch(() => {
      throw failure as Error;
    });
    return JSON.parse(report) as Report;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Everything that must not have happened, whatever was killed. */
function harm(report: Report): Record<string, unknown> {
  return Object.fromEntries(Object.keys(NONE).map((name) => [name, report[name as keyof Report]]));
}

const NONE = {
  lost: [],
  doubled: [],
  stuck: [],
  unknown: [],
  chains: [],
  readModels: [],
  refused: [],
  answeredDifferently: [],
  broken: [],
  readable: [],
};

test(
  'whatever is killed under load, every accepted command is recorded exactly once and every case reaches its end',
  async () => {
    const report = await drill('--seconds', '25', '--width', '6', '--seed', '20261124');
    expect(harm(report)).toEqual(NONE);
    // The drill was one: something was killed, somebody had to ask again, and work was done all the same.
    const kills = Object.values(report.killed).reduce((sum, n) => sum + n, 0);
    expect(kills).toBeGreaterThanOrEqual(4);
    expect(report.calls.noAnswer + report.calls.toldToComeBack).toBeGreaterThan(0);
    expect(report.cases).toBeGreaterThanOrEqual(6);
    // Each case has its start, five comments and five opinions of departments, and the decision.
    expect(report.accepted).toBe(report.cases * 12);
    expect(report.events).toBe(report.accepted);
  },
  PATIENCE_MS,
);

test(
  'two APIs and two workers: one of each is killed for good, everybody is answered and nothing is lost',
  async () => {
    const report = await drill('--pair', '--width', '4', '--seed', '7');
    expect(report.killed).toEqual({ worker: 1, api: 1 });
    expect(harm(report)).toEqual(NONE);
    expect(report.calls.givenUp).toBe(0);
    expect(report.accepted).toBe(report.cases * 12);
  },
  PATIENCE_MS,
);

test(
  'workers and APIs are killed while payloads are encrypted: nothing is lost, and nothing can be read without the keys',
  async () => {
    const report = await drill('--codec', '--only', 'worker,api', '--seconds', '8', '--width', '3', '--seed', '11');
    expect(harm(report)).toEqual(NONE);
    expect((report.killed['worker'] ?? 0) + (report.killed['api'] ?? 0)).toBeGreaterThan(0);
    expect(report.accepted).toBe(report.cases * 12);
  },
  PATIENCE_MS,
);
