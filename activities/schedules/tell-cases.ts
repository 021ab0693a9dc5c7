import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Connection } from 'mongoose';
import { referenceChanged, workflowIdOf } from '../../workflows/messages';
import { referenceNow } from '../cases/start-case';
import { CASE, caseSchema, type CaseDocument } from '../store/case.schema';
import { storeSnapshot } from '../store/definition.writer';
import { modelOf } from '../store/model-of';

/** Cases told by one activity: each gets the data once, some ten kilobytes. */
const BATCH = 100;

/**
 * Stores calendars and limits as they stand now and signals them to the next running cases that compute with others. What stands now is
 * asked anew for each batch, so that of two publications close together the later one wins everywhere.
 */
export async function tellCases(
  connection: Connection,
  client: Client,
  after: string | null,
): Promise<{ told: number; next: string | null }> {
  const reference = await referenceNow(connection);
  const referenceRef = await storeSnapshot(connection, reference, new Date());
  const rows = await modelOf(connection, CASE, caseSchema)
    .find(
      {
        status: 'running',
        referenceRef: { $ne: referenceRef },
        ...(after === null ? {} : { _id: { $gt: after } }),
      } as never,
      { process: 1 },
    )
    .sort({ _id: 1 })
    .limit(BATCH)
    .lean<Pick<CaseDocument, '_id' | 'process'>[]>();
  let told = 0;
  for (const { _id: caseId, process } of rows) {
    try {
      await client.workflow
        .getHandle(workflowIdOf(process, caseId))
        .signal(referenceChanged, { referenceRef, reference });
      told += 1;
    } catch (error) {
      // It has ended meanwhile and computes no more.
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
  return { told, next: rows.length < BATCH ? null : rows.at(-1)!._id };
}
