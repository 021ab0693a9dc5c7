import { Injectable } from '@nestjs/common';
import { currentRevisions, revisionsOf } from '../../activities/store/reference.reader';
import { addRevisions, type RevisionInput } from '../../activities/store/reference.revisions';
import type { ReferenceDocument } from '../../activities/store/reference.schema';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError, invalidInput } from '../../workflows/domain/errors';
import type { CalendarYear, LimitRule } from '../../workflows/domain/limit';
import type { Actor } from '../auth/actor';
import { AdminAudit } from '../common/admin-audit';
import { isDuplicateKey } from '../common/duplicate-key';
import { Store } from '../common/store';
import { Announcements } from './announcement.service';
import { calendarProblems } from './calendar-rules';
import { limitVersionKey, withLimitVersion } from './limit-versions';
import type { PutCalendarDto, PutLimitDto } from './reference.dto';
import { ReferenceService } from './reference.service';

/** Changes of limits and calendars. Nothing is overwritten: every change is a further revision with who made it. */
@Injectable()
export class ReferenceAdminService {
  constructor(
    private readonly store: Store,
    private readonly reference: ReferenceService,
    private readonly audit: AdminAudit,
    private readonly announcements: Announcements,
  ) {}

  /** Adds a version of a limit; the version before ends on the eve. Only limits that the procedures know can be set. */
  async putLimit(actor: Actor, key: string, fields: PutLimitDto): Promise<LimitRule> {
    const { rows } = await currentRevisions(this.store.connection, 'limits');
    const own = rows.filter((row) => (row.data as LimitRule).key === key);
    if (own.length === 0) throw new DomainError('resource.unknown');
    const rule: LimitRule = { ...(JSON.parse(JSON.stringify(fields)) as PutLimitDto), key };
    const versions = withLimitVersion(
      own.map((row) => row.data as LimitRule),
      rule,
      localDay(Date.now()),
    );
    await this.write(
      actor,
      rows,
      versions.map((version) => ({
        set: 'limits',
        key: limitVersionKey(version),
        position: own[0]!.position,
        data: version,
        effectiveFrom: version.effectiveFrom,
        effectiveTo: version.effectiveTo,
        source: version.source,
      })),
    );
    await this.audit.record(actor, 'limit.put', key, rule);
    return rule;
  }

  /** Publishes a year, or corrects it: the version grows. */
  async putCalendar(actor: Actor, year: number, fields: PutCalendarDto): Promise<CalendarYear> {
    const problems = calendarProblems(year, fields);
    if (problems.length > 0) throw invalidInput(problems);
    const { rows } = await currentRevisions(this.store.connection, 'calendars');
    const before = rows.find((row) => row.key === String(year))?.data as CalendarYear | undefined;
    const calendar: CalendarYear = {
      year,
      off: [...fields.off].sort(),
      makeUp: [...fields.makeUp].sort(),
      source: fields.source,
      version: (before?.version ?? 0) + 1,
    };
    await this.write(actor, rows, [
      {
        set: 'calendars',
        key: String(year),
        position: year,
        data: calendar,
        effectiveFrom: `${year}-01-01`,
        effectiveTo: `${year}-12-31`,
        source: fields.source,
      },
    ]);
    await this.audit.record(actor, 'calendar.put', String(year), calendar);
    return calendar;
  }

  /** Everything that was ever written under a key, the first revision first. */
  async history(set: string, key: string): Promise<ReferenceDocument[]> {
    const rows = await revisionsOf(this.store.connection, set, key);
    if (rows.length === 0) throw new DomainError('resource.unknown');
    return rows;
  }

  private async write(actor: Actor, current: readonly ReferenceDocument[], inputs: RevisionInput[]): Promise<void> {
    const revisions = inputs.map((input) => ({
      input,
      after: current.find((row) => row.key === input.key)?.revision ?? 0,
    }));
    try {
      await addRevisions(this.store.connection, revisions, actor.personId, new Date());
    } catch (error) {
      if (isDuplicateKey(error)) throw new DomainError('resource.changed');
      throw error;
    }
    this.reference.forget();
    await this.announcements.announce();
  }
}
