/**
 * Vocabulary of process definitions (design.md §3). A definition is plain JSON: it travels as workflow input, is stored,
 * compared and shown as it is. Codes are English, names are data in both languages.
 */

/** A name in both languages of the product. */
export interface Label {
  zh: string;
  en: string;
}

/** A value that a case may decide on. Never bulk or personal data: ids, numbers, flags and short lists of codes. */
export type FactValue = string | number | boolean | null | string[];
export type Facts = Record<string, FactValue>;

export type FactType = 'string' | 'number' | 'boolean' | 'strings';

export interface FactDeclaration {
  type: FactType;
  name: Label;
  /** Where the fact comes from: the start of the case, a form, or an activity's result. */
  from: 'start' | 'form' | 'auto' | 'engine';
}

/**
 * Reads facts. A name is looked up in the scope first, then in the enclosing scopes, then in the case.
 * `branches` asks about one fact across all members of the block that last ended under that key.
 */
export type Condition =
  | { fact: string; is: FactValue }
  | { fact: string; in: (string | number)[] }
  | { fact: string; includes: string }
  | { fact: string; atLeast: number }
  | { fact: string; below: number }
  | { branches: string; fact: string; some: FactValue }
  | { branches: string; fact: string; every: FactValue }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

/** `$name` is the value of that fact in the current scope (for instance the organisation of a branch), anything else is itself. */
export type Term = string;

/** Who may do a task. People hold roles in organisations; `person` names one by a fact (the applicant, the returner). */
export type Assignment = { org: Term; role: string } | { person: Term } | { roles: { org: Term; role: string }[] };

/** How the signatures of a task's signers become one outcome. */
export type SigningPolicy =
  | { kind: 'single' }
  /** 会签: everybody; the first outcome listed in `breaks` ends it at once (a return, an objection). */
  | { kind: 'all'; breaks?: string[] }
  /** 或签: the first answer counts. */
  | { kind: 'any' }
  /** 顺序会签: one after the other, in the order of the assignment. */
  | { kind: 'sequential'; breaks?: string[] }
  /** 票签. Weights by person id or role, default 1. A veto holder's `vetoOutcome` decides alone. */
  | {
      kind: 'vote';
      /** Least number of votes cast, abstentions not counted, for the vote to be valid. */
      quorum: number;
      /** Share of the cast weight that an outcome needs, strictly more than; 0.5 is a simple majority. */
      threshold: number;
      weights?: Record<string, number>;
      vetoRoles?: string[];
      vetoOutcome?: string;
      abstainOutcome?: string;
      /** The outcome when no other reaches the threshold or the quorum is missed. */
      tieOutcome: string;
    };

/** A day given with an answer: not before as many days from now as a limit says, or not before the day that a fact names. */
export interface DayDemand {
  fact: string;
  notBefore: { limit: string } | { fact: string };
  basis: string;
}

/** What an outcome demands of who gives it. */
export interface OutcomeDemand {
  /** The opinion text must not be empty. */
  opinion?: boolean;
  /** At least one condition with owner, due date and check point. */
  conditions?: boolean;
  /** At least one attached document. */
  attachment?: boolean;
  /** Fields of the task's form that must be filled for this outcome. */
  fields?: string[];
  /** Days among the facts that the answer brings, and how early they may be. */
  days?: DayDemand[];
  /** Another person of the same assignment confirms before it counts (two officers). */
  secondPerson?: boolean;
}

export interface Outcome {
  code: string;
  name: Label;
  /** The next stage in the same machine, or a stage of an enclosing scope (then it is a return that leaves the block). */
  to: string;
  /** A return 退回 goes to an earlier stage; the opinion of who returns is always demanded. */
  kind?: 'forward' | 'return';
  /** Facts written into the scope when this outcome is reached. */
  set?: Facts;
  /** Facts taken from the answer's facts, by name: the only ones an answer may write. */
  take?: string[];
  demands?: OutcomeDemand;
  /** After a return: walk the stages again (default) or come straight back to who returned. */
  afterReturn?: 'walk' | 'back';
  /** Only when this holds is the outcome offered. */
  when?: Condition;
  /** Tone in lists and on buttons. */
  tone?: 'positive' | 'neutral' | 'negative';
}

/** Clock effects of a stage, by limit key (see `LimitRule`). */
export interface ClockEffects {
  /** Started on entry and met on leaving the stage. */
  own?: string;
  /** Case clocks started on entry. */
  start?: string[];
  /** Case clocks stopped while this stage is active: limit key and the legal basis of the stop. */
  stop?: { limit: string; reason: Label; basis: string }[];
  /** Case clocks met on entry of this stage. */
  meet?: string[];
  /** For `own` and `start`: where the law counts from, or to, if not from the moment of entry for as long as the limit says. */
  counting?: Counting;
}

export interface Counting {
  /** From when a stage was entered last, or from the local day that a fact names. */
  from?: { stage: string } | { fact: string };
  /** To the local day that a fact names, whatever the amount of the limit. */
  until?: { fact: string };
}

interface StageBase {
  code: string;
  name: Label;
  /** Clauses that this stage rests on. */
  basis?: string[];
  clocks?: ClockEffects;
}

