import { loadReference } from '../../../seeds/reference';
import { faultsOf } from '../../../seeds/schema/validate';
import type { Reference } from '../../../seeds/schema/data-files';
import { casFault } from '../../../workflows/domain/cas';
import { pickRule } from '../../../workflows/domain/effective';

const reference = loadReference();

describe('the reference data', () => {
  it('hold every organisation that the policy names, each with its items', () => {
    const named = reference.organisations.filter(({ kind, seedItems }) => kind === 'authority' && seedItems.length > 0);
    expect(named.map(({ code }) => code).sort()).toEqual(
      'CIMC CLEB CUSTOMS DRB EDU EEB EITB EMB ESTAB FIN FIN_REG FRB GOV HCB HEALTH HRSS HWCMO HWEDZ MSB NRPB ORG PSB SCI SCO TRB'.split(
        ' ',
      ),
    );
    expect(named.every(({ seedItems }) => seedItems.every((item) => item >= 1 && item <= 21))).toBe(true);
  });

  it('are led by the development zone in the joint review', () => {
    expect(
      reference.organisations.filter(({ flows }) => flows.jointReview?.part === 'lead').map(({ code }) => code),
    ).toEqual(['HWEDZ']);
  });

  it('list 18 processes (15 + 3) and 74 chemicals (60 + 14)', () => {
    const by = (rows: { basis: string }[], basis: string) => rows.filter((row) => row.basis === basis).length;
    expect([
      by(reference.processes, '安监总管三〔2009〕116号'),
      by(reference.processes, '安监总管三〔2013〕3号'),
    ]).toEqual([15, 3]);
    expect([
      by(reference.listedChemicals, '安监总管三〔2011〕95号'),
      by(reference.listedChemicals, '安监总管三〔2013〕12号'),
    ]).toEqual([60, 14]);
  });

  it('hold GB 18218 whole: 85 rows, 24 categories, 14 named β', () => {
    const { criticalQuantities, categories, betas } = reference.majorHazard;
    expect(criticalQuantities.map(({ row }) => row)).toEqual(Array.from({ length: 85 }, (_, i) => i + 1));
    expect(categories).toHaveLength(24);
    expect(betas).toHaveLength(14);
  });

  it.each([
    ['氨', '7664-41-7', 10],
    ['碳酰氯', '75-44-5', 0.3],
    ['异氰酸甲酯', '624-83-9', 0.75],
    ['三氧化硫', '7446-11-9', 75],
    ['硝酸钾', '7757-79-1', 1000],
    ['氯酸钠', '7775-09-9', 100],
    ['乙炔', '74-86-2', 1],
    ['钠', '7440-23-5', 10],
  ])('%s (%s) has the critical quantity %d t', (_, cas, criticalT) => {
    expect(
      reference.majorHazard.criticalQuantities.filter((row) => row.cas.includes(cas)).map((row) => row.criticalT),
    ).toEqual([criticalT]);
  });

  it('hold only CAS numbers whose check digit is right', () => {
    const numbers = [
      ...reference.listedChemicals.flatMap(({ cas }) => cas),
      ...reference.majorHazard.criticalQuantities.flatMap(({ cas }) => cas),
      ...reference.controlled.flatMap(({ cas }) => cas),
      ...reference.processes.flatMap(({ feeds }) => feeds),
    ];
    expect(numbers.length).toBeGreaterThan(200);
    expect(numbers.filter((cas) => casFault(cas) !== null)).toEqual([]);
  });

  it.each([
    ['jointReview.acceptance', 5, 'WORKING_DAY'],
    ['jointReview.legal', 45, 'WORKING_DAY'],
    ['safetyCondition', 45, 'NATURAL_DAY'],
    ['safetyDesign', 20, 'WORKING_DAY'],
    ['hearing.hold', 20, 'WORKING_DAY'],
    ['accident.firmReport', 1, 'HOUR'],
    ['accident.report', 60, 'NATURAL_DAY'],
    ['waste.receipt', 5, 'WORKING_DAY'],
    ['crossProvince.reply', 10, 'WORKING_DAY'],
    ['safetyCondition.validity', 24, 'MONTH'],
  ])('%s is %i %s', (key, amount, unit) => {
    expect(pickRule(reference.limits, key, '2026-11-24')).toMatchObject({ amount, unit });
  });

  it('mark as design what no law states', () => {
    const design = reference.limits.filter(({ source }) => source === 'design').map(({ key }) => key);
    expect(design).toEqual(
      expect.arrayContaining(['jointReview.department', 'jointReview.meeting', 'publicNotice', 'publicApology']),
    );
    expect(design).not.toContain('jointReview.legal');
  });

  it('hold no calendar of 2027: no notice has been published', () => {
    expect(reference.calendars.map(({ year }) => year)).toEqual([2026]);
  });

  it('staff every reviewing department, so that drafter, reviewer and signer are three people', () => {
    const reviewers = reference.organisations.filter(({ flows }) =>
      ['reviewer', 'lead'].includes(flows.jointReview?.part ?? ''),
    );
    for (const { code } of reviewers) {
      const having = (role: string) =>
        reference.people.filter(({ memberships }) =>
          memberships.some((one) => one.orgCode === code && one.role === role),
        ).length;
      expect([
        code,
        having('caseOfficer') >= 2,
        having('sectionChief'),
        having('deputyDirector'),
        having('supervisor'),
      ]).toEqual([code, true, 1, 1, 1]);
    }
  });

  it('let nobody belong to two departments', () => {
    expect(
      reference.people.filter(({ memberships }) => new Set(memberships.map(({ orgCode }) => orgCode)).size > 1),
    ).toEqual([]);
  });

  it('use invented people and firms only', () => {
    expect(reference.people.filter(({ name, demo }) => !name.startsWith('示例') || demo !== true)).toEqual([]);
    expect(
      reference.organisations.filter(({ uscc, name }) => uscc !== undefined && !name.zh.startsWith('示例')),
    ).toEqual([]);
  });
});

