import { ThrottlerStorageService, type ThrottlerStorage } from '@nestjs/throttler';
import type { Model } from 'mongoose';
import { SHARED_RATE, sharedRateSchema, type SharedRateDocument } from '../../activities/store/shared-rate.schema';
import { isDuplicateKey } from './duplicate-key';
import type { ApiLogger } from './logger';
import type { Store } from './store';
import { toDomainError } from './to-domain-error';

type Counted = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/**
 * Counts requests. What protects people from being guessed or flooded is counted in the database: whoever is led to another API
 * process by the load balancer has no further tries there. The general limit protects the process itself and costs no round trip.
 */
export class SharedRates extends ThrottlerStorageService {
  private readonly rows: Model<SharedRateDocument>;

  /** @param shared names of the limits that hold for all processes together */
  constructor(
    store: Store,
    private readonly logger: ApiLogger,
    private readonly shared: readonly string[],
  ) {
    super();
    this.rows = store.model(SHARED_RATE, sharedRateSchema);
  }

  override async increment(key: string, ttl: number, limit: number, block: number, name: string): Promise<Counted> {
    if (!this.shared.includes(name)) return super.increment(key, ttl, limit, block, name);
    try {
      return await this.count(key, ttl, limit);
    } catch (error) {
      if (toDomainError(error)?.code !== 'service.mongoAway') throw error;
      // The route says by itself that the database is away; until then this process keeps count.
      this.logger.warn(error, 'SharedRates');
      return super.increment(key, ttl, limit, block, name);
    }
  }

  /** Begins to count with the first request; when the time is over it begins anew. */
  private async count(key: string, ttl: number, limit: number): Promise<Counted> {
    const now = Date.now();
    for (;;) {
      if (await this.take(key, limit, now))
        return { totalHits: 1, timeToExpire: 0, isBlocked: false, timeToBlockExpire: 0 };
      const row = await this.rows.findById(key).lean<SharedRateDocument>();
      const left = Math.ceil(((row?.expiresAt.getTime() ?? 0) - now) / 1000);
      if (left > 0) return { totalHits: limit + 1, timeToExpire: left, isBlocked: true, timeToBlockExpire: left };
      if (row) await this.rows.deleteOne({ _id: key, expiresAt: { $lte: new Date(now) } });
      if (await this.begin(key, new Date(now + ttl))) {
        return { totalHits: 1, timeToExpire: Math.ceil(ttl / 1000), isBlocked: false, timeToBlockExpire: 0 };
      }
      // Somebody else began in the same moment: this one is counted there.
    }
  }

  /** One of those that are left, if there is one: a single round trip, and never more than there are however many ask at once. */
  private async take(key: string, limit: number, now: number): Promise<boolean> {
    const open = { _id: key, expiresAt: { $gt: new Date(now) }, hits: { $lt: limit } };
    return (await this.rows.updateOne(open, { $inc: { hits: 1 } })).matchedCount > 0;
  }

  private async begin(key: string, expiresAt: Date): Promise<boolean> {
    try {
      await this.rows.collection.insertOne({ _id: key, hits: 1, expiresAt } as never);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}
