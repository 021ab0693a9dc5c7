import type { Column } from './columns';
import { fault, repeated, texts, unknown } from './faults';
import type { Row, RowFault, SetSchema } from './set-schema';

export const NAME: readonly Column[] = [
  { path: 'name.zh', name: { zh: '名称（中文）', en: 'Name in Chinese' }, type: 'text', max: 200 },
  { path: 'name.en', name: { zh: '名称（英文）', en: 'Name in English' }, type: 'text', max: 200 },
];
export const BASIS: Column = { path: 'basis', name: { zh: '依据', en: 'Basis' }, type: 'text', max: 300 };
export const CODE = /^[A-Za-z][A-Za-z0-9]{1,59}$/;

const CAS_LIST = { path: 'cas', name: { zh: 'CAS 号', en: 'CAS numbers' }, type: 'list', of: 'cas' } as const;
const ALIASES: Column = { path: 'aliases', name: { zh: '别名', en: 'Other names' }, type: 'list', of: 'text' };
const CATEGORIES: Column = {
  path: 'categories',
  name: { zh: 'GB 18218 表2类别', en: 'Categories of GB 18218 table 2' },
  type: 'list',
  of: 'text',
};

const categoriesKnown = (rows: readonly Row[], symbols: readonly Row[]): RowFault[] =>
  unknown(
    rows,
    'categories',
    (row) => texts(row['categories']),
    symbols.map((one) => String(one['symbol'])),
  );

/** Every head count falls into exactly one row. */
function gaps(rows: readonly Row[]): RowFault[] {
  return rows.flatMap((row, at) => {
    const before = rows[at - 1]?.['max'];
    const expected = at === 0 ? 0 : typeof before === 'number' ? before + 1 : null;
    const last = at === rows.length - 1;
    const { min, max } = row as { min: number; max: number | null };
    return [
      ...(expected !== null && min === expected ? [] : [fault(at, 'min', 'reference.gap', { at: expected ?? min })]),
      ...((max === null) === last && (max === null || max >= min)
        ? []
        : [fault(at, 'max', last ? 'reference.openEnd' : 'reference.gap', { at: min })]),
    ];
  });
}

