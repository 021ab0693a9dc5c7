import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type { CaseActivities, CommitInput } from '../../workflows/engine/ports';

/** A decision must not wait for a service that is slow to answer; what is missed here a nightly job finds. */
const PATIENCE_MS = 2_000;

/** A workflow beside the case that follows what a turn recorded, once for each event that calls for it. */
export interface FollowUp {
  workflow: string;
  idOf: (caseId: string, seq: number) => string;
  /** Number of the event that calls for it, or null. */
  calledFor: (input: CommitInput) => number | null;
  /** Milliseconds at the least, and twice as many at the most: what a busy minute calls for is done one after another. */
  delayMs: number;
  /** What is left to the nightly job when it cannot be started now, for the log. */
  missed: (caseId: string) => string;
}

/** The writer of cases, after which the follow-ups of what it wrote are started. */
export function followedBy(
  commitCase: CaseActivities['commitCase'],
  followUps: readonly FollowUp[],
  client: Client,
  taskQueue: string,
  warn: (message: string) => void,
): CaseActivities['commitCase'] {
  return async (input) => {
    const result = await commitCase(input);
    if (result.kind === 'holdersChanged') return result;
    for (const followUp of followUps) {
      const seq = followUp.calledFor(input);
      if (seq === null) continue;
      try {
        await start(client, taskQueue, followUp, input.caseId, seq);
      } catch (error) {
        warn(`${followUp.missed(input.caseId)}: ${String(error)}`);
      }
    }
    return result;
  };
}

async function start(
  client: Client,
  taskQueue: string,
  { workflow, idOf, delayMs }: FollowUp,
  caseId: string,
  seq: number,
): Promise<void> {
  const startDelay = Math.round(delayMs * (1 + Math.random()));
  try {
    await client.withDeadline(Date.now() + PATIENCE_MS, () =>
      client.workflow.start(workflow, {
        workflowId: idOf(caseId, seq),
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
