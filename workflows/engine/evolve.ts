import type { ProcessDefinition } from '../processes/definition';
import type { CaseEvent, Change, EntityKind } from './events';
import type { CaseHeader, CaseState, Recallable, Reference, Undo } from './state';

/** Snapshots that a state points to by hash. */
export interface Library {
  definitions: Record<string, ProcessDefinition>;
  references: Record<string, Reference>;
}

/** Everything a case starts from; with the events it gives the state back. */
export interface CaseOrigin {
  caseId: string;
  header: CaseHeader;
  definitionRef: string;
  referenceRef: string;
  startedAt: number;
}

/** Decisions that stay recallable at the same time; an older one is past recall. */
const UNDO_DEPTH = 20;

const MAPS = {
  facts: 'facts',
  scope: 'scopes',
  passage: 'passages',
  result: 'results',
  task: 'tasks',
  clock: 'clocks',
  pending: 'pending',
} as const satisfies Record<Exclude<EntityKind, 'case'>, keyof CaseState>;

/** The state before the first event. @throws when a snapshot is missing from the library. */
export function originOf(origin: CaseOrigin, library: Library): CaseState {
  return {
    v: 1,
    caseId: origin.caseId,
    header: origin.header,
    definitionRef: origin.definitionRef,
    referenceRef: origin.referenceRef,
    definition: look(library.definitions, origin.definitionRef),
    reference: look(library.references, origin.referenceRef),
    status: 'running',
    result: null,
    startedAt: origin.startedAt,
    endedAt: null,
    seq: 0,
    counter: 0,
    recused: [],
    involved: [],
    seats: {},
    copied: [],
    scopes: {},
    facts: {},
    passages: {},
    results: {},
    tasks: {},
    clocks: {},
    pending: {},
    undo: [],
    lastActor: null,
  };
}

/**
 * The only function that changes a state: applies an event's changes, then keeps the list of recallable decisions and lets go of
 * what no later command can need, so that a case of thousands of operations stays small.
 * @throws when the event is not the next one.
 */
export function evolve(state: CaseState, event: CaseEvent, library: Library): CaseState {
  if (event.seq !== state.seq + 1) {
    throw new Error(`event ${event.seq} of ${event.caseId} does not follow ${state.seq}`);
  }
  let next = event.changes.reduce((s, change) => applyChange(s, change), state);
  next = {
    ...next,
    seq: event.seq,
    involved: widen(next.involved, event),
    undo: keepUndo(next, event),
    lastActor: { kind: event.actor.kind, id: event.actor.id, org: event.actor.org },
  };
  if (next.definitionRef !== state.definitionRef) {
    next.definition = look(library.definitions, next.definitionRef);
  }
  if (next.referenceRef !== state.referenceRef) {
    next.reference = look(library.references, next.referenceRef);
  }
  return prune(next);
}

/** Applies one patch without touching the given state. */
export function applyChange(state: CaseState, change: Change): CaseState {
  if (change.on === 'case') {
    return { ...state, ...change.set };
  }
  const key = MAPS[change.on];
  const map = state[key] as Record<string, object>;
  return { ...state, [key]: { ...map, [change.id]: { ...map[change.id], ...change.set } } };
}

/** The entity that a change patches, or undefined when it is new. */
export function entityOf(state: CaseState, on: EntityKind, id: string): Record<string, unknown> | undefined {
  return (on === 'case' ? state : state[MAPS[on]][id]) as Record<string, unknown> | undefined;
}

/** Organisations of pools and persons named in tasks. */
function widen(involved: string[], event: CaseEvent): string[] {
  const keys = event.changes
    .filter((c) => c.on === 'task')
    .flatMap((c) => [
      ...((c.set['pools'] ?? []) as { org: string }[]).map((p) => `o:${p.org}`),
      ...((c.set['assignees'] ?? []) as string[]).map((p) => `p:${p}`),
    ]);
  const fresh = [...new Set(keys)].filter((key) => !involved.includes(key));
  return fresh.length > 0 ? [...involved, ...fresh] : involved;
}

