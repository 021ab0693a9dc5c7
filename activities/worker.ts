import { existsSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Connection as Mongo } from 'mongoose';
import { createAutomations } from './automations';
import { BUNDLE_PATH, ENCRYPTING_BUNDLE_PATH } from './bundle';
import { caseActivities } from './cases/case.activities';
import { followedBy } from './cases/follow-ups';
import { archivingEnds } from './closing/start-closing';
import { WorkerConfig } from './config';
import { startMailing } from './mail/mailing';
import { tellingParties } from './notices/telling-parties';
import { ensureSchedules } from './schedules/ensure-schedules';
import { upkeepActivities } from './schedules/upkeep.activities';
import { openConnection } from './store/open-connection';
import { dataConverterFrom } from './temporal/data-converter';
import { DEPLOYMENT } from './temporal/deployment';
import { serveHealth } from './temporal/health-server';
import { WorkerLogger } from './temporal/worker-logger';

/** How long running activities may finish after a stop was asked for. */
const GRACE = '20s';

/** After a worker died its cases wait so long before another one takes them; within the API's patience, so that nobody notices. */
const STICKY = '2s';

export interface RunningWorker {
  worker: Worker;
  /** The client with which its activities speak to the service. */
  client: Client;
  /** Resolves when the worker has drained; rejects when it failed. */
  running: Promise<void>;
  stop: () => Promise<void>;
}

/** Starts a worker with its own connections; used by the process below and by tests. */
export async function startWorker(config: WorkerConfig, options: Partial<WorkerOptions> = {}): Promise<RunningWorker> {
  const dataConverter = dataConverterFrom(config);
  const bundle = dataConverter ? ENCRYPTING_BUNDLE_PATH : BUNDLE_PATH;
  const mongo = await openConnection(config.MONGODB_URI);
  const native = await NativeConnection.connect({ address: config.TEMPORAL_ADDRESS });
  const connection = Connection.lazy({ address: config.TEMPORAL_ADDRESS });
  const client = new Client({
    connection,
    namespace: config.TEMPORAL_NAMESPACE,
    identity: `hazflow-worker-${process.pid}`,
    ...(dataConverter ? { dataConverter } : {}),
  });
  const taskQueue = config.TEMPORAL_TASK_QUEUE;
  const cases = caseActivities({
    connection: mongo,
    client,
    taskQueue,
    automations: createAutomations({
      connection: mongo,
      publicUrl: config.PUBLIC_URL,
      secretsDir: config.HAZFLOW_SECRETS_DIR,
    }),
  });
  const warn = (message: string): void => void Runtime.instance().logger.warn(message);
  const mailing = startMailing(
    config.SMTP_URL === undefined
      ? null
      : {
          smtpUrl: config.SMTP_URL,
          passwordFile: config.SMTP_PASSWORD_FILE,
          from: config.MAIL_FROM,
          publicUrl: config.PUBLIC_URL.replace(/\/+$/, ''),
        },
    mongo,
    warn,
  );
  const worker = await Worker.create({
    connection: native,
    namespace: config.TEMPORAL_NAMESPACE,
    taskQueue,
    activities: {
      ...cases,
      commitCase: followedBy(
        mailing.marking((input) => cases.commitCase(input)),
        [tellingParties(config.WORKER_NOTICE_DELAY_SECONDS), archivingEnds(config.WORKER_ARCHIVE_DELAY_MINUTES)],
        client,
        taskQueue,
        warn,
      ),
      ...upkeepActivities({
        connection: mongo,
        client,
        secretsDir: config.HAZFLOW_SECRETS_DIR,
        publicUrl: config.PUBLIC_URL,
        mail: config.SMTP_URL !== undefined,
      }),
    },
    // Encryption adds to a payload: the worker would hold the wrong size against the limit, the service holds the right one.
    ...(dataConverter ? { dataConverter, disablePayloadErrorLimit: true } : {}),
    shutdownGraceTime: GRACE,
    stickyQueueScheduleToStartTimeout: STICKY,
    shutdownForceTime: '30s',
    ...(existsSync(bundle)
      ? { workflowBundle: { codePath: bundle } }
      : { workflowsPath: require.resolve('../workflows') }),
    ...(config.WORKER_CACHED_WORKFLOWS === undefined ? {} : { maxCachedWorkflows: config.WORKER_CACHED_WORKFLOWS }),
    ...(config.WORKER_BUILD_ID === undefined
      ? {}
      : {
          // Cases live for months: they move to the newest build, and patched() keeps their replay true.
          workerDeploymentOptions: {
            version: { deploymentName: DEPLOYMENT, buildId: config.WORKER_BUILD_ID },
            useWorkerVersioning: true,
            defaultVersioningBehavior: 'AUTO_UPGRADE' as const,
          },
        }),
    ...options,
  });
  const running = worker.run().finally(async () => {
    await mailing.stop();
    await closeAll(mongo, native, connection);
  });
  return {
    worker,
    client,
    running,
    async stop() {
      if (worker.getState() === 'RUNNING') {
        worker.shutdown();
      }
      await running;
    },
  };
}

async function closeAll(mongo: Mongo, native: NativeConnection, connection: Connection): Promise<void> {
  await Promise.allSettled([mongo.close(), native.close(), connection.close()]);
}

async function main(): Promise<void> {
  const config = WorkerConfig.fromEnv(process.env);
  const logger = new WorkerLogger(config.LOG_LEVEL);
  Runtime.install({
    logger,
    shutdownSignals: [],
    telemetryOptions:
      config.WORKER_METRICS_PORT > 0
        ? { metrics: { prometheus: { bindAddress: `0.0.0.0:${config.WORKER_METRICS_PORT}` } } }
        : {},
  });
  const { worker, client, running, stop } = await startWorker(config);
  // The worker does its work without them; the next one that starts tries again.
  ensureSchedules(client, config.TEMPORAL_TASK_QUEUE).then(
    (made) => made.length > 0 && logger.info('nightly jobs scheduled', { schedules: made.length }),
    (error: unknown) => logger.warn('nightly jobs could not be scheduled', { error: String(error) }),
  );
  const health =
    config.WORKER_HEALTH_PORT > 0
      ? serveHealth(config.WORKER_HEALTH_PORT, async () => worker.getState() === 'RUNNING')
      : null;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      logger.info(`stopping on ${signal}; running activities may finish`);
      // A failure to drain is reported by `running` below.
      stop().catch(() => undefined);
    });
  }
  logger.info('worker started', { taskQueue: config.TEMPORAL_TASK_QUEUE });
  await running;
  health?.close();
}

if (require.main === module) {
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
}
