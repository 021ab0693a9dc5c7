import type { Connection } from 'mongoose';
import type { Actor } from '../auth/actor';
import { inboxKeys, proxyInboxKeys } from '../cases/case-access';
import type { HeldProxy } from '../cases/engine-actor';
import { exactCount } from '../common/exact-count';

type Filter = Record<string, unknown>;

/** One way in which tasks are offered: the audience keys of a person, and who must all be free to act so. */
export interface Offer {
  keys: readonly string[];
  /** The person; with a proxy, also the principal: a proxy is barred by the recusal of either. */
  persons: readonly string[];
}

/** As oneself, and for each principal whom somebody stands in for. */
export function offersOf(actor: Actor, proxies: readonly HeldProxy[]): Offer[] {
  return [{ keys: inboxKeys(actor), persons: [actor.personId] }, ...proxies.map((proxy) => proxyOffer(actor, proxy))];
}

export function proxyOffer(actor: Actor, proxy: HeldProxy): Offer {
  return { keys: proxyInboxKeys(proxy), persons: [actor.personId, proxy.principal] };
}

/** Filters of which each is one index range; their union is what is offered. A key one holds oneself is asked for once. */
export function offerFilters(offers: readonly Offer[]): Filter[] {
  const own = new Set(offers[0]?.keys);
  return offers.flatMap(({ keys, persons }, at) =>
    keys.filter((key) => at === 0 || !own.has(key)).map((audience) => ({ audience, barred: { $nin: persons } })),
  );
}

/**
 * How many open tasks are offered that fit more conditions. Counted from the audience index alone; what a recusal hides is counted
 * apart, over the few rows that name one of the persons, and taken off.
 */
export async function countOffered(connection: Connection, offers: readonly Offer[], more: Filter): Promise<number> {
  const audience = { $in: [...new Set(offers.flatMap(({ keys }) => keys))] };
  const [all, hidden] = await Promise.all([
    exactCount(connection, 'tasks', { audience, ...more }),
    exactCount(connection, 'tasks', {
      barred: { $in: [...new Set(offers.flatMap(({ persons }) => persons))] },
      audience,
      ...more,
      $nor: offers.map(({ keys, persons }) => ({ audience: { $in: keys }, barred: { $nin: persons } })),
    }),
  ]);
  return all - hidden;
}
