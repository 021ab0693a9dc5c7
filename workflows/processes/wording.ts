import type { Label, Outcome } from './definition';

/** A name in both languages; keeps the tables one line per name. */
export const t = (zh: string, en: string): Label => ({ zh, en });

/** A return 退回 to an earlier stage: who returns always states the reasons. */
export function sendBack(code: string, name: Label, to: string): Outcome {
  return { code, name, to, kind: 'return', demands: { opinion: true }, tone: 'negative' };
}
