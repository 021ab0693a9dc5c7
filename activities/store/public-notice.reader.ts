import type { Connection } from 'mongoose';
import { modelOf } from './model-of';
import { PUBLIC_NOTICE_MODEL, publicNoticeSchema, type PublicNoticeRecord } from './public-notice.schema';

export async function noticeById(connection: Connection, id: string): Promise<PublicNoticeRecord | null> {
  return modelOf(connection, PUBLIC_NOTICE_MODEL, publicNoticeSchema).findById(id).lean<PublicNoticeRecord>();
}

/** Notices of a case, the newest first. */
export async function noticesOfCase(connection: Connection, caseId: string): Promise<PublicNoticeRecord[]> {
  return modelOf(connection, PUBLIC_NOTICE_MODEL, publicNoticeSchema)
    .find({ caseId })
    .sort({ publishedAt: -1 })
    .lean<PublicNoticeRecord[]>();
}

/** Notices that are open on a day, the newest first. */
export async function openNotices(connection: Connection, day: string): Promise<PublicNoticeRecord[]> {
  return modelOf(connection, PUBLIC_NOTICE_MODEL, publicNoticeSchema)
    .find({ until: { $gte: day }, from: { $lte: day } })
    .sort({ publishedAt: -1, _id: -1 })
    .lean<PublicNoticeRecord[]>();
}
