/** Subjects under which the tables of reference data are found, in the order of the page. */
export const TABLE_GROUPS = {
  review: ['routing', 'review-questions', 'roles', 'expert-specialities', 'experts'],
  hazards: [
    'processes',
    'chemicals',
    'controlled-chemicals',
    'gb18218-table1',
    'gb18218-categories',
    'gb18218-beta',
    'gb18218-alpha',
    'gb18218-levels',
  ],
  applications: ['document-kinds', 'bounds', 'institution-rules', 're-review'],
  parks: ['parks', 'credit'],
  letters: ['letter-kinds', 'letter-remedies', 'notice-words', 'objection-offices', 'personal-data', 'retention'],
  others: ['settings'],
} as const satisfies Record<string, readonly string[]>;

export type TableGroup = keyof typeof TABLE_GROUPS;

const GROUPS = Object.entries(TABLE_GROUPS) as [TableGroup, readonly string[]][];

/** @returns `others` for a table that no subject lists: none is lost */
export function groupOf(set: string): TableGroup {
  return GROUPS.find(([, sets]) => sets.includes(set))?.[0] ?? 'others';
}

/** The tables that somebody may see by subject, each in the order given here; subjects without any are left out. */
export function grouped<T extends { set: string }>(tables: readonly T[]): { group: TableGroup; tables: T[] }[] {
  return GROUPS.map(([group, sets]) => ({
    group,
    tables: tables.filter(({ set }) => groupOf(set) === group).sort((a, b) => place(sets, a.set) - place(sets, b.set)),
  })).filter(({ tables: some }) => some.length > 0);
}

const place = (sets: readonly string[], set: string): number => (sets.includes(set) ? sets.indexOf(set) : sets.length);
