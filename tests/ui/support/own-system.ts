import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOf, loadSeeds, startApi, startWorker, stop, testEnvironment } from './system';

/**
 * Starts a system that only one file uses, for what would change the others' cases: a version of a procedure that is in force at once.
 * Pages and callers go there until it is ended.
 * @returns ends it
 */
export async function ownSystem(): Promise<() => Promise<void>> {
  const secrets = await mkdtemp(join(tmpdir(), 'hazflow-ui-'));
  const env = await testEnvironment(secrets);
  await loadSeeds(env);
  const worker = startWorker(env);
  const api = await startApi(env).catch(async (error: unknown) => {
    await stop(worker);
    throw error;
  });
  const before = process.env['HAZFLOW_UI_URL'];
  process.env['HAZFLOW_UI_URL'] = addressOf(env);
  return async () => {
    process.env['HAZFLOW_UI_URL'] = before;
    await stop(api);
    await stop(worker);
    await rm(secrets, { recursive: true, force: true });
  };
}
