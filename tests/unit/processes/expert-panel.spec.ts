import { completePanel, type PoolExpert } from '../../../activities/automations/expert-panel';

const pool: PoolExpert[] = [
  { person: 'a', specialities: ['process', 'safety'], worksFor: '示例一' },
  { person: 'b', specialities: ['safety'], worksFor: '示例二' },
  { person: 'c', specialities: ['safety'], worksFor: '示例设计院' },
  { person: 'd', specialities: ['environment'], worksFor: '示例三' },
];
const ask = (change: Partial<Parameters<typeof completePanel>[0]> = {}) =>
  completePanel({ specialities: ['safety', 'process'], pool, parties: [], asked: [], seed: 'LS-1', ...change });

describe('专家抽取', () => {
  it('does not use up for a common speciality whom a rare one needs', () => {
    const { experts, uncovered } = ask();
    expect(experts[0]).toBe('a');
    expect(['b', 'c']).toContain(experts[1]);
    expect(uncovered).toEqual([]);
  });

  it('draws the same panel again, and another one for another case', () => {
    expect(ask()).toEqual(ask());
    const drawn = new Set(Array.from({ length: 40 }, (_, n) => ask({ seed: `LS-${n}` }).experts[1]));
    expect(drawn).toEqual(new Set(['b', 'c']));
  });

  it('draws nobody from the house of a party', () => {
    for (let n = 0; n < 20; n++) {
      expect(ask({ seed: `LS-${n}`, parties: ['示例设计院'] }).experts).toEqual(['a', 'b']);
    }
  });

  it('keeps who advised and replaces who recused, never by the same person', () => {
    const { experts, toAsk } = ask({
      asked: [
        { person: 'a', recused: false },
        { person: 'b', recused: true },
      ],
    });
    expect(experts).toEqual(['a', 'c']);
    expect(toAsk).toEqual(['c']);
  });

  it('says for which speciality nobody is left', () => {
    expect(ask({ specialities: ['environment'], asked: [{ person: 'd', recused: true }] })).toEqual({
      experts: [],
      toAsk: [],
      uncovered: ['environment'],
    });
  });
});
