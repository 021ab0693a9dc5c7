import { addDays, daysBetween, isDay, localDay, startOfDay, HOUR_MS } from '../domain/calendar';
import { dueOf } from '../domain/clock';
import { pickRule, versionOn } from '../domain/effective';
import type { LimitRule } from '../domain/limit';
import type { ClockEffects, Counting } from '../processes/definition';
import type { Draft } from './draft';
import { must } from './draft';
import type { CaseState, Clock, Scope } from './state';

/** Reminders after the due moment come at this local hour. */
const REMINDER_HOUR = 9;

/** Holder and reason of the clocks of a branch that rests. */
export const REST = 'rest';
export const RESTING = { code: REST, basis: 'siblings: keep', note: null };

/**
 * Starts a clock under the rule in force on the day from which it counts; the day of the start is not counted. Returns its id.
 */
export function startClock(
  d: Draft,
  limit: string,
  scope: Scope,
  stage: { code: string; visit: number } | null,
  counting?: Counting,
): string {
  const startedAt = startOf(d, scope, counting?.from);
  const picked = pickRule(d.state.reference.limits, limit, localDay(startedAt));
  const named = counting?.until ? d.factsIn(scope.id)[counting.until.fact] : null;
  const endsOn = isDay(named) ? named : null;
  const rule = upTo(endsOn, startedAt, picked);
  const id = stage ? `${scope.id}|${stage.code}|${stage.visit}` : limit;
  const existing = d.state.clocks[id];
  if (existing && existing.status !== 'cancelled') {
    return id;
  }
  const fresh: Clock = {
    id,
    limit,
    rule,
    endsOn,
    scope: scope.id,
    stage: stage?.code ?? null,
    visit: stage?.visit ?? null,
    status: 'running',
    history: { startedAt, stops: [], extensions: [] },
    holders: [],
    stopReason: null,
    dueAt: null,
    dueDay: null,
    warnAt: null,
    provisional: false,
    warnedAt: null,
    overdueAt: null,
    remindAt: null,
    endedAt: null,
  };
  d.setClock(id, { ...fresh, ...dueFields(fresh, d.state, d.now) });
  return id;
}

function startOf(d: Draft, scope: Scope, from: Counting['from']): number {
  if (from && 'stage' in from) {
    return d.state.passages[`${scope.id}|${from.stage}`]?.enteredAt ?? d.moment;
  }
  const day = from ? d.factsIn(scope.id)[from.fact] : null;
  // A day that is not reached yet is a slip of the pen: the clock then counts from now.
  return isDay(day) && startOfDay(day) <= d.now ? startOfDay(day) : d.moment;
}

/** A limit that ends on a named day is as many days long; one that is past already ends today. */
function upTo(endsOn: string | null, startedAt: number, rule: LimitRule): LimitRule {
  return endsOn === null
    ? rule
    : { ...rule, unit: 'NATURAL_DAY', amount: Math.max(0, daysBetween(localDay(startedAt), endsOn)) };
}

/** Recomputes what follows from a clock's history; a later due moment takes back a warning given too early. */
export function dueFields(
  clock: Clock,
  state: Pick<CaseState, 'reference'>,
  now: number,
): Pick<Clock, 'dueAt' | 'dueDay' | 'warnAt' | 'provisional' | 'warnedAt' | 'overdueAt' | 'remindAt'> {
  const due = dueOf(clock.rule, clock.history, state.reference.calendars, now);
  const overdue = due.dueAt !== null && now > due.dueAt;
  // A clock that stood still while overdue is reminded of again.
  const remindAt = clock.overdueAt === null ? null : (clock.remindAt ?? nextReminder(now));
  return {
    dueAt: due.dueAt,
    dueDay: due.dueDay,
    warnAt: due.warnAt,
    provisional: due.provisional,
    warnedAt: due.warnAt === null || now >= due.warnAt ? clock.warnedAt : null,
    overdueAt: due.dueAt === null || overdue ? clock.overdueAt : null,
    remindAt: overdue ? remindAt : null,
  };
}

