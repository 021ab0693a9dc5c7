import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type { CaseActivities, CommitInput } from '../../workflows/engine/ports';
import { CLOSE_CASE, closingIdOf } from '../../workflows/upkeep';

/** The end of a case must not wait for a service that is slow to answer; what is missed here the nightly sweep finds. */
const PATIENCE_MS = 2_000;

/** The writer of cases, after which every case that ended is archived. */
export function archivingEnds(
  commitCase: CaseActivities['commitCase'],
  client: Client,
  taskQueue: string,
  warn: (message: string) => void,
): CaseActivities['commitCase'] {
  return async (input) => {
    const result = await commitCase(input);
    const seq = endIn(input);
    if (seq !== null) {
      try {
        await startClosing(client, taskQueue, input.caseId, seq);
      } catch (error) {
        warn(`the archive of ${input.caseId} is left to the nightly sweep: ${String(error)}`);
      }
    }
    return result;
  };
}

/** Number of the event that ended the case, if one of these did and it was not reopened by a later one. */
function endIn({ case: row, events }: CommitInput): number | null {
  if (row.status !== 'ended') return null;
  const end = events.findLast((e) => e.changes.some((c) => c.on === 'case' && c.set['status'] === 'ended'));
  return end?.seq ?? null;
}

async function startClosing(client: Client, taskQueue: string, caseId: string, seq: number): Promise<void> {
  try {
    await client.withDeadline(Date.now() + PATIENCE_MS, () =>
      client.workflow.start(CLOSE_CASE, {
        workflowId: closingIdOf(caseId, seq),
        taskQueue,
        args: [{ caseId }],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        workflowIdConflictPolicy: 'FAIL',
        staticSummary: caseId,
      }),
    );
  } catch (error) {
    // A repeat of the same commit.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
