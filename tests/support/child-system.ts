import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { openConnection } from '../../activities/store/open-connection';
import { loadSeeds } from '../../seeds/load';
import { freshMongoUri } from './api-app';
import { startNumbersApart } from './case-numbers';
import { secondVersionFrom } from './version-in-force';

const DIST = join(__dirname, '..', '..', 'dist');
const API = join(DIST, 'api', 'main.js');
const WORKER = join(DIST, 'activities', 'worker.js');
const GRACE_MS = 20_000;

/** The built product as it is run in earnest: API and worker as processes of their own, which can be killed. */
export class ChildSystem {
  url = '';
  private worker: ChildProcess | undefined;
  private readonly children: ChildProcess[] = [];
  private readonly logs: string[] = [];

  private constructor(
    readonly db: Connection,
    private readonly env: NodeJS.ProcessEnv,
    private readonly secretsDir: string,
  ) {}

  static async start(): Promise<ChildSystem> {
    for (const file of [API, WORKER]) {
      if (!existsSync(file)) throw new Error(`${file} is missing: run the tests by \`npm test\`, which builds first`);
    }
    const mongoUri = freshMongoUri();
    const db = await openConnection(mongoUri);
    await loadSeeds(db);
    await secondVersionFrom(db);
    await startNumbersApart(db);
    const secretsDir = await mkdtemp(join(tmpdir(), 'hazflow-secrets-'));
    const env = {
      ...process.env,
      NODE_ENV: 'production',
      MONGODB_URI: mongoUri,
      TEMPORAL_ADDRESS: process.env['HAZFLOW_TEST_TEMPORAL_ADDRESS'],
      TEMPORAL_TASK_QUEUE: `test-${randomBytes(6).toString('hex')}`,
      HAZFLOW_SECRETS_DIR: secretsDir,
      PORT: '0',
      LOG_LEVEL: 'warn',
      RATE_LIMIT_PER_MINUTE: '0',
    };
    const system = new ChildSystem(db, env, secretsDir);
    system.startWorker();
    await system.startApi();
    return system;
  }

  startWorker(): void {
    this.worker = this.spawn(WORKER);
  }

  /** As by `kill -9`: whatever it was doing is cut off. */
  async killWorker(): Promise<void> {
    await kill(this.worker);
  }

  async stop(): Promise<void> {
    await Promise.all(this.children.map(end));
    await this.db.dropDatabase();
    await this.db.close();
    await rm(this.secretsDir, { recursive: true, force: true });
  }

  /** What the processes said last, for a failing test. */
  get lastWords(): string {
    return this.logs.slice(-40).join('');
  }

  private async startApi(): Promise<void> {
    const api = this.spawn(API);
    this.url = await new Promise((resolve, reject) => {
      let said = '';
      api.stdout!.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const url = /listens on (http:\/\/\S+)/.exec(said)?.[1];
        if (url) resolve(url.replace('[::1]', '127.0.0.1'));
      });
      api.once('exit', (code) => reject(new Error(`the API ended with ${code}: ${this.lastWords}`)));
    });
  }

  private spawn(file: string): ChildProcess {
    const child = spawn(process.execPath, [file], { env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.children.push(child);
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (c: Buffer) => this.logs.push(c.toString()));
    return child;
  }
}

const runs = (child: ChildProcess | undefined): child is ChildProcess =>
  child !== undefined && child.exitCode === null && child.signalCode === null;

async function kill(child: ChildProcess | undefined): Promise<void> {
  if (!runs(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** Asks to stop, and kills what does not within the time of grace. */
async function end(child: ChildProcess | undefined): Promise<void> {
  if (!runs(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await gone;
  clearTimeout(timer);
}
