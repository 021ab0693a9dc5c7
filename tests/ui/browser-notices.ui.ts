import { expect, test, type Page } from '@playwright/test';
import { axe, screenOf } from './support/pages';
import { submitPlant } from './support/people';

/** Notes what the browser is asked to show, because a test cannot look at the desk of the machine. A text: compiled without a browser's types. */
const NOTED = `
  window.shown = [];
  window.asked = 0;
  window.Notification = class {
    static permission = 'default';
    static async requestPermission() { window.asked += 1; return (window.Notification.permission = 'granted'); }
    constructor(title, options) { this.title = title; Object.assign(this, options); window.shown.push(this); }
    close() {}
  };
  window.inFront = true;
  document.hasFocus = () => window.inFront;
`;

const shown = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>('shown.map((one) => one.title + "｜" + one.body)');

test('the browser tells of a new task while the page is in the background, once allowed by a press; a click opens it', async ({
  browser,
}) => {
  const mark = Date.now().toString(36);
  const { page, context, faults } = await screenOf(browser, 'hwedz.window1');
  await context.addInitScript(NOTED);
  await page.goto('/account');
  const group = page.getByRole('group', { name: '浏览器提醒' });
  await expect(group.getByRole('button', { name: '在此浏览器开启' })).toBeVisible();
  expect(await page.evaluate('asked')).toBe(0);
  await group.getByRole('button', { name: '在此浏览器开启' }).click();
  await expect(group).toContainText('此浏览器已开启提醒');
  expect(await page.evaluate('asked')).toBe(1);
  await group.getByRole('button', { name: '试一下' }).click();
  expect(await shown(page)).toEqual(['提醒已开启｜有新的待办时，将这样提醒您。']);
  const assigned = page.getByRole('checkbox', { name: /^新的待办 浏览器提醒|待办.* 浏览器提醒$/ }).first();
  await expect(assigned).toBeChecked();
  expect(await axe(page)).toEqual([]);

  // Whoever has the page before them sees the list change and is told nothing more.
  await page.goto('/inbox');
  await page.evaluate('Notification.permission = "granted"');
  await submitPlant(`示例在前${mark}`);
  await expect(page.locator('.task-rows').getByText(`示例在前${mark}`)).toBeVisible();
  expect(await shown(page)).toEqual([]);

  await page.evaluate('window.inFront = false');
  await submitPlant(`示例后台${mark}`);
  await expect.poll(() => shown(page)).toEqual([expect.stringContaining(`示例后台${mark}`)]);
  await page.goto('/cases');
  expect(faults).toEqual([]);
});

test('a click on what the browser showed opens the task; a kind that was unticked is not told', async ({ browser }) => {
  const mark = Date.now().toString(36);
  const { page, context } = await screenOf(browser, 'hwedz.window2');
  await context.addInitScript(NOTED);
  await page.goto('/account');
  await page.getByRole('button', { name: '在此浏览器开启' }).click();
  await expect(page.getByRole('group', { name: '浏览器提醒' })).toContainText('已开启');
  await page.evaluate('window.inFront = false');
  await submitPlant(`示例点开${mark}`);
  await expect.poll(() => shown(page)).toHaveLength(1);
  await page.evaluate('shown[0].onclick()');
  await expect(page.locator('.inbox-detail h2')).toContainText(`示例点开${mark}`);

  await page.goto('/account');
  await page.evaluate('Notification.permission = "granted"');
  const first = page.locator('main table input[type=checkbox]').first();
  await first.uncheck();
  await expect(page.getByText('已保存').first()).toBeVisible();
  await page.evaluate('window.inFront = false');
  const other = `示例不提醒${mark}`;
  await submitPlant(other);
  // It has come: the bell counts it.
  await page.getByRole('button', { name: /^通知/ }).click();
  await expect(page.getByText(other)).toBeVisible();
  expect(await shown(page)).toEqual([]);
  await first.check();
});
