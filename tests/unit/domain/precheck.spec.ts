import fc from 'fast-check';
import type { ApplicationDraft, ProjectApplication } from '../../../workflows/domain/application';
import { formatError, type FieldProblem } from '../../../workflows/domain/errors';
import { precheck, PRECHECK_RULES } from '../../../workflows/domain/precheck';
import { completeApplication, reference } from './applications';

const TODAY = '2026-11-24';

type Change = (application: ProjectApplication) => void;

/** What the pre-check says about the complete application after one change. */
function check(change: Change, key?: 'nitration' | 'outOfScope'): FieldProblem[] {
  const application = completeApplication(key);
  change(application);
  return precheck(application, reference, TODAY);
}

const said = (problems: FieldProblem[]) => problems.map(({ field, code, rule }) => [rule.split('：')[0], field, code]);

describe('the pre-check of a complete application', () => {
  it.each(['nitration', 'outOfScope'] as const)('finds nothing (%s)', (key) => {
    expect(precheck(completeApplication(key), reference, TODAY)).toEqual([]);
  });
});

/** One case per rule and code: the change, the field and the code. The complete application is the passing case of each. */
const CASES: [rule: string, what: string, change: Change, field: string, code: string][] = [
  ['application.complete', 'a missing name', (a) => (a.enterprise.name = ' '), 'enterprise.name', 'precheck.missing'],
  [
    'application.complete',
    'a number as text',
    (a) => (a.project.investment = '12000' as never),
    'project.investment',
    'precheck.type',
  ],
  ['application.complete', 'half a person', (a) => (a.population500m = 3.5), 'population500m', 'precheck.type'],
  ['application.complete', 'a negative head count', (a) => (a.population500m = -1), 'population500m', 'precheck.type'],
  [
    'application.complete',
    'no date',
    (a) => (a.design.designDate = '2026-02-30'),
    'design.designDate',
    'precheck.type',
  ],
  [
    'application.complete',
    'an unknown kind of project',
    (a) => (a.project.kind = '新建' as never),
    'project.kind',
    'precheck.choice',
  ],
  [
    'application.complete',
    'an unanswered question',
    (a) => (a.activities.townGas = null as never),
    'activities.townGas',
    'precheck.missing',
  ],
  ['site.park', 'a park that is not named', (a) => delete a.site.park, 'site.park', 'precheck.missing'],
  [
    'site.park',
    'a park though outside of any',
    (a) => (a.site.inPark = false),
    'site.park',
    'precheck.parkContradiction',
  ],
  ['units.complete', 'a unit without name', (a) => (a.units[1]!.name = ''), 'units[1].name', 'precheck.missing'],
  [
    'units.complete',
    'a unit of no kind',
    (a) => (a.units[0]!.kind = 'shed' as never),
    'units[0].kind',
    'precheck.choice',
  ],
  [
    'substances.complete',
    'a substance without temperature',
    (a) => delete (a.substances[0] as Partial<object> & { temperatureC?: number }).temperatureC,
    'substances[0].temperatureC',
    'precheck.missing',
  ],
  [
    'substances.complete',
    'an infinite quantity',
    (a) => (a.substances[0]!.quantityT = Infinity),
    'substances[0].quantityT',
    'precheck.type',
  ],
  [
    'enterprise.uscc',
    'a wrong check character',
    (a) => (a.enterprise.uscc = `${a.enterprise.uscc.slice(0, 17)}${a.enterprise.uscc.endsWith('0') ? '1' : '0'}`),
    'enterprise.uscc',
    'uscc.digit',
  ],
  [
    'enterprise.uscc',
    'an old registration number',
    (a) => (a.enterprise.uscc = '330682000012345'),
    'enterprise.uscc',
    'uscc.format',
  ],
  [
    'site.coordinates',
    'longitude and latitude exchanged',
    (a) => ([a.site.longitude, a.site.latitude] = [a.site.latitude, a.site.longitude]),
    'site.longitude',
    'precheck.outsideDistrict',
  ],
  [
    'project.investment',
    'an investment in 元',
    (a) => (a.project.investment = 120_000_000),
    'project.investment',
    'quantity.absurd',
  ],
  [
    'project.investment',
    'a negative investment',
    (a) => (a.project.investment = -1),
    'project.investment',
    'quantity.negative',
  ],
  ['project.investment', 'no investment', (a) => (a.project.investment = 0), 'project.investment', 'quantity.zero'],
  [
    'site.population',
    'half a million people',
    (a) => (a.population500m = 600_000),
    'population500m',
    'quantity.absurd',
  ],
  [
    'process.known',
    'an unknown process',
    (a) => a.processes.push('cooking'),
    'processes[1]',
    'precheck.processUnknown',
  ],
  ['process.once', 'a process twice', (a) => a.processes.push('nitration'), 'processes[1]', 'precheck.processTwice'],
  [
    'process.hasFeed',
    'nitration without nitric acid',
    (a) => (a.substances[3]!.cas = '64-17-5'),
    'processes[0]',
    'precheck.processWithoutFeed',
  ],
  ['unit.once', 'a unit key twice', (a) => a.units.push({ ...a.units[0]! }), 'units[2].key', 'precheck.unitTwice'],
  [
    'unit.hasSubstances',
    'an empty unit',
    (a) => a.units.push({ key: 'U3', name: '空库', kind: 'storage' }),
    'units[2]',
    'precheck.unitEmpty',
  ],
  [
    'substance.hasUnit',
    'a substance without unit',
    (a) => (a.substances[0]!.unit = ''),
    'substances[0].unit',
    'precheck.unitMissing',
  ],
  [
    'substance.hasUnit',
    'a substance in an unknown unit',
    (a) => (a.substances[0]!.unit = 'U9'),
    'substances[0].unit',
    'precheck.unitUnknown',
  ],
  [
    'substance.once',
    'chlorine twice in one unit',
    (a) => a.substances.push({ ...a.substances[0]! }),
    'substances[4]',
    'precheck.duplicateSubstance',
  ],
  [
    'substance.casDigit',
    'a wrong check digit',
    (a) => (a.substances[0]!.cas = '7782-50-6'),
    'substances[0].cas',
    'cas.digit',
  ],
  [
    'substance.casDigit',
    'a name in place of the number',
    (a) => (a.substances[0]!.cas = '氯'),
    'substances[0].cas',
    'cas.format',
  ],
  [
    'substance.casKnown',
    'a number in no list',
    (a) => (a.substances[2]!.cas = '50-78-2'),
    'substances[2].cas',
    'cas.unknown',
  ],
  [
    'substance.nameFitsCas',
    'the number of another substance',
    (a) => (a.substances[2]!.cas = '64-17-5'),
    'substances[2].name',
    'precheck.nameAgainstCas',
  ],
  [
    'substance.category',
    'an unknown category',
    (a) => (a.substances[2]!.category = 'W99'),
    'substances[2].category',
    'grade.unknownCategory',
  ],
  [
    'substance.variant',
    '硝酸铵 of no stated kind',
    (a) => Object.assign(a.substances[2]!, { cas: '6484-52-2', name: '硝酸铵' }),
    'substances[2].variant',
    'grade.variantNeeded',
  ],
  [
    'substance.variant',
    'an unknown kind',
    (a) => (a.substances[3]!.variant = 'above99'),
    'substances[3].variant',
    'grade.variantNeeded',
  ],
  [
    'substance.criticalQuantity',
    'dilute nitric acid without category',
    (a) => (a.substances[3]!.variant = 'other'),
    'substances[3].category',
    'grade.noCriticalQuantity',
  ],
  [
    'substance.criticalQuantity',
    'a precursor outside of the tables',
    (a) => Object.assign(a.substances[2]!, { cas: '7722-64-7', name: '高锰酸钾', physicalState: 'solid' }),
    'substances[2].category',
    'grade.noCriticalQuantity',
  ],
  [
    'substance.quantity',
    'a negative quantity',
    (a) => (a.substances[0]!.quantityT = -40),
    'substances[0].quantityT',
    'quantity.negative',
  ],
  [
    'substance.quantity',
    'nothing at all',
    (a) => (a.substances[0]!.quantityT = 0),
    'substances[0].quantityT',
    'quantity.zero',
  ],
  [
    'substance.quantity',
    'kilograms in place of tonnes',
    (a) => (a.substances[2]!.quantityT = 800_000_0),
    'substances[2].quantityT',
    'quantity.absurd',
  ],
  [
    'substance.temperature',
    'below absolute zero',
    (a) => (a.substances[0]!.temperatureC = -300),
    'substances[0].temperatureC',
    'precheck.stateAgainstConditions',
  ],
  [
    'substance.temperature',
    'hotter than any furnace',
    (a) => (a.substances[0]!.temperatureC = 9000),
    'substances[0].temperatureC',
    'quantity.absurd',
  ],
  [
    'substance.pressure',
    'a negative pressure',
    (a) => (a.substances[0]!.pressureMPa = -0.1),
    'substances[0].pressureMPa',
    'quantity.negative',
  ],
  [
    'substance.pressure',
    'kPa in place of MPa',
    (a) => (a.substances[0]!.pressureMPa = 800),
    'substances[0].pressureMPa',
    'quantity.absurd',
  ],
  [
    'design.dateNotInFuture',
    'a design of tomorrow',
    (a) => Object.assign(a.design, { designDate: '2026-11-25' }) && (a.evaluation.reportDate = '2026-11-24'),
    'design.designDate',
    'precheck.futureDate',
  ],
  [
    'evaluation.dateNotInFuture',
    'a report of tomorrow',
    (a) => (a.evaluation.reportDate = '2026-11-25'),
    'evaluation.reportDate',
    'precheck.futureDate',
  ],
  [
    'design.certificateValid',
    'a certificate that ended yesterday',
    (a) => (a.design.validTo = '2026-11-23'),
    'design.validTo',
    'precheck.expired',
  ],
  [
    'evaluation.certificateValid',
    'a certificate that ended yesterday',
    (a) => (a.evaluation.validTo = '2026-11-23'),
    'evaluation.validTo',
    'precheck.expired',
  ],
  [
    'evaluation.afterDesign',
    'a report older than the design',
    (a) => (a.evaluation.reportDate = '2026-01-11'),
    'evaluation.reportDate',
    'precheck.reportBeforeDesign',
  ],
  ['design.gradeKnown', 'an unknown grade', (a) => (a.design.grade = '特级'), 'design.grade', 'precheck.choice'],
  [
    'design.gradeForKeyHazard',
    'a civil designer for a key-hazard project',
    (a) => (a.design.grade = 'otherIndustry'),
    'design.grade',
    'precheck.designGrade',
  ],
  [
    'evaluation.scopeKnown',
    'an unknown scope',
    (a) => (a.evaluation.scope = 'all'),
    'evaluation.scope',
    'precheck.choice',
  ],
  [
    'evaluation.scopeCoversChemicals',
    'an evaluator of mines',
    (a) => (a.evaluation.scope = 'metalMining'),
    'evaluation.scope',
    'precheck.scopeOfEvaluation',
  ],
  [
    'document.required',
    'no evaluation report',
    (a) => (a.documents = a.documents.filter(({ kind }) => kind !== 'safetyEvaluationReport')),
    'documents',
    'precheck.documentMissing',
  ],
  [
    'document.kindKnown',
    'a document of an unknown kind',
    (a) => a.documents.push({ kind: 'poem', documentId: 'x' }),
    'documents[7].kind',
    'precheck.documentUnknown',
  ],
  [
    'document.kindKnown',
    'a document of no kind',
    (a) => a.documents.push({ kind: '', documentId: 'x' }),
    'documents[7].kind',
    'precheck.missing',
  ],
  [
    'document.once',
    'one file for two papers',
    (a) => (a.documents[1]!.documentId = a.documents[0]!.documentId),
    'documents[1].documentId',
    'precheck.documentTwice',
  ],
];

