import fc from 'fast-check';
import { loadReference } from '../../../seeds/reference';
import { alphaOf, grade, type GradedInput, levelOf, rowsOf } from '../../../workflows/domain/gb18218';

const { majorHazard: tables } = loadReference();

const CHLORINE = { cas: '7782-50-5', name: '氯' };
const AMMONIA = { cas: '7664-41-7', name: '氨' };
const METHANOL = { cas: '67-56-1', name: '甲醇' };
const gradeOf = (substances: GradedInput[], population500m = 0) => grade({ substances, population500m }, tables);
const one = (substance: GradedInput, population500m = 0) => gradeOf([substance], population500m).lines[0]!;

describe('the worked example: 氯 40 t, 氨 60 t, 甲醇 800 t, 64 people within 500 m', () => {
  const result = gradeOf(
    [
      { ...CHLORINE, quantityT: 40 },
      { ...AMMONIA, quantityT: 60 },
      { ...METHANOL, quantityT: 800 },
    ],
    64,
  );

  it('has S 15.6, R 68.4, level 2', () => {
    expect(result).toMatchObject({ s: 15.6, isMajor: true, alpha: 1.5, r: 68.4, level: 2 });
  });

  it('shows every step', () => {
    expect(result.arithmetic).toBe(
      'S = 8 + 6 + 1.6 = 15.6 ≥ 1，构成重大危险源；R = 1.5 × (32 + 12 + 1.6) = 68.4，二级重大危险源',
    );
    expect(result.lines.map(({ arithmetic }) => arithmetic)).toEqual([
      '氯（7782-50-5）：q/Q = 40 t ÷ 5 t（表1第12项）= 8；β·q/Q = 4（表3）× 8 = 32',
      '氨（7664-41-7）：q/Q = 60 t ÷ 10 t（表1第1项）= 6；β·q/Q = 2（表3）× 6 = 12',
      '甲醇（67-56-1）：q/Q = 800 t ÷ 500 t（表1第65项）= 1.6；β·q/Q = 1（表4 W5.3）× 1.6 = 1.6',
    ]);
  });
});

describe('identification', () => {
  it('makes a major hazard source of S = 1 exactly, also as a sum of decimals', () => {
    expect(gradeOf([{ ...CHLORINE, quantityT: 5 }])).toMatchObject({ s: 1, isMajor: true });
    // 0.7 + 0.2 + 0.1 is 0.9999999999999999 in binary fractions.
    const parts = [
      { ...CHLORINE, quantityT: 3.5 },
      { ...AMMONIA, quantityT: 2 },
      { ...METHANOL, quantityT: 50 },
    ];
    expect(gradeOf(parts)).toMatchObject({ s: 1, isMajor: true });
  });

  it('does not grade what is none', () => {
    expect(gradeOf([{ ...CHLORINE, quantityT: 4.99 }], 500)).toMatchObject({ isMajor: false, r: null, level: null });
    expect(gradeOf([])).toMatchObject({ s: 0, isMajor: false, level: null });
  });

  it.each([
    ['combustibleAbove0.2', 5],
    ['combustibleUpTo0.2', 50],
    ['fertilizer', 200],
  ])('tells the three kinds of 硝酸铵 apart: %s → %i t', (variant, criticalT) => {
    expect(one({ cas: '6484-52-2', name: '硝酸铵', quantityT: 1, variant }).criticalT).toBe(criticalT);
  });

  it('takes the lowest quantity when the kind is not told', () => {
    expect(one({ cas: '6484-52-2', name: '硝酸铵', quantityT: 1 }).criticalT).toBe(5);
    expect(one({ cas: '9004-70-0', name: '硝化棉', quantityT: 1 }).criticalT).toBe(1);
  });

  it('takes the category when the concentration is outside of table 1', () => {
    const acid = { cas: '7697-37-2', name: '硝酸', quantityT: 20 };
    expect(one(acid)).toMatchObject({ criticalT: 100, criticalFrom: '表1第81项 发红烟的除外，含硝酸>70%' });
    expect(one({ ...acid, variant: 'other', category: 'W9.2' })).toMatchObject({
      criticalT: 200,
      criticalFrom: '表2 W9.2',
    });
    expect(one({ ...acid, variant: 'other', category: 'NONE' })).toMatchObject({
      criticalT: null,
      ratio: 0,
      undetermined: false,
    });
  });

  it('does not let a variant argue away a row that holds for every grade', () => {
    expect(one({ ...CHLORINE, quantityT: 5, variant: 'other', category: 'NONE' }).criticalT).toBe(5);
  });

  it('takes the lowest of several categories', () => {
    const substance = { cas: '107-30-2', name: '氯甲基甲醚', quantityT: 50, category: 'W5.3', knownCategories: ['J2'] };
    expect(one(substance)).toMatchObject({ criticalT: 50, criticalFrom: '表2 J2', ratio: 1 });
  });

  it('says when nothing is known', () => {
    const line = one({ cas: '50-78-2', name: '未知物', quantityT: 1000 });
    expect(line).toMatchObject({ undetermined: true, ratio: 0 });
    expect(line.arithmetic).toContain('未填危险性类别');
  });

  it.each([
    ['氧', '7782-44-7', 200],
    ['煤气（一氧化碳）', '630-08-0', 20],
  ])('knows %s', (name, cas, criticalT) => {
    expect(one({ cas, name, quantityT: 1 }).criticalT).toBe(criticalT);
  });
});

