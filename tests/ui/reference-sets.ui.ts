import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { axe, screenOf } from './support/pages';
import { as, complete, departmentsOf, submitPlant } from './support/people';

const json = (rows: unknown) => ({
  name: '名录.json',
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify({ rows })),
});

async function downloaded(page: Page, format: string): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: `下载 ${format}` }).click(),
  ]);
  return readFile(await file.path());
}

test('a list is fetched, edited, looked at and loaded: faults by line and column, then what changes and for whom', async ({
  browser,
}) => {
  const { caseId } = await submitPlant('示例 名录调整');
  const { caseId: waiting } = await submitPlant('示例 名录调整前待受理');
  await complete('hwedz.window1', caseId, 'accept');
  // Screened: the departments are there.
  await departmentsOf(caseId);
  const { page, context, faults } = await screenOf(browser, 'admin');
  await page.goto('/admin/reference?set=chemicals');
  await expect(page.getByText('共 74 条')).toBeVisible();
  await expect(page.getByRole('row', { name: /^7782-50-5 氯 液氯/ })).toBeVisible();
  expect(await axe(page)).toEqual([]);
  expect((await downloaded(page, 'XLSX')).subarray(0, 2).toString()).toBe('PK');
  const { rows } = JSON.parse((await downloaded(page, 'JSON')).toString()) as { rows: Record<string, unknown>[] };

  await page.getByRole('button', { name: '载入新版本' }).click();
  const dialog = page.getByRole('dialog', { name: /^载入新版本/ });
  await dialog.getByRole('button', { name: '发布' }).click();
  await expect(dialog.getByText('请选择文件。')).toBeVisible();
  const wrong = rows.map((row, at) => (at === 0 ? { ...row, cas: ['7782-50-6'] } : row));
  await dialog.getByLabel('文件（XLSX、CSV 或 JSON）').setInputFiles(json(wrong));
  await dialog.getByRole('button', { name: '检查并预览' }).click();
  await expect(dialog.getByText('文件中有 1 处问题，不能发布。')).toBeVisible();
  await expect(dialog.getByRole('row', { name: /^1 CAS 号 .*校验码应为 5/ })).toBeVisible();
  expect(await axe(page)).toEqual([]);

  // The plant holds methanol: with that taken out, something else would be found of it.
  const without = rows.filter(({ key }) => key !== 'methanol');
  expect(without).toHaveLength(73);
  await dialog.getByLabel('文件（XLSX、CSV 或 JSON）').setInputFiles(json(without));
  await dialog.getByLabel('施行日期').fill('2040-01-01');
  await dialog.getByRole('button', { name: '发布' }).click();
  await expect(dialog.getByText('请先检查文件并查看改动。')).toBeVisible();
  await dialog.getByRole('button', { name: '检查并预览' }).click();
  await expect(dialog.getByText('文件共 73 条：新增 0 条，修改 0 条，删除 1 条。')).toBeVisible();
  await dialog.getByRole('button', { name: '对在办案件的影响' }).click();
  await expect(dialog.getByText(/^已查看 \d+ 个在办案件/)).toBeVisible();
  const touched = dialog.getByRole('row', { name: new RegExp(caseId) });
  await expect(touched).toContainText('已识别，结果保留');
  await expect(touched).toContainText('甲醇');
  await expect(dialog.getByRole('row', { name: new RegExp(waiting) })).toContainText('尚未识别');
  expect(await axe(page)).toEqual([]);
  await dialog.getByLabel('来源').fill('示例公告〔2039〕1号');
  await dialog.getByLabel('载入理由').fill('国家调整名录');
  await dialog.getByRole('button', { name: '发布' }).click();
  await expect(dialog).toBeHidden();

  await expect(page.getByText('共 74 条')).toBeVisible();
  await page.getByLabel('查看日期').fill('2040-01-01');
  await expect(page.getByText('共 73 条')).toBeVisible();
  await page.getByRole('button', { name: '历次版本' }).click();
  const past = page.getByRole('dialog', { name: /^历次版本/ });
  await expect(past.getByRole('row', { name: /2040-01-01 示例公告〔2039〕1号 国家调整名录/ })).toContainText(
    '0 / 0 / 1',
  );
  await expect(past.getByRole('row', { name: /随系统提供/ })).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await page.goto('/admin/audit?of=admin');
  await expect(page.getByRole('row', { name: /载入名录或参数.*重点监管的危险化学品/ }).first()).toBeVisible();
  expect(faults).toEqual([]);
  await context.close();
});

test('a ground for stopping a limit is added with its clause, and a setting is changed with its source', async ({
  browser,
}) => {
  const { page, context, faults } = await screenOf(browser, 'admin');
  await page.goto('/admin/limits');
  await page.getByRole('button', { name: /^新增版本 受理审查/ }).click();
  const dialog = page.getByRole('dialog', { name: /^新增版本/ });
  await expect(dialog.getByText('没有可中止情形，期限不能中止。')).toBeVisible();
  await dialog.getByRole('button', { name: '其他情形' }).click();
  await dialog.getByLabel('起始日').fill('2040-01-01');
  await dialog.getByLabel('来源').fill('示例条例（2039）');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog.getByText('请填写情形 1 的名称和法律依据。')).toBeVisible();
  await dialog.getByLabel('情形 1 名称（中文）').fill('不可抗力');
  await dialog.getByLabel('情形 1 法律依据').fill('示例条例第九条');
  expect(await axe(page)).toEqual([]);
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row', { name: /受理审查.*不可抗力.*2040-01-01/ })).toBeVisible();

  await page.getByRole('button', { name: '修改 一次批量办理的最多件数' }).click();
  const setting = page.getByRole('dialog', { name: /^修改/ });
  await setting.getByLabel('数值').fill('1');
  await setting.getByRole('button', { name: '保存' }).click();
  await expect(setting.getByText('请填写 2 至 500 之间的整数。').first()).toBeVisible();
  await setting.getByLabel('数值').fill('60');
  await setting.getByLabel('来源').fill('局内通知〔2026〕示例号');
  await setting.getByRole('textbox', { name: /^理由/ }).fill('减少误办');
  expect(await axe(page)).toEqual([]);
  await setting.getByRole('button', { name: '保存' }).click();
  await expect(setting).toBeHidden();
  await expect(page.getByRole('row', { name: /一次批量办理的最多件数/ })).toContainText('60 件');
  const admin = await as('admin');
  const history = await admin.get('/reference/settings/tasks.bulk/history');
  expect(history.map(({ data }: { data: { value: number } }) => data.value)).toEqual([100, 60]);
  expect(faults).toEqual([]);
  await context.close();
});
