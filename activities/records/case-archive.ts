import { Readable } from 'node:stream';
import { DomainError } from '../../workflows/domain/errors';
import { renderFormPdf, type FormPdfMeta, type FormPdfRow } from '../pdf/form-pdf';
import type { DocumentView } from '../store/document.reader';
import type { AnchorProof } from './anchor';
import { ARCHIVE_NOTE } from './archive-note';
import { ArchiveWriter } from './archive-writer';
import { canonicalJson } from './canonical-json';
import { verifyChain, type ChainedEvent, type ChainHead } from './event-chain';
import { seal, type Sealer } from './sealer';

export const ARCHIVE_FORMAT = 'hazflow-archive/1';

/** A submitted form: its data as they were stored, and how they read. */
export interface ArchiveForm extends FormPdfMeta {
  /** Id of the version; names the files. */
  id: string;
  title: string;
  data: unknown;
  rows: FormPdfRow[];
}

/** All that goes into the archive of an ended case. */
export interface ArchiveInput {
  caseId: string;
  /** Moment of the export; stands in the manifest and on the entries of the zip. */
  at: Date;
  events: readonly ChainedEvent[];
  case: unknown;
  tasks: readonly unknown[];
  /** Definitions, calendars and limits that the events point to: with them the case can be computed again. */
  library: unknown;
  letters: readonly unknown[];
  forms: readonly ArchiveForm[];
  documents: readonly DocumentView[];
  /** Proofs that heads of this chain stood under signed daily anchors. */
  anchors: readonly AnchorProof[];
  /** Execution history of the workflow as JSON text, where it is still there. */
  history?: string;
}

export interface ArchiveManifest {
  format: typeof ARCHIVE_FORMAT;
  caseId: string;
  createdAt: string;
  head: ChainHead;
  files: { path: string; size: number; sha256: string }[];
}

export interface ArchiveTools {
  sealer: Sealer;
  /** Bytes of a document; see `BlobStore.open`. */
  open: (documentId: string) => Promise<{ stream: Readable }>;
}

const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
/** Ids become file names: everything but letters, digits, dot, dash and underscore is written as an underscore. */
const fileName = (id: string) => id.replace(/[^\w.-]/g, '_').replace(/^\.+/, '_');

/**
 * The archive of a case as one zip, handed on while it grows: record, rows, forms as data and PDF, documents, manifest with the
 * hash of each file, and the seal over the manifest. `scripts/verify-archive.mjs` checks it without the server.
 * @throws DomainError `record.broken` for a chain with a fault, `document.damaged` for a document that is not the one recorded
 */
export function caseArchive(input: ArchiveInput, tools: ArchiveTools): Readable {
  return Readable.from(archiveChunks(input, tools), { objectMode: false });
}

async function* archiveChunks(input: ArchiveInput, { sealer, open }: ArchiveTools): AsyncGenerator<Uint8Array> {
  const last = input.events.at(-1);
  const fault = verifyChain(input.events);
  // A seal over a touched record would make the forgery good.
  if (fault) throw new DomainError('record.broken', { seq: fault.seq, kind: fault.kind });
  if (!last) throw new DomainError('record.broken', { seq: 1, kind: 'missing' });

  const zip = new ArchiveWriter(input.at);
  yield* zip.add('events.jsonl', input.events.map((event) => `${canonicalJson(event)}\n`).join(''));
  yield* zip.add('case.json', pretty(input.case));
  yield* zip.add('tasks.json', pretty(input.tasks));
  yield* zip.add('library.json', pretty(input.library));
  yield* zip.add('letters.json', pretty(input.letters));
  yield* zip.add('anchors.json', pretty(input.anchors));
  yield* zip.add('documents.json', pretty(input.documents));
  if (input.history !== undefined) yield* zip.add('history.json', input.history);
  for (const form of input.forms) {
    const name = fileName(form.id);
    yield* zip.add(`forms/${name}.json`, pretty(form.data));
    yield* zip.add(`forms/${name}.pdf`, await renderFormPdf(form.title, form.rows, form), { packed: false });
  }
  for (const document of input.documents) {
    const path = `documents/${document.documentId}/${document.filename}`;
    const { stream } = await open(document.documentId);
    yield* zip.add(path, stream, { packed: false });
    if (zip.files.at(-1)!.sha256 !== document.sha256) {
      throw new DomainError('document.damaged', { name: document.filename });
    }
  }
  yield* zip.add('README.txt', ARCHIVE_NOTE);

  const manifest: ArchiveManifest = {
    format: ARCHIVE_FORMAT,
    caseId: input.caseId,
    createdAt: input.at.toISOString(),
    head: { seq: last.seq, hash: last.hash },
    files: [...zip.files],
  };
  const bytes = Buffer.from(pretty(manifest), 'utf8');
  yield* zip.add('manifest.json', bytes);
  yield* zip.add('signature.json', pretty(await seal(sealer, bytes)));
  yield* zip.end();
}
