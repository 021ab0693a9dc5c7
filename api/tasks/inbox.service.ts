import { Injectable } from '@nestjs/common';
import { CASE, caseSchema, TASK, taskSchema, type CaseDocument } from '../../activities/store/case.schema';
import { TASK_MARK, taskMarkSchema, type TaskMarkDocument } from '../../activities/store/task-mark.schema';
import { readCalendars } from '../../activities/store/reference.reader';
import {
  countWorkingDays,
  endOfDay,
  addDays,
  localDay,
  workCalendar,
  type WorkCalendar,
} from '../../workflows/domain/calendar';
import { personKey, type TaskRow } from '../../workflows/engine/rows';
import type { Actor } from '../auth/actor';
import { escapeRegExp } from '../cases/case-list.service';
import { exactCount } from '../common/exact-count';
import { keyedPage } from '../common/keyed-page';
import { Store } from '../common/store';
import { ProxiesService } from '../proxies/proxies.service';
import { countOffered, offerFilters, offersOf, type Offer } from './offers';
import type { TabCountsDto, TaskPage, TaskQuery, TaskRowDto } from './task.dto';

const CALENDAR_FRESH_MS = 60_000;

/** The lists of a person's work: rows as they were written, no joins. */
@Injectable()
export class Inbox {
  private calendar: { value: WorkCalendar; until: number } | null = null;

  constructor(
    private readonly store: Store,
    private readonly proxies: ProxiesService,
  ) {}

  async page(actor: Actor, query: TaskQuery): Promise<TaskPage> {
    const { $or: texts = [{}], ...more } = this.filterOf(query) as { $or?: object[] };
    const byDue = query.tab === 'todo' && query.sort === 'due';
    const { items, next } = await keyedPage(this.store.model(TASK, taskSchema), {
      // A range for each text that is searched: beside an `$or` a server may leave the index and read every task.
      filters: (await this.tabFilters(actor, query.tab)).flatMap((tab) =>
        texts.map((text) => ({ ...tab, ...more, ...text })),
      ),
      field: query.tab === 'done' ? 'closedAt' : byDue ? 'sortDue' : 'openedAt',
      direction: byDue ? 1 : -1,
      cursor: query.cursor,
      limit: query.limit,
    });
    return { items: await this.views(actor, items), next };
  }

  /** Exact numbers of the tabs. */
  async counts(actor: Actor): Promise<TabCountsDto> {
    const offers = await this.offers(actor);
    const count = (collection: string, query: object): Promise<number> =>
      exactCount(this.store.connection, collection, query);
    const [todo, overdue, done, started, copied, watched] = await Promise.all([
      countOffered(this.store.connection, offers, {}),
      countOffered(this.store.connection, offers, { sortDue: { $lt: Date.now() } }),
      count('tasks', { answeredBy: actor.personId }),
      count('cases', { applicant: actor.personId }),
      count('cases', { copied: actor.personId }),
      count('task_marks', { person: actor.personId, kind: 'watch' }),
    ]);
    return { todo, done, started, copied, watched, overdue };
  }

  /** How many open tasks fit a filter of the inbox, for saved filters. */
  async countOf(actor: Actor, query: TaskQuery): Promise<number> {
    const more = this.filterOf(query);
    return query.tab === 'todo'
      ? countOffered(this.store.connection, await this.offers(actor), more)
      : exactCount(this.store.connection, 'tasks', { ...(await this.tabFilters(actor, query.tab))[0], ...more });
  }

  async view(actor: Actor, row: TaskRow): Promise<TaskRowDto> {
    return rowView(row, actor, await this.readBy(actor, [row]), await this.workCalendar());
  }

  /** Rows of another list, as the inbox shows them. */
  async views(actor: Actor, rows: readonly TaskRow[]): Promise<TaskRowDto[]> {
    const [read, calendar] = await Promise.all([this.readBy(actor, rows), this.workCalendar()]);
    return rows.map((row) => rowView(row, actor, read, calendar));
  }

  async mark(actor: Actor, kind: 'read' | 'watch', target: string, set: boolean): Promise<void> {
    const marks = this.store.model(TASK_MARK, taskMarkSchema);
    const _id = `${actor.personId}:${kind}:${target}`;
    if (set) {
      await marks.updateOne(
        { _id },
        { $setOnInsert: { person: actor.personId, kind, target, at: new Date() } },
        { upsert: true },
      );
    } else {
      await marks.deleteOne({ _id });
    }
  }

  /** In which ways tasks are offered to the actor, proxies included. */
  async offers(actor: Actor): Promise<Offer[]> {
    return offersOf(actor, await this.proxies.held(actor));
  }

