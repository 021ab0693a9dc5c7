import { expect, test } from '@playwright/test';
import { axe, openTask, screenOf } from './support/pages';
import { as, taskOf } from './support/people';
import { publishedPlant } from './support/public-notice';

test('whoever checks an objection reads it beside the form, and what is typed stays', async ({ browser }) => {
  test.setTimeout(180_000);
  const title = `示例异议项目${Date.now().toString(36)}`;
  const text = '装置距本村住宅较近，请说明泄漏时的疏散安排。';
  const { caseId, noticeId } = await publishedPlant(title);
  const window = await as('hwedz.window1');
  const { receipt } = await window.post(`/public/notices/${noticeId}/objections`, {
    name: '示例居民钱某',
    standing: 'resident',
    phone: '13800000007',
    text,
    asksHearing: false,
    consent: true,
  });
  await window.post(`/cases/${caseId}/objections/${receipt}/record`);
  expect((await taskOf('hwedz.window1', caseId)).stage).toBe('checkObjection');

  const { page, faults, context } = await screenOf(browser, 'hwedz.window1');
  await openTask(page, title);
  await page.getByRole('radio', { name: '异议属实，提交研究' }).check();
  await page.getByLabel('异议内容', { exact: false }).first().fill('担心泄漏时的疏散安排');
  await page.getByRole('tab', { name: '公众异议' }).click();
  const row = page.getByRole('row').filter({ hasText: receipt });
  await expect(row).toContainText('周边居民');
  expect(await axe(page)).toEqual([]);
  await row.getByRole('button', { name: `打开 ${receipt}` }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(text);
  await dialog.getByRole('button', { name: '取消' }).click();
  await page.getByRole('tab', { name: '办理', exact: true }).click();
  await expect(page.getByLabel('异议内容', { exact: false }).first()).toHaveValue('担心泄漏时的疏散安排');
  expect(faults).toEqual([]);
  await context.close();
});
