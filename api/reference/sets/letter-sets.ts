import { isNotice } from '../../../activities/documents/letter-rules';
import type { Column } from './columns';
import { fault, missing, repeated, texts, unknown } from './faults';
import { BASIS, NAME } from './hazard-sets';
import type { RowFault, SetSchema } from './set-schema';

const text = (path: string, zh: string, en: string, max = 500): Column => ({
  path,
  name: { zh, en },
  type: 'text',
  max,
});
const DECISION = 'jointReview.decision';
/** Kinds of letters that the procedures write. */
const isWritten = (kind: unknown): boolean => kind === DECISION || (typeof kind === 'string' && isNotice(kind));
const WRITTEN = [DECISION, 'jointReview.acceptance', 'jointReview.correction', 'jointReview.refusal'];

const oneRow =
  (path: string) =>
  (rows: readonly unknown[]): RowFault[] =>
    rows.slice(1).map((_row, at) => fault(at + 1, path, 'reference.oneRow'));

/** What letters say, and what is done with objections of the public. */
export const LETTER_SETS: readonly SetSchema[] = [
  {
    set: 'letter-kinds',
    name: { zh: '文书种类和发文字号', en: 'Kinds of letters' },
    effect: 'later',
    columns: [
      text('kind', '种类代码', 'Kind', 60),
      {
        path: 'code',
        name: { zh: '查验编号字母', en: 'Letters of the check code' },
        type: 'text',
        pattern: /^[A-Z]{2,4}$/,
      },
      text('prefix', '发文机关代字', 'Prefix of the number', 20),
      ...NAME,
    ],
    key: (row) => String(row['kind']),
    keyColumns: ['kind'],
    check: (rows) => [
      ...repeated(rows, 'code', (row) => [String(row['code'])]),
      ...rows.flatMap((row, at) =>
        isWritten(row['kind']) ? [] : [fault(at, 'kind', 'reference.notKnown', { value: String(row['kind']) })],
      ),
      ...missing(
        'kind',
        WRITTEN,
        rows.map((row) => String(row['kind'])),
      ),
    ],
  },
  {
    set: 'letter-remedies',
    name: { zh: '救济途径告知', en: 'Remedies told in letters' },
    effect: 'later',
    columns: [
      text('reviewAuthority', '行政复议机关', 'Review by', 100),
      text('reviewPeriod', '行政复议期限', 'Period of the review', 40),
      text('reviewBasis', '行政复议依据', 'Clause of the review', 200),
      text('court', '受诉人民法院', 'Court', 100),
      text('suitPeriod', '起诉期限', 'Period of the suit', 40),
      text('suitBasis', '起诉依据', 'Clause of the suit', 200),
    ],
    key: () => 'all',
    keyColumns: ['reviewAuthority'],
    check: oneRow('reviewAuthority'),
  },
  {
    set: 'notice-words',
    name: { zh: '告知书固定用语', en: 'Standing sentences of notices' },
    effect: 'later',
    columns: [
      text('correctionBasis', '补正依据', 'Clause of corrections'),
      text('beforeAcceptance', '受理前补正的时限说明', 'Time before acceptance'),
      text('duringReview', '审查中补正的时限说明', 'Time during the review'),
      text('notCounted', '不计入时限的事项', 'What is not counted'),
      text('refusalBasis', '不予受理依据', 'Clause of refusals'),
    ],
    key: () => 'all',
    keyColumns: ['correctionBasis'],
    check: oneRow('correctionBasis'),
  },
  {
    set: 'objection-offices',
    name: { zh: '异议受理窗口', en: 'Offices that take objections' },
    effect: 'later',
    columns: [
      { ...text('org', '单位', 'Organisation', 40), refersTo: 'organisation' },
      ...NAME,
      text('address.zh', '地址（中文）', 'Address in Chinese', 200),
      text('address.en', '地址（英文）', 'Address in English', 200),
      { path: 'phone', name: { zh: '电话', en: 'Telephone' }, type: 'text', pattern: /^\+?[0-9][0-9 -]{4,19}$/ },
      text('hours.zh', '受理时间（中文）', 'Hours in Chinese', 100),
      text('hours.en', '受理时间（英文）', 'Hours in English', 100),
    ],
    key: (row) => String(row['org']),
    keyColumns: ['org'],
    check: (rows, around) => unknown(rows, 'org', (row) => [String(row['org'])], around.organisations),
  },
  {
    set: 'personal-data',
    name: { zh: '异议人个人信息', en: 'Personal data of who objects' },
    effect: 'later',
    columns: [
      { path: 'years', name: { zh: '保存年限', en: 'Years kept' }, type: 'whole', min: 1, max: 30 },
      {
        path: 'readers',
        name: { zh: '可以查看的岗位', en: 'Roles that read' },
        type: 'list',
        of: 'text',
        atLeast: 1,
        refersTo: 'role',
      },
      {
        path: 'told',
        name: { zh: '收到异议时告知的岗位', en: 'Roles that are told' },
        type: 'list',
        of: 'text',
        atLeast: 1,
        refersTo: 'role',
      },
      {
        ...text('notice.zh', '告知内容（中文）', 'What is told, in Chinese', 1000),
        help: { zh: '{years} 处填入保存年限。', en: '{years} is filled in.' },
      },
      text('notice.en', '告知内容（英文）', 'What is told, in English', 1500),
      BASIS,
    ],
    key: () => 'all',
    keyColumns: ['years'],
    check: (rows, around) => [
      ...oneRow('years')(rows),
      ...['readers', 'told'].flatMap((path) => unknown(rows, path, (row) => texts(row[path]), around.rolesInUse)),
      ...rows.flatMap((row, at) => {
        const { zh } = row['notice'] as { zh: string };
        return zh.includes('{years}') ? [] : [fault(at, 'notice.zh', 'reference.yearsUntold')];
      }),
    ],
  },
];
