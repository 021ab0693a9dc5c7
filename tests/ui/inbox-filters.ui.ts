import { expect, test } from '@playwright/test';
import { axe, openTask, screenOf } from './support/pages';
import { as, complete, departmentsOf, submitPlant } from './support/people';

test('the chief of the leading unit marks a case 特急; officers see and find it first, the enterprise does not see it', async ({
  browser,
}) => {
  const mark = Date.now().toString(36);
  const usual = `示例普通${mark}`;
  const urgent = `示例特急${mark}`;
  await submitPlant(usual);
  const { caseId } = await submitPlant(urgent);

  const officer = await screenOf(browser, 'hwedz.officer1');
  await officer.page.goto(`/cases/${caseId}`);
  await officer.page.getByRole('button', { name: '更多操作' }).click();
  await expect(officer.page.getByRole('menuitem', { name: '抄送' })).toBeVisible();
  await expect(officer.page.getByRole('menuitem', { name: '设定紧急程度' })).toHaveCount(0);

  const chief = await screenOf(browser, 'hwedz.chief');
  await chief.page.goto(`/cases/${caseId}`);
  await chief.page.getByRole('button', { name: '更多操作' }).click();
  await chief.page.getByRole('menuitem', { name: '设定紧急程度' }).click();
  const dialog = chief.page.getByRole('dialog');
  await dialog.getByRole('button', { name: '设定紧急程度' }).click();
  await expect(dialog.getByText('请选择“紧急程度”。')).toBeVisible();
  await expect(dialog.getByText('请填写“理由”。')).toBeVisible();
  expect(await axe(chief.page)).toEqual([]);
  await dialog.getByLabel('紧急程度').selectOption('特急');
  await dialog.getByLabel('理由').fill('列入省级重点项目');
  await dialog.getByRole('button', { name: '设定紧急程度' }).click();
  await expect(dialog).toBeHidden();
  await expect(chief.page.locator('main').getByText('特急', { exact: true }).first()).toBeVisible();
  await chief.page.getByRole('link', { name: '办理过程' }).click();
  await expect(chief.page.locator('.timeline')).toContainText('紧急程度：特急（列入省级重点项目）');

  const clerk = await screenOf(browser, 'hwedz.window1');
  const rows = clerk.page.locator('.task-rows > li');
  await clerk.page.goto(`/inbox?q=${mark}`);
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText(usual);
  await clerk.page.getByLabel('排序').selectOption('按紧急程度');
  await expect(rows.first()).toContainText(urgent);
  await expect(rows.first().getByText('特急', { exact: true })).toBeVisible();
  await clerk.page.getByRole('button', { name: '更多筛选' }).click();
  await clerk.page.getByLabel('紧急程度').selectOption('特急');
  await expect(rows).toHaveCount(1);
  await clerk.page.getByLabel('相关单位').selectOption('区应急管理局');
  const empty = clerk.page.locator('.inbox-list .empty');
  await expect(empty).toContainText('区应急管理局、特急');
  expect(await axe(clerk.page)).toEqual([]);

  const firm = await screenOf(browser, 'firma.applicant1');
  await firm.page.goto(`/cases/${caseId}`);
  await expect(firm.page.getByRole('heading', { name: urgent })).toBeVisible();
  await expect(firm.page.getByText('特急', { exact: true })).toHaveCount(0);
  await firm.page.getByRole('link', { name: '办理过程' }).click();
  await expect(firm.page.locator('.timeline li').first()).toBeVisible();
  await expect(firm.page.locator('.timeline')).not.toContainText('省级重点');
  expect([officer, chief, clerk, firm].flatMap(({ faults }) => faults)).toEqual([]);
});

test('an officer sets a day to come back to a task; on that day the home page leads to it', async ({ browser }) => {
  const mark = Date.now().toString(36);
  const title = `示例跟进${mark}`;
  await submitPlant(title);
  const { page, faults } = await screenOf(browser, 'hwedz.window2');
  await openTask(page, title);
  await page.getByRole('button', { name: '设跟进日期' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog.getByText('请填写“跟进日期”。')).toBeVisible();
  await dialog.getByLabel('跟进日期').fill('2020-01-02');
  await expect(dialog.getByText('跟进日期不能早于今天。')).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await dialog.getByRole('button', { name: '明天' }).click();
  const tomorrow = await dialog.getByLabel('跟进日期').inputValue();
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toBeHidden();
  const row = page.locator('.task-rows > li', { hasText: title });
  await expect(row).toContainText(`${tomorrow} 跟进`);

  // Not today: the home page says nothing of it, the list of what is followed up does.
  await page.goto('/');
  const figure = page.locator('.figure', { hasText: '今天应跟进' });
  await expect(figure).toContainText(/^\d+/);
  const before = Number(await figure.locator('strong').textContent());
  await page.goto('/inbox?tab=followUp');
  await expect(row).toBeVisible();

  await row.getByRole('link').click();
  await page.getByRole('button', { name: `${tomorrow} 跟进` }).click();
  const now = new Date();
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(now);
  await dialog.getByLabel('跟进日期').fill(today);
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toBeHidden();
  await page.goto('/');
  await expect(figure.locator('strong')).toHaveText(String(before + 1));
  await figure.click();
  await expect(row).toBeVisible();

  await row.getByRole('link').click();
  await page.getByRole('button', { name: '清除跟进日期' }).click();
  await expect(row).toHaveCount(0);
  await expect(page.getByRole('button', { name: '设跟进日期' })).toBeVisible();
  expect(faults).toEqual([]);
});

test('from the load of the team a supervisor comes to the tasks of one member, and back', async ({ browser }) => {
  const mark = Date.now().toString(36);
  const title = `示例队伍${mark}`;
  const { caseId } = await submitPlant(title);
  await complete('hwedz.window1', caseId, 'accept');
  await departmentsOf(caseId);
  const officer = await as('emb.officer1');
  const { items } = await officer.get(`/tasks?q=${mark}`);
  await officer.post(`/tasks/${items[0].taskId}/claim`);

  const { page, faults } = await screenOf(browser, 'emb.supervisor');
  await page.getByRole('link', { name: /^示例·应急经办甲 ?的待办$/ }).click();
  await expect(page.getByText('正在查看 示例·应急经办甲 名下的待办。')).toBeVisible();
  const row = page.locator('.task-rows > li', { hasText: title });
  await expect(row).toContainText('办理人：示例·应急经办甲');
  await expect(page.getByRole('button', { name: '批量办理' })).toHaveCount(0);
  expect(await axe(page)).toEqual([]);
  await page.getByRole('link', { name: '返回我的待办' }).click();
  await expect(row).toHaveCount(0);
  expect(faults).toEqual([]);
});

test('a task that rests for a signer names the person', async ({ browser }) => {
  const mark = Date.now().toString(36);
  await submitPlant(`示例加签${mark}`);
  const clerk = await as('hwedz.window1');
  const colleague = (await (await as('hwedz.window2')).get('/auth/me')) as { personId: string; name: string };
  const { items } = await clerk.get(`/tasks?q=${mark}`);
  const { taskId } = items[0];
  await clerk.post(`/tasks/${taskId}/claim`);
  await clerk.post(`/tasks/${taskId}/signers`, { person: colleague.personId, where: 'before', reason: '请先核对' });
  const { page } = await screenOf(browser, 'hwedz.window1');
  await page.goto(`/inbox?tab=waiting&q=${mark}`);
  await expect(page.locator('.task-rows > li')).toContainText(`等待：${colleague.name}`);
});
