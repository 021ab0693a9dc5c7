/** What the stream says of a notification. */
export interface ToldNotice {
  _id: string;
  type: string;
  caseId: string;
  caseNo: string;
  title: string;
  taskId: string | null;
  /** Epoch milliseconds. */
  at: number;
}

export interface NoticeChoice {
  type: string;
  channel: string;
  browser: boolean;
}

/** What came while the line was cut is in the list; the screen is not filled with it. */
const FRESH_MS = 10 * 60_000;

/** Those that somebody wants to be told by the browser, of what has just happened. */
export function wantedNotices(
  told: readonly ToldNotice[],
  choices: readonly NoticeChoice[],
  now: number,
): readonly ToldNotice[] {
  const wanted = new Set(choices.filter((one) => one.browser && one.channel !== 'off').map(({ type }) => type));
  return told.filter(({ type, at }) => wanted.has(type) && now - at < FRESH_MS);
}
