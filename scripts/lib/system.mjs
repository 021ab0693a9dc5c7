import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { lastLines, run } from './exec.mjs';
import { Failure } from './failure.mjs';
import { statusOf } from './http-probe.mjs';
import { Service } from './service.mjs';
import { hasWorker } from './temporal-rpc.mjs';

const TASK_QUEUE = 'hazflow';

/** The environment of worker, API and loader (docs/architecture.md). */
export async function systemEnvironment(ctx, { mongoUri, temporalAddress, host, port, data }) {
  const secrets = ctx.env.HAZFLOW_SECRETS_DIR ?? path.join(data, 'secrets');
  await mkdir(secrets, { recursive: true, mode: 0o700 });
  return {
    ...ctx.env,
    MONGODB_URI: mongoUri,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: ctx.env.TEMPORAL_NAMESPACE ?? 'default',
    TEMPORAL_TASK_QUEUE: ctx.env.TEMPORAL_TASK_QUEUE ?? TASK_QUEUE,
    HOST: host,
    PORT: String(port),
    PUBLIC_URL: ctx.env.PUBLIC_URL ?? urlOf(host, port),
    HAZFLOW_SECRETS_DIR: secrets,
  };
}

/** An address that a browser on this machine can open. */
export function urlOf(host, port) {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** Creates the indexes and loads the reference data; nothing happens to what is there already. */
export async function loadReferenceData(ctx, env) {
  const { code, output } = await run(ctx, process.execPath, [path.join(ctx.root, 'dist/seeds/load.js')], { env });
  if (code !== 0)
    throw new Failure(`Loading the reference data failed (exit code ${code}): see the lines above.`, {
      details: lastLines(output, 15),
    });
}

/** @param {NodeJS.ProcessEnv} env of `systemEnvironment` */
export function workerService(ctx, env, logs) {
  const since = Date.now();
  return new Service(ctx, {
    name: 'worker',
    file: process.execPath,
    args: [path.join(ctx.root, 'dist/activities/worker.js')],
    env,
    log: path.join(logs, 'worker.log'),
    surface: true,
    // A running activity is let finish; the worker itself gives up after 30 s.
    graceMs: 35_000,
    ready: () => hasWorker(env.TEMPORAL_ADDRESS, env.TEMPORAL_NAMESPACE, env.TEMPORAL_TASK_QUEUE, since),
  });
}

/** @param {NodeJS.ProcessEnv} env of `systemEnvironment` */
export function apiService(ctx, env, logs) {
  return new Service(ctx, {
    name: 'API',
    file: process.execPath,
    args: [path.join(ctx.root, 'dist/api/main.js')],
    env,
    log: path.join(logs, 'api.log'),
    surface: true,
    graceMs: 15_000,
    ready: async () => (await statusOf(`${urlOf(env.HOST, env.PORT)}/api/v1/health/ready`)) === 200,
  });
}
