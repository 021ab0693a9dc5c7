import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import type { CaseHeader } from '../../workflows/engine/state';
import { BlobStore } from '../documents/blob-store';
import { checkUrl } from '../documents/check-code';
import { letterKindAt, NOTICE_KIND, readLetterRules } from '../documents/letter-rules';
import { letterCheckSecret } from '../records/secret-file';
import { findApplicationVersion } from '../store/application.reader';
import { caseById, eventsOf } from '../store/case.reader';
import { CASE, caseSchema, type CaseDocument } from '../store/case.schema';
import { documentsOfCase, findDocuments } from '../store/document.reader';
import { findForm } from '../store/form.reader';
import { lettersOfCase } from '../store/letter.reader';
import { allocateLetterNumber, issueLetter, supersedeLetters } from '../store/letter.writer';
import { modelOf } from '../store/model-of';
import { listOrganisations } from '../store/organisation.reader';
import { readProjectReference } from '../store/project-reference.reader';
import { actsToTell, renderNotice, type Act, type NoticeSource } from './notice-data';

export interface NoticeDependencies {
  connection: Connection;
  secretsDir: string;
  publicUrl: string;
}

/** Cases that changed so long ago were told of in the nights before. */
const LOOK_BACK_MS = 3 * 24 * 3_600_000;

/**
 * Numbers, writes and files the notices that a case still owes. A repeat finds the number, the file and the letter of the run before.
 * A notice whose act was taken back and decided anew is superseded by that of the new one.
 * @throws DomainError `case.unknown`, `application.versionUnknown`
 */
export async function writeNotices(dependencies: NoticeDependencies, caseId: string): Promise<number> {
  const { connection } = dependencies;
  const row = await caseById(connection, caseId);
  if (!row) throw new DomainError('case.unknown');
  const events = await eventsOf(connection, caseId);
  const issued = new Set(
    (await lettersOfCase(connection, caseId)).filter(({ issuedOn }) => issuedOn).map(({ purpose }) => purpose),
  );
  const owed = actsToTell(row.process, events).filter(({ event }) => !issued.has(purposeOf(event.seq)));
  // One after another: numbers follow the order of the acts.
  for (const act of owed) await write(dependencies, row, act, events);
  return owed.length;
}

/** The notices that cases still owe which changed lately. One that cannot be written does not keep the others from theirs. */
export async function writeOwedNotices(
  dependencies: NoticeDependencies,
  now: Date,
  alive: (at: unknown) => void,
): Promise<{ written: number; failed: number; firstFailure: string | null }> {
  const rows = modelOf(dependencies.connection, CASE, caseSchema)
    .find({ process: 'jointReview', updatedAt: { $gte: now.getTime() - LOOK_BACK_MS } } as never, { _id: 1 })
    .lean<{ _id: string }[]>()
    .cursor();
  let written = 0;
  const failed: string[] = [];
  for await (const { _id } of rows) {
    try {
      written += await writeNotices(dependencies, _id);
    } catch (error) {
      failed.push(`${_id}: ${error instanceof Error ? error.message : String(error)}`);
    }
    alive(written);
  }
  return { written, failed: failed.length, firstFailure: failed[0] ?? null };
}

/** What tells the notices of a case apart: the act. */
const purposeOf = (seq: number): string => `event${seq}`;

async function write(
  { connection, secretsDir, publicUrl }: NoticeDependencies,
  row: CaseDocument,
  act: Act,
  events: NoticeSource['events'],
): Promise<void> {
  const issuedOn = localDay(Date.parse(act.event.at));
  const source = await sourceOf(connection, row, act, events);
  const letter = await allocateLetterNumber(connection, {
    caseId: row._id,
    kind: letterKindAt(source.letters, act.rule.kind, issuedOn),
    year: Number(issuedOn.slice(0, 4)),
    purpose: purposeOf(act.event.seq),
  });
  const pdf = await renderNotice(act, source, {
    number: letter.number,
    checkUrl: checkUrl(publicUrl, await letterCheckSecret(secretsDir), letter.code),
  });
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const filed = (await documentsOfCase(connection, row._id)).find((d) => d.kind === NOTICE_KIND && d.sha256 === sha256);
  const { documentId } =
    filed ??
    (await new BlobStore(connection).put(pdf, {
      filename: `${letter.code}.pdf`,
      uploadedBy: 'system',
      kind: NOTICE_KIND,
      caseId: row._id,
    }));
  await issueLetter(connection, letter.code, { issuer: source.issuer, issuedOn, documentId, sha256 });
  if (act.replaces.length > 0) {
    await supersedeLetters(connection, {
      caseId: row._id,
      purposes: act.replaces.map(purposeOf),
      by: letter.code,
    });
  }
}

async function sourceOf(
  connection: Connection,
  row: CaseDocument,
  { event }: Act,
  events: NoticeSource['events'],
): Promise<NoticeSource> {
  const formId = (event.data['form'] as { id: string } | null)?.id;
  const header = events[0]?.data['header'] as CaseHeader | undefined;
  const applicationId = row.keys['applicationId'] ?? '';
  const version = versionAt(events, event.seq);
  const [form, application, organisations, { documentKinds }, letters] = await Promise.all([
    formId === undefined ? null : findForm(connection, formId),
    findApplicationVersion(connection, applicationId, version),
    listOrganisations(connection),
    readProjectReference(connection),
    readLetterRules(connection),
  ]);
  if (!application) throw new DomainError('application.versionUnknown', { application: applicationId, version });
  const files = await findDocuments(
    connection,
    application.data.documents.map(({ documentId }) => documentId),
  );
  const names = new Map(organisations.map(({ code, name }) => [code, name.zh]));
  const nameOf = (org: string): string => {
    const name = names.get(org);
    // A letter must not go out with a code in place of an authority's name.
    if (name === undefined) throw new Error(`organisation ${org} is not in the store`);
    return name;
  };
  return {
    caseNo: row.caseNo,
    title: header?.title ?? row.title,
    issuer: nameOf(row.leadOrg),
    addressee: row.partyName,
    events,
    form: form?.data ?? {},
    application: application.data,
    paperName: (kind) => documentKinds.find(({ code }) => code === kind)?.name.zh ?? kind,
    fileName: (id) => files.find(({ documentId }) => documentId === id)?.filename ?? '',
    nameOf,
    letters,
  };
}

/** Version of the application that lay before whoever acted. */
function versionAt(events: NoticeSource['events'], seq: number): number {
  const set = events
    .filter((event) => event.seq < seq)
    .flatMap(({ changes }) => changes)
    .filter(({ on, id, set: values }) => on === 'facts' && id === 'root' && 'applicationVersion' in values)
    .at(-1)?.set['applicationVersion'];
  return typeof set === 'number' ? set : 1;
}
