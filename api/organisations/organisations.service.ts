import { Injectable } from '@nestjs/common';
import type { Model } from 'mongoose';
import {
  listOrganisations,
  organisationByCode,
  toOrganisationView,
  type OrganisationView,
} from '../../activities/store/organisation.reader';
import {
  ORGANISATION,
  organisationSchema,
  type OrganisationDocument,
} from '../../activities/store/organisation.schema';
import { DomainError } from '../../workflows/domain/errors';
import { usccFault } from '../../workflows/domain/uscc';
import type { Actor } from '../auth/actor';
import { AdminAudit } from '../common/admin-audit';
import { isDuplicateKey } from '../common/duplicate-key';
import { Store } from '../common/store';
import { ReferenceService } from '../reference/reference.service';
import type { ChangeOrganisationDto, NewOrganisationDto } from './organisations.dto';

@Injectable()
export class OrganisationsService {
  private readonly organisations: Model<OrganisationDocument>;

  constructor(
    private readonly store: Store,
    private readonly audit: AdminAudit,
    private readonly reference: ReferenceService,
  ) {
    this.organisations = store.model(ORGANISATION, organisationSchema);
  }

  list(kind?: string): Promise<OrganisationView[]> {
    return listOrganisations(this.store.connection, kind);
  }

  async get(code: string): Promise<OrganisationView> {
    const found = await organisationByCode(this.store.connection, code);
    if (!found) throw new DomainError('resource.unknown');
    return found;
  }

  async create(actor: Actor, { code, ...fields }: NewOrganisationDto): Promise<OrganisationView> {
    requireUscc(fields.uscc);
    try {
      const row = await this.organisations.create({ _id: code, ...fields, active: true, demo: false, version: 1 });
      this.reference.forget();
      await this.audit.record(actor, 'organisation.create', code, fields);
      return toOrganisationView(row.toObject());
    } catch (error) {
      if (isDuplicateKey(error)) throw new DomainError('resource.exists', { name: code }, 'code');
      throw error;
    }
  }

  /** Changes what is given. The code stays: cases and people refer to it. */
  async change(actor: Actor, code: string, { version, ...fields }: ChangeOrganisationDto): Promise<OrganisationView> {
    requireUscc(fields.uscc);
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const { matchedCount } = await this.organisations.updateOne(
      { _id: code, version },
      { $set: given, $inc: { version: 1 } },
    );
    const now = await this.get(code);
    if (matchedCount === 0) throw new DomainError('resource.changed');
    this.reference.forget();
    await this.audit.record(actor, 'organisation.change', code, given);
    return now;
  }
}

function requireUscc(uscc: string | undefined): void {
  const fault = uscc === undefined ? null : usccFault(uscc);
  if (fault) throw new DomainError(fault.code, fault.params, 'uscc');
}
