import { expect, test } from '@playwright/test';
import { axe, openScreen, openTask, PHONE, screenOf, type Screen } from './support/pages';
import { as, complete, departmentsOf, nitrationPlant, submitPlant, taskOf } from './support/people';
import { strangeWords } from './support/words';

/** WCAG 2.2 AA by axe on every page, in both colour schemes, on the phone where it is used on one. */
let caseId: string;
let applicationId: string;
let title: string;
let draftId: string;

test.beforeAll(async () => {
  title = `示例无障碍项目${Date.now()}`;
  ({ caseId, applicationId } = await submitPlant(title));
  await complete('hwedz.window1', caseId, 'accept');
  await departmentsOf(caseId);
  draftId = (await (await as('firma.applicant1')).post('/applications', { application: nitrationPlant('示例草稿') }))
    .applicationId;
});

/** Looks at each address until it has settled, in light and in dark. */
async function check({ page }: Screen, addresses: readonly string[]): Promise<void> {
  const found: string[] = [];
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const address of addresses) {
      await page.goto(address);
      await expect(page.locator('main :is(h1, h2)').first()).toBeVisible();
      await expect(page.locator('.ant-spin-spinning')).toHaveCount(0);
      for (const one of await axe(page)) found.push(`${scheme} ${address} ${one}`);
      // Words that an official uses, never a code.
      for (const word of await strangeWords(page)) found.push(`${address} shows “${word}”`);
    }
  }
  expect(found).toEqual([]);
}

test('pages without the frame', async ({ browser }) => {
  await check(await openScreen(browser, PHONE), ['/login', '/check/LS-2026-1?k=0123456789abcdef']);
});

test('pages of an officer', async ({ browser }) => {
  // Some twenty pages, each in light and in dark.
  test.setTimeout(360_000);
  const screen = await screenOf(browser, 'hwedz.officer1');
  const views = ['overview', 'application', 'opinions', 'ledger', 'timeline', 'diagram', 'clocks', 'record'];
  await check(screen, [
    '/',
    '/inbox',
    '/inbox?due=overdue&q=没有这样的项目',
    '/cases',
    '/cases?process=accidentInvestigation',
    ...views.map((view) => `/cases/${caseId}?view=${view}`),
    '/parks',
    '/proxies',
    '/phrases',
    '/obligations',
    '/account',
    '/admin/limits',
    '/admin/calendars',
    '/admin/reference',
    '/no-such-page',
  ]);
});

test('a task with its form and its dialogs', async ({ browser }) => {
  const { taskId } = await taskOf('emb.officer1', caseId);
  const screen = await screenOf(browser, 'emb.officer1');
  await check(screen, [`/inbox?task=${encodeURIComponent(taskId)}`]);
  const { page } = screen;
  await page.emulateMedia({ colorScheme: 'light' });
  await openTask(page, title);
  await page.getByRole('radio', { name: '有条件同意' }).check();
  await page.getByRole('button', { name: '添加条件' }).click();
  expect(await axe(page)).toEqual([]);
  for (const act of ['加签', '转办', '委派']) {
    await page.getByRole('button', { name: act, exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
  }
});

test('pages of an enterprise on a phone', async ({ browser }) => {
  test.setTimeout(180_000);
  const steps = ['enterprise', 'project', 'substances', 'institutions', 'documents', 'check'];
  await check(await screenOf(browser, 'firma.applicant1', PHONE), [
    '/',
    '/inbox',
    '/applications',
    `/applications/${applicationId}`,
    ...steps.map((step) => `/applications/${draftId}?step=${step}`),
    '/cases',
    `/cases/${caseId}`,
    '/obligations',
    '/account',
  ]);
});

test('supervision', async ({ browser }) => {
  await check(await screenOf(browser, 'hwedz.supervisor'), ['/', '/supervision']);
});

test('administration', async ({ browser }) => {
  test.setTimeout(180_000);
  await check(await screenOf(browser, 'admin'), [
    '/admin/people',
    '/admin/organisations',
    '/admin/definitions',
    '/admin/definitions/jointReview/1',
    '/admin/definitions/new?code=jointReview&version=1',
    '/admin/audit',
    '/admin/health',
    '/admin/calendars',
    '/admin/limits',
  ]);
});
