import { expect, test, type Page } from '@playwright/test';
import { axe, screenOf } from './support/pages';
import { as, submitPlant } from './support/people';

test('the window accepts several applications at once, one of them left out after a look', async ({ browser }) => {
  const mark = Date.now().toString(36);
  const titles = ['甲', '乙', '丙'].map((one) => `示例批量${mark}${one}`);
  const cases: string[] = [];
  for (const title of titles) cases.push((await submitPlant(title)).caseId);
  const { page, faults } = await screenOf(browser, 'hwedz.window1');
  await page.goto(`/inbox?q=${mark}`);
  await page.getByRole('button', { name: '批量办理' }).click();
  for (const title of titles) await page.getByRole('checkbox', { name: `选择 ${title}` }).check();
  await page.getByRole('button', { name: '办理所选 3 项' }).click();
  const dialog = page.getByRole('dialog');
  // Corrections need their points, each case its own: not offered here.
  await expect(dialog.getByRole('radio', { name: '受理', exact: true })).toBeVisible();
  await expect(dialog.getByRole('radio', { name: '一次性告知补正' })).toHaveCount(0);
  await dialog.getByRole('radio', { name: '受理', exact: true }).check();
  await dialog.getByRole('checkbox', { name: new RegExp(titles[1]!) }).uncheck();
  await dialog.getByRole('button', { name: /^提交：受理/ }).click();
  await expect(dialog.getByText('已办', { exact: true })).toHaveCount(2);
  await dialog.getByRole('button', { name: '关闭' }).first().click();
  await expect(page.locator('.task-rows li')).toHaveCount(1);
  await expect(page.locator('.task-rows li')).toContainText(titles[1]!);
  const clerk = await as('hwedz.window1');
  const open = await Promise.all(cases.map(async (id) => (await clerk.get(`/cases/${id}`)).standing[0].stage));
  expect(open[1]).toBe('acceptance');
  expect([open[0], open[2]]).not.toContain('acceptance');
  expect(faults).toEqual([]);
});

test('the opinion for several tasks is not lost with the dialog, and gone once it was sent', async ({ browser }) => {
  const mark = Date.now().toString(36);
  const titles = ['甲', '乙'].map((one) => `示例意见${mark}${one}`);
  for (const title of titles) await submitPlant(title);
  const words = `材料齐全，予以受理${mark}`;
  const open = async (page: Page): Promise<void> => {
    await page.goto(`/inbox?q=${mark}`);
    await page.getByRole('button', { name: '批量办理' }).click();
    for (const title of titles) await page.getByRole('checkbox', { name: `选择 ${title}` }).check();
    await page.getByRole('button', { name: '办理所选 2 项' }).click();
  };
  const first = await screenOf(browser, 'hwedz.window2');
  await open(first.page);
  let dialog = first.page.getByRole('dialog');
  await dialog.getByRole('radio', { name: '受理', exact: true }).check();
  await dialog.getByLabel('意见（用于全部所选事项）').fill(words);
  await expect(dialog.getByText(/^草稿已保存|已保存/).first()).toBeVisible();
  expect(await axe(first.page)).toEqual([]);
  await first.context.close();

  // Another browser of the same person.
  const { page, faults } = await screenOf(browser, 'hwedz.window2');
  await open(page);
  dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('意见（用于全部所选事项）')).toHaveValue(words);
  await expect(dialog.getByRole('radio', { name: '受理', exact: true })).toBeChecked();
  await dialog.getByRole('button', { name: /^提交：受理/ }).click();
  await expect(dialog.getByText('已办', { exact: true })).toHaveCount(2);
  const kept = await (await as('hwedz.window2')).get('/tasks/bulk/jointReview/acceptance/draft');
  expect(kept).toMatchObject({ version: 0, values: {} });
  expect(faults).toEqual([]);
});

test('a filter is kept on the server and shows its exact count', async ({ browser }) => {
  const mark = Date.now().toString(36);
  await submitPlant(`示例筛选${mark}`);
  const name = `含${mark}`;
  const first = await screenOf(browser, 'hwedz.window2');
  await first.page.goto(`/inbox?q=${mark}`);
  await first.page.getByRole('button', { name: /常用筛选/ }).click();
  await first.page.getByRole('menuitem', { name: '保存当前筛选' }).click();
  await first.page.getByLabel('名称').fill(name);
  await first.page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await expect(first.page.getByRole('dialog')).toBeHidden();
  await first.context.close();

  // Another browser of the same person.
  const second = await screenOf(browser, 'hwedz.window2');
  await second.page.goto('/inbox');
  await second.page.getByRole('button', { name: /常用筛选/ }).click();
  const item = second.page.getByRole('menuitem', { name: new RegExp(`^${name}`) });
  await expect(item).toContainText('1');
  await item.click();
  await expect(second.page.locator('.task-rows li')).toHaveCount(1);
});
