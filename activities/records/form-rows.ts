import { checkPointName, FINDING_NAMES, type FindingRow } from '../../workflows/processes/form-rows';
import type { FormDefinition, FormField } from '../../workflows/processes/definition';
import {
  APPLICATION_FIELDS,
  SUBSTANCE_FIELDS,
  UNIT_FIELDS,
  valueAt,
  type FieldSpec,
} from '../../workflows/domain/precheck/fields';
import type { FormPdfRow } from '../pdf/form-pdf';

/** What the members of list fields are called (rows of `conditions`, `points`, `attendance`). */
const MEMBERS: Record<string, string> = {
  text: '内容',
  subject: '对象',
  basis: '依据',
  owner: '责任人',
  dueDay: '完成日期',
  checkPoint: '核查节点',
  setBy: '提出单位',
  askedBy: '提出单位',
  name: '姓名',
  org: '单位',
  post: '职务',
};

export type NameOf = (code: string) => string;

function plain(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.length ? value.map(plain).join('、') : '无';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function member(key: string, value: unknown, nameOf: NameOf): string {
  const shown =
    key === 'checkPoint'
      ? checkPointName(String(value))
      : key === 'setBy' || key === 'askedBy' || key === 'org'
        ? nameOf(String(value))
        : plain(value);
  return key === 'text' ? shown : `${MEMBERS[key] ?? key}：${shown}`;
}

function fieldText(field: FormField, value: unknown, nameOf: NameOf): string {
  if (field.type === 'choice') return field.choices?.find(({ code }) => code === value)?.name.zh ?? plain(value);
  if (field.type === 'findings' && Array.isArray(value)) return findingsText(field, value as FindingRow[]);
  if (!Array.isArray(value) || typeof value[0] !== 'object') return plain(value);
  return (value as Record<string, unknown>[])
    .map((row, i) => {
      const members = Object.entries(row).filter(([, one]) => one !== undefined && one !== null && one !== '');
      return `${i + 1}. ${members.map(([key, one]) => member(key, one, nameOf)).join('；')}`;
    })
    .join('\n');
}

function findingsText(field: FormField, rows: readonly FindingRow[]): string {
  return rows
    .map(({ question, finding, note }, i) => {
      const name = field.questions?.find(({ code }) => code === question)?.name.zh ?? question;
      return `${i + 1}. ${name}：${FINDING_NAMES[finding]?.zh ?? finding}${note ? `；${note}` : ''}`;
    })
    .join('\n');
}

/** A filled form as it reads; what is not in its definition any more is shown under its key, not left out. */
export function formRows(
  definition: FormDefinition | undefined,
  data: Record<string, unknown>,
  nameOf: NameOf,
): FormPdfRow[] {
  const fields = definition?.fields ?? [];
  const known = new Set(fields.map((field) => field.key));
  return [
    ...fields.map((field) => ({ label: field.name.zh, value: fieldText(field, data[field.key], nameOf) })),
    ...Object.keys(data)
      .filter((key) => !known.has(key))
      .map((key) => ({ label: key, value: plain(data[key]) })),
  ];
}

const specs = (fields: readonly FieldSpec[], value: unknown) =>
  fields.map(({ path, zh }) => `${zh}：${plain(valueAt(value, path))}`).join('；');

/** A submitted application as it reads. */
export function applicationRows(application: unknown): FormPdfRow[] {
  const list = (path: string) => (valueAt(application, path) as unknown[] | undefined) ?? [];
  return [
    ...APPLICATION_FIELDS.map(({ path, zh }) => ({ label: zh, value: plain(valueAt(application, path)) })),
    ...list('units').map((unit, i) => ({ label: `评价单元${i + 1}`, value: specs(UNIT_FIELDS, unit) })),
    ...list('substances').map((substance, i) => ({
      label: `物质${i + 1}`,
      value: `${specs(SUBSTANCE_FIELDS, substance)}；评价单元：${plain(valueAt(substance, 'unit'))}`,
    })),
    {
      label: '材料',
      value:
        list('documents')
          .map((one) => plain(valueAt(one, 'documentId')))
          .join('\n') || '无',
    },
  ];
}