describe('β', () => {
  it('comes from the category even for what table 1 names', () => {
    // The trap: β is not 1 for everything outside of table 3.
    expect(one({ cas: '1333-74-0', name: '氢', quantityT: 5 })).toMatchObject({ beta: 1.5, betaFrom: '表4 W2' });
    expect(one({ cas: '118-96-7', name: 'TNT', quantityT: 5 })).toMatchObject({ beta: 2, betaFrom: '表4 W1.1' });
    expect(one({ cas: '7784-42-1', name: '砷化氢', quantityT: 1 })).toMatchObject({ beta: 4, betaFrom: '表4 J1' });
  });

  it('of table 3 goes before the category', () => {
    expect(one({ cas: '75-44-5', name: '光气', quantityT: 1 })).toMatchObject({ beta: 20, betaFrom: '表3' });
    expect(one({ cas: '630-08-0', name: '一氧化碳', quantityT: 1 })).toMatchObject({ beta: 2, betaFrom: '表3' });
  });

  it('is the highest of several', () => {
    expect(one({ ...METHANOL, quantityT: 500, category: 'W5.1' })).toMatchObject({
      beta: 1.5,
      betaFrom: '表4 W5.1',
      criticalT: 500,
    });
  });
});

describe('α of table 5', () => {
  it.each([
    [0, 0.5],
    [1, 1],
    [29, 1],
    [30, 1.2],
    [49, 1.2],
    [50, 1.5],
    [99, 1.5],
    [100, 2],
    [100000, 2],
  ])('%i people → %d', (people, alpha) => {
    expect(alphaOf(people, tables)).toBe(alpha);
  });
});

describe('the levels of table 6', () => {
  it.each([
    [0.5, 4],
    [9.999, 4],
    [10, 3],
    [49.999, 3],
    [50, 2],
    [99.999, 2],
    [100, 1],
    [5000, 1],
  ])('R %d → level %i', (r, level) => {
    expect(levelOf(r, tables).level).toBe(level);
  });
});

describe('properties of the grade', () => {
  const substance = fc.record({
    row: fc.constantFrom(...tables.criticalQuantities.filter(({ cas }) => cas.length > 0)),
    quantityT: fc.double({ min: 0, max: 1000, noNaN: true }),
  });
  const inputs = fc.array(substance, { maxLength: 6 }).map((list) =>
    list.map(({ row, quantityT }): GradedInput => ({
      cas: row.cas[0]!,
      name: row.name.zh,
      quantityT,
      variant: row.variant?.code,
    })),
  );

  it('agree with the sum written out', () => {
    fc.assert(
      fc.property(inputs, fc.integer({ min: 0, max: 200 }), (list, people) => {
        let s = 0;
        let weighted = 0;
        for (const { cas, quantityT, variant } of list) {
          const row = rowsOf(cas, tables).find((candidate) => candidate.variant?.code === variant)!;
          const named = tables.betas.find((beta) => beta.cas === cas)?.beta;
          const beta =
            named ??
            Math.max(...row.categories.map((symbol) => tables.categories.find((c) => c.symbol === symbol)!.beta));
          s += quantityT / row.criticalT;
          weighted += (beta * quantityT) / row.criticalT;
        }
        const alpha = people >= 100 ? 2 : people >= 50 ? 1.5 : people >= 30 ? 1.2 : people >= 1 ? 1 : 0.5;
        const result = gradeOf(list, people);
        expect(result.s).toBeCloseTo(s, 6);
        expect(result.isMajor).toBe(result.s >= 1);
        if (result.r !== null) expect(result.r).toBeCloseTo(alpha * weighted, 5);
      }),
    );
  });

  it('never fall when there is more, or when more people live near', () => {
    fc.assert(
      fc.property(inputs, substance, fc.integer({ min: 0, max: 99 }), (list, { row, quantityT }, people) => {
        const more = [...list, { cas: row.cas[0]!, name: row.name.zh, quantityT, variant: row.variant?.code }];
        expect(gradeOf(more, people).s).toBeGreaterThanOrEqual(gradeOf(list, people).s);
        expect(gradeOf(list, people + 50).r ?? 0).toBeGreaterThanOrEqual(gradeOf(list, people).r ?? 0);
      }),
    );
  });
});
