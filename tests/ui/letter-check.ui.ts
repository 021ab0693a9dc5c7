import { expect, test, type Browser } from '@playwright/test';
import { eventually } from '../support/eventually';
import { axe, openScreen, PHONE, signIn, type Screen } from './support/pages';
import { as, complete, departmentOpinion, departmentsOf, submitPlant, url } from './support/people';
import { scan } from './support/scan';

/** 批复核验: a letter on the screen of an officer, and a phone that is held against it. */
test.describe.configure({ mode: 'serial' });

const TITLE = `示例核验项目${Date.now().toString(36)}`;
let caseId: string;

interface Letter {
  kind: string;
  code: string;
  number: string;
  sha256: string;
  supersededBy: string | null;
}

/** Decision letters of the case once there are so many. */
async function letters(count: number): Promise<Letter[]> {
  const officer = await as('hwedz.officer1');
  return eventually(async () => {
    const issued: Letter[] = await officer.get(`/cases/${caseId}/letters`);
    const found = issued.filter(({ kind }) => kind === 'jointReview.decision');
    return found.length === count && found;
  }, `${caseId} has not ${count} letters`);
}

async function decide(): Promise<void> {
  await complete('hwedz.officer1', caseId, 'proposeApprove', { opinion: '各部门均同意，拟同意。' });
  await complete('hwedz.chief', caseId, 'approve');
  await complete('hwedz.director', caseId, 'approve');
}

test.beforeAll(async () => {
  test.setTimeout(120_000);
  ({ caseId } = await submitPlant(TITLE));
  await complete('hwedz.window1', caseId, 'accept');
  for (const org of await departmentsOf(caseId)) await departmentOpinion(caseId, org, 'agree');
  await decide();
  await letters(1);
});

/** The address in the code of a letter, read from its last page as the browser draws it. */
async function addressOn(browser: Browser, { code }: Letter): Promise<string> {
  const context = await browser.newContext({
    baseURL: url(),
    locale: 'zh-CN',
    viewport: { width: 1280, height: 1600 },
    deviceScaleFactor: 2,
  });
  const page = await context.newPage();
  await signIn(page, 'hwedz.officer1');
  await page.goto(`/cases/${caseId}`);
  await page.getByRole('button', { name: `预览 ${code}.pdf` }).click();
  const frame = page.locator('iframe.preview-frame');
  await expect(frame).toBeVisible();
  let read = '';
  await expect(async () => {
    // The code stands at the foot of the last page; the viewer takes a moment until it listens.
    await frame.click();
    await page.keyboard.press('End');
    read = await scan(page, frame);
  }).toPass({ timeout: 30_000 });
  await context.close();
  return read;
}

async function onPhone(browser: Browser, address: string): Promise<Screen> {
  const screen = await openScreen(browser, PHONE);
  await screen.page.goto(address);
  return screen;
}

async function closeSound({ page, faults, context }: Screen): Promise<void> {
  expect(await axe(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(faults).toEqual([]);
  await context.close();
}

let firstAddress: string;

test('the code on the letter leads a phone to what may be known of it', async ({ browser }) => {
  const [letter] = await letters(1);
  firstAddress = await addressOn(browser, letter!);
  const address = new URL(firstAddress);
  expect([address.origin, address.pathname]).toEqual([url(), `/check/${letter!.code}`]);

  const screen = await onPhone(browser, firstAddress);
  const main = screen.page.locator('main');
  await expect(screen.page.getByRole('status')).toContainText('现行有效');
  await expect(main).toContainText(letter!.number);
  await expect(main).toContainText('杭州湾上虞经济技术开发区管委会');
  await expect(main).toContainText(letter!.sha256);
  // Neither the case nor a person nor the enterprise.
  expect(await main.innerText()).not.toMatch(new RegExp(`${caseId}|${TITLE}|示例甲|经办|主任`));
  await closeSound(screen);
});

test('a key or a number that was made up is not confirmed', async ({ browser }) => {
  const { pathname, searchParams } = new URL(firstAddress);
  const key = searchParams.get('k')!;
  const made = [
    `${pathname}?k=${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`,
    `/check/LS-2026-999999?k=${key}`,
    pathname,
  ];
  for (const address of made) {
    const screen = await onPhone(browser, address);
    await expect(screen.page.getByRole('alert')).toContainText('核验未通过');
    await expect(screen.page.locator('main')).not.toContainText('杭州湾');
    await closeSound(screen);
  }
});

test('a letter that was corrected says which one took its place, and that one holds', async ({ browser }) => {
  const supervisor = await as('hwedz.supervisor');
  await supervisor.post(`/cases/${caseId}/reopen`, {
    reason: '批复文字有误，依法更正',
    basis: '行政许可法 第三十八条',
    stage: 'decisionDraft',
  });
  await decide();
  const both = await letters(2);
  const corrected = both.find((letter) => letter.supersededBy === null)!;
  const old = await onPhone(browser, firstAddress);
  await expect(old.page.getByRole('status')).toContainText(`已被“${corrected.number}”代替`);
  await closeSound(old);

  const screen = await onPhone(browser, await addressOn(browser, corrected));
  await expect(screen.page.getByRole('status')).toContainText('现行有效');
  await expect(screen.page.locator('main')).toContainText(corrected.number);
  await closeSound(screen);
});
