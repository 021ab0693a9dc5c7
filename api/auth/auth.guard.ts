import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '../../workflows/domain/errors';
import { ApiConfig } from '../common/config';
import { ApiLogger } from '../common/logger';
import { currentRequest } from '../common/request-context';
import { PUBLIC_ROUTE } from './access.decorators';
import { AccessTokens } from './access-tokens';
import type { AuthenticatedRequest } from './actor';
import { ActorCache, type Known } from './actor-cache';
import { sessionCookieName } from './cookies';
import { csrfTokenOf, hashSecret, sameText, splitToken } from './secrets';
import { SessionsService } from './sessions.service';

export const PERSONAL_TOKEN_PREFIX = 'hzp_';
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** Lets a request through only when somebody stands behind it. Every route is closed unless it is marked `@Public()`. */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly cookie: string;

  constructor(
    private readonly reflector: Reflector,
    private readonly actors: ActorCache,
    private readonly tokens: AccessTokens,
    private readonly sessions: SessionsService,
    private readonly logger: ApiLogger,
    config: ApiConfig,
  ) {
    this.cookie = sessionCookieName(config.secureCookies);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const isPublic = this.reflector.getAllAndOverride<boolean>(PUBLIC_ROUTE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (isPublic === true) return true;
    const req = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const known = await this.identify(req);
    if (!known) throw new DomainError('auth.required');
    req.actor = known.actor;
    const request = currentRequest();
    if (request) request.personId = known.actor.personId;
    return true;
  }

  private async identify(req: AuthenticatedRequest): Promise<Known | undefined> {
    const authorization = req.get('authorization');
    if (authorization !== undefined) return this.byBearer(/^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1]);
    const cookie = (req.cookies as Record<string, unknown> | undefined)?.[this.cookie];
    return typeof cookie === 'string' ? this.byCookie(req, cookie) : undefined;
  }

  private async byBearer(token: string | undefined): Promise<Known | undefined> {
    if (token === undefined) return undefined;
    if (token.startsWith(PERSONAL_TOKEN_PREFIX)) {
      const known = await this.bySecret(token.slice(PERSONAL_TOKEN_PREFIX.length), 'personal');
      if (known) this.touch(known);
      return known;
    }
    const verified = await this.tokens.verify(token);
    const known = verified && (await this.actors.find(verified.sessionId));
    return known?.session.kind === 'machine' ? known : undefined;
  }

  private async byCookie(req: AuthenticatedRequest, token: string): Promise<Known | undefined> {
    const known = await this.bySecret(token, 'browser');
    if (!known) return undefined;
    const csrfToken = csrfTokenOf(splitToken(token)!.secret);
    if (!SAFE_METHODS.includes(req.method) && !sameText(req.get('x-csrf-token') ?? '', csrfToken)) {
      throw new DomainError('auth.csrf');
    }
    req.csrfToken = csrfToken;
    this.touch(known);
    return known;
  }

  private async bySecret(token: string, kind: Known['session']['kind']): Promise<Known | undefined> {
    const parts = splitToken(token);
    const known = parts && (await this.actors.find(parts.id));
    if (!known || known.session.kind !== kind) return undefined;
    return sameText(known.session.secretHash, hashSecret(parts.secret)) ? known : undefined;
  }

  /** Noting the use is of no moment to the request; when it fails the next one tries again. */
  private touch(known: Known): void {
    this.sessions.touch(known.session).catch((error: unknown) => this.logger.warn(error, 'AuthGuard'));
  }
}
