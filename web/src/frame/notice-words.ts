import type { frameText } from './frame.text';

/** What a kind of notification is called. */
export const NOTICE_WORDS: Record<string, keyof typeof frameText> = {
  taskAssigned: 'noticeTaskAssigned',
  taskUrged: 'noticeTaskUrged',
  clockWarning: 'noticeClockWarning',
  clockOverdue: 'noticeClockOverdue',
  clockReminder: 'noticeClockReminder',
  caseReturned: 'noticeCaseReturned',
  caseEnded: 'noticeCaseEnded',
  copied: 'noticeCopied',
  mentioned: 'noticeMentioned',
  dueMoved: 'noticeDueMoved',
  objectionReceived: 'noticeObjectionReceived',
};
