import { casFault } from '../cas';
import { NO_CATEGORY, OTHER_VARIANT, rowsOf } from '../gb18218';
import { PHYSICAL_STATES, type PhysicalState } from '../application';
import type { ProjectReference } from '../reference';
import { boundFinding } from './bounds';
import { namesOf, specOf, SUBSTANCE_FIELDS } from './fields';
import { type Finding, isBlank, listOf, numberOf, type PreCheckRule, textOf } from './rule';

type Substance = NonNullable<Parameters<PreCheckRule['check']>[0]['substances']>[number];

const each = (
  check: (substance: Substance, at: string, reference: ProjectReference) => Finding[],
): PreCheckRule['check'] => {
  return ({ substances }, { reference }) =>
    listOf(substances).flatMap((one, i) => check(one, `substances[${i}]`, reference));
};

const nameOf = (substance: Substance): string => textOf(substance?.name) ?? textOf(substance?.cas) ?? '?';

/** Names under which the reference lists know a CAS number. */
function knownNames(cas: string, { listedChemicals, majorHazard, controlled }: ProjectReference): string[] {
  const entries = [
    ...listedChemicals
      .filter((one) => one.cas.includes(cas))
      .map(({ name, aliases }) => [name.zh, name.en, ...aliases]),
    ...majorHazard.criticalQuantities
      .filter((one) => one.cas.includes(cas))
      .map(({ name, aliases }) => [name.zh, name.en, ...aliases]),
    ...majorHazard.betas.filter((one) => one.cas === cas).map(({ name }) => [name.zh, name.en]),
    ...controlled.filter((one) => one.cas.includes(cas)).map(({ name }) => [name.zh, name.en]),
  ];
  return entries.flat();
}

/** `甲醛（含量>90%）` and `液氯` both name what they name: brackets, spaces, case and the state of matter do not matter. */
function core(name: string): string {
  return name
    .replace(/[（(［[].*?[）)］\]]/g, '')
    .replace(/\s/g, '')
    .toLowerCase();
}

function sameSubstance(given: string, known: string[]): boolean {
  const mine = core(given);
  return known.some((name) => {
    const theirs = core(name);
    return theirs !== '' && (mine === theirs || mine === `液${theirs}` || mine === `${theirs}气`);
  });
}

export const SUBSTANCE_RULES: PreCheckRule[] = [
  {
    id: 'substance.casDigit',
    clause: 'CAS 登记号校验规则',
    check: each(({ cas }, at) => {
      const number = textOf(cas);
      const fault = number === null ? null : casFault(number);
      return fault ? [{ field: `${at}.cas`, code: fault.code, params: fault.params }] : [];
    }),
  },
  {
    id: 'substance.casKnown',
    clause: 'GB 18218-2018 4.1.2、4.1.3',
    check: each(({ cas, category }, at, reference) => {
      const number = textOf(cas);
      if (number === null || casFault(number) || !isBlank(category)) return [];
      return knownNames(number, reference).length > 0
        ? []
        : [{ field: `${at}.cas`, code: 'cas.unknown', params: { cas: number } }];
    }),
  },
  {
    id: 'substance.nameFitsCas',
    clause: '行政许可法第三十一条（材料真实）',
    check: each((substance, at, reference) => {
      const [cas, name] = [textOf(substance.cas), textOf(substance.name)];
      if (cas === null || name === null) return [];
      const known = knownNames(cas, reference);
      if (known.length === 0 || sameSubstance(name, known)) return [];
      return [{ field: `${at}.name`, code: 'precheck.nameAgainstCas', params: { name, cas, expected: known[0]! } }];
    }),
  },
  {
    id: 'substance.category',
    clause: 'GB 18218-2018 表2',
    check: each(({ category }, at, { majorHazard }) => {
      const symbol = textOf(category);
      if (symbol === null || symbol === NO_CATEGORY || majorHazard.categories.some((one) => one.symbol === symbol))
        return [];
      return [{ field: `${at}.category`, code: 'grade.unknownCategory', params: { category: symbol } }];
    }),
  },
  {
    id: 'substance.variant',
    clause: 'GB 18218-2018 表1',
    check: each((substance, at, { majorHazard }) => {
      const cas = textOf(substance.cas);
      const variants =
        cas === null ? [] : rowsOf(cas, majorHazard).flatMap(({ variant }) => (variant ? [variant] : []));
      const variant = textOf(substance.variant);
      const known = variant === OTHER_VARIANT || variants.some(({ code }) => code === variant);
      if (variants.length === 0 || (variant === null ? variants.length === 1 : known)) return [];
      const params = { name: nameOf(substance), variants: variants.map(({ name }) => name.zh).join('、') };
      return [{ field: `${at}.variant`, code: 'grade.variantNeeded', params }];
    }),
  },
  {
    id: 'substance.criticalQuantity',
    clause: 'GB 18218-2018 4.1.3',
    check: each((substance, at, reference) => {
      const cas = textOf(substance.cas);
      if (cas === null || !isBlank(substance.category)) return [];
      const rows = rowsOf(cas, reference.majorHazard);
      const listed = reference.listedChemicals.some((one) => one.cas.includes(cas));
      // What no list knows is named by `substance.casKnown`; a table 1 substance of another grade still needs its category.
      const outsideRows = rows.length > 0 && substance.variant === OTHER_VARIANT && !listed;
      const onlyControlled = rows.length === 0 && !listed && knownNames(cas, reference).length > 0;
      if (!outsideRows && !onlyControlled) return [];
      return [{ field: `${at}.category`, code: 'grade.noCriticalQuantity', params: { name: nameOf(substance) } }];
    }),
  },
  {
    id: 'substance.quantity',
    clause: 'GB 18218-2018 4.2.2（设计最大量，吨）',
    check: each((substance, at, { bounds }) => {
      const state = textOf(substance.physicalState) as PhysicalState | null;
      const bound =
        state !== null && PHYSICAL_STATES.includes(state) ? bounds.quantityT[state] : bounds.quantityT.liquid;
      const names = namesOf(specOf(SUBSTANCE_FIELDS, 'quantityT'));
      return boundFinding(`${at}.quantityT`, substance.quantityT, names, bound, { positive: true });
    }),
  },
  {
    id: 'substance.temperature',
    clause: 'design：物理可能范围',
    check: each((substance, at, { bounds }) => {
      const temperature = numberOf(substance.temperatureC);
      if (temperature !== null && temperature < -273.15) {
        const params = { name: nameOf(substance), temperature };
        return [{ field: `${at}.temperatureC`, code: 'precheck.stateAgainstConditions', params }];
      }
      return boundFinding(
        `${at}.temperatureC`,
        temperature,
        namesOf(specOf(SUBSTANCE_FIELDS, 'temperatureC')),
        bounds.temperatureC,
      );
    }),
  },
  {
    id: 'substance.pressure',
    clause: 'design：物理可能范围',
    check: each((substance, at, { bounds }) =>
      boundFinding(
        `${at}.pressureMPa`,
        substance.pressureMPa,
        namesOf(specOf(SUBSTANCE_FIELDS, 'pressureMPa')),
        bounds.pressureMPa,
      ),
    ),
  },
];
