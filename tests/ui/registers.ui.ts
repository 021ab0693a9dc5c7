import { expect, test } from '@playwright/test';
import { axe, screenOf } from './support/pages';
import { as, complete, submitPlant } from './support/people';

test('an administrator drafts a routing table in words, sees what it would make, and publishes it', async ({
  browser,
}) => {
  const { page, context, faults } = await screenOf(browser, 'admin');
  await page.goto('/admin/reference?set=routing');
  const inForce = page.getByRole('row', { name: /区消防救援大队/ }).first();
  await expect(inForce).toContainText('重大危险源等级不小于 1，且重大危险源等级小于 3');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: '拟定新规则表' }).click();
  const dialog = page.getByRole('dialog', { name: '拟定新规则表' });
  await dialog.getByRole('button', { name: '发布' }).click();
  await expect(dialog.getByText('请填写“来源”')).toBeVisible();
  await dialog.getByLabel('施行日期').fill('2039-01-01');
  await dialog.getByLabel('来源').fill('牵头单位通知〔2038〕示例号');
  const fire = dialog.getByRole('group', { name: '第 8 行' });
  await expect(fire.getByLabel('审查部门')).toHaveValue('FRB');
  await fire.getByRole('button', { name: '删除条件 2' }).click();
  await dialog.getByRole('button', { name: '检查并预览' }).click();
  await expect(dialog.getByText('发布后形成流程的以下版本')).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await dialog.getByRole('button', { name: '发布', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { name: /2039-01-01 起/ })).toContainText('尚未施行');
  await expect(page.getByRole('row', { name: /区消防救援大队/ }).first()).toContainText('重大危险源等级不小于 1');
  const versions = await (await as('admin')).get('/definitions');
  expect(versions.some((one: { effectiveFrom: string }) => one.effectiveFrom === '2039-01-01')).toBe(true);
  expect(faults).toEqual([]);
  await context.close();
});

test('capacities of a park are changed with their source; the ledger shows them; both revisions stay', async ({
  browser,
}) => {
  const { page, context, faults } = await screenOf(browser, 'admin');
  await page.goto('/admin/reference?set=parks');
  await page.getByRole('button', { name: '修改 示例化工园区' }).click();
  const dialog = page.getByRole('dialog', { name: /^修改园区/ });
  await dialog.getByLabel('来源').first().fill('');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog.getByText('请填写“来源”')).toBeVisible();
  await dialog.getByLabel('来源').first().fill('园区核定〔2026〕示例号');
  await dialog.getByLabel('500 米范围人口').first().fill('88');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole('row', { name: /示例化工园区/ });
  await expect(row).toContainText('88');
  await row.getByRole('button', { name: /^历次修改/ }).click();
  const past = page.getByRole('dialog', { name: /^历次修改/ });
  await expect(past.getByRole('row', { name: /示例·系统管理员.*园区核定〔2026〕示例号/ })).toBeVisible();
  await expect(past.getByRole('row', { name: /随系统提供/ })).toBeVisible();
  expect(await axe(page)).toEqual([]);
  const ledger = await (await as('emb.officer1')).get('/parks/EXAMPLE/ledger');
  expect(ledger.source).toBe('园区核定〔2026〕示例号');
  expect(faults).toEqual([]);
  await context.close();
});

test('an enterprise is put on a credit list and taken off by the last day', async ({ browser }) => {
  const { page, context, faults } = await screenOf(browser, 'admin');
  await page.goto('/admin/reference?set=credit');
  await page.getByRole('button', { name: '列入名单' }).click();
  const dialog = page.getByRole('dialog', { name: '列入名单' });
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog.getByText('请选择“企业”')).toHaveCount(2);
  await dialog.getByLabel('企业').selectOption('FIRM_B');
  await dialog.getByRole('combobox', { name: /^名单(?!全称)/ }).selectOption({ label: '一般失信' });
  await dialog.getByLabel('名单全称（中文）').fill('示例失信名单');
  await dialog.getByLabel('理由（中文）').fill('示例事由');
  await dialog.getByLabel('认定部门').selectOption('DRB');
  await dialog.getByLabel('依据').fill('实施意见（十二）');
  await dialog.getByLabel('来源').fill('示例决定〔2026〕2号');
  await dialog.getByLabel('列入日').fill('2026-02-01');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole('row', { name: /示例失信名单/ });
  await expect(row).toContainText('长期');
  expect(await axe(page)).toEqual([]);
  await row.getByRole('button', { name: /^修改/ }).click();
  const change = page.getByRole('dialog', { name: /^修改/ });
  await change.getByLabel('移出前最后一日').fill('2026-03-01');
  await change.getByRole('button', { name: '保存' }).click();
  await expect(change).toBeHidden();
  await expect(row).toContainText('2026-03-01');
  expect(faults).toEqual([]);
  await context.close();
});

