import { Injectable } from '@nestjs/common';
import type { Model } from 'mongoose';
import { PERSON, personSchema, type PersonDocument } from '../../../activities/store/person.schema';
import { DomainError } from '../../../workflows/domain/errors';
import { AdminAudit } from '../../common/admin-audit';
import { ApiConfig } from '../../common/config';
import { Store } from '../../common/store';
import type { Actor } from '../actor';
import { ActorCache } from '../actor-cache';
import { SessionsService, type Origin } from '../sessions.service';
import { OidcClient, type Attempt } from './oidc-client';

/** Signing in on the word of an outside identity service. It opens accounts that are there; it makes none. */
@Injectable()
export class OidcService {
  private readonly people: Model<PersonDocument>;

  constructor(
    store: Store,
    private readonly client: OidcClient,
    private readonly sessions: SessionsService,
    private readonly actors: ActorCache,
    private readonly audit: AdminAudit,
    private readonly config: ApiConfig,
  ) {
    this.people = store.model(PERSON, personSchema);
  }

  /**
   * Opens a browser session for whom the identity service vouches.
   * @throws DomainError `auth.oidcUnknown` in the same words for nobody, somebody not linked and somebody who left
   */
  async signIn(query: string, attempt: Attempt, origin: Origin): Promise<{ token: string; actor: Actor }> {
    const person = await this.personOf(await this.client.finish(query, attempt));
    if (person?.status !== 'active') throw new DomainError('auth.oidcUnknown');
    const { token, session } = await this.sessions.open(person._id, 'browser', origin, { signedInWith: 'oidc' });
    const known = await this.actors.find(session._id);
    if (!known) throw new DomainError('auth.oidcUnknown');
    await this.audit.record(known.actor, 'session.oidc', person._id, {
      issuer: this.config.OIDC_ISSUER,
      ip: origin.ip,
      session: session._id,
    });
    return { token, actor: known.actor };
  }

  private personOf(given: string): Promise<PersonDocument | null> {
    const wanted = this.config.OIDC_LINK === 'login' ? { login: given.toLowerCase() } : { externalId: given };
    return this.people.findOne(wanted).lean<PersonDocument>();
  }
}
