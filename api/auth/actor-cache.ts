import { Injectable } from '@nestjs/common';
import type { Model } from 'mongoose';
import { membershipsOn } from '../../activities/store/person.reader';
import { PERSON, personSchema, type PersonDocument } from '../../activities/store/person.schema';
import { SESSION, sessionSchema, type SessionDocument } from '../../activities/store/session.schema';
import { localDay } from '../../workflows/domain/calendar';
import { Store } from '../common/store';
import { ADMIN_ROLE, SUPERVISOR_ROLE, type Actor } from './actor';

/** A revoked session or a changed role is felt by all API processes within this time, by the one that did it at once. */
const KEEP_MS = 5000;
const MOST = 20_000;

export interface Known {
  actor: Actor;
  session: SessionDocument;
}

/** Who stands behind a session, kept for a few seconds so that busy callers cost no reads. */
@Injectable()
export class ActorCache {
  private readonly entries = new Map<string, { until: number; personId?: string; known: Promise<Known | undefined> }>();

  constructor(private readonly store: Store) {}

  /** The person and session of an id; undefined when it is unknown, expired, or the person has left. */
  async find(sessionId: string): Promise<Known | undefined> {
    const now = Date.now();
    const hit = this.entries.get(sessionId);
    if (hit && hit.until > now) return this.alive(await hit.known);
    const known = this.load(sessionId);
    const entry: { until: number; personId?: string; known: Promise<Known | undefined> } = {
      until: now + KEEP_MS,
      known,
    };
    this.entries.set(sessionId, entry);
    if (this.entries.size > MOST) this.sweep(now);
    try {
      const found = await known;
      if (found) entry.personId = found.actor.personId;
      return this.alive(found);
    } catch (error) {
      if (this.entries.get(sessionId) === entry) this.entries.delete(sessionId);
      throw error;
    }
  }

  forgetSession(sessionId: string): void {
    this.entries.delete(sessionId);
  }

  forgetPerson(personId: string): void {
    for (const [key, entry] of this.entries) {
      // An entry without a person is still being loaded and may have read the state before the change.
      if (entry.personId === undefined || entry.personId === personId) this.entries.delete(key);
    }
  }

  private alive(known: Known | undefined): Known | undefined {
    return known && known.session.expiresAt.getTime() > Date.now() ? known : undefined;
  }

  private sweep(now: number): void {
    for (const [key, entry] of this.entries) if (entry.until <= now) this.entries.delete(key);
    if (this.entries.size > MOST) this.entries.clear();
  }

  private async load(sessionId: string): Promise<Known | undefined> {
    const sessions: Model<SessionDocument> = this.store.model(SESSION, sessionSchema);
    const session = await sessions.findById(sessionId).lean<SessionDocument>();
    if (!session) return undefined;
    const people: Model<PersonDocument> = this.store.model(PERSON, personSchema);
    const person = await people.findById(session.personId).lean<PersonDocument>();
    return person?.status === 'active' ? { actor: toActor(person, session), session } : undefined;
  }
}

/** The actor that a person is today. */
function toActor(person: PersonDocument, session: SessionDocument): Actor {
  const memberships = membershipsOn(person.memberships, localDay(Date.now())).map(({ orgCode, role }) => ({
    orgCode,
    role,
  }));
  return {
    personId: person._id,
    login: person.login,
    name: person.name,
    memberships,
    supervisorOf: memberships.filter((m) => m.role === SUPERVISOR_ROLE).map((m) => m.orgCode),
    isAdmin: memberships.some((m) => m.role === ADMIN_ROLE),
    sessionId: session._id,
    via: session.kind,
    signedInWith: session.signedInWith ?? 'password',
  };
}
