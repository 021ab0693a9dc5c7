import type { Client, DataConverter, WorkflowExecutionInfo } from '@temporalio/client';
import { bundleWorkflowCode, Worker, type InjectedSinks } from '@temporalio/worker';
import type { CommitInput, CommitResult } from '../../workflows/engine/ports';
import type { CaseHeader } from '../../workflows/engine/state';
import { CASE_WORKFLOWS } from '../../workflows/messages';
import { FAILURE_CONVERTER_PATH } from '../temporal/data-converter';
import type { HistorySinks } from './history-tap';

/** What one run of a case's workflow knows of its record. */
export interface CaseRunTold {
  workflowId: string;
  status: WorkflowExecutionInfo['status']['name'];
  /** Last event that the run knew of when it began; null when it had not come to that. */
  beganAt: number | null;
  header: CaseHeader | null;
  /** Turns that were written, in order. */
  commits: { input: CommitInput; result: CommitResult }[];
  /** Why the history could not be read to its end. */
  fault: Error | null;
}

export interface HistoriesWanted {
  /** Of payloads that are encrypted. */
  dataConverter?: DataConverter;
  /** Only cases of this process. */
  process?: string;
}

const silent = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/**
 * Reads all histories of cases that the service still has, the oldest run of a case first, by replaying them. No worker is needed,
 * nothing is carried out.
 */
export async function* readHistories(
  client: Client,
  { dataConverter, process }: HistoriesWanted = {},
): AsyncGenerator<CaseRunTold> {
  const runs = await listRuns(client, process);
  let told: Pick<CaseRunTold, 'beganAt' | 'header' | 'commits'> = nothing();
  const sinks: InjectedSinks<HistorySinks> = {
    history: {
      began: { callDuringReplay: true, fn: (_info, seq, header) => void (told = { ...told, beganAt: seq, header }) },
      committed: { callDuringReplay: true, fn: (_info, input, result) => void told.commits.push({ input, result }) },
    },
  };
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('../../workflows'),
    workflowInterceptorModules: [require.resolve('./history-tap')],
    logger: silent,
    ...(dataConverter ? { failureConverterPath: FAILURE_CONVERTER_PATH } : {}),
  });
  const histories = async function* () {
    for (const { workflowId, runId } of runs) {
      yield { workflowId, history: await client.workflow.getHandle(workflowId, runId).fetchHistory() };
    }
  };
  const replays = Worker.runReplayHistories(
    { workflowBundle: { code }, sinks, ...(dataConverter ? { dataConverter } : {}) },
    histories(),
  );
  let at = 0;
  for await (const { workflowId, error } of replays) {
    const status = runs[at]?.status.name ?? 'UNKNOWN';
    at += 1;
    yield { workflowId, status, ...told, fault: error ?? null };
    told = nothing();
  }
}

async function listRuns(client: Client, process: string | undefined): Promise<WorkflowExecutionInfo[]> {
  const runs: WorkflowExecutionInfo[] = [];
  const types = CASE_WORKFLOWS.map((type) => `'${type}'`).join(', ');
  const only = process === undefined ? '' : ` AND ProcessCode = '${process}'`;
  for await (const run of client.workflow.list({ query: `WorkflowType IN (${types})${only}` })) {
    runs.push(run);
  }
  return runs.sort((a, b) => a.startTime.getTime() - b.startTime.getTime());
}

const nothing = (): Pick<CaseRunTold, 'beganAt' | 'header' | 'commits'> => ({
  beganAt: null,
  header: null,
  commits: [],
});
