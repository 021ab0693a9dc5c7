import { Injectable } from '@nestjs/common';
import { listOrganisations } from '../../activities/store/organisation.reader';
import { DomainError } from '../../workflows/domain/errors';
import type { Actor } from '../auth/actor';
import { organisationsLedBy } from '../auth/owners';
import { Store } from '../common/store';

const AUTHORITIES = ['authority', 'higherAuthority'];

/** Whose work somebody may see in figures. */
export interface Scope {
  /** Authorities in which the person works. */
  own: string[];
  /** Of those, where they supervise or lead: in cases that these lead they see every department. */
  led: string[];
}

/** Who sees which figures. */
@Injectable()
export class Scopes {
  constructor(private readonly store: Store) {}

  /** @throws DomainError `access.denied` for whoever works in no authority: enterprises see no figures */
  async of(actor: Actor): Promise<Scope> {
    const authorities = new Set(
      (await listOrganisations(this.store.connection)).filter((o) => AUTHORITIES.includes(o.kind)).map((o) => o.code),
    );
    const own = [...new Set(actor.memberships.map((m) => m.orgCode))].filter((org) => authorities.has(org));
    if (own.length === 0) {
      throw new DomainError('access.denied');
    }
    return { own, led: organisationsLedBy(actor).filter((org) => authorities.has(org)) };
  }
}
