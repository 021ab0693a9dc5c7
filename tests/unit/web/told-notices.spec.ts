import { wantedNotices, type ToldNotice } from '../../../web/src/frame/told-notices';

const NOW = Date.parse('2026-11-26T10:00:00+08:00');
const told = (type: string, minutesAgo = 0): ToldNotice => ({
  _id: `${type}/${minutesAgo}`,
  type,
  caseId: 'LS-2026-000001',
  caseNo: 'LS-2026-000001',
  title: '示例项目',
  taskId: null,
  at: NOW - minutesAgo * 60_000,
});
const choices = [
  { type: 'taskAssigned', channel: 'page', browser: true },
  { type: 'taskUrged', channel: 'mail', browser: true },
  { type: 'copied', channel: 'page', browser: false },
  { type: 'caseEnded', channel: 'off', browser: true },
];
const kinds = (all: readonly ToldNotice[]): string[] => wantedNotices(all, choices, NOW).map(({ type }) => type);

describe('what the browser tells of', () => {
  it('is what was chosen, whatever else is sent; nothing of a kind of which somebody wants to hear nothing', () => {
    expect(kinds(['taskAssigned', 'taskUrged', 'copied', 'caseEnded', 'unheardOf'].map((type) => told(type)))).toEqual([
      'taskAssigned',
      'taskUrged',
    ]);
  });

  it('is what has just happened, not what came while the line was cut', () => {
    expect(kinds([told('taskAssigned', 9), told('taskUrged', 10), told('taskUrged', 600)])).toEqual(['taskAssigned']);
  });
});
