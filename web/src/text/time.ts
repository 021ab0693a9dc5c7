import { preferences } from './preferences';

/** Everything is shown in the time of the law, wherever the reader sits. */
const ZONE = 'Asia/Shanghai';
const locale = (): string => (preferences().language === 'zh' ? 'zh-CN' : 'en-GB');

type Moment = number | string;

/** 2026-11-24 */
export function day(moment: Moment): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date(moment));
}

/** 2026-11-24 09:30 */
export function minute(moment: Moment): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(moment),
  );
}

/** 09:30:15 */
export function second(moment: Moment): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, timeStyle: 'medium' }).format(new Date(moment));
}

/** 11月24日 周二 */
export function longDay(moment: Moment): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: ZONE, dateStyle: 'full' }).format(new Date(moment));
}

export const today = (): string => day(Date.now());

/** Days between two local days. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
