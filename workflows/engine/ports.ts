import type { Facts } from '../processes/definition';
import type { Directory } from './draft';
import type { CaseEvent, RecordedEvent } from './events';
import type { CaseRow, NotificationRow, TaskRow } from './rows';
import type { CaseHeader, CaseState } from './state';

/** What one turn of the main loop writes, all of it or nothing. */
export interface CommitInput {
  caseId: string;
  /** Hash of the last event before these; empty for the first. */
  prevHash: string;
  events: CaseEvent[];
  case: CaseRow;
  tasks: TaskRow[];
  notifications: NotificationRow[];
  /** Role holders that this was decided on and that were looked up long ago: nothing is written if they are others by now. */
  holders?: Directory;
}

export type CommitResult =
  | { kind: 'written'; headHash: string }
  /** Nothing was written: these are the holders, in the keys that were asked about. */
  | { kind: 'holdersChanged'; holders: Directory }
  /** The record already goes on from there: an earlier try was written. The workflow takes over what is recorded. */
  | { kind: 'recorded'; events: RecordedEvent[] };

export interface AutomationInput {
  caseId: string;
  header: CaseHeader;
  activity: string;
  pendingId: string;
  stage: string;
  scope: string;
  /** Facts visible in the scope. */
  facts: Facts;
  /** Results of the scope's blocks. */
  results: { block: string; branch: string; result: string; facts: Facts }[];
  process: { code: string; version: number };
  /** Workflow time in epoch milliseconds: papers carry this date, not that of a retry. */
  now: number;
}

export interface AutomationResult {
  facts: Facts;
  /** What the event records: ids and hashes, numbers, never bulk. */
  data: Record<string, unknown>;
}

export interface SubcaseInput {
  parent: { caseId: string; process: string; pendingId: string; awaited: boolean };
  process: string;
  header: CaseHeader;
  facts: Facts;
  now: number;
}

/** Activities that the engine calls; the worker implements them. */
export interface CaseActivities {
  commitCase(input: CommitInput): Promise<CommitResult>;
  resolveRoles(input: { keys: string[] }): Promise<Directory>;
  loadCase(input: { caseId: string }): Promise<{ state: CaseState; headHash: string }>;
  runAutomation(input: AutomationInput): Promise<AutomationResult>;
  startSubcase(input: SubcaseInput): Promise<{ caseId: string }>;
}
