import type { CalendarYear, ClockHistory, LimitRule } from '../domain/limit';
import type { Facts, ProcessDefinition } from '../processes/definition';
import type { Actor, Change, Membership } from './events';

/** Calendars and limits that a case computes with. */
export interface Reference {
  calendars: CalendarYear[];
  limits: LimitRule[];
}

/** A submitted version of an application: its content stays outside, its hash is on the record. */
export interface ApplicationRef {
  id: string;
  version: number;
  /** SHA-256 of the canonical JSON, lower-case hex. */
  hash: string;
}

/** What the case list shows without joins; given at the start. */
export interface CaseHeader {
  caseNo: string;
  title: string;
  /** Organisation code of the party (the enterprise), and its name. */
  party: { org: string; name: string };
  /** Organisation that leads the procedure. */
  leadOrg: string;
  /** Person who applied or opened the case. */
  applicant: string;
  /** Business ids that lists filter by, for instance the application or the park. */
  keys: Record<string, string>;
  /** The application with which the case began, by its hash. */
  application?: ApplicationRef;
  parent: { caseId: string; process: string; pendingId: string; awaited: boolean } | null;
}

/** The last passage through a stage within one scope. */
export interface Passage {
  scope: string;
  stage: string;
  visit: number;
  times: number;
  enteredAt: number;
  leftAt: number | null;
  how: 'active' | 'completed' | 'returned' | 'cancelled' | 'suspended';
  outcome: string | null;
  /** Persons who ever answered here, principals of proxies included. */
  actors: string[];
}

/** What a branch of a block came to; kept until the branch is walked again. */
export interface BranchResult {
  scope: string;
  block: string;
  branch: string;
  result: string;
  facts: Facts;
  /** The result fell through a return that redoes or cancels the block. */
  fallen: boolean;
}

/** A machine being walked: the case itself (`root`) or one branch of a parallel block. */
export interface Scope {
  id: string;
  parent: string | null;
  /** Code of the parallel stage in the parent's machine, its visit and the branch key; null for the root. */
  block: string | null;
  blockVisit: number;
  branch: string | null;
  /** Codes of the parallel stages from the root to this machine, for instance `['departmentReview']`, with `block.key` for fixed branches. */
  machinePath: string[];
  status: 'active' | 'suspended' | 'ended' | 'cancelled';
  stage: string;
  visit: number;
  result: string | null;
  /** Branch keys expected by the running visit of a parallel stage. */
  members: string[];
  /** After a return with `afterReturn: back`: when stage `from` is left forward, go to `to` and not where its outcome says. */
  comeBack: { from: string; to: string } | null;
  /** By block that will be entered again after a return: the branches to walk again, and where they begin if not at their start. */
  redo: Record<string, { branches: string[]; startAt: Record<string, string> }>;
}

/**
 * 紧急程度 of a case, in the words of the 党政机关公文处理工作条例 第九条（三）: `urgent` 加急, `veryUrgent` 特急. It says what is taken up
 * first; no limit of the law becomes shorter or longer by it.
 */
