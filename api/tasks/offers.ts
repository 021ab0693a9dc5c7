import type { Connection } from 'mongoose';
import { personKey, type TaskRow } from '../../workflows/engine/rows';
import type { Actor } from '../auth/actor';
import { inboxKeys, proxyInboxKeys } from '../cases/case-access';
import type { HeldProxy } from '../cases/engine-actor';
import { exactCount } from '../common/exact-count';
import { both } from './inbox-filters';

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

/** How a task of 待办 lies with somebody: claimed by them or given to them by name, unclaimed with their role, or by proxy alone. */
export const HELD = ['me', 'pool', 'proxy'] as const;
export type Held = (typeof HELD)[number];

/** Of several ways those that fit. */
export function heldOffers(offers: readonly Offer[], held: Held): Offer[] {
  const own = new Set(offers.filter(isOwn).flatMap(({ keys }) => keys));
  return offers
    .filter((offer) => isOwn(offer) !== (held === 'proxy'))
    .map(({ keys, persons }) => ({
      keys: keys.filter((key) => (held === 'proxy' ? !own.has(key) : key.startsWith('p:') === (held === 'me'))),
      persons,
    }));
}

/** Filters of which each is one index range; their union is what is offered. A key one holds oneself is asked for once. */
export function offerFilters(offers: readonly Offer[]): Filter[] {
  const own = new Set(offers.filter(isOwn).flatMap(({ keys }) => keys));
  return offers.flatMap((offer) =>
    offer.keys
      .filter((key) => isOwn(offer) || !own.has(key))
      .map((audience) => ({ audience, barred: { $nin: offer.persons } })),
  );
}

function isOwn({ persons }: Offer): boolean {
  return persons.length === 1;
}

/**
 * What lies by name with a member of organisations that somebody leads, as far as it is theirs: neither tasks of other organisations in
 * which the member works too, nor cases from which the viewer recused.
 */
export function memberLoad(viewer: Actor, member: string, led: readonly string[]): Filter {
  return { audience: personKey(member), orgs: { $in: [...led] }, barred: { $nin: [viewer.personId] } };
}

/**
 * How many open tasks are offered that fit each of some conditions. Counted from the audience index alone; the few tasks that a recusal hides are looked for
 * once and taken off.
 */
export async function countsOffered(
  connection: Connection,
  offers: readonly Offer[],
  conditions: readonly Filter[],
): Promise<number[]> {
  const audience = { $in: [...new Set(offers.flatMap(({ keys }) => keys))] };
  const [hidden, ...all] = await Promise.all([
    hiddenFrom(connection, offers),
    ...conditions.map((more) => exactCount(connection, 'tasks', { audience, ...more })),
  ]);
  if (hidden.length === 0) return all;
  const off = await Promise.all(
    conditions.map((more) => exactCount(connection, 'tasks', both({ _id: { $in: hidden } }, more))),
  );
  return all.map((n, at) => n - off[at]!);
}

/**
 * Tasks with keys of an offer that none of the offers reaches, because somebody recused. Sorted out here: a `$nor` beside the index would
 * let a server read every task.
 */
async function hiddenFrom(connection: Connection, offers: readonly Offer[]): Promise<string[]> {
  const persons = [...new Set(offers.flatMap((offer) => offer.persons))];
  const rows = await connection
    .collection<Pick<TaskRow, '_id' | 'audience' | 'barred'>>('tasks')
    .find({ barred: { $in: persons } }, { projection: { audience: 1, barred: 1 } })
    .toArray();
  return rows
    .filter(({ audience, barred = [] }) => {
      const reaching = offers.filter(({ keys }) => keys.some((key) => audience.includes(key)));
      return reaching.length > 0 && reaching.every((offer) => offer.persons.some((person) => barred.includes(person)));
    })
    .map(({ _id }) => _id);
}
