import type { Day } from './calendar';

/** A name in both languages. */
export interface Names {
  zh: string;
  en: string;
}

/** A process of the national list of key-supervised processes. */
export interface ListedProcess {
  code: string;
  name: Names;
  /** CAS numbers of which at least one is typically fed to the process; empty when no single one is telling. */
  feeds: string[];
  basis: string;
}

/** A chemical of the national list of key-supervised chemicals. */
export interface ListedChemical {
  key: string;
  /** First the number given in the list, then those of its isomers and grades. */
  cas: string[];
  name: Names;
  aliases: string[];
  /** Categories of GB 18218 table 2 that it belongs to; used when table 1 does not name it. */
  categories: string[];
  basis: string;
}

/** A row of GB 18218-2018 table 1. A CAS number is no key: some have several rows, told apart by `variant`. */
export interface CriticalQuantity {
  row: number;
  name: Names;
  aliases: string[];
  cas: string[];
  /** Set when the row holds only for this grade of the substance. */
  variant?: { code: string; name: Names };
  /** Critical quantity in tonnes. */
  criticalT: number;
  /** Categories of table 2 that decide β when table 3 does not name the substance. */
  categories: string[];
}

/** A row of GB 18218-2018 tables 2 and 4. */
export interface HazardCategory {
  symbol: string;
  group: Names;
  description: Names;
  criticalT: number;
  beta: number;
}

/** A row of GB 18218-2018 table 3. */
export interface NamedBeta {
  cas: string;
  name: Names;
  beta: number;
}

/** A row of GB 18218-2018 table 5: people living within 500 m; `max` null is open. */
export interface Alpha {
  min: number;
  max: number | null;
  alpha: number;
}

/** A row of GB 18218-2018 table 6; level 1 is the gravest. */
export interface HazardLevel {
  level: 1 | 2 | 3 | 4;
  name: Names;
  minR: number;
}

export interface MajorHazardTables {
  criticalQuantities: CriticalQuantity[];
  categories: HazardCategory[];
  betas: NamedBeta[];
  alphas: Alpha[];
  levels: HazardLevel[];
}

/** Chemicals under the control of the police: 剧毒 and 易制爆. */
export interface ControlledChemical {
  cas: string[];
  name: Names;
  list: 'toxic' | 'explosivePrecursor';
}

/** A kind of document in an application. */
export interface DocumentKind {
  code: string;
  name: Names;
  required: boolean;
  /** Required only for projects of these kinds; absent: for all. */
  onlyFor?: string[];
  basis: string;
}

export interface Bounds {
  min: number;
  max: number;
  unit: string;
}

/** What is physically and administratively possible; outside of it a value is a slip of the pen. */
export interface PhysicalBounds {
  /** Tonnes of one substance in one unit of assessment, by its physical state. */
  quantityT: Record<'gas' | 'liquid' | 'solid', Bounds>;
  temperatureC: Bounds;
  pressureMPa: Bounds;
  investment: Bounds;
  population500m: Bounds;
  longitude: Bounds;
  latitude: Bounds;
}

/** The grades and scopes that institutions must have. */
export interface InstitutionRules {
  /** Grades of design firms that may design a key-hazard project. */
  designGrades: { code: string; name: Names; forKeyHazard: boolean }[];
  /** Scopes of safety evaluators, by whether they cover chemicals. */
  evaluationScopes: { code: string; name: Names; coversChemicals: boolean }[];
  basis: string;
}

/** Everything that screening and pre-check read. Data with a source and effective dates; loaded by `seeds/reference.ts`. */
export interface ProjectReference {
  processes: ListedProcess[];
  listedChemicals: ListedChemical[];
  majorHazard: MajorHazardTables;
  controlled: ControlledChemical[];
  documentKinds: DocumentKind[];
  bounds: PhysicalBounds;
  institutions: InstitutionRules;
}

/** Header of every data file. */
export interface Provenance {
  source: string;
  effectiveFrom: Day;
  effectiveTo: Day | null;
  note?: string;
}
