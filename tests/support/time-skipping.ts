import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { bundleWorkflows } from '../../activities/bundle';
import type { CaseActivities } from '../../workflows/engine/ports';

export const HISTORIES = join(__dirname, '..', 'histories');

let bundle: Promise<string> | undefined;
let installed = false;
let queues = 0;

/** The workflow code, bundled once per test file. */
export function workflowBundle(): Promise<string> {
  bundle ??= bundleWorkflows();
  return bundle;
}

function quiet(): void {
  if (!installed) {
    installed = true;
    Runtime.install({ logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} } });
  }
}

/** A server on which months pass in seconds. Its time starts now and only goes forward. */
export async function timeSkipping(): Promise<TestWorkflowEnvironment> {
  quiet();
  const path = process.env['HAZFLOW_TEST_SERVER_PATH'];
  if (!path) {
    throw new Error('HAZFLOW_TEST_SERVER_PATH is not set: run the tests by `npm test`');
  }
  return TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
}

/** Runs a worker with these activities on a queue of its own while `story` is told. */
export async function withWorker<T>(
  env: TestWorkflowEnvironment,
  activities: CaseActivities,
  story: (taskQueue: string) => Promise<T>,
  options: Pick<WorkerOptions, 'maxCachedWorkflows'> = {},
): Promise<T> {
  queues += 1;
  const taskQueue = `test-${queues}`;
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: { code: await workflowBundle() },
    activities: bound(activities),
    // Every workflow task replays from the start: what is not deterministic shows at once.
    maxCachedWorkflows: process.env['HAZFLOW_TEST_NO_CACHE'] ? 0 : 100,
    // A story that breaks off may leave an activity that never answers: without this the run would wait for it without end.
    shutdownForceTime: '20s',
    ...options,
  });
  return worker.runUntil(() => story(taskQueue));
}

/** Methods of a class as plain functions, which is what a worker registers. */
function bound(activities: CaseActivities): Record<keyof CaseActivities, (...args: never[]) => Promise<unknown>> {
  return {
    commitCase: (input) => activities.commitCase(input),
    resolveRoles: (input) => activities.resolveRoles(input),
    loadCase: (input) => activities.loadCase(input),
    runAutomation: (input) => activities.runAutomation(input),
    startSubcase: (input) => activities.startSubcase(input),
  };
}

/** Adds the history of a workflow to the committed ones, when the run was asked to record (`HAZFLOW_RECORD_HISTORIES=1`). */
export async function recordHistory(
  env: TestWorkflowEnvironment,
  workflowId: string,
  workflow: string,
  name: string,
): Promise<void> {
  if (!process.env['HAZFLOW_RECORD_HISTORIES']) {
    return;
  }
  const history = await env.client.workflow.getHandle(workflowId).fetchHistory();
  const folder = join(HISTORIES, workflow);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.json`), historyToJSON(history));
}
