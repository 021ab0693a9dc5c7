import { writeCsv } from '../../../activities/export/csv';
import { writeWorkbook, XLSX, type Cell } from '../../../activities/export/excel';
import type { Language } from '../../../workflows/domain/errors';
import { valueAt, writeCell, type Column } from './columns';
import type { Format } from './read-file';
import type { Row, SetSchema } from './set-schema';

export const MEDIA_TYPES: Record<Format, string> = {
  xlsx: XLSX,
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

const WORDS = {
  about: { zh: '填写说明', en: 'How to fill it in' },
  column: { zh: '列', en: 'Column' },
  content: { zh: '内容', en: 'Content' },
  required: { zh: '必填', en: 'Required' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  text: { zh: '文字', en: 'text' },
  cas: { zh: 'CAS 号', en: 'CAS number' },
  number: { zh: '数值', en: 'number' },
  whole: { zh: '整数', en: 'whole number' },
  yesNo: { zh: '是或否', en: 'yes or no' },
  list: { zh: '多项以分号（；）分隔', en: 'several, divided by semicolons' },
  oneOf: { zh: '以下之一：', en: 'one of: ' },
} as const;

/** A set as a file that can be edited and loaded again as it is. */
export async function writeFile(
  schema: SetSchema,
  rows: readonly Row[],
  format: Format,
  language: Language,
): Promise<Buffer> {
  const { columns } = schema;
  if (format === 'json') return Buffer.from(`${JSON.stringify({ set: schema.set, rows }, null, 2)}\n`);
  const cells = rows.map((row) => columns.map((column) => writeCell(column, valueAt(row, column.path), language)));
  if (format === 'csv') {
    return Buffer.from(
      writeCsv(
        columns.map(({ name }) => name[language]),
        cells,
      ),
    );
  }
  return writeWorkbook([
    {
      name: schema.name[language],
      columns: columns.map(({ name, type }) => ({ title: name[language], width: type === 'number' ? 14 : 24 })),
      rows: cells,
    },
    {
      name: WORDS.about[language],
      columns: [
        { title: WORDS.column[language] },
        { title: WORDS.content[language], width: 60 },
        { title: WORDS.required[language] },
      ],
      rows: columns.map((column): Cell[] => [
        column.name[language],
        [contentOf(column, language), column.help?.[language]].filter(Boolean).join(language === 'zh' ? '。' : '. '),
        WORDS[isRequired(column) ? 'yes' : 'no'][language],
      ]),
    },
  ]);
}

function isRequired(column: Column): boolean {
  if (column.type === 'list') return (column.atLeast ?? 0) > 0;
  return column.optional !== true && !('open' in column && column.open === true);
}

function contentOf(column: Column, language: Language): string {
  const choices = 'choices' in column ? column.choices : undefined;
  const among = choices ? WORDS.oneOf[language] + choices.map(({ name }) => name[language]).join('、') : '';
  return column.type === 'choice' ? among : [WORDS[column.type][language], among].filter(Boolean).join('，');
}
