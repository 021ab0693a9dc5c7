import { decimal } from './numbers';
import type { CriticalQuantity, HazardCategory, HazardLevel, MajorHazardTables } from './reference';

/** `variant` of a substance whose concentration or grade is in none of the rows of table 1 that bear its CAS number. */
export const OTHER_VARIANT = 'other';
/** `category` of a substance that belongs to no category of table 2. */
export const NO_CATEGORY = 'NONE';

export interface GradedInput {
  cas: string;
  name: string;
  /** Designed maximum quantity in tonnes: not negative, finite. */
  quantityT: number;
  /** Category of table 2 as stated; `NO_CATEGORY` states that there is none. */
  category?: string;
  /** Further categories known from reference data. */
  knownCategories?: string[];
  variant?: string;
}

/** The arithmetic of one substance. */
export interface GradeLine {
  cas: string;
  name: string;
  quantityT: number;
  /** Null when neither table gives one: the substance adds nothing. */
  criticalT: number | null;
  /** Where the critical quantity comes from, for instance `表1第12项` or `表2 W5.3`. */
  criticalFrom: string;
  ratio: number;
  beta: number | null;
  betaFrom: string;
  weighted: number;
  /** Neither a row of table 1 nor a category is known: the applicant has to name one. */
  undetermined: boolean;
  arithmetic: string;
}

export interface Grade {
  /** Σ q/Q. */
  s: number;
  /** S ≥ 1. */
  isMajor: boolean;
  alpha: number;
  /** α · Σ β·q/Q; computed only for a major hazard source. */
  r: number | null;
  /** 1 (gravest) to 4; null for what is no major hazard source. */
  level: HazardLevel['level'] | null;
  lines: GradeLine[];
  arithmetic: string;
}

/**
 * Identifies and grades a unit of assessment by GB 18218-2018: S = Σ qᵢ/Qᵢ (4.2.1), R = α Σ βᵢ qᵢ/Qᵢ (4.3.2).
 * Where several critical quantities fit a substance, the lowest counts; where several β fit, the highest.
 * @param unit substances with their designed maximum quantities, and the people living within 500 m of the plant's boundary
 */
export function grade(unit: { substances: GradedInput[]; population500m: number }, tables: MajorHazardTables): Grade {
  const lines = unit.substances.map((substance) => lineOf(substance, tables));
  const s = decimal(lines.reduce((sum, { ratio }) => sum + ratio, 0));
  const isMajor = s >= 1;
  const alpha = alphaOf(unit.population500m, tables);
  const weighted = decimal(lines.reduce((sum, line) => sum + line.weighted, 0));
  const r = isMajor ? decimal(alpha * weighted) : null;
  const level = r === null ? null : levelOf(r, tables);
  return { s, isMajor, alpha, r, level: level?.level ?? null, lines, arithmetic: describe(lines, s, alpha, r, level) };
}

/** α of table 5. */
export function alphaOf(population: number, { alphas }: MajorHazardTables): number {
  const row = alphas.find(({ min, max }) => population >= min && (max === null || population <= max));
  // Negative or broken head counts are refused before; the gravest factor is the safe answer to anything else.
  return row?.alpha ?? Math.max(...alphas.map(({ alpha }) => alpha));
}

/** Level of table 6. */
export function levelOf(r: number, { levels }: MajorHazardTables): HazardLevel {
  return [...levels].sort((a, b) => b.minR - a.minR).find(({ minR }) => r >= minR)!;
}

/** Rows of table 1 that bear a CAS number. */
export function rowsOf(cas: string, { criticalQuantities }: MajorHazardTables): CriticalQuantity[] {
  return criticalQuantities.filter((row) => row.cas.includes(cas));
}

/** Whether `variant` must be told: the rows of a CAS number differ. */
export function needsVariant(cas: string, tables: MajorHazardTables): boolean {
  return rowsOf(cas, tables).length > 1;
}

interface Choice {
  criticalT: number;
  from: string;
}

