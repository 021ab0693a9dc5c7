import { Injectable } from '@nestjs/common';
import { TASK, taskSchema } from '../../activities/store/case.schema';
import { definitionInForce } from '../../activities/store/definition.reader';
import { readCalendars } from '../../activities/store/reference.reader';
import { addDays, localDay, workCalendar } from '../../workflows/domain/calendar';
import { departmentFigures } from '../../workflows/domain/department-figures';
import type { Actor } from '../auth/actor';
import { escapeRegExp } from '../cases/case-list.service';
import { Names } from '../cases/names.service';
import { keyedPage } from '../common/keyed-page';
import { Store } from '../common/store';
import { Figures } from '../statistics/figures.service';
import { Scopes, type Scope } from '../statistics/scope.service';
import { Inbox } from '../tasks/inbox.service';
import type { TaskPage } from '../tasks/task.dto';
import type { DeadlineDto, DepartmentLightDto, DiagramDto, DrillDownQuery, SupervisionDto } from './dashboard.dto';

const DAY_MS = 86_400_000;
const AVERAGE_DAYS = 90;
const DAYS_AHEAD = 14;

/** Red and yellow lights, load, stage heat and deadlines ahead, and the tasks behind each figure. */
@Injectable()
export class Supervision {
  constructor(
    private readonly store: Store,
    private readonly scopes: Scopes,
    private readonly figures: Figures,
    private readonly names: Names,
    private readonly inbox: Inbox,
  ) {}

  /** @throws DomainError `access.denied` */
  async of(actor: Actor): Promise<SupervisionDto> {
    const now = Date.now();
    const scope = await this.scopes.of(actor);
    const [departments, stages, deadlines] = await Promise.all([
      this.departments(scope, now),
      this.figures.stages(scope, now),
      this.deadlines(scope, now),
    ]);
    return { departments, stages, deadlines };
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
      ...(query.dueDay === undefined ? {} : { dueDay: query.dueDay }),
      ...lightFilter(query.light, now),
    };
    const { items, next } = await keyedPage(this.store.model(TASK, taskSchema), {
      // A range for each text that is searched, see the inbox.
      filters: this.filters(scope, query.org, more).flatMap((range) =>
        textsOf(query.q).map((text) => ({ ...range, ...text })),
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

  private async deadlines(scope: Scope, now: number): Promise<DeadlineDto[]> {
    const today = localDay(now);
    const days = Array.from({ length: DAYS_AHEAD }, (_, i) => addDays(today, i));
    const due = await this.figures.deadlines(scope, now, days);
    return days.map((day) => ({ day, due: due.get(day) ?? 0 }));
  }

  private async departments(scope: Scope, now: number): Promise<DepartmentLightDto[]> {
    const [groups, open, calendars, nameOf] = await Promise.all([
      this.figures.groups(scope, { from: now - AVERAGE_DAYS * DAY_MS, to: now }),
      this.figures.open(scope, now),
      readCalendars(this.store.connection),
      this.names.organisations(),
    ]);
    return departmentFigures(groups, workCalendar(calendars)).map((figures) => {
      const theirs = open.filter(({ org }) => org === figures.org);
      const warned = theirs.reduce((sum, one) => sum + one.warned, 0);
      return {
        org: figures.org,
        name: nameOf(figures.org),
        light: figures.overdue > 0 ? 'red' : warned > 0 ? 'yellow' : 'green',
        open: figures.open,
        overdue: figures.overdue,
        warned,
        stopped: theirs.reduce((sum, one) => sum + one.stopped, 0),
        averageWorkingDays: figures.averageWorkingDays,
      };
    });
  }
}

function textsOf(q: string | undefined): Record<string, unknown>[] {
  if (q === undefined) return [{}];
  const match = { $regex: escapeRegExp(q), $options: 'i' };
  return [{ caseNo: match }, { title: match }, { partyName: match }];
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
