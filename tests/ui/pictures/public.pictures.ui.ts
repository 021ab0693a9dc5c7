import { expect, test } from '@playwright/test';
import { openScreen, PHONE, screenOf } from '../support/pages';
import { publishedPlant } from '../support/public-notice';
import { picture } from '../support/picture';

const TITLE = '示例硝化装置搬迁项目';

test('the notice, an objection and what becomes of it', async ({ browser }) => {
  test.setTimeout(180_000);
  const { caseId, noticeId } = await publishedPlant(TITLE);
  const { page } = await openScreen(browser, PHONE);
  await page.goto('/public/notices');
  await expect(page.getByRole('link', { name: TITLE })).toBeVisible();
  await picture(page, 'public-notices');
  await page.goto(`/public/notices/${noticeId}`);
  await expect(page.getByText('拟同意')).toBeVisible();
  await picture(page, 'public-notice');
  await page.getByLabel('姓名或单位名称').fill('示例居民钱某');
  await page.getByLabel('与项目的关系').selectOption('周边居民');
  await page.getByLabel('手机或固定电话').fill('13800000007');
  await page.getByLabel('异议内容和理由').fill('装置距本村住宅较近，请说明泄漏时的疏散安排。');
  await page.getByLabel('我已阅读并同意').check();
  await picture(page, 'public-objection');
  await page.getByRole('button', { name: '提交异议' }).click();
  await expect(page.getByRole('heading', { name: '异议已收到' })).toBeVisible();
  await page.locator('main').getByRole('link', { name: '查询异议办理情况' }).click();
  await page.getByLabel('留下的电话或邮箱').fill('13800000007');
  await page.getByRole('button', { name: '查询', exact: true }).click();
  await expect(page.getByText('已收到，等待核实')).toBeVisible();
  await picture(page, 'public-enquiry');

  const window = await screenOf(browser, 'hwedz.window1');
  await window.page.goto('/notices');
  await expect(window.page.getByRole('link', { name: TITLE })).toBeVisible();
  await picture(window.page, 'notices');
  await window.page.goto(`/cases/${caseId}?view=objections`);
  await window.page.getByRole('button', { name: /^打开 YY-/ }).click();
  await expect(window.page.getByRole('dialog')).toContainText('示例居民钱某');
  await picture(window.page, 'case-objections');
});
