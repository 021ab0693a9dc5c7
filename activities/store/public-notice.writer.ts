import type { Connection } from 'mongoose';
import { modelOf } from './model-of';
import { PUBLIC_NOTICE_MODEL, publicNoticeSchema, type PublicNoticeRecord } from './public-notice.schema';

/** Publishes a notice once; what stands under its id already stays as it was published. */
export async function publishNoticeRecord(connection: Connection, notice: PublicNoticeRecord): Promise<void> {
  const { _id, ...fields } = notice;
  await modelOf(connection, PUBLIC_NOTICE_MODEL, publicNoticeSchema).updateOne(
    { _id },
    { $setOnInsert: fields },
    { upsert: true },
  );
}
