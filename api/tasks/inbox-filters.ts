import { addDays, endOfDay, localDay } from '../../workflows/domain/calendar';
import { PRIORITIES, type Priority } from '../../workflows/engine/state';
import { escapeRegExp } from '../cases/case-list.service';
import type { TaskQuery } from './task.dto';

export type Filter = Record<string, unknown>;

/** What is not told to the organisations named: in their own cases these learn neither urgency nor who within the government has it. */
export interface Discretion {
  /** Enterprises, design firms and the like for which the viewer looks. */
  parties: readonly string[];
}

/** Conditions of a query that hold in every range, apart from the texts that are searched. */
function conditionsOf(query: TaskQuery, now: number): Filter {
  const due: Filter =
    query.due === undefined
      ? {}
      : query.due === 'overdue'
        ? { sortDue: { $lt: now } }
        : query.due === 'stopped'
          ? { stopped: true }
          : { sortDue: { $lte: endOfDay(addDays(localDay(now), query.due === 'today' ? 0 : 7)) } };
  return {
    ...(query.process ? { process: query.process } : {}),
    ...(query.stage ? { stage: query.stage } : {}),
    ...due,
  };
}

/** A filter for each text that is searched; they overlap. */
export function textsOf(q: string | undefined): Filter[] {
  if (!q) return [{}];
  const match = { $regex: escapeRegExp(q), $options: 'i' };
  return [{ caseNo: match }, { title: match }, { partyName: match }];
}

/** Ways in which a task has to do with a unit, none of which overlap: it is the unit's, or only the case is. */
function unitsOf(org: string | undefined, { parties }: Discretion): Filter[] {
  if (org === undefined) return [{}];
  return parties.length > 0 ? [{ leadOrg: org }] : [{ orgs: org }, { leadOrg: org, orgs: { $ne: org } }];
}

/** Ranges of one urgency, none of which overlap. A row without one is not urgent. */
export function urgencyOf(priority: Priority | undefined, { parties }: Discretion): Filter[] {
  if (priority === undefined) return [{}];
  const internal = parties.length > 0 ? { partyOrg: { $nin: parties } } : {};
  return priority === 'normal'
    ? [{ priority: null, ...internal }, ...(parties.length > 0 ? [{ partyOrg: { $in: parties } }] : [])]
    : [{ priority, ...internal }];
}

/** From what is taken up first to what can wait. */
export const BY_URGENCY: readonly Priority[] = [...PRIORITIES].reverse();

/** Filters of which each can be added to an index range: together they are what the query asks for. Texts overlap, the rest does not. */
export function rangesOf(query: TaskQuery, discretion: Discretion, now: number): Filter[] {
  const base = conditionsOf(query, now);
  return crossed([[base], unitsOf(query.org, discretion), urgencyOf(query.priority, discretion), textsOf(query.q)]);
}

/** The same for counting: no row fits two of them. */
export function countedRangesOf(query: TaskQuery, discretion: Discretion, now: number): Filter[] {
  const texts = textsOf(query.q);
  const text = texts.length > 1 ? { $or: texts } : {};
  const base = conditionsOf(query, now);
  return crossed([[base], unitsOf(query.org, discretion), urgencyOf(query.priority, discretion), [text]]);
}

/** Every choice of one filter out of each list, all of whose conditions hold. */
function crossed(lists: Filter[][]): Filter[] {
  return lists.reduce((made, list) => made.flatMap((one) => list.map((next) => both(one, next))), [{}]);
}

/** Two filters at once, also where both speak of the same field. */
export function both(a: Filter, b: Filter): Filter {
  const clash = Object.keys(b).some((key) => key in a);
  return clash ? { ...a, $and: [...((a['$and'] as Filter[] | undefined) ?? []), b] } : { ...a, ...b };
}

/** Tasks that lie with a person but rest until a signer or delegate has answered; one may fit several. */
export function restingFilters(person: string): Filter[] {
  const resting = { $in: ['waiting', 'answered'] };
  return [
    { claimedBy: person, status: resting },
    { assignees: person, status: resting },
    { answeredBy: person, closedAt: null, status: 'answered' },
  ];
}
