import { isDay, workCalendar } from '../../workflows/domain/calendar';
import { casFault } from '../../workflows/domain/cas';
import { CREDIT_LISTS } from '../../workflows/domain/credit';
import { ROUTING_FACT_TYPES } from '../../workflows/domain/screening';
import { usccFault } from '../../workflows/domain/uscc';
import type { Condition } from '../../workflows/processes/definition';
import type { Reference } from './data-files';

/** Everything wrong with the reference data, in words that name the file and the entry; empty when it is sound. */
export function faultsOf(reference: Reference): string[] {
  return [
    ...provenanceFaults(reference),
    ...chemicalFaults(reference),
    ...majorHazardFaults(reference),
    ...organisationFaults(reference),
    ...peopleFaults(reference),
    ...limitFaults(reference),
    ...calendarFaults(reference),
    ...routingFaults(reference),
    ...documentFaults(reference),
    ...demoFaults(reference),
    ...questionFaults(reference),
    ...parkFaults(reference),
    ...creditFaults(reference),
  ];
}

function twice(what: string, keys: string[]): string[] {
  return keys.filter((key, i) => keys.indexOf(key) !== i).map((key) => `${what}: ${key} occurs twice`);
}

function provenanceFaults({ provenance }: Reference): string[] {
  return Object.entries(provenance).flatMap(([file, { source, effectiveFrom, effectiveTo }]) => [
    ...(source ? [] : [`${file}: no source`]),
    ...(isDay(effectiveFrom) ? [] : [`${file}: effectiveFrom is no date`]),
    ...(effectiveTo === null || (isDay(effectiveTo) && effectiveTo >= effectiveFrom)
      ? []
      : [`${file}: effectiveTo is no later date`]),
  ]);
}

function chemicalFaults({ listedChemicals, processes, controlled, majorHazard }: Reference): string[] {
  const symbols = majorHazard.categories.map(({ symbol }) => symbol);
  const numbers = [
    ...listedChemicals.flatMap(({ cas }) => cas),
    ...controlled.flatMap(({ cas }) => cas),
    ...processes.flatMap(({ feeds }) => feeds),
    ...majorHazard.criticalQuantities.flatMap(({ cas }) => cas),
    ...majorHazard.betas.map(({ cas }) => cas),
  ];
  return [
    ...numbers.flatMap((cas) => casFault(cas)?.message ?? []),
    ...twice(
      'chemicals-listed',
      listedChemicals.map(({ key }) => key),
    ),
    ...twice(
      'chemicals-listed',
      listedChemicals.flatMap(({ cas }) => cas),
    ),
    ...twice(
      'processes',
      processes.map(({ code }) => code),
    ),
    ...twice(
      'controlled-chemicals',
      controlled.flatMap(({ cas, list }) => cas.map((one) => `${list} ${one}`)),
    ),
    ...[...listedChemicals, ...majorHazard.criticalQuantities].flatMap(({ name, categories }) =>
      categories
        .filter((symbol) => !symbols.includes(symbol))
        .map((symbol) => `${name.zh}: unknown category ${symbol}`),
    ),
    ...listedChemicals
      .filter(({ cas }) => cas.length === 0)
      .map(({ key }) => `chemicals-listed: ${key} has no CAS number`),
  ];
}

function majorHazardFaults({ majorHazard }: Reference): string[] {
  const { criticalQuantities, categories, betas, alphas, levels } = majorHazard;
  const positive = (what: string, value: number) => (value > 0 ? [] : [`${what}: ${value} is not positive`]);
  const byCas = new Map<string, number>();
  for (const { cas, variant } of criticalQuantities) {
    if (!variant) for (const one of cas) byCas.set(one, (byCas.get(one) ?? 0) + 1);
  }
  return [
    ...criticalQuantities.flatMap(({ row, criticalT }) => positive(`gb18218-table1 ${row}`, criticalT)),
    ...categories.flatMap(({ symbol, criticalT, beta }) => [...positive(symbol, criticalT), ...positive(symbol, beta)]),
    ...betas.flatMap(({ cas, beta }) => positive(`gb18218-beta ${cas}`, beta)),
    ...twice(
      'gb18218-table1',
      criticalQuantities.map(({ row }) => String(row)),
    ),
    ...twice(
      'gb18218-categories',
      categories.map(({ symbol }) => symbol),
    ),
    ...twice(
      'gb18218-beta',
      betas.map(({ cas }) => cas),
    ),
    ...[...byCas]
      .filter(([, count]) => count > 1)
      .map(([cas]) => `gb18218-table1: ${cas} has several rows without variant`),
    // Every head count falls into exactly one row.
    ...alphas.flatMap(({ min, max }, i) => {
      const expected = i === 0 ? 0 : (alphas[i - 1]!.max ?? NaN) + 1;
      const last = i === alphas.length - 1;
      return min === expected && (max === null) === last ? [] : [`gb18218-alpha: gap or overlap at ${min}`];
    }),
    ...(levels.some(({ minR }) => minR === 0) ? [] : ['gb18218-levels: no level from 0']),
  ];
}

