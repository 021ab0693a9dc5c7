import type { CaseDocument } from '../../activities/store/case.schema';
import { orgKey, personKey, roleKey } from '../../workflows/engine/rows';
import type { Actor } from '../auth/actor';
import type { HeldProxy } from './engine-actor';

/** What somebody is to a case; it decides what they see of it (design.md §10). */
export type Relation =
  /** The enterprise: its own steps, corrections and the outcome; no internal opinion before the decision. */
  | 'party'
  /** The organisation that leads: everything. */
  | 'lead'
  /** Another department: its own branch, and of the others what was signed. */
  | 'department'
  /** Named in a task or copied: as a department without a branch of its own. */
  | 'named';

/** Keys under which rows may be open to an actor, proxies included. */
export function readerKeys(actor: Actor, proxies: readonly HeldProxy[] = []): string[] {
  const own = [personKey(actor.personId), ...actor.memberships.map((m) => orgKey(m.orgCode))];
  const others = proxies.flatMap((p) => [personKey(p.principal), ...p.memberships.map((m) => orgKey(m.org))]);
  return [...new Set([...own, ...others])];
}

/** Keys under which open tasks are offered to an actor. */
export function inboxKeys(actor: Actor): string[] {
  return [personKey(actor.personId), ...new Set(actor.memberships.map((m) => roleKey(m.orgCode, m.role)))];
}

/** Keys under which open tasks are offered through a proxy. */
export function proxyInboxKeys(proxy: HeldProxy): string[] {
  return [personKey(proxy.principal), ...new Set(proxy.memberships.map((m) => roleKey(m.org, m.role)))];
}

/** The actor's relation to a case, or null for a stranger, who does not learn that it exists. */
export function relationTo(
  row: Pick<CaseDocument, 'readers' | 'partyOrg' | 'leadOrg' | 'applicant'>,
  actor: Actor,
  proxies: readonly HeldProxy[] = [],
): Relation | null {
  const keys = readerKeys(actor, proxies);
  if (!row.readers.some((key) => keys.includes(key))) {
    return null;
  }
  const orgs = [...actor.memberships.map((m) => m.orgCode), ...proxies.flatMap((p) => p.memberships.map((m) => m.org))];
  if (orgs.includes(row.partyOrg) || row.applicant === actor.personId) {
    return 'party';
  }
  if (orgs.includes(row.leadOrg)) {
    return 'lead';
  }
  return orgs.some((org) => row.readers.includes(orgKey(org))) ? 'department' : 'named';
}
