import type { Facts, ProcessDefinition } from '../processes/definition';
import type { Actor } from './events';
import type { ApplicationRef, CaseHeader, Priority, Reference } from './state';

/** What every command of a person carries. */
export interface CommandFrame {
  /** Idempotency key: also the id of the Temporal update. */
  key: string;
  /** SHA-256 of the canonical content: the same key with another hash is refused. */
  hash: string;
  actor: Actor;
  /** Refuses to act on a stale view. */
  expectedSeq?: number;
  /** 补录: recorded afterwards, with the document that proves it. */
  backdated?: { at: string; evidence: string };
}

/** A stored form version: the text and personal data stay outside the workflow. */
export interface FormRef {
  id: string;
  hash: string;
  /** Keys of the fields that were filled. */
  filled: string[];
  hasOpinion: boolean;
  conditions: number;
}

export interface CompleteTask extends CommandFrame {
  taskId: string;
  outcome: string;
  facts: Facts;
  form: FormRef | null;
  attachments: string[];
  /** The version of the application that the answer brings. */
  application?: ApplicationRef;
  /** For a return to a stage of choice; `branches` sends only these branches of a block back. */
  target?: { stage: string; branches?: string[] };
}

export interface TaskRefCommand extends CommandFrame {
  taskId: string;
}

export interface TransferTask extends TaskRefCommand {
  to: string;
  reason: string;
}

export interface AddSigner extends TaskRefCommand {
  person: string;
  where: 'before' | 'after' | 'beside';
  reason: string;
}

export interface RemoveSigner extends TaskRefCommand {
  /** Task of the signer to take away. */
  signerTaskId: string;
}

/** Undoes the actor's own decision, given by the task that it closed. */
export interface RecallDecision extends CommandFrame {
  taskId: string;
  reason: string;
}

export interface CaseReason extends CommandFrame {
  reason: string;
  basis: string;
}

export interface ReopenCase extends CaseReason {
  /** Stage of the process's own machine at which work goes on. */
  stage: string;
}

export interface StopClock extends CommandFrame {
  clock: string;
  /** Code of a `stoppableFor` entry of the limit. */
  ground: string;
  note: string;
}

export interface ResumeClock extends CommandFrame {
  clock: string;
  note: string;
}

export interface ExtendDeadline extends CommandFrame {
  clock: string;
  /** In the unit of the limit. */
  more: number;
  reason: string;
  basis: string;
}

export interface Urge extends TaskRefCommand {
  note: string;
}

export interface Comment extends CommandFrame {
  /** The text lies in a form version. */
  form: FormRef;
  taskId: string | null;
  /** Persons asked to answer. */
  mentions: string[];
}

export interface CarbonCopy extends CommandFrame {
  persons: string[];
  note: string;
}

export interface SetPriority extends CommandFrame {
  priority: Priority;
  reason: string;
}

export interface RecusePerson extends CommandFrame {
  person: string;
  reason: string;
  basis: string;
}

/** 离职: everything that lies with one person in this case goes to another. */
export interface HandOver extends CommandFrame {
  from: string;
  to: string;
  reason: string;
}

export interface AttachDocument extends CommandFrame {
  taskId: string | null;
  documentId: string;
  kind: string;
}

export interface ReplaceDocument extends AttachDocument {
  replaces: string;
}

export interface DeliverMessage extends CommandFrame {
  message: string;
  facts: Facts;
  form: FormRef | null;
  attachments: string[];
  basis: string | null;
}

export interface MigrateCase extends CommandFrame {
  definitionRef: string;
  definition: ProcessDefinition;
  reason: string;
}

/** Everything that the people of a case can ask of it, by wire name. */
export interface Commands {
  completeTask: CompleteTask;
  claimTask: TaskRefCommand;
  releaseTask: TaskRefCommand;
  transferTask: TransferTask;
  delegateTask: TransferTask;
  addSigner: AddSigner;
  removeSigner: RemoveSigner;
  recallDecision: RecallDecision;
  withdrawCase: CaseReason;
  terminateCase: CaseReason;
  reopenCase: ReopenCase;
  stopClock: StopClock;
  resumeClock: ResumeClock;
  extendDeadline: ExtendDeadline;
  urge: Urge;
  comment: Comment;
  carbonCopy: CarbonCopy;
  setPriority: SetPriority;
  markRead: CommandFrame;
  recusePerson: RecusePerson;
  handOver: HandOver;
  attach: AttachDocument;
  replaceDocument: ReplaceDocument;
  deliverMessage: DeliverMessage;
  migrateCase: MigrateCase;
}

export type CommandName = keyof Commands;

/** What the case's own machinery reports to it. */
export interface Occurrences {
  start: { facts: Facts; actor: Actor; key: string; hash: string };
  tick: Record<string, never>;
  automationDone: { pendingId: string; facts: Facts; data: Record<string, unknown> };
  automationFailed: { pendingId: string; failure: string };
  subcaseStarted: { pendingId: string; caseId: string };
  subcaseEnded: { pendingId: string; result: string; facts: Facts };
  referenceChanged: { referenceRef: string; reference: Reference };
}

export type OccurrenceName = keyof Occurrences;

/** One thing to decide on: a command of a person or an occurrence. */
export type Input =
  | { [N in CommandName]: { name: N; body: Commands[N] } }[CommandName]
  | { [N in OccurrenceName]: { name: N; body: Occurrences[N] } }[OccurrenceName];

/** What an accepted command answers. */
export interface CommandReceipt {
  caseId: string;
  seq: number;
  /** Status and result of the case after the command. */
  status: 'running' | 'ended';
  result: string | null;
  /** Tasks opened by the command. */
  opened: string[];
  /** Hash of the content first sent under this key. */
  hash: string;
}

/** Input of a new case's workflow. */
export interface CaseStart {
  caseId: string;
  header: CaseHeader;
  facts: Facts;
  actor: Actor;
  /** Key and content hash of the submission. */
  key: string;
  hash: string;
  definitionRef: string;
  referenceRef: string;
}
