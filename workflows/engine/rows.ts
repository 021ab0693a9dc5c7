import type { CreditMark } from '../domain/credit';
import type { Label, Stage } from '../processes/definition';
import { termOf } from './conditions';
import { seatOf } from './duties';
import { applyChange } from './evolve';
import type { CaseEvent } from './events';
import { stageOf } from './locate';
import { openWithOf, openWorkOf, type CountedTask, type OpenWork } from './open-work';
import type { CaseState, Clock, Priority, Scope, Task } from './state';
import { childrenOf, isLive } from './tasks';

/** Audience keys: a person, a role in an organisation, an organisation. */
export const personKey = (id: string): string => `p:${id}`;
export const roleKey = (org: string, role: string): string => `r:${org}/${role}`;
export const orgKey = (org: string): string => `o:${org}`;

/** Shape of the rows below; it grows when they do, so that a row written before is told from one that was altered. */
export const ROW_SHAPE = 4;

export interface ClockRow {
  id: string;
  limit: string;
  name: Label;
  status: Clock['status'];
  startedAt: number;
  dueAt: number | null;
  dueDay: string | null;
  warnAt: number | null;
  provisional: boolean;
  overdue: boolean;
  stopReason: Clock['stopReason'];
  basis: string;
}

/** One row of the inbox: all that a list shows. */
export interface TaskRow {
  _id: string;
  shape: number;
  caseId: string;
  caseNo: string;
  title: string;
  process: string;
  processName: Label;
  partyOrg: string;
  partyName: string;
  /** Credit of the enterprise when the case began: `CREDIT_KEY` of the header. */
  credit: CreditMark | null;
  leadOrg: string;
  scope: string;
  branch: string | null;
  stage: string;
  stageName: Label;
  kind: Task['kind'];
  status: Task['status'];
  /** Whose 待办 shows it: empty unless it is open. */
  audience: string[];
  /** Recused from the case: whom an open task is not shown to, whatever role they hold. Absent when nobody is. */
  barred?: string[];
  /** 紧急程度 of the case while the task is not closed; absent for what is done and where nothing presses. */
  priority?: Exclude<Priority, 'normal'>;
  /** Persons whose answer it waits for: signers asked, who it was delegated to. Absent without any. */
  asked?: string[];
  assignees: string[];
  pools: { org: string; role: string }[];
  claimedBy: string | null;
  fallback: boolean;
  /** Persons who answered it, for 已办. */
  answeredBy: string[];
  outcome: string | null;
  /** The answer sent the case back. */
  returned: boolean;
  closedFor: string | null;
  openedAt: number;
  closedAt: number | null;
  dueAt: number | null;
  /**
   * The due moment, or the largest safe integer without one: such rows come last. Good credit comes a millisecond earlier, so
   * that it goes first among tasks of the same moment and passes no other.
   */
  sortDue: number;
  dueDay: string | null;
  warnAt: number | null;
  provisional: boolean;
  stopped: boolean;
  overdue: boolean;
  /** Limit of the stage, and why its clock was stopped last; null without one. */
  limit: { key: string; name: Label; stopped: string | null } | null;
  /** Organisations that answer for it, `party` for the applicant's side: whose figures it counts in. */
  orgs: string[];
  urgedAt: number | null;
  urgedCount: number;
  /** Definition on which the case stands: what an answer is checked against. */
  definitionRef: string;
  seq: number;
}

export interface CaseRow {
  _id: string;
  shape: number;
  caseNo: string;
  title: string;
  process: string;
  processName: Label;
  version: number;
  definitionRef: string;
  referenceRef: string;
  partyOrg: string;
  partyName: string;
  leadOrg: string;
  applicant: string;
  keys: Record<string, string>;
  parentCase: string | null;
  status: CaseState['status'];
  result: string | null;
  startedAt: number;
  endedAt: number | null;
  seq: number;
  updatedAt: number;
  /** Where it stands. */
  standing: { scope: string; branch: string | null; stage: string; name: Label }[];
  /** Whose turn it is: organisations, `party` for the applicant's side, `outside` for somebody beyond the system. */
  court: string[];
  /** What is open with authorities, and with which: what the figures of departments are summed from. */
  openWork: OpenWork[];
  openWith: string[];
  clocks: ClockRow[];
  /** The nearest due moment of a running clock. */
  nextDueAt: number | null;
  overdue: boolean;
  stopped: boolean;
  /** Audience keys of who may open the case. */
  readers: string[];
  copied: string[];
  recused: string[];
  /** 紧急程度; absent until somebody set it. */
  priority?: Priority;
}

