import { holds } from '../../../workflows/engine/conditions';
import type { CaseState } from '../../../workflows/engine/state';
import { screenable } from '../../../workflows/domain/precheck';
import {
  forScreening,
  type ProjectForScreening,
  ROUTING_FACT_TYPES,
  type RoutingFacts,
  screen,
} from '../../../workflows/domain/screening';
import { completeApplication, reference } from './applications';

const demo = () => forScreening(completeApplication());
const screened = (change: Partial<ProjectForScreening> = {}) => screen({ ...demo(), ...change }, reference);

/** The departments that the routing table names, read by the engine's own conditions. */
function departmentsFor(facts: RoutingFacts): string[] {
  const state = { facts: { main: facts }, scopes: { main: { parent: null } }, results: {} } as unknown as CaseState;
  return reference.jointReviewRouting.filter(({ when }) => holds(when, state, 'main')).flatMap(({ add }) => add);
}

/** A project that falls under none of the three criteria. */
const harmless: ProjectForScreening = {
  kind: 'expansion',
  inPark: true,
  processes: [],
  units: [
    {
      key: 'U1',
      name: '一号仓库',
      kind: 'storage',
      substances: [{ cas: '64-17-5', name: '乙醇', quantityT: 20, physicalState: 'liquid' }],
    },
  ],
  population500m: 0,
  activities: {
    newBuildings: false,
    specialEquipment: false,
    townGas: false,
    hazardousWaste: false,
    bondedStorage: false,
    ownTransport: false,
  },
};

