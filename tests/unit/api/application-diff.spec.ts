import { differencesOf } from '../../../api/applications/application-diff';
import { projectForm } from '../../support/application-forms';

const KINDS = new Map([['siteLayout', { zh: '总平面布置图', en: 'Site layout' }]]);

const told = (before: unknown, after: unknown) =>
  differencesOf(before, after, KINDS).map(({ kind, path, label }) => `${kind} ${path} ${label.zh}`);

describe('what a resubmission changed', () => {
  it('is nothing when nothing was changed, whatever the order of the keys', () => {
    const form = projectForm('nitration');
    const shuffled = Object.fromEntries(Object.entries(form).reverse());
    expect(differencesOf(form, shuffled, KINDS)).toEqual([]);
  });

  it('is told by field with the value before and after', () => {
    const [before, after] = [projectForm('nitration'), projectForm('nitration')];
    after.population500m = 120;
    after.site.parcel = '示例-2026-02';
    expect(differencesOf(before, after, KINDS)).toEqual([
      {
        path: 'site.parcel',
        label: { zh: '宗地号', en: 'Parcel number' },
        kind: 'changed',
        before: '示例-2026-01',
        after: '示例-2026-02',
      },
      {
        path: 'population500m',
        label: { zh: '厂区边界外500米范围内常住人口', en: 'Residents within 500 m' },
        kind: 'changed',
        before: 64,
        after: 120,
      },
    ]);
  });

  it('follows a substance by what it is, not by its place in the list', () => {
    const [before, after] = [projectForm('nitration'), projectForm('nitration')];
    after.substances.reverse();
    expect(told(before, after)).toEqual([]);
    const chlorine = after.substances.find(({ cas }) => cas === '7782-50-5')!;
    chlorine.quantityT = 35;
    expect(told(before, after)).toEqual(['changed substances[3].quantityT 物质“氯”（U1）：设计最大量']);
  });

  it('names what came and what fell', () => {
    const [before, after] = [projectForm('nitration'), projectForm('nitration')];
    after.substances = after.substances.filter(({ name }) => name !== '甲醇');
    after.units.push({ key: 'U3', name: '成品仓库', kind: 'storage' });
    after.processes = ['nitration', 'oxidation'];
    after.documents = [{ kind: 'siteLayout', documentId: 'd1' }];
    expect(told(before, after)).toEqual([
      'added processes[1] 涉及的工艺',
      'added units[2] 评价单元“成品仓库”',
      'removed substances[2] 物质“甲醇”（U1）',
      'added documents[0] 材料“总平面布置图”',
    ]);
  });

  it('does not tell blank from absent', () => {
    expect(told({ site: { park: '' } }, { site: {} })).toEqual([]);
    expect(told({ site: null }, { site: { park: '示例园区' } })).toEqual(['added site.park 园区名称']);
  });

  it('loses none of two items that look alike', () => {
    const one = { cas: '67-56-1', unit: 'U1', quantityT: 1 };
    expect(told({ substances: [one] }, { substances: [one, { ...one, quantityT: 2 }] })).toEqual([
      'added substances[1] 物质“67-56-1”（U1）',
    ]);
  });
});
