import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { DomainError } from '../../../workflows/domain/errors';
import { ApiConfig } from '../../common/config';
import { LoginThrottle } from '../../common/throttle.guard';
import { Public } from '../access.decorators';
import { setSessionCookies } from '../cookies';
import { originOf } from '../sessions.service';
import { keepAttempt, takeAttempt } from './attempt-cookie';
import { OidcClient } from './oidc-client';
import { OidcService } from './oidc.service';
import { OidcStartQuery, SignInWays } from './oidc.dto';

/** What the page for signing in is told when it did not work. */
const FAULTS: Partial<Record<string, string>> = { 'auth.oidcAway': 'away', 'auth.oidcUnknown': 'unknown' };

/** Signing in at an outside identity service. These addresses are opened by a browser and answer with where it goes next. */
@ApiTags('auth')
@Controller('auth')
export class OidcController {
  constructor(
    private readonly client: OidcClient,
    private readonly oidc: OidcService,
    private readonly config: ApiConfig,
  ) {}

  @Get('ways')
  @Public()
  @ApiOperation({ summary: 'In which ways one can sign in here' })
  @ApiOkResponse({ type: SignInWays })
  ways(): SignInWays {
    return { password: true, oidc: this.client.enabled ? { name: this.config.OIDC_NAME ?? null } : null };
  }

  @Get('oidc/start')
  @Public()
  @LoginThrottle()
  @ApiOperation({
    summary: 'Sign in at the identity service',
    description: 'To be opened by a browser; 404 where none is configured.',
  })
  @ApiFoundResponse({ description: 'To the identity service, or back to the page for signing in when it is away.' })
  async start(@Query() { next }: OidcStartQuery, @Res() res: Response): Promise<void> {
    if (!this.client.enabled) throw new DomainError('auth.oidcOff');
    res.setHeader('Cache-Control', 'no-store');
    try {
      const { address, attempt } = await this.client.begin();
      keepAttempt(res, { ...attempt, next: this.ownPath(next) }, this.config.secureCookies);
      res.redirect(address);
    } catch (error) {
      res.redirect(loginWith(error));
    }
  }

  @Get('oidc/callback')
  @Public()
  @LoginThrottle()
  @ApiExcludeEndpoint()
  async callback(@Req() req: Request, @Res() res: Response): Promise<void> {
    if (!this.client.enabled) throw new DomainError('auth.oidcOff');
    res.setHeader('Cache-Control', 'no-store');
    const attempt = takeAttempt(req, res, this.config.secureCookies);
    try {
      if (!attempt) throw new DomainError('auth.oidcFailed');
      const { token } = await this.oidc.signIn(req.originalUrl.split('?')[1] ?? '', attempt, originOf(req));
      setSessionCookies(res, token, this.config.secureCookies);
      res.redirect(this.ownPath(attempt.next));
    } catch (error) {
      res.redirect(loginWith(error));
    }
  }

  @Get('oidc/sign-out')
  @Public()
  @ApiOperation({
    summary: 'End the session at the identity service, too',
    description: 'To be opened by a browser after `POST /auth/logout`; 404 where none is configured.',
  })
  @ApiFoundResponse({ description: 'To the identity service, or to the page for signing in when it has no such page.' })
  async signOut(@Res() res: Response): Promise<void> {
    if (!this.client.enabled) throw new DomainError('auth.oidcOff');
    res.setHeader('Cache-Control', 'no-store');
    const address = await this.client.signOutAddress().catch(() => undefined);
    res.redirect(address ?? '/login');
  }

  /** Only pages of this product: nobody is led elsewhere after signing in. */
  private ownPath(next: string | undefined): string {
    const { publicUrl } = this.config;
    const wanted = new URL(URL.canParse(next ?? '/', publicUrl) ? (next ?? '/') : '/', publicUrl);
    return wanted.origin === new URL(publicUrl).origin ? `${wanted.pathname}${wanted.search}${wanted.hash}` : '/';
  }
}

/** @throws whatever is not a refusal: it belongs into the log */
function loginWith(error: unknown): string {
  if (!(error instanceof DomainError)) throw error;
  return `/login?fault=${FAULTS[error.code] ?? 'failed'}`;
}
