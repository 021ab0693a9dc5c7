import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ApplicationRecord } from '../../activities/store/application.schema';
import { DomainError } from '../../workflows/domain/errors';
import type { Actor } from '../auth/actor';
import { ApplicationAccess } from './application-access.service';
import type { NewApplicationDto, SaveApplicationDto } from './application-draft.dto';
import { ApplicationRepository, pendingOf } from './application.repository';
import { Corrections } from './correction.service';
import { Submissions } from './submission.service';

/** The enterprise's working copies: ordinary writes, guarded against overwriting each other. */
@Injectable()
export class Drafts {
  constructor(
    private readonly repository: ApplicationRepository,
    private readonly access: ApplicationAccess,
    private readonly corrections: Corrections,
    private readonly submissions: Submissions,
  ) {}

  /** Begins an application: empty, with what is given, or with a copy of an earlier one. */
  async create(actor: Actor, { org, copyOf, application }: NewApplicationDto): Promise<ApplicationRecord> {
    const source = copyOf === undefined ? undefined : await this.access.openOwn(actor, copyOf);
    const enterprise = await this.access.enterpriseFor(actor, org ?? source?.org);
    const now = new Date();
    const record: ApplicationRecord = {
      _id: `a-${randomUUID()}`,
      org: enterprise.code,
      applicant: actor.personId,
      draft: plain(application ?? source?.draft ?? {}),
      revision: 1,
      submitted: 0,
      submissions: [],
      caseId: null,
      createdAt: now,
      updatedAt: now,
    };
    await this.repository.insert(record);
    return record;
  }

  /**
   * Saves the working copy.
   * @throws DomainError `resource.changed` when somebody saved in between, `application.locked` when it cannot be changed now
   */
  async save(
    actor: Actor,
    id: string,
    version: number | undefined,
    dto: SaveApplicationDto,
  ): Promise<ApplicationRecord> {
    const record = await this.submissions.caughtUp(await this.access.openOwn(actor, id));
    if (!(await this.editable(record))) throw new DomainError('application.locked');
    if (version === undefined) throw new DomainError('field.required', { field: 'version' }, 'version');
    if (version !== record.revision) throw new DomainError('resource.changed', {}, 'version');
    const draft = plain(dto.application);
    const now = new Date();
    if (!(await this.repository.save(record, draft, now))) throw new DomainError('resource.changed', {}, 'version');
    return { ...record, draft, revision: record.revision + 1, updatedAt: now };
  }

  /** Drops an application that was never submitted. */
  async remove(actor: Actor, id: string): Promise<void> {
    const record = await this.access.openOwn(actor, id);
    if (record.submissions.length > 0) throw new DomainError('application.notDraft');
    if (!(await this.repository.remove(record))) throw new DomainError('resource.changed');
  }

  /** Whether the enterprise may change it now: before the first submission and while a correction is asked for. */
  async editable(record: ApplicationRecord): Promise<boolean> {
    if (pendingOf(record)) return false;
    return record.caseId === null || (await this.corrections.asked(record.caseId)) !== null;
  }
}

/** What was typed, without the classes and the undefined members of the request. */
function plain(application: unknown): unknown {
  return JSON.parse(JSON.stringify(application));
}
