import { expect, test } from '@playwright/test';
import { axe, screenOf } from './support/pages';
import { as, submitPlant, taskOf } from './support/people';

test('the inbox by whose hands a task is in: unclaimed, claimed, waiting for a colleague', async ({ browser }) => {
  const mark = Date.now().toString(36);
  const { caseId } = await submitPlant(`示例归属${mark}`);
  const { page, faults } = await screenOf(browser, 'hwedz.window1');
  const rows = page.locator('.task-rows > li');
  const held = page.getByLabel('由谁办理');

  await page.goto(`/inbox?q=${mark}`);
  await held.selectOption('本岗位待签收');
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText('今日到达');

  // All lists with their numbers are in sight.
  expect(await page.locator('.inbox-list .tabs').evaluate((tabs) => tabs.scrollWidth <= tabs.clientWidth)).toBe(true);

  // An empty list says which filter hides the rows and offers to clear it.
  await held.selectOption('代他人办理');
  const empty = page.locator('.inbox-list .empty');
  await expect(empty).toContainText('代他人办理');
  expect(await axe(page)).toEqual([]);
  await empty.getByRole('link', { name: '清除筛选' }).click();
  await expect(held).toHaveValue('');

  const clerk = await as('hwedz.window1');
  const { taskId } = await taskOf('hwedz.window1', caseId);
  await clerk.post(`/tasks/${taskId}/claim`);
  await page.goto(`/inbox?q=${mark}&held=me`);
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText('我已签收');

  const colleague = (await (await as('hwedz.window2')).get('/auth/me')).personId as string;
  await clerk.post(`/tasks/${taskId}/signers`, { person: colleague, where: 'before', reason: '请先核对材料' });
  await page.goto('/');
  await page.getByRole('link', { name: /等待他人/ }).click();
  await expect(page.getByRole('link', { name: /^等待他人/ })).toHaveAttribute('aria-current', 'page');
  await expect(rows.filter({ hasText: mark })).toHaveCount(1);
  await page.getByRole('link', { name: /^待办/ }).first().click();
  await expect(page.locator('.task-rows').getByText(mark)).toHaveCount(0);
  expect(faults).toEqual([]);
});
