import { Injectable } from '@nestjs/common';
import type { Model } from 'mongoose';
import { LOGIN_GUARD, loginGuardSchema, type LoginGuardDocument } from '../../activities/store/login-guard.schema';
import { DomainError } from '../../workflows/domain/errors';
import { callerNet } from '../common/caller-net';
import { Store } from '../common/store';

interface Policy {
  /** Attempts without success before the first lock. */
  free: number;
  /** Length of the first lock; every further attempt doubles it. */
  firstLockMs: number;
  longestLockMs: number;
  /** Attempts are forgotten after this long without a new one. */
  forgetMs: number;
}

const MINUTE = 60_000;
export const PER_LOGIN: Policy = {
  free: 5,
  firstLockMs: MINUTE,
  longestLockMs: 60 * MINUTE,
  forgetMs: 24 * 60 * MINUTE,
};
export const PER_ADDRESS: Policy = { free: 50, firstLockMs: MINUTE, longestLockMs: 60 * MINUTE, forgetMs: 60 * MINUTE };

/**
 * Slows down guessing. An attempt is counted before the password is looked at and taken back when it was right, so that
 * many attempts at once do not get more tries than one after the other.
 */
@Injectable()
export class LoginGuardService {
  private readonly rows: Model<LoginGuardDocument>;

  constructor(store: Store) {
    this.rows = store.model(LOGIN_GUARD, loginGuardSchema);
  }

  /** @throws DomainError auth.locked with the seconds left, when the name or the address is locked. */
  async attempt(login: string, ip: string): Promise<void> {
    await this.reserve(addressKey(ip), PER_ADDRESS);
    await this.reserve(`login:${login}`, PER_LOGIN);
  }

  /** The password was right: the name starts anew; the address gets back only this attempt. */
  async succeeded(login: string, ip: string): Promise<void> {
    await this.rows.deleteOne({ _id: `login:${login}` });
    await this.rows.updateOne({ _id: addressKey(ip), failures: { $gt: 0 } }, { $inc: { failures: -1 } });
  }

  /** Lifts a lock on a name. */
  async unlock(login: string): Promise<void> {
    await this.rows.deleteOne({ _id: `login:${login}` });
  }

  private async reserve(key: string, policy: Policy): Promise<void> {
    const now = Date.now();
    const stored = await this.rows.findById(key).lean<LoginGuardDocument>();
    const before = stored && stored.expiresAt.getTime() > now ? stored : undefined;
    const lockedFor = (before?.lockedUntil?.getTime() ?? 0) - now;
    if (lockedFor > 0) throw locked(lockedFor);
    if (stored && !before) await this.rows.deleteOne({ _id: key, expiresAt: stored.expiresAt });

    await this.rows.updateOne(
      { _id: key },
      { $inc: { failures: 1 }, $set: { expiresAt: new Date(now + policy.forgetMs) } },
      { upsert: true },
    );
    const failures = (await this.rows.findById(key).lean<LoginGuardDocument>())?.failures ?? 1;
    if (failures < policy.free) return;
    const lockMs = Math.min(policy.firstLockMs * 2 ** Math.min(failures - policy.free, 20), policy.longestLockMs);
    await this.rows.updateOne({ _id: key }, { $max: { lockedUntil: new Date(now + lockMs) } });
    // Of several attempts at once beyond the free ones only the first may look at the password.
    if (failures > Math.max(policy.free, (before?.failures ?? 0) + 1)) throw locked(lockMs);
  }
}

function addressKey(ip: string): string {
  return `ip:${callerNet(ip)}`;
}

function locked(ms: number): DomainError {
  return new DomainError('auth.locked', { seconds: Math.ceil(ms / 1000) });
}