function organisationFaults({ organisations }: Reference): string[] {
  return [
    ...twice(
      'organisations',
      organisations.map(({ code }) => code),
    ),
    ...organisations
      .filter(({ uscc }) => uscc !== undefined && usccFault(uscc) !== null)
      .map(({ code }) => `organisations: ${code} has a wrong uscc`),
    ...(organisations.filter(({ flows }) => flows.jointReview?.part === 'lead').length === 1
      ? []
      : ['organisations: the joint review needs one lead']),
  ];
}

function peopleFaults({ people, organisations, roles, demoPassword }: Reference): string[] {
  const orgs = organisations.map(({ code }) => code);
  const roleIds = roles.map(({ id }) => id);
  return [
    ...(demoPassword.length >= 12 ? [] : ['people: the demo password is too short']),
    ...twice(
      'people',
      people.map(({ id }) => id),
    ),
    ...twice(
      'people',
      people.map(({ login }) => login),
    ),
    ...twice('roles', roleIds),
    ...people.flatMap(({ login, memberships }) => [
      ...(memberships.length > 0 ? [] : [`people: ${login} belongs nowhere`]),
      ...memberships
        .filter(({ orgCode }) => !orgs.includes(orgCode))
        .map(({ orgCode }) => `people: ${login} in unknown ${orgCode}`),
      ...memberships
        .filter(({ role }) => !roleIds.includes(role))
        .map(({ role }) => `people: ${login} with unknown role ${role}`),
    ]),
  ];
}

function limitFaults({ limits }: Reference): string[] {
  return [
    ...limits.flatMap((rule) => [
      ...(rule.amount > 0 ? [] : [`limits: ${rule.key} has no amount`]),
      ...(rule.unit === 'HOUR' || Number.isInteger(rule.amount) ? [] : [`limits: ${rule.key} counts parts of a day`]),
      ...(rule.extension === undefined || rule.extension.cap > 0 ? [] : [`limits: ${rule.key} has an empty extension`]),
      ...(rule.source && rule.legalBasis ? [] : [`limits: ${rule.key} has no source`]),
      ...(isDay(rule.effectiveFrom) && (rule.effectiveTo === null || isDay(rule.effectiveTo))
        ? []
        : [`limits: ${rule.key} has wrong dates`]),
      ...twice(
        `limits ${rule.key}`,
        rule.stoppableFor.map(({ code }) => code),
      ),
    ]),
    ...twice(
      'limits',
      limits.map(({ key, effectiveFrom }) => `${key} from ${effectiveFrom}`),
    ),
  ];
}

function calendarFaults({ calendars }: Reference): string[] {
  return calendars.flatMap(({ year, off, makeUp, source }) => {
    const plain = workCalendar([]);
    return [
      ...(source ? [] : [`calendars: ${year} has no source`]),
      ...[...off, ...makeUp].filter((day): boolean => !isDay(day)).map((day) => `calendars: ${day} is no date`),
      ...twice(`calendars ${year}`, [...off, ...makeUp]),
      ...makeUp
        .filter((day) => isDay(day) && plain.isWorking(day))
        .map((day) => `calendars: make-up day ${day} is no weekend`),
    ];
  });
}

function factsOf(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(factsOf);
  if ('any' in condition) return condition.any.flatMap(factsOf);
  if ('not' in condition) return factsOf(condition.not);
  return [condition.fact];
}

