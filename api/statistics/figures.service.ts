import { Injectable } from '@nestjs/common';
import type { PipelineStage } from 'mongoose';
import { TASK, taskSchema } from '../../activities/store/case.schema';
import { DAY_MS, HOUR_MS, localDay } from '../../workflows/domain/calendar';
import type { FigureGroup } from '../../workflows/domain/department-figures';
import { Store } from '../common/store';
import type { Scope } from './scope.service';

/** Asia/Shanghai, see `localDay`. */
const OFFSET_MS = 8 * HOUR_MS;

type Stages = PipelineStage[];
type Filter = Record<string, unknown>;

/** Open tasks of a department now. */
export interface OpenFigures {
  org: string;
  /** Past the warning, not yet overdue. */
  warned: number;
  stopped: number;
}

export interface StageFigures {
  process: string;
  processName: { zh: string; en: string };
  stage: string;
  stageName: { zh: string; en: string };
  open: number;
  overdue: number;
}

/** Counts tasks in the store: the API gets sums, not tasks. What was cancelled counts nowhere: nobody had to answer it. */
@Injectable()
export class Figures {
  constructor(private readonly store: Store) {}

  /** Tasks of the departments in a scope, counted alike. @param period first and last moment, both included */
  async groups(scope: Scope, period: { from: number; to: number }, process?: string): Promise<FigureGroup[]> {
    const more = { kind: 'stage', status: { $ne: 'cancelled' }, openedAt: { $lte: period.to } };
    const filter = process === undefined ? more : { ...more, process };
    const found = await Promise.all(
      byDepartment(scope).flatMap(({ match, stages }) =>
        // What is open, and what was closed since: one range of an index each.
        [null, { $gte: period.from }].map((closedAt) =>
          this.run<{ _id: GroupKey; count: number }>([
            { $match: { ...match, closedAt, ...filter } },
            ...stages,
            { $group: { _id: groupKey(period), count: { $sum: 1 } } },
          ]),
        ),
      ),
    );
    return found.flat().map(({ _id, count }) => groupOf(_id, count));
  }

  /** Open tasks by department: how many are warned of, how many rest. */
  async open(scope: Scope, now: number): Promise<OpenFigures[]> {
    const found = await Promise.all(
      byDepartment(scope).map(({ match, stages }) =>
        this.run<{ _id: string } & Omit<OpenFigures, 'org'>>([
          { $match: { ...match, ...OPEN } },
          ...stages,
          { $group: { _id: '$org', warned: sumIf(warned(now)), stopped: sumIf({ $eq: ['$stopped', true] }) } },
        ]),
      ),
    );
    return found.flat().map(({ _id, ...figures }) => ({ org: _id, ...figures }));
  }

  /** Open tasks by stage, fullest first. */
  async stages(scope: Scope, now: number): Promise<StageFigures[]> {
    const rows = await this.ofTasks<
      { _id: { process: string; stage: string } } & Omit<StageFigures, 'process' | 'stage'>
    >(scope, [
      {
        $group: {
          _id: { process: '$process', stage: '$stage' },
          processName: { $first: '$processName' },
          stageName: { $first: '$stageName' },
          open: { $sum: 1 },
          overdue: sumIf(overdue(now)),
        },
      },
    ]);
    const merged = new Map<string, StageFigures>();
    for (const { _id, ...row } of rows) {
      const key = `${_id.process}/${_id.stage}`;
      const known = merged.get(key);
      merged.set(key, {
        ..._id,
        ...row,
        open: row.open + (known?.open ?? 0),
        overdue: row.overdue + (known?.overdue ?? 0),
      });
    }
    return [...merged.values()].sort((a, b) => b.open - a.open || (a.stage < b.stage ? -1 : 1));
  }

  /** Open tasks by due day, those overdue left out. */
  async deadlines(scope: Scope, now: number, days: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.ofTasks<{ _id: string; due: number }>(scope, [
      { $match: { dueDay: { $in: days } } },
      { $group: { _id: '$dueDay', due: sumIf({ $not: [overdue(now)] }) } },
    ]);
    const sums = new Map<string, number>();
    for (const { _id, due } of rows) sums.set(_id, due + (sums.get(_id) ?? 0));
    return sums;
  }

