import type { Connection } from 'mongoose';
import { DomainError } from '../../workflows/domain/errors';
import { anchorProofs } from '../store/anchor.reader';
import { caseById, eventsOf, libraryFor } from '../store/case.reader';
import { TASK, taskSchema } from '../store/case.schema';
import { documentsOfCase, findDocuments } from '../store/document.reader';
import { lettersOfCase } from '../store/letter.reader';
import { modelOf } from '../store/model-of';
import { archiveForms } from './archive-forms';
import type { ArchiveInput } from './case-archive';
import type { ChainedEvent } from './event-chain';

/** Document kind of a stored archive; an archive does not contain earlier ones. */
export const ARCHIVE_KIND = 'archive';

export interface CollectOptions {
  at: Date;
  /** Execution history of the workflow as JSON text, where it is still there. */
  history?: string;
}

/** Everything that the store has of a case, as the archive wants it. @throws DomainError `case.unknown`, `record.broken` */
export async function collectCase(
  connection: Connection,
  caseId: string,
  options: CollectOptions,
): Promise<ArchiveInput> {
  const row = await caseById(connection, caseId);
  if (!row) throw new DomainError('case.unknown');
  const events = await eventsOf(connection, caseId);
  const library = await libraryFor(connection, events);
  const { forms, documentIds } = await archiveForms(connection, row, events, library);
  const [tasks, letters, anchors, own, further] = await Promise.all([
    modelOf(connection, TASK, taskSchema).find({ caseId }).sort({ openedAt: 1, _id: 1 }).lean(),
    lettersOfCase(connection, caseId),
    anchorProofs(connection, caseId),
    documentsOfCase(connection, caseId),
    // Papers of the application were uploaded before the case began.
    findDocuments(connection, documentIds),
  ]);
  const documents = new Map([...further, ...own].map((document) => [document.documentId, document]));
  return {
    caseId,
    at: options.at,
    events: events as unknown as ChainedEvent[],
    case: row,
    tasks,
    library,
    letters,
    forms,
    documents: [...documents.values()].filter((document) => document.kind !== ARCHIVE_KIND),
    anchors,
    ...(options.history === undefined ? {} : { history: options.history }),
  };
}
