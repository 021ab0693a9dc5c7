import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { DocumentView } from '../../activities/store/document.reader';
import { organisationByCode, type OrganisationView } from '../../activities/store/organisation.reader';
import { peopleByIds } from '../../activities/store/person.reader';
import type { ApplicationRecord } from '../../activities/store/application.schema';
import { DomainError, invalidInput } from '../../workflows/domain/errors';
import type { Actor } from '../auth/actor';
import { CaseFiles } from '../cases/case-file.service';
import { Store } from '../common/store';
import { DocumentAccess, type DocumentRule } from '../documents/document-access';
import { ApplicationRepository } from './application.repository';

/** Role that files for an enterprise. */
const APPLICANT = 'applicant';

/** Enterprises for which somebody files. */
export function enterprisesOf(actor: Actor): string[] {
  return [...new Set(actor.memberships.filter(({ role }) => role === APPLICANT).map(({ orgCode }) => orgCode))];
}

export interface OpenedApplication {
  record: ApplicationRecord;
  /** The actor files for the enterprise; all others see what was submitted. */
  own: boolean;
}

/** Who may see and change an application: the enterprise's own people; what was submitted also the people of the case. */
@Injectable()
export class ApplicationAccess implements OnModuleInit, DocumentRule {
  constructor(
    private readonly store: Store,
    private readonly repository: ApplicationRepository,
    private readonly files: CaseFiles,
    private readonly documents: DocumentAccess,
  ) {}

  onModuleInit(): void {
    this.documents.register(this);
  }

  /** @throws DomainError `application.unknown`, also for strangers */
  async open(actor: Actor, id: string): Promise<OpenedApplication> {
    const record = await this.repository.find(id);
    if (record && enterprisesOf(actor).includes(record.org)) return { record, own: true };
    if (record?.caseId && (await this.seesCase(actor, record.caseId))) return { record, own: false };
    throw new DomainError('application.unknown');
  }

  /** @throws DomainError `application.unknown`, also for officers, who may read only */
  async openOwn(actor: Actor, id: string): Promise<ApplicationRecord> {
    const { record, own } = await this.open(actor, id);
    if (!own) throw new DomainError('access.denied');
    return record;
  }

  /** The enterprise for which somebody begins an application. @throws DomainError `access.denied`, `input.invalid` */
  async enterpriseFor(actor: Actor, wanted: string | undefined): Promise<OrganisationView> {
    const mine = enterprisesOf(actor);
    if (mine.length === 0 || (wanted !== undefined && !mine.includes(wanted))) throw new DomainError('access.denied');
    const code = wanted ?? mine[0]!;
    if (wanted === undefined && mine.length > 1) {
      const choices = mine.join('、');
      throw invalidInput([
        { field: 'org', code: 'field.choice', params: { field: 'org', choices }, rule: 'application.org' },
      ]);
    }
    const organisation = await organisationByCode(this.store.connection, code);
    if (!organisation?.active || organisation.kind !== 'enterprise') throw new DomainError('access.denied');
    return organisation;
  }

  /** Documents that nobody of the enterprise uploaded: naming somebody else's would open it to the whole case. */
  async foreignDocuments(org: string, documents: readonly DocumentView[]): Promise<Set<string>> {
    const uploaders = await peopleByIds(this.store.connection, [...new Set(documents.map((d) => d.uploadedBy))]);
    const ours = new Set(
      uploaders.filter((p) => p.memberships.some(({ orgCode }) => orgCode === org)).map((p) => p.personId),
    );
    return new Set(documents.filter((d) => !ours.has(d.uploadedBy)).map((d) => d.documentId));
  }

  /** Colleagues read what belongs to an application of the enterprise, the people of the case what was submitted. */
  async mayRead(actor: Actor, document: DocumentView): Promise<boolean> {
    const { documentId } = document;
    for (const org of enterprisesOf(actor)) {
      const used = await this.repository.applications.exists({ org, 'draft.documents.documentId': documentId });
      if (used && !(await this.foreignDocuments(org, [document])).has(documentId)) return true;
    }
    const versions = await this.repository.versions
      .find({ 'data.documents.documentId': documentId }, { applicationId: 1, version: 1 })
      .lean<{ applicationId: string; version: number }[]>();
    for (const { applicationId, version } of versions) {
      const record = await this.repository.find(applicationId);
      if (!record || version > record.submitted) continue;
      if (enterprisesOf(actor).includes(record.org)) return true;
      if (record.caseId && (await this.seesCase(actor, record.caseId))) return true;
    }
    return false;
  }

  /** Who may add documents to a case is for the cases to say. */
  async mayAttach(): Promise<boolean> {
    return false;
  }

  private async seesCase(actor: Actor, caseId: string): Promise<boolean> {
    try {
      const { row } = await this.files.permit(actor, caseId);
      return !row.recused.includes(actor.personId);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'case.unknown') return false;
      throw error;
    }
  }
}
