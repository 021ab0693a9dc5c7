import { chromium, type Browser, type Page } from '@playwright/test';
import type { Connection } from 'mongoose';
import { percentile, round } from './figures';
import { fillInbox } from './inbox';

const ROWS = 100_000;
/** Of these, what lies with the officer who looks. */
const OWN = 5_000;
/** Rows that somebody who looks for something may scroll through. */
const SCROLLED = 2_000;
const LOADS = 7;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'];
const LOGIN = 'emb.officer1';

export interface PageFigures {
  rows: number;
  own: number;
  /** From asking for the address to the first row, browser cache warm; milliseconds, median of `LOADS`. */
  firstRowMs: number;
  /** Scrolling through `SCROLLED` rows: time between two pictures, and rows that the page then holds. */
  scroll: ScrollFigures;
  /** From a press on a row, with all those loaded, to its mark. */
  chooseMs: number;
  /** From choosing a filter to its rows. */
  filters: Record<string, number>;
}

/**
 * What the inbox is like in a real browser when there are a hundred thousand tasks.
 * @param own how many of them lie with the officer who looks
 */
export async function measurePages(
  connection: Connection,
  origin: string,
  password: string,
  own: number = OWN,
): Promise<PageFigures> {
  await fillInbox(connection, 0, own, 'EMB');
  await fillInbox(connection, own, ROWS);
  const browser = await openBrowser();
  try {
    const page = await signedIn(browser, origin, password);
    return {
      rows: ROWS,
      own,
      firstRowMs: await firstRow(page, origin),
      scroll: await scrollThrough(page, '.inbox-list .scroll', SCROLLED),
      chooseMs: await choose(page),
      filters: {
        overdue: await filter(page, origin, 'due=overdue'),
        stopped: await filter(page, origin, 'due=stopped'),
        newest: await filter(page, origin, 'sort=opened'),
        text: await filter(page, origin, `q=${encodeURIComponent('项目 4999')}`),
        nothing: await filter(page, origin, `q=${encodeURIComponent('没有这样的项目')}`),
      },
    };
  } finally {
    await browser.close();
  }
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['HAZFLOW_CHROMIUM'] ?? '/usr/bin/chromium', args: FLAGS });
}

/** A page of somebody who has signed in. */
export async function signedIn(browser: Browser, origin: string, password: string, login = LOGIN): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(`${origin}/login`);
  await page.getByLabel('用户名').fill(login);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { name: '工作台' }).waitFor();
  return page;
}

async function firstRow(page: Page, origin: string): Promise<number> {
  const values: number[] = [];
  for (let i = 0; i <= LOADS; i += 1) {
    const begin = performance.now();
    await page.goto(`${origin}/inbox`, { waitUntil: 'commit' });
    await page.locator('.task-rows li').first().waitFor();
    // The first load fills the cache.
    if (i > 0) values.push(performance.now() - begin);
  }
  return round(percentile(values, 0.5));
}

export interface ScrollFigures {
  rows: number;
  frameP50Ms: number;
  frameP95Ms: number;
  longestMs: number;
  rowsInPage: number;
}

/**
 * Turns the wheel as fast as pages come; the pictures are counted in the page itself.
 * @param within what scrolls
 * @param rows so many rows
 */
export async function scrollThrough(page: Page, within: string, rows: number): Promise<ScrollFigures> {
  await page.locator(within).hover();
  await page.evaluate(`(() => {
    window.frames$ = [];
    let last = performance.now();
    const tick = (now) => { window.frames$.push(now - last); last = now; requestAnimationFrame(tick); };
    requestAnimationFrame(tick);
  })()`);
  let seen = 0;
  while (seen < rows) {
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(16);
    seen = await page.evaluate(
      `Math.max(...[...document.querySelectorAll('[data-index]')].map((row) => Number(row.dataset.index)))`,
    );
  }
  const frames: number[] = await page.evaluate('window.frames$');
  return {
    rows: seen,
    frameP50Ms: round(percentile(frames, 0.5)),
    frameP95Ms: round(percentile(frames, 0.95)),
    longestMs: round(Math.max(...frames)),
    rowsInPage: await page.locator('[data-index]').count(),
  };
}

async function choose(page: Page): Promise<number> {
  const row = page.locator('.task-rows li a').nth(12);
  await row.scrollIntoViewIfNeeded();
  const begin = performance.now();
  await row.click();
  await page.locator('.task-rows li a[aria-current]').waitFor();
  return round(performance.now() - begin);
}

async function filter(page: Page, origin: string, query: string): Promise<number> {
  await page.goto(`${origin}/inbox`);
  await page.locator('.task-rows li').first().waitFor();
  const begin = performance.now();
  const answered = page.waitForResponse(
    (response) => response.url().includes(`/api/v1/tasks?`) && response.url().includes(query),
  );
  // As a press on a filter does: no new page, only another address.
  await page.evaluate(`history.pushState({}, '', '/inbox?${query}'); dispatchEvent(new PopStateEvent('popstate'))`);
  await answered;
  await page.locator('.inbox-list .scroll[aria-busy=false]').waitFor();
  return round(performance.now() - begin);
}
