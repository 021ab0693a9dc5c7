import {
  entriesOn,
  ledgerLines,
  loadOf,
  NO_LOAD,
  parkNamed,
  releases,
  together,
  type LedgerEntry,
  type LedgerMeasure,
  type Park,
  type ParkCapacity,
  type ParkLoad,
} from '../../../workflows/domain/ledger';

const capacity: ParkCapacity = {
  sumR: 100,
  units: { 1: 0, 2: 1, 3: 2, 4: 4 },
  population: 100,
  wasteT: 500,
  rescue: { people: 10, perUnit: { 1: 12, 2: 6, 3: 3, 4: 1 } },
};

const load = (given: Partial<ParkLoad>): ParkLoad => ({ ...NO_LOAD, ...given });

/** 氯 40 t, 氨 60 t, 甲醇 800 t with 64 neighbours: R 68.4, level 2 (GB 18218-2018); 12 t of nitric acid make no major source. */
const nitration = loadOf({
  units: [
    { r: 68.4, level: 2 },
    { r: null, level: null },
  ],
  population500m: 64,
  hazardousWaste: true,
  wasteT: null,
});

const line = (held: ParkLoad, added: ParkLoad, measure: LedgerMeasure, of: ParkCapacity = capacity) =>
  ledgerLines(of, held, added).find((one) => one.measure === measure)!;

describe('what a project brings', () => {
  it('is its major hazard sources, neighbours and waste; a unit that is no major source adds nothing', () => {
    expect(nitration).toEqual({
      sumR: 68.4,
      units: { 1: 0, 2: 1, 3: 0, 4: 0 },
      population: 64,
      wasteT: 0,
      wasteUnstated: 1,
    });
  });

  it('no waste is stated where none arises', () => {
    const dry = loadOf({ units: [], population500m: 0, hazardousWaste: false, wasteT: 12 });
    expect([dry.wasteT, dry.wasteUnstated]).toEqual([0, 0]);
  });

  it('adds up without the dust of binary fractions', () => {
    expect(together([load({ sumR: 0.1 }), load({ sumR: 0.2 })]).sumR).toBe(0.3);
  });
});

describe('the ledger of a park', () => {
  const held = load({ sumR: 40, units: { 1: 0, 2: 0, 3: 2, 4: 0 }, population: 30, wasteT: 120 });

  it('tells before, after and the arithmetic, and names the limits that would be passed', () => {
    expect(line(held, nitration, 'sumR')).toMatchObject({
      before: 40,
      added: 68.4,
      after: 108.4,
      capacity: 100,
      passed: true,
      passedBefore: false,
      arithmetic: { zh: '40 + 68.4 = 108.4 > 100，超出8.4' },
    });
    // One source of level 2 is allowed, and one comes.
    expect(line(held, nitration, 'level2')).toMatchObject({ after: 1, passed: false });
    expect(line(held, nitration, 'population').arithmetic.zh).toBe('30 + 64 = 94人次 ≤ 100人次');
    // Two of level 3 call for three rescuers each, one of level 2 for six: 12, and ten are there.
    expect(line(held, nitration, 'rescue')).toMatchObject({
      before: 6,
      added: 6,
      after: 12,
      passed: true,
      arithmetic: { zh: '1×6 + 2×3 = 12人 > 10人，超出2人' },
    });
  });

  it('does not take a quantity that was not stated for nothing', () => {
    const waste = line(held, nitration, 'waste');
    expect(waste).toMatchObject({ after: 120, passed: false });
    expect(waste.arithmetic.zh).toContain('1 个项目产生危险废物而未填报数量');
  });

  it('a limit is reached, not passed, at its figure; one that is not set is never passed', () => {
    expect(line(load({ wasteT: 380 }), load({ wasteT: 120 }), 'waste').passed).toBe(false);
    expect(line(load({ wasteT: 380 }), load({ wasteT: 120.1 }), 'waste').passed).toBe(true);
    const open = { ...capacity, sumR: null, rescue: null };
    expect(line(load({ sumR: 1e6 }), NO_LOAD, 'sumR', open)).toMatchObject({ passed: false, capacity: null });
    expect(line(held, nitration, 'rescue', open)).toMatchObject({ passed: false, capacity: null });
  });
});

describe('entries of a day', () => {
  const park: Park = {
    code: 'P',
    name: { zh: '示例园区', en: 'Example Park' },
    aliases: ['示例片区'],
    capacity,
    holdings: [
      {
        key: 'H1',
        enterprise: '示例企业',
        project: '示例装置',
        load: load({ sumR: 5 }),
        effectiveFrom: '2021-08-31',
        effectiveTo: '2026-03-31',
        source: '示例',
      },
    ],
    source: '示例',
  };
  const booked: LedgerEntry = {
    key: 'LS-2026-000001',
    kind: 'case',
    enterprise: '示例企业',
    project: '示例项目',
    load: load({ sumR: 7 }),
    bookedOn: '2026-02-01',
    releasedOn: '2026-05-10',
    releasedFor: 'abandoned',
  };
  const keys = (day: string) =>
    entriesOn(park, [booked, { ...booked, key: 'open', bookedOn: null }], day).map((e) => e.key);

  it('a project counts from the day of its approval to the eve of its release, a plant to its last day', () => {
    expect(keys('2026-01-31')).toEqual(['H1']);
    expect(keys('2026-02-01')).toEqual(['H1', 'LS-2026-000001']);
    expect(keys('2026-03-31')).toEqual(['H1', 'LS-2026-000001']);
    expect(keys('2026-05-09')).toEqual(['LS-2026-000001']);
    expect(keys('2026-05-10')).toEqual([]);
  });

  it('a park is found by its names, and by no other', () => {
    expect(parkNamed([park], ' 示例片区 ')?.code).toBe('P');
    expect(parkNamed([park], '示例园区')?.code).toBe('P');
    expect(parkNamed([park], '别的园区')).toBeUndefined();
    expect(parkNamed([park], null)).toBeUndefined();
  });

  it('what will not be built leaves the ledger; what is licensed stays', () => {
    expect(['abandoned', 'expired', 'reReviewRequired', 'withdrawn', 'terminated'].every(releases)).toBe(true);
    expect([releases('licensed'), releases(null)]).toEqual([false, false]);
  });
});
