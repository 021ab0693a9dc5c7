import { Injectable } from '@nestjs/common';
import type { PipelineStage } from 'mongoose';
import { TASK, taskSchema } from '../../activities/store/case.schema';
import { DAY_MS, HOUR_MS, localDay } from '../../workflows/domain/calendar';
import type { FigureGroup } from '../../workflows/domain/department-figures';
import { Store } from '../common/store';
import { openGroups } from './open-figures';
import { OpenWorks } from './open-work.service';
import type { Scope } from './scope.service';

/** Asia/Shanghai, see `localDay`. */
const OFFSET_MS = 8 * HOUR_MS;

type Stages = PipelineStage[];
type Filter = Record<string, unknown>;

/**
 * Counts tasks by what makes them count alike. What is open comes from the rows of the cases; what was answered is counted in the
 * store, over the days of the period alone: the API gets sums, not tasks. What was cancelled counts nowhere: nobody had to answer it.
 */
@Injectable()
export class Figures {
  constructor(
    private readonly store: Store,
    private readonly works: OpenWorks,
  ) {}

  /** Tasks of the departments in a scope, counted alike. @param period whole days, the last one perhaps up to this moment only */
  async groups(scope: Scope, period: { from: number; to: number }, process?: string): Promise<FigureGroup[]> {
    const [open, answered] = await Promise.all([this.works.of(scope), this.answered(scope, period, process)]);
    return [...openGroups(open, scope, period, process), ...answered];
  }

  /** From which day to which day what was answered since a moment took: for an average, with nothing else worked out. */
  async spans(scope: Scope, from: number): Promise<FigureGroup[]> {
    const found = await Promise.all(
      byDepartment(scope).map(async ({ match, stages, org }) => {
        const groups = await this.store.model(TASK, taskSchema).aggregate<{ _id: SpanKey; count: number }>([
          { $match: { ...match, closedAt: { $gte: from } } },
          { $match: ANSWERED },
          ...stages,
          {
            $group: {
              _id: {
                ...(org === undefined ? { org: '$orgs' } : {}),
                openedDay: dayNumber('$openedAt'),
                closedDay: dayNumber('$closedAt'),
              },
              count: { $sum: 1 },
            },
          },
        ]);
        return groups.map(({ _id, count }): FigureGroup => ({
          org: org ?? _id.org ?? '',
          count,
          received: false,
          open: false,
          overdue: false,
          done: true,
          late: false,
          returned: false,
          openedDay: dayOf(_id.openedDay),
          closedDay: dayOf(_id.closedDay),
          limit: null,
        }));
      }),
    );
    return found.flat();
  }

  /** What was answered since the beginning of a period, after its end too: that was open then. */
  async answered(scope: Scope, period: { from: number; to: number }, process?: string): Promise<FigureGroup[]> {
    const counted = {
      ...ANSWERED,
      openedAt: { $lte: period.to },
      ...(process === undefined ? {} : { process }),
    };
    const found = await Promise.all(
      byDepartment(scope).map(async ({ match, stages, org }) => {
        const groups = await this.store.model(TASK, taskSchema).aggregate<{ _id: GroupKey; count: number }>([
          // By itself: beside other conditions a server may leave the range of the index.
          { $match: { ...match, closedAt: { $gte: period.from } } },
          { $match: counted },
          ...stages,
          { $group: { _id: groupKey(period, org), count: { $sum: 1 } } },
        ]);
        return groups.map(({ _id, count }) => groupOf({ ..._id, org: org ?? _id.org }, count));
      }),
    );
    return found.flat();
  }
}

const ANSWERED = { kind: 'stage', status: { $ne: 'cancelled' } };

interface SpanKey {
  org?: string;
  openedDay: number;
  closedDay: number;
}

/**
 * One part for each index range. A task and a department come together in one part only: the own departments by their own range
 * (`org` is theirs), the others of the cases that the scope leads by that of the leading organisation.
 */
function byDepartment({ own, led }: Scope): { match: Filter; stages: Stages; org?: string }[] {
  return [
    ...own.map((org) => ({ match: { orgs: org }, stages: [], org })),
    ...led.map((leadOrg) => ({
      match: { leadOrg },
      stages: [{ $unwind: '$orgs' }, { $match: { orgs: { $nin: ['party', ...own] } } }],
    })),
  ];
}

const present = (field: string): object => ({ $ne: [{ $ifNull: [field, null] }, null] });
const dayNumber = (field: string): object => ({ $floor: { $divide: [{ $add: [field, OFFSET_MS] }, DAY_MS] } });

const overdue = (moment: number): object => ({
  $and: [present('$dueAt'), { $ne: ['$stopped', true] }, { $lt: ['$dueAt', moment] }],
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
function groupKey(
  { from, to }: { from: number; to: number },
  org: string | undefined,
): Record<Exclude<keyof GroupKey, 'org'>, unknown> & { org?: string } {
  // Only what was closed since the beginning is counted here.
  const done = { $lte: ['$closedAt', to] };
  const open = { $gt: ['$closedAt', to] };
  const late = { $and: [done, present('$dueAt'), { $gt: ['$closedAt', '$dueAt'] }] };
  return {
    ...(org === undefined ? { org: '$orgs' } : {}),
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
