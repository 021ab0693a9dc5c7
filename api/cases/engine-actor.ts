import type { Actor as EngineActor } from '../../workflows/engine/events';
import type { Actor } from '../auth/actor';

/** A proxy that holds now: whose work may be done, in which memberships. */
export interface HeldProxy {
  proxyId: string;
  principal: string;
  memberships: { org: string; role: string }[];
}

/** The actor as the engine knows it; by proxy with the principal's memberships as far as the proxy reaches. */
export function engineActor(actor: Actor, proxy: HeldProxy | null = null): EngineActor {
  const own = actor.memberships.map((m) => ({ org: m.orgCode, role: m.role }));
  return {
    kind: 'person',
    id: actor.personId,
    org: (proxy?.memberships[0] ?? own[0])?.org ?? null,
    memberships: proxy ? proxy.memberships : own,
    supervises: proxy ? [] : actor.supervisorOf,
    ...(proxy ? { onBehalfOf: { id: proxy.principal, proxyId: proxy.proxyId } } : {}),
  };
}
