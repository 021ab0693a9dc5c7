import { Types, type Connection } from 'mongoose';
import { DOCUMENT_MODEL, documentSchema, type DocumentRecord } from './document.schema';
import { modelOf } from './model-of';

/** A document's record as it leaves the store: the id as text. */
export type DocumentView = Omit<DocumentRecord, '_id'> & { documentId: string };

export function documentView({ _id, ...rest }: DocumentRecord): DocumentView {
  return { documentId: _id.toHexString(), ...rest };
}

/** The id in its stored form; null for what cannot be an id, so that it is answered like an unknown one. */
export function documentKey(documentId: string): Types.ObjectId | null {
  return /^[0-9a-f]{24}$/.test(documentId) ? new Types.ObjectId(documentId) : null;
}

export async function findDocument(connection: Connection, documentId: string): Promise<DocumentView | null> {
  const key = documentKey(documentId);
  const row = key && (await modelOf(connection, DOCUMENT_MODEL, documentSchema).findById(key).lean<DocumentRecord>());
  return row ? documentView(row) : null;
}

/** The records of the ids given, in their order; unknown ids are left out. */
export async function findDocuments(connection: Connection, documentIds: readonly string[]): Promise<DocumentView[]> {
  const keys = documentIds.map(documentKey).filter((key) => key !== null);
  const rows = await modelOf(connection, DOCUMENT_MODEL, documentSchema)
    .find({ _id: { $in: keys } })
    .lean<DocumentRecord[]>();
  const views = new Map(rows.map((row) => [row._id.toHexString(), documentView(row)]));
  return documentIds.map((id) => views.get(id)).filter((view) => view !== undefined);
}

/** All documents of a case, the superseded ones too, oldest first. */
export async function documentsOfCase(connection: Connection, caseId: string): Promise<DocumentView[]> {
  const rows = await modelOf(connection, DOCUMENT_MODEL, documentSchema)
    .find({ caseId })
    .sort({ uploadedAt: 1, _id: 1 })
    .lean<DocumentRecord[]>();
  return rows.map(documentView);
}
