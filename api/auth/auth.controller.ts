import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { SessionDocument } from '../../activities/store/session.schema';
import { ApiConfig } from '../common/config';
import { LoginThrottle } from '../common/throttle.guard';
import { Public } from './access.decorators';
import { CurrentActor, type Actor, type AuthenticatedRequest } from './actor';
import {
  ChangePasswordDto,
  CredentialsDto,
  Me,
  NewPersonalToken,
  NewPersonalTokenDto,
  RefreshDto,
  SessionView,
  TokenPair,
} from './auth.dto';
import { AuthService } from './auth.service';
import { clearSessionCookies, setSessionCookies } from './cookies';
import { originOf, SessionsService } from './sessions.service';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly sessions: SessionsService,
    private readonly config: ApiConfig,
  ) {}

  @Post('login')
  @Public()
  @LoginThrottle()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sign in with a browser',
    description: 'Sets the session cookie. Send `csrfToken` back as X-CSRF-Token with every change.',
  })
  @ApiOkResponse({ type: Me })
  async login(
    @Body() credentials: CredentialsDto,
    @Req() req: Request,
    @Res({ passthrough: true }) res: Response,
  ): Promise<Me> {
    const { token, actor } = await this.auth.signIn(credentials, originOf(req));
    return toMe(actor, setSessionCookies(res, token, this.config.secureCookies));
  }

  @Post('logout')
  @HttpCode(204)
  @ApiOperation({ summary: 'End this session' })
  @ApiNoContentResponse()
  async logout(@CurrentActor() actor: Actor, @Res({ passthrough: true }) res: Response): Promise<void> {
    await this.sessions.revoke(actor.personId, actor.sessionId);
    clearSessionCookies(res, this.config.secureCookies);
  }

  @Get('me')
  @ApiOperation({ summary: 'Who is signed in, with the roles that hold today' })
  @ApiOkResponse({ type: Me })
  me(@CurrentActor() actor: Actor, @Req() req: AuthenticatedRequest): Me {
    return toMe(actor, req.csrfToken);
  }

  @Get('sessions')
  @ApiOperation({ summary: 'Own sessions, machine grants and personal tokens' })
  @ApiOkResponse({ type: [SessionView] })
  async list(@CurrentActor() actor: Actor): Promise<SessionView[]> {
    return (await this.sessions.list(actor.personId)).map((row) => toSessionView(row, actor.sessionId));
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'End one of the own sessions' })
  @ApiNoContentResponse()
  async revoke(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.sessions.revoke(actor.personId, id);
  }

  @Delete('sessions')
  @HttpCode(204)
  @ApiOperation({ summary: 'End all other sessions' })
  @ApiNoContentResponse()
  async revokeOthers(@CurrentActor() actor: Actor): Promise<void> {
    await this.sessions.revokeAll(actor.personId, actor.sessionId);
  }

  @Post('password')
  @LoginThrottle()
  @HttpCode(204)
  @ApiOperation({ summary: 'Change the own password; ends all other sessions and tokens' })
  @ApiNoContentResponse()
  async changePassword(
    @CurrentActor() actor: Actor,
    @Body() change: ChangePasswordDto,
    @Req() req: Request,
  ): Promise<void> {
    await this.auth.changePassword(actor, change, originOf(req));
  }

  @Post('tokens')
  @Public()
  @LoginThrottle()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sign in a machine',
    description: 'A short access token and a refresh token that can be used once.',
  })
  @ApiOkResponse({ type: TokenPair })
  async grant(@Body() credentials: CredentialsDto, @Req() req: Request): Promise<TokenPair> {
    return this.auth.grant(credentials, originOf(req));
  }

  @Post('tokens/refresh')
  @Public()
  @LoginThrottle()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Next pair of tokens',
    description: 'A refresh token shown twice ends the whole grant: one of the two copies was stolen.',
  })
  @ApiOkResponse({ type: TokenPair })
  async refresh(@Body() { refreshToken }: RefreshDto): Promise<TokenPair> {
    return this.auth.refresh(refreshToken);
  }

  @Post('personal-tokens')
  @HttpCode(201)
  @ApiOperation({ summary: 'Create a long-lived personal token', description: 'Listed and ended under sessions.' })
  @ApiCreatedResponse({ type: NewPersonalToken })
  async createPersonalToken(
    @CurrentActor() actor: Actor,
    @Body() wanted: NewPersonalTokenDto,
    @Req() req: Request,
  ): Promise<NewPersonalToken> {
    return this.auth.createPersonalToken(actor, wanted, originOf(req));
  }
}

function toMe(actor: Actor, csrfToken: string | undefined): Me {
  const { personId, login, name, memberships, supervisorOf, isAdmin, signedInWith } = actor;
  return {
    personId,
    login,
    name,
    memberships,
    supervisorOf,
    isAdmin,
    signedInWith,
    ...(csrfToken === undefined ? {} : { csrfToken }),
  };
}

function toSessionView(row: SessionDocument, currentId: string): SessionView {
  return {
    id: row._id,
    kind: row.kind,
    ...(row.kind === 'browser' ? { signedInWith: row.signedInWith ?? 'password' } : {}),
    ...(row.name === undefined ? {} : { name: row.name }),
    ip: row.ip,
    userAgent: row.userAgent,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    current: row._id === currentId,
  };
}