test('what the calendar of the next year would move is shown before it is loaded', async ({ browser }) => {
  const { caseId } = await submitPlant('示例跨年期限项目');
  await complete('hwedz.window1', caseId, 'accept');
  const { page, context, faults } = await screenOf(browser, 'admin');
  await page.goto('/admin/calendars');
  await page.getByRole('button', { name: '录入年度日历' }).click();
  const dialog = page.getByRole('dialog', { name: /^录入年度日历/ });
  const year = (await dialog.locator('.ant-modal-title').innerText()).slice(-4);
  await dialog.getByLabel('放假日').fill(`${Number(year) - 1}-01-01`);
  await dialog.getByLabel('来源').fill('示例放假通知');
  await dialog.getByRole('button', { name: '试算受影响的期限' }).click();
  await expect(dialog.getByText(new RegExp(`${Number(year) - 1}-01-01.*${year}`)).first()).toBeVisible();
  const days = Array.from({ length: 28 }, (_, i) => `${year}-01-${String(i + 1).padStart(2, '0')}`);
  await dialog.getByLabel('放假日').fill(days.join('\n'));
  await dialog.getByRole('button', { name: '试算受影响的期限' }).click();
  await expect(dialog.getByText(/试算了 \d+ 个在办案件/)).toBeVisible();
  await expect(dialog.getByRole('link', { name: caseId })).toBeVisible();
  expect(await axe(page)).toEqual([]);
  const { items } = await (await as('admin')).get('/reference/calendars');
  expect(items.map((one: { year: number }) => one.year)).not.toContain(Number(year));
  expect(faults).toEqual([]);
  await context.close();
});

test('the heat of the stages is drawn on the procedure and leads to the tasks', async ({ browser }) => {
  const { caseId } = await submitPlant('示例热度项目');
  const { page, context, faults } = await screenOf(browser, 'hwedz.supervisor');
  await page.goto('/supervision');
  const heat = page.getByRole('group', { name: '各环节在办热度' });
  const stage = heat.getByRole('button', { name: /^查看事项 窗口受理：在办 \d+/ });
  await expect(stage).toBeVisible();
  await expect(page.getByRole('row', { name: /杭州湾上虞经济技术开发区管委会/ }).first()).not.toContainText('NaN');
  expect(await axe(page)).toEqual([]);
  await stage.click();
  await expect(page.getByRole('heading', { name: '窗口受理' })).toBeVisible();
  await page.getByRole('searchbox', { name: '编号、项目或企业', exact: true }).fill(caseId);
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page.getByRole('link', { name: '示例热度项目' })).toBeVisible();
  expect(faults).toEqual([]);
  await context.close();
});

test('the audit is searched by act and person; acts and objects are in words', async ({ browser }) => {
  const { caseId } = await submitPlant('示例审计项目');
  await complete('hwedz.window1', caseId, 'accept');
  await (await as('admin')).post('/admin/upkeep/calendar');
  const { page, context, faults } = await screenOf(browser, 'admin');
  await page.goto('/admin/audit');
  await page.getByLabel('操作', { exact: true }).selectOption({ label: '启动维护任务' });
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page.getByRole('row', { name: /启动维护任务.*工作日历检查/ }).first()).toBeVisible();
  await page.getByLabel('操作审计').selectOption({ label: '案件办理' });
  await expect(page.getByText('请填写案件编号、人员或操作后查询')).toBeVisible();
  await page.getByLabel('人员姓名或用户名').fill('hwedz.window1');
  await page.locator('.ant-select-item-option').filter({ hasText: 'hwedz.window1' }).click();
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page.getByRole('row', { name: new RegExp(`办理.*${caseId}`) }).first()).toBeVisible();
  expect(await axe(page)).toEqual([]);
  expect(faults).toEqual([]);
  await context.close();
});
