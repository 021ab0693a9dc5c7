import { Injectable } from '@nestjs/common';
import { findDocuments } from '../../activities/store/document.reader';
import { DomainError, invalidInput, type FieldProblem } from '../../workflows/domain/errors';
import type { FormDefinition } from '../../workflows/processes/definition';
import type { Actor } from '../auth/actor';
import { Store } from '../common/store';
import { DocumentAccess } from '../documents/document-access';

/** A document that a command names, and where it names it. */
export interface NamedPaper {
  field: string;
  id: string;
}

/** 行政许可法 第三十一条: what is put before an authority is genuine; here, that it is there at all. */
const RULE = 'document.uploaded：行政许可法第三十一条（材料真实）';

/**
 * Documents that a command may name: uploaded, open to who names them, and not of another case. Whoever sees an act reads its
 * papers, so naming a document that one may not read oneself would open it; and a made-up one would pass for the proof that is demanded.
 */
@Injectable()
export class CasePapers {
  constructor(
    private readonly store: Store,
    private readonly access: DocumentAccess,
  ) {}

  /** @throws DomainError `input.invalid` naming every document that may not be named */
  async require(actor: Actor, caseId: string, named: readonly NamedPaper[]): Promise<void> {
    if (named.length === 0) return;
    const found = await findDocuments(this.store.connection, [...new Set(named.map(({ id }) => id))]);
    const usable = new Set<string>();
    for (const document of found) {
      const elsewhere = document.caseId !== undefined && document.caseId !== null && document.caseId !== caseId;
      if (!elsewhere && (await this.reads(actor, document))) usable.add(document.documentId);
    }
    const problems = named.flatMap(({ field, id }): FieldProblem[] =>
      usable.has(id) ? [] : [{ field, code: 'document.notYours', params: { document: id }, rule: RULE }],
    );
    if (problems.length > 0) throw invalidInput(problems);
  }

  private async reads(actor: Actor, document: Parameters<DocumentAccess['requireRead']>[1]): Promise<boolean> {
    try {
      await this.access.requireRead(actor, document);
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'resource.unknown') return false;
      throw error;
    }
  }
}

/** The paper that proves when an act that is recorded late really happened. */
export function evidenceOf({ backdated }: { backdated?: { evidence: string } }): NamedPaper[] {
  return backdated ? [{ field: 'backdated.evidence', id: backdated.evidence }] : [];
}

/** The papers of an answer: what is attached, and what the form's own fields for documents name. */
export function papersOf(
  attachments: readonly string[] | undefined,
  form?: FormDefinition,
  values: Record<string, unknown> = {},
): NamedPaper[] {
  const fields = (form?.fields ?? []).filter((f) => f.type === 'documents').map((f) => f.key);
  return [
    ...listed('attachments', attachments ?? []),
    ...fields.flatMap((key) => listed(`form.${key}`, Array.isArray(values[key]) ? (values[key] as string[]) : [])),
  ];
}

function listed(field: string, ids: readonly string[]): NamedPaper[] {
  return ids.map((id, i) => ({ field: `${field}[${i}]`, id }));
}
