/** Names and shapes of the workflows that keep the records: archives, nightly checks, news of reference data. No run-time code. */

export const CLOSE_CASE = 'closeCase';
export const TELL_PARTY = 'tellParty';
export const UPKEEP = 'upkeep';
export const ANNOUNCE_REFERENCE = 'announceReference';

/** Workflow id of the archiving of a case that ended with event `seq`. */
export function closingIdOf(caseId: string, seq: number): string {
  return `close/${caseId}/${seq}`;
}

/** Workflow id of writing the notice of the act that is event `seq`. */
export function noticeIdOf(caseId: string, seq: number): string {
  return `notice/${caseId}/${seq}`;
}

/** Workflow id of telling all running cases of a state of the reference data. */
export function announcementIdOf(taskQueue: string, referenceRef: string): string {
  return `reference/${taskQueue}/${referenceRef}`;
}

/** What is done at night, each by a schedule of its own, or at once when an administrator asks. */
export const UPKEEP_JOBS = [
  'integrity',
  'anchor',
  'calendar',
  'archives',
  'notices',
  'blobs',
  'reference',
  'digest',
] as const;
export type UpkeepJob = (typeof UPKEEP_JOBS)[number];

export interface UpkeepInput {
  job: UpkeepJob;
  /** For `integrity`: what changed since the last check and the next slice of all others (default), or every case. */
  mode?: 'changed' | 'full';
  /** For `integrity`: this case only. */
  caseId?: string;
  /** Who asked; absent: the schedule. */
  by?: string;
}

export function upkeepIdOf(taskQueue: string, job: UpkeepJob): string {
  return `upkeep/${taskQueue}/${job}`;
}

/** What a job came to, in numbers; for operators. */
export type UpkeepResult = Record<string, number | string | null>;

/** Activities of these workflows; the worker implements them. */
export interface UpkeepActivities {
  archiveEndedCase(input: { caseId: string; patient: boolean }): Promise<{ documentId: string | null }>;
  /** Writes and files the notices that a case still owes. */
  writeNotices(input: { caseId: string }): Promise<{ written: number }>;
  runUpkeep(input: UpkeepInput): Promise<UpkeepResult>;
  /** Tells the next running cases; `next` is null after the last, or when newer reference data have taken over. */
  tellCases(input: { after: string | null }): Promise<{ told: number; next: string | null }>;
}
