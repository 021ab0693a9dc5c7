import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EVENT, eventSchema } from '../../activities/store/case.schema';
import type { DocumentView } from '../../activities/store/document.reader';
import { NOTICE_KIND } from '../../activities/documents/letter-rules';
import { DomainError } from '../../workflows/domain/errors';
import type { RecordedEvent } from '../../workflows/engine/events';
import type { Actor } from '../auth/actor';
import { Store } from '../common/store';
import { DocumentAccess, type DocumentRule } from '../documents/document-access';
import { CaseFiles, type OpenedCase } from './case-file.service';
import { seesEvent } from './disclosure';

/** Who reads the papers of a case: whoever sees the act by which they came in; the letter also the enterprise, once it is issued. */
@Injectable()
export class CaseDocuments implements DocumentRule, OnModuleInit {
  constructor(
    private readonly store: Store,
    private readonly files: CaseFiles,
    private readonly access: DocumentAccess,
  ) {}

  onModuleInit(): void {
    this.access.register(this);
  }

  async mayRead(actor: Actor, document: DocumentView): Promise<boolean> {
    for (const caseId of await this.casesOf(document)) {
      const file = await this.openIfAllowed(actor, caseId);
      if (file && reads(file, document)) {
        return true;
      }
    }
    return false;
  }

  async mayAttach(actor: Actor, caseId: string): Promise<boolean> {
    return (await this.openIfAllowed(actor, caseId)) !== null;
  }

  private async casesOf(document: DocumentView): Promise<string[]> {
    if (document.caseId) {
      return [document.caseId];
    }
    const id = document.documentId;
    return this.store
      .model(EVENT, eventSchema)
      .distinct('caseId', { $or: [{ 'data.attachments': id }, { 'data.documentId': id }] } as never);
  }

  private async openIfAllowed(actor: Actor, caseId: string): Promise<OpenedCase | null> {
    try {
      return await this.files.open(actor, caseId);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'case.unknown') {
        return null;
      }
      throw error;
    }
  }
}

function reads(file: OpenedCase, document: DocumentView): boolean {
  if (file.relation === 'lead') {
    return true;
  }
  if (document.kind === NOTICE_KIND) {
    return true;
  }
  if (document.kind === 'letter') {
    return file.relation !== 'party' || file.state.status === 'ended';
  }
  return file.events.some((event) => mentions(event, document.documentId) && seesEvent(file, event));
}

function mentions(event: RecordedEvent, documentId: string): boolean {
  const { attachments, documentId: added } = event.data;
  return added === documentId || (Array.isArray(attachments) && attachments.includes(documentId));
}
