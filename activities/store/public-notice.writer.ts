import type { Connection } from 'mongoose';
import { modelOf } from './model-of';
import {
  PUBLIC_NOTICE_MODEL,
  publicNoticeSchema,
  type NoticeHearing,
  type PublicNoticeRecord,
} from './public-notice.schema';

/** Publishes a notice once; what stands under its id already stays as it was published. */
export async function publishNoticeRecord(connection: Connection, notice: PublicNoticeRecord): Promise<void> {
  const { _id, ...fields } = notice;
  await modelOf(connection, PUBLIC_NOTICE_MODEL, publicNoticeSchema).updateOne(
    { _id },
    { $setOnInsert: fields },
    { upsert: true },
  );
}

/** Puts time and place of the hearing beside a notice, in place of those announced before. */
export async function putHearing(connection: Connection, noticeId: string, hearing: NoticeHearing): Promise<void> {
  await modelOf(connection, PUBLIC_NOTICE_MODEL, publicNoticeSchema).updateOne(
    { _id: noticeId },
    { $set: { hearing } },
  );
}

/** Marks the announced hearing of a notice, if there is one, as not taking place. */
export async function callOffHearingOf(connection: Connection, noticeId: string): Promise<void> {
  await modelOf(connection, PUBLIC_NOTICE_MODEL, publicNoticeSchema).updateOne(
    { _id: noticeId, hearing: { $type: 'object' } },
    { $set: { 'hearing.calledOff': true } },
  );
}
