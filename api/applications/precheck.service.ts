import { Injectable } from '@nestjs/common';
import type { ApplicationRecord } from '../../activities/store/application.schema';
import { findDocuments } from '../../activities/store/document.reader';
import { organisationByCode } from '../../activities/store/organisation.reader';
import type { ApplicationDraft } from '../../workflows/domain/application';
import { localDay } from '../../workflows/domain/calendar';
import type { FieldProblem } from '../../workflows/domain/errors';
import { precheck, screenable } from '../../workflows/domain/precheck';
import { screen, type Screening } from '../../workflows/domain/screening';
import { Store } from '../common/store';
import { ApplicationAccess } from './application-access.service';
import { ProjectReferences } from './project-reference.service';

const OWN_ENTERPRISE = 'application.ownEnterprise：行政许可法第三十一条（材料真实）';
const OWN_DOCUMENT = 'document.uploaded：行政许可法第三十一条（材料真实）';

/** Checks and screens applications before they are submitted. */
@Injectable()
export class PreChecks {
  constructor(
    private readonly store: Store,
    private readonly references: ProjectReferences,
    private readonly access: ApplicationAccess,
  ) {}

  /** Screens what there is, with the arithmetic of every unit of assessment. */
  async screen(draft: ApplicationDraft): Promise<Screening> {
    return screen(screenable(draft), await this.references.current());
  }

  /** Everything that keeps an application from being submitted today: faults of the form and of what it refers to. */
  async problems({ org, draft }: Pick<ApplicationRecord, 'org' | 'draft'>): Promise<FieldProblem[]> {
    const application = draft as ApplicationDraft;
    const [enterprise, documents] = await Promise.all([
      this.enterpriseProblems(org, application),
      this.documentProblems(org, application),
    ]);
    return [
      ...precheck(application, await this.references.current(), localDay(Date.now())),
      ...enterprise,
      ...documents,
    ];
  }

  private async enterpriseProblems(org: string, { enterprise }: ApplicationDraft): Promise<FieldProblem[]> {
    const given = typeof enterprise?.uscc === 'string' ? enterprise.uscc.trim() : '';
    const own = await organisationByCode(this.store.connection, org);
    if (given === '' || own?.uscc === undefined || own.uscc === given) return [];
    const params = { uscc: given, enterprise: own.name.zh };
    return [{ field: 'enterprise.uscc', code: 'precheck.otherEnterprise', params, rule: OWN_ENTERPRISE }];
  }

  private async documentProblems(org: string, { documents }: ApplicationDraft): Promise<FieldProblem[]> {
    const ids = (Array.isArray(documents) ? documents : []).map((one) =>
      typeof one?.documentId === 'string' ? one.documentId : '',
    );
    const found = await findDocuments(this.store.connection, ids);
    const foreign = await this.access.foreignDocuments(org, found);
    const usable = new Set(found.map((d) => d.documentId).filter((id) => !foreign.has(id)));
    return ids.flatMap((document, i): FieldProblem[] => {
      if (document === '' || usable.has(document)) return [];
      const field = `documents[${i}].documentId`;
      return [{ field, code: 'precheck.documentNotUploaded', params: { document }, rule: OWN_DOCUMENT }];
    });
  }
}
