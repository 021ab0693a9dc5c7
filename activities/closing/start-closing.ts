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
  delayMinutes: number,
  warn: (message: string) => void,
): CaseActivities['commitCase'] {
  return async (input) => {
    const result = await commitCase(input);
    const seq = result.kind === 'holdersChanged' ? null : endIn(input);
    if (seq !== null) {
      try {
        await startClosing(client, taskQueue, input.caseId, seq, spread(delayMinutes));
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

/** Writing an archive costs more than deciding a case: what ended together is archived one after another. Milliseconds. */
function spread(delayMinutes: number): number {
  return Math.round(delayMinutes * 60_000 * (1 + Math.random()));
}

async function startClosing(
  client: Client,
  taskQueue: string,
  caseId: string,
  seq: number,
  startDelay: number,
): Promise<void> {
  try {
    await client.withDeadline(Date.now() + PATIENCE_MS, () =>
      client.workflow.start(CLOSE_CASE, {
        workflowId: closingIdOf(caseId, seq),
        taskQueue,
        args: [{ caseId }],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        workflowIdConflictPolicy: 'FAIL',
        staticSummary: caseId,
        ...(startDelay > 0 ? { startDelay } : {}),
      }),
    );
  } catch (error) {
    // A repeat of the same commit.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
