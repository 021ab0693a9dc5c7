import { expect, test, type Page } from '@playwright/test';
import { axe, openScreen, PHONE, screenOf, type Screen } from './support/pages';
import { INTERNAL_OPINION, noticeOverAWeekAgo, publishedPlant, type Published } from './support/public-notice';

/** 公示: a citizen on a phone, who has no account, and the officers who hear what was said. */
test.describe.configure({ mode: 'serial' });

const TITLE = `示例公示项目${Date.now().toString(36)}`;
const CITIZEN = { name: '示例居民钱某', phone: '13800000007', text: '装置距本村住宅较近，请说明泄漏时的疏散安排。' };

let published: Published;
let receipt: string;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  published = await publishedPlant(TITLE);
});

async function fill(page: Page, { name, phone, text } = CITIZEN): Promise<void> {
  await page.getByLabel('姓名或单位名称').fill(name);
  await page.getByLabel('与项目的关系').selectOption('周边居民');
  await page.getByLabel('手机或固定电话').fill(phone);
  await page.getByLabel('异议内容和理由').fill(text);
  await page.getByLabel('我已阅读并同意').check();
}

/** Both colour schemes, and nothing that runs out of the screen of a phone. */
async function sound({ page, faults }: Screen): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    // Colours change over a moment.
    await expect.poll(() => page.evaluate('document.getAnimations().length')).toBe(0);
    expect(await axe(page)).toEqual([]);
  }
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(faults).toEqual([]);
}

test('a citizen on a phone finds the notice and objects; what is missing or wrong stands at its field', async ({
  browser,
}) => {
  const screen = await openScreen(browser, PHONE);
  const { page } = screen;
  await page.goto('/login');
  await page.getByRole('link', { name: '项目公示' }).click();
  await expect(page.getByRole('heading', { name: '公示公告' })).toBeVisible();
  await page.getByLabel('项目、企业或编号').fill(TITLE);
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page.getByRole('listitem')).toHaveCount(1);
  await sound(screen);
  await page.getByRole('link', { name: TITLE }).click();

  await expect(page.getByRole('heading', { name: `关于“${TITLE}”联合审查拟办意见的公示` })).toBeVisible();
  await expect(page.getByText('拟同意')).toBeVisible();
  await expect(page.getByText('二级重大危险源')).toBeVisible();
  await expect(page.getByText('重点监管的危险化工工艺：硝化工艺')).toBeVisible();
  expect(await page.locator('main').innerText()).not.toContain(INTERNAL_OPINION.slice(0, 8));
  await sound(screen);

  await page.getByRole('button', { name: '提交异议' }).click();
  await expect(page.getByText('请填写“姓名或单位名称”。')).toBeVisible();
  await expect(page.getByText('电话和邮箱至少填写一项。', { exact: true })).toBeVisible();
  await expect(page.getByText('请阅读说明并勾选同意。')).toBeVisible();
  await expect(page.getByLabel('姓名或单位名称')).toBeFocused();
  await sound(screen);
  await fill(page, { ...CITIZEN, phone: '1380000000' });
  await page.getByRole('button', { name: '提交异议' }).click();
  await expect(page.locator('.field', { has: page.getByLabel('手机或固定电话') })).toContainText('手机为 11 位');
  await expect(page.getByLabel('手机或固定电话')).toBeFocused();

  await page.getByLabel('手机或固定电话').fill(CITIZEN.phone);
  await page.getByLabel('申请听证').check();
  await page.getByRole('button', { name: '提交异议' }).dblclick();
  await expect(page.getByRole('heading', { name: '异议已收到' })).toBeFocused();
  receipt = await page.locator('.receipt-number').innerText();
  expect(receipt).toMatch(/^YY-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await expect(page.getByText('同时申请听证')).toBeVisible();
  await sound(screen);

  await page.locator('main').getByRole('link', { name: '查询异议办理情况' }).click();
  await expect(page.getByLabel('回执编号')).toHaveValue(receipt);
  await page.getByLabel('留下的电话或邮箱').fill('13900000000');
  await page.getByRole('button', { name: '查询', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('没有查到这条异议');
  await page.getByLabel('留下的电话或邮箱').fill(CITIZEN.phone);
  await page.getByRole('button', { name: '查询', exact: true }).click();
  await expect(page.getByText('已收到，等待核实')).toBeVisible();
  await sound(screen);
});

test('nothing typed is lost when the language is changed, and the print has no form', async ({ browser }) => {
  const screen = await openScreen(browser, PHONE);
  const { page } = screen;
  await page.goto(`/public/notices/${published.noticeId}`);
  await fill(page);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: `Public notice on “${TITLE}”` })).toBeVisible();
  await expect(page.getByText('Major hazard source, level 2')).toBeVisible();
  await expect(page.getByLabel('What you object to, and why')).toHaveValue(CITIZEN.text);
  expect(await page.locator('main').innerText()).not.toMatch(/[\u4e00-\u9fff]{4}.*(提交|填写|公示)/);
  await sound(screen);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Send the objection' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.getByText('Hangzhou Bay Shangyu Economic Development Zone')).toBeVisible();
});