function lineOf(substance: GradedInput, tables: MajorHazardTables): GradeLine {
  const { cas, name, quantityT } = substance;
  const rows = fittingRows(substance, tables);
  const symbols = [substance.category, ...(substance.knownCategories ?? [])];
  const stated = tables.categories.filter(({ symbol }) => symbols.includes(symbol));
  const choice = rows.length > 0 ? lowest(rows.map(rowChoice)) : lowest(stated.map(categoryChoice));
  const beta = betaOf(substance, rows, stated, tables);
  if (!choice) {
    const undetermined = substance.category !== NO_CATEGORY;
    const why = undetermined ? '表1未列且未填危险性类别，未计入' : '不属于表1、表2所列，不计入';
    const nothing = { criticalT: null, criticalFrom: '', ratio: 0, beta: null, betaFrom: '', weighted: 0 };
    return { cas, name, quantityT, ...nothing, undetermined, arithmetic: `${name}（${cas}）：${why}` };
  }
  const ratio = decimal(quantityT / choice.criticalT);
  const weighted = decimal(beta.beta * ratio);
  return {
    cas,
    name,
    quantityT,
    criticalT: choice.criticalT,
    criticalFrom: choice.from,
    ratio,
    beta: beta.beta,
    betaFrom: beta.from,
    weighted,
    undetermined: false,
    arithmetic:
      `${name}（${cas}）：q/Q = ${quantityT} t ÷ ${choice.criticalT} t（${choice.from}）= ${shown(ratio)}；` +
      `β·q/Q = ${beta.beta}（${beta.from}）× ${shown(ratio)} = ${shown(weighted)}`,
  };
}

/** A stated variant picks its row; none stated leaves all of them, so that the lowest quantity counts. */
function fittingRows({ cas, variant }: GradedInput, tables: MajorHazardTables): CriticalQuantity[] {
  const rows = rowsOf(cas, tables);
  if (variant === undefined) return rows;
  // A row without variant holds for every grade: it cannot be argued away.
  return rows.filter((row) => row.variant === undefined || row.variant.code === variant);
}

function rowChoice({ row, criticalT, variant }: CriticalQuantity): Choice {
  return { criticalT, from: `表1第${row}项${variant ? ` ${variant.name.zh}` : ''}` };
}

function categoryChoice({ symbol, criticalT }: HazardCategory): Choice {
  return { criticalT, from: `表2 ${symbol}` };
}

function lowest(choices: Choice[]): Choice | undefined {
  return choices.reduce<Choice | undefined>(
    (best, one) => (best && best.criticalT <= one.criticalT ? best : one),
    undefined,
  );
}

/** Table 3 by name, else the category of table 4: also for substances that table 1 names (GB 18218-2018 4.3.2 b). */
function betaOf(
  { cas }: GradedInput,
  rows: CriticalQuantity[],
  stated: HazardCategory[],
  tables: MajorHazardTables,
): { beta: number; from: string } {
  const named = tables.betas.find((row) => row.cas === cas);
  if (named) return { beta: named.beta, from: '表3' };
  const symbols = new Set(rows.flatMap((row) => row.categories));
  const candidates = [...stated, ...tables.categories.filter(({ symbol }) => symbols.has(symbol))];
  const highest = candidates.reduce<HazardCategory | undefined>(
    (best, one) => (best && best.beta >= one.beta ? best : one),
    undefined,
  );
  return highest ? { beta: highest.beta, from: `表4 ${highest.symbol}` } : { beta: 1, from: '表4' };
}

function describe(lines: GradeLine[], s: number, alpha: number, r: number | null, level: HazardLevel | null): string {
  const counted = lines.filter(({ criticalT }) => criticalT !== null);
  const sum = (values: number[]) => (values.length === 0 ? '0' : values.map(shown).join(' + '));
  const first = `S = ${counted.length > 1 ? `${sum(counted.map(({ ratio }) => ratio))} = ` : ''}${s}`;
  if (r === null || level === null) return `${first} < 1，不构成重大危险源`;
  const second = `R = ${alpha} × (${sum(counted.map(({ weighted }) => weighted))}) = ${r}`;
  return `${first} ≥ 1，构成重大危险源；${second}，${level.name.zh}重大危险源`;
}

function shown(value: number): string {
  return String(decimal(value, 4));
}
