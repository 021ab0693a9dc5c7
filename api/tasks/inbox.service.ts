import { Injectable } from '@nestjs/common';
import { CASE, caseSchema, TASK, taskSchema, type CaseDocument } from '../../activities/store/case.schema';
import { TASK_MARK, taskMarkSchema, type TaskMarkDocument } from '../../activities/store/task-mark.schema';
import { membersOf } from '../../activities/store/member.reader';
import { privateAmong } from '../../activities/store/organisation.reader';
import { readCalendars } from '../../activities/store/reference.reader';
import { localDay, workCalendar, type WorkCalendar } from '../../workflows/domain/calendar';
import { personKey, type TaskRow } from '../../workflows/engine/rows';
import { DomainError } from '../../workflows/domain/errors';
import type { Actor } from '../auth/actor';
import { organisationsLedBy } from '../auth/owners';
import { readerKeys } from '../cases/case-access';
import { Names } from '../cases/names.service';
import { exactCount } from '../common/exact-count';
import { keyedPage } from '../common/keyed-page';
import { segmentedPage, type Segment } from '../common/segmented-page';
import { Store } from '../common/store';
import { ProxiesService } from '../proxies/proxies.service';
import { followUpPage } from './follow-up-page';
import { FollowUps } from './follow-ups.service';
import {
  both,
  BY_URGENCY,
  countedRangesOf,
  rangesOf,
  restingFilters,
  urgencyOf,
  type Discretion,
  type Filter,
} from './inbox-filters';
import { countsOffered, heldOffers, memberLoad, offerFilters, offersOf, type Offer } from './offers';
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
    private readonly followUps: FollowUps,
  ) {}

  /** @throws DomainError `access.denied` for a member of an organisation that the actor does not lead */
  async page(actor: Actor, query: TaskQuery): Promise<TaskPage> {
    const now = Date.now();
    const discretion = await this.discretion(actor, query);
    const tabs = await this.tabFilters(actor, query);
    const followed = await this.followed(actor, query);
    const wanted = rangesOf(query, discretion, now).map((range) => both(range, followed));
    // A range for each text and unit that is asked for: beside an `$or` a server may leave the index and read every task.
    const ranges = tabs.flatMap((tab) => wanted.map((range) => both(tab, range)));
    const { items, next } = await segmentedPage(
      await this.segments(actor, query, ranges, discretion),
      query.cursor,
      query.limit,
    );
    return { items: await this.views(actor, items), next };
  }

  /** Exact numbers of the tabs. */
  async counts(actor: Actor): Promise<TabCountsDto> {
    const offers = await this.offers(actor);
    const count = (collection: string, query: object): Promise<number> =>
      exactCount(this.store.connection, collection, query);
    const [[todo = 0, overdue = 0], waiting, done, started, copied, watched, follow] = await Promise.all([
      countsOffered(this.store.connection, offers, [{}, { sortDue: { $lt: Date.now() } }]),
      this.waiting(actor.personId),
      count('tasks', { answeredBy: actor.personId }),
      count('cases', { applicant: actor.personId }),
      count('cases', { copied: actor.personId }),
      count('task_marks', { person: actor.personId, kind: 'watch' }),
      this.followUpCounts(actor),
    ]);
    return { todo, waiting, done, started, copied, watched, overdue, ...follow };
  }

  /** How many tasks fit a filter of the inbox, for saved filters. */
  async countOf(actor: Actor, query: TaskQuery): Promise<number> {
    const followed = await this.followed(actor, query);
    const ranges = countedRangesOf(query, await this.discretion(actor, query), Date.now()).map((range) =>
      both(range, followed),
    );
    return (await this.countsIn(actor, query, ranges)).reduce((sum, n) => sum + n, 0);
  }

  /** How many tasks of the tab fit each of some filters. */
  private async countsIn(actor: Actor, query: TaskQuery, ranges: readonly Filter[]): Promise<number[]> {
    if (query.tab === 'waiting') return Promise.all(ranges.map((more) => this.waiting(actor.personId, more)));
    if (query.tab === 'todo' && query.member === undefined) {
      return countsOffered(this.store.connection, await this.offersIn(actor, query), ranges);
    }
    const [tab] = await this.tabFilters(actor, query);
    if (!tab) return [];
    return Promise.all(ranges.map((more) => exactCount(this.store.connection, 'tasks', both(tab, more))));
  }

  /** How many tasks rest with a person, each once. */
  async waiting(person: string, more: Filter = {}): Promise<number> {
    const tasks = this.store.model(TASK, taskSchema);
    const found = await Promise.all(
      restingFilters(person).map((filter) =>
        tasks.find(both(filter, more) as never, { _id: 1 }).lean<{ _id: string }[]>(),
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
    const holders = [...new Set(rows.flatMap((row) => [...holdersOf(row), ...(row.asked ?? [])]))];
    const [read, followUps, calendar, names, courts] = await Promise.all([
      this.readBy(actor, rows),
      this.followUps.of(
        actor.personId,
        rows.map(({ _id }) => _id),
      ),
      this.workCalendar(),
      this.names.people(holders),
      this.courts(rows),
    ]);
    const nameOf = (person: string): string => names[holders.indexOf(person)] ?? person;
    const courtOf = (caseId: string): readonly string[] => courts.get(caseId) ?? [];
    return rows.map((row) => rowView(row, actor, { read, followUps, calendar, nameOf, courtOf }));
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

  /** Parts of the list in the order that is asked for. */
  private async segments(
    actor: Actor,
    { tab, sort, priority }: TaskQuery,
    ranges: readonly Filter[],
    discretion: Discretion,
  ): Promise<Segment<TaskRow>[]> {
    const byDue = (tab === 'todo' || tab === 'followUp') && sort !== 'opened';
    const keyed =
      (more: readonly Filter[]): Segment<TaskRow> =>
      (cursor, limit) =>
        keyedPage(this.store.model(TASK, taskSchema), {
          filters: ranges.flatMap((range) => more.map((one) => both(range, one))),
          field: tab === 'done' ? 'closedAt' : byDue ? 'sortDue' : 'openedAt',
          direction: byDue ? 1 : -1,
          cursor,
          limit,
        });
    if (sort === 'priority' && tab !== 'done' && priority === undefined) {
      return BY_URGENCY.map((one) => keyed(urgencyOf(one, discretion)));
    }
    if (sort === 'followUp') {
      const days = await this.followUps.daysOf(actor.personId);
      return [
        (cursor, limit) => followUpPage(this.store.model(TASK, taskSchema), ranges, days, { cursor, limit }),
        keyed([{ _id: { $nin: [...days.keys()] } }]),
      ];
    }
    return [keyed([{}])];
  }

  /** Those tasks alone on which the actor has set a follow-up day, where the query asks for it. */
  private async followed(actor: Actor, { follow }: TaskQuery): Promise<Filter> {
    return follow === undefined
      ? {}
      : { _id: { $in: [...(await this.followUps.daysOf(actor.personId, follow)).keys()] } };
  }

  private async followUpCounts(actor: Actor): Promise<Pick<TabCountsDto, 'followUp' | 'followUpDue'>> {
    const days = await this.followUps.daysOf(actor.personId);
    const [filter] = await this.followUpFilters(actor, [...days.keys()]);
    if (!filter) return { followUp: 0, followUpDue: 0 };
    const count = (more: Filter): Promise<number> => exactCount(this.store.connection, 'tasks', both(filter, more));
    const today = localDay(Date.now());
    const due = [...days].filter(([, day]) => day <= today).map(([task]) => task);
    const [followUp, followUpDue] = await Promise.all([
      count({}),
      due.length > 0 ? count({ _id: { $in: due } }) : Promise.resolve(0),
    ]);
    return { followUp, followUpDue };
  }

  /** Live tasks with a follow-up day, of cases that the actor may open; nothing where there is no day. */
  private async followUpFilters(actor: Actor, ids: readonly string[]): Promise<Filter[]> {
    if (ids.length === 0) return [];
    const live = await this.store
      .model(TASK, taskSchema)
      .find({ _id: { $in: ids }, closedAt: null } as never, { caseId: 1 })
      .lean<Pick<TaskRow, 'caseId'>[]>();
    const caseIds = await this.caseIds({
      _id: { $in: [...new Set(live.map(({ caseId }) => caseId))] },
      readers: { $in: readerKeys(actor, await this.proxies.held(actor)) },
    });
    return [{ _id: { $in: ids }, closedAt: null, caseId: { $in: caseIds }, barred: { $nin: [actor.personId] } }];
  }

  /** What lies by name with somebody of an organisation that the actor leads. @throws DomainError `access.denied` */
  private async memberFilter(actor: Actor, member: string): Promise<Filter> {
    const led = organisationsLedBy(actor);
    const members = await membersOf(this.store.connection, led, localDay(Date.now()));
    if (!members.some(({ personId }) => personId === member)) throw new DomainError('access.denied', {}, 'member');
    return memberLoad(actor, member, led);
  }

  /** Only what is about urgency and units needs to know. */
  private async discretion(actor: Actor, { org, priority, sort }: TaskQuery): Promise<Discretion> {
    const asked = org !== undefined || priority !== undefined || sort === 'priority';
    const own = actor.memberships.map(({ orgCode }) => orgCode);
    return { parties: asked ? await privateAmong(this.store.connection, own) : [] };
  }

  /** One filter for each index range; only open tasks have an audience. */
  private async tabFilters(actor: Actor, query: TaskQuery): Promise<Filter[]> {
    switch (query.tab) {
      case 'todo':
        return query.member === undefined
          ? offerFilters(await this.offersIn(actor, query))
          : [await this.memberFilter(actor, query.member)];
      case 'followUp':
        return this.followUpFilters(actor, [...(await this.followUps.daysOf(actor.personId)).keys()]);
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
