import { addDays, localDay, startOfDay, HOUR_MS } from '../domain/calendar';
import { dueOf } from '../domain/clock';
import { pickRule } from '../domain/effective';
import type { ClockEffects } from '../processes/definition';
import type { Draft } from './draft';
import { must } from './draft';
import type { CaseState, Clock, Scope } from './state';

/** Reminders after the due moment come at this local hour. */
const REMINDER_HOUR = 9;

/** Starts a clock under the rule in force today; the day of the start is not counted. Returns its id. */
export function startClock(
  d: Draft,
  limit: string,
  scope: Scope,
  stage: { code: string; visit: number } | null,
): string {
  const rule = pickRule(d.state.reference.limits, limit, localDay(d.now));
  const id = stage ? `${scope.id}|${stage.code}|${stage.visit}` : limit;
  const existing = d.state.clocks[id];
  if (existing && existing.status !== 'cancelled') {
    return id;
  }
  const fresh: Clock = {
    id,
    limit,
    rule,
    scope: scope.id,
    stage: stage?.code ?? null,
    visit: stage?.visit ?? null,
    status: 'running',
    history: { startedAt: d.now, stops: [], extensions: [] },
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

/** Recomputes what follows from a clock's history; a later due moment takes back a warning given too early. */
export function dueFields(
  clock: Clock,
  state: Pick<CaseState, 'reference'>,
  now: number,
): Pick<Clock, 'dueAt' | 'dueDay' | 'warnAt' | 'provisional' | 'warnedAt' | 'overdueAt' | 'remindAt'> {
  const due = dueOf(clock.rule, clock.history, state.reference.calendars, now);
  const overdue = due.dueAt !== null && now > due.dueAt;
  return {
    dueAt: due.dueAt,
    dueDay: due.dueDay,
    warnAt: due.warnAt,
    provisional: due.provisional,
    warnedAt: due.warnAt === null || now >= due.warnAt ? clock.warnedAt : null,
    overdueAt: due.dueAt === null || overdue ? clock.overdueAt : null,
    remindAt: overdue ? clock.remindAt : null,
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
      ? { ...clock.history, stops: [...clock.history.stops, { from: d.now, to: null }] }
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
  const stops = clock.history.stops.map((s) => (s.to === null ? { ...s, to: d.now } : s));
  const running: Clock = { ...clock, status: 'running', holders, history: { ...clock.history, stops } };
  d.setClock(id, { status: 'running', holders, history: running.history, ...dueFields(running, d.state, d.now) });
}

export function extendClock(d: Draft, id: string, more: number): void {
  const clock = must(d.state.clocks[id], `clock ${id}`);
  const history = { ...clock.history, extensions: [...clock.history.extensions, more] };
  d.setClock(id, { history, ...dueFields({ ...clock, history }, d.state, d.now) });
}

/** Ends a clock: met in time or missed; a clock that stands still is met. */
export function endClock(d: Draft, id: string, how: 'acted' | 'cancelled'): void {
  const clock = d.state.clocks[id];
  if (!clock || (clock.status !== 'running' && clock.status !== 'stopped')) {
    return;
  }
  const late = clock.overdueAt !== null || (clock.dueAt !== null && d.now > clock.dueAt);
  const status = how === 'cancelled' ? 'cancelled' : late ? 'missed' : 'met';
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
    startClock(d, limit, root, null);
  }
  for (const stop of effects?.stop ?? []) {
    if (d.state.clocks[stop.limit]) {
      stopClock(d, stop.limit, holderOf(scope.id, stage), {
        code: stage.code,
        basis: stop.basis,
        note: stop.reason.zh,
      });
    }
  }
  return effects?.own ? startClock(d, effects.own, scope, stage) : null;
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
  for (const stop of effects?.stop ?? []) {
    resumeClock(d, stop.limit, holderOf(scope.id, stage));
  }
}

function holderOf(scopeId: string, stage: { code: string; visit: number }): string {
  return `${scopeId}|${stage.code}|${stage.visit}`;
}

/** The next moment at which a clock or a wait needs the case, or null. */
export function nextAlarm(state: CaseState): number | null {
  const moments = [
    ...Object.values(state.clocks).flatMap((c) => alarmsOf(c)),
    ...Object.values(state.pending).flatMap((p) =>
      p.kind === 'until' && p.status === 'open' && p.at !== null ? [p.at] : [],
    ),
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

/** Rings what is due by now; returns which clocks rang and how. */
export function ringClocks(d: Draft): { clock: string; alarm: Alarm }[] {
  const rung: { clock: string; alarm: Alarm }[] = [];
  for (const clock of Object.values(d.state.clocks)) {
    if (clock.status !== 'running') {
      continue;
    }
    if (clock.dueAt !== null && d.now > clock.dueAt && clock.overdueAt === null) {
      d.setClock(clock.id, { overdueAt: d.now, warnedAt: clock.warnedAt ?? d.now, remindAt: nextReminder(d.now) });
      rung.push({ clock: clock.id, alarm: 'overdue' });
    } else if (clock.overdueAt !== null && clock.remindAt !== null && d.now >= clock.remindAt) {
      d.setClock(clock.id, { remindAt: nextReminder(d.now) });
      rung.push({ clock: clock.id, alarm: 'reminder' });
    } else if (clock.warnAt !== null && d.now >= clock.warnAt && clock.warnedAt === null && clock.overdueAt === null) {
      d.setClock(clock.id, { warnedAt: d.now });
      rung.push({ clock: clock.id, alarm: 'warning' });
    }
  }
  return rung;
}

function nextReminder(now: number): number {
  return startOfDay(addDays(localDay(now), 1)) + REMINDER_HOUR * HOUR_MS;
}