export interface NotificationRow {
  _id: string;
  audience: string[];
  type:
    | 'taskAssigned'
    | 'taskUrged'
    | 'clockWarning'
    | 'clockOverdue'
    | 'clockReminder'
    | 'caseReturned'
    | 'caseEnded'
    | 'copied'
    | 'mentioned'
    | 'dueMoved'
    | 'objectionReceived';
  caseId: string;
  caseNo: string;
  title: string;
  taskId: string | null;
  at: number;
  params: Record<string, string>;
}

export interface Rows {
  case: CaseRow;
  tasks: TaskRow[];
  notifications: NotificationRow[];
}

/** The read models that an event changes. A function of the states alone, so a rebuild from events gives the same documents. */
export function rowsOf(before: CaseState, event: CaseEvent, after: CaseState): Rows {
  // What the event closed may already have left `after`.
  const full = event.changes.reduce((s, c) => applyChange(s, c), before);
  const clocks = new Set(event.changes.filter((c) => c.on === 'clock').map((c) => c.id));
  const touched = new Set(event.changes.filter((c) => c.on === 'task').map((c) => c.id));
  const migrated = before.definitionRef !== full.definitionRef;
  const recused = before.recused.length !== full.recused.length;
  const pressed = before.priority !== full.priority;
  for (const task of Object.values(full.tasks)) {
    if (
      migrated ||
      (recused && task.status === 'open') ||
      (pressed && isLive(task)) ||
      (task.clock && clocks.has(task.clock))
    ) {
      touched.add(task.id);
    }
  }
  // Whom a task waits for stands in its own row.
  for (const id of [...touched]) {
    const parent = full.tasks[id]?.parent ?? null;
    if (parent !== null) {
      touched.add(parent);
    }
  }
  const tasks = [...touched].flatMap((id) => (full.tasks[id] ? [taskRow(full, full.tasks[id], event.seq)] : []));
  return { case: caseRow(after, event), tasks, notifications: notificationsOf(full, event) };
}

function taskRow(state: CaseState, task: Task, seq: number): TaskRow {
  const scope = state.scopes[task.scope];
  const clock = task.clock ? state.clocks[task.clock] : undefined;
  const { header, definition } = state;
  const credit = creditOf(header.keys);
  const live = isLive(task);
  const asked = live ? askedFor(state, task) : [];
  return {
    _id: task.id,
    shape: ROW_SHAPE,
    caseId: state.caseId,
    caseNo: header.caseNo,
    title: header.title,
    process: definition.code,
    processName: definition.name,
    partyOrg: header.party.org,
    partyName: header.party.name,
    credit,
    leadOrg: header.leadOrg,
    scope: task.scope,
    branch: scope?.branch ?? null,
    ...countedTask(state, task),
    audience: task.status === 'open' ? audienceOf(task) : [],
    ...(task.status === 'open' && state.recused.length > 0 ? { barred: state.recused } : {}),
    ...(live && state.priority && state.priority !== 'normal' ? { priority: state.priority } : {}),
    ...(asked.length > 0 ? { asked } : {}),
    assignees: task.assignees,
    pools: task.pools,
    claimedBy: task.claimedBy,
    fallback: task.fallback,
    answeredBy: task.answer ? [...new Set([task.answer.person, task.answer.by])] : [],
    outcome: task.answer?.outcome ?? null,
    returned: scope !== undefined && isReturn(stageOf(state, scope, task.stage), task),
    closedFor: task.closedFor,
    sortDue: (clock?.dueAt ?? Number.MAX_SAFE_INTEGER) - (credit === 'good' ? 1 : 0),
    provisional: clock?.provisional ?? false,
    overdue: clock?.overdueAt !== null && clock?.overdueAt !== undefined,
    limit: clock
      ? { key: clock.limit, name: clock.rule.name, stopped: clock.stopReason?.basis ?? clock.stopReason?.code ?? null }
      : null,
    urgedAt: task.urged?.at ?? null,
    urgedCount: task.urged?.count ?? 0,
    definitionRef: state.definitionRef,
    seq,
  };
}

/** The part of a row that figures rest on. */
function countedTask(state: CaseState, task: Task): CountedTask {
  const scope = state.scopes[task.scope];
  const clock = task.clock ? state.clocks[task.clock] : undefined;
  return {
    orgs: orgsOf(state, task),
    kind: task.kind,
    status: task.status,
    stage: task.stage,
    stageName: scope ? stageOf(state, scope, task.stage).name : { zh: task.stage, en: task.stage },
    openedAt: task.openedAt,
    closedAt: task.closedAt,
    dueAt: clock?.dueAt ?? null,
    dueDay: clock?.dueDay ?? null,
    warnAt: clock?.warnAt ?? null,
    stopped: clock?.status === 'stopped',
  };
}

