import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { openConnection } from '../../activities/store/open-connection';
import { loadSeeds } from '../../seeds/load';
import { freshMongoUri, signIn } from './api-app';
import type { IdentityService } from './identity-service';

const PROGRAM = join(__dirname, '..', '..', 'dist', 'api', 'main.js');

const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

/** The built API beside an identity service: its library is loaded by Node as it is in earnest. */
export class OidcApi {
  private constructor(
    readonly url: string,
    readonly db: Connection,
    private readonly child: ChildProcess,
    private readonly secretsDir: string,
  ) {}

  static async started(service: IdentityService, env: Record<string, string> = {}): Promise<OidcApi> {
    const mongoUri = freshMongoUri();
    const db = await openConnection(mongoUri);
    await loadSeeds(db);
    const secretsDir = await mkdtemp(join(tmpdir(), 'hazflow-secrets-'));
    const secret = join(secretsDir, 'oidc-secret');
    await writeFile(secret, `${service.clientSecret}\n`);
    // The address that the service sends browsers back to has to be known before the API listens.
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const { port } = free.address() as AddressInfo;
    free.close();
    await once(free, 'close');
    const url = `http://127.0.0.1:${port}`;
    const child = spawn(process.execPath, [PROGRAM], {
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
        ...env,
      },
    });
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('listens on') && resolve());
      child.once('exit', (code) => reject(new Error(`the API ended with ${code}`)));
    });
    return new OidcApi(url, db, child, secretsDir);
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
    await this.db.dropDatabase();
    await this.db.close();
    await rm(this.secretsDir, { recursive: true, force: true });
  }

  /** Goes to the service and stops before the way back. */
  async begin(next?: string): Promise<{ cookie: string; back: string; setCookie: string }> {
    const start = await open(`${this.url}/api/v1/auth/oidc/start${next ? `?next=${encodeURIComponent(next)}` : ''}`);
    const back = place(await open(place(start)));
    return { cookie: cookiesOf(start), back, setCookie: start.headers.getSetCookie().join() };
  }

  /** The whole way of a browser. */
  async arrive(next?: string): Promise<Response> {
    const { cookie, back } = await this.begin(next);
    return open(back, cookie);
  }

  /** Who is signed in by an answer of the way back. */
  async whoIs(answer: Response): Promise<{ login: string; signedInWith: string }> {
    return (await open(`${this.url}/api/v1/auth/me`, cookiesOf(answer))).json() as never;
  }

  /** An administrator links a person to what the service calls them. */
  async link(personId: string, externalId: string | null) {
    const admin = await signIn(this.url, 'admin');
    const { body } = await admin.get(`/api/v1/people/${personId}`);
    return admin.patch(`/api/v1/people/${personId}`).send({ version: body.version, externalId });
  }
}

export const open = (address: string, cookie = '') => fetch(address, { redirect: 'manual', headers: { cookie } });
export const place = (answer: Response): string => answer.headers.get('location') ?? '';
export { cookiesOf };
