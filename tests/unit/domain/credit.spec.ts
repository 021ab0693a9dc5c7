import { creditMark, creditOn, type CreditRecord } from '../../../workflows/domain/credit';

const record = (given: Partial<CreditRecord>): CreditRecord => ({
  key: 'k',
  org: 'FIRM',
  list: 'good',
  name: { zh: '名单', en: 'List' },
  basis: '实施意见（十二）',
  reason: { zh: '原因', en: 'Reason' },
  decidedBy: 'DRB',
  from: '2026-03-01',
  until: null,
  ...given,
});

it('an entry counts from its first day to its last', () => {
  const listed = record({ list: 'dishonesty', until: '2026-08-31' });
  const on = (day: string) => creditOn([listed], day).length;
  expect(['2026-02-28', '2026-03-01', '2026-08-31', '2026-09-01'].map(on)).toEqual([0, 1, 1, 0]);
});

it('who is listed for dishonesty has no good credit, whatever else was said', () => {
  expect(creditMark([record({})])).toBe('good');
  expect(creditMark([record({}), record({ list: 'dishonesty' })])).toBe('listed');
  expect(creditMark([record({ list: 'seriousDishonesty' })])).toBe('listed');
  expect(creditMark([])).toBeNull();
});