describe('screening for 两重点一重大', () => {
  it('finds process, chemicals and major hazard source of the nitration plant', () => {
    const result = screened();
    expect(result.inScope).toBe(true);
    expect(result.reasons.map(({ code, met }) => [code, met])).toEqual([
      ['listedProcess', true],
      ['listedChemical', true],
      ['majorHazard', true],
    ]);
    expect(result.listedProcesses.map(({ code }) => code)).toEqual(['nitration']);
    expect(result.listedChemicals.map(({ name }) => name.zh)).toEqual(['氯', '氨', '甲醇']);
    expect(result.units.map(({ key, s, r, level }) => [key, s, r, level])).toEqual([
      ['U1', 15.6, 68.4, 2],
      ['U2', 0.12, null, null],
    ]);
    expect(result.level).toBe(2);
  });

  it('tells a project out of scope why, by criterion, with the arithmetic', () => {
    const result = screen(forScreening(completeApplication('outOfScope')), reference);
    expect(result.inScope).toBe(false);
    expect(result.reasons.map(({ met }) => met)).toEqual([false, false, false]);
    expect(result.reasons[0]!.reason.zh).toBe('不涉及重点监管的危险化工工艺（18种）');
    expect(result.reasons[1]!.reason.zh).toBe('不涉及重点监管的危险化学品（74种）');
    expect(result.reasons[2]!.reason.zh).toBe(
      '不构成重大危险源：一号仓库：S = 0.04 + 0.01 = 0.05 < 1，不构成重大危险源',
    );
    expect(result.reasons.every(({ basis }) => basis !== '')).toBe(true);
  });

  it('needs only one of the three', () => {
    expect(screen(harmless, reference).inScope).toBe(false);
    expect(screen({ ...harmless, processes: ['hydrogenation'] }, reference).inScope).toBe(true);
    const [unit] = harmless.units;
    const withGas = {
      ...unit!,
      substances: [{ cas: '7783-06-4', name: '硫化氢', quantityT: 0.1, physicalState: 'gas' as const }],
    };
    expect(screen({ ...harmless, units: [withGas] }, reference).reasons.map(({ met }) => met)).toEqual([
      false,
      true,
      false,
    ]);
    const muchAlcohol = { ...unit!, substances: [{ ...unit!.substances[0]!, quantityT: 500 }] };
    expect(screen({ ...harmless, units: [muchAlcohol] }, reference).reasons.map(({ met }) => met)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('does not add up separate units of assessment', () => {
    const [unit] = harmless.units;
    const half = { ...unit!, substances: [{ ...unit!.substances[0]!, quantityT: 300 }] };
    const result = screen({ ...harmless, units: [half, { ...half, key: 'U2' }] }, reference);
    expect(result.units.map(({ s }) => s)).toEqual([0.6, 0.6]);
    expect(result.routingFacts).toMatchObject({ hasMajorHazard: false, majorLevel: 0 });
  });

  it('takes the gravest level of all units', () => {
    const [tanks, plant] = demo().units;
    const grave = {
      ...plant!,
      substances: [{ cas: '75-44-5', name: '光气', quantityT: 3, physicalState: 'gas' as const }],
    };
    // 3/0.3 × 20 × 1.5 = 300.
    expect(screened({ units: [tanks!, grave] }).level).toBe(1);
  });

  it('grades a listed chemical by its known category, whatever milder one is stated', () => {
    const [unit] = harmless.units;
    const acetaldehyde = { cas: '75-07-0', name: '乙醛', quantityT: 10, physicalState: 'liquid' as const };
    for (const category of [undefined, 'W5.4', 'NONE']) {
      const units = [{ ...unit!, substances: [{ ...acetaldehyde, category }] }];
      expect(screen({ ...harmless, units }, reference).units[0]).toMatchObject({ s: 1, isMajor: true });
    }
  });

  it('counts nothing for a listed chemical that belongs to no category of table 2', () => {
    const [unit] = harmless.units;
    const units = [
      { ...unit!, substances: [{ cas: '62-53-3', name: '苯胺', quantityT: 900, physicalState: 'liquid' as const }] },
    ];
    const result = screen({ ...harmless, units }, reference);
    expect(result.units[0]!.lines[0]).toMatchObject({ ratio: 0, undetermined: false });
    expect(result.inScope).toBe(true);
  });

  it('can preview a draft with holes', () => {
    const draft = {
      units: [{ key: 'U1' }],
      substances: [{ cas: '7782-50-5', quantityT: 5, unit: 'U1' }, { cas: '67-56-1', unit: 'U1' }, null],
    };
    const result = screen(screenable(draft as never), reference);
    expect(result.units[0]).toMatchObject({ key: 'U1', s: 1 });
    expect(screen(screenable({}), reference).inScope).toBe(false);
  });

  it('declares every routing fact', () => {
    const { routingFacts } = screened();
    const typeOf = (value: unknown) => (Array.isArray(value) ? 'strings' : typeof value);
    expect(Object.fromEntries(Object.entries(routingFacts).map(([fact, value]) => [fact, typeOf(value)]))).toEqual(
      ROUTING_FACT_TYPES,
    );
  });
});

describe('routing of departments', () => {
  const routed = (change: Partial<RoutingFacts> = {}) => departmentsFor({ ...screened().routingFacts, ...change });

  it('sends the nitration plant to seven departments', () => {
    expect(routed().sort()).toEqual(['EEB', 'EITB', 'EMB', 'FRB', 'HWCMO', 'NRPB', 'PSB']);
  });

  it.each<[string, Partial<RoutingFacts>, string[], string[]]>([
    ['a new build goes to DRB instead of EITB', { projectKind: 'newBuild' }, ['DRB'], ['EITB']],
    [
      'a project outside of a park goes to EITB and not to the park',
      { inPark: false, projectKind: 'newBuild' },
      ['DRB', 'EITB'],
      ['HWCMO'],
    ],
    ['new buildings', { newBuildings: true }, ['HCB'], []],
    ['special equipment', { hasSpecialEquipment: true }, ['MSB'], []],
    ['town gas', { hasTownGas: true }, ['CLEB'], []],
    ['bonded storage', { bondedStorage: true }, ['CUSTOMS'], []],
    ['own transport', { ownTransport: true }, ['TRB'], []],
    ['a major hazard source of level 3', { majorLevel: 3 }, [], ['FRB']],
    ['no major hazard source', { majorLevel: 0, hasMajorHazard: false }, [], ['FRB']],
    ['level 1', { majorLevel: 1 }, ['FRB'], []],
    ['neither toxic nor precursor', { hasToxic: false, hasExplosivePrecursor: false }, [], ['PSB']],
    ['only a precursor', { hasToxic: false }, ['PSB'], []],
  ])('%s', (_, change, present, absent) => {
    const departments = routed(change);
    expect(departments).toEqual(expect.arrayContaining(present));
    expect(departments.filter((code) => absent.includes(code))).toEqual([]);
    expect(departments).toEqual(expect.arrayContaining(['EMB', 'EEB', 'NRPB']));
    expect(new Set(departments).size).toBe(departments.length);
  });
});

/** From what an enterprise fills in to who reviews, one tick at a time. */
describe('departments by what the form says', () => {
  const form = (change: object = {}, substance = { cas: '64-17-5', name: '乙醇' }) => ({
    project: { kind: 'expansion' },
    site: { inPark: true },
    units: [{ key: 'U1', kind: 'storage' }],
    substances: [{ ...substance, quantityT: 1, unit: 'U1' }],
    activities: change,
  });
  const asked = (draft: object) => departmentsFor(screen(screenable(draft), reference).routingFacts).sort();
  const ALWAYS = ['DRB', 'EEB', 'EMB', 'HWCMO', 'NRPB'];

  it.each([
    ['newBuildings', 'HCB'],
    ['specialEquipment', 'MSB'],
    ['townGas', 'CLEB'],
    ['bondedStorage', 'CUSTOMS'],
    ['ownTransport', 'TRB'],
  ])('%s asks %s and nobody else', (tick, department) => {
    expect(asked(form({ [tick]: true }))).toEqual([...ALWAYS, department].sort());
    expect(asked(form({ [tick]: false }))).toEqual(ALWAYS);
  });

  it('hazardous waste is told to the environment, which reviews every project', () => {
    const told = (hazardousWaste: boolean) =>
      screen(screenable(form({ hazardousWaste }) as never), reference).routingFacts.hasHazardousWaste;
    expect([told(true), told(false)]).toEqual([true, false]);
  });

  // 公安: 剧毒 and 易制爆 each by itself (危险化学品安全管理条例 第六条（二）).
  it.each([
    ['剧毒', { cas: '7783-41-7', name: '二氟化氧' }, [true, false]],
    ['易制爆', { cas: '7631-99-4', name: '硝酸钠' }, [false, true]],
  ])('%s by itself asks the police', (_, substance, kinds) => {
    const { hasToxic, hasExplosivePrecursor } = screen(
      screenable(form({}, substance) as never),
      reference,
    ).routingFacts;
    expect([hasToxic, hasExplosivePrecursor]).toEqual(kinds);
    expect(asked(form({}, substance))).toEqual([...ALWAYS, 'PSB'].sort());
  });

  it('leaves out of a preview what has no number, no quantity, or less than none', () => {
    const [unit] = screenable({
      units: [{ key: 'U1', name: '罐区', kind: 'storage' }],
      substances: [
        { cas: '7782-50-5', name: '氯', category: 'J1', quantityT: 0, unit: 'U1' },
        { cas: '7782-50-5', quantityT: -1, unit: 'U1' },
        { cas: '7782-50-5', unit: 'U1' },
        { quantityT: 3, unit: 'U1' },
      ],
    } as never).units;
    expect(unit).toMatchObject({ name: '罐区', substances: [{ cas: '7782-50-5', quantityT: 0, category: 'J1' }] });
    expect(unit!.substances).toHaveLength(1);
  });
});