export function stopClock(
  d: Draft,
  id: string,
  holder: string,
  reason: { code: string; basis: string; note: string | null },
): void {
  const clock = must(d.state.clocks[id], `clock ${id}`);
  if (clock.status !== 'running' && clock.status !== 'stopped') {
    return;
  }
  const history =
    clock.status === 'running'
      ? { ...clock.history, stops: [...clock.history.stops, { from: d.moment, to: null }] }
      : clock.history;
  const stopped: Clock = {
    ...clock,
    history,
    status: 'stopped',
    stopReason: reason,
    holders: [...clock.holders, holder],
  };
  d.setClock(id, {
    history,
    status: 'stopped',
    stopReason: reason,
    holders: stopped.holders,
    ...dueFields(stopped, d.state, d.now),
  });
}

export function resumeClock(d: Draft, id: string, holder: string): void {
  const clock = d.state.clocks[id];
  if (!clock || clock.status !== 'stopped' || !clock.holders.includes(holder)) {
    return;
  }
  const holders = clock.holders.filter((h) => h !== holder);
  if (holders.length > 0) {
    d.setClock(id, { holders });
    return;
  }
  const stops = clock.history.stops.map((s) => (s.to === null ? { ...s, to: d.moment } : s));
  const running: Clock = { ...clock, status: 'running', holders, history: { ...clock.history, stops } };
  d.setClock(id, { status: 'running', holders, history: running.history, ...dueFields(running, d.state, d.now) });
}

export function extendClock(d: Draft, id: string, more: number): void {
  const clock = must(d.state.clocks[id], `clock ${id}`);
  const history = { ...clock.history, extensions: [...clock.history.extensions, more] };
  d.setClock(id, { history, ...dueFields({ ...clock, history }, d.state, d.now) });
}

/** Ends a clock: past its due moment it was missed, however its stage was left; else it was met, or lapsed. */
export function endClock(d: Draft, id: string, how: 'acted' | 'cancelled'): void {
  const clock = d.state.clocks[id];
  if (!clock || (clock.status !== 'running' && clock.status !== 'stopped')) {
    return;
  }
  const late = clock.overdueAt !== null || (clock.dueAt !== null && d.moment > clock.dueAt);
  const status = late ? 'missed' : how === 'cancelled' ? 'cancelled' : 'met';
  const stops = clock.history.stops.map((s) => (s.to === null ? { ...s, to: d.now } : s));
  d.setClock(id, { status, endedAt: d.now, holders: [], remindAt: null, history: { ...clock.history, stops } });
}

/** Clock effects of entering a stage; returns the id of the stage's own clock. */
export function applyOnEntry(
  d: Draft,
  scope: Scope,
  stage: { code: string; visit: number },
  effects: ClockEffects | undefined,
): string | null {
  const root = must(d.state.scopes['root'], 'root scope');
  for (const limit of effects?.meet ?? []) {
    endClock(d, limit, 'acted');
  }
  for (const limit of effects?.start ?? []) {
    startClock(d, limit, root, null, effects?.counting);
  }
  const own = effects?.own ? startClock(d, effects.own, scope, stage, effects.counting) : null;
  if (d.scope(scope.id).status === 'suspended') {
    // Reached while the branch rests (a wait ran out): its time begins when the branch wakes.
    if (own) {
      stopClock(d, own, REST, RESTING);
    }
  } else {
    takeStops(d, { ...scope, stage: stage.code, visit: stage.visit }, effects);
  }
  return own;
}

/** Stops the case clocks that the stage in which a scope stands holds. */
export function takeStops(d: Draft, scope: Scope, effects: ClockEffects | undefined): void {
  for (const stop of effects?.stop ?? []) {
    if (d.state.clocks[stop.limit]) {
      stopClock(d, stop.limit, holderOf(scope), { code: scope.stage, basis: stop.basis, note: stop.reason.zh });
    }
  }
}

export function releaseStops(d: Draft, scope: Scope, effects: ClockEffects | undefined): void {
  for (const stop of effects?.stop ?? []) {
    resumeClock(d, stop.limit, holderOf(scope));
  }
}

/** Clock effects of leaving a stage, however it is left. */
export function applyOnExit(
  d: Draft,
  scope: Scope,
  stage: { code: string; visit: number },
  effects: ClockEffects | undefined,
  how: 'acted' | 'cancelled',
): void {
  if (effects?.own) {
    endClock(d, `${scope.id}|${stage.code}|${stage.visit}`, how);
  }
  releaseStops(d, { ...scope, stage: stage.code, visit: stage.visit }, effects);
}