test('what is over is shown as over, without a form, with the hearing that follows; an unknown address says so', async ({
  browser,
}) => {
  const over = await noticeOverAWeekAgo(published.noticeId);
  const screen = await openScreen(browser, PHONE);
  const { page } = screen;
  await page.goto(`/public/notices/${over}`);
  await expect(page.getByText('公示已经结束')).toBeVisible();
  const hearing = page.getByRole('region', { name: '听证会' });
  await expect(hearing).toContainText('2026-01-21 9:30');
  await expect(hearing).toContainText('示例街道会议室');
  await expect(page.getByRole('button', { name: '提交异议' })).toHaveCount(0);
  await sound(screen);
  await page.goto('/public/notices?state=past');
  await expect(page.getByRole('listitem').filter({ hasText: TITLE })).toContainText('已结束');
  await page.goto('/public/notices/LS-1999-000001-1');
  await expect(page.getByRole('alert')).toContainText('没有这项公示');
  await sound(screen);
});

test('the window reads the objection, checks it and takes it onto the case; the citizen sees it', async ({
  browser,
}) => {
  const screen = await screenOf(browser, 'hwedz.window1');
  const { page } = screen;
  await page.getByRole('link', { name: '公示与异议' }).click();
  const row = page.getByRole('row').filter({ hasText: TITLE }).filter({ hasText: '正在公示' });
  // Sent by a double click, counted once.
  await expect(row.getByRole('cell').nth(4)).toHaveText('1');
  expect(await axe(page)).toEqual([]);
  await row.getByRole('link', { name: TITLE }).click();
  await expect(page.getByRole('link', { name: '公众异议' })).toContainText('1');
  const objection = page.getByRole('row').filter({ hasText: receipt });
  await expect(objection).toContainText('已收到，等待核实');
  expect(await page.locator('main').innerText()).not.toContain(CITIZEN.phone);
  expect(await axe(page)).toEqual([]);

  await page.getByRole('button', { name: `打开 ${receipt}` }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(CITIZEN.name);
  await expect(dialog).toContainText(CITIZEN.phone);
  await expect(dialog).toContainText(CITIZEN.text);
  await dialog.getByRole('button', { name: '核实并登记' }).click();
  await expect(dialog.getByText('请选择“联系方式核实情况”。')).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await dialog.getByLabel('联系方式核实情况').selectOption('已联系到本人');
  await dialog.getByLabel('核实结论').selectOption('利害关系人申请听证');
  await dialog.getByLabel('异议内容（').fill('担心泄漏时的疏散安排，申请听证');
  await dialog.getByRole('button', { name: '核实并登记' }).click();
  await expect(dialog).toBeHidden();
  await expect(objection).toContainText('已核实，列入听证');
  expect(screen.faults).toEqual([]);

  const citizen = await openScreen(browser, PHONE);
  await citizen.page.goto(`/public/objections?receipt=${receipt}`);
  await citizen.page.getByLabel('留下的电话或邮箱').fill(CITIZEN.phone);
  await citizen.page.getByRole('button', { name: '查询', exact: true }).click();
  await expect(citizen.page.getByText('已核实，列入听证')).toBeVisible();
});

test('the enterprise and other departments see no objections on the case', async ({ browser }) => {
  for (const login of ['firma.applicant1', 'emb.officer1', 'hwedz.archivist']) {
    const { page, context } = await screenOf(browser, login);
    await page.goto(`/cases/${published.caseId}`);
    await expect(page.getByRole('link', { name: '办理过程' })).toBeVisible();
    await expect(page.getByRole('link', { name: '公众异议' })).toHaveCount(0);
    await page.goto(`/cases/${published.caseId}?view=objections`);
    await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
    expect(await page.locator('main').innerText()).not.toContain(receipt);
    await context.close();
  }
});