/** The national lists and the tables of GB 18218-2018: by them a project is found to be one of the "两重点一重大". */
export const HAZARD_SETS: readonly SetSchema[] = [
  {
    set: 'processes',
    name: { zh: '重点监管的危险化工工艺', en: 'Listed processes' },
    effect: 'screening',
    columns: [
      { path: 'code', name: { zh: '代码', en: 'Code' }, type: 'text', pattern: CODE },
      ...NAME,
      {
        path: 'feeds',
        name: { zh: '特征物料 CAS 号', en: 'CAS numbers of typical feeds' },
        type: 'list',
        of: 'cas',
        help: { zh: '至少应填报其中一种；留空则不核对。', en: 'At least one of them is expected; empty: not checked.' },
      },
      BASIS,
    ],
    key: (row) => String(row['code']),
    keyColumns: ['code'],
  },
  {
    set: 'chemicals',
    name: { zh: '重点监管的危险化学品', en: 'Listed chemicals' },
    effect: 'screening',
    columns: [
      { path: 'key', name: { zh: '代码', en: 'Code' }, type: 'text', pattern: CODE },
      { ...CAS_LIST, atLeast: 1 },
      ...NAME,
      ALIASES,
      CATEGORIES,
      BASIS,
    ],
    key: (row) => String(row['key']),
    keyColumns: ['key'],
    check: (rows, around) => [
      ...repeated(rows, 'cas', (row) => texts(row['cas'])),
      ...categoriesKnown(rows, around.rows('gb18218-categories')),
    ],
  },
  {
    set: 'controlled-chemicals',
    name: { zh: '剧毒、易制爆化学品', en: 'Controlled chemicals' },
    effect: 'screening',
    columns: [
      { ...CAS_LIST, atLeast: 1 },
      ...NAME,
      {
        path: 'list',
        name: { zh: '名录', en: 'List' },
        type: 'choice',
        choices: [
          { value: 'toxic', name: { zh: '剧毒化学品', en: 'Highly toxic' } },
          { value: 'explosivePrecursor', name: { zh: '易制爆危险化学品', en: 'Explosive precursor' } },
        ],
      },
    ],
    key: (row) => `${String(row['list'])}:${texts(row['cas']).join('+')}`,
    keyColumns: ['list', 'cas'],
    check: (rows) => repeated(rows, 'cas', (row) => texts(row['cas']).map((cas) => `${String(row['list'])} ${cas}`)),
  },
  {
    set: 'gb18218-table1',
    name: { zh: 'GB 18218 表1 临界量', en: 'GB 18218 table 1: critical quantities' },
    effect: 'screening',
    columns: [
      { path: 'row', name: { zh: '序号', en: 'Number' }, type: 'whole', min: 1, max: 9999 },
      ...NAME,
      ALIASES,
      CAS_LIST,
      {
        path: 'variant.code',
        name: { zh: '浓度或状态代码', en: 'Grade, code' },
        type: 'text',
        pattern: /^[A-Za-z][A-Za-z0-9.]{1,59}$/,
        optional: true,
        help: { zh: '同一 CAS 号有几行时按此区分。', en: 'Tells rows with the same CAS number apart.' },
      },
      {
        path: 'variant.name.zh',
        name: { zh: '浓度或状态（中文）', en: 'Grade in Chinese' },
        type: 'text',
        optional: true,
      },
      {
        path: 'variant.name.en',
        name: { zh: '浓度或状态（英文）', en: 'Grade in English' },
        type: 'text',
        optional: true,
      },
      { path: 'criticalT', name: { zh: '临界量（吨）', en: 'Critical quantity (t)' }, type: 'number', above: 0 },
      CATEGORIES,
    ],
    key: (row) => {
      const code = (row['variant'] as { code?: string } | undefined)?.code;
      return code ? `${String(row['row'])}:${code}` : String(row['row']);
    },
    keyColumns: ['row', 'variant.code'],
    check: (rows, around) => [
      ...repeated(
        rows.map((row) => (row['variant'] ? {} : row)),
        'cas',
        (row) => texts(row['cas']),
      ),
      ...rows.flatMap((row, at) => {
        const variant = row['variant'] as { code?: string; name?: { zh?: string; en?: string } } | undefined;
        if (!variant) return [];
        const lacking = [
          ...(variant.code ? [] : ['variant.code']),
          ...(variant.name?.zh ? [] : ['variant.name.zh']),
          ...(variant.name?.en ? [] : ['variant.name.en']),
        ];
        return lacking.map((path) => fault(at, path, 'field.required'));
      }),
      ...categoriesKnown(rows, around.rows('gb18218-categories')),
    ],
  },
  {
    set: 'gb18218-categories',
    name: { zh: 'GB 18218 表2、表4 类别', en: 'GB 18218 tables 2 and 4: categories' },
    effect: 'screening',
    columns: [
      { path: 'symbol', name: { zh: '符号', en: 'Symbol' }, type: 'text', pattern: /^[A-Z][0-9.]{1,5}$/ },
      { path: 'group.zh', name: { zh: '类别（中文）', en: 'Group in Chinese' }, type: 'text' },
      { path: 'group.en', name: { zh: '类别（英文）', en: 'Group in English' }, type: 'text' },
      { path: 'description.zh', name: { zh: '说明（中文）', en: 'Description in Chinese' }, type: 'text' },
      { path: 'description.en', name: { zh: '说明（英文）', en: 'Description in English' }, type: 'text' },
      { path: 'criticalT', name: { zh: '临界量（吨）', en: 'Critical quantity (t)' }, type: 'number', above: 0 },
      { path: 'beta', name: { zh: '校正系数 β', en: 'Factor β' }, type: 'number', above: 0 },
    ],
    key: (row) => String(row['symbol']),
    keyColumns: ['symbol'],
    check: (rows, around) => {
      const there = rows.map((row) => String(row['symbol']));
      const used = ['chemicals', 'gb18218-table1'].flatMap((set) =>
        around.rows(set).flatMap((row) => texts(row['categories'])),
      );
      return [...new Set(used)]
        .filter((symbol) => !there.includes(symbol))
        .map((value) => fault(-1, 'symbol', 'reference.stillUsed', { value }));
    },
  },
  {
    set: 'gb18218-beta',
    name: { zh: 'GB 18218 表3 校正系数 β', en: 'GB 18218 table 3: β of named gases' },
    effect: 'screening',
    columns: [
      { path: 'cas', name: { zh: 'CAS 号', en: 'CAS number' }, type: 'cas' },
      ...NAME,
      { path: 'beta', name: { zh: '校正系数 β', en: 'Factor β' }, type: 'number', above: 0 },
    ],
    key: (row) => String(row['cas']),
    keyColumns: ['cas'],
  },
  {
    set: 'gb18218-alpha',
    name: { zh: 'GB 18218 表5 校正系数 α', en: 'GB 18218 table 5: α by population' },
    effect: 'screening',
    columns: [
      { path: 'min', name: { zh: '常住人口下限', en: 'People, from' }, type: 'whole', min: 0 },
      {
        path: 'max',
        name: { zh: '常住人口上限', en: 'People, to' },
        type: 'whole',
        min: 0,
        open: true,
        help: { zh: '最后一行留空，表示以上。', en: 'Empty in the last row: and more.' },
      },
      { path: 'alpha', name: { zh: '校正系数 α', en: 'Factor α' }, type: 'number', above: 0 },
    ],
    key: (row) => String(row['min']),
    keyColumns: ['min'],
    check: gaps,
  },
  {
    set: 'gb18218-levels',
    name: { zh: 'GB 18218 表6 重大危险源级别', en: 'GB 18218 table 6: levels' },
    effect: 'screening',
    columns: [
      { path: 'level', name: { zh: '级别', en: 'Level' }, type: 'whole', min: 1, max: 4 },
      ...NAME,
      { path: 'minR', name: { zh: 'R 值下限', en: 'R, from' }, type: 'number', min: 0 },
    ],
    key: (row) => String(row['level']),
    keyColumns: ['level'],
    check: (rows) => {
      const graver = [...rows].sort((a, b) => Number(a['level']) - Number(b['level']));
      return [
        ...(rows.some((row) => row['minR'] === 0) ? [] : [fault(-1, 'minR', 'reference.gap', { at: 0 })]),
        // Level 1 is the gravest: its bound is the highest.
        ...graver.flatMap((row, at) => {
          const above = graver[at - 1];
          return above && Number(row['minR']) >= Number(above['minR'])
            ? [fault(rows.indexOf(row), 'minR', 'reference.levelOrder', { level: Number(above['level']) })]
            : [];
        }),
      ];
    },
  },
];
