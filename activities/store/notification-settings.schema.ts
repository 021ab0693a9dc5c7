import { Schema } from 'mongoose';
import type { NotificationRow } from '../../workflows/engine/rows';

export type NotificationType = NotificationRow['type'];
/** `page`: in the list only; `mail`: also by mail at once; `digest`: also in the mail of the next morning; `off`: not at all. */
export type Channel = 'page' | 'mail' | 'digest' | 'off';

/** What a person chose, and up to when they have read. */
export interface NotificationSettingsDocument {
  /** Person. */
  _id: string;
  /** Epoch milliseconds: everything up to there counts as read. */
  readUpTo: number;
  channels: Partial<Record<NotificationType, Channel>>;
  /** Kinds that a browser tells of by itself where the person allowed it to; those of `BROWSER_KINDS` when absent. */
  browser?: Partial<Record<NotificationType, boolean>>;
  /** Language of mails; Chinese when absent. */
  language?: 'zh' | 'en';
  /** Epoch milliseconds: up to there a daily mail has told. */
  digestedUpTo?: number;
}

/** One notification read by one person. Not part of any record. */
export interface NotificationReadDocument {
  /** `<person>:<notification>`. */
  _id: string;
  person: string;
  notification: string;
  at: Date;
}

/** What somebody who allows it is told of by the browser unless they choose otherwise: what waits for them, and what runs out. */
export const BROWSER_KINDS: readonly NotificationType[] = [
  'taskAssigned',
  'taskUrged',
  'clockWarning',
  'clockOverdue',
  'caseReturned',
  'mentioned',
];

export const NOTIFICATION_SETTINGS = 'NotificationSettings';
export const NOTIFICATION_READ = 'NotificationRead';

/** Unread longer than this counts as read: the list stays finite for who never opens it [design]. */
export const UNREAD_DAYS = 90;

export const notificationSettingsSchema = new Schema<NotificationSettingsDocument>(
  {
    _id: { type: String, required: true },
    readUpTo: { type: Number, default: 0 },
    channels: { type: Object, default: {} },
    browser: Object,
    language: String,
    digestedUpTo: Number,
  },
  { collection: 'notification_settings', versionKey: false, minimize: false },
);

export const notificationReadSchema = new Schema<NotificationReadDocument>(
  {
    _id: { type: String, required: true },
    person: { type: String, required: true },
    notification: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { collection: 'notification_reads', versionKey: false },
);

notificationReadSchema.index({ person: 1, at: -1 });
notificationReadSchema.index({ at: 1 }, { expireAfterSeconds: UNREAD_DAYS * 86_400 });
