import { fault, missing, texts, unknown } from './faults';
import { BASIS, CODE, NAME } from './hazard-sets';
import type { SetSchema } from './set-schema';

const WHEN_PROCESS = {
  path: 'process',
  name: { zh: '流程代码', en: 'Procedure' },
  type: 'text',
  help: { zh: '* 表示其余各流程。', en: '*: all others.' },
} as const;

/** Posts, questions, experts, and what is done at the end of a case. */
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
        name: { zh: '回答部门代码', en: 'Departments that answer' },
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
      { path: 'person', name: { zh: '人员编号', en: 'Person' }, type: 'text' },
      {
        path: 'specialities',
        name: { zh: '专业代码', en: 'Specialities' },
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
];