export const PRIORITIES = ['normal', 'urgent', 'veryUrgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

export interface Answer {
  person: string;
  /** Set when answered by proxy. */
  by: string;
  org: string | null;
  outcome: string;
  at: number;
  formId: string | null;
  formHash: string | null;
  facts: Facts;
  target: { stage: string; branches?: string[] } | null;
  /** Documents attached to the answer. */
  attachments: string[];
}

export type TaskKind = 'stage' | 'signBefore' | 'signAfter' | 'signBeside' | 'delegated' | 'confirm';

export interface Task {
  id: string;
  kind: TaskKind;
  scope: string;
  stage: string;
  visit: number;
  /** Order of the signer within the group of the visit. */
  order: number;
  /** The task that this one serves (加签, 委派, second person). */
  parent: string | null;
  /**
   * `waiting`: its turn has not come (sequential, or signers before it are asked). `answered`: has an answer but waits for
   * signers after or beside it. `suspended`: its branch rests after a return that left the block.
   */
  status: 'open' | 'waiting' | 'answered' | 'suspended' | 'done' | 'cancelled';
  /** Named persons; empty for a pool. */
  assignees: string[];
  /** Pools of candidates. */
  pools: Membership[];
  claimedBy: string | null;
  /** Nobody was found for the assignment: it lies with the supervisor. */
  fallback: boolean;
  answer: Answer | null;
  openedAt: number;
  closedAt: number | null;
  /** Why a task was cancelled, as a code. */
  closedFor: string | null;
  /** While suspended: the status to come back to. */
  restsAs: Task['status'] | null;
  /** Clock of the stage visit. */
  clock: string | null;
  /** Last urging and how many. */
  urged: { at: number; count: number } | null;
  /** Role weight key of a voter. */
  seat: string | null;
}

export interface Clock {
  id: string;
  limit: string;
  rule: LimitRule;
  /** The local day on which a fact lets it end, whatever the limit says. */
  endsOn: string | null;
  scope: string;
  /** Stage visit that owns it; null for a clock of the whole case. */
  stage: string | null;
  visit: number | null;
  status: 'running' | 'stopped' | 'met' | 'missed' | 'cancelled';
  history: ClockHistory;
  /** What holds it stopped: `scope|stage|visit` of stages, `manual`, `rest` of a suspended branch. It resumes when the last lets go. */
  holders: string[];
  /** Why it stopped last. */
  stopReason: { code: string; basis: string; note: string | null } | null;
  dueAt: number | null;
  dueDay: string | null;
  warnAt: number | null;
  provisional: boolean;
  warnedAt: number | null;
  overdueAt: number | null;
  /** Next daily reminder after the due moment. */
  remindAt: number | null;
  endedAt: number | null;
}

/** Something outside that the case waits for: an activity, a message or moment, another case. */
export interface Pending {
  id: string;
  kind: 'auto' | 'message' | 'until' | 'subcase';
  scope: string;
  stage: string;
  visit: number;
  status: 'open' | 'done' | 'cancelled';
  /** Activity, message or process. */
  what: string;
  /** For `until`, and for a message that is not waited for longer: the moment. */
  at: number | null;
  /** For `subcase`: its id once it was started. */
  caseId: string | null;
  startedAt: number;
  /** Failure of the last try that was given up, as a code. */
  failure: string | null;
}

/** Recorded with a decision that its stage lets the person take back. */
export interface Recallable {
  person: string;
  taskId: string;
}

/** A decision that may still be recalled 撤回. */
export interface Undo extends Recallable {
  seq: number;
  inverse: Change[];
}

export interface CaseState {
  v: 1;
  caseId: string;
  header: CaseHeader;
  /** Hashes of the snapshots in force: what a rebuild looks up. */
  definitionRef: string;
  referenceRef: string;
  definition: ProcessDefinition;
  reference: Reference;
  status: 'running' | 'ended';
  result: string | null;
  startedAt: number;
  endedAt: number | null;
  seq: number;
  /** Visits and task numbers given so far. */
  counter: number;
  /** 回避: persons who get nothing in this case. */
  recused: string[];
  /** Audience keys of everybody who ever had a task here or may report what it waits for: they may open the case. */
  involved: string[];
  /** `person@block` → branch: one person does not review for two departments. */
  seats: Record<string, string>;
  /** 抄送: persons who may read the case. */
  copied: string[];
  /** Absent until somebody set it. */
  priority?: Priority;
  /** By scope id. */
  scopes: Record<string, Scope>;
  /** Facts by scope id; those of `root` are the case's. */
  facts: Record<string, Facts>;
  /** By `scope|stage`. */
  passages: Record<string, Passage>;
  /** By `scope|block|branch`. */
  results: Record<string, BranchResult>;
  tasks: Record<string, Task>;
  clocks: Record<string, Clock>;
  pending: Record<string, Pending>;
  undo: Undo[];
  lastActor: Pick<Actor, 'kind' | 'id' | 'org'> | null;
}
