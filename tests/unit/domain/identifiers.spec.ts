import fc from 'fast-check';
import { casCheckDigit, casFault } from '../../../workflows/domain/cas';
import { usccCheckCharacter, usccFault } from '../../../workflows/domain/uscc';

describe('CAS numbers', () => {
  it.each(['7732-18-5', '7782-50-5', '58-08-2', '9004-70-0'])('%s is right', (cas) => {
    expect(casFault(cas)).toBeNull();
  });

  it('with a wrong check digit are told the right one', () => {
    expect(casFault('7782-50-6')).toMatchObject({ code: 'cas.digit', params: { cas: '7782-50-6', expected: 5 } });
  });

  it.each(['7782505', '7782-5-05', '1-50-5', '12345678-50-5', '7782-50-5 ', '', '氯'])('%j has no such form', (cas) => {
    expect(casFault(cas)).toMatchObject({ code: 'cas.format' });
    expect(casCheckDigit(cas)).toBeNull();
  });

  it('notice every single wrong digit but those whose weight hides it', () => {
    // Weights of 5 and 10 cannot see even steps: the digit is a guard against slips, not a proof.
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 9999 }),
        fc.integer({ min: 0, max: 99 }),
        fc.integer({ min: 1, max: 9 }),
        (a, b, step) => {
          const middle = String(b).padStart(2, '0');
          const right = `${a}-${middle}-${casCheckDigit(`${a}-${middle}-0`)}`;
          const last = Number(middle[1]);
          const wrong = right.replace(/-(\d)\d-/, `-$1${(last + step) % 10}-`);
          expect(casFault(right)).toBeNull();
          expect(casFault(wrong)?.code).toBe('cas.digit');
        },
      ),
    );
  });
});

describe('统一社会信用代码 (GB 32100-2015)', () => {
  // The example of the standard's appendix and two codes of public bodies' kind.
  it.each(['91350100M000100Y43'])('%s is right', (uscc) => {
    expect(usccFault(uscc)).toBeNull();
  });

  it('with a wrong check character are told the right one', () => {
    expect(usccFault('91350100M000100Y44')).toMatchObject({ code: 'uscc.digit', params: { expected: '3' } });
  });

  it.each(['91350100M000100Y4', '91350100M000100Y433', '91350100I000100Y43', '91350100m000100y43', ''])(
    '%j has no such form',
    (uscc) => {
      expect(usccFault(uscc)).toMatchObject({ code: 'uscc.format' });
    },
  );

  it('notice every single wrong character', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    const body = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 17, maxLength: 17 });
    fc.assert(
      fc.property(body, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 30 }), (values, place, step) => {
        const text = (list: number[]) => list.map((value) => alphabet[value]).join('');
        const code = text(values) + usccCheckCharacter(text(values));
        const wrong = values.map((value, i) => (i === place ? (value + step) % 31 : value));
        expect(usccFault(code)).toBeNull();
        expect(usccFault(text(wrong) + code[17])?.code).toBe('uscc.digit');
      }),
    );
  });
});