  /** Open tasks of a scope, each once, however many departments answer for it. */
  private async ofTasks<T>({ own, led }: Scope, stages: Stages): Promise<T[]> {
    const matches: Filter[] = [
      { orgs: { $in: own }, ...OPEN },
      ...(led.length > 0
        ? [{ leadOrg: { $in: led }, orgs: { $nin: own, $elemMatch: { $ne: 'party' } }, ...OPEN }]
        : []),
    ];
    return (await Promise.all(matches.map((match) => this.run<T>([{ $match: match }, ...stages])))).flat();
  }

  private run<T>(stages: Stages): Promise<T[]> {
    return this.store.model(TASK, taskSchema).aggregate<T>(stages);
  }
}

const OPEN = { closedAt: null, kind: 'stage', status: { $ne: 'cancelled' } };

/**
 * One part for each index range, with the department of each task as `org`. A task and a department come together in one part only:
 * the own departments by their own range, the others of the cases that the scope leads by that of the leading organisation.
 */
function byDepartment({ own, led }: Scope): { match: Filter; stages: Stages }[] {
  return [
    ...own.map((org) => ({ match: { orgs: org }, stages: [{ $addFields: { org } }] })),
    ...led.map((leadOrg) => ({
      match: { leadOrg },
      stages: [
        { $unwind: '$orgs' },
        { $match: { orgs: { $nin: ['party', ...own] } } },
        { $addFields: { org: '$orgs' } },
      ],
    })),
  ];
}

const present = (field: string): object => ({ $ne: [{ $ifNull: [field, null] }, null] });
const sumIf = (condition: object): { $sum: object } => ({ $sum: { $cond: [condition, 1, 0] } });
const dayNumber = (field: string): object => ({ $floor: { $divide: [{ $add: [field, OFFSET_MS] }, DAY_MS] } });

const overdue = (moment: number): object => ({
  $and: [present('$dueAt'), { $ne: ['$stopped', true] }, { $lt: ['$dueAt', moment] }],
});

const warned = (now: number): object => ({
  $and: [present('$warnAt'), { $ne: ['$stopped', true] }, { $lte: ['$warnAt', now] }, { $not: [overdue(now)] }],
});

interface GroupKey {
  org: string;
  received: boolean;
  open: boolean;
  overdue: boolean;
  done: boolean;
  late: boolean;
  returned: boolean;
  openedDay: number | null;
  closedDay: number | null;
  limit: string | null;
  limitName: { zh: string; en: string } | null;
  limitStopped: boolean;
}

/** What makes tasks count alike; what does not matter for a task is left out of its key, so that groups are few. */
function groupKey({ from, to }: { from: number; to: number }): Record<keyof GroupKey, unknown> {
  const done = { $and: [present('$closedAt'), { $gte: ['$closedAt', from] }, { $lte: ['$closedAt', to] }] };
  const open = { $or: [{ $not: [present('$closedAt')] }, { $gt: ['$closedAt', to] }] };
  const late = { $and: [done, present('$dueAt'), { $gt: ['$closedAt', '$dueAt'] }] };
  return {
    org: '$org',
    received: { $and: [{ $gte: ['$openedAt', from] }, { $lte: ['$openedAt', to] }] },
    open,
    overdue: { $and: [open, overdue(to)] },
    done,
    late,
    returned: { $and: [done, { $eq: ['$returned', true] }] },
    openedDay: { $cond: [done, dayNumber('$openedAt'), null] },
    closedDay: { $cond: [done, dayNumber('$closedAt'), null] },
    limit: { $cond: [late, { $ifNull: ['$limit.key', null] }, null] },
    limitName: { $cond: [late, { $ifNull: ['$limit.name', null] }, null] },
    limitStopped: { $and: [late, present('$limit.stopped')] },
  };
}

function groupOf(
  { openedDay, closedDay, limit, limitName, limitStopped, ...flags }: GroupKey,
  count: number,
): FigureGroup {
  return {
    ...flags,
    count,
    openedDay: openedDay === null ? '' : dayOf(openedDay),
    closedDay: closedDay === null ? null : dayOf(closedDay),
    limit: limit === null || limitName === null ? null : { key: limit, name: limitName, stopped: limitStopped },
  };
}

const dayOf = (number: number): string => localDay(number * DAY_MS - OFFSET_MS);
