import type { Client } from '@temporalio/client';
import type { CaseRow } from '../../workflows/engine/rows';
import { workflowIdOf, workflowTypeOf, type CaseInput } from '../../workflows/messages';
import { caseAttributes, STEP_TIMEOUT } from './start-case';

/**
 * Makes the workflow of a case begin anew from its record, in place of one that is missing or behind. Outside work that was open is begun
 * again; automations bear that.
 */
export async function reviveCase(
  client: Client,
  taskQueue: string,
  { _id, process, title, partyOrg }: Pick<CaseRow, '_id' | 'process' | 'title' | 'partyOrg'>,
): Promise<void> {
  const input: CaseInput = { kind: 'revive', caseId: _id };
  await client.workflow.start(workflowTypeOf(process), {
    workflowId: workflowIdOf(process, _id),
    taskQueue,
    args: [input],
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowTaskTimeout: STEP_TIMEOUT,
    staticSummary: title,
    typedSearchAttributes: caseAttributes(process, _id, partyOrg),
  });
}
