import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Model } from 'mongoose';
import { SESSION, sessionSchema, type SessionDocument } from '../../activities/store/session.schema';
import { DomainError } from '../../workflows/domain/errors';
import { Store } from '../common/store';
import { ActorCache } from './actor-cache';
import { hashSecret, newId, newSecret, sameText, splitToken } from './secrets';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long a session lives without use, and at most. */
const LIFE: Record<SessionDocument['kind'], { idle: number; atMost: number }> = {
  browser: { idle: 12 * HOUR, atMost: 7 * DAY },
  machine: { idle: 7 * DAY, atMost: 90 * DAY },
  personal: { idle: 366 * DAY, atMost: 366 * DAY },
};

/** Use is noted at most this often, so that reading a page does not write. */
const TOUCH_EVERY = 5 * 60_000;

export interface Origin {
  ip: string;
  userAgent: string;
}

export function originOf(req: Request): Origin {
  return { ip: req.ip ?? '', userAgent: req.get('user-agent') ?? '' };
}

/** Sessions, machine grants and personal tokens of people. Secrets are stored as hashes only. */
@Injectable()
export class SessionsService {
  private readonly sessions: Model<SessionDocument>;

  constructor(
    store: Store,
    private readonly actors: ActorCache,
  ) {
    this.sessions = store.model(SESSION, sessionSchema);
  }

  /** A new session; the token `<id>.<secret>` is not to be had again. `days` shortens the life of a personal token. */
  async open(
    personId: string,
    kind: SessionDocument['kind'],
    origin: Origin,
    more: { name?: string; days?: number; signedInWith?: SessionDocument['signedInWith'] } = {},
  ): Promise<{ token: string; session: SessionDocument }> {
    const now = Date.now();
    const secret = newSecret();
    const atMost = more.days === undefined ? LIFE[kind].atMost : more.days * DAY;
    const session: SessionDocument = {
      _id: newId(),
      personId,
      kind,
      secretHash: hashSecret(secret),
      ...(more.name === undefined ? {} : { name: more.name }),
      ...(more.signedInWith === undefined ? {} : { signedInWith: more.signedInWith }),
      ip: origin.ip,
      userAgent: origin.userAgent.slice(0, 200),
      createdAt: new Date(now),
      lastSeenAt: new Date(now),
      expiresAt: new Date(now + Math.min(LIFE[kind].idle, atMost)),
      endsAt: new Date(now + atMost),
    };
    await this.sessions.create(session);
    return { token: `${session._id}.${secret}`, session };
  }

  /** Changes the secret of a machine grant. An old secret shown again means a stolen copy: the grant ends. */
  async rotate(token: string): Promise<{ token: string; session: SessionDocument } | undefined> {
    const parts = splitToken(token);
    if (!parts) return undefined;
    const row = await this.sessions.findById(parts.id).lean<SessionDocument>();
    if (!row || row.kind !== 'machine' || row.expiresAt.getTime() <= Date.now()) return undefined;
    const given = hashSecret(parts.secret);
    if (row.previousSecretHash !== undefined && sameText(row.previousSecretHash, given)) {
      await this.remove({ _id: row._id });
      this.actors.forgetSession(row._id);
      return undefined;
    }
    if (!sameText(row.secretHash, given)) return undefined;
    const secret = newSecret();
    const expiresAt = new Date(Math.min(Date.now() + LIFE.machine.idle, row.endsAt.getTime()));
    const changed = await this.sessions.updateOne(
      { _id: row._id, secretHash: given },
      { $set: { secretHash: hashSecret(secret), previousSecretHash: given, lastSeenAt: new Date(), expiresAt } },
    );
    return changed.modifiedCount === 1 ? { token: `${row._id}.${secret}`, session: row } : undefined;
  }

  /** Notes that a session is in use and extends its life. */
  async touch(session: SessionDocument): Promise<void> {
    const now = Date.now();
    if (session.kind === 'machine' || now - session.lastSeenAt.getTime() < TOUCH_EVERY) return;
    const expiresAt = new Date(Math.min(now + LIFE[session.kind].idle, session.endsAt.getTime()));
    await this.sessions.updateOne({ _id: session._id }, { $set: { lastSeenAt: new Date(now), expiresAt } });
  }

  /** Sessions that still live, the one used last first. */
  async list(personId: string): Promise<SessionDocument[]> {
    return this.sessions
      .find({ personId, expiresAt: { $gt: new Date() } })
      .sort({ lastSeenAt: -1 })
      .lean<SessionDocument[]>();
  }

  /** Ends one session of a person. */
  async revoke(personId: string, sessionId: string): Promise<void> {
    if ((await this.remove({ _id: sessionId, personId })) === 0) throw new DomainError('resource.unknown');
    this.actors.forgetSession(sessionId);
  }

  /** Ends all sessions of a person but the one named; says how many. */
  async revokeAll(personId: string, except?: string): Promise<number> {
    const count = await this.remove({ personId, ...(except === undefined ? {} : { _id: { $ne: except } }) });
    this.actors.forgetPerson(personId);
    return count;
  }

  /** Ends the sessions of a person that were opened in one way. */
  async revokeSignedInWith(personId: string, signedInWith: SessionDocument['signedInWith']): Promise<void> {
    await this.remove({ personId, signedInWith });
    this.actors.forgetPerson(personId);
  }

  private async remove(filter: Record<string, unknown>): Promise<number> {
    return (await this.sessions.deleteMany(filter)).deletedCount;
  }
}
