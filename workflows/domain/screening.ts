import type { AssessmentUnit, ProjectActivities, ProjectApplication, ProjectKind } from './application';
import { grade, type Grade, type GradedInput, NO_CATEGORY } from './gb18218';
import type {
  ControlledChemical,
  HazardLevel,
  ListedChemical,
  ListedProcess,
  Names,
  ProjectReference,
} from './reference';

export interface ScreenedSubstance extends GradedInput {
  physicalState: 'gas' | 'liquid' | 'solid';
}

/** The part of a project that decides whether it is one of the "两重点一重大" and who reviews it. */
export interface ProjectForScreening {
  kind: ProjectKind;
  inPark: boolean;
  processes: string[];
  units: (AssessmentUnit & { substances: ScreenedSubstance[] })[];
  population500m: number;
  activities: ProjectActivities;
}

export type CriterionCode = 'listedProcess' | 'listedChemical' | 'majorHazard';

/** One of the three criteria, with what was found and how. */
export interface Criterion {
  code: CriterionCode;
  met: boolean;
  reason: Names;
  basis: string;
}

export interface UnitGrade extends Grade {
  key: string;
  name: string;
  kind: AssessmentUnit['kind'];
}

/** Facts for the routing table. Numbers, flags and codes only. A type, so that it is a record of facts to a process definition. */
export type RoutingFacts = {
  projectKind: ProjectKind;
  inScope: boolean;
  inPark: boolean;
  /** Codes of the processes and keys of the chemicals found in the national lists. */
  listedProcesses: string[];
  listedChemicals: string[];
  hasMajorHazard: boolean;
  /** Gravest level of all units: 1 to 4, 0 for none. */
  majorLevel: number;
  hasToxic: boolean;
  hasExplosivePrecursor: boolean;
  newBuildings: boolean;
  hasSpecialEquipment: boolean;
  hasTownGas: boolean;
  hasHazardousWaste: boolean;
  bondedStorage: boolean;
  ownTransport: boolean;
};

/** Types of the routing facts, for their declaration in a process definition and for checking a routing table. */
export const ROUTING_FACT_TYPES = {
  projectKind: 'string',
  inScope: 'boolean',
  inPark: 'boolean',
  listedProcesses: 'strings',
  listedChemicals: 'strings',
  hasMajorHazard: 'boolean',
  majorLevel: 'number',
  hasToxic: 'boolean',
  hasExplosivePrecursor: 'boolean',
  newBuildings: 'boolean',
  hasSpecialEquipment: 'boolean',
  hasTownGas: 'boolean',
  hasHazardousWaste: 'boolean',
  bondedStorage: 'boolean',
  ownTransport: 'boolean',
} as const satisfies Record<string, 'string' | 'number' | 'boolean' | 'strings'>;

export interface Screening {
  inScope: boolean;
  /** One per criterion, met or not: an applicant out of scope is told why. */
  reasons: Criterion[];
  listedProcesses: { code: string; name: Names }[];
  listedChemicals: { key: string; cas: string; name: Names }[];
  controlled: { cas: string; name: Names; list: ControlledChemical['list'] }[];
  units: UnitGrade[];
  /** Gravest level of all units; null when there is no major hazard source. */
  level: HazardLevel['level'] | null;
  routingFacts: RoutingFacts;
}

/** Screens a project. Everything is computed from processes, substances and quantities; nothing is ticked. */
export function screen(project: ProjectForScreening, reference: ProjectReference): Screening {
  const substances = project.units.flatMap((unit) => unit.substances);
  const processes = reference.processes.filter(({ code }) => project.processes.includes(code));
  const chemicals = reference.listedChemicals.filter(({ cas }) => substances.some((one) => cas.includes(one.cas)));
  const controlled = reference.controlled.filter(({ cas }) => substances.some((one) => cas.includes(one.cas)));
  const units = project.units.map((unit) => gradeUnit(unit, project.population500m, reference));
  const major = units.filter(({ isMajor }) => isMajor);
  const levels = major.flatMap(({ level }) => (level === null ? [] : [level]));
  const level = levels.length === 0 ? null : (Math.min(...levels) as HazardLevel['level']);
  const reasons = [
    processCriterion(processes, reference.processes.length),
    chemicalCriterion(chemicals, reference.listedChemicals.length),
    hazardCriterion(units, major),
  ];
  const inScope = reasons.some(({ met }) => met);
  return {
    inScope,
    reasons,
    listedProcesses: processes.map(({ code, name }) => ({ code, name })),
    listedChemicals: chemicals.map(({ key, cas, name }) => ({
      key,
      cas: cas.find((number) => substances.some((one) => one.cas === number)) ?? cas[0]!,
      name,
    })),
    controlled: controlled.map(({ cas, name, list }) => ({
      cas: cas.find((number) => substances.some((one) => one.cas === number)) ?? cas[0]!,
      name,
      list,
    })),
    units,
    level,
    routingFacts: {
      projectKind: project.kind,
      inScope,
      inPark: project.inPark,
      listedProcesses: processes.map(({ code }) => code),
      listedChemicals: chemicals.map(({ key }) => key),
      hasMajorHazard: major.length > 0,
      majorLevel: level ?? 0,
      hasToxic: controlled.some(({ list }) => list === 'toxic'),
      hasExplosivePrecursor: controlled.some(({ list }) => list === 'explosivePrecursor'),
      newBuildings: project.activities.newBuildings,
      hasSpecialEquipment: project.activities.specialEquipment,
      hasTownGas: project.activities.townGas,
      hasHazardousWaste: project.activities.hazardousWaste,
      bondedStorage: project.activities.bondedStorage,
      ownTransport: project.activities.ownTransport,
    },
  };
}

