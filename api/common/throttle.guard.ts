import { Injectable, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerModuleOptions } from '@nestjs/throttler';
import type { AuthenticatedRequest } from '../auth/actor';
import { DomainError } from '../../workflows/domain/errors';
import { callerNet } from './caller-net';
import type { ApiConfig } from './config';
import type { ApiLogger } from './logger';
import { SharedRates } from './shared-rates';
import type { Store } from './store';

const LOGIN_ROUTE = 'hazflow:login-route';
const OBJECTION_ROUTE = 'hazflow:objection-route';
const MINUTE_MS = 60_000;

/** Marks a route that looks at passwords: it has a tighter limit per address. */
export const LoginThrottle = () => SetMetadata(LOGIN_ROUTE, true);

/** Marks a route by which anybody may write: so many an hour as other routes take in three seconds. */
export const ObjectionThrottle = () => SetMetadata(OBJECTION_ROUTE, true);

/**
 * Limits per person, or per address where nobody is signed in; off when the configured rate is 0. Those of signing in and of writing
 * as anybody hold for all API processes together.
 */
export function throttlerOptions(config: ApiConfig, store: Store, logger: ApiLogger): ThrottlerModuleOptions {
  const perMinute = config.RATE_LIMIT_PER_MINUTE;
  return {
    setHeaders: false,
    storage: new SharedRates(store, logger, ['login', 'objection']),
    throttlers: [
      { name: 'default', limit: perMinute, ttl: MINUTE_MS, skipIf: () => perMinute === 0 },
      {
        name: 'login',
        limit: Math.max(1, Math.ceil(perMinute / 10)),
        ttl: MINUTE_MS,
        skipIf: (context) => perMinute === 0 || Reflect.getMetadata(LOGIN_ROUTE, context.getHandler()) !== true,
      },
      {
        name: 'objection',
        limit: Math.max(1, Math.ceil(perMinute / 20)),
        ttl: 60 * MINUTE_MS,
        skipIf: (context) => perMinute === 0 || Reflect.getMetadata(OBJECTION_ROUTE, context.getHandler()) !== true,
      },
    ],
  };
}

@Injectable()
export class PersonThrottlerGuard extends ThrottlerGuard {
  protected override getTracker(req: AuthenticatedRequest): Promise<string> {
    return Promise.resolve(req.actor ? `person:${req.actor.personId}` : `ip:${callerNet(req.ip)}`);
  }

  /** One budget for all routes, not one per route. */
  protected override generateKey(_context: ExecutionContext, tracker: string, name: string): string {
    return `${name}/${tracker}`;
  }

  protected override throwThrottlingException(
    _context: ExecutionContext,
    detail: { timeToBlockExpire: number },
  ): Promise<void> {
    throw new DomainError('rate.limited', { seconds: Math.max(1, detail.timeToBlockExpire) });
  }
}