describe('the check of the reference data', () => {
  const broken = (change: (data: Reference) => void): string[] => {
    const data = structuredClone(reference);
    change(data);
    return faultsOf(data);
  };

  it('finds nothing in what is shipped', () => {
    expect(faultsOf(reference)).toEqual([]);
  });

  it.each<[string, (data: Reference) => void, RegExp]>([
    ['a wrong CAS number', (d) => (d.listedChemicals[0]!.cas = ['7782-50-6']), /7782-50-6/],
    ['an unknown category', (d) => (d.listedChemicals[0]!.categories = ['W99']), /W99/],
    ['a chemical twice', (d) => d.listedChemicals.push(d.listedChemicals[0]!), /chlorine occurs twice/],
    [
      'rows that cannot be told apart',
      (d) =>
        delete d.majorHazard.criticalQuantities[42]!.variant && delete d.majorHazard.criticalQuantities[43]!.variant,
      /6484-52-2 has several rows/,
    ],
    ['a gap in α', (d) => (d.majorHazard.alphas[2]!.min = 31), /gap or overlap at 31/],
    ['a person in an unknown organisation', (d) => (d.people[0]!.memberships[0]!.orgCode = 'NOBODY'), /NOBODY/],
    ['a person with an unknown role', (d) => (d.people[0]!.memberships[0]!.role = 'king'), /king/],
    ['a login twice', (d) => (d.people[1]!.login = d.people[0]!.login), /occurs twice/],
    ['half a working day', (d) => (d.limits[0]!.amount = 4.5), /parts of a day/],
    ['a make-up day on a working day', (d) => (d.calendars[0]!.makeUp[0] = '2026-01-05'), /2026-01-05 is no weekend/],
    ['a day that does not exist', (d) => d.calendars[0]!.off.push('2026-02-30'), /2026-02-30 is no date/],
    ['routing to nobody', (d) => (d.jointReviewRouting[0]!.add = ['FIN']), /FIN is no reviewer/],
    [
      'routing by an unknown fact',
      (d) => (d.jointReviewRouting[0]!.when = { not: { fact: 'moon', is: true } }),
      /unknown fact moon/,
    ],
    ['a reviewer whom no row names', (d) => d.jointReviewRouting.pop(), /no row for CUSTOMS/],
    ['a file without source', (d) => (d.provenance['limits']!.source = ''), /limits: no source/],
    [
      'a wrong credit code',
      (d) => (d.organisations.find(({ uscc }) => uscc)!.uscc = '91330604MA0DEM0010'),
      /wrong uscc/,
    ],
  ])('names %s', (_, change, fault) => {
    expect(broken(change).join('\n')).toMatch(fault);
  });
});