/** The part of a complete application that screening reads. */
export function forScreening(application: ProjectApplication): ProjectForScreening {
  return {
    kind: application.project.kind,
    inPark: application.site.inPark,
    processes: application.processes,
    units: application.units.map((unit) => ({
      ...unit,
      substances: application.substances.filter((substance) => substance.unit === unit.key),
    })),
    population500m: application.population500m,
    activities: application.activities,
  };
}

function gradeUnit(
  unit: ProjectForScreening['units'][number],
  population500m: number,
  reference: ProjectReference,
): UnitGrade {
  const substances = unit.substances.map((substance) => withKnownCategories(substance, reference));
  const { key, name, kind } = unit;
  return { key, name, kind, ...grade({ substances, population500m }, reference.majorHazard) };
}

/** A listed chemical's categories are known: stating a milder one does not lower its weight. */
function withKnownCategories(substance: ScreenedSubstance, { listedChemicals }: ProjectReference): GradedInput {
  const listed = listedChemicals.find(({ cas }) => cas.includes(substance.cas));
  if (!listed) return substance;
  const category = substance.category ?? (listed.categories.length === 0 ? NO_CATEGORY : undefined);
  return { ...substance, category, knownCategories: listed.categories };
}

function processCriterion(found: ListedProcess[], listed: number): Criterion {
  return {
    code: 'listedProcess',
    met: found.length > 0,
    reason:
      found.length > 0
        ? {
            zh: `涉及重点监管的危险化工工艺：${found.map(({ name }) => name.zh).join('、')}`,
            en: `Key-supervised processes: ${found.map(({ name }) => name.en).join(', ')}`,
          }
        : { zh: `不涉及重点监管的危险化工工艺（${listed}种）`, en: `None of the ${listed} key-supervised processes` },
    basis: '安监总管三〔2009〕116号、〔2013〕3号',
  };
}

function chemicalCriterion(found: ListedChemical[], listed: number): Criterion {
  return {
    code: 'listedChemical',
    met: found.length > 0,
    reason:
      found.length > 0
        ? {
            zh: `涉及重点监管的危险化学品：${found.map(({ name }) => name.zh).join('、')}`,
            en: `Key-supervised chemicals: ${found.map(({ name }) => name.en).join(', ')}`,
          }
        : { zh: `不涉及重点监管的危险化学品（${listed}种）`, en: `None of the ${listed} key-supervised chemicals` },
    basis: '安监总管三〔2011〕95号、〔2013〕12号',
  };
}

function hazardCriterion(units: UnitGrade[], major: UnitGrade[]): Criterion {
  const told = (list: UnitGrade[]) => list.map(({ name, arithmetic }) => `${name}：${arithmetic}`).join('；');
  const short = (list: UnitGrade[]) =>
    list.map(({ name, s, r, level }) => `${name}: S = ${s}${r === null ? '' : `, R = ${r}, level ${level}`}`);
  return {
    code: 'majorHazard',
    met: major.length > 0,
    reason:
      major.length > 0
        ? { zh: `构成重大危险源：${told(major)}`, en: `Major hazard source: ${short(major).join('; ')}` }
        : {
            zh: `不构成重大危险源：${told(units) || '没有评价单元'}`,
            en: `No major hazard source: ${short(units).join('; ')}`,
          },
    basis: 'GB 18218-2018',
  };
}
