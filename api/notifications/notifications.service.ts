import { Injectable } from '@nestjs/common';
import { NOTIFICATION, notificationSchema } from '../../activities/store/case.schema';
import {
  BROWSER_KINDS,
  NOTIFICATION_READ,
  NOTIFICATION_SETTINGS,
  notificationReadSchema,
  notificationSettingsSchema,
  UNREAD_DAYS,
  type NotificationReadDocument,
  type NotificationSettingsDocument,
} from '../../activities/store/notification-settings.schema';
import { personById } from '../../activities/store/person.reader';
import { DAY_MS } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import type { NotificationRow } from '../../workflows/engine/rows';
import { audienceKeysOf, type Actor } from '../auth/actor';
import { exactCount } from '../common/exact-count';
import { keyedPage } from '../common/keyed-page';
import { Store } from '../common/store';
import { sendsMails } from './mail-admin.service';
import {
  NOTIFICATION_TYPES,
  type NotificationDto,
  type NotificationPage,
  type NotificationQuery,
  type PreferencesDto,
  type PreferencesViewDto,
} from './notifications.dto';

/** What a person was told, and what of it they have read. Rows are the case writer's; reading is noted beside them. */
@Injectable()
export class Notifications {
  constructor(private readonly store: Store) {}

  async page(actor: Actor, query: NotificationQuery): Promise<NotificationPage> {
    const settings = await this.settings(actor);
    const since = readUpTo(settings);
    const reads = await this.readIds(actor);
    const fresh = query.unread === 'true' ? { at: { $gt: since }, _id: { $nin: [...reads] } } : {};
    const { items, next } = await keyedPage(this.store.model(NOTIFICATION, notificationSchema), {
      filters: audienceKeysOf(actor).map((audience) => ({ audience, ...wanted(settings), ...fresh })),
      field: 'at',
      direction: -1,
      cursor: query.cursor,
      limit: query.limit,
    });
    return { items: items.map((row) => viewOf(row, row.at <= since || reads.has(row._id))), next };
  }

  /** Exact: what is hidden by choice, read one by one, or read up to a moment is left out. */
  async unread(actor: Actor): Promise<number> {
    const [settings, reads] = await Promise.all([this.settings(actor), this.readIds(actor)]);
    return exactCount(this.store.connection, 'notifications', {
      audience: { $in: audienceKeysOf(actor) },
      at: { $gt: readUpTo(settings) },
      ...wanted(settings),
      ...(reads.size > 0 ? { _id: { $nin: [...reads] } } : {}),
    });
  }

  /** @throws DomainError `resource.unknown`, also for one that was told to others */
  async read(actor: Actor, notificationId: string): Promise<void> {
    const row = await this.store
      .model(NOTIFICATION, notificationSchema)
      .findById(notificationId)
      .lean<NotificationRow>();
    const keys = audienceKeysOf(actor);
    if (!row?.audience.some((key) => keys.includes(key))) {
      throw new DomainError('resource.unknown');
    }
    await this.store
      .model(NOTIFICATION_READ, notificationReadSchema)
      .updateOne(
        { _id: `${actor.personId}:${notificationId}` },
        { $setOnInsert: { person: actor.personId, notification: notificationId, at: new Date() } },
        { upsert: true },
      );
  }

  /** Moves only forward; the single marks before it are no longer needed. */
  async readAll(actor: Actor, until: number = Date.now()): Promise<void> {
    const moment = Math.min(until, Date.now());
    await this.store
      .model(NOTIFICATION_SETTINGS, notificationSettingsSchema)
      .updateOne({ _id: actor.personId }, { $max: { readUpTo: moment } }, { upsert: true });
    // A mark was made after its notification, so marks up to the moment are of notifications up to it.
    await this.store
      .model(NOTIFICATION_READ, notificationReadSchema)
      .deleteMany({ person: actor.personId, at: { $lte: new Date(moment) } });
  }

  async preferences(actor: Actor): Promise<PreferencesViewDto> {
    const [{ channels, browser = {}, language }, person, mailSent] = await Promise.all([
      this.settings(actor),
      personById(this.store.connection, actor.personId),
      sendsMails(this.store),
    ]);
    return {
      channels: NOTIFICATION_TYPES.map((type) => ({
        type,
        channel: channels[type] ?? 'page',
        browser: browser[type] ?? BROWSER_KINDS.includes(type),
      })),
      language: language ?? 'zh',
      mailSent,
      address: person?.email ?? null,
    };
  }

  async prefer(actor: Actor, { channels, language }: PreferencesDto): Promise<PreferencesViewDto> {
    const set = {
      ...Object.fromEntries(channels.map(({ type, channel }) => [`channels.${type}`, channel])),
      ...Object.fromEntries(
        channels.flatMap(({ type, browser }) => (browser === undefined ? [] : [[`browser.${type}`, browser]])),
      ),
      ...(language === undefined ? {} : { language }),
    };
    if (Object.keys(set).length > 0) {
      await this.store
        .model(NOTIFICATION_SETTINGS, notificationSettingsSchema)
        .updateOne({ _id: actor.personId }, { $set: set }, { upsert: true });
    }
    return this.preferences(actor);
  }

  private async settings(actor: Actor): Promise<NotificationSettingsDocument> {
    const found = await this.store
      .model(NOTIFICATION_SETTINGS, notificationSettingsSchema)
      .findById(actor.personId)
      .lean<NotificationSettingsDocument>();
    return { ...found, _id: actor.personId, readUpTo: found?.readUpTo ?? 0, channels: found?.channels ?? {} };
  }

  private async readIds(actor: Actor): Promise<Set<string>> {
    const marks = await this.store
      .model(NOTIFICATION_READ, notificationReadSchema)
      .find({ person: actor.personId }, { notification: 1 })
      .lean<NotificationReadDocument[]>();
    return new Set(marks.map((m) => m.notification));
  }
}

function readUpTo(settings: NotificationSettingsDocument): number {
  return Math.max(settings.readUpTo, Date.now() - UNREAD_DAYS * DAY_MS);
}

function wanted({ channels }: NotificationSettingsDocument): Record<string, unknown> {
  const off = NOTIFICATION_TYPES.filter((type) => channels[type] === 'off');
  return off.length > 0 ? { type: { $nin: off } } : {};
}

/** The audience stays here: it names others; so does the mark of the outbox. */
function viewOf(
  { _id, audience: _audience, mail: _mail, ...row }: NotificationRow & { mail?: string },
  read: boolean,
): NotificationDto {
  return { notificationId: _id, ...row, read };
}
