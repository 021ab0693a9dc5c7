import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { localDay } from '../../workflows/domain/calendar';
import type { CaseActivities, CommitInput } from '../../workflows/engine/ports';
import { noticeIdOf, TELL_PARTY } from '../../workflows/upkeep';
import { noticeFor } from '../documents/letter-rules';

/** A decision must not wait for a service that is slow to answer; what is missed here the nightly job finds. */
const PATIENCE_MS = 2_000;

/** The writer of cases, after which the enterprise is told in writing of what concerns it. */
export function tellingParties(
  commitCase: CaseActivities['commitCase'],
  client: Client,
  taskQueue: string,
  delaySeconds: number,
  warn: (message: string) => void,
): CaseActivities['commitCase'] {
  return async (input) => {
    const result = await commitCase(input);
    const seq = result.kind === 'holdersChanged' ? null : noticeIn(input);
    if (seq !== null) {
      try {
        // Writing a letter costs more than deciding a task: a busy minute is not slowed by it.
        const startDelay = Math.round(delaySeconds * 1_000 * (1 + Math.random()));
        await start(client, taskQueue, input.caseId, seq, startDelay);
      } catch (error) {
        warn(`the notice of ${input.caseId} is left to the nightly job: ${String(error)}`);
      }
    }
    return result;
  };
}

/** Number of the last event that calls for a notice. */
function noticeIn({ case: row, events }: CommitInput): number | null {
  const found = events.findLast(
    ({ type, data, at }) =>
      type === 'taskCompleted' &&
      noticeFor({ process: row.process, stage: data['stage'], outcome: data['outcome'] }, localDay(Date.parse(at))),
  );
  return found?.seq ?? null;
}

async function start(
  client: Client,
  taskQueue: string,
  caseId: string,
  seq: number,
  startDelay: number,
): Promise<void> {
  try {
    await client.withDeadline(Date.now() + PATIENCE_MS, () =>
      client.workflow.start(TELL_PARTY, {
        workflowId: noticeIdOf(caseId, seq),
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