/** A decision can be recalled until somebody acts on what it led to, or the scopes in which it was given move on. */
function keepUndo(state: CaseState, event: CaseEvent): Undo[] {
  // A reminder, of the clock or of a person, does not end the time for recalling.
  const harmless =
    event.type === 'urged' || (event.type === 'clockAlarm' && event.changes.every((c) => c.on === 'clock'));
  const touched = new Set(event.changes.map((c) => `${c.on}:${c.id}`));
  // What happens to the signers who serve a task happens to the task, though it may look the same.
  for (const c of event.changes.filter((x) => x.on === 'task')) {
    for (let id = state.tasks[c.id]?.parent ?? null; id !== null; id = state.tasks[id]?.parent ?? null) {
      touched.add(`task:${id}`);
    }
  }
  const answeredIn = event.type === 'taskCompleted' ? event.data['scope'] : null;
  const overtaken = (undo: Undo): boolean =>
    undo.inverse.some((c) => c.on !== 'case' && touched.has(`${c.on}:${c.id}`)) ||
    outwards(state, state.tasks[undo.taskId]?.scope ?? null).some(
      (id) => id === answeredIn || touched.has(`scope:${id}`),
    );
  const kept = harmless ? state.undo : state.undo.filter((undo) => !overtaken(undo));
  const own = event.data['recallable'] as Recallable | undefined;
  return own ? [...kept, { ...own, seq: event.seq, inverse: inverseOf(event.changes) }].slice(-UNDO_DEPTH) : kept;
}

/** The changes that take back an event's own; what it created is known by `was: null`. */
function inverseOf(changes: readonly Change[]): Change[] {
  return changes
    .filter((c) => c.on !== 'case')
    .map((c) => ({ on: c.on, id: c.id, set: c.was ?? {}, was: c.was === null ? null : {} }));
}

/** A scope and those around it. */
function outwards(state: CaseState, scope: string | null): string[] {
  return scope === null ? [] : [scope, ...outwards(state, state.scopes[scope]?.parent ?? null)];
}

/** A closed task, an ended scope or clock leaves the working state once its visit is over and no recall can bring it back. */
function prune(state: CaseState): CaseState {
  const held = new Set(state.undo.flatMap((u) => u.inverse.map((c) => `${c.on}:${c.id}`)));
  // A recall brings back a whole visit: what others had signed in it before counts again.
  const heldVisits = new Set(
    state.undo.flatMap((u) =>
      u.inverse.flatMap((c) => (c.on === 'scope' && 'visit' in c.set ? [`${c.id}|${c.set['visit'] as number}`] : [])),
    ),
  );
  const alive = (id: string): boolean => {
    const scope = state.scopes[id];
    if (!scope || held.has(`scope:${id}`)) {
      return scope !== undefined;
    }
    if (scope.parent === null) {
      return true;
    }
    const parent = state.scopes[scope.parent];
    return parent !== undefined && parent.stage === scope.block && parent.visit === scope.blockVisit
      ? alive(scope.parent)
      : scope.status === 'suspended';
  };
  const gone = Object.keys(state.scopes).filter((id) => !alive(id));
  const closed = (status: string): boolean => status === 'done' || status === 'cancelled';
  const lost = new Set(gone);
  const tasks = Object.values(state.tasks).filter((t) => {
    const scope = state.scopes[t.scope];
    const over = lost.has(t.scope) || scope === undefined || scope.visit !== t.visit || scope.status === 'ended';
    // A signer taken away leaves at once: who is asked and let go a thousand times must not fill the case.
    const letGo = t.kind !== 'stage' && t.status === 'cancelled';
    return closed(t.status) && (over || letGo) && !held.has(`task:${t.id}`) && !heldVisits.has(`${t.scope}|${t.visit}`);
  });
  const clocks = Object.values(state.clocks).filter(
    (c) =>
      c.stage !== null &&
      ['met', 'missed', 'cancelled'].includes(c.status) &&
      !held.has(`clock:${c.id}`) &&
      state.scopes[c.scope]?.visit !== c.visit,
  );
  const pending = Object.values(state.pending).filter((p) => p.status !== 'open' && !held.has(`pending:${p.id}`));
  if (gone.length + tasks.length + clocks.length + pending.length === 0) {
    return state;
  }
  const belongsToGone = (entity: { scope: string }): boolean => lost.has(entity.scope);
  return {
    ...state,
    scopes: without(state.scopes, gone),
    facts: without(state.facts, gone),
    passages: without(state.passages, keysWhere(state.passages, belongsToGone)),
    results: without(state.results, keysWhere(state.results, belongsToGone)),
    tasks: without(
      state.tasks,
      tasks.map((t) => t.id),
    ),
    clocks: without(
      state.clocks,
      clocks.map((c) => c.id),
    ),
    pending: without(
      state.pending,
      pending.map((p) => p.id),
    ),
  };
}

function keysWhere<T>(map: Record<string, T>, test: (value: T) => boolean): string[] {
  return Object.entries(map)
    .filter(([, value]) => test(value))
    .map(([key]) => key);
}

function without<T>(map: Record<string, T>, ids: string[]): Record<string, T> {
  if (ids.length === 0) {
    return map;
  }
  const rest = { ...map };
  for (const id of ids) {
    delete rest[id];
  }
  return rest;
}

function look<T>(map: Record<string, T>, ref: string): T {
  const found = map[ref];
  if (found === undefined) {
    throw new Error(`snapshot ${ref} is not in the library`);
  }
  return found;
}