export interface TaskStage extends StageBase {
  kind: 'task';
  assignment: Assignment;
  policy: SigningPolicy;
  /** Form that may be edited in this stage. */
  form?: string;
  outcomes: Outcome[];
  /** Outcome given by the system at the due moment: only where the law says so; never an approval. Needs `basis`. */
  onDue?: { outcome: string; basis: string };
  /** Stages of the same machine or an enclosing one whose actors may not act here: drafter ≠ approver. */
  notSameAs?: string[];
  /** The applicant's side sees this stage before the end. */
  visibleToParty?: boolean;
  /** 撤回: who decided may take the decision back until the next person has acted. Default true. */
  recallable?: boolean;
}

/** A machine of stages with one start. The process is one; each branch of a parallel block is one. */
export interface Machine {
  start: string;
  stages: Stage[];
}

export interface ParallelStage extends StageBase {
  kind: 'parallel';
  /** `each`: one branch per member of a list fact, all with the same machine; the member is the fact `as` of its branch scope. */
  branches:
    | { each: { fact: string; as: string; machine: Machine } }
    | { fixed: { key: string; name: Label; machine: Machine }[] };
  join: { kind: 'all' } | { kind: 'any' } | { kind: 'quorum'; of: number };
  /** What a return that leaves the block does to the siblings' work. */
  siblings: 'keep' | 'redo' | 'cancel';
  /** On entering again: the members of this list fact only; results of the others stay. Absent: all branches anew. */
  redoOnly?: string;
  to: string;
}

export interface AutoStage extends StageBase {
  kind: 'auto';
  /** Key of an activity in `automations`. */
  activity: string;
  retry?: { maximumAttempts?: number; initialIntervalMs?: number; maximumIntervalMs?: number };
  /** Facts that the activity's result may write. */
  take?: string[];
  /** The activity takes no time of the case: what follows counts from when the stage was entered. */
  countsFromEntry?: boolean;
  to: string;
  /** Where to go when the activity failed for good; absent: it is retried for ever and shown to operators. */
  onFailure?: string;
}

export interface DecisionRow {
  when: Condition;
  /** For `first`: the next stage. */
  to?: string;
  /** For `collect`: members added to the list fact `into`. */
  add?: string[];
  /** For `collect`: adds the members of a block that ended, all of them or those whose `fact` is as named (departments that object). */
  addMembersOf?: { block: string; fact?: string; is?: FactValue };
  set?: Facts;
  basis: string;
}

export interface ChooseStage extends StageBase {
  kind: 'choose';
  hit: 'first' | 'collect';
  rows: DecisionRow[];
  /** For `collect`: the list fact that gets the members, in the order of the rows, without doubles. */
  into?: string;
  /** Next stage when no row fits (`first`), or always (`collect`). */
  to: string;
}

export interface WaitStage extends StageBase {
  kind: 'wait';
  /** `until` beside a message: the wait also ends at the moment of that fact, and goes on there. */
  for: { message: string; take?: string[]; until?: { fact: string; to: string } } | { until: { fact: string } };
  /** Who may report the message. Absent: who works on the case for the leading organisation, its supervisor, or the applicant. */
  by?: Assignment[];
  to: string;
  /** Where to go when the limit in `clocks.own` runs out; absent: only reminders. */
  onDue?: { to: string; basis: string };
}

export interface SubcaseStage extends StageBase {
  kind: 'subcase';
  process: string;
  mode: 'awaited' | 'detached';
  /** Facts handed over: name in the subcase ← name here. */
  pass?: Record<string, string>;
  /** Facts taken back when it has ended: name here ← name there. */
  take?: Record<string, string>;
  to: string;
}

export interface EndStage extends StageBase {
  kind: 'end';
  result: string;
  /** Facts written into the enclosing scope under the branch's key (branches), or into the case (process). */
  tone?: 'positive' | 'neutral' | 'negative';
}

export type Stage = TaskStage | ParallelStage | AutoStage | ChooseStage | WaitStage | SubcaseStage | EndStage;

/** A question of the review matrix, as the definition was published with it. */
export interface FormQuestion {
  code: string;
  name: Label;
  /** Codes of the departments that answer it, each for itself. */
  departments: string[];
  basis: string;
}

export interface FormField {
  key: string;
  name: Label;
  type:
    | 'text'
    | 'longText'
    | 'number'
    | 'date'
    | 'boolean'
    | 'choice'
    | 'conditions'
    | 'points'
    | 'attendance'
    | 'findings'
    | 'documents';
  required?: boolean;
  choices?: { code: string; name: Label }[];
  /** For `findings`: what is asked, and of whom; a department sees and answers its own. */
  questions?: FormQuestion[];
  help?: Label;
  basis?: string;
}

export interface FormDefinition {
  key: string;
  name: Label;
  /** Holds particulars of people outside: read by the leading organisation only. */
  confidential?: boolean;
  fields: FormField[];
}

export interface ProcessDefinition {
  code: string;
  /** Case numbers begin with it, for instance `LS` in `LS-2026-000012`. */
  numberPrefix: string;
  version: number;
  name: Label;
  /** Local dates `YYYY-MM-DD`; `effectiveTo` is the last day, null while open. */
  effectiveFrom: string;
  effectiveTo: string | null;
  legalBasis: string[];
  facts: Record<string, FactDeclaration>;
  forms: FormDefinition[];
  /** Keys of the limits used by clocks. */
  limits: string[];
  machine: Machine;
  /** Result of a case that its applicant withdrew 撤件 and that was voided 作废; withdrawal is refused in the stages listed. */
  withdrawal: { allowed: boolean; by: Assignment; notIn: string[]; basis: string };
  /** Who gets tasks for which nobody can be found, per organisation; also may terminate, transfer, reopen. */
  supervisor: { org: Term; role: string };
}
