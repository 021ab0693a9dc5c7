import { Injectable } from '@nestjs/common';
import type { QueryFilter } from 'mongoose';
import type { ApplicationRecord, ApplicationVersionRecord } from '../../activities/store/application.schema';
import { DomainError } from '../../workflows/domain/errors';
import type { Actor } from '../auth/actor';
import { Names } from '../cases/names.service';
import { ApplicationAccess, enterprisesOf, type OpenedApplication } from './application-access.service';
import { differencesOf } from './application-diff';
import type {
  ApplicationDto,
  ApplicationPage,
  ApplicationQuery,
  ApplicationState,
  ApplicationSummaryDto,
  VersionComparisonDto,
  VersionDto,
  VersionSummaryDto,
} from './application.dto';
import { ApplicationRepository, pendingOf } from './application.repository';
import { Corrections, type AskedCorrection } from './correction.service';
import { ProjectReferences } from './project-reference.service';
import { Submissions } from './submission.service';

/** Shows applications: the working copy to the enterprise, what was submitted to the people of the case. */
@Injectable()
export class ApplicationViews {
  constructor(
    private readonly repository: ApplicationRepository,
    private readonly access: ApplicationAccess,
    private readonly corrections: Corrections,
    private readonly submissions: Submissions,
    private readonly names: Names,
    private readonly references: ProjectReferences,
  ) {}

  async page(actor: Actor, { state, q, cursor, limit }: ApplicationQuery): Promise<ApplicationPage> {
    const filter: QueryFilter<ApplicationRecord> = {
      org: { $in: enterprisesOf(actor) },
      ...(state === undefined ? {} : { submitted: state === 'draft' ? 0 : { $gt: 0 } }),
      ...(q === undefined ? {} : { 'draft.project.name': new RegExp(q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i') }),
      ...(cursor === undefined ? {} : after(cursor)),
    };
    const rows = await this.repository.page(filter, limit + 1);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await Promise.all(shown.map(async (row) => this.summary(row, await this.asked(row)))),
      next: rows.length > limit && last ? `${last.updatedAt.getTime()}_${last._id}` : null,
    };
  }

  async one(actor: Actor, id: string): Promise<ApplicationDto> {
    const opened = await this.access.open(actor, id);
    return this.detail({ ...opened, record: await this.submissions.caughtUp(opened.record) });
  }

  async detail({ record, own }: OpenedApplication): Promise<ApplicationDto> {
    const asked = await this.asked(record);
    const application = own ? record.draft : (await this.lastVersion(record)).data;
    return {
      ...(await this.summary(record, asked)),
      editable: own && !pendingOf(record) && (record.caseId === null || asked !== null),
      application: application as ApplicationDto['application'],
      correction: own && asked ? await this.corrections.view(asked) : null,
    };
  }

  async versions(actor: Actor, id: string): Promise<VersionSummaryDto[]> {
    const rows = await this.repository.submittedVersions(await this.readable(actor, id));
    const names = await this.names.people(rows.map(({ submittedBy }) => submittedBy));
    return rows.map((row, i) => versionSummary(row, names[i] ?? row.submittedBy));
  }

  async version(actor: Actor, id: string, number: number): Promise<VersionDto> {
    const row = await this.versionOf(await this.readable(actor, id), number);
    const name = await this.names.person(row.submittedBy);
    return { ...versionSummary(row, name), application: row.data as VersionDto['application'] };
  }

  async compare(actor: Actor, id: string, from: number, to: number): Promise<VersionComparisonDto> {
    const record = await this.readable(actor, id);
    const [before, after] = await Promise.all([this.versionOf(record, from), this.versionOf(record, to)]);
    const { documentKinds } = await this.references.current();
    const kinds = new Map(documentKinds.map(({ code, name }) => [code, name]));
    return { from, to, differences: differencesOf(before.data, after.data, kinds) };
  }

  private async asked({ caseId }: ApplicationRecord): Promise<AskedCorrection | null> {
    return caseId === null ? null : this.corrections.asked(caseId);
  }

  private async readable(actor: Actor, id: string): Promise<ApplicationRecord> {
    return this.submissions.caughtUp((await this.access.open(actor, id)).record);
  }

  private async versionOf(record: ApplicationRecord, version: number): Promise<ApplicationVersionRecord> {
    const row = await this.repository.submittedVersion(record, version);
    if (!row) throw new DomainError('application.versionUnknown', { application: record._id, version });
    return row;
  }

  private async lastVersion(record: ApplicationRecord): Promise<ApplicationVersionRecord> {
    return this.versionOf(record, record.submitted);
  }

  private async summary(record: ApplicationRecord, asked: AskedCorrection | null): Promise<ApplicationSummaryDto> {
    const orgName = await this.names.organisations();
    const name = (record.draft as { project?: { name?: unknown } | null } | null)?.project?.name;
    return {
      applicationId: record._id,
      title: typeof name === 'string' ? name : '',
      org: record.org,
      orgName: orgName(record.org),
      applicantName: await this.names.person(record.applicant),
      state: stateOf(record, asked),
      version: record.revision,
      submitted: record.submitted,
      caseId: record.caseId,
      createdAt: record.createdAt.toISOString(),
      updatedAt: record.updatedAt.toISOString(),
    };
  }
}

function stateOf(record: ApplicationRecord, asked: AskedCorrection | null): ApplicationState {
  if (pendingOf(record)) return 'submitting';
  if (asked) return 'correcting';
  return record.submitted === 0 ? 'draft' : 'submitted';
}

function versionSummary(row: ApplicationVersionRecord, submittedByName: string): VersionSummaryDto {
  return { version: row.version, hash: row.hash, submittedAt: row.submittedAt.toISOString(), submittedByName };
}

/** Rows behind the last one of a page. */
function after(cursor: string): QueryFilter<ApplicationRecord> {
  const [time, id = ''] = cursor.split(/_(.*)/s);
  const updatedAt = new Date(Number(time));
  if (Number.isNaN(updatedAt.getTime()) || id === '') throw new DomainError('input.malformed', {}, 'cursor');
  return { $or: [{ updatedAt: { $lt: updatedAt } }, { updatedAt, _id: { $lt: id } }] };
}
