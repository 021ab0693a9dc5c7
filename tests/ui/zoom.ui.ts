import { expect, test, type Page } from '@playwright/test';
import { screenOf } from './support/pages';

/** 1280 px at 200 %. */
const ZOOMED = { width: 640, height: 450 };

/** What does not fit, cannot be pressed, or has no head. Parts that scroll by themselves may be wider. */
const faultsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const doc = (globalThis as any).document;
    const faults: string[] = [];
    const main = doc.querySelector('main');
    if (main.scrollWidth > main.clientWidth + 1) faults.push(`${main.scrollWidth} px wide in ${main.clientWidth}`);
    for (const one of doc.querySelectorAll('main button, main a, main select')) {
      const { width, height } = one.getBoundingClientRect();
      const inline = (globalThis as any).getComputedStyle(one).display === 'inline';
      if (width > 0 && !inline && (height < 23.5 || width < 23.5)) {
        faults.push(`small: ${one.getAttribute('aria-label') ?? one.textContent} ${width} × ${height}`);
      }
    }
    for (const table of doc.querySelectorAll('main table')) {
      if (!table.querySelector('th')) faults.push('a table without head');
    }
    return faults;
  });

const PAGES: Record<string, string[]> = {
  admin: [
    '/admin/people',
    '/admin/organisations',
    '/admin/reference?set=routing',
    '/admin/reference?set=parks',
    '/admin/reference?set=credit',
    '/admin/limits',
    '/admin/calendars',
    '/admin/audit',
    '/admin/health',
    '/admin/definitions',
  ],
  'hwedz.supervisor': ['/', '/inbox', '/cases', '/supervision', '/parks', '/notices', '/obligations', '/phrases'],
};

for (const [login, pages] of Object.entries(PAGES)) {
  test(`the pages of ${login} fit a screen at 200 % and can be pressed`, async ({ browser }) => {
    test.setTimeout(120_000);
    const { page, context } = await screenOf(browser, login, ZOOMED);
    const found: string[] = [];
    for (const address of pages) {
      await page.goto(address);
      await expect(page.locator('main h1')).toBeVisible();
      await expect(page.locator('.ant-spin-spinning')).toHaveCount(0);
      for (const fault of await faultsOf(page)) found.push(`${address} ${fault}`);
    }
    expect(found).toEqual([]);
    await context.close();
  });
}
