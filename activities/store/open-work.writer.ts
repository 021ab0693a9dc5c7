import type { Connection } from 'mongoose';
import { openWithOf, openWorkOf } from '../../workflows/engine/open-work';
import type { TaskRow } from '../../workflows/engine/rows';
import { CASE, caseSchema, TASK, taskSchema, type CaseDocument } from './case.schema';
import { modelOf } from './model-of';

/** A case that is written to while its tasks are read is read again. */
const ATTEMPTS = 5;

/**
 * Gives cases under way that were written before rows had it what is open in them, from the rows of their tasks: no figure waits for
 * the next act in an old case. Does nothing where nothing is missing. @returns how many were given it
 */
export async function addOpenWork(connection: Connection): Promise<number> {
  const cases = modelOf(connection, CASE, caseSchema);
  let added = 0;
  // A row without the list lies in its index under null.
  for await (const { _id } of cases.find({ openWith: null, status: 'running' } as never, { _id: 1 }).cursor()) {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      if (await addTo(connection, String(_id))) {
        added += 1;
        break;
      }
    }
  }
  return added;
}

async function addTo(connection: Connection, caseId: string): Promise<boolean> {
  const cases = modelOf(connection, CASE, caseSchema);
  const row = await cases.findById(caseId, { headHash: 1 }).lean<Pick<CaseDocument, '_id' | 'headHash'>>();
  const tasks = await modelOf(connection, TASK, taskSchema).find({ caseId }).lean<TaskRow[]>();
  const openWork = openWorkOf(tasks);
  const { matchedCount } = await cases.collection.updateOne(
    { _id: caseId as never, headHash: row?.headHash },
    { $set: { openWork, openWith: openWithOf(openWork) } },
  );
  return matchedCount > 0;
}
