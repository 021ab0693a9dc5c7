import { Global, Module } from '@nestjs/common';
import { AccessTokens } from './access-tokens';
import { ActorCache } from './actor-cache';
import { AuthController } from './auth.controller';
import { AuthService } from './auth.service';
import { LoginGuardService } from './login-guard.service';
import { OidcClient } from './oidc/oidc-client';
import { OidcController } from './oidc/oidc.controller';
import { OidcService } from './oidc/oidc.service';
import { SessionsService } from './sessions.service';

@Global()
@Module({
  controllers: [AuthController, OidcController],
  providers: [AccessTokens, ActorCache, AuthService, LoginGuardService, OidcClient, OidcService, SessionsService],
  exports: [AccessTokens, ActorCache, AuthService, LoginGuardService, SessionsService],
})
export class AuthModule {}
