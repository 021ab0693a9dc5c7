import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import type { Configuration } from 'openid-client';
import { DomainError } from '../../../workflows/domain/errors';
import { ApiConfig } from '../../common/config';
import { ApiLogger } from '../../common/logger';

type Library = typeof import('openid-client');

/** Seconds after which the identity service counts as away. */
const TIMEOUT_SECONDS = 10;

/** What has to come back unchanged from the identity service; kept in a cookie meanwhile. */
export interface Attempt {
  state: string;
  nonce: string;
  verifier: string;
}

/** The identity service that the installation is configured for: authorization code with PKCE. */
@Injectable()
export class OidcClient {
  private found: Promise<{ library: Library; configuration: Configuration }> | undefined;

  constructor(
    private readonly config: ApiConfig,
    private readonly logger: ApiLogger,
  ) {}

  get enabled(): boolean {
    return this.config.OIDC_ISSUER !== undefined;
  }

  /** Where a browser is sent, and what must be kept until it is back. */
  async begin(): Promise<{ address: string; attempt: Attempt }> {
    const { library, configuration } = await this.load();
    const attempt = {
      state: library.randomState(),
      nonce: library.randomNonce(),
      verifier: library.randomPKCECodeVerifier(),
    };
    const address = library.buildAuthorizationUrl(configuration, {
      redirect_uri: this.callback,
      scope: this.config.OIDC_SCOPE,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await library.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
    });
    return { address: address.href, attempt };
  }

  /**
   * Whom the identity service vouches for, by the configured claim.
   * @param query of the address that the browser came back with
   * @throws DomainError `auth.oidcFailed` when the answer is not the one to this attempt, `auth.oidcAway`
   */
  async finish(query: string, attempt: Attempt): Promise<string> {
    const { library, configuration } = await this.load();
    try {
      const tokens = await library.authorizationCodeGrant(configuration, new URL(`${this.callback}?${query}`), {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      const name = this.config.OIDC_CLAIM;
      const given =
        claims?.[name] ??
        (claims && configuration.serverMetadata().userinfo_endpoint
          ? (await library.fetchUserInfo(configuration, tokens.access_token, claims.sub))[name]
          : undefined);
      if (typeof given === 'string' && given !== '') return given;
      this.logger.warn(`the identity service gives no text as claim ${name}`, 'OidcClient');
    } catch (error) {
      this.logger.warn(error, 'OidcClient');
      // `fetch` throws TypeError when nothing answers; everything else is a refusal.
      if (error instanceof TypeError || (error as Error).name === 'TimeoutError')
        throw new DomainError('auth.oidcAway');
    }
    throw new DomainError('auth.oidcFailed');
  }

  /** Where the session at the identity service is ended; undefined when it has no such page. */
  async signOutAddress(): Promise<string | undefined> {
    const { library, configuration } = await this.load();
    if (!configuration.serverMetadata().end_session_endpoint) return undefined;
    return library.buildEndSessionUrl(configuration, {
      post_logout_redirect_uri: `${this.config.publicUrl}/login`,
    }).href;
  }

  private get callback(): string {
    return `${this.config.publicUrl}/api/v1/auth/oidc/callback`;
  }

  /** Reads the description of the service once; a failure is not kept. */
  private load(): Promise<{ library: Library; configuration: Configuration }> {
    const { OIDC_ISSUER, OIDC_CLIENT_ID } = this.config;
    if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined) throw new DomainError('auth.oidcOff');
    this.found ??= this.discover(OIDC_ISSUER, OIDC_CLIENT_ID).catch((error: unknown) => {
      this.found = undefined;
      this.logger.warn(error, 'OidcClient');
      throw new DomainError('auth.oidcAway');
    });
    return this.found;
  }

  private async discover(issuer: string, clientId: string) {
    // Loaded where it is needed: most installations have no identity service.
    const library = await import('openid-client');
    const secret = await this.clientSecret();
    // Plain http passes the check of the configuration only on this machine.
    const execute = issuer.startsWith('http:') ? [library.allowInsecureRequests] : [];
    const described = await library.discovery(new URL(issuer), clientId, undefined, library.None(), {
      execute,
      timeout: TIMEOUT_SECONDS,
    });
    const methods = described.serverMetadata().token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const secretBy = methods.includes('client_secret_basic') ? library.ClientSecretBasic : library.ClientSecretPost;
    const configuration = new library.Configuration(
      described.serverMetadata(),
      clientId,
      {},
      secret === undefined ? library.None() : secretBy(secret),
    );
    configuration.timeout = TIMEOUT_SECONDS;
    execute.forEach((apply) => apply(configuration));
    return { library, configuration };
  }

  private async clientSecret(): Promise<string | undefined> {
    const file = this.config.OIDC_CLIENT_SECRET_FILE;
    return file === undefined ? undefined : (await readFile(file, 'utf8')).trim();
  }
}
