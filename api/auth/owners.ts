import { DomainError } from '../../workflows/domain/errors';
import { orgKey, personKey } from '../../workflows/engine/rows';
import type { Actor } from './actor';

const LEADING_ROLES = ['director', 'deputyDirector'];

/** Organisations for which the actor may speak: as supervisor or as a member of its leadership. */
export function organisationsLedBy(actor: Actor): string[] {
  const led = actor.memberships.filter((m) => LEADING_ROLES.includes(m.role)).map((m) => m.orgCode);
  return [...new Set([...actor.supervisorOf, ...led])];
}

/** Owners whose things the actor may use: themselves and their organisations. */
export function usableOwners(actor: Actor): string[] {
  return [personKey(actor.personId), ...new Set(actor.memberships.map((m) => orgKey(m.orgCode)))];
}

/** Owners whose things the actor may change. */
export function changeableOwners(actor: Actor): string[] {
  return [personKey(actor.personId), ...organisationsLedBy(actor).map(orgKey)];
}

/** The key of the owner named by an organisation code, or of the actor without one. @throws DomainError `access.denied` */
export function ownerFor(actor: Actor, org: string | undefined): string {
  if (org === undefined) {
    return personKey(actor.personId);
  }
  if (!organisationsLedBy(actor).includes(org)) {
    throw new DomainError('access.denied', {}, 'org');
  }
  return orgKey(org);
}

/** The code of the organisation that owns something; null when a person does. */
export function organisationOf(owner: string): string | null {
  return owner.startsWith('o:') ? owner.slice(2) : null;
}
