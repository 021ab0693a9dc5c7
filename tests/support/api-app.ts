import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Connection } from 'mongoose';
import request, { type Test } from 'supertest';
import { openConnection } from '../../activities/store/open-connection';
import { ApiConfig } from '../../api/common/config';
import { createApp } from '../../api/create-app';
import { loadSeeds } from '../../seeds/load';
import { loadReference } from '../../seeds/reference';
import { secondVersionFrom } from './version-in-force';

/** A caller with a session of its own: cookies and CSRF token are sent along. */
export interface TestClient {
  personId: string;
  csrfToken: string;
  cookie: string;
  get(path: string): Test;
  post(path: string): Test;
  put(path: string): Test;
  patch(path: string): Test;
  delete(path: string): Test;
}

export interface TestApi {
  app: NestExpressApplication;
  /** http://127.0.0.1:port */
  url: string;
  /** A connection of the test's own to the same database. */
  db: Connection;
  mongoUri: string;
  secretsDir: string;
  /** Signs in a person of the reference data; the same client for the same login. */
  loginAs(login: string): Promise<TestClient>;
  /** Nobody. */
  anonymous: TestClient;
  close(): Promise<void>;
}

export interface TestApiOptions {
  env?: Record<string, string>;
  /** Leave the database empty and do not connect to it. */
  withoutSeeds?: boolean;
}

/** The address of a fresh database on the test server. */
export function freshMongoUri(): string {
  const base = process.env['HAZFLOW_TEST_MONGODB_URI'];
  if (!base) throw new Error('HAZFLOW_TEST_MONGODB_URI is not set: run the tests by `npm test`');
  const name = `hazflow_test_${randomBytes(6).toString('hex')}`;
  return base.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?[^?]*(\?.*)?$/, `$1/${name}$2`);
}

/** The real API on a free port, with a fresh database that holds the reference data. */
export async function startApi(options: TestApiOptions = {}): Promise<TestApi> {
  const mongoUri = options.env?.['MONGODB_URI'] ?? freshMongoUri();
  const secretsDir = await mkdtemp(join(tmpdir(), 'hazflow-secrets-'));
  const config = ApiConfig.fromEnv({
    MONGODB_URI: mongoUri,
    TEMPORAL_ADDRESS: process.env['HAZFLOW_TEST_TEMPORAL_ADDRESS'] ?? '127.0.0.1:9',
    HAZFLOW_SECRETS_DIR: secretsDir,
    PORT: '0',
    LOG_LEVEL: process.env['HAZFLOW_TEST_LOG_LEVEL'] ?? 'silent',
    RATE_LIMIT_PER_MINUTE: '0',
    ...options.env,
  });
  const db = options.withoutSeeds ? undefined : await openConnection(mongoUri);
  if (db) {
    await loadSeeds(db);
    await secondVersionFrom(db);
  }
  const app = await createApp(config);
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  const clients = new Map<string, Promise<TestClient>>();
  return {
    app,
    url,
    mongoUri,
    secretsDir,
    get db(): Connection {
      if (!db) throw new Error('this API was started without a database');
      return db;
    },
    anonymous: client(url, { personId: '', csrfToken: '', cookie: '' }),
    loginAs(login) {
      const known = clients.get(login) ?? signIn(url, login);
      clients.set(login, known);
      return known;
    },
    async close() {
      await app.close();
      await db?.dropDatabase();
      await db?.close();
      await rm(secretsDir, { recursive: true, force: true });
    },
  };
}

/** A new session; `password` defaults to that of the demo people. */
export async function signIn(url: string, login: string, password = loadReference().demoPassword): Promise<TestClient> {
  const answer = await request(url).post('/api/v1/auth/login').send({ login, password });
  if (answer.status !== 200) throw new Error(`${login} cannot sign in: ${answer.text}`);
  const cookies = answer.get('Set-Cookie') ?? [];
  return client(url, {
    personId: answer.body.personId,
    csrfToken: answer.body.csrfToken,
    cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; '),
  });
}

function client(url: string, who: { personId: string; csrfToken: string; cookie: string }): TestClient {
  const as = (test: Test): Test =>
    who.cookie === '' ? test : test.set('Cookie', who.cookie).set('X-CSRF-Token', who.csrfToken);
  return {
    ...who,
    get: (path) => as(request(url).get(path)),
    post: (path) => as(request(url).post(path)),
    put: (path) => as(request(url).put(path)),
    patch: (path) => as(request(url).patch(path)),
    delete: (path) => as(request(url).delete(path)),
  };
}