function routingFaults({ jointReviewRouting, organisations }: Reference): string[] {
  const reviewers = organisations.filter(({ flows }) => flows.jointReview?.part === 'reviewer').map(({ code }) => code);
  return [
    ...jointReviewRouting.flatMap(({ department, add, when, basis }) => [
      ...(basis ? [] : [`routing: ${department} has no basis`]),
      ...[department, ...add]
        .filter((code) => !reviewers.includes(code))
        .map((code) => `routing: ${code} is no reviewer`),
      ...factsOf(when)
        .filter((fact) => !(fact in ROUTING_FACT_TYPES))
        .map((fact) => `routing: unknown fact ${fact}`),
    ]),
    ...reviewers
      .filter((code) => !jointReviewRouting.some(({ add }) => add.includes(code)))
      .map((code) => `routing: no row for ${code}`),
  ];
}

function documentFaults({ documentKinds, institutions, bounds }: Reference): string[] {
  return [
    ...twice(
      'document-kinds',
      documentKinds.map(({ code }) => code),
    ),
    ...documentKinds.filter(({ basis }) => !basis).map(({ code }) => `document-kinds: ${code} has no basis`),
    ...twice(
      'institutions',
      institutions.designGrades.map(({ code }) => code),
    ),
    ...twice(
      'institutions',
      institutions.evaluationScopes.map(({ code }) => code),
    ),
    ...[...Object.values(bounds.quantityT), bounds.temperatureC, bounds.pressureMPa, bounds.longitude, bounds.latitude]
      .filter(({ min, max }) => !(min < max))
      .map(({ min, max }) => `physical-bounds: ${min} to ${max} is empty`),
  ];
}

function demoFaults({ demoApplications, organisations }: Reference): string[] {
  return demoApplications.flatMap(({ key, org, application }) => {
    const firm = organisations.find(({ code }) => code === org);
    return firm?.uscc === application.enterprise.uscc ? [] : [`demo-applications: ${key} does not fit ${org}`];
  });
}

function questionFaults({ reviewQuestions, jointReviewRouting }: Reference): string[] {
  const reviewers = new Set(jointReviewRouting.flatMap(({ add }) => add));
  return [
    ...twice(
      'review-questions',
      reviewQuestions.map(({ code }) => code),
    ),
    ...reviewQuestions.flatMap(({ code, departments, basis }) => [
      ...(basis ? [] : [`review-questions: ${code} has no basis`]),
      ...(departments.length > 0 ? [] : [`review-questions: nobody answers ${code}`]),
      ...departments
        .filter((org) => !reviewers.has(org))
        .map((org) => `review-questions: ${org} of ${code} is no reviewer`),
    ]),
  ];
}

function parkFaults({ parks }: Reference): string[] {
  return [
    ...twice(
      'parks',
      parks.flatMap(({ code, name, aliases }) => [code, name.zh, name.en, ...aliases]),
    ),
    ...twice(
      'parks',
      parks.flatMap(({ holdings }) => holdings.map(({ key }) => key)),
    ),
    ...parks.flatMap(({ code, capacity, holdings }) => {
      const limits = [capacity.sumR, capacity.population, capacity.wasteT, ...Object.values(capacity.units)];
      const loads = holdings.flatMap(({ load }) => [load.sumR, load.population, load.wasteT]);
      return [...limits, ...loads].some((value) => value !== null && !(value >= 0))
        ? [`parks: ${code} has a negative figure`]
        : [];
    }),
  ];
}

function creditFaults({ creditRecords, organisations }: Reference): string[] {
  const firms = organisations.filter(({ kind }) => kind === 'enterprise').map(({ code }) => code);
  return [
    ...twice(
      'credit-records',
      creditRecords.map(({ key }) => key),
    ),
    ...creditRecords.flatMap(({ key, org, list, basis, from, until }) => [
      ...(firms.includes(org) ? [] : [`credit-records: ${org} is no enterprise`]),
      ...((CREDIT_LISTS as readonly string[]).includes(list) ? [] : [`credit-records: ${key} is on no known list`]),
      ...(basis ? [] : [`credit-records: ${key} has no basis`]),
      ...(isDay(from) && (until === null || (isDay(until) && until >= from))
        ? []
        : [`credit-records: ${key} has wrong dates`]),
    ]),
  ];
}
