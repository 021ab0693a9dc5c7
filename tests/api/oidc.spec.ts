import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { openConnection } from '../../activities/store/open-connection';
import { ApiConfig } from '../../api/common/config';
import { loadSeeds } from '../../seeds/load';
import { freshMongoUri, signIn, startApi } from '../support/api-app';
import { IdentityService } from '../support/identity-service';

const PROGRAM = join(__dirname, '..', '..', 'dist', 'api', 'main.js');

/** The built API: the library of the identity service is loaded by Node as it is in earnest. */
let child: ChildProcess;
let service: IdentityService;
let db: Connection;
let url: string;
let secretsDir: string;

beforeAll(async () => {
  service = await IdentityService.started();
  const mongoUri = freshMongoUri();
  db = await openConnection(mongoUri);
  await loadSeeds(db);
  secretsDir = await mkdtemp(join(tmpdir(), 'hazflow-secrets-'));
  const secret = join(secretsDir, 'oidc-secret');
  await writeFile(secret, `${service.clientSecret}\n`);
  // The address that the service sends browsers back to has to be known before the API listens.
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as AddressInfo;
  free.close();
  await once(free, 'close');
  url = `http://127.0.0.1:${port}`;
  child = spawn(process.execPath, [PROGRAM], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      MONGODB_URI: mongoUri,
      TEMPORAL_ADDRESS: process.env['HAZFLOW_TEST_TEMPORAL_ADDRESS'] ?? '127.0.0.1:9',
      HAZFLOW_SECRETS_DIR: secretsDir,
      PORT: String(port),
      PUBLIC_URL: url,
      LOG_LEVEL: 'info',
      RATE_LIMIT_PER_MINUTE: '0',
      OIDC_ISSUER: service.issuer,
      OIDC_CLIENT_ID: service.clientId,
      OIDC_CLIENT_SECRET_FILE: secret,
      OIDC_NAME: '示例统一认证',
    },
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout!.on('data', (chunk: Buffer) => chunk.toString().includes('listens on') && resolve());
    child.once('exit', (code) => reject(new Error(`the API ended with ${code}`)));
  });
}, 60_000);

afterAll(async () => {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  await service.stop();
  await db.dropDatabase();
  await db.close();
  await rm(secretsDir, { recursive: true, force: true });
});

beforeEach(() => {
  service.who = { sub: 'nobody' };
  service.forge = (claims) => claims;
});

const open = (address: string, cookie = '') => fetch(address, { redirect: 'manual', headers: { cookie } });
const place = (answer: Response): string => answer.headers.get('location') ?? '';
const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

/** Goes to the service and stops before the way back. */
async function begin(next?: string): Promise<{ cookie: string; back: string; setCookie: string }> {
  const start = await open(`${url}/api/v1/auth/oidc/start${next ? `?next=${encodeURIComponent(next)}` : ''}`);
  const back = place(await open(place(start)));
  return { cookie: cookiesOf(start), back, setCookie: start.headers.getSetCookie().join() };
}

/** The whole way of a browser. */
async function arrive(next?: string): Promise<Response> {
  const { cookie, back } = await begin(next);
  return open(back, cookie);
}

/** An administrator links a person to what the service calls them. */
async function link(personId: string, externalId: string | null) {
  const admin = await signIn(url, 'admin');
  const { body } = await admin.get(`/api/v1/people/${personId}`);
  return admin.patch(`/api/v1/people/${personId}`).send({ version: body.version, externalId });
}

