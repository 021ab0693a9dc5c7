import type { RevisionInput } from '../activities/store/reference.revisions';
import type { Provenance } from '../workflows/domain/reference';
import type { Reference } from './reference';

interface SetOf<Row> {
  /** Name under which the API serves it. */
  set: string;
  /** Data file, for its provenance. */
  file: string;
  rows: (reference: Reference) => readonly Row[];
  /** What tells one row from the others and never changes. */
  key: (row: Row) => string;
  /** What is kept of a row; all of it by default. */
  data?: (row: Row) => unknown;
}

function setOf<Row>(definition: SetOf<Row>): (reference: Reference) => RevisionInput[] {
  return (reference) => {
    return definition.rows(reference).map((row, position) => ({
      set: definition.set,
      key: definition.key(row),
      position,
      data: definition.data ? definition.data(row) : row,
      ...datesAndSource(row as Partial<Provenance>, reference.provenance[definition.file], definition.file),
    }));
  };
}

/** A row's own dates and source go before those of its file. */
function datesAndSource(
  row: Partial<Provenance>,
  file: Provenance | undefined,
  name: string,
): Pick<RevisionInput, 'source' | 'effectiveFrom' | 'effectiveTo'> {
  const source = row.source ?? file?.source;
  const effectiveFrom = row.effectiveFrom ?? file?.effectiveFrom;
  if (source === undefined || effectiveFrom === undefined) throw new Error(`no provenance for ${name}`);
  return {
    source,
    effectiveFrom,
    effectiveTo: row.effectiveTo === undefined ? (file?.effectiveTo ?? null) : row.effectiveTo,
  };
}

/** A row whose dates and source lie beside it, not in it. */
function withoutDates<Row extends object>(row: Row): object {
  const { source: _source, effectiveFrom: _from, effectiveTo: _to, ...data } = row as Row & Partial<Provenance>;
  return data;
}

const SETS = [
  setOf({ set: 'processes', file: 'processes', rows: (r) => r.processes, key: (row) => row.code }),
  setOf({ set: 'chemicals', file: 'chemicals-listed', rows: (r) => r.listedChemicals, key: (row) => row.key }),
  setOf({
    set: 'controlled-chemicals',
    file: 'controlled-chemicals',
    rows: (r) => r.controlled,
    key: (row) => `${row.list}:${row.cas.join('+')}`,
  }),
  setOf({
    set: 'gb18218-table1',
    file: 'gb18218-table1',
    rows: (r) => r.majorHazard.criticalQuantities,
    key: (row) => (row.variant ? `${row.row}:${row.variant.code}` : String(row.row)),
  }),
  setOf({
    set: 'gb18218-categories',
    file: 'gb18218-categories',
    rows: (r) => r.majorHazard.categories,
    key: (row) => row.symbol,
  }),
  setOf({ set: 'gb18218-beta', file: 'gb18218-beta', rows: (r) => r.majorHazard.betas, key: (row) => row.cas }),
  setOf({
    set: 'gb18218-alpha',
    file: 'gb18218-alpha',
    rows: (r) => r.majorHazard.alphas,
    key: (row) => String(row.min),
  }),
  setOf({
    set: 'gb18218-levels',
    file: 'gb18218-levels',
    rows: (r) => r.majorHazard.levels,
    key: (row) => String(row.level),
  }),
  setOf({ set: 'document-kinds', file: 'document-kinds', rows: (r) => r.documentKinds, key: (row) => row.code }),
  setOf({ set: 'bounds', file: 'physical-bounds', rows: (r) => [r.bounds], key: () => 'all' }),
  setOf({ set: 'institution-rules', file: 'institutions', rows: (r) => [r.institutions], key: () => 'all' }),
  setOf({ set: 'roles', file: 'roles', rows: (r) => r.roles, key: (row) => row.id }),
  setOf({ set: 'limits', file: 'limits', rows: (r) => r.limits, key: (row) => `${row.key}@${row.effectiveFrom}` }),
  setOf({ set: 'calendars', file: 'calendars-2026', rows: (r) => r.calendars, key: (row) => String(row.year) }),
  setOf({
    set: 'routing',
    file: 'routing-joint-review',
    rows: (r) => r.jointReviewRouting.map((row, i) => ({ process: 'jointReview', number: i + 1, ...row })),
    key: (row) => `${row.process}:${row.number}`,
  }),
  setOf({ set: 'review-questions', file: 'review-questions', rows: (r) => r.reviewQuestions, key: (row) => row.code }),
  setOf({
    set: 'expert-specialities',
    file: 'experts',
    rows: (r) => r.expertSpecialities,
    key: (row) => row.code,
  }),
  setOf({ set: 'experts', file: 'experts', rows: (r) => r.experts, key: (row) => row.person }),
  setOf({ set: 're-review', file: 're-review', rows: (r) => [r.reReview], key: () => 'all' }),
  setOf({
    set: 'retention',
    file: 'retention',
    rows: (r) => r.retention,
    key: (row) => row.process,
    data: ({ process, years, basis }) => ({ process, years, basis }),
  }),
  setOf({
    set: 'letter-kinds',
    file: 'letters',
    rows: (r) => r.letterKinds,
    key: (row) => row.kind,
    data: withoutDates,
  }),
  // Of the same thing at different times: told apart by the day from which each holds.
  setOf({
    set: 'letter-remedies',
    file: 'letters',
    rows: (r) => r.remedies,
    key: (row) => row.effectiveFrom,
    data: withoutDates,
  }),
  setOf({
    set: 'notice-words',
    file: 'letters',
    rows: (r) => r.noticeWords,
    key: (row) => row.effectiveFrom,
    data: withoutDates,
  }),
  setOf({
    set: 'objection-offices',
    file: 'publicity',
    rows: (r) => r.objectionOffices,
    key: (row) => row.org,
    data: withoutDates,
  }),
  setOf({
    set: 'personal-data',
    file: 'publicity',
    rows: (r) => r.personalData,
    key: (row) => row.effectiveFrom,
    data: withoutDates,
  }),
  setOf({ set: 'settings', file: 'settings', rows: (r) => r.settings, key: (row) => row.key }),
  setOf({ set: 'parks', file: 'parks', rows: (r) => r.parks, key: (row) => row.code }),
  setOf({ set: 'credit-records', file: 'credit-records', rows: (r) => r.creditRecords, key: (row) => row.key }),
];

/** The reference data as the revisions that they are kept as. @throws Error when two rows of a set have the same key */
export function revisionInputs(reference: Reference): RevisionInput[] {
  const inputs = SETS.flatMap((of) => of(reference));
  const seen = new Set<string>();
  for (const { set, key } of inputs) {
    const id = `${set}/${key}`;
    if (seen.has(id)) throw new Error(`two rows of the reference data have the key ${id}`);
    seen.add(id);
  }
  return inputs;
}