/** Who was asked by name and has not answered: 加签, 委派. */
function askedFor(state: CaseState, task: Task): string[] {
  const serving = childrenOf(state, task.id).filter(isLive);
  return [...new Set(serving.flatMap((t) => (t.claimedBy === null ? t.assignees : [t.claimedBy])))];
}

/** Business key of a header under which the credit of the enterprise stands, if it has a mark. */
export const CREDIT_KEY = 'credit';

function creditOf(keys: Record<string, string>): CreditMark | null {
  const mark = keys[CREDIT_KEY];
  return mark === 'good' || mark === 'listed' ? mark : null;
}

export function audienceOf(task: Task): string[] {
  if (task.claimedBy !== null) {
    return [personKey(task.claimedBy)];
  }
  return task.assignees.length > 0 ? task.assignees.map(personKey) : task.pools.map((p) => roleKey(p.org, p.role));
}

function caseRow(state: CaseState, event: CaseEvent): CaseRow {
  const { header, definition } = state;
  const clocks = Object.values(state.clocks).map(clockRow);
  const running = clocks.filter((c) => c.status === 'running' && c.dueAt !== null);
  const openWork = openWorkOf(
    Object.values(state.tasks)
      .filter(isLive)
      .map((task) => countedTask(state, task)),
  );
  return {
    _id: state.caseId,
    shape: ROW_SHAPE,
    caseNo: header.caseNo,
    title: header.title,
    process: definition.code,
    processName: definition.name,
    version: definition.version,
    definitionRef: state.definitionRef,
    referenceRef: state.referenceRef,
    partyOrg: header.party.org,
    partyName: header.party.name,
    leadOrg: header.leadOrg,
    applicant: header.applicant,
    keys: header.keys,
    parentCase: header.parent?.caseId ?? null,
    status: state.status,
    result: state.result,
    startedAt: state.startedAt,
    endedAt: state.endedAt,
    seq: state.seq,
    updatedAt: Date.parse(event.at),
    standing: activeScopes(state).map((s) => ({
      scope: s.id,
      branch: s.branch,
      stage: s.stage,
      name: stageOf(state, s).name,
    })),
    court: courtOf(state),
    openWork,
    openWith: openWithOf(openWork),
    clocks,
    nextDueAt: running.length > 0 ? Math.min(...running.map((c) => c.dueAt ?? 0)) : null,
    overdue: clocks.some((c) => c.overdue && (c.status === 'running' || c.status === 'stopped')),
    stopped: clocks.some((c) => c.status === 'stopped'),
    readers: [
      ...new Set([
        orgKey(header.leadOrg),
        orgKey(header.party.org),
        personKey(header.applicant),
        ...state.involved,
        ...state.copied.map(personKey),
      ]),
    ],
    copied: state.copied,
    recused: state.recused,
    ...(state.priority ? { priority: state.priority } : {}),
  };
}

export function clockRow(clock: Clock): ClockRow {
  return {
    id: clock.id,
    limit: clock.limit,
    name: clock.rule.name,
    status: clock.status,
    startedAt: clock.history.startedAt,
    dueAt: clock.dueAt,
    dueDay: clock.dueDay,
    warnAt: clock.warnAt,
    provisional: clock.provisional,
    overdue: clock.overdueAt !== null,
    stopReason: clock.stopReason,
    basis: clock.rule.legalBasis,
  };
}

/** Scopes in which something is going on, blocks themselves left out: their branches stand for them. */
function activeScopes(state: CaseState): Scope[] {
  return Object.values(state.scopes).filter(
    (s) => s.status === 'active' && stageOf(state, s).kind !== 'parallel' && stageOf(state, s).kind !== 'end',
  );
}

/** Whose turn a task is: the organisations of its pools, the applicant's side, or the department of its branch. */
function orgsOf(state: CaseState, task: Task): string[] {
  if (task.pools.length > 0) {
    return [...new Set(task.pools.map((p) => p.org))];
  }
  const seat = seatOf(state, state.scopes[task.scope]);
  return task.assignees.includes(state.header.applicant) ? ['party'] : [seat?.branch ?? state.header.leadOrg];
}

