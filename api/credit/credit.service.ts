import { Inject, Injectable } from '@nestjs/common';
import type { CreditRegister } from '../../activities/credit/credit-register';
import { organisationByCode } from '../../activities/store/organisation.reader';
import { localDay } from '../../workflows/domain/calendar';
import { creditMark, creditOn, type CreditMark } from '../../workflows/domain/credit';
import { DomainError } from '../../workflows/domain/errors';
import type { Actor } from '../auth/actor';
import { Names } from '../cases/names.service';
import { Store } from '../common/store';
import { Scopes } from '../statistics/scope.service';
import type { CreditDto } from './credit.dto';

/** Token of the port. */
export const CREDIT_REGISTER = Symbol('CreditRegister');

/** 企业信用 (实施意见（十二）): shown with its basis, a tie-break among equals, never a bar. */
@Injectable()
export class Credit {
  constructor(
    @Inject(CREDIT_REGISTER) private readonly register: CreditRegister,
    private readonly store: Store,
    private readonly scopes: Scopes,
    private readonly names: Names,
  ) {}

  /**
   * What the lists say of an enterprise today: for authorities, and for the enterprise itself.
   * @throws DomainError `access.denied`, `resource.unknown`
   */
  async of(actor: Actor, org: string): Promise<CreditDto> {
    if (!actor.memberships.some(({ orgCode }) => orgCode === org)) {
      await this.scopes.of(actor);
    }
    if ((await organisationByCode(this.store.connection, org))?.kind !== 'enterprise') {
      throw new DomainError('resource.unknown');
    }
    const records = creditOn(await this.register.recordsOf(org), localDay(Date.now()));
    const nameOf = await this.names.organisations();
    return {
      org,
      mark: creditMark(records),
      entries: records.map(({ list, name, basis, reason, decidedBy, from, until }) => ({
        list,
        name,
        basis,
        reason,
        decidedBy: nameOf(decidedBy),
        from,
        until,
      })),
    };
  }

  /** The mark that a case of the enterprise bears when it begins on a day. */
  async markOn(org: string, day: string): Promise<CreditMark | null> {
    return creditMark(creditOn(await this.register.recordsOf(org), day));
  }
}
