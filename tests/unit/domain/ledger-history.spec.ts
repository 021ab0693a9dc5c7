import { NO_LOAD, type ParkLoad } from '../../../workflows/domain/ledger';
import { standingOn, type ProjectHistory } from '../../../workflows/domain/ledger-history';

const load = (sumR: number, level: 1 | 2 | 3 | 4): ParkLoad => ({
  ...NO_LOAD,
  sumR,
  units: { ...NO_LOAD.units, [level]: 1 },
});

/**
 * A nitration plant: submitted on 2 March with too little chlorine stated, screened on the 4th (R 5, level 4); corrected and screened
 * anew on 10 April (R 68.4, level 2); approved on 6 May. The approval was reopened on 1 June and given again on 1 July; the project was
 * given up on 10 October.
 */
const plant: ProjectHistory = {
  key: 'LS-2026-000001',
  enterprise: '示例甲化工有限公司',
  project: '示例硝化项目',
  startedOn: '2026-03-02',
  screenings: [
    { on: '2026-03-04', park: '示例化工园区', load: load(5, 4), applicationVersion: 1 },
    { on: '2026-04-10', park: '示例化工园区', load: load(68.4, 2), applicationVersion: 2 },
  ],
  turns: [
    { on: '2026-05-06', result: 'approved' },
    { on: '2026-06-01', result: null },
    { on: '2026-07-01', result: 'conditionallyApproved' },
  ],
  lifeTurns: [{ on: '2026-10-10', result: 'abandoned' }],
};

const on = (day: string, history = plant) => {
  const standing = standingOn(history, day);
  if (!('entry' in standing)) return [standing.state];
  const { load: held, bookedOn, releasedOn } = standing.entry;
  return [standing.state, held.sumR, bookedOn, releasedOn];
};

describe('how a project stood on a day', () => {
  it('follows its record: what was screened, decided, reopened or given up later does not count', () => {
    expect(on('2026-03-01')).toEqual(['none']);
    expect(on('2026-03-03')).toEqual(['unscreened']);
    expect(on('2026-03-04')).toEqual(['underReview', 5, null, null]);
    expect(on('2026-04-09')).toEqual(['underReview', 5, null, null]);
    expect(on('2026-04-10')).toEqual(['underReview', 68.4, null, null]);
    expect(on('2026-05-05')).toEqual(['underReview', 68.4, null, null]);
    expect(on('2026-05-06')).toEqual(['booked', 68.4, '2026-05-06', null]);
    expect(on('2026-05-31')).toEqual(['booked', 68.4, '2026-05-06', null]);
    expect(on('2026-06-01')).toEqual(['underReview', 68.4, null, null]);
    expect(on('2026-07-01')).toEqual(['booked', 68.4, '2026-07-01', null]);
    expect(on('2026-10-09')).toEqual(['booked', 68.4, '2026-07-01', null]);
    expect(on('2026-10-10')).toEqual(['released', 68.4, '2026-07-01', '2026-10-10']);
    expect(on('2030-01-01')).toEqual(['released', 68.4, '2026-07-01', '2026-10-10']);
  });

  it('a project that was refused or withdrawn is in the ledger up to the day before, as under review', () => {
    for (const result of ['rejected', 'withdrawn']) {
      const refused = { ...plant, turns: [{ on: '2026-05-06', result }], lifeTurns: [] };
      expect(on('2026-05-05', refused)).toEqual(['underReview', 68.4, null, null]);
      expect(on('2026-05-06', refused)).toEqual(['none']);
    }
  });

  it('a life that ended well, or that goes on again, releases nothing', () => {
    const licensed = { ...plant, lifeTurns: [{ on: '2026-10-10', result: 'licensed' }] };
    expect(on('2026-12-31', licensed)[0]).toBe('booked');
    const revived = { ...plant, lifeTurns: [...plant.lifeTurns, { on: '2026-11-02', result: null }] };
    expect(on('2026-11-01', revived)[0]).toBe('released');
    expect(on('2026-11-02', revived)[0]).toBe('booked');
  });

  it('of two turns of one day the later one holds at its end', () => {
    const twice = {
      ...plant,
      turns: [
        { on: '2026-05-06', result: 'approved' },
        { on: '2026-05-06', result: null },
      ],
      lifeTurns: [],
    };
    expect(on('2026-05-06', twice)[0]).toBe('underReview');
  });
});
