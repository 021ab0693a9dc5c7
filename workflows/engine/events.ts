/** Role held in an organisation. */
export interface Membership {
  org: string;
  role: string;
}

/** Who acts, as the API established it at the moment of the command. */
export interface Actor {
  kind: 'person' | 'system';
  /** Person id, or the name of the mechanism (`clock`, `engine`, `calendar`). */
  id: string;
  /** The organisation for which the person acts; null for the system. */
  org: string | null;
  /** Memberships that hold at this moment: those of the principal when acting by proxy. */
  memberships: Membership[];
  /** 代理: the person for whom this one acts, and the proxy's id. */
  onBehalfOf?: { id: string; proxyId: string };
  /** Organisations whose cases and tasks this person supervises. */
  supervises?: string[];
}

export const SYSTEM: (name: string) => Actor = (name) => ({ kind: 'system', id: name, org: null, memberships: [] });

export type EntityKind = 'case' | 'facts' | 'scope' | 'passage' | 'result' | 'task' | 'clock' | 'pending';

/**
 * A patch of one entity. `was` holds the values before, `null` when the entity is new; keys absent before are `null` in `was`.
 * A state is the fold of all changes of all events: nothing else alters it.
 */
export interface Change {
  on: EntityKind;
  id: string;
  set: Record<string, unknown>;
  was: Record<string, unknown> | null;
}

export type CaseEventType =
  | 'caseStarted'
  | 'taskCompleted'
  | 'taskClaimed'
  | 'taskReleased'
  | 'taskTransferred'
  | 'taskDelegated'
  | 'signerAdded'
  | 'signerRemoved'
  | 'decisionRecalled'
  | 'caseWithdrawn'
  | 'caseTerminated'
  | 'caseReopened'
  | 'clockStopped'
  | 'clockResumed'
  | 'deadlineExtended'
  | 'clockAlarm'
  | 'urged'
  | 'commented'
  | 'carbonCopied'
  | 'prioritySet'
  | 'readMarked'
  | 'personRecused'
  | 'workHandedOver'
  | 'documentAttached'
  | 'documentReplaced'
  | 'automationCompleted'
  | 'automationFailed'
  | 'messageReceived'
  | 'waitElapsed'
  | 'subcaseStarted'
  | 'subcaseEnded'
  | 'referenceChanged'
  | 'caseMigrated';

/** One accepted command or occurrence: the unit of the statutory record (design.md §7). */
export interface CaseEvent {
  caseId: string;
  /** From 1, without gaps. */
  seq: number;
  type: CaseEventType;
  /** ISO 8601 in UTC. */
  at: string;
  actor: Actor;
  /** What was asked and decided, in the words of the command; references to forms and documents by id and hash. */
  data: Record<string, unknown>;
  /** Legal basis given for the act. */
  basis: string | null;
  /** Idempotency key and hash of the content of the command that caused it; null for the system's own events. */
  command: { key: string; hash: string } | null;
  /** 补录: the moment at which the act really happened, with the evidence; null when recorded as it happened. */
  backdated: { at: string; evidence: string } | null;
  changes: Change[];
}

/** An event as it is stored: chained by hashes of canonical JSON. */
export interface RecordedEvent extends CaseEvent {
  prevHash: string;
  hash: string;
}
