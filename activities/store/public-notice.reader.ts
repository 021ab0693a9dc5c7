import type { Connection } from 'mongoose';
import { modelOf } from './model-of';
import { PUBLIC_NOTICE_MODEL, publicNoticeSchema, type PublicNoticeRecord } from './public-notice.schema';

/** Notices that are open on a day, the newest first. */
export async function openNotices(connection: Connection, day: string): Promise<PublicNoticeRecord[]> {
  return modelOf(connection, PUBLIC_NOTICE_MODEL, publicNoticeSchema)
    .find({ until: { $gte: day }, from: { $lte: day } })
    .sort({ until: -1, _id: 1 })
    .lean<PublicNoticeRecord[]>();
}