  private filterOf(query: TaskQuery): Record<string, unknown> {
    const base: Record<string, unknown> = {
      ...(query.process ? { process: query.process } : {}),
      ...(query.stage ? { stage: query.stage } : {}),
    };
    const today = localDay(Date.now());
    const until = query.due === 'today' ? endOfDay(today) : endOfDay(addDays(today, 7));
    if (query.due === 'overdue') {
      base['sortDue'] = { $lt: Date.now() };
    } else if (query.due === 'stopped') {
      base['stopped'] = true;
    } else if (query.due) {
      base['sortDue'] = { $lte: until };
    }
    if (query.q) {
      const match = { $regex: escapeRegExp(query.q), $options: 'i' };
      base['$or'] = [{ caseNo: match }, { title: match }, { partyName: match }];
    }
    return base;
  }

  /** One filter for each index range; only open tasks have an audience. */
  private async tabFilters(actor: Actor, tab: TaskQuery['tab']): Promise<Record<string, unknown>[]> {
    switch (tab) {
      case 'todo':
        return offerFilters(await this.offers(actor));
      case 'done':
        return [{ answeredBy: actor.personId }];
      case 'started':
        return [{ caseId: { $in: await this.caseIds({ applicant: actor.personId }) }, status: 'open' }];
      case 'copied':
        return [{ caseId: { $in: await this.caseIds({ copied: actor.personId }) }, status: 'open' }];
      case 'watched': {
        const marks = await this.store
          .model(TASK_MARK, taskMarkSchema)
          .find({ person: actor.personId, kind: 'watch' })
          .sort({ at: -1 })
          .limit(500)
          .lean<TaskMarkDocument[]>();
        const caseIds = await this.caseIds({
          _id: { $in: marks.map((m) => m.target) },
          readers: { $in: [personKey(actor.personId), ...actor.memberships.map((m) => `o:${m.orgCode}`)] },
        });
        return [{ caseId: { $in: caseIds }, status: 'open' }];
      }
    }
  }

  private async caseIds(filter: Record<string, unknown>): Promise<string[]> {
    const rows = await this.store
      .model(CASE, caseSchema)
      .find(filter as never, { _id: 1 })
      .sort({ updatedAt: -1 })
      .limit(500)
      .lean<Pick<CaseDocument, '_id'>[]>();
    return rows.map((r) => r._id);
  }

  private async readBy(actor: Actor, rows: readonly TaskRow[]): Promise<Set<string>> {
    const ids = rows.map((row) => `${actor.personId}:read:${row._id}`);
    const marks = await this.store
      .model(TASK_MARK, taskMarkSchema)
      .find({ _id: { $in: ids } }, { target: 1 })
      .lean<TaskMarkDocument[]>();
    return new Set(marks.map((m) => m.target));
  }

  private async workCalendar(): Promise<WorkCalendar> {
    if (!this.calendar || this.calendar.until <= Date.now()) {
      this.calendar = {
        value: workCalendar(await readCalendars(this.store.connection)),
        until: Date.now() + CALENDAR_FRESH_MS,
      };
    }
    return this.calendar.value;
  }
}

function rowView(row: TaskRow, actor: Actor, read: Set<string>, calendar: WorkCalendar): TaskRowDto {
  const today = localDay(Date.now());
  return {
    taskId: row._id,
    caseId: row.caseId,
    caseNo: row.caseNo,
    title: row.title,
    process: row.process,
    processName: row.processName,
    partyName: row.partyName,
    // Rows written before the mark existed bear none.
    credit: row.credit ?? null,
    branch: row.branch,
    stage: row.stage,
    stageName: row.stageName,
    kind: row.kind,
    status: row.status,
    claimed: row.claimedBy === actor.personId,
    fallback: row.fallback,
    outcome: row.outcome,
    openedAt: row.openedAt,
    closedAt: row.closedAt,
    dueAt: row.dueAt,
    dueDay: row.dueDay,
    daysLeft: row.stopped || row.dueDay === null ? null : daysLeft(today, row.dueDay, calendar),
    provisional: row.provisional,
    stopped: row.stopped,
    overdue: row.dueAt !== null && row.status === 'open' && Date.now() > row.dueAt,
    urgedCount: row.urgedCount,
    unread: row.status === 'open' && !read.has(row._id),
  };
}

function daysLeft(today: string, due: string, calendar: WorkCalendar): number {
  return due >= today ? countWorkingDays(today, due, calendar) : -countWorkingDays(due, today, calendar);
}
