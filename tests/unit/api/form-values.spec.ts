import { checkForm } from '../../../api/cases/form-values';
import { DomainError } from '../../../workflows/domain/errors';
import type { FormDefinition } from '../../../workflows/processes/definition';

const FORM: FormDefinition = {
  key: 'opinion',
  name: { zh: '审查意见', en: 'Opinion' },
  fields: [{ key: 'conditions', name: { zh: '附加条件', en: 'Conditions' }, type: 'conditions' }],
};
const condition = (dueDay: string): object => ({
  text: '投用前完成安全仪表系统验证',
  owner: '安全总监',
  dueDay,
  checkPoint: 'trialProduction',
});

function faultsOn(day: string, ...dueDays: string[]): unknown {
  try {
    checkForm(FORM, { conditions: dueDays.map(condition) }, day);
    return [];
  } catch (error) {
    return (error as DomainError).problems;
  }
}

describe('a condition of an opinion', () => {
  it('may fall due on the day on which it is set, or later', () => {
    expect(faultsOn('2026-11-28', '2026-11-28', '2027-03-01')).toEqual([]);
  });

  it('cannot be fulfilled by a day that is over: the second one is named', () => {
    expect(faultsOn('2026-11-28', '2027-03-01', '2026-11-27')).toEqual([
      expect.objectContaining({
        field: 'form.conditions[1].dueDay',
        code: 'condition.past',
        params: { n: 2, day: '2026-11-28' },
      }),
    ]);
  });
});
