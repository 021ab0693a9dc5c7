import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { pictureOf } from '../pictures/album';
import { axe } from './pages';

export const PICTURES = join(__dirname, '..', '..', '..', 'docs', 'pictures');

/** The pattern of the router as an expression: a part that begins with $ stands for any one part. */
const pattern = (route: string): RegExp => new RegExp(`^${route.replace(/\$[a-zA-Z]+/g, '[^/]+')}$`);

/** Takes a picture for the documentation, of a page that has settled and is sound. `over`: something lies over the page or still moves. */
export async function picture(page: Page, name: string, { over = false } = {}): Promise<void> {
  expect(new URL(page.url()).pathname).toMatch(pattern(pictureOf(name).route));
  await expect(page.locator('.ant-spin-spinning')).toHaveCount(0);
  if (!over) {
    await expect(page.locator('.ant-message-notice')).toHaveCount(0);
    await expect.poll(() => page.evaluate('document.getAnimations().length')).toBe(0);
  }
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  const faults = await axe(page);
  expect(over ? faults.filter((fault) => !fault.includes('partially obscured')) : faults).toEqual([]);
  await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });
}
