import type { Connection } from 'mongoose';
import type { TaskRow } from '../../workflows/engine/rows';
import { CASE, caseSchema, TASK, taskSchema, type CaseDocument } from './case.schema';
import { modelOf } from './model-of';

/**
 * Puts the rows of a case back to what its record says, all of them or none. False when the case was written to meanwhile: compute
 * them again. The record itself is never touched.
 */
export async function rewriteRows(
  connection: Connection,
  kept: { seq: number; headHash: string } | null,
  computed: { case: CaseDocument; tasks: readonly TaskRow[] },
): Promise<boolean> {
  const caseId = computed.case._id;
  const cases = modelOf(connection, CASE, caseSchema).collection;
  const tasks = modelOf(connection, TASK, taskSchema).collection;
  let written = false;
  await connection.transaction(async (session) => {
    const guard = kept === null ? {} : { seq: kept.seq, headHash: kept.headHash };
    const { matchedCount, upsertedCount } = await cases.replaceOne(
      { _id: caseId as never, ...guard },
      { ...computed.case },
      { session, upsert: kept === null },
    );
    written = matchedCount + upsertedCount > 0;
    if (!written) return;
    await tasks.deleteMany({ caseId }, { session });
    if (computed.tasks.length > 0) await tasks.insertMany([...computed.tasks] as never[], { session });
  });
  return written;
}
