import {
  APPLICATION_FIELDS,
  SUBSTANCE_FIELDS,
  UNIT_FIELDS,
  type FieldSpec,
} from '../../workflows/domain/precheck/fields';
import type { Names } from '../../workflows/domain/reference';

/** One difference between two versions of an application. */
export interface Difference {
  /** In the later version; in the earlier one for what fell. */
  path: string;
  label: Names;
  kind: 'added' | 'removed' | 'changed';
  before: unknown;
  after: unknown;
}

type Item = Record<string, unknown>;

/** How the items of a list are told apart and called: a list is compared by what its items are, not by their places. */
interface ListSpec {
  key: (item: Item) => string;
  name: (item: Item) => Names;
  fields: FieldSpec[];
}

const word = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** Fields that the pre-check does not demand and that have no specification there. */
const FURTHER: Record<string, Names> = {
  enterprise: { zh: '申报单位', en: 'Enterprise' },
  site: { zh: '建设地点', en: 'Site' },
  hazardousWasteT: { zh: '危险废物产生量（吨/年）', en: 'Hazardous waste, t/a' },
  'site.park': { zh: '园区名称', en: 'Park' },
  project: { zh: '项目', en: 'Project' },
  activities: { zh: '项目情况', en: 'Activities' },
  design: { zh: '设计单位', en: 'Design firm' },
  evaluation: { zh: '安全评价机构', en: 'Evaluation institution' },
};

const further = (path: string, zh: string, en: string): FieldSpec => ({ path, zh, en, type: 'text' });

const LISTS: Record<string, ListSpec> = {
  units: {
    key: (unit) => word(unit['key']),
    name: (unit) => ({
      zh: `评价单元“${word(unit['name']) || word(unit['key'])}”`,
      en: `Unit "${word(unit['name']) || word(unit['key'])}"`,
    }),
    fields: UNIT_FIELDS,
  },
  substances: {
    key: (substance) => `${word(substance['cas'])}|${word(substance['unit'])}`,
    name: (substance) => {
      const name = word(substance['name']) || word(substance['cas']);
      const unit = word(substance['unit']);
      return { zh: `物质“${name}”（${unit}）`, en: `Substance "${name}" (${unit})` };
    },
    fields: [
      ...SUBSTANCE_FIELDS,
      further('unit', '评价单元', 'Unit of assessment'),
      further('category', '危险性类别', 'Hazard category'),
      further('variant', '规格', 'Grade'),
    ],
  },
};

function documentList(kinds: ReadonlyMap<string, Names>): ListSpec {
  return {
    key: (document) => word(document['kind']),
    name: (document) => {
      const kind = word(document['kind']);
      return { zh: `材料“${kinds.get(kind)?.zh ?? kind}”`, en: `Document "${kinds.get(kind)?.en ?? kind}"` };
    },
    fields: [further('kind', '材料种类', 'Kind'), further('documentId', '文件', 'File')],
  };
}

/**
 * What a resubmission changed, field by field, in the order of the form. Blank and absent are the same.
 * @param kinds names of the document kinds by their codes
 */
export function differencesOf(before: unknown, after: unknown, kinds: ReadonlyMap<string, Names>): Difference[] {
  return compare(before, after, '', { ...LISTS, documents: documentList(kinds) });
}

function compare(before: unknown, after: unknown, path: string, lists: Record<string, ListSpec>): Difference[] {
  const list = lists[path];
  if (list) return compareItems(itemsOf(before), itemsOf(after), path, list);
  if (path === 'processes') return compareCodes(before, after, path);
  if (isItem(before) || isItem(after)) {
    const [a, b] = [isItem(before) ? before : {}, isItem(after) ? after : {}];
    return keysOf(b, a).flatMap((key) => compare(a[key], b[key], path === '' ? key : `${path}.${key}`, lists));
  }
  return difference(before, after, path, labelOf(path));
}

function compareItems(before: Item[], after: Item[], path: string, spec: ListSpec): Difference[] {
  const [old, young] = [keyed(before, spec), keyed(after, spec)];
  const kept = [...young].flatMap(([key, { item, at }]) => {
    const was = old.get(key);
    const place = `${path}[${at}]`;
    if (!was) return difference(undefined, item, place, spec.name(item));
    return keysOf(item, was.item).flatMap((field) =>
      difference(was.item[field], item[field], `${place}.${field}`, fieldLabel(spec, item, field)),
    );
  });
  const fallen = [...old].filter(([key]) => !young.has(key));
  return [
    ...kept,
    ...fallen.flatMap(([, { item, at }]) => difference(item, undefined, `${path}[${at}]`, spec.name(item))),
  ];
}

/** Items with the same key are numbered, so that none is lost. */
function keyed(items: Item[], { key }: ListSpec): Map<string, { item: Item; at: number }> {
  const found = new Map<string, { item: Item; at: number }>();
  items.forEach((item, at) => {
    let number = 1;
    while (found.has(`${key(item)}#${number}`)) number += 1;
    found.set(`${key(item)}#${number}`, { item, at });
  });
  return found;
}

function compareCodes(before: unknown, after: unknown, path: string): Difference[] {
  const [old, young] = [textsOf(before), textsOf(after)];
  const label = labelOf(path);
  return [
    ...young.flatMap((code, at) => (old.includes(code) ? [] : difference(undefined, code, `${path}[${at}]`, label))),
    ...old.flatMap((code, at) => (young.includes(code) ? [] : difference(code, undefined, `${path}[${at}]`, label))),
  ];
}

function difference(before: unknown, after: unknown, path: string, label: Names): Difference[] {
  const [was, is] = [blankless(before), blankless(after)];
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  const kind = was === null ? 'added' : is === null ? 'removed' : 'changed';
  return [{ path, label, kind, before: was, after: is }];
}

function labelOf(path: string): Names {
  const spec = APPLICATION_FIELDS.find((field) => field.path === path);
  return spec ? { zh: spec.zh, en: spec.en } : (FURTHER[path] ?? { zh: path, en: path });
}

function fieldLabel(spec: ListSpec, item: Item, field: string): Names {
  const name = spec.name(item);
  const found = spec.fields.find((one) => one.path === field);
  return { zh: `${name.zh}：${found?.zh ?? field}`, en: `${name.en}: ${found?.en ?? field}` };
}

const isItem = (value: unknown): value is Item => typeof value === 'object' && value !== null && !Array.isArray(value);
const itemsOf = (value: unknown): Item[] => (Array.isArray(value) ? value.filter(isItem) : []);
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
const keysOf = (first: Item, second: Item): string[] => [...new Set([...Object.keys(first), ...Object.keys(second)])];
const blankless = (value: unknown): unknown => (value === undefined || value === '' ? null : value);
