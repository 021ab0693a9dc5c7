import { Injectable } from '@nestjs/common';
import type { Model } from 'mongoose';
import { PERSON, personSchema, type PersonDocument } from '../../activities/store/person.schema';
import { DomainError } from '../../workflows/domain/errors';
import { Store } from '../common/store';
import { Settings } from '../reference/settings.service';
import type { Actor } from './actor';
import { ACCESS_TOKEN_SECONDS, AccessTokens } from './access-tokens';
import { ActorCache } from './actor-cache';
import { PERSONAL_TOKEN_PREFIX } from './auth.guard';
import type { ChangePasswordDto, CredentialsDto, NewPersonalToken, NewPersonalTokenDto, TokenPair } from './auth.dto';
import { LoginGuardService } from './login-guard.service';
import { checkPassword, hashPassword, requireStrong } from './passwords';
import { SessionsService, type Origin } from './sessions.service';

/** Signing in and out, and what a person may do with their own credentials. */
@Injectable()
export class AuthService {
  private readonly people: Model<PersonDocument>;

  constructor(
    store: Store,
    private readonly guard: LoginGuardService,
    private readonly sessions: SessionsService,
    private readonly tokens: AccessTokens,
    private readonly actors: ActorCache,
    private readonly settings: Settings,
  ) {
    this.people = store.model(PERSON, personSchema);
  }

  /** Opens a browser session. */
  async signIn(credentials: CredentialsDto, origin: Origin): Promise<{ token: string; actor: Actor }> {
    const personId = await this.authenticate(credentials, origin);
    const { token, session } = await this.sessions.open(personId, 'browser', origin);
    const known = await this.actors.find(session._id);
    if (!known) throw new DomainError('auth.badCredentials');
    return { token, actor: known.actor };
  }

  /** Opens a grant for a machine. */
  async grant(credentials: CredentialsDto, origin: Origin): Promise<TokenPair> {
    const personId = await this.authenticate(credentials, origin);
    const { token, session } = await this.sessions.open(personId, 'machine', origin);
    return this.pair(personId, session._id, token);
  }

  async refresh(refreshToken: string): Promise<TokenPair> {
    const rotated = await this.sessions.rotate(refreshToken);
    const known = rotated && (await this.actors.find(rotated.session._id));
    if (!known) throw new DomainError('auth.required');
    return this.pair(known.actor.personId, rotated.session._id, rotated.token);
  }

  /** A long-lived token for a machine that cannot keep a refresh token. Shown once. */
  async createPersonalToken(actor: Actor, wanted: NewPersonalTokenDto, origin: Origin): Promise<NewPersonalToken> {
    refusePersonalToken(actor);
    const { token, session } = await this.sessions.open(actor.personId, 'personal', origin, wanted);
    return { id: session._id, token: PERSONAL_TOKEN_PREFIX + token, expiresAt: session.expiresAt.toISOString() };
  }

  /** Sets a new password and ends all other sessions and tokens of the person. */
  async changePassword(actor: Actor, change: ChangePasswordDto, origin: Origin): Promise<void> {
    refusePersonalToken(actor);
    await this.authenticate({ login: actor.login, password: change.currentPassword }, origin);
    if (change.newPassword === change.currentPassword) throw new DomainError('auth.samePassword', {}, 'newPassword');
    requireStrong(change.newPassword, actor.login, await this.settings.value('password.minLength'), 'newPassword');
    await this.setPassword(actor.personId, change.newPassword, actor.sessionId);
  }

  /** Stores a password and ends the person's sessions, but for the one named. */
  async setPassword(personId: string, password: string, exceptSession?: string): Promise<void> {
    const passwordHash = await hashPassword(password);
    const changed = await this.people.updateOne({ _id: personId }, { $set: { passwordHash }, $inc: { version: 1 } });
    if (changed.matchedCount === 0) throw new DomainError('resource.unknown');
    await this.sessions.revokeAll(personId, exceptSession);
  }

  /** The person behind a name and password. Says the same, in the same time, for a wrong name as for a wrong password. */
  private async authenticate({ login, password }: CredentialsDto, { ip }: Origin): Promise<string> {
    const name = login.trim().toLowerCase();
    await this.guard.attempt(name, ip);
    const person = await this.people.findOne({ login: name }).lean<PersonDocument>();
    const matches = await checkPassword(person?.passwordHash, password);
    if (!person || !matches || person.status !== 'active') throw new DomainError('auth.badCredentials');
    await this.guard.succeeded(name, ip);
    return person._id;
  }

  private async pair(personId: string, sessionId: string, refreshToken: string): Promise<TokenPair> {
    const accessToken = await this.tokens.sign(personId, sessionId);
    return { accessToken, tokenType: 'Bearer', expiresIn: ACCESS_TOKEN_SECONDS, refreshToken };
  }
}

/** A leaked personal token must not be able to make itself permanent. */
function refusePersonalToken(actor: Actor): void {
  if (actor.via === 'personal') throw new DomainError('access.denied');
}
