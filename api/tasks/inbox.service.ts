import { Injectable } from '@nestjs/common';
import { CASE, caseSchema, TASK, taskSchema, type CaseDocument } from '../../activities/store/case.schema';
import { TASK_MARK, taskMarkSchema, type TaskMarkDocument } from '../../activities/store/task-mark.schema';
import { readCalendars } from '../../activities/store/reference.reader';
import { endOfDay, addDays, localDay, workCalendar, type WorkCalendar } from '../../workflows/domain/calendar';
import { personKey, type TaskRow } from '../../workflows/engine/rows';
import type { Actor } from '../auth/actor';
import { escapeRegExp } from '../cases/case-list.service';
import { Names } from '../cases/names.service';
import { exactCount } from '../common/exact-count';
import { keyedPage } from '../common/keyed-page';
import { Store } from '../common/store';
import { ProxiesService } from '../proxies/proxies.service';
import { countOffered, heldOffers, offerFilters, offersOf, type Offer } from './offers';
import { holdersOf, rowView } from './row-view';
import type { TabCountsDto, TaskPage, TaskQuery, TaskRowDto } from './task.dto';

const CALENDAR_FRESH_MS = 60_000;

/** The lists of a person's work: rows as they were written, no joins. */
@Injectable()
export class Inbox {
  private calendar: { value: WorkCalendar; until: number } | null = null;

  constructor(
    private readonly store: Store,
    private readonly proxies: ProxiesService,
    private readonly names: Names,
  ) {}

  async page(actor: Actor, query: TaskQuery): Promise<TaskPage> {
    const { $or: texts = [{}], ...more } = this.filterOf(query) as { $or?: object[] };
    const byDue = query.tab === 'todo' && query.sort === 'due';
    const { items, next } = await keyedPage(this.store.model(TASK, taskSchema), {
      // A range for each text that is searched: beside an `$or` a server may leave the index and read every task.
      filters: (await this.tabFilters(actor, query)).flatMap((tab) =>
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
    const [todo, overdue, waiting, done, started, copied, watched] = await Promise.all([
      countOffered(this.store.connection, offers, {}),
      countOffered(this.store.connection, offers, { sortDue: { $lt: Date.now() } }),
      this.waiting(actor.personId),
      count('tasks', { answeredBy: actor.personId }),
      count('cases', { applicant: actor.personId }),
      count('cases', { copied: actor.personId }),
      count('task_marks', { person: actor.personId, kind: 'watch' }),
    ]);
    return { todo, waiting, done, started, copied, watched, overdue };
  }

  /** How many open tasks fit a filter of the inbox, for saved filters. */
  async countOf(actor: Actor, query: TaskQuery): Promise<number> {
    const more = this.filterOf(query);
    switch (query.tab) {
      case 'todo':
        return countOffered(this.store.connection, await this.offersIn(actor, query), more);
      case 'waiting':
        return this.waiting(actor.personId, more);
      default:
        return exactCount(this.store.connection, 'tasks', { ...(await this.tabFilters(actor, query))[0], ...more });
    }
  }

  /** How many tasks rest with a person, each once. */
  async waiting(person: string, more: Record<string, unknown> = {}): Promise<number> {
    const tasks = this.store.model(TASK, taskSchema);
    const found = await Promise.all(
      restingFilters(person).map((filter) =>
        tasks.find({ ...filter, ...more } as never, { _id: 1 }).lean<{ _id: string }[]>(),
      ),
    );
    return new Set(found.flat().map(({ _id }) => _id)).size;
  }

  async view(actor: Actor, row: TaskRow): Promise<TaskRowDto> {
    const [view] = await this.views(actor, [row]);
    return view!;
  }

  /** Rows of another list, as the inbox shows them. */
  async views(actor: Actor, rows: readonly TaskRow[]): Promise<TaskRowDto[]> {
    const holders = [...new Set(rows.flatMap(holdersOf))];
    const [read, calendar, names, courts] = await Promise.all([
      this.readBy(actor, rows),
      this.workCalendar(),
      this.names.people(holders),
      this.courts(rows),
    ]);
    const nameOf = (person: string): string => names[holders.indexOf(person)] ?? person;
    const courtOf = (caseId: string): readonly string[] => courts.get(caseId) ?? [];
    return rows.map((row) => rowView(row, actor, { read, calendar, nameOf, courtOf }));
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

  private async offersIn(actor: Actor, { held }: TaskQuery): Promise<Offer[]> {
    const offers = await this.offers(actor);
    return held ? heldOffers(offers, held) : offers;
  }

  /** Whose turn it is in the cases of these rows. */
  private async courts(rows: readonly TaskRow[]): Promise<Map<string, string[]>> {
    const cases = await this.store
      .model(CASE, caseSchema)
      .find({ _id: { $in: [...new Set(rows.map(({ caseId }) => caseId))] } }, { court: 1 })
      .lean<Pick<CaseDocument, '_id' | 'court'>[]>();
    return new Map(cases.map(({ _id, court }) => [_id, court]));
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
  private async tabFilters(actor: Actor, query: TaskQuery): Promise<Record<string, unknown>[]> {
    switch (query.tab) {
      case 'todo':
        return offerFilters(await this.offersIn(actor, query));
      case 'waiting':
        return restingFilters(actor.personId);
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

/** Tasks that lie with a person but rest until a signer or delegate has answered; one may fit several. */
function restingFilters(person: string): Record<string, unknown>[] {
  const resting = { $in: ['waiting', 'answered'] };
  return [
    { claimedBy: person, status: resting },
    { assignees: person, status: resting },
    { answeredBy: person, closedAt: null, status: 'answered' },
  ];
}
