import { ApplicationFailure } from '@temporalio/common';
import type { Client } from '@temporalio/client';
import type { Connection } from 'mongoose';
import { DomainError } from '../../workflows/domain/errors';
import { workflowIdOf } from '../../workflows/messages';
import { BlobStore } from '../documents/blob-store';
import { caseArchive } from '../records/case-archive';
import { ARCHIVE_KIND, collectCase } from '../records/collect-case';
import { fileSealer } from '../records/sealer';
import { latestArchive } from '../store/archive.reader';
import type { CaseArchiveRecord } from '../store/archive.schema';
import { noteArchive } from '../store/archive.writer';
import { caseById } from '../store/case.reader';
import { caseHistory, isRunning } from './case-history';
import { readRetention } from './retention-rules';

/** An archive holds every paper of a case: the cap of single uploads does not fit it. */
const MAX_BYTES = 4 * 1024 * 1024 * 1024;

export interface ArchiveDependencies {
  connection: Connection;
  client: Client;
  secretsDir: string;
}

/**
 * Puts the archive of an ended case beside its documents. The same state of the record is archived once; a later state gets a further
 * archive that supersedes the one before. Null when the case goes on again.
 * @param patient wait (by failing, to be tried again) until the case's workflow has ended, so that its history is whole
 * @throws ApplicationFailure `CaseStillClosing`; `DomainRuleViolation` when record or documents were touched: it is not sealed over
 */
export async function archiveCase(
  { connection, client, secretsDir }: ArchiveDependencies,
  caseId: string,
  { patient }: { patient: boolean },
): Promise<CaseArchiveRecord | null> {
  const row = await caseById(connection, caseId);
  if (!row || row.status !== 'ended' || row.endedAt === null) return null;
  const before = await latestArchive(connection, caseId);
  if (before && before.seq >= row.seq) return before;
  const workflowId = workflowIdOf(row.process, caseId);
  if (patient && (await isRunning(client, workflowId))) {
    throw ApplicationFailure.retryable(`${workflowId} is still ending`, 'CaseStillClosing');
  }
  const blobs = new BlobStore(connection, { maxBytes: MAX_BYTES });
  try {
    const history = await caseHistory(client, workflowId);
    const input = await collectCase(connection, caseId, {
      at: new Date(),
      ...(history === undefined ? {} : { history }),
    });
    const head = input.events.at(-1)!;
    const content = caseArchive(input, {
      sealer: await fileSealer(secretsDir),
      open: (documentId) => blobs.open(documentId),
    });
    const document = await blobs.put(content, {
      filename: `${caseId}-${head.seq}.zip`,
      uploadedBy: 'system',
      kind: ARCHIVE_KIND,
      caseId,
      sealed: true,
    });
    const retention = await readRetention(connection, row.process, row.endedAt);
    const record = await noteArchive(connection, {
      _id: `${caseId}/${head.seq}`,
      caseId,
      process: row.process,
      seq: head.seq,
      headHash: head.hash,
      documentId: document.documentId,
      size: document.size,
      sha256: document.sha256,
      withHistory: history !== undefined,
      archivedAt: document.uploadedAt,
      endedAt: row.endedAt,
      keepUntil: retention.until,
      basis: retention.basis,
    });
    if (before && before.documentId !== record.documentId) {
      await blobs.supersede(before.documentId, record.documentId);
    }
    return record;
  } catch (error) {
    if (error instanceof DomainError) {
      throw ApplicationFailure.nonRetryable(error.message, 'DomainRuleViolation', error.code, error.params);
    }
    throw error;
  }
}
