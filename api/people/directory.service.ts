import { Injectable } from '@nestjs/common';
import { organisationByCode, PRIVATE_KINDS } from '../../activities/store/organisation.reader';
import { ORGANISATION, organisationSchema } from '../../activities/store/organisation.schema';
import { membershipsOn } from '../../activities/store/person.reader';
import { PERSON, personSchema, type PersonDocument } from '../../activities/store/person.schema';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import type { Actor } from '../auth/actor';
import { Store } from '../common/store';
import type { DirectoryEntry, DirectoryQuery } from './people.dto';

/** Who works where, for choosing whom to hand a task to. */
@Injectable()
export class DirectoryService {
  constructor(private readonly store: Store) {}

  /** @throws DomainError resource.unknown for an organisation that the actor may not look into, as for one that does not exist. */
  async find(actor: Actor, { org, role }: DirectoryQuery): Promise<DirectoryEntry[]> {
    if (!(await this.maySee(actor, org))) throw new DomainError('resource.unknown');
    const today = localDay(Date.now());
    const rows = await this.store
      .model(PERSON, personSchema)
      .find({
        status: 'active',
        memberships: { $elemMatch: { orgCode: org, ...(role === undefined ? {} : { role }) } },
      })
      .sort({ _id: 1 })
      .lean<PersonDocument[]>();
    return rows.flatMap((row) => {
      const roles = membershipsOn(row.memberships, today)
        .filter((m) => m.orgCode === org)
        .map((m) => m.role);
      const fits = role === undefined ? roles.length > 0 : roles.includes(role);
      return fits ? [{ personId: row._id, name: row.name, roles }] : [];
    });
  }

  private async maySee(actor: Actor, org: string): Promise<boolean> {
    if (actor.memberships.some((m) => m.orgCode === org)) return true;
    const wanted = await organisationByCode(this.store.connection, org);
    if (!wanted || PRIVATE_KINDS.includes(wanted.kind)) return false;
    const own = actor.memberships.map((m) => m.orgCode);
    const officials = await this.store
      .model(ORGANISATION, organisationSchema)
      .exists({ _id: { $in: own }, kind: { $nin: PRIVATE_KINDS } });
    return officials !== null;
  }
}
