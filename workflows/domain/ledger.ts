import type { Day } from './calendar';
import { inForce } from './effective';
import { decimal } from './numbers';
import type { HazardLevel, Names } from './reference';

export const HAZARD_LEVELS = [1, 2, 3, 4] as const satisfies readonly HazardLevel['level'][];
type Level = HazardLevel['level'];

/** What a park is burdened with by one project, or by several together. */
export interface ParkLoad {
  /** Sum of R of the major hazard sources (GB 18218-2018). */
  sumR: number;
  /** Major hazard sources by level, 1 the gravest. */
  units: Record<Level, number>;
  /** People within 500 m, added up project by project: exposures, not heads. */
  population: number;
  /** Hazardous waste to be disposed of, tonnes a year. */
  wasteT: number;
  /** Projects that bring hazardous waste without having stated how much. */
  wasteUnstated: number;
}

/** What a park can bear (reference data). A limit that is null was not set. */
export interface ParkCapacity {
  sumR: number | null;
  units: Record<Level, number | null>;
  population: number | null;
  /** Outlet for hazardous waste, tonnes a year. */
  wasteT: number | null;
  /** Rescuers on duty, and how many a major hazard source of each level calls for. */
  rescue: { people: number; perUnit: Record<Level, number> } | null;
}

/** Of a day for which no capacities are on record. */
export const NO_CAPACITY: ParkCapacity = {
  sumR: null,
  units: { 1: null, 2: null, 3: null, 4: null },
  population: null,
  wasteT: null,
  rescue: null,
};

/** A plant that stood before the ledger was begun (reference data). */
export interface ParkHolding {
  key: string;
  enterprise: string;
  project: string;
  load: ParkLoad;
  /** Local days; the last one inclusive, null while it stands. */
  effectiveFrom: Day;
  effectiveTo: Day | null;
  source: string;
}

export interface Park {
  code: string;
  name: Names;
  /** Other names under which applications have it. */
  aliases: string[];
  capacity: ParkCapacity;
  holdings: ParkHolding[];
  source: string;
}

/** One line of a ledger: a plant that stood before, or a project that was approved. */
export interface LedgerEntry {
  /** Key of the holding, or number of the joint review: a project stands in a ledger once. */
  key: string;
  kind: 'holding' | 'case';
  enterprise: string;
  project: string;
  load: ParkLoad;
  /** Day on which it was booked; null for a project that is not decided yet. */
  bookedOn: Day | null;
  /** Day from which it no longer counts, and why; null while it does. */
  releasedOn: Day | null;
  releasedFor: string | null;
}

/** What the ledger measures. */
export type LedgerMeasure = 'sumR' | 'level1' | 'level2' | 'level3' | 'level4' | 'population' | 'rescue' | 'waste';

/** One limit of a park, before and after a project is added. */
export interface LedgerLine {
  measure: LedgerMeasure;
  name: Names;
  unit: Names;
  before: number;
  added: number;
  after: number;
  /** Null: no limit was set. */
  capacity: number | null;
  /** The limit would be passed. */
  passed: boolean;
  /** It is passed already without the project. */
  passedBefore: boolean;
  arithmetic: Names;
}

/** Results of a project's life with which what was approved will not be, or has to be approved anew. */
const RELEASING: ReadonlySet<string> = new Set(['abandoned', 'expired', 'reReviewRequired', 'withdrawn', 'terminated']);

/** Whether the end of a project's life takes it out of the ledger: a licensed plant stays in it. */
export const releases = (result: string | null): boolean => result !== null && RELEASING.has(result);

export const NO_LOAD: ParkLoad = {
  sumR: 0,
  units: { 1: 0, 2: 0, 3: 0, 4: 0 },
  population: 0,
  wasteT: 0,
  wasteUnstated: 0,
};

/** What a project brings, by its graded units. */
export function loadOf(project: {
  units: readonly { r: number | null; level: Level | null }[];
  population500m: number;
  hazardousWaste: boolean;
  /** Tonnes a year; null when it was not stated. */
  wasteT: number | null;
}): ParkLoad {
  const graded = project.units.filter(({ level }) => level !== null);
  const count = (level: Level): number => graded.filter((unit) => unit.level === level).length;
  return {
    sumR: decimal(graded.reduce((sum, { r }) => sum + (r ?? 0), 0)),
    units: { 1: count(1), 2: count(2), 3: count(3), 4: count(4) },
    population: project.population500m,
    wasteT: project.hazardousWaste ? (project.wasteT ?? 0) : 0,
    wasteUnstated: project.hazardousWaste && project.wasteT === null ? 1 : 0,
  };
}

/** Several loads as one. */
export function together(loads: readonly ParkLoad[]): ParkLoad {
  return loads.reduce<ParkLoad>(
    (sum, load) => ({
      sumR: decimal(sum.sumR + load.sumR),
      units: {
        1: sum.units[1] + load.units[1],
        2: sum.units[2] + load.units[2],
        3: sum.units[3] + load.units[3],
        4: sum.units[4] + load.units[4],
      },
      population: sum.population + load.population,
      wasteT: decimal(sum.wasteT + load.wasteT),
      wasteUnstated: sum.wasteUnstated + load.wasteUnstated,
    }),
    NO_LOAD,
  );
}

