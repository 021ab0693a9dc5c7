import { Injectable } from '@nestjs/common';
import type { DocumentView } from '../../activities/store/document.reader';
import { DomainError } from '../../workflows/domain/errors';
import type { Actor } from '../auth/actor';

/** What a part of the API knows of who may see or add documents. */
export interface DocumentRule {
  mayRead(actor: Actor, document: DocumentView): Promise<boolean>;
  mayAttach(actor: Actor, caseId: string): Promise<boolean>;
}

/** Uploaders see their own documents; for all others each part that holds documents answers for its own. */
@Injectable()
export class DocumentAccess {
  private readonly rules: DocumentRule[] = [];

  /** Adds the rule of a part; called once at start. */
  register(rule: DocumentRule): void {
    this.rules.push(rule);
  }

  /** @throws DomainError resource.unknown, as for a document that does not exist */
  async requireRead(actor: Actor, document: DocumentView): Promise<void> {
    if (document.uploadedBy === actor.personId) return;
    for (const rule of this.rules) if (await rule.mayRead(actor, document)) return;
    throw new DomainError('resource.unknown');
  }

  /** @throws DomainError case.unknown, as for a case that does not exist */
  async requireAttach(actor: Actor, caseId: string): Promise<void> {
    for (const rule of this.rules) if (await rule.mayAttach(actor, caseId)) return;
    throw new DomainError('case.unknown');
  }
}
