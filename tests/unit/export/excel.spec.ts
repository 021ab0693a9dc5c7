import { strFromU8, unzipSync } from 'fflate';
import { Workbook } from 'exceljs';
import { writeWorkbook, type Cell } from '../../../activities/export/excel';

async function read(buffer: Buffer): Promise<Workbook> {
  const workbook = new Workbook();
  await workbook.xlsx.load(buffer as unknown as ArrayBuffer);
  return workbook;
}
const values = (workbook: Workbook, sheet: string) => {
  const rows: unknown[] = [];
  workbook.getWorksheet(sheet)!.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
  return rows;
};

describe('statistics as a workbook', () => {
  it('opens with notes, heads, rows and number formats', async () => {
    const buffer = await writeWorkbook([
      {
        name: '部门时限统计',
        notes: ['2026年第一季度'],
        columns: [{ title: '部门', width: 24 }, { title: '收件' }, { title: '按时率', format: '0.0%' }],
        rows: [
          ['区应急管理局', 12, 0.917],
          ['区消防救援大队', 9, 1],
        ],
      },
      { name: '空表', columns: [{ title: '部门' }], rows: [] },
    ]);
    const workbook = await read(buffer);
    expect(values(workbook, '部门时限统计')).toEqual([
      ['2026年第一季度'],
      ['部门', '收件', '按时率'],
      ['区应急管理局', 12, 0.917],
      ['区消防救援大队', 9, 1],
    ]);
    const sheet = workbook.getWorksheet('部门时限统计')!;
    expect(sheet.getCell('C3').numFmt).toBe('0.0%');
    expect(sheet.getRow(2).font.bold).toBe(true);
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 });
    expect(values(workbook, '空表')).toEqual([['部门']]);
  });

  it('keeps text that looks like a formula as text, and leaves out what would spoil the file', async () => {
    const buffer = await writeWorkbook([
      { name: 'a/b', columns: [{ title: 'x' }], rows: [['=1+1'], ['坏\u0000字\u000b'], [null], ['x'.repeat(40_000)]] },
      { name: 'a:b', columns: [{ title: 'x' }], rows: [] },
    ]);
    const workbook = await read(buffer);
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['a_b', 'a_b_2']);
    const sheet = workbook.getWorksheet('a_b')!;
    expect(sheet.getCell('A2').value).toBe('=1+1');
    expect(sheet.getCell('A3').value).toBe('坏字');
    expect((sheet.getCell('A5').value as string).length).toBe(32_767);
    expect(strFromU8(unzipSync(buffer)['xl/worksheets/sheet1.xml']!)).not.toContain('<f>');
  });

  it('writes tens of thousands of rows that are read one by one', async () => {
    async function* rows(): AsyncGenerator<Cell[]> {
      for (let i = 1; i <= 20_000; i++) yield [i, `案件${i}`];
    }
    const workbook = await read(
      await writeWorkbook([{ name: '明细', columns: [{ title: '序号' }, { title: '案件' }], rows: rows() }]),
    );
    const sheet = workbook.getWorksheet('明细')!;
    expect(sheet.rowCount).toBe(20_001);
    expect(sheet.getCell('B20001').value).toBe('案件20000');
  });
});