/** The entries of a park on a day: plants that stood and projects that were approved and not released by then. */
export function entriesOn(park: Park, cases: readonly LedgerEntry[], day: Day): LedgerEntry[] {
  const holdings = park.holdings
    .filter((holding) => inForce(holding, day))
    .map((holding): LedgerEntry => ({
      key: holding.key,
      kind: 'holding',
      enterprise: holding.enterprise,
      project: holding.project,
      load: holding.load,
      bookedOn: holding.effectiveFrom,
      releasedOn: null,
      releasedFor: null,
    }));
  const booked = cases.filter(
    ({ bookedOn, releasedOn }) => bookedOn !== null && bookedOn <= day && (releasedOn === null || releasedOn > day),
  );
  return [...holdings, ...booked];
}

/** The park of a name as applications have it; undefined for a park without ledger. */
export function parkNamed(parks: readonly Park[], name: string | null | undefined): Park | undefined {
  const wanted = name?.trim() ?? '';
  if (wanted === '') return undefined;
  return parks.find((park) => [park.code, park.name.zh, park.name.en, ...park.aliases].includes(wanted));
}

/** Holds what a park bears against what it can bear, with `added` on top. */
export function ledgerLines(capacity: ParkCapacity, held: ParkLoad, added: ParkLoad = NO_LOAD): LedgerLine[] {
  const rescuers = (load: ParkLoad): number =>
    HAZARD_LEVELS.reduce((sum, level) => sum + load.units[level] * (capacity.rescue?.perUnit[level] ?? 0), 0);
  return [
    lineOf('sumR', held.sumR, added.sumR, capacity.sumR),
    ...HAZARD_LEVELS.map((level) =>
      lineOf(`level${level}`, held.units[level], added.units[level], capacity.units[level]),
    ),
    lineOf('population', held.population, added.population, capacity.population),
    {
      ...lineOf('rescue', rescuers(held), rescuers(added), capacity.rescue?.people ?? null),
      ...(capacity.rescue ? { arithmetic: rescueWords(held, added, capacity.rescue) } : {}),
    },
    withUnstated(lineOf('waste', held.wasteT, added.wasteT, capacity.wasteT), held, added),
  ];
}

const MEASURES: Record<LedgerMeasure, { name: Names; unit: Names }> = {
  sumR: { name: { zh: '重大危险源 R 值之和', en: 'Sum of R' }, unit: { zh: '', en: '' } },
  level1: levelWords('一级', 1),
  level2: levelWords('二级', 2),
  level3: levelWords('三级', 3),
  level4: levelWords('四级', 4),
  population: {
    name: { zh: '500米范围内人口暴露', en: 'People exposed within 500 m' },
    unit: { zh: '人次', en: 'exposures' },
  },
  rescue: { name: { zh: '应急救援力量需求', en: 'Rescuers called for' }, unit: { zh: '人', en: 'people' } },
  waste: {
    name: { zh: '危险废物处置去向', en: 'Outlet for hazardous waste' },
    unit: { zh: '吨/年', en: 't/a' },
  },
};

function levelWords(zh: string, level: Level): { name: Names; unit: Names } {
  return {
    name: { zh: `${zh}重大危险源`, en: `Major hazard sources, level ${level}` },
    unit: { zh: '个', en: 'units' },
  };
}

function lineOf(measure: LedgerMeasure, before: number, added: number, capacity: number | null): LedgerLine {
  const { name, unit } = MEASURES[measure];
  const after = decimal(before + added);
  return {
    measure,
    name,
    unit,
    before,
    added,
    after,
    capacity,
    passed: capacity !== null && after > capacity,
    passedBefore: capacity !== null && before > capacity,
    arithmetic: {
      zh: `${before} + ${added} = ${after}${unit.zh}${verdict(after, capacity, unit.zh).zh}`,
      en: `${before} + ${added} = ${after}${unit.en && ` ${unit.en}`}${verdict(after, capacity, '').en}`,
    },
  };
}

function verdict(after: number, capacity: number | null, unit: string): Names {
  if (capacity === null) return { zh: '，未设定容量', en: ', no capacity set' };
  if (after <= capacity) return { zh: ` ≤ ${capacity}${unit}`, en: ` ≤ ${capacity}` };
  const over = decimal(after - capacity);
  return { zh: ` > ${capacity}${unit}，超出${over}${unit}`, en: ` > ${capacity}, over by ${over}` };
}

/** Rescuers called for: sources of each level times what one of them calls for. */
function rescueWords(held: ParkLoad, added: ParkLoad, rescue: NonNullable<ParkCapacity['rescue']>): Names {
  const all = together([held, added]);
  const terms = HAZARD_LEVELS.filter((level) => all.units[level] > 0).map((level) => ({
    count: all.units[level],
    each: rescue.perUnit[level],
  }));
  const total = terms.reduce((sum, { count, each }) => sum + count * each, 0);
  const sum = terms.map(({ count, each }) => `${count}×${each}`).join(' + ') || '0';
  return {
    zh: `${sum} = ${total}人${verdict(total, rescue.people, '人').zh}`,
    en: `${sum} = ${total} people${verdict(total, rescue.people, '').en}`,
  };
}

/** What was not stated is not taken for nothing: the line says so. */
function withUnstated(line: LedgerLine, held: ParkLoad, added: ParkLoad): LedgerLine {
  const unstated = held.wasteUnstated + added.wasteUnstated;
  if (unstated === 0) return line;
  return {
    ...line,
    arithmetic: {
      zh: `${line.arithmetic.zh}（另有 ${unstated} 个项目产生危险废物而未填报数量）`,
      en: `${line.arithmetic.en} (${unstated} more project(s) did not state a quantity)`,
    },
  };
}
