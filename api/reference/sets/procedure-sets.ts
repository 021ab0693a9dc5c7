import { fault, missing, texts, unknown } from './faults';
import { SETTINGS, type SettingKey } from '../../../workflows/domain/settings';
import { BASIS, CODE, NAME } from './hazard-sets';
import type { SetSchema } from './set-schema';

const WHEN_PROCESS = {
  path: 'process',
  name: { zh: '流程', en: 'Procedure' },
  type: 'text',
  refersTo: 'process',
  help: { zh: '* 表示其余各流程。', en: '*: all others.' },
} as const;

const isSetting = (key: unknown): key is SettingKey => typeof key === 'string' && Object.hasOwn(SETTINGS, key);

/** Posts, questions, experts, what is done at the end of a case, and the numbers that the house sets for itself. */
export const PROCEDURE_SETS: readonly SetSchema[] = [
  {
    set: 'roles',
    name: { zh: '岗位', en: 'Roles' },
    effect: 'later',
    columns: [
      { path: 'id', name: { zh: '代码', en: 'Code' }, type: 'text', pattern: CODE },
      ...NAME,
      { path: 'may', name: { zh: '职责', en: 'Duties' }, type: 'text', max: 300 },
    ],
    key: (row) => String(row['id']),
    keyColumns: ['id'],
    check: (rows, around) =>
      missing(
        'id',
        around.rolesInUse,
        rows.map((row) => String(row['id'])),
      ),
  },
  {
    set: 'review-questions',
    name: { zh: '部门审查问题', en: 'Questions of the review' },
    effect: 'definition',
    columns: [
      { path: 'code', name: { zh: '代码', en: 'Code' }, type: 'text', pattern: CODE },
      ...NAME,
      {
        path: 'departments',
        name: { zh: '回答部门', en: 'Departments that answer' },
        refersTo: 'organisation',
        type: 'list',
        of: 'text',
        atLeast: 1,
      },
      BASIS,
    ],
    key: (row) => String(row['code']),
    keyColumns: ['code'],
    check: (rows, around) => unknown(rows, 'departments', (row) => texts(row['departments']), around.reviewers),
  },
  {
    set: 'expert-specialities',
    name: { zh: '专家专业', en: 'Specialities of experts' },
    effect: 'later',
    columns: [{ path: 'code', name: { zh: '代码', en: 'Code' }, type: 'text', pattern: CODE }, ...NAME],
    key: (row) => String(row['code']),
    keyColumns: ['code'],
    check: (rows, around) =>
      missing(
        'code',
        around.rows('experts').flatMap((row) => texts(row['specialities'])),
        rows.map((row) => String(row['code'])),
      ),
  },
  {
    set: 'experts',
    name: { zh: '专家库', en: 'Experts' },
    effect: 'later',
    columns: [
      { path: 'person', name: { zh: '专家', en: 'Expert' }, type: 'text', refersTo: 'person' },
      {
        path: 'specialities',
        name: { zh: '专业', en: 'Specialities' },
        refersTo: 'speciality',
        type: 'list',
        of: 'text',
        atLeast: 1,
      },
      {
        path: 'worksFor',
        name: { zh: '任职单位', en: 'Works for' },
        type: 'text',
        help: {
          zh: '与申报、设计、评价单位相同的，抽取时回避。',
          en: 'Not drawn for projects of this house.',
        },
      },
    ],
    key: (row) => String(row['person']),
    keyColumns: ['person'],
    check: (rows, around) => [
      ...unknown(rows, 'person', (row) => [String(row['person'])], around.people),
      ...unknown(
        rows,
        'specialities',
        (row) => texts(row['specialities']),
        around.rows('expert-specialities').map((row) => String(row['code'])),
      ),
    ],
  },
  {
    set: 're-review',
    name: { zh: '应当重新申请的变更界限', en: 'From when on a change is a great one' },
    effect: 'later',
    columns: [
      {
        path: 'siteShiftM',
        name: { zh: '地址偏移（米）', en: 'Shift of the site (m)' },
        type: 'number',
        min: 0,
        max: 100_000,
      },
      {
        path: 'quantityIncrease',
        name: { zh: '数量增加比例', en: 'Share by which a quantity grows' },
        type: 'number',
        min: 0,
        max: 10,
        help: { zh: '0.2 即两成。', en: '0.2 is a fifth.' },
      },
    ],
    key: () => 'all',
    keyColumns: ['siteShiftM'],
    check: (rows) => rows.slice(1).map((_row, at) => fault(at + 1, 'siteShiftM', 'reference.oneRow')),
  },
  {
    set: 'retention',
    name: { zh: '案卷保管期限', en: 'How long files are kept' },
    effect: 'later',
    columns: [
      WHEN_PROCESS,
      { path: 'years', name: { zh: '保管年限', en: 'Years' }, type: 'whole', min: 1, max: 100 },
      BASIS,
    ],
    key: (row) => String(row['process']),
    keyColumns: ['process'],
    check: (rows) =>
      missing(
        'process',
        ['*'],
        rows.map((row) => String(row['process'])),
      ),
  },
  {
    set: 'settings',
    name: { zh: '系统参数', en: 'Settings' },
    effect: 'later',
    columns: [
      { path: 'key', name: { zh: '代码', en: 'Code' }, type: 'text' },
      ...NAME,
      { path: 'value', name: { zh: '数值', en: 'Value' }, type: 'whole', min: 1 },
      {
        path: 'unit',
        name: { zh: '单位', en: 'Unit' },
        type: 'choice',
        choices: [
          { value: 'CHARACTER', name: { zh: '个字符', en: 'characters' } },
          { value: 'DAY', name: { zh: '天', en: 'days' } },
          { value: 'TASK', name: { zh: '件', en: 'tasks' } },
        ],
      },
      BASIS,
    ],
    key: (row) => String(row['key']),
    keyColumns: ['key'],
    check: (rows) => [
      ...rows.flatMap((row, at) => {
        const key = row['key'];
        if (!isSetting(key)) return [fault(at, 'key', 'reference.notKnown', { value: String(key) })];
        const { least, most, unit } = SETTINGS[key];
        const value = Number(row['value']);
        return [
          ...(value < least ? [fault(at, 'value', 'field.min', { min: least })] : []),
          ...(value > most ? [fault(at, 'value', 'field.max', { max: most })] : []),
          ...(row['unit'] === unit ? [] : [fault(at, 'unit', 'reference.fixedUnit')]),
        ];
      }),
      ...missing(
        'key',
        Object.keys(SETTINGS),
        rows.map((row) => String(row['key'])),
      ),
    ],
  },
];
