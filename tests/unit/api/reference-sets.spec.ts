import type { ReferenceDocument } from '../../../activities/store/reference.schema';
import { inForceOn } from '../../../activities/store/reference.reader';
import { differencesOf, revisionsFor, tableOf } from '../../../api/reference/sets/compare-rows';
import { schemaOf, SET_SCHEMAS, type Row, type Surroundings } from '../../../api/reference/sets';
import { FORMATS, readFile } from '../../../api/reference/sets/read-file';
import { readRows } from '../../../api/reference/sets/read-rows';
import { writeFile } from '../../../api/reference/sets/write-file';
import { loadReference } from '../../../seeds/reference';
import { revisionInputs } from '../../../seeds/reference-sets';
import { shippedRevisions } from '../../support/shipped-revisions';

const SHIPPED = revisionInputs(loadReference());
const shippedAs = (set: string) => shippedRevisions(loadReference(), set);
/** As the set stands today: of some there are former versions, too. */
const standing = (set: string) => inForceOn(shippedAs(set), '2026-11-28');
const rowsOf = (set: string): Row[] => tableOf(schemaOf(set), standing(set));
const reference = loadReference();
const AROUND: Surroundings = {
  rows: (set) => rowsOf(set),
  organisations: reference.organisations.map(({ code }) => code),
  people: reference.people.map(({ id }) => id),
  rolesInUse: ['caseOfficer', 'admin', 'windowClerk', 'deputyDirector', 'supervisor'],
  reviewers: reference.jointReviewRouting.flatMap(({ add }) => add),
  processes: ['jointReview'],
};
const SETS = SET_SCHEMAS.map(({ set }) => set);

/** The faults of rows of a set as an official reads them: number of the row, column, rule. */
async function faultsOf(set: string, rows: readonly Row[]): Promise<string[]> {
  const schema = schemaOf(set);
  const file = await readFile(schema, 'x.json', Buffer.from(JSON.stringify({ rows })));
  return readRows(schema, file, AROUND).faults.map(({ row, path, code }) => `${row} ${path} ${code}`);
}

describe('a set fetched as a file and loaded again as it is', () => {
  it.each(SETS.flatMap((set) => FORMATS.map((format) => [set, format] as const)))(
    '%s as %s changes nothing',
    async (set, format) => {
      const schema = schemaOf(set);
      const rows = rowsOf(set);
      expect(rows.length).toBeGreaterThan(0);
      for (const language of ['zh', 'en'] as const) {
        const file = await readFile(schema, `x.${format}`, await writeFile(schema, rows, format, language));
        const read = readRows(schema, file, AROUND);
        expect(read).toEqual({ rows, faults: [] });
        expect(revisionsFor(schema, standing(set), read.rows, { effectiveFrom: '2030-01-01', source: 'x' })).toEqual(
          [],
        );
      }
    },
  );

  it.each(SETS)('%s keeps the keys under which its rows lie', (set) => {
    const schema = schemaOf(set);
    if (schema.table) return;
    // Of what there is only one at a time, versions are told apart by their first day.
    if (schema.key({}) === 'all') return;
    const kept = SHIPPED.filter((input) => input.set === set);
    expect(kept.map(({ data }) => schema.key(data as Row))).toEqual(kept.map(({ key }) => key));
  });
});

