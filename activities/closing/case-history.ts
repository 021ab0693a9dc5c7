import { WorkflowNotFoundError, type Client } from '@temporalio/client';
// The only place that gives the JSON of a history as the tools of Temporal read it; JSON.stringify does not.
// eslint-disable-next-line no-restricted-imports
import { historyToJSON } from '@temporalio/common/lib/proto-utils';

/** Runs that one case may have gone through; each holds more than a thousand commands. */
const MOST_RUNS = 1_000;

/**
 * Execution history of a case as JSON text, `{workflowId, runs: [history…]}` with the oldest run first: the run that is there now and
 * those that it continues. Payloads are as they are stored, encrypted where a codec is in use. Undefined when nothing is left of it.
 */
export async function caseHistory(client: Client, workflowId: string): Promise<string | undefined> {
  const runs: string[] = [];
  let runId: string | undefined;
  try {
    do {
      const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      runs.unshift(historyToJSON(history));
      const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
      runId = started?.continuedExecutionRunId || undefined;
    } while (runId !== undefined && runs.length < MOST_RUNS);
  } catch (error) {
    // Retention took the older runs, or all.
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
  return runs.length === 0 ? undefined : `{"workflowId":${JSON.stringify(workflowId)},"runs":[${runs.join(',')}]}\n`;
}

/** Whether the case's workflow still runs: its history is not whole before it has ended. */
export async function isRunning(client: Client, workflowId: string): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