function isReturn(stage: Stage, task: Task): boolean {
  return stage.kind === 'task' && stage.outcomes.some((o) => o.code === task.answer?.outcome && o.kind === 'return');
}

function courtOf(state: CaseState): string[] {
  const open = Object.values(state.tasks).filter((t) => t.status === 'open');
  const ofTasks = open.flatMap((t) => orgsOf(state, t));
  const waits = Object.values(state.pending).some((p) => p.status === 'open' && p.kind !== 'auto');
  return [...new Set([...ofTasks, ...(waits ? ['outside'] : [])])];
}

function notificationsOf(state: CaseState, event: CaseEvent): NotificationRow[] {
  const rows: Omit<NotificationRow, '_id' | 'caseId' | 'caseNo' | 'title' | 'at'>[] = [];
  for (const change of event.changes) {
    const task = change.on === 'task' ? state.tasks[change.id] : undefined;
    const opened =
      change.was === null || ('status' in change.set && change.was?.['status'] !== 'open') || 'assignees' in change.set;
    if (task?.status === 'open' && opened) {
      rows.push({ audience: audienceOf(task), type: 'taskAssigned', taskId: task.id, params: { stage: task.stage } });
    }
  }
  if (event.type === 'urged') {
    const task = state.tasks[String(event.data['taskId'])];
    rows.push({
      audience: task ? audienceOf(task) : [],
      type: 'taskUrged',
      taskId: task?.id ?? null,
      params: { note: String(event.data['note']) },
    });
  }
  if (event.type === 'clockAlarm') {
    for (const { clock, alarm } of event.data['rung'] as {
      clock: string;
      alarm: 'warning' | 'overdue' | 'reminder';
    }[]) {
      rows.push(...alarmRows(state, clock, alarm));
    }
  }
  if (event.type === 'carbonCopied') {
    rows.push({
      audience: (event.data['persons'] as string[]).map(personKey),
      type: 'copied',
      taskId: null,
      params: { note: String(event.data['note']) },
    });
  }
  if (event.type === 'commented' && (event.data['mentions'] as string[]).length > 0) {
    rows.push({
      audience: (event.data['mentions'] as string[]).map(personKey),
      type: 'mentioned',
      taskId: null,
      params: {},
    });
  }
  if (event.type === 'referenceChanged' && (event.data['moved'] as unknown[]).length > 0) {
    rows.push({
      audience: [orgKey(state.header.leadOrg), personKey(state.header.applicant)],
      type: 'dueMoved',
      taskId: null,
      params: {},
    });
  }
  if (event.changes.some((c) => c.on === 'case' && c.set['status'] === 'ended')) {
    rows.push({
      audience: [personKey(state.header.applicant), orgKey(state.header.leadOrg)],
      type: 'caseEnded',
      taskId: null,
      params: { result: state.result ?? '' },
    });
  }
  return rows
    .filter((row) => row.audience.length > 0)
    .map((row, n) => ({
      _id: `${state.caseId}:${event.seq}:${n}`,
      caseId: state.caseId,
      caseNo: state.header.caseNo,
      title: state.header.title,
      at: Date.parse(event.at),
      ...row,
    }));
}

/** A warning goes to who must act; what is overdue goes to their supervisors as well. */
function alarmRows(
  state: CaseState,
  clockId: string,
  alarm: 'warning' | 'overdue' | 'reminder',
): Omit<NotificationRow, '_id' | 'caseId' | 'caseNo' | 'title' | 'at'>[] {
  const clock = state.clocks[clockId];
  const type = alarm === 'warning' ? 'clockWarning' : alarm === 'overdue' ? 'clockOverdue' : 'clockReminder';
  const tasks = Object.values(state.tasks).filter(
    (t) => t.status === 'open' && (clock?.stage === null || t.clock === clockId),
  );
  const { org, role } = state.definition.supervisor;
  // Who the definition names oversees also what lies with the applicant, such as a condition that a department set.
  const overseer = termOf(org, state, clock?.scope ?? 'root') || state.header.leadOrg;
  const superiors =
    alarm === 'warning'
      ? []
      : [...tasks.flatMap((t) => t.pools.map((p) => p.org)), overseer, state.header.leadOrg].map((unit) =>
          roleKey(unit, role),
        );
  const audience = [...new Set([...tasks.flatMap(audienceOf), ...superiors])];
  return [
    {
      audience,
      type,
      taskId: tasks[0]?.id ?? null,
      params: { limit: clock?.limit ?? '', name: clock?.rule.name.zh ?? '', dueDay: clock?.dueDay ?? '' },
    },
  ];
}