describe('each rule of the pre-check', () => {
  it.each(CASES)('%s names %s', (rule, _, change, field, code) => {
    expect(said(check(change))).toContainEqual([rule, field, code]);
  });

  it('is covered by a case', () => {
    expect(PRECHECK_RULES.map(({ id }) => id).filter((id) => !CASES.some(([rule]) => rule === id))).toEqual([]);
  });

  it('has a clause, and messages without holes in both languages', () => {
    expect(PRECHECK_RULES.every(({ clause }) => clause !== '')).toBe(true);
    for (const [, , change] of CASES) {
      for (const { code, params } of check(change)) {
        expect(formatError(code, params, 'zh')).not.toMatch(/[?{}]/);
        expect(formatError(code, params, 'en')).not.toMatch(/[?{}]/);
      }
    }
  });
});

describe('what is allowed', () => {
  it.each<[string, Change]>([
    ['today as a date', (a) => Object.assign(a.design, { designDate: TODAY }) && (a.evaluation.reportDate = TODAY)],
    ['a certificate that ends today', (a) => (a.design.validTo = TODAY)],
    [
      'an unlisted substance with its category',
      (a) => Object.assign(a.substances[2]!, { cas: '50-78-2', name: '阿司匹林', category: 'NONE' }),
    ],
    ['an alias', (a) => (a.substances[0]!.name = '液氯')],
    ['a name with its concentration in brackets', (a) => (a.substances[3]!.name = '硝酸（98%）')],
    ['one chemical in two units', (a) => a.substances.push({ ...a.substances[0]!, unit: 'U2' })],
    [
      'dilute nitric acid with its category',
      (a) => Object.assign(a.substances[3]!, { variant: 'other', category: 'NONE' }),
    ],
    ['a vacuum', (a) => (a.substances[0]!.pressureMPa = 0)],
    ['nobody within 500 m', (a) => (a.population500m = 0)],
  ])('%s', (_, change) => {
    expect(check(change)).toEqual([]);
  });

  it('a civil designer for a project out of scope', () => {
    expect(check((a) => (a.design.grade = 'otherIndustry'), 'outOfScope')).toEqual([]);
  });

  it('land papers are asked of new builds only', () => {
    const problems = check((a) => (a.project.kind = 'newBuild'));
    expect(problems.map(({ params }) => params['document'])).toEqual(['建设用地文件']);
  });
});

describe('an empty application', () => {
  it('is told every required field at once', () => {
    const problems = precheck({}, reference, TODAY);
    expect(problems.filter(({ code }) => code === 'precheck.missing').length).toBeGreaterThan(30);
    expect(said(problems)).toContainEqual(['substances.complete', 'substances', 'precheck.noProjectData']);
    expect(problems.filter(({ code }) => code === 'precheck.documentMissing')).toHaveLength(7);
  });
});

describe('whatever is sent', () => {
  it('is answered with problems, never with a crash', () => {
    const junk = fc.anything({ maxDepth: 3 });
    const keys = [
      'enterprise',
      'site',
      'project',
      'processes',
      'units',
      'substances',
      'activities',
      'design',
      'evaluation',
      'documents',
    ] as const;
    const list = fc.array(
      fc.oneof(
        junk,
        fc.record({ cas: junk, key: junk, unit: junk, name: junk, kind: junk, documentId: junk, quantityT: junk }),
      ),
    );
    const draft = fc.dictionary(fc.constantFrom(...keys), fc.oneof(junk, list), { noNullPrototype: true });
    fc.assert(
      fc.property(draft, (input) => {
        expect(precheck(input as ApplicationDraft, reference, TODAY).length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
