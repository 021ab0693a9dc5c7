import { expect, test } from '@playwright/test';
import { screenOf } from '../support/pages';
import { complete, submitPlant } from '../support/people';
import { picture } from '../support/picture';

test('supervision', async ({ browser }) => {
  await complete('hwedz.window1', (await submitPlant('示例督办项目')).caseId, 'accept');
  const { page } = await screenOf(browser, 'hwedz.supervisor');
  await page.goto('/supervision');
  await expect(page.locator('[role=img] svg').first()).toBeVisible();
  await picture(page, 'supervision');
});

test('administration', async ({ browser }) => {
  test.setTimeout(180_000);
  const { page } = await screenOf(browser, 'admin');
  for (const name of [
    'people',
    'organisations',
    'limits',
    'calendars',
    'reference',
    'definitions',
    'audit',
    'health',
  ]) {
    await page.goto(`/admin/${name}`);
    await expect(page.locator('main h1')).toBeVisible();
    await picture(page, `admin-${name}`);
  }
  await page.goto('/admin/definitions/jointReview/1');
  await expect(page.locator('.stage-node').first()).toBeVisible();
  await picture(page, 'admin-definition');
  await page.goto('/admin/definitions/new?code=jointReview&version=1');
  await expect(page.getByLabel('流程定义')).toHaveValue(/"version"/);
  await page.getByRole('button', { name: '检查并比较' }).click();
  await expect(page.getByText('流程完整，可以发布')).toBeVisible();
  await picture(page, 'admin-new-definition');
});