function holderOf({ id, stage, visit }: Scope): string {
  return `${id}|${stage}|${visit}`;
}

/** The next moment at which a clock or a wait needs the case, or null. */
export function nextAlarm(state: CaseState): number | null {
  const moments = [
    ...Object.values(state.clocks).flatMap((c) => alarmsOf(c)),
    ...Object.values(state.pending).flatMap((p) => (p.status === 'open' && p.at !== null ? [p.at] : [])),
  ];
  return moments.length === 0 || state.status === 'ended' ? null : Math.min(...moments);
}

function alarmsOf(clock: Clock): number[] {
  if (clock.status !== 'running') {
    return [];
  }
  const moments = [
    clock.warnedAt === null && clock.overdueAt === null ? clock.warnAt : null,
    clock.overdueAt === null ? (clock.dueAt === null ? null : clock.dueAt + 1) : clock.remindAt,
  ];
  return moments.filter((m): m is number => m !== null);
}

export type Alarm = 'warning' | 'overdue' | 'reminder';

/** What a running clock has to say by now, or null. */
export function alarmOf(clock: Clock, now: number): Alarm | null {
  if (clock.status !== 'running') {
    return null;
  }
  if (clock.overdueAt !== null) {
    return clock.remindAt !== null && now >= clock.remindAt ? 'reminder' : null;
  }
  if (clock.dueAt !== null && now > clock.dueAt) {
    return 'overdue';
  }
  return clock.warnAt !== null && now >= clock.warnAt && clock.warnedAt === null ? 'warning' : null;
}

export function ring(d: Draft, clock: Clock, alarm: Alarm): void {
  const remindAt = nextReminder(d.now);
  d.setClock(
    clock.id,
    alarm === 'warning'
      ? { warnedAt: d.now }
      : alarm === 'overdue'
        ? { overdueAt: d.now, warnedAt: clock.warnedAt ?? d.now, remindAt }
        : { remindAt },
  );
}

function nextReminder(now: number): number {
  return startOfDay(addDays(localDay(now), 1)) + REMINDER_HOUR * HOUR_MS;
}

/** 重启: the limits that ended with the case run on; the time during which it was closed does not count. */
export function reviveClocks(d: Draft, endedAt: number): void {
  for (const clock of Object.values(d.state.clocks)) {
    if (clock.stage === null && clock.endedAt === endedAt && clock.status !== 'running' && clock.status !== 'stopped') {
      const history = { ...clock.history, stops: [...clock.history.stops, { from: endedAt, to: d.now }] };
      const running: Clock = { ...clock, history, status: 'running', endedAt: null };
      d.setClock(clock.id, {
        history,
        status: 'running',
        endedAt: null,
        ...dueFields(running, d.state, d.now),
      });
    }
  }
}

/**
 * After a correction of calendars or limits: the rule in force at the start is read again, due moments are computed anew.
 * Returns what moved.
 */
export function recomputeClocks(d: Draft): { clock: string; from: string | null; to: string | null }[] {
  const moved: { clock: string; from: string | null; to: string | null }[] = [];
  for (const clock of Object.values(d.state.clocks)) {
    if (clock.status !== 'running' && clock.status !== 'stopped') {
      continue;
    }
    const known = d.state.reference.limits.filter((l) => l.key === clock.limit);
    const picked = versionOn(known, localDay(clock.history.startedAt));
    const rule = picked ? upTo(clock.endsOn, clock.history.startedAt, picked) : clock.rule;
    const fields = { rule, ...dueFields({ ...clock, rule }, d.state, d.now) };
    const keys = Object.keys(fields) as (keyof typeof fields)[];
    if (keys.some((key) => JSON.stringify(fields[key]) !== JSON.stringify(clock[key]))) {
      d.setClock(clock.id, fields);
    }
    if (fields.dueAt !== clock.dueAt || fields.provisional !== clock.provisional || fields.warnAt !== clock.warnAt) {
      moved.push({ clock: clock.id, from: clock.dueDay, to: fields.dueDay });
    }
  }
  return moved;
}
