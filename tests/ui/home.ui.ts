import { expect, test } from '@playwright/test';
import { screenOf } from './support/pages';
import { submitPlant } from './support/people';

test('the nearest due tasks stand one below the other on the home page, and each opens', async ({ browser }) => {
  const mark = Date.now();
  const titles = ['甲', '乙', '丙'].map((one) => `示例工作台${mark}${one}`);
  for (const title of titles) await submitPlant(title);
  const { page, faults } = await screenOf(browser, 'hwedz.window1');
  const rows = page.locator('.task-rows > li');
  await expect(rows).not.toHaveCount(0);
  await expect(rows.nth(1)).toBeVisible();
  const boxes = await Promise.all((await rows.all()).map((row) => row.boundingBox()));
  for (const [at, box] of boxes.entries())
    if (at > 0) expect(box!.y).toBeGreaterThanOrEqual(boxes[at - 1]!.y + boxes[at - 1]!.height);
  const card = page.locator('section.card', { has: rows });
  const frame = (await card.boundingBox())!;
  expect(frame.y + frame.height).toBeGreaterThanOrEqual(boxes.at(-1)!.y + boxes.at(-1)!.height);
  await rows.first().getByRole('link').click();
  await expect(page.getByRole('radio', { name: '受理', exact: true })).toBeVisible();
  expect(faults).toEqual([]);
});