describe('a file', () => {
  const chemicals = schemaOf('chemicals');
  const load = (name: string, text: string) => readFile(chemicals, name, Buffer.from(text));
  const HEAD = '代码,CAS 号,名称（中文）,名称（英文）,别名,GB 18218 表2类别,依据';

  it('may have its columns in another order, a title above and empty lines between; the line is that of the file', async () => {
    const [row] = await load(
      'x.csv',
      `重点监管的危险化学品,,,,,,\n依据,代码,名称（中文）,名称（英文）,CAS 号,别名,GB 18218 表2类别\n,,,,,,\n〔2011〕95号,chlorine,氯,chlorine,7782-50-5,液氯；氯气,J3\n`,
    );
    expect(row?.line).toBe(4);
    expect(readRows(chemicals, [row!], AROUND)).toEqual({
      rows: [
        {
          key: 'chlorine',
          cas: ['7782-50-5'],
          name: { zh: '氯', en: 'chlorine' },
          aliases: ['液氯', '氯气'],
          categories: ['J3'],
          basis: '〔2011〕95号',
        },
      ],
      faults: [],
    });
  });

  it.each([
    ['x.csv', '代码,名称（中文）\na,b\n', 'reference.columnMissing'],
    ['x.csv', `${HEAD},颜色\n`, 'reference.columnUnknown'],
    ['x.csv', `${HEAD}\n`, 'reference.noRows'],
    ['x.pdf', HEAD, 'reference.fileKind'],
    ['x.xlsx', HEAD, 'reference.fileBroken'],
    ['x.json', '{"rows": 3}', 'reference.fileBroken'],
    ['x.json', '[{"key": "a", "colour": "red"}]', 'reference.columnUnknown'],
  ])('%s with %j is refused', async (name, text, code) => {
    await expect(load(name, text)).rejects.toMatchObject({ code, field: 'file' });
  });

  it('that Excel saved in the code page of the machine is refused with what to do', async () => {
    // 代码 in GBK.
    const gbk = Buffer.from([0xb4, 0xfa, 0xc2, 0xeb, 0x2c, 0x0a]);
    await expect(readFile(chemicals, 'x.csv', gbk)).rejects.toMatchObject({ code: 'reference.fileNotUtf8' });
  });

  it('with a name that a sheet would take for a formula carries it as text and gives it back', async () => {
    const rows = [{ ...rowsOf('chemicals')[0]!, name: { zh: '=1+1', en: '-x' } }];
    const csv = await writeFile(chemicals, rows, 'csv', 'zh');
    expect(csv.toString()).toContain("'=1+1");
    expect(readRows(chemicals, await readFile(chemicals, 'x.csv', csv), AROUND).rows).toEqual(rows);
  });
});

describe('what is wrong is told by row and column', () => {
  const changed = (set: string, at: number, part: object): Row[] =>
    rowsOf(set).map((row, i) => (i === at ? { ...row, ...part } : row));

  it('a check digit, an empty name, a word for a number, a category that does not exist', async () => {
    // 7782-50-5: 0·1 + 5·2 + 2·3 + 8·4 + 7·5 + 7·6 = 125, so 5.
    expect(await faultsOf('chemicals', changed('chemicals', 0, { cas: ['7782-50-6'] }))).toEqual(['0 cas cas.digit']);
    expect(await faultsOf('chemicals', changed('chemicals', 1, { name: { zh: '', en: 'x' } }))).toEqual([
      '1 name.zh field.required',
    ]);
    expect(await faultsOf('gb18218-table1', changed('gb18218-table1', 2, { criticalT: '二十' }))).toEqual([
      '2 criticalT field.number',
    ]);
    expect(await faultsOf('gb18218-table1', changed('gb18218-table1', 2, { criticalT: 0 }))).toEqual([
      '2 criticalT field.above',
    ]);
    expect(await faultsOf('chemicals', changed('chemicals', 3, { categories: ['J99'] }))).toEqual([
      '3 categories reference.notKnown',
    ]);
  });

  it('a chemical in two rows, a key twice', async () => {
    const [first] = rowsOf('chemicals');
    expect(await faultsOf('chemicals', changed('chemicals', 4, { cas: first!['cas'] }))).toEqual([
      '4 cas reference.twice',
    ]);
    expect(await faultsOf('processes', [...rowsOf('processes'), rowsOf('processes')[0]!])).toEqual([
      '18 code reference.twice',
    ]);
  });

  it('a head count that falls between two rows of table 5, or into two of them', async () => {
    expect(await faultsOf('gb18218-alpha', changed('gb18218-alpha', 2, { min: 31 }))).toEqual(['2 min reference.gap']);
    expect(await faultsOf('gb18218-alpha', changed('gb18218-alpha', 4, { max: 200 }))).toEqual([
      '4 max reference.openEnd',
    ]);
    expect(await faultsOf('gb18218-alpha', rowsOf('gb18218-alpha').slice(1))).toEqual(['0 min reference.gap']);
  });

  it('a level of table 6 that begins above a graver one', async () => {
    expect(await faultsOf('gb18218-levels', changed('gb18218-levels', 1, { minR: 100 }))).toEqual([
      '1 minR reference.levelOrder',
    ]);
  });

  it('a category that chemicals still have, a role that somebody holds, the rule for all other procedures', async () => {
    const without = (set: string, column: string, value: string) => rowsOf(set).filter((row) => row[column] !== value);
    expect(await faultsOf('gb18218-categories', without('gb18218-categories', 'symbol', 'J3'))).toEqual([
      '-1 symbol reference.stillUsed',
    ]);
    expect(await faultsOf('roles', without('roles', 'id', 'caseOfficer'))).toEqual(['-1 id reference.stillUsed']);
    expect(await faultsOf('retention', without('retention', 'process', '*'))).toEqual([
      '-1 process reference.stillUsed',
    ]);
  });

  it('a question for a department that does not review, an expert who is nobody here', async () => {
    expect(await faultsOf('review-questions', changed('review-questions', 0, { departments: ['PARK'] }))).toEqual([
      '0 departments reference.notKnown',
    ]);
    expect(await faultsOf('experts', changed('experts', 1, { person: 'p-nobody' }))).toEqual([
      '1 person reference.notKnown',
    ]);
  });

  it('a span that is empty, one that is missing', async () => {
    expect(await faultsOf('bounds', changed('bounds', 3, { min: 4000 }))).toEqual(['3 max reference.emptySpan']);
    expect(await faultsOf('bounds', rowsOf('bounds').slice(1))).toEqual(['-1 of reference.stillUsed']);
  });
});

