import { Injectable } from '@nestjs/common';
import { TASK, taskSchema } from '../../activities/store/case.schema';
import { readCalendars } from '../../activities/store/reference.reader';
import { addDays, localDay, workCalendar } from '../../workflows/domain/calendar';
import { departmentFigures } from '../../workflows/domain/department-figures';
import type { Actor } from '../auth/actor';
import { Names } from '../cases/names.service';
import { keyedPage } from '../common/keyed-page';
import { Store } from '../common/store';
import { Scopes, type ScopedTask, type Scope } from '../statistics/scope.service';
import { Inbox } from '../tasks/inbox.service';
import type { TaskPage } from '../tasks/task.dto';
import type { DeadlineDto, DepartmentLightDto, DrillDownQuery, StageHeatDto, SupervisionDto } from './dashboard.dto';

const DAY_MS = 86_400_000;
const AVERAGE_DAYS = 90;
const DAYS_AHEAD = 14;

/** Red and yellow lights, load, stage heat and deadlines ahead, and the tasks behind each figure. */
@Injectable()
export class Supervision {
  constructor(
    private readonly store: Store,
    private readonly scopes: Scopes,
    private readonly names: Names,
    private readonly inbox: Inbox,
  ) {}

  /** @throws DomainError `access.denied` */
  async of(actor: Actor): Promise<SupervisionDto> {
    const now = Date.now();
    const scope = await this.scopes.of(actor);
    const tasks = await this.scopes.tasks(scope, { from: now - AVERAGE_DAYS * DAY_MS });
    const open = tasks.filter((t) => t.closedAt === null);
    return {
      departments: await this.departments(tasks, open, now),
      stages: stageHeat(open, now),
      deadlines: deadlines(open, now),
    };
  }

  /** The open tasks behind a figure, nearest due first. @throws DomainError `access.denied` */
  async tasks(actor: Actor, query: DrillDownQuery): Promise<TaskPage> {
    const scope = await this.scopes.of(actor);
    const now = Date.now();
    const more = {
      kind: 'stage',
      status: { $ne: 'cancelled' },
      ...(query.process === undefined ? {} : { process: query.process }),
      ...(query.stage === undefined ? {} : { stage: query.stage }),
      ...(query.dueDay === undefined ? {} : { dueDay: query.dueDay }),
      ...lightFilter(query.light, now),
    };
    const { items, next } = await keyedPage(this.store.model(TASK, taskSchema), {
      filters: this.filters(scope, query.org, more),
      field: 'sortDue',
      direction: 1,
      cursor: query.cursor,
      limit: query.limit,
    });
    return { items: await this.inbox.views(actor, items), next };
  }

  /** A department outside the scope is looked for only in the cases that the scope leads. */
  private filters(scope: Scope, org: string | undefined, more: Record<string, unknown>): Record<string, unknown>[] {
    if (org === undefined) {
      return [
        ...scope.own.map((orgs) => ({ orgs, closedAt: null, ...more })),
        ...scope.led.map((leadOrg) => ({ leadOrg, closedAt: null, orgs: { $ne: 'party' }, ...more })),
      ];
    }
    return scope.own.includes(org)
      ? [{ orgs: org, closedAt: null, ...more }]
      : scope.led.map((leadOrg) => ({ leadOrg, orgs: org, closedAt: null, ...more }));
  }

  private async departments(tasks: ScopedTask[], open: ScopedTask[], now: number): Promise<DepartmentLightDto[]> {
    const [calendars, nameOf] = await Promise.all([readCalendars(this.store.connection), this.names.organisations()]);
    const period = { from: now - AVERAGE_DAYS * DAY_MS, to: now };
    return departmentFigures(tasks, period, workCalendar(calendars)).map((figures) => {
      const theirs = open.filter((t) => t.orgs.includes(figures.org));
      const warned = theirs.filter((t) => isWarned(t, now)).length;
      return {
        org: figures.org,
        name: nameOf(figures.org),
        light: figures.overdue > 0 ? 'red' : warned > 0 ? 'yellow' : 'green',
        open: figures.open,
        overdue: figures.overdue,
        warned,
        stopped: theirs.filter((t) => t.stopped).length,
        averageWorkingDays: figures.averageWorkingDays,
      };
    });
  }
}

function isOverdue(task: ScopedTask, now: number): boolean {
  return task.dueAt !== null && !task.stopped && task.dueAt < now;
}

function isWarned(task: ScopedTask, now: number): boolean {
  return task.warnAt !== null && !task.stopped && task.warnAt <= now && !isOverdue(task, now);
}

function lightFilter(light: DrillDownQuery['light'], now: number): Record<string, unknown> {
  switch (light) {
    case 'overdue':
      return { stopped: false, sortDue: { $lt: now } };
    case 'warned':
      return { stopped: false, sortDue: { $gte: now }, warnAt: { $ne: null, $lte: now } };
    case 'stopped':
      return { stopped: true };
    case undefined:
      return {};
  }
}

function stageHeat(open: readonly ScopedTask[], now: number): StageHeatDto[] {
  const heat = new Map<string, StageHeatDto>();
  for (const task of open) {
    const { process, processName, stage, stageName } = task;
    const key = `${process}/${stage}`;
    const row = heat.get(key) ?? { process, processName, stage, stageName, open: 0, overdue: 0 };
    heat.set(key, row);
    row.open += 1;
    row.overdue += isOverdue(task, now) ? 1 : 0;
  }
  return [...heat.values()].sort((a, b) => b.open - a.open || (a.stage < b.stage ? -1 : 1));
}

function deadlines(open: readonly ScopedTask[], now: number): DeadlineDto[] {
  const today = localDay(now);
  return Array.from({ length: DAYS_AHEAD }, (_, i) => {
    const day = addDays(today, i);
    return { day, due: open.filter((t) => t.dueDay === day && !isOverdue(t, now)).length };
  });
}
