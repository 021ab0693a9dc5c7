import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createConnection } from 'mongoose';
import { startNumbersApart } from '../../support/case-numbers';
import { secondVersionFrom } from '../../support/version-in-force';

const DIST = join(__dirname, '..', '..', '..', 'dist');
const READY_MS = 60_000;
const STOP_MS = 20_000;
const WAIT_MS = 150;

/** Environment of the processes under test. */
export type Env = Record<string, string>;

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** What the API and the worker of one run share: a fresh database and a task queue of their own. */
export async function testEnvironment(secretsDir: string): Promise<Env> {
  const mongo = process.env['HAZFLOW_TEST_MONGODB_URI'];
  const temporal = process.env['HAZFLOW_TEST_TEMPORAL_ADDRESS'];
  if (!mongo || !temporal)
    throw new Error('run these tests by `npm test` or `npm run test:ui`, which start the servers');
  const id = randomBytes(6).toString('hex');
  const port = String(await freePort());
  return {
    MONGODB_URI: mongo.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?[^?]*(\?.*)?$/, `$1/hazflow_ui_${id}$2`),
    TEMPORAL_ADDRESS: temporal,
    TEMPORAL_TASK_QUEUE: `ui-${id}`,
    HAZFLOW_SECRETS_DIR: secretsDir,
    HOST: '127.0.0.1',
    PORT: port,
    // Printed in the codes of letters.
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    RATE_LIMIT_PER_MINUTE: '0',
    LOG_LEVEL: 'warn',
  };
}

/** That environment again, for a test that starts an API of its own beside it or looks into the database. @throws on a system that was only named */
export function ownEnvironment(): Env {
  const shared = process.env['HAZFLOW_UI_ENV'];
  if (!shared)
    throw new Error('this test needs the servers of `npm run test:ui`, not a system named by HAZFLOW_UI_URL');
  return JSON.parse(shared) as Env;
}

export const addressOf = (env: Env): string => `http://127.0.0.1:${env['PORT']}`;

function run(program: string, env: Env): ChildProcess {
  return spawn(process.execPath, [join(DIST, program)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** Loads indexes, reference data and the demo accounts. */
export async function loadSeeds(env: Env): Promise<void> {
  const child = spawn(process.execPath, [join(DIST, 'seeds/load.js')], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`loading the reference data ended with ${code}`);
  const db = await createConnection(env['MONGODB_URI']!).asPromise();
  await startNumbersApart(db);
  await secondVersionFrom(db);
  await db.close();
}

export const startWorker = (env: Env): ChildProcess => run('activities/worker.js', env);

/** Starts the API and waits until it says that it is ready. */
export async function startApi(env: Env): Promise<ChildProcess> {
  const child = run('api/main.js', env);
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the API ended with ${child.exitCode}`);
    const ready = await fetch(`${addressOf(env)}/api/v1/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return child;
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
  child.kill('SIGKILL');
  throw new Error('the API did not become ready');
}

/** Asks a process to stop, and ends it when it does not. */
export async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
}
