import fc from 'fast-check';
import { withLimitVersion } from '../../../api/reference/limit-versions';
import { addDays } from '../../../workflows/domain/calendar';
import { DomainError } from '../../../workflows/domain/errors';
import type { LimitRule } from '../../../workflows/domain/limit';

const rule = (effectiveFrom: string, effectiveTo: string | null, amount = 10): LimitRule => ({
  key: 'jointReview.department',
  name: { zh: '部门审查', en: 'Department review' },
  unit: 'WORKING_DAY',
  amount,
  stoppableFor: [],
  legalBasis: 'design',
  source: 'design',
  effectiveFrom,
  effectiveTo,
});
const today = '2026-11-24';

test('the version in force ends on the eve of the new one', () => {
  expect(withLimitVersion([rule('2021-08-31', null)], rule('2027-01-01', null, 8), today)).toEqual([
    rule('2021-08-31', '2026-12-31'),
    rule('2027-01-01', null, 8),
  ]);
});

test('a version that ended before is left alone', () => {
  const ended = rule('2010-01-01', '2019-12-31');
  expect(withLimitVersion([ended], rule('2027-01-01', null), today)).toEqual([rule('2027-01-01', null)]);
});

test('a version that is still to come may be changed as a whole', () => {
  expect(withLimitVersion([rule('2027-01-01', null)], rule('2027-01-01', null, 3), today)).toEqual([
    rule('2027-01-01', null, 3),
  ]);
});

test('grounds of a version in force stay as they are, but for their words; a version to come may have others', () => {
  const correction = { code: 'correction', name: { zh: '补正', en: 'Correction' }, basis: '行政许可法第三十二条' };
  const hearing = { code: 'hearing', name: { zh: '听证', en: 'Hearing' }, basis: '行政许可法第四十五条' };
  const before = { ...rule('2021-08-31', null), stoppableFor: [correction] };
  const with_ = (from: string, ...stoppableFor: LimitRule['stoppableFor']) => ({ ...rule(from, null), stoppableFor });
  for (const grounds of [[], [correction, hearing], [hearing]]) {
    expect(() => withLimitVersion([before], with_('2021-08-31', ...grounds), today)).toThrow(
      expect.objectContaining({ code: 'reference.retroactive' }),
    );
  }
  const worded = { ...correction, basis: '行政许可法第三十二条第一款第四项' };
  expect(withLimitVersion([before], with_('2021-08-31', worded), today)).toEqual([with_('2021-08-31', worded)]);
  expect(withLimitVersion([before], with_('2027-01-01', correction, hearing), today)).toEqual([
    { ...before, effectiveTo: '2026-12-31' },
    with_('2027-01-01', correction, hearing),
  ]);
});

test('after any accepted versions, no day has two', () => {
  const day = fc.integer({ min: 0, max: 60 }).map((n) => addDays('2027-01-01', n));
  const version = fc
    .tuple(day, fc.option(fc.integer({ min: 0, max: 30 })))
    .map(([from, length]) => rule(from, length === null ? null : addDays(from, length)));
  fc.assert(
    fc.property(fc.array(version, { maxLength: 8 }), (versions) => {
      const held = new Map<string, LimitRule>();
      for (const next of versions) {
        try {
          withLimitVersion([...held.values()], next, today).forEach((r) => held.set(r.effectiveFrom, r));
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
        }
      }
      for (let n = 0; n <= 120; n++) {
        const on = addDays('2027-01-01', n);
        const inForce = [...held.values()].filter(
          (r) => r.effectiveFrom <= on && (r.effectiveTo === null || on <= r.effectiveTo),
        );
        expect(inForce.length).toBeLessThanOrEqual(1);
      }
    }),
  );
});
