import { pickLighter, pickRule, versionOn } from '../../../workflows/domain/effective';
import { loadReference } from '../../../seeds/reference';

/** Fines for running no manifest (domain facts: 固废法 2020 art. 112 and 生态环境法典 art. 1175), in 万元. */
const WASTE_ACT = { name: '固废法', min: 10, max: 100, effectiveFrom: '2020-09-01', effectiveTo: '2026-08-14' };
const CODE = { name: '生态环境法典', min: 5, max: 20, effectiveFrom: '2026-08-15', effectiveTo: null };
const lighter = (newer: { max: number }, older: { max: number }) => newer.max < older.max;

describe('从旧兼从轻 (行政处罚法 art. 37)', () => {
  it('takes the law of the act', () => {
    expect(pickLighter([WASTE_ACT, CODE], '2026-03-01', '2026-08-14', lighter)).toEqual({
      version: WASTE_ACT,
      because: 'inForceAtAct',
    });
  });

  it('takes the law of the decision when it is lighter', () => {
    expect(pickLighter([WASTE_ACT, CODE], '2026-03-01', '2026-08-15', lighter)).toEqual({
      version: CODE,
      because: 'lighter',
    });
  });

  it('keeps the law of the act when the new one is heavier', () => {
    const heavier = { ...CODE, max: 200 };
    expect(pickLighter([WASTE_ACT, heavier], '2026-03-01', '2026-09-01', lighter).version).toBe(WASTE_ACT);
  });

  it('says so when the rule was repealed without successor', () => {
    expect(pickLighter([WASTE_ACT], '2026-03-01', '2026-09-01', lighter)).toEqual({
      version: null,
      because: 'repealed',
    });
  });

  it('refuses an act that no law covered', () => {
    expect(() => pickLighter([CODE], '2026-03-01', '2026-09-01', lighter)).toThrow(
      expect.objectContaining({ code: 'law.noVersion' }),
    );
  });
});

describe('the rule of a day', () => {
  it('is in force on its first and its last day', () => {
    expect(versionOn([WASTE_ACT, CODE], '2020-09-01')).toBe(WASTE_ACT);
    expect(versionOn([WASTE_ACT, CODE], '2026-08-14')).toBe(WASTE_ACT);
    expect(versionOn([WASTE_ACT, CODE], '2026-08-15')).toBe(CODE);
    expect(versionOn([WASTE_ACT, CODE], '2020-08-31')).toBeUndefined();
  });

  it('of two open versions is the newer one', () => {
    const newer = { ...CODE, effectiveFrom: '2026-10-01' };
    expect(versionOn([newer, CODE], '2026-11-01')).toBe(newer);
  });

  it('is named when there is none', () => {
    const { limits } = loadReference();
    expect(() => pickRule(limits, 'jointReview.nothing', '2026-01-01')).toThrow(
      expect.objectContaining({ code: 'limit.unknown', params: { key: 'jointReview.nothing', day: '2026-01-01' } }),
    );
    expect(() => pickRule(limits, 'waste.receipt', '2021-12-31')).toThrow(
      expect.objectContaining({ code: 'limit.unknown' }),
    );
    expect(pickRule(limits, 'waste.receipt', '2022-01-01').amount).toBe(5);
  });
});
