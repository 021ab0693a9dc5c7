import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { orgKey, personKey, roleKey } from '../../workflows/engine/rows';

/** Who makes a request, with the memberships that hold today. */
export interface Actor {
  personId: string;
  login: string;
  name: string;
  memberships: { orgCode: string; role: string }[];
  /** Organisations whose supervisor the person is. */
  supervisorOf: string[];
  /** Administrates organisations, people and reference data. */
  isAdmin: boolean;
  /** The session or token that speaks for the person. */
  sessionId: string;
  via: 'browser' | 'machine' | 'personal';
  /** `oidc`: the outside identity service vouched for the person. */
  signedInWith: 'password' | 'oidc';
}

/** Roles with a meaning of their own; all others are only names in assignment rules. */
export const ADMIN_ROLE = 'admin';
export const SUPERVISOR_ROLE = 'supervisor';

export type AuthenticatedRequest = Request & { actor?: Actor; csrfToken?: string };

/** True when the actor holds the role, in that organisation if one is named. */
export function holds(actor: Actor, wanted: { org?: string; role: string }): boolean {
  return actor.memberships.some(
    (m) => m.role === wanted.role && (wanted.org === undefined || m.orgCode === wanted.org),
  );
}

/** The keys under which rows of the read models name the actor as their audience or reader. */
export function audienceKeysOf(actor: Pick<Actor, 'personId' | 'memberships'>): string[] {
  const keys = actor.memberships.flatMap((m) => [orgKey(m.orgCode), roleKey(m.orgCode, m.role)]);
  return [...new Set([personKey(actor.personId), ...keys])];
}

/** The actor of the request; the guard has made sure that there is one unless the route is public. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext) => {
  return context.switchToHttp().getRequest<AuthenticatedRequest>().actor;
});
