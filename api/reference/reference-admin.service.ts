import { Injectable } from '@nestjs/common';
import { currentRevisions, revisionsOf } from '../../activities/store/reference.reader';
import type { RevisionInput } from '../../activities/store/reference.revisions';
import type { ReferenceDocument } from '../../activities/store/reference.schema';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import type { CalendarYear, LimitRule } from '../../workflows/domain/limit';
import type { Reference } from '../../workflows/engine/state';
import type { Actor } from '../auth/actor';
import { AdminAudit } from '../common/admin-audit';
import { Store } from '../common/store';
import { Announcements } from './announcement.service';
import { limitVersionKey } from './limit-versions';
import { calendarYear, limitVersions } from './proposed-data';
import type { PutCalendarDto, PutLimitDto } from './reference.dto';
import { RevisionWriter } from './revision-writer.service';

/** A change that is looked at before it is made. */
export interface ProposedChange {
  calendar?: PutCalendarDto & { year: number };
  limit?: PutLimitDto & { key: string };
}

/** Changes of limits and calendars. Nothing is overwritten: every change is a further revision with who made it. */
@Injectable()
export class ReferenceAdminService {
  constructor(
    private readonly store: Store,
    private readonly writer: RevisionWriter,
    private readonly audit: AdminAudit,
    private readonly announcements: Announcements,
  ) {}

  /** Adds a version of a limit; the version before ends on the eve. Only limits that the procedures know can be set. */
  async putLimit(actor: Actor, key: string, fields: PutLimitDto): Promise<LimitRule> {
    const { rows } = await currentRevisions(this.store.connection, 'limits');
    const versions = limitVersions(rows, key, fields, localDay(Date.now()));
    const rule = versions.at(-1)!;
    const position = rows.find((row) => (row.data as LimitRule).key === key)!.position;
    await this.write(
      actor,
      rows,
      versions.map((version) => ({
        set: 'limits',
        key: limitVersionKey(version),
        position,
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
    const { rows } = await currentRevisions(this.store.connection, 'calendars');
    const calendar = calendarYear(rows, year, fields);
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

  /** Calendars and limits as they would stand with a change; nothing is written. @throws as the change itself would */
  async proposed({ calendar, limit }: ProposedChange): Promise<Reference> {
    const { connection } = this.store;
    const [calendars, limits] = await Promise.all([
      currentRevisions(connection, 'calendars'),
      currentRevisions(connection, 'limits'),
    ]);
    const now = {
      calendars: calendars.rows.map((row) => row.data as CalendarYear).sort((a, b) => a.year - b.year),
      limits: limits.rows.map((row) => row.data as LimitRule),
    };
    if (calendar) {
      const year = calendarYear(calendars.rows, calendar.year, calendar);
      now.calendars = [...now.calendars.filter((one) => one.year !== year.year), year].sort((a, b) => a.year - b.year);
    }
    if (limit) {
      const { key, ...fields } = limit;
      const versions = limitVersions(limits.rows, key, fields, localDay(Date.now()));
      const replaced = new Set(versions.map(limitVersionKey));
      now.limits = [...now.limits.filter((rule) => !replaced.has(limitVersionKey(rule))), ...versions];
    }
    return now;
  }

  /** Everything that was ever written under a key, the first revision first. */
  async history(set: string, key: string): Promise<ReferenceDocument[]> {
    const rows = await revisionsOf(this.store.connection, set, key);
    if (rows.length === 0) throw new DomainError('resource.unknown');
    return rows;
  }

  private async write(actor: Actor, current: readonly ReferenceDocument[], inputs: RevisionInput[]): Promise<void> {
    await this.writer.add(actor, current, inputs);
    await this.announcements.announce();
  }
}
