import { expect, test, type Page } from '@playwright/test';
import { openScreen } from './support/pages';
import { as, PASSWORD, submitPlant } from './support/people';

/** Tabs until what has the focus says this. */
async function tabTo(page: Page, name: RegExp, most = 60): Promise<void> {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const said = await page.evaluate<string>(
      `(document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').trim()`,
    );
    if (name.test(said)) return;
  }
  throw new Error(`${name} cannot be reached by the keyboard`);
}

test('the window accepts an application without a mouse', async ({ browser }) => {
  const title = `示例键盘项目${Date.now().toString(36)}`;
  const { caseId } = await submitPlant(title);
  const { page, faults } = await openScreen(browser);
  await page.goto('/login');
  await expect(page.getByLabel('用户名')).toBeFocused();
  await page.keyboard.type('hwedz.window2');
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '工作台' })).toBeVisible();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('键盘操作');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  // The search of the top bar, by its key.
  await page.keyboard.press('/');
  await page.keyboard.type(caseId);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: title })).toBeVisible();

  await tabTo(page, /^待办事项/);
  await page.keyboard.press('Enter');
  await expect(page.locator('.task-rows li').first()).toBeVisible();
  // Down the list until the task is open; the rows are in the order of their due dates.
  for (let i = 0; i < 50 && !(await page.locator('.inbox-detail h2', { hasText: title }).isVisible()); i++) {
    await page.keyboard.press('j');
    await expect(page.locator('.inbox-detail h2')).toBeVisible();
  }
  await expect(page.locator('.inbox-detail h2')).toContainText(title);

  await page.keyboard.press('e');
  await expect(page.getByRole('radio', { name: '受理', exact: true })).toBeFocused();
  await expect(page.getByRole('radio', { name: '受理', exact: true })).toBeChecked();
  await tabTo(page, /^提交：受理$/);
  await page.keyboard.press('Enter');
  await expect(page.getByText('已提交：受理').first()).toBeVisible();
  // The focus is not lost: it lies on the next task, or there is none.
  await expect(page.locator('.inbox-detail h2', { hasText: title })).toHaveCount(0);
  const detail = await (await as('hwedz.window1')).get(`/cases/${caseId}`);
  expect(detail.openTasks.every((task: { stage: string }) => task.stage !== 'acceptance')).toBe(true);
  expect(faults).toEqual([]);
});
