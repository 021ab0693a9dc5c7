import { Injectable } from '@nestjs/common';
import type { PersonView } from '../../activities/store/person.reader';
import type { MembershipDocument } from '../../activities/store/person.schema';
import { DomainError } from '../../workflows/domain/errors';
import type { Actor } from '../auth/actor';
import type { GiveRoleDto, WithdrawRoleDto } from './people.dto';
import { PeopleService } from './people.service';

/** Roles given and withdrawn one by one, with a reason that goes on the trail. */
@Injectable()
export class RolesService {
  constructor(private readonly people: PeopleService) {}

  /** @throws DomainError `person.roleHeld` when it is held in that period already, `person.ownRoles` */
  async give(
    actor: Actor,
    personId: string,
    { orgCode, role, from, to, reason, version }: GiveRoleDto,
  ): Promise<PersonView> {
    const { memberships } = await this.people.get(personId);
    const given: MembershipDocument = { orgCode, role, from, to };
    if (memberships.some((one) => isSameRole(one, given) && overlap(one, given))) {
      throw new DomainError('person.roleHeld', {}, 'role');
    }
    const act = { action: 'person.giveRole', detail: { ...given, reason } };
    return this.people.setMemberships(actor, personId, { memberships: [...memberships, given], version }, act);
  }

  /** @throws DomainError `resource.unknown`, `reference.datesReversed`, `person.roleEnded`, `person.lastAdmin` */
  async withdraw(
    actor: Actor,
    personId: string,
    { orgCode, role, from, lastDay, reason, version }: WithdrawRoleDto,
  ): Promise<PersonView> {
    const { memberships } = await this.people.get(personId);
    const held = memberships.find((one) => isSameRole(one, { orgCode, role }) && one.from === from);
    if (!held) throw new DomainError('resource.unknown');
    if (lastDay < held.from)
      throw new DomainError('reference.datesReversed', { from: held.from, to: lastDay }, 'lastDay');
    if (held.to !== null && held.to <= lastDay) throw new DomainError('person.roleEnded', { on: held.to }, 'lastDay');
    const changed = memberships.map((one) => (one === held ? { ...held, to: lastDay } : one));
    const act = { action: 'person.withdrawRole', detail: { orgCode, role, from, lastDay, reason } };
    return this.people.setMemberships(actor, personId, { memberships: changed, version }, act);
  }
}

type Role = Pick<MembershipDocument, 'orgCode' | 'role'>;

const isSameRole = (a: Role, b: Role): boolean => a.orgCode === b.orgCode && a.role === b.role;

function overlap(a: MembershipDocument, b: MembershipDocument): boolean {
  return (a.to === null || b.from <= a.to) && (b.to === null || a.from <= b.to);
}
