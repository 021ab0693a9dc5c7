import { randomBytes, randomInt } from 'node:crypto';
import { CASE_NUMBER, caseNumberSchema } from '../../activities/store/case.schema';
import { modelOf } from '../../activities/store/model-of';
import { WorkerConfig } from '../../activities/config';
import { startWorker, type RunningWorker } from '../../activities/worker';
import { loadReference } from '../../seeds/reference';
import { localDay } from '../../workflows/domain/calendar';
import { processDefinitions } from '../../workflows/processes';
import { allDefinitions } from '../../activities/store/definition.reader';
import { startApi, type TestApi, type TestApiOptions } from './api-app';

export interface TestSystem extends TestApi {
  taskQueue: string;
  worker: RunningWorker;
}

/** The real API with a real worker beside it, on a database and a task queue of their own. */
export async function startSystem(options: TestApiOptions = {}): Promise<TestSystem> {
  const taskQueue = `test-${randomBytes(6).toString('hex')}`;
  const api = await startApi({ ...options, env: { TEMPORAL_TASK_QUEUE: taskQueue, ...options.env } });
  await numberFromAnywhere(api);
  await startNumbersApart(api);
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

/**
 * Workflow ids carry the case number, and the databases of several tests share one Temporal namespace: each begins to number somewhere
 * else, so that their cases do not meet.
 */
async function numberFromAnywhere(api: TestApi): Promise<void> {
  const { jointReviewRouting } = loadReference();
  const prefixes = new Set(processDefinitions({ jointReviewRouting }).map((d) => d.numberPrefix));
  const year = Number(localDay(Date.now()).slice(0, 4));
  const number = randomInt(1_000, 900_000);
  const rows = [...prefixes].map((prefix) => ({ _id: `test:${prefix}`, prefix, year, number }));
  await modelOf(api.db, CASE_NUMBER, caseNumberSchema).collection.insertMany(rows as never[]);
}

/**
 * Case numbers are workflow ids: a fresh database that counts from 1 again would meet the cases of an earlier one on the same
 * Temporal service.
 */
export async function startNumbersApart({ db }: Pick<TestApi, 'db'>): Promise<void> {
  const number = randomInt(1, 900_000);
  const year = Number(localDay(Date.now()).slice(0, 4));
  const prefixes = (await allDefinitions(db)).map(({ definition }) => definition.numberPrefix);
  const rows = [...new Set(prefixes)].map((prefix) => ({ _id: `test ${prefix}`, prefix, year, number }));
  await db.collection('case_numbers').insertMany(rows as never[]);
}
