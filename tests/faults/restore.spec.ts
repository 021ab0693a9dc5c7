import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ReconcileReport } from '../../activities/recovery/reconcile';
import type { DrillFindings } from '../../bench/restore/restore-drill';

const ROOT = path.join(__dirname, '../..');
const PATIENCE_MS = 300_000;

type Report = Omit<ReconcileReport, 'events'> & DrillFindings & { atLoss: number; restored: number; added: number };

/** `npm run drill:restore` on servers of its own. */
async function drill(...options: string[]): Promise<Record<string, Report>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hazflow-report-'));
  const file = path.join(folder, 'report.json');
  try {
    const run = promisify(execFile)(
      process.execPath,
      [path.join(ROOT, 'scripts/drill-restore.mjs'), '--json', file, ...options],
      { timeout: PATIENCE_MS - 10_000, killSignal: 'SIGTERM' },
    );
    const failure: unknown = await run.then(
      () => undefined,
      (error: unknown) => error,
    );
    const report = await readFile(file, 'utf8').catch(() => {
      throw failure as Error;
    });
    return JSON.parse(report) as Record<string, Report>;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const UNHARMED = { lost: [], doubled: [], broken: [], anchors: [], stuck: [], failed: [] };

test(
  'MongoDB, and then Temporal, is lost and restored from an older copy: every accepted command is in its record, every case ends',
  async () => {
    const { mongo, temporalOlder } = await drill('--cases', '2', '--only', 'mongo,temporalOlder');

    // Before the backup two cases with two decisions each; after it two more each, a case with three, and one with all six.
    expect(mongo).toMatchObject(UNHARMED);
    expect(mongo).toMatchObject({ restored: 6, atLoss: 21, added: 15, revived: [] });
    expect(mongo?.numbers).toHaveLength(2);
    expect(mongo?.continued).toHaveLength(4);
    // Texts are not in Temporal: of those written after the backup the record keeps the hash.
    expect(mongo?.missingForms).toHaveLength(13);

    expect(temporalOlder).toMatchObject(UNHARMED);
    expect(temporalOlder).toMatchObject({ added: 0, numbers: [], missingForms: [] });
    expect(temporalOlder?.restored).toBe(temporalOlder?.atLoss);
    // Two cases whose workflows were behind, and one that had begun since; the one that had ended stays so.
    expect(temporalOlder?.revived).toHaveLength(3);
  },
  PATIENCE_MS,
);
