import type { Connection } from 'mongoose';
import type { CaseActivities, CommitInput } from '../../workflows/engine/ports';
import type { NotificationRow } from '../../workflows/engine/rows';
import { NOTIFICATION, notificationSchema } from '../store/case.schema';
import { MAIL, mailSchema, type MailDocument } from '../store/mail.schema';
import { modelOf } from '../store/model-of';
import {
  NOTIFICATION_SETTINGS,
  notificationSettingsSchema,
  type NotificationSettingsDocument,
} from '../store/notification-settings.schema';
import { peopleOf } from './audience';

/** A notification of which nobody has looked yet whether it goes out by mail. The mark is written with it, in the case's transaction. */
type OutboxRow = NotificationRow & { mail?: 'due' };

/** Notifications looked at in one round. */
const BATCH = 200;

/** Marks what a case's turn tells, so that a mail follows for sure although it is sent later. */
export function markingForMail(commit: CaseActivities['commitCase']): CaseActivities['commitCase'] {
  return (input: CommitInput) =>
    commit({ ...input, notifications: input.notifications.map((row): OutboxRow => ({ ...row, mail: 'due' })) });
}

/**
 * Makes the mails of notifications that were marked, for those who want that kind by mail at once. May be done by several workers, and
 * again after a crash: a mail has the id of its notification and its person.
 * @returns how many notifications were looked at
 */
export async function planMails(connection: Connection, now: Date): Promise<number> {
  const notifications = modelOf(connection, NOTIFICATION, notificationSchema);
  const due = await notifications
    .find({ mail: 'due' } as never)
    .sort({ _id: 1 })
    .limit(BATCH)
    .lean<OutboxRow[]>();
  if (due.length === 0) return 0;
  const wanting = await whoWantsAtOnce(connection);
  const mails: NewMail[] = [];
  for (const { _id, type, audience } of due) {
    const wanted = wanting.get(type);
    if (!wanted) continue;
    for (const { personId } of await peopleOf(connection, audience, now)) {
      if (wanted.has(personId)) mails.push({ _id: `n:${_id}:${personId}`, person: personId, notifications: [_id] });
    }
  }
  await insertMails(connection, mails, 'atOnce', now);
  await notifications.updateMany({ _id: { $in: due.map(({ _id }) => _id) } }, { $unset: { mail: 1 } });
  return due.length;
}

type NewMail = Pick<MailDocument, '_id' | 'person' | 'notifications'>;

/** Adds mails that are not there yet. */
export async function insertMails(
  connection: Connection,
  mails: readonly NewMail[],
  kind: 'atOnce' | 'digest',
  now: Date,
): Promise<number> {
  if (mails.length === 0) return 0;
  const { upsertedCount } = await modelOf(connection, MAIL, mailSchema).bulkWrite(
    mails.map(({ _id, ...mail }) => ({
      updateOne: {
        filter: { _id },
        update: {
          $setOnInsert: {
            ...mail,
            kind,
            state: 'waiting',
            reason: null,
            attempts: 0,
            createdAt: now,
            nextAt: now,
            sentAt: null,
          },
        },
        upsert: true,
      },
    })),
    { ordered: false },
  );
  return upsertedCount;
}

/** Kind of notification → people who want it by mail at once. */
async function whoWantsAtOnce(connection: Connection): Promise<Map<string, Set<string>>> {
  const rows = await modelOf(connection, NOTIFICATION_SETTINGS, notificationSettingsSchema)
    .find({}, { channels: 1 })
    .lean<Pick<NotificationSettingsDocument, '_id' | 'channels'>[]>();
  const wanting = new Map<string, Set<string>>();
  for (const { _id, channels } of rows) {
    for (const [type, channel] of Object.entries(channels ?? {})) {
      if (channel === 'mail') wanting.set(type, (wanting.get(type) ?? new Set()).add(_id));
    }
  }
  return wanting;
}
