import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

interface Grant {
  redirectUri: string;
  challenge: string;
  nonce: string;
  claims: Record<string, unknown>;
}

/** An OpenID provider of the test's own, with a key of its own: it signs in whoever `who` says, without asking. */
export class IdentityService {
  readonly clientId = 'hazflow-test';
  readonly clientSecret = randomBytes(16).toString('hex');
  /** Claims about who sits at the browser; undefined: they decline. */
  who: Record<string, unknown> | undefined = { sub: 'nobody' };
  /** Changes the claims of the token that is signed: what a faulty or foreign service would send. */
  forge: (claims: Record<string, unknown>) => Record<string, unknown> = (claims) => claims;
  /** What it tells at its userinfo address; undefined: it has none. Set before the API asks what it can do. */
  userinfo: Record<string, unknown> | undefined;
  userinfoAsked = 0;
  private readonly tokens = new Set<string>();
  private readonly grants = new Map<string, Grant>();
  private server!: Server;
  private key!: CryptoKey;
  private jwk!: JWK;

  static async started(): Promise<IdentityService> {
    const service = new IdentityService();
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    service.key = privateKey;
    service.jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'RS256', use: 'sig' };
    service.server = createServer((req, res) => void service.answer(req, res)).listen(0, '127.0.0.1');
    await once(service.server, 'listening');
    return service;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? '/', this.issuer);
    const json = (status: number, body: unknown): void =>
      void res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json(200, {
          issuer: this.issuer,
          authorization_endpoint: `${this.issuer}/authorize`,
          token_endpoint: `${this.issuer}/token`,
          jwks_uri: `${this.issuer}/keys`,
          ...(this.userinfo ? { userinfo_endpoint: `${this.issuer}/userinfo` } : {}),
          end_session_endpoint: `${this.issuer}/end`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
        });
      case '/keys':
        return json(200, { keys: [this.jwk] });
      case '/authorize':
        return void res.writeHead(302, { location: this.authorize(url.searchParams) }).end();
      case '/token': {
        const parts: Buffer[] = [];
        for await (const part of req) parts.push(part as Buffer);
        const token = await this.redeem(req, new URLSearchParams(Buffer.concat(parts).toString()));
        return token ? json(200, token) : json(400, { error: 'invalid_grant' });
      }
      case '/userinfo':
        this.userinfoAsked += 1;
        return this.tokens.has((req.headers.authorization ?? '').replace(/^Bearer /i, ''))
          ? json(200, this.userinfo)
          : json(401, { error: 'invalid_token' });
      case '/end':
        return void res.writeHead(302, { location: url.searchParams.get('post_logout_redirect_uri') ?? '/' }).end();
      default:
        return json(404, {});
    }
  }

  private authorize(asked: URLSearchParams): string {
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.searchParams.set('state', asked.get('state') ?? '');
    if (this.who === undefined || asked.get('code_challenge_method') !== 'S256') {
      back.searchParams.set('error', 'access_denied');
      return back.href;
    }
    const code = randomBytes(16).toString('hex');
    this.grants.set(code, {
      redirectUri: asked.get('redirect_uri') ?? '',
      challenge: asked.get('code_challenge') ?? '',
      nonce: asked.get('nonce') ?? '',
      claims: this.who,
    });
    back.searchParams.set('code', code);
    return back.href;
  }

  /** A code is good once, for this client, with the verifier that belongs to its challenge. */
  private async redeem(req: IncomingMessage, form: URLSearchParams): Promise<object | undefined> {
    const grant = this.grants.get(form.get('code') ?? '');
    this.grants.delete(form.get('code') ?? '');
    const basic = `Basic ${Buffer.from(`${this.clientId}:${this.clientSecret}`).toString('base64')}`;
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    // The library encodes what the standard tells it to; a dash is then %2D.
    const given = decodeURIComponent(
      Buffer.from((req.headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString(),
    );
    if (`Basic ${Buffer.from(given).toString('base64')}` !== basic) return undefined;
    if (!grant || grant.redirectUri !== form.get('redirect_uri') || grant.challenge !== challenge) return undefined;
    const now = Math.floor(Date.now() / 1000);
    const claims = this.forge({
      iss: this.issuer,
      aud: this.clientId,
      iat: now,
      exp: now + 300,
      nonce: grant.nonce,
      ...grant.claims,
    });
    const idToken = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'test' }).sign(this.key);
    const accessToken = randomBytes(8).toString('hex');
    this.tokens.add(accessToken);
    return { access_token: accessToken, token_type: 'Bearer', expires_in: 300, id_token: idToken };
  }
}
