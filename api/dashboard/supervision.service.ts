import { Injectable } from '@nestjs/common';
import { TASK, taskSchema } from '../../activities/store/case.schema';
import { definitionInForce } from '../../activities/store/definition.reader';
import { addDays, localDay } from '../../workflows/domain/calendar';
import type { Actor } from '../auth/actor';
import { Names } from '../cases/names.service';
import { keyedPage } from '../common/keyed-page';
import { Store } from '../common/store';
import { Settings } from '../reference/settings.service';
import { openByDepartment, openByDueDay, openByStage, type OpenFigures } from '../statistics/open-figures';
import { OpenWorks } from '../statistics/open-work.service';
import { Scopes, type Scope } from '../statistics/scope.service';
import { textsOf } from '../tasks/inbox-filters';
import { Inbox } from '../tasks/inbox.service';
import type { TaskPage } from '../tasks/task.dto';
import type { DeadlineDto, DepartmentLightDto, DiagramDto, DrillDownQuery, SupervisionDto } from './dashboard.dto';
import { RecentAverages } from './recent-averages.service';

/** Red and yellow lights, load, stage heat and deadlines ahead, and the tasks behind each figure. */
@Injectable()
export class Supervision {
  constructor(
    private readonly store: Store,
    private readonly scopes: Scopes,
    private readonly works: OpenWorks,
    private readonly averages: RecentAverages,
    private readonly names: Names,
    private readonly inbox: Inbox,
    private readonly settings: Settings,
  ) {}

  /** @throws DomainError `access.denied` */
  async of(actor: Actor): Promise<SupervisionDto> {
    const now = Date.now();
    const scope = await this.scopes.of(actor);
    const [ahead, averageDays] = await Promise.all([
      this.settings.value('supervision.ahead'),
      this.settings.value('supervision.average'),
    ]);
    const [work, averages] = await Promise.all([this.works.of(scope), this.averages.of(scope, now, averageDays)]);
    const due = openByDueDay(work, scope, now);
    const today = localDay(now);
    return {
      averageDays,
      departments: await this.departments(openByDepartment(work, scope, now), averages),
      stages: openByStage(work, scope, now),
      deadlines: Array.from({ length: ahead }, (_, i) => addDays(today, i)).map((day): DeadlineDto => ({
        day,
        due: due.get(day) ?? 0,
      })),
    };
  }

  /** What the stage heat of a procedure is drawn on. @throws DomainError `access.denied`, `definition.unknown` */
  async diagram(actor: Actor, process: string): Promise<DiagramDto> {
    await this.scopes.of(actor);
    const { definition } = await definitionInForce(this.store.connection, process, localDay(Date.now()));
    const { code, version, name, machine } = definition;
    return { code, version, name, machine };
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
      ...lightFilter(query.light, now),
    };
    const { items, next } = await keyedPage(this.store.model(TASK, taskSchema), {
      // A range for each text that is searched, see the inbox.
      filters: this.filters(scope, query.org, more).flatMap((range) =>
        textsOf(query.q).flatMap((text) => dueOn(query, now).map((due) => ({ ...range, ...text, ...due }))),
      ),
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

  /** Departments with something open, or that answered something lately. */
  private async departments(
    open: readonly OpenFigures[],
    averages: ReadonlyMap<string, number | null>,
  ): Promise<DepartmentLightDto[]> {
    const nameOf = await this.names.organisations();
    const figures = new Map(open.map((one) => [one.org, one]));
    return [...new Set([...figures.keys(), ...averages.keys()])].sort().map((org) => {
      const { open, overdue, warned, stopped } = figures.get(org) ?? { open: 0, overdue: 0, warned: 0, stopped: 0 };
      return {
        org,
        name: nameOf(org),
        light: overdue > 0 ? 'red' : warned > 0 ? 'yellow' : 'green',
        open,
        overdue,
        warned,
        stopped,
        averageWorkingDays: averages.get(org) ?? null,
      };
    });
  }
}

/** Due on a day and not overdue, in ranges: what has run out today is behind its own figure. */
function dueOn({ dueDay, light }: DrillDownQuery, now: number): Record<string, unknown>[] {
  if (dueDay === undefined) return [{}];
  if (light !== undefined) return [{ dueDay }];
  return [
    { dueDay, stopped: true },
    { dueDay, stopped: false, sortDue: { $gte: now } },
  ];
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
