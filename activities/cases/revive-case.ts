import type { Client } from '@temporalio/client';
import type { CaseRow } from '../../workflows/engine/rows';
import { workflowIdOf, workflowTypeOf, type CaseInput } from '../../workflows/messages';
import { caseAttributes, STEP_TIMEOUT } from './start-case';

type Revived = Pick<CaseRow, 'title' | 'partyOrg'>;

/** How the workflow of a case is begun anew from its record; without a row operators do not see its title. */
export function revival(taskQueue: string, process: string, caseId: string, row: Revived | null) {
  const input: CaseInput = { kind: 'revive', caseId };
  return {
    workflowId: workflowIdOf(process, caseId),
    taskQueue,
    args: [input] as [CaseInput],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
    workflowTaskTimeout: STEP_TIMEOUT,
    ...(row ? { staticSummary: row.title, typedSearchAttributes: caseAttributes(process, caseId, row.partyOrg) } : {}),
  };
}

/**
 * Makes the workflow of a case begin anew from its record, in place of one that is missing or behind. Outside work that was open is begun
 * again; automations bear that.
 */
export async function reviveCase(
  client: Client,
  taskQueue: string,
  { _id, process, title, partyOrg }: Pick<CaseRow, '_id' | 'process' | 'title' | 'partyOrg'>,
): Promise<void> {
  await client.workflow.start(workflowTypeOf(process), {
    ...revival(taskQueue, process, _id, { title, partyOrg }),
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
  });
}
