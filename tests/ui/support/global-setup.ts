import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOf, loadSeeds, startApi, startWorker, stop, testEnvironment } from './system';

/** Starts one API and one worker for the whole run. `HAZFLOW_UI_URL` names a running system to use instead. */
export default async function globalSetup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['HAZFLOW_UI_URL']) return undefined;
  const secrets = await mkdtemp(join(tmpdir(), 'hazflow-ui-'));
  const env = await testEnvironment(secrets);
  await loadSeeds(env);
  const worker = startWorker(env);
  const api = await startApi(env).catch(async (error: unknown) => {
    await stop(worker);
    throw error;
  });
  process.env['HAZFLOW_UI_URL'] = addressOf(env);
  // For the test that ends the API and starts one of its own.
  process.env['HAZFLOW_UI_ENV'] = JSON.stringify(env);
  return async () => {
    await stop(api);
    await stop(worker);
    await rm(secrets, { recursive: true, force: true });
  };
}
