import type { NotificationRow, TaskRow } from '../../workflows/engine/rows';
import type { Label } from '../../workflows/processes/definition';

export type MailLanguage = keyof Label;

/** What a mail says of one notification: no names of others, no opinions, no notes that somebody wrote. */
export interface MailEntry {
  type: NotificationRow['type'];
  title: string;
  caseNo: string;
  /** What to do, and by when; null where there is nothing to do. */
  stageName: Label | null;
  dueDay: string | null;
  link: string;
}

export interface MailText {
  subject: string;
  text: string;
}

const KINDS: Record<NotificationRow['type'], Label> = {
  taskAssigned: { zh: '新的待办', en: 'New task' },
  taskUrged: { zh: '收到催办', en: 'You are urged' },
  clockWarning: { zh: '即将到期', en: 'Due soon' },
  clockOverdue: { zh: '已经超期', en: 'Overdue' },
  clockReminder: { zh: '超期提醒', en: 'Overdue reminder' },
  caseReturned: { zh: '案件退回', en: 'Sent back' },
  caseEnded: { zh: '案件办结', en: 'Closed' },
  copied: { zh: '抄送给您', en: 'Copied to you' },
  mentioned: { zh: '请您答复', en: 'You were asked' },
  dueMoved: { zh: '期限变动', en: 'Due date moved' },
  objectionReceived: { zh: '收到公示异议', en: 'Objection received' },
};

const WORDS = {
  hello: { zh: '{name}，您好：', en: 'Dear {name},' },
  matter: { zh: '案件：{title}（{caseNo}）', en: 'Case: {title} ({caseNo})' },
  toDo: { zh: '办理事项：{what}', en: 'To do: {what}' },
  due: { zh: '办理期限：{day}', en: 'Due: {day}' },
  open: { zh: '查看：{link}', en: 'Open: {link}' },
  digestSubject: { zh: '今日办理提醒：{n} 条通知', en: 'Your daily summary: {n} notifications' },
  digestHead: {
    zh: '自上次提醒以来，您有 {n} 条未读通知：',
    en: 'Since the last summary you have {n} unread notifications:',
  },
  more: { zh: '更早的通知请登录系统查看。', en: 'Sign in to see the earlier ones.' },
  test: { zh: '测试邮件', en: 'Test mail' },
  testText: { zh: '收到这封邮件，说明邮件通知工作正常。', en: 'If you read this, notifications by mail work.' },
  foot: {
    zh: '本邮件由系统自动发出，请勿回复。通知方式可在“账户与安全”中更改：{link}',
    en: 'Sent automatically; do not reply. Change how you are told under “Account”: {link}',
  },
} satisfies Record<string, Label>;

const PRODUCT = 'HazFlow';

/** The mail on one notification. */
export function noticeText(name: string, entry: MailEntry, account: string, language: MailLanguage): MailText {
  const kind = KINDS[entry.type][language];
  return {
    subject: oneLine(`【${PRODUCT}】${kind}：${entry.title}（${entry.caseNo}）`),
    text: letter(name, [kind, ...linesOf(entry, language)], account, language),
  };
}

/** The daily mail. @param cut there were more than it holds */
export function digestText(
  name: string,
  entries: readonly MailEntry[],
  cut: boolean,
  account: string,
  language: MailLanguage,
): MailText {
  const say = speaker(language);
  return {
    subject: `【${PRODUCT}】${say('digestSubject', { n: entries.length })}`,
    text: letter(
      name,
      [
        say('digestHead', { n: entries.length }),
        ...entries.flatMap((entry, i) => [
          '',
          `${i + 1}. ${KINDS[entry.type][language]}`,
          ...linesOf(entry, language).map((line) => `   ${line}`),
        ]),
        ...(cut ? ['', say('more')] : []),
      ],
      account,
      language,
    ),
  };
}

/** The mail by which an administrator tries whether mails arrive. */
export function testText(name: string, account: string, language: MailLanguage): MailText {
  const say = speaker(language);
  return { subject: `【${PRODUCT}】${say('test')}`, text: letter(name, [say('testText')], account, language) };
}

function linesOf(entry: MailEntry, language: MailLanguage): string[] {
  const say = speaker(language);
  return [
    say('matter', { title: oneLine(entry.title), caseNo: entry.caseNo }),
    ...(entry.stageName ? [say('toDo', { what: entry.stageName[language] })] : []),
    ...(entry.dueDay ? [say('due', { day: entry.dueDay })] : []),
    say('open', { link: entry.link }),
  ];
}

function letter(name: string, lines: readonly string[], account: string, language: MailLanguage): string {
  const say = speaker(language);
  return [say('hello', { name }), '', ...lines, '', '—', say('foot', { link: account }), ''].join('\n');
}

function speaker(
  language: MailLanguage,
): (word: keyof typeof WORDS, params?: Record<string, string | number>) => string {
  return (word, params = {}) =>
    WORDS[word][language].replace(/\{(\w+)\}/g, (_, key: string) => String(params[key] ?? ''));
}

/** A title that holds a line break must not begin a line of its own. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** What a mail says of a notification. @param task the row of its task as it is now, if it is the reader's */
export function entryOf(notice: NotificationRow, task: TaskRow | undefined, publicUrl: string): MailEntry {
  return {
    type: notice.type,
    title: notice.title,
    caseNo: notice.caseNo,
    stageName: task?.stageName ?? null,
    dueDay: task?.dueDay ?? (notice.params['dueDay'] || null),
    link: task
      ? `${publicUrl}/inbox?task=${encodeURIComponent(task._id)}`
      : `${publicUrl}/cases/${encodeURIComponent(notice.caseId)}`,
  };
}
