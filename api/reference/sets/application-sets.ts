import type { InstitutionRules, PhysicalBounds } from '../../../workflows/domain/reference';
import type { Choice } from './columns';
import { fault, missing } from './faults';
import { BASIS, CODE, NAME } from './hazard-sets';
import type { Row, SetSchema } from './set-schema';

const choice = (value: string, zh: string, en: string): Choice => ({ value, name: { zh, en } });

/** The quantities for which there is a span, by their place in the data. */
const SPANS: readonly Choice[] = [
  choice('quantityT.gas', '数量：气体', 'Quantity: gas'),
  choice('quantityT.liquid', '数量：液体', 'Quantity: liquid'),
  choice('quantityT.solid', '数量：固体', 'Quantity: solid'),
  choice('temperatureC', '温度', 'Temperature'),
  choice('pressureMPa', '压力', 'Pressure'),
  choice('investment', '投资额', 'Investment'),
  choice('population500m', '500 米范围常住人口', 'People within 500 m'),
  choice('longitude', '经度', 'Longitude'),
  choice('latitude', '纬度', 'Latitude'),
];

const DESIGN = 'designGrade';
const EVALUATION = 'evaluationScope';

/** What an application is held against before it can be submitted. */
export const APPLICATION_SETS: readonly SetSchema[] = [
  {
    set: 'document-kinds',
    name: { zh: '申报材料目录', en: 'Papers of an application' },
    effect: 'precheck',
    columns: [
      { path: 'code', name: { zh: '代码', en: 'Code' }, type: 'text', pattern: CODE },
      ...NAME,
      { path: 'required', name: { zh: '必交', en: 'Required' }, type: 'yesNo' },
      {
        path: 'onlyFor',
        name: { zh: '仅限项目类型', en: 'Only for projects of kind' },
        type: 'list',
        of: 'text',
        optional: true,
        choices: [
          choice('newBuild', '新建', 'New build'),
          choice('rebuild', '改建', 'Rebuild'),
          choice('expansion', '扩建', 'Expansion'),
        ],
        help: { zh: '留空表示各类项目。', en: 'Empty: all projects.' },
      },
      BASIS,
    ],
    key: (row) => String(row['code']),
    keyColumns: ['code'],
  },
  {
    set: 'bounds',
    name: { zh: '填报数值的合理范围', en: 'Possible values in an application' },
    effect: 'precheck',
    columns: [
      { path: 'of', name: { zh: '项目', en: 'Of' }, type: 'choice', choices: SPANS },
      { path: 'min', name: { zh: '最小值', en: 'From' }, type: 'number' },
      { path: 'max', name: { zh: '最大值', en: 'To' }, type: 'number' },
      { path: 'unit', name: { zh: '单位', en: 'Unit' }, type: 'text', max: 20 },
    ],
    key: (row) => String(row['of']),
    keyColumns: ['of'],
    table: {
      rows: (data) => {
        const { quantityT, ...others } = data as PhysicalBounds;
        const spans: Record<string, unknown> = {
          ...Object.fromEntries(Object.entries(quantityT).map(([state, span]) => [`quantityT.${state}`, span])),
          ...others,
        };
        return SPANS.map(({ value }) => ({ of: value, ...(spans[value] as Row) }));
      },
      data: (rows) => {
        const quantityT: Row = {};
        const others: Row = {};
        for (const { of, ...span } of rows) {
          const [head, state] = String(of).split('.');
          if (state === undefined) others[head!] = span;
          else quantityT[state] = span;
        }
        return { quantityT, ...others };
      },
    },
    check: (rows) => [
      ...rows.flatMap((row, at) =>
        Number(row['min']) < Number(row['max']) ? [] : [fault(at, 'max', 'reference.emptySpan')],
      ),
      ...missing(
        'of',
        SPANS.map(({ name }) => name.zh),
        rows.map(({ of }) => SPANS.find(({ value }) => value === of)?.name.zh ?? ''),
      ),
    ],
  },
  {
    set: 'institution-rules',
    name: { zh: '设计、评价单位资质', en: 'Grades of design firms and evaluators' },
    effect: 'precheck',
    columns: [
      {
        path: 'of',
        name: { zh: '类别', en: 'Of' },
        type: 'choice',
        choices: [
          choice(DESIGN, '设计单位资质', 'Grade of a design firm'),
          choice(EVALUATION, '评价机构业务范围', 'Scope of an evaluator'),
        ],
      },
      { path: 'code', name: { zh: '代码', en: 'Code' }, type: 'text', pattern: CODE },
      ...NAME,
      {
        path: 'fits',
        name: { zh: '可承担两重点一重大项目', en: 'Fits key-hazard projects' },
        type: 'yesNo',
      },
      BASIS,
    ],
    key: (row) => `${String(row['of'])}:${String(row['code'])}`,
    keyColumns: ['of', 'code'],
    table: {
      rows: (data) => {
        const { designGrades, evaluationScopes, basis } = data as InstitutionRules;
        return [
          ...designGrades.map(({ code, name, forKeyHazard: fits }) => ({ of: DESIGN, code, name, fits, basis })),
          ...evaluationScopes.map(({ code, name, coversChemicals: fits }) => ({
            of: EVALUATION,
            code,
            name,
            fits,
            basis,
          })),
        ];
      },
      data: (rows) => {
        const of = (kind: string) => rows.filter((row) => row['of'] === kind);
        return {
          basis: rows[0]?.['basis'],
          designGrades: of(DESIGN).map(({ code, name, fits }) => ({ code, name, forKeyHazard: fits })),
          evaluationScopes: of(EVALUATION).map(({ code, name, fits }) => ({ code, name, coversChemicals: fits })),
        };
      },
    },
    check: (rows) => [
      ...[DESIGN, EVALUATION].flatMap((kind) =>
        rows.some((row) => row['of'] === kind && row['fits'] === true) ? [] : [fault(-1, 'fits', 'reference.noneFits')],
      ),
      ...rows.flatMap((row, at) =>
        row['basis'] === rows[0]?.['basis'] ? [] : [fault(at, 'basis', 'reference.sameBasis')],
      ),
    ],
  },
];
