import rules from '../../../seeds/data/re-review.json';
import { significantChange } from '../../../activities/automations/significant-change';
import type { ProjectApplication } from '../../../workflows/domain/application';
import { DATA } from '../../support/joint-review-harness';

const approved = (): ProjectApplication =>
  structuredClone(
    DATA.demoApplications.find((a) => a.key === 'nitration')?.application,
  ) as unknown as ProjectApplication;

const changed = (change: (project: ProjectApplication) => void): string[] => {
  const reported = approved();
  change(reported);
  const found = significantChange(approved(), reported, rules, DATA);
  return Object.entries(found).flatMap(([name, is]) => (is ? [name] : []));
};

const chlorine = (project: ProjectApplication) => project.substances.find((s) => s.cas === '7782-50-5')!;

describe('变更判定', () => {
  it('finds nothing in what is the same', () => {
    expect(changed(() => undefined)).toEqual([]);
  });

  it('finds another parcel, and a move of more than 50 m', () => {
    expect(changed((p) => (p.site.parcel = '示例-2026-99'))).toEqual(['siteChanged']);
    // One degree of latitude is 111.2 km: 0.0004° are 44 m, 0.0005° are 56 m.
    expect(changed((p) => (p.site.latitude += 0.0004))).toEqual([]);
    expect(changed((p) => (p.site.latitude += 0.0005))).toEqual(['siteChanged']);
  });

  it('finds another process', () => {
    expect(changed((p) => p.processes.push('chlorination'))).toEqual(['processChanged']);
  });

  it('finds more than a fifth more of a substance, less is no great change', () => {
    const quantity = chlorine(approved()).quantityT;
    expect(changed((p) => (chlorine(p).quantityT = quantity * 1.2))).toEqual([]);
    expect(changed((p) => (chlorine(p).quantityT = quantity * 1.21))).toEqual(['scaleChanged']);
    expect(changed((p) => (chlorine(p).quantityT = quantity / 2))).toEqual([]);
  });

  it('finds a new substance', () => {
    expect(changed((p) => p.substances.push({ ...chlorine(p), cas: '71-43-2', name: '苯', quantityT: 1 }))).toEqual([
      'scaleChanged',
    ]);
  });

  it('finds neighbours who raise α, which raises the level too', () => {
    // 60 neighbours have α 1.5; from 100 on it is 2: R = 68.4 / 1.5 × 2 = 91.2, still level 2.
    expect(changed((p) => (p.population500m = 99))).toEqual([]);
    expect(changed((p) => (p.population500m = 100))).toEqual(['surroundingsChanged']);
  });
});
