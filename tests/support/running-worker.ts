import { randomBytes } from 'node:crypto';
import { WorkerConfig } from '../../activities/config';
import { startWorker, type RunningWorker } from '../../activities/worker';
import { startApi, type TestApi, type TestApiOptions } from './api-app';
import { startNumbersApart } from './case-numbers';

export interface TestSystem extends TestApi {
  taskQueue: string;
  worker: RunningWorker;
}

/** The real API with a real worker beside it, on a database and a task queue of their own. */
export async function startSystem(options: TestApiOptions = {}): Promise<TestSystem> {
  const taskQueue = `test-${randomBytes(6).toString('hex')}`;
  const api = await startApi({ ...options, env: { TEMPORAL_TASK_QUEUE: taskQueue, ...options.env } });
  await startNumbersApart(api.db);
  const worker = await startWorker(
    WorkerConfig.fromEnv({
      MONGODB_URI: api.mongoUri,
      TEMPORAL_ADDRESS: process.env['HAZFLOW_TEST_TEMPORAL_ADDRESS'],
      TEMPORAL_TASK_QUEUE: taskQueue,
      HAZFLOW_SECRETS_DIR: api.secretsDir,
      PUBLIC_URL: api.url,
      WORKER_ARCHIVE_DELAY_MINUTES: '0',
      WORKER_NOTICE_DELAY_SECONDS: '0',
      LOG_LEVEL: process.env['HAZFLOW_TEST_LOG_LEVEL'] ?? 'silent',
    }),
  );
  const close = async (): Promise<void> => {
    await worker.stop();
    await api.close();
  };
  return { ...api, taskQueue, worker, close };
}