describe('signing in at an identity service', () => {
  test('opens the account that an administrator linked, on the page that was wanted, and is on the trail', async () => {
    expect((await link('p-emb-officer1', 'sub-7')).status).toBe(200);
    service.who = { sub: 'sub-7' };
    const answer = await arrive('/inbox?tab=done');
    expect([answer.status, place(answer)]).toEqual([302, '/inbox?tab=done']);
    const cookie = cookiesOf(answer);
    const me = await (await open(`${url}/api/v1/auth/me`, cookie)).json();
    expect(me).toMatchObject({ login: 'emb.officer1', signedInWith: 'oidc' });
    const sessions = (await (await open(`${url}/api/v1/auth/sessions`, cookie)).json()) as { current: boolean }[];
    expect(sessions.find(({ current }) => current)).toMatchObject({ signedInWith: 'oidc' });
    const trail = await db.collection('admin_events').findOne({ action: 'session.oidc', target: 'p-emb-officer1' });
    expect(trail).toMatchObject({ by: 'p-emb-officer1', detail: { issuer: service.issuer } });
  });

  test('who is not linked, and who has left, gets in by no way and learns the same', async () => {
    service.who = { sub: 'emb.officer1' };
    const unknown = await arrive();
    await link('p-nrpb-officer1', 'sub-left');
    await (await signIn(url, 'admin')).post('/api/v1/people/p-nrpb-officer1/leave').send({});
    service.who = { sub: 'sub-left' };
    const left = await arrive();
    for (const answer of [unknown, left]) {
      expect(place(answer)).toBe('/login?fault=unknown');
      expect(answer.headers.getSetCookie().join()).not.toContain('hazflow_session');
    }
    expect(await db.collection('people').countDocuments({ login: 'sub-left' })).toBe(0);
  });

  test('an answer is worth something only in the browser that asked, once', async () => {
    await link('p-frb-officer1', 'sub-8');
    service.who = { sub: 'sub-8' };
    const { cookie, back, setCookie } = await begin();
    expect(setCookie).toMatch(/^hazflow_oidc=.*; Max-Age=600; Path=\/; .*HttpOnly; SameSite=Lax$/);
    expect(place(await open(back))).toBe('/login?fault=failed');
    const other = await begin();
    expect(place(await open(back, other.cookie))).toBe('/login?fault=failed');
    expect(place(await open(back, cookie))).toBe('/');
    expect(place(await open(back, cookie))).toBe('/login?fault=failed');
  });

  test.each<[string, (claims: Record<string, unknown>) => Record<string, unknown>]>([
    ['for another attempt', (claims) => ({ ...claims, nonce: 'another' })],
    ['for another client', (claims) => ({ ...claims, aud: 'another' })],
    ['of another service', (claims) => ({ ...claims, iss: 'https://another.example' })],
    ['that has expired', (claims) => ({ ...claims, iat: 1_000_000_000, exp: 1_000_000_300 })],
  ])('a token %s is refused', async (_, forge) => {
    await link('p-frb-officer1', 'sub-8');
    service.who = { sub: 'sub-8' };
    service.forge = forge;
    expect(place(await arrive())).toBe('/login?fault=failed');
  });

  test('who declines comes back to the page for signing in; nobody is led to another site', async () => {
    service.who = undefined;
    expect(place(await arrive())).toBe('/login?fault=failed');
    await link('p-frb-officer1', 'sub-8');
    service.who = { sub: 'sub-8' };
    for (const next of ['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example'])
      expect(place(await arrive(next))).toBe('/');
  });

  test('one id is linked to one person; ending the link ends what was signed in by it', async () => {
    await link('p-frb-officer1', 'sub-8');
    const twice = await link('p-emb-officer2', 'sub-8');
    expect([twice.status, twice.body.code]).toEqual([409, 'person.externalIdTaken']);
    service.who = { sub: 'sub-8' };
    const cookie = cookiesOf(await arrive());
    expect((await open(`${url}/api/v1/auth/me`, cookie)).status).toBe(200);
    expect((await link('p-frb-officer1', null)).body).not.toHaveProperty('externalId');
    expect((await open(`${url}/api/v1/auth/me`, cookie)).status).toBe(401);
    expect(place(await arrive())).toBe('/login?fault=unknown');
  });

  test('the page for signing in learns of it, and the session there can be ended, too', async () => {
    const ways = await (await open(`${url}/api/v1/auth/ways`)).json();
    expect(ways).toEqual({ password: true, oidc: { name: '示例统一认证' } });
    const out = new URL(place(await open(`${url}/api/v1/auth/oidc/sign-out`)));
    expect([out.origin, out.searchParams.get('post_logout_redirect_uri')]).toEqual([service.issuer, `${url}/login`]);
    expect(out.searchParams.get('client_id')).toBe(service.clientId);
  });
});

describe('without an identity service', () => {
  test('there is only the password', async () => {
    const api = await startApi();
    try {
      expect((await api.anonymous.get('/api/v1/auth/ways')).body).toEqual({ password: true, oidc: null });
      for (const path of ['start', 'callback', 'sign-out']) {
        const { status, body } = await api.anonymous.get(`/api/v1/auth/oidc/${path}`);
        expect([path, status, body.code]).toEqual([path, 404, 'auth.oidcOff']);
      }
    } finally {
      await api.close();
    }
  });

  test('settings that would not work are refused at the start', () => {
    const base = { MONGODB_URI: 'mongodb://x/y', TEMPORAL_ADDRESS: 'x:1', HAZFLOW_SECRETS_DIR: '/x' };
    const faults = (env: Record<string, string>) => () => ApiConfig.fromEnv({ ...base, ...env });
    expect(faults({ OIDC_ISSUER: 'http://id.example', OIDC_CLIENT_ID: 'x' })).toThrow('https');
    expect(faults({ OIDC_ISSUER: 'https://id.example' })).toThrow('OIDC_CLIENT_ID');
    expect(faults({ OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'x', OIDC_LINK: 'mail' })).toThrow('OIDC_LINK');
    expect(faults({ OIDC_ISSUER: 'https://id.example:8443/realms/x', OIDC_CLIENT_ID: 'x' })).not.toThrow();
  });
});