describe('a version from 2027-01-01 that lowers a quantity, takes a row out and adds one', () => {
  const schema = schemaOf('gb18218-table1');
  const before = shippedAs('gb18218-table1');
  const [ammonia, second, ...rest] = tableOf(schema, before) as [Row, Row, ...Row[]];
  const added = { ...second, row: 900, cas: ['64-17-5'], name: { zh: '示例', en: 'example' } };
  const after = [{ ...ammonia, criticalT: 5 }, ...rest, added];
  const write = (old: readonly ReferenceDocument[], rows: readonly Row[], effectiveFrom: string) => {
    const inputs = revisionsFor(schema, inForceOn(old, effectiveFrom), rows, { effectiveFrom, source: '新标准' });
    const next = inputs.map((input): ReferenceDocument => {
      const revision = 1 + Math.max(0, ...old.filter(({ key }) => key === input.key).map((row) => row.revision));
      return {
        ...input,
        _id: `${input.set}/${input.key}/${revision}`,
        revision,
        by: 'p',
        at: new Date(0),
        contentHash: '',
      };
    });
    return [...old, ...next].sort((a, b) => (a.key === b.key ? a.revision - b.revision : a.key < b.key ? -1 : 1));
  };
  const on = (rows: readonly ReferenceDocument[], day: string) => tableOf(schema, inForceOn(rows, day));

  it('is told as one changed, one removed, one added', () => {
    const { added: more, changed, removed } = differencesOf(schema, [ammonia, second, ...rest], after);
    expect([more, changed, removed].map((list) => list.map(({ key }) => key))).toEqual([['900'], ['1'], ['2']]);
    expect(changed[0]?.columns.map(({ path }) => path)).toEqual(['criticalT']);
  });

  it('holds from its day on and not before; the table of the eve stays as it was', () => {
    const rows = write(before, after, '2027-01-01');
    expect(on(rows, '2026-12-31')).toEqual([ammonia, second, ...rest]);
    expect(on(rows, '2027-01-01')).toEqual(after);
    expect(on(rows, '2019-02-28')).toEqual([]);
  });

  it('corrected before it holds leaves no trace of the first wording', () => {
    const rows = write(write(before, after, '2027-01-01'), [ammonia, second, ...rest], '2027-01-01');
    for (const day of ['2026-12-31', '2027-01-01', '2030-01-01'])
      expect(on(rows, day)).toEqual([ammonia, second, ...rest]);
  });

  it('followed by another takes back what it had added, from the day of the other', () => {
    const rows = write(write(before, after, '2027-01-01'), [ammonia, second, ...rest], '2028-07-01');
    expect(on(rows, '2026-12-31')).toEqual([ammonia, second, ...rest]);
    expect(on(rows, '2028-06-30')).toEqual(after);
    expect(on(rows, '2028-07-01')).toEqual([ammonia, second, ...rest]);
  });
});
