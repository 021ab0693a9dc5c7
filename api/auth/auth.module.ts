import { Global, Module } from '@nestjs/common';
import { AccessTokens } from './access-tokens';
import { ActorCache } from './actor-cache';
import { AuthController } from './auth.controller';
import { AuthService } from './auth.service';
import { LoginGuardService } from './login-guard.service';
import { SessionsService } from './sessions.service';

@Global()
@Module({
  controllers: [AuthController],
  providers: [AccessTokens, ActorCache, AuthService, LoginGuardService, SessionsService],
  exports: [AccessTokens, ActorCache, AuthService, LoginGuardService, SessionsService],
})
export class AuthModule {}
