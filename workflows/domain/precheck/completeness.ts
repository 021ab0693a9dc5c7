import { isDay } from '../calendar';
import {
  APPLICATION_FIELDS,
  type FieldSpec,
  type FieldType,
  namesOf,
  SUBSTANCE_FIELDS,
  UNIT_FIELDS,
  valueAt,
} from './fields';
import { type Finding, isBlank, listOf, type PreCheckRule, wordOf } from './rule';

const TYPE_NAMES: Record<FieldType, { type: string; typeEn: string }> = {
  text: { type: '文字', typeEn: 'text' },
  number: { type: '数值', typeEn: 'a number' },
  whole: { type: '不小于零的整数', typeEn: 'a whole number, zero or more' },
  flag: { type: '是或否', typeEn: 'yes or no' },
  day: { type: '日期（YYYY-MM-DD）', typeEn: 'a date (YYYY-MM-DD)' },
  list: { type: '列表', typeEn: 'a list' },
};

function fits(value: unknown, type: FieldType): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'whole':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
    case 'flag':
      return typeof value === 'boolean';
    case 'day':
      return isDay(value);
    case 'list':
      return Array.isArray(value);
  }
}

function findingsOf(root: unknown, specs: FieldSpec[], prefix: string): Finding[] {
  return specs.flatMap((spec): Finding[] => {
    const value = valueAt(root, spec.path);
    const field = `${prefix}${spec.path}`;
    if (isBlank(value)) return [{ field, code: 'precheck.missing', params: namesOf(spec) }];
    if (!fits(value, spec.type))
      return [{ field, code: 'precheck.type', params: { ...namesOf(spec), ...TYPE_NAMES[spec.type] } }];
    if (spec.choices && !spec.choices.includes(value as string)) {
      const params = { ...namesOf(spec), value: wordOf(value), choices: spec.choices.join('、') };
      return [{ field, code: 'precheck.choice', params }];
    }
    return [];
  });
}

export const COMPLETENESS_RULES: PreCheckRule[] = [
  {
    id: 'application.complete',
    clause: '行政许可法第三十一条；45号令第十条（一）',
    check: (draft) => findingsOf(draft, APPLICATION_FIELDS, ''),
  },
  {
    id: 'site.park',
    clause: '45号令第十条（三）',
    check: ({ site }) => {
      if (site?.inPark === true && isBlank(site.park)) {
        return [{ field: 'site.park', code: 'precheck.missing', params: { field: '园区名称', fieldEn: 'Park' } }];
      }
      if (site?.inPark === false && !isBlank(site.park)) {
        return [{ field: 'site.park', code: 'precheck.parkContradiction', params: { park: wordOf(site.park) } }];
      }
      return [];
    },
  },
  {
    id: 'units.complete',
    clause: 'GB 18218-2018 3.5、3.6',
    check: ({ units }) =>
      listOf(units).length === 0
        ? [{ field: 'units', code: 'precheck.missing', params: { field: '评价单元', fieldEn: 'Units of assessment' } }]
        : listOf(units).flatMap((unit, i) => findingsOf(unit, UNIT_FIELDS, `units[${i}].`)),
  },
  {
    id: 'substances.complete',
    clause: '45号令第十条（一）；GB 18218-2018 4.1',
    check: ({ substances }) =>
      listOf(substances).length === 0
        ? [{ field: 'substances', code: 'precheck.noProjectData', params: {} }]
        : listOf(substances).flatMap((substance, i) => findingsOf(substance, SUBSTANCE_FIELDS, `substances[${i}].`)),
  },
];
