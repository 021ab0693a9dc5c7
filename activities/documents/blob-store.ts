import { Readable } from 'node:stream';
import { fileTypeFromStream } from 'file-type/node';
import { mongo, Types, type Connection } from 'mongoose';
import { DomainError } from '../../workflows/domain/errors';
import { documentKey, documentView, findDocument, type DocumentView } from '../store/document.reader';
import { DOCUMENT_MODEL, documentSchema, type DocumentRecord } from '../store/document.schema';
import { modelOf } from '../store/model-of';
import { ContentMeter, type ContentMeasure } from './content-meter';
import { cleanFilename, promisedType } from './document-name';
import type { MediaType } from './media-types';

export const BLOB_BUCKET = 'blobs';
export const DEFAULT_MAX_BYTES = 30 * 1024 * 1024;

/** What the uploader says of a file. */
export interface BlobMeta {
  filename: string;
  /** Person id; `system` for what the system made itself. */
  uploadedBy: string;
  kind: string;
  caseId?: string;
  /**
   * A zip that the system sealed itself: it holds other files as they are, and the first of these would be taken for the type of
   * the whole.
   */
  sealed?: boolean;
}

export interface BlobStoreOptions {
  /** Cap for one file in bytes, 30 MB by default. */
  maxBytes?: number;
  now?: () => Date;
}

/**
 * Files in GridFS with their record in `documents`. Nothing is overwritten or deleted once its record is written; a file
 * that is refused or broken off leaves nothing behind.
 */
export class BlobStore {
  private readonly maxBytes: number;
  private readonly now: () => Date;

  constructor(
    private readonly connection: Connection,
    { maxBytes = DEFAULT_MAX_BYTES, now = () => new Date() }: BlobStoreOptions = {},
  ) {
    this.maxBytes = maxBytes;
    this.now = now;
  }

  private get documents() {
    return modelOf(this.connection, DOCUMENT_MODEL, documentSchema);
  }

  private get bucket(): mongo.GridFSBucket {
    if (!this.connection.db) throw new Error('the connection is not open');
    return new mongo.GridFSBucket(this.connection.db, { bucketName: BLOB_BUCKET });
  }

  /**
   * Stores a file while it streams in. Its type is found in the content and must be what the extension says.
   * @throws DomainError `file.typeNotAllowed`, `file.tooLarge`, `file.empty`, `file.notUtf8`, `file.typeMismatch`
   */
  async put(content: Readable | Uint8Array, meta: BlobMeta): Promise<DocumentView> {
    const filename = cleanFilename(meta.filename);
    const promised = promisedType(filename);
    const id = new Types.ObjectId();
    try {
      const measure = await this.write(id, filename, content);
      if (!meta.sealed) await this.checkContent(id, filename, promised, measure);
      const record: DocumentRecord = {
        _id: id,
        filename,
        mediaType: promised.mediaType,
        size: measure.size,
        sha256: measure.sha256,
        sm3: measure.sm3,
        kind: meta.kind,
        caseId: meta.caseId ?? null,
        uploadedBy: meta.uploadedBy,
        uploadedAt: this.now(),
        supersededBy: null,
      };
      await this.documents.create(record);
      return documentView(record);
    } catch (error) {
      await this.discard(id);
      throw error;
    }
  }

  /** The record and the bytes of a document. @throws DomainError `resource.unknown` */
  async open(documentId: string): Promise<{ document: DocumentView; stream: Readable }> {
    const document = await findDocument(this.connection, documentId);
    if (!document) throw new DomainError('resource.unknown');
    return { document, stream: this.bucket.openDownloadStream(new Types.ObjectId(documentId)) };
  }

  /** The whole content; held against its recorded hash. @throws DomainError `resource.unknown`, `document.damaged` */
  async read(documentId: string): Promise<{ document: DocumentView; content: Buffer }> {
    const { document, stream } = await this.open(documentId);
    const meter = new ContentMeter();
    const chunks: Uint8Array[] = [];
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      meter.add(chunk);
      chunks.push(chunk);
    }
    const { sha256, sm3 } = meter.end();
    if (sha256 !== document.sha256 || sm3 !== document.sm3) {
      throw new DomainError('document.damaged', { name: document.filename });
    }
    return { document, content: Buffer.concat(chunks) };
  }

  /**
   * Notes that `byId` takes the place of a document of the same case; the old one stays readable. A repeat is harmless.
   * @throws DomainError `resource.unknown`, `document.superseded`
   */
  async supersede(documentId: string, byId: string): Promise<void> {
    const [old, next] = await Promise.all([
      findDocument(this.connection, documentId),
      findDocument(this.connection, byId),
    ]);
    if (!old || !next || old.caseId !== next.caseId || documentId === byId) throw new DomainError('resource.unknown');
    const { matchedCount } = await this.documents.updateOne(
      { _id: documentKey(documentId)!, supersededBy: { $in: [null, byId] } },
      { $set: { supersededBy: byId } },
    );
    if (matchedCount === 0) throw new DomainError('document.superseded', { name: old.filename });
  }

  /** Removes files without a record that were begun before the moment given: uploads during which the process died. */
  async sweepOrphans(before: Date): Promise<number> {
    let swept = 0;
    for await (const file of this.bucket.find({ uploadDate: { $lt: before } })) {
      if (await this.documents.exists({ _id: file._id })) continue;
      await this.discard(file._id);
      swept++;
    }
    return swept;
  }

  private async write(id: Types.ObjectId, filename: string, content: Readable | Uint8Array): Promise<ContentMeasure> {
    const upload = this.bucket.openUploadStreamWithId(id, filename);
    // A failure reaches the awaited write; without a listener the stream would end the process as well.
    upload.on('error', () => undefined);
    const source = content instanceof Readable ? content : Readable.from([content]);
    const meter = new ContentMeter();
    try {
      for await (const chunk of source as AsyncIterable<Uint8Array | string>) {
        const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
        if (meter.size + bytes.length > this.maxBytes) {
          throw new DomainError('file.tooLarge', { name: filename, limit: megabytes(this.maxBytes) }, 'file');
        }
        meter.add(bytes);
        // Each write is awaited, so that nothing is under way when a broken upload is discarded.
        await new Promise<void>((done, fail) => upload.write(bytes, (error) => (error ? fail(error) : done())));
      }
      await new Promise<void>((done, fail) => {
        upload.once('error', fail);
        upload.once('close', done);
        upload.end();
      });
    } catch (error) {
      upload.destroy();
      throw error;
    }
    return meter.end();
  }

  private async checkContent(id: Types.ObjectId, name: string, promised: MediaType, measure: ContentMeasure) {
    if (measure.size === 0) throw new DomainError('file.empty', { name }, 'file');
    // The end of a docx or xlsx tells what it is as well as its head: the stored whole is looked at.
    const detected = await fileTypeFromStream(this.bucket.openDownloadStream(id));
    if (promised.text && !detected && !measure.isText) throw new DomainError('file.notUtf8', { name }, 'file');
    const fits = promised.text ? !detected : detected?.mime === promised.mediaType;
    if (!fits) {
      const actual = detected?.mime ?? (measure.isText ? 'text/plain' : 'application/octet-stream');
      throw new DomainError('file.typeMismatch', { name, actual }, 'file');
    }
  }

  private async discard(id: Types.ObjectId): Promise<void> {
    try {
      await this.bucket.delete(id);
    } catch (error) {
      // The driver removes the chunks and then reports that the file's own entry was never written.
      if (!/File not found/.test(String(error))) throw error;
    }
  }
}

function megabytes(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${Math.floor(bytes / (1024 * 1024))} MB`;
}
