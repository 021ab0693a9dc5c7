import type { Connection } from 'mongoose';
import { roleKey, type NotificationRow, type TaskRow } from '../../workflows/engine/rows';
import { NOTIFICATION, notificationSchema, TASK, taskSchema } from '../store/case.schema';
import type { MailDocument } from '../store/mail.schema';
import { modelOf } from '../store/model-of';
import {
  NOTIFICATION_SETTINGS,
  notificationSettingsSchema,
  type NotificationSettingsDocument,
} from '../store/notification-settings.schema';
import { addresseeById } from './audience';
import { DIGEST_LIMIT } from './digest';
import { digestText, entryOf, noticeText, testText, type MailText } from './mail-text';

export type Composed = { to: { name: string; address: string }; text: MailText } | { dropped: DropReason };
/** The person left, has no address, is no longer concerned, or the task was done meanwhile. */
export type DropReason = 'left' | 'noAddress' | 'notConcerned' | 'settled';

/** Writes a mail from what holds now: what was settled while it waited is not asked for any more. */
export async function compose(
  connection: Connection,
  mail: Pick<MailDocument, 'person' | 'kind' | 'notifications'>,
  publicUrl: string,
  now: Date,
): Promise<Composed> {
  const person = await addresseeById(connection, mail.person, now);
  if (!person) return { dropped: 'left' };
  if (!person.email) return { dropped: 'noAddress' };
  const to = { name: person.name, address: person.email };
  const settings = await modelOf(connection, NOTIFICATION_SETTINGS, notificationSettingsSchema)
    .findById(mail.person)
    .lean<NotificationSettingsDocument>();
  const language = settings?.language ?? 'zh';
  const account = `${publicUrl}/account`;
  if (mail.kind === 'test') return { to, text: testText(person.name, account, language) };
  const notices = await modelOf(connection, NOTIFICATION, notificationSchema)
    .find({ _id: { $in: mail.notifications } })
    .sort({ at: 1, _id: 1 })
    .lean<NotificationRow[]>();
  const concerning = notices.filter(({ audience }) => audience.some((key) => person.keys.includes(key)));
  if (concerning.length === 0) return { dropped: 'notConcerned' };
  const tasks = await modelOf(connection, TASK, taskSchema)
    .find({ _id: { $in: concerning.flatMap(({ taskId }) => taskId ?? []) } })
    .lean<TaskRow[]>();
  // An alarm names one task of several: who has another one is led to the case.
  const taskOf = (notice: NotificationRow) =>
    tasks.find((task) => task._id === notice.taskId && liesWith(task, mail.person, person.keys));
  const open = concerning.filter((notice) => {
    const task = taskOf(notice);
    return task === undefined || ['open', 'waiting', 'suspended'].includes(task.status);
  });
  const [first] = open;
  if (!first) return { dropped: 'settled' };
  const entries = open.map((notice) => entryOf(notice, taskOf(notice), publicUrl));
  const text =
    mail.kind === 'digest'
      ? digestText(person.name, entries, mail.notifications.length >= DIGEST_LIMIT, account, language)
      : noticeText(person.name, entries[0]!, account, language);
  return { to, text };
}

function liesWith({ assignees, claimedBy, pools }: TaskRow, personId: string, keys: readonly string[]): boolean {
  if (claimedBy !== null) return claimedBy === personId;
  return assignees.includes(personId) || pools.some(({ org, role }) => keys.includes(roleKey(org, role)));
}
