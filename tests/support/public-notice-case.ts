import type { Connection } from 'mongoose';
import { noticesOfCase } from '../../activities/store/public-notice.reader';
import type { PublicNoticeRecord } from '../../activities/store/public-notice.schema';
import { eventually } from './eventually';
import { command, HttpReview } from './review-over-http';
import type { TestSystem } from './running-worker';

/** What an officer writes for the file only; no word of it may reach the public. */
export const INTERNAL_OPINION = '内部审查意见：装置间距偏紧，须盯防';

const DEPARTMENTS = ['emb', 'eeb', 'nrpb', 'eitb', 'hwcmo', 'frb', 'psb'];

/**
 * A nitration project that stands in its public notice. It begins on the version in force; the supervisor moves it to the whole
 * procedure, as is done with cases that are under way when a version changes.
 */
export async function inPublicNotice(system: TestSystem): Promise<{ review: HttpReview; notice: PublicNoticeRecord }> {
  const review = await (await HttpReview.submitted(system)).accepted();
  await Promise.all(DEPARTMENTS.map((org) => agree(review, org)));
  await review.task('hwedz.officer1', 'decisionDraft');
  const moved = await command(await system.loginAs('hwedz.supervisor'), `${review.path}/migrate`, {
    version: 2,
    reason: '按新版流程公示',
  });
  if (moved.status !== 200) throw new Error(`not moved: ${moved.text}`);
  await review.answer('hwedz.officer1', 'decisionDraft', 'proposeApprove', { opinion: INTERNAL_OPINION });
  await review.answer('hwedz.chief', 'decisionReview', 'approve');
  return { review, notice: await published(system.db, review.caseId) };
}

async function agree(review: HttpReview, org: string): Promise<void> {
  await review.answer(`${org}.officer1`, 'draft', 'agree', { opinion: INTERNAL_OPINION });
  await review.answer(`${org}.chief`, 'sectionReview', 'approve');
  await review.answer(`${org}.deputy`, 'sign', 'sign');
}

async function published(db: Connection, caseId: string): Promise<PublicNoticeRecord> {
  // The notice is published by an automation of the worker.
  return eventually(async () => (await noticesOfCase(db, caseId))[0], `no notice of ${caseId}`);
}
