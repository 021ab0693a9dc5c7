import type { UpdateDefinition } from '@temporalio/common';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CommandName, CommandReceipt, Commands, CaseStart } from './engine/commands';
import type { Directory } from './engine/draft';
import type { CaseState, Reference } from './engine/state';
import type { ProcessDefinition } from './processes/definition';

/**
 * Everything that can be said to a case's workflow. People speak by updates, because they must learn whether they were heard and what
 * it led to; facts that nobody waits for are signals.
 */
export const COMMAND_NAMES = [
  'completeTask',
  'claimTask',
  'releaseTask',
  'transferTask',
  'delegateTask',
  'addSigner',
  'removeSigner',
  'recallDecision',
  'withdrawCase',
  'terminateCase',
  'reopenCase',
  'stopClock',
  'resumeClock',
  'extendDeadline',
  'urge',
  'comment',
  'carbonCopy',
  'setPriority',
  'markRead',
  'recusePerson',
  'handOver',
  'attach',
  'replaceDocument',
  'deliverMessage',
  'migrateCase',
] as const satisfies readonly CommandName[];

/** The update of a command; its wire name is the command's name. */
export function commandUpdate<N extends CommandName>(name: N): UpdateDefinition<CommandReceipt, [Commands[N]], N> {
  return defineUpdate<CommandReceipt, [Commands[N]], N>(name);
}

/** An update, not the workflow's result: the applicant waits for the receipt, not for the end of the case. */
export const startReceipt = defineUpdate<CommandReceipt, []>('startReceipt');

/** Nobody waits for it: another case that was started from here has ended. */
export const subcaseEnded =
  defineSignal<[{ pendingId: string; result: string; facts: CaseState['facts'][string] }]>('subcaseEnded');

/** Nobody waits for it: calendars or limits were published. */
export const referenceChanged = defineSignal<[{ referenceRef: string; reference: Reference }]>('referenceChanged');

/** Nobody waits for it: people changed their roles; holders are looked up anew. */
export const directoryChanged = defineSignal('directoryChanged');

/** For operators. */
export const caseSummary = defineQuery<{
  seq: number;
  status: string;
  stages: string[];
  openTasks: number;
  queued: number;
}>('caseSummary');

/** What a case's workflow is given: a new case, one that goes on in a new run, or an ended one that is spoken to again. */
export type CaseInput =
  | {
      kind: 'start';
      start: CaseStart;
      definition: ProcessDefinition;
      reference: Reference;
      /** Holders of the roles that the case will need, as far as they are known before it starts: what is here is not looked up. */
      holders?: Directory;
      tuning?: Tuning;
    }
  | { kind: 'continue'; state: CaseState; headHash: string; recent: RecentReceipt[]; tuning?: Tuning }
  | { kind: 'revive'; caseId: string; tuning?: Tuning };

/** Limits of one run; set by tests to reach them quickly. */
export interface Tuning {
  /** Accepted commands after which the run continues as new; well below the 2,000 updates that Temporal allows per run. */
  commandsPerRun?: number;
}

export interface RecentReceipt {
  key: string;
  receipt: CommandReceipt;
}

export interface CaseOutcome {
  caseId: string;
  result: string;
  seq: number;
}

/** Workflow id of a case: process code and case number, so that the business key is the uniqueness constraint. */
export function workflowIdOf(process: string, caseId: string): string {
  return `${process}/${caseId}`;
}

/** Processes with a workflow type of their own; a definition published under another code runs as `procedure`. */
const WORKFLOW_TYPES: Readonly<Record<string, string>> = {
  jointReview: 'jointReview',
  projectLife: 'projectLife',
};

/** Workflow types under which cases run. */
export const CASE_WORKFLOWS: readonly string[] = [...Object.values(WORKFLOW_TYPES), 'procedure'];

export function workflowTypeOf(process: string): string {
  return WORKFLOW_TYPES[process] ?? 'procedure';
}
