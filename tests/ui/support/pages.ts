import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { PASSWORD, url } from './people';

/** A person at their own screen, with a session of their own. */
export interface Screen {
  context: BrowserContext;
  page: Page;
  /** What went wrong in the page: script errors, refused scripts, requests to other hosts. */
  faults: string[];
}

export const PHONE = { width: 390, height: 780 };

/** Opens a screen. Whatever the page asks of another host is noted as a fault. */
export async function openScreen(browser: Browser, viewport = { width: 1280, height: 800 }): Promise<Screen> {
  const context = await browser.newContext({ viewport, baseURL: url(), locale: 'zh-CN', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Warning:|\[antd/.test(message.text())) faults.push(message.text());
  });
  page.on('request', (request) => {
    const target = new URL(request.url());
    if (['http:', 'https:'].includes(target.protocol) && target.origin !== url()) faults.push(`asks ${request.url()}`);
  });
  return { context, page, faults };
}

/** Signs in on the page as somebody would. */
export async function signIn(page: Page, login: string): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('用户名').fill(login);
  await page.getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('heading', { name: '工作台' })).toBeVisible();
}

/** Opens a screen and signs in. */
export async function screenOf(
  browser: Browser,
  login: string,
  viewport?: { width: number; height: number },
): Promise<Screen> {
  const screen = await openScreen(browser, viewport);
  await signIn(screen.page, login);
  return screen;
}

/** Opens the person's task in a case from the inbox. */
export async function openTask(page: Page, title: string): Promise<void> {
  await page.goto('/inbox');
  await page.locator('.task-rows').getByText(title, { exact: false }).first().click();
  await expect(page.locator('.inbox-detail h2')).toContainText(title);
}

/** Chooses an outcome and submits it. */
export async function answer(page: Page, outcome: string): Promise<void> {
  await page.getByRole('radio', { name: outcome, exact: true }).check();
  await page.getByRole('button', { name: `提交：${outcome}` }).click();
  await expect(page.getByText(`已提交：${outcome}`).first()).toBeVisible();
}

const AXE = readFileSync(join(__dirname, '../../../node_modules/axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Everything that axe finds against WCAG 2.2 AA, in one line each. */
export async function axe(page: Page): Promise<string[]> {
  // Evaluated through the protocol: the page's own policy would refuse a script element.
  await page.evaluate(AXE);
  return page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) =>
      violations.flatMap(({ id, help, nodes }) => nodes.map((node) => id + ': ' + help + ' – ' + node.target.join(' ') + ' – ' + (node.any[0]?.message ?? node.all[0]?.message ?? ''))))`,
  );
}
