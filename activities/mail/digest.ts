import type { Connection } from 'mongoose';
import { localDay } from '../../workflows/domain/calendar';
import type { NotificationRow } from '../../workflows/engine/rows';
import { NOTIFICATION, notificationSchema } from '../store/case.schema';
import { MAIL, mailSchema, type MailDocument } from '../store/mail.schema';
import { modelOf } from '../store/model-of';
import {
  NOTIFICATION_READ,
  NOTIFICATION_SETTINGS,
  notificationReadSchema,
  notificationSettingsSchema,
  type NotificationReadDocument,
  type NotificationSettingsDocument,
} from '../store/notification-settings.schema';
import { addresseeById } from './audience';
import { insertMails } from './outbox';

/** The first digest of a person reaches back so far. */
const FIRST_MS = 86_400_000;
/** Notifications that one digest tells of; the page has the others. */
export const DIGEST_LIMIT = 100;

/**
 * Makes the daily mail of everybody who chose it for some kind of notification: what they were told since the last one and have not read.
 * One per person and local day however often it runs; nothing new, no mail.
 */
export async function writeDigests(
  connection: Connection,
  now: Date,
  alive: (people: number) => void = () => undefined,
): Promise<{ people: number; mails: number }> {
  const settings = modelOf(connection, NOTIFICATION_SETTINGS, notificationSettingsSchema);
  let people = 0;
  let mails = 0;
  for await (const row of settings.find({}).lean<NotificationSettingsDocument>().cursor()) {
    const types = Object.entries(row.channels ?? {})
      .filter(([, channel]) => channel === 'digest')
      .map(([type]) => type);
    if (types.length === 0) continue;
    people += 1;
    mails += await digestOf(connection, row, types, now);
    alive(people);
  }
  return { people, mails };
}

async function digestOf(
  connection: Connection,
  settings: NotificationSettingsDocument,
  types: string[],
  now: Date,
): Promise<number> {
  const person = await addresseeById(connection, settings._id, now);
  if (!person) return 0;
  const until = now.getTime();
  const since = Math.max(settings.readUpTo ?? 0, settings.digestedUpTo ?? until - FIRST_MS);
  const read = await modelOf(connection, NOTIFICATION_READ, notificationReadSchema)
    .find({ person: person.personId, at: { $gt: new Date(since) } }, { notification: 1 })
    .lean<NotificationReadDocument[]>();
  const rows = await modelOf(connection, NOTIFICATION, notificationSchema)
    .find({
      audience: { $in: person.keys },
      at: { $gt: since, $lte: until },
      type: { $in: types as NotificationRow['type'][] },
      _id: { $nin: read.map(({ notification }) => notification) },
    })
    .sort({ at: -1, _id: -1 })
    .limit(DIGEST_LIMIT)
    .lean<NotificationRow[]>();
  const told = (upTo: number) =>
    modelOf(connection, NOTIFICATION_SETTINGS, notificationSettingsSchema).updateOne(
      { _id: settings._id },
      { $max: { digestedUpTo: upTo } },
    );
  if (rows.length === 0) {
    await told(until);
    return 0;
  }
  const _id = `digest:${localDay(until)}:${person.personId}`;
  const notifications = rows.map((row) => row._id).reverse();
  const made = await insertMails(connection, [{ _id, person: person.personId, notifications }], 'digest', now);
  // In a second run of the day what came between the two belongs to tomorrow's mail.
  const mail = await modelOf(connection, MAIL, mailSchema).findById(_id).lean<MailDocument>();
  await told(mail?.createdAt.getTime() ?? until);
  return made;
}
