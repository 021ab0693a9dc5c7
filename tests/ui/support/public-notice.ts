import { createConnection } from 'mongoose';
import { eventually } from '../../support/eventually';
import { as, complete, departmentOpinion, departmentsOf, submitPlant } from './people';
import { ownEnvironment } from './system';

/** Written for the file only: no page for the public shows a word of it. */
export const INTERNAL_OPINION = '内部审查意见：装置间距偏紧，须盯防。';

export interface Published {
  caseId: string;
  noticeId: string;
}

/**
 * A project on public notice. It begins on the version in force; the supervisor moves it to the whole procedure, as is done with cases
 * that are under way when a version changes.
 */
export async function publishedPlant(title: string): Promise<Published> {
  const { caseId } = await submitPlant(title);
  await complete('hwedz.window1', caseId, 'accept');
  for (const org of await departmentsOf(caseId))
    await departmentOpinion(caseId, org, 'agree', { opinion: INTERNAL_OPINION });
  const supervisor = await as('hwedz.supervisor');
  await supervisor.post(`/cases/${caseId}/migrate`, { version: 2, reason: '按新版流程公示' });
  await complete('hwedz.officer1', caseId, 'proposeApprove', { opinion: INTERNAL_OPINION });
  await complete('hwedz.chief', caseId, 'approve');
  return { caseId, noticeId: await noticeOf(caseId) };
}

async function noticeOf(caseId: string): Promise<string> {
  const officer = await as('hwedz.officer1');
  return eventually(async () => {
    const { facts } = await officer.get(`/cases/${caseId}`);
    return typeof facts.noticeId === 'string' && facts.noticeId;
  }, `${caseId} was not published`);
}

/** The same notice once more, with other days and a hearing that was announced: what would otherwise need a week of waiting. */
export async function noticeOverAWeekAgo(noticeId: string): Promise<string> {
  const connection = await createConnection(ownEnvironment()['MONGODB_URI']!).asPromise();
  try {
    const notices = connection.collection('public_notices');
    const notice = await notices.findOne({ _id: noticeId as never });
    const over = {
      ...notice,
      _id: `${noticeId}0`,
      from: '2026-01-05',
      until: '2026-01-12',
      hearingUntil: '2026-01-12',
      hearing: { on: '2026-01-21', time: '9:30', place: '示例街道会议室', announcedAt: 1, calledOff: false },
    };
    await notices.insertOne({ ...over, publishedAt: 1 } as never);
    return over._id;
  } finally {
    await connection.close();
  }
}
