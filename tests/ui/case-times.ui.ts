import { expect, test } from '@playwright/test';
import { axe, screenOf } from './support/pages';
import { complete, departmentsOf, submitPlant } from './support/people';

/** Who was in a stage and for how long: in the record, at the stage of the diagram, and in the list beside it. */
test('the record tells how long a stage took, the diagram who was in it and when', async ({ browser }) => {
  const { caseId } = await submitPlant(`示例历时项目${Date.now().toString(36)}`);
  await complete('hwedz.window1', caseId, 'accept');
  await departmentsOf(caseId);
  const { page, faults } = await screenOf(browser, 'hwedz.officer1');

  await page.goto(`/cases/${caseId}?view=timeline`);
  const accepted = page.locator('.timeline > li', { hasText: '窗口受理：受理' });
  await expect(accepted).toContainText('示例·开发区窗口甲');
  await expect(accepted).toContainText(/本环节历时 (不到 )?\d+ 分钟/);
  await expect(page.locator('.timeline > li', { hasText: '立案' })).not.toContainText('历时');

  await page.goto(`/cases/${caseId}?view=diagram`);
  const passed = page.getByRole('button', { name: /^窗口受理/ });
  await passed.focus();
  const told = page.getByRole('tooltip').filter({ hasText: '示例·开发区窗口甲' });
  await expect(told).toBeVisible();
  await expect(told).toContainText(/至 .*历时 (不到 )?\d+ 分钟/);
  expect(await axe(page)).toEqual([]);

  await page.getByRole('button', { name: /^经办人拟定意见/ }).hover();
  await expect(page.getByRole('tooltip').filter({ hasText: '起办理中' })).toContainText('区应急管理局');

  await page.getByRole('button', { name: '显示环节列表' }).click();
  await expect(page.getByRole('list', { name: '环节列表' }).first()).toContainText('示例·开发区窗口甲');
  expect(faults).toEqual([]);
});
