import { expect, test } from '@playwright/test';
import { openScreen, openTask, screenOf } from './support/pages';
import { as, complete, departmentsOf, nitrationPlant, submitPlant } from './support/people';

/** One bad form per page: what is wrong stands at the field, in words, and the cursor goes there. */

test('login: empty, then wrong', async ({ browser }) => {
  const { page } = await openScreen(browser);
  await page.goto('/login');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByText('请填写“用户名”。')).toBeVisible();
  await expect(page.getByLabel('用户名')).toBeFocused();
  await page.getByLabel('用户名').fill('emb.officer2');
  await page.getByLabel('密码').fill('不是这个密码');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('alert')).toContainText('用户名或密码');
  await expect(page).toHaveURL(/\/login/);
});

test('task: no outcome, no opinion, an incomplete condition', async ({ browser }) => {
  const title = `示例意见项目${Date.now().toString(36)}`;
  const { caseId } = await submitPlant(title);
  await complete('hwedz.window1', caseId, 'accept');
  await departmentsOf(caseId);
  const { page } = await screenOf(browser, 'nrpb.officer1');
  await openTask(page, title);
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.getByText('请先选择结论。')).toBeVisible();
  await page.getByRole('radio', { name: '有条件同意' }).check();
  await page.getByRole('button', { name: '提交：有条件同意' }).click();
  await expect(page.getByText('选择“有条件同意”须写明意见。')).toBeVisible();
  await expect(page.getByText('选择“有条件同意”须至少写明一项条件。')).toBeVisible();
  await expect(page.getByLabel('审查意见')).toBeFocused();
  await page.getByLabel('审查意见').fill('同意，附条件。');
  await page.getByRole('button', { name: '添加条件' }).click();
  await page.getByLabel('内容').fill('补充四至界线标识');
  await page.getByRole('button', { name: '提交：有条件同意' }).click();
  await expect(page.getByText('第 1 条没有填完：责任人、完成日期、核查节点。')).toBeVisible();
  // Nothing was sent.
  const { openTasks } = await (await as('nrpb.officer1')).get(`/cases/${caseId}`);
  expect(
    openTasks.some((task: { branch: string; stage: string }) => task.branch === 'NRPB' && task.stage === 'draft'),
  ).toBe(true);
});

test('application: every fault is named with its field and leads to it', async ({ browser }) => {
  const applicant = await as('firma.applicant1');
  const application = nitrationPlant('示例有误项目') as any;
  application.substances[0].cas = '7782-50-6';
  application.substances[1].quantityT = -3;
  application.evaluation.validTo = '2020-01-01';
  const draft = await applicant.post('/applications', { application });
  const { page } = await screenOf(browser, 'firma.applicant1');
  await page.goto(`/applications/${draft.applicationId}?step=check`);
  await expect(page.getByText(/有 \d+ 处需要补充或更正/)).toBeVisible();
  await expect(page.getByText('物料 1 氯 CAS 号')).toBeVisible();
  await expect(page.getByText('物料 2 氨 设计最大量（吨）')).toBeVisible();
  await expect(page.getByText('安全评价机构 证书有效期至')).toBeVisible();
  await expect(page.getByRole('button', { name: '提交申报' })).toBeDisabled();
  await page.getByRole('button', { name: '去修改 物料 1 氯 CAS 号' }).click();
  await expect(page.getByLabel('CAS 号').first()).toBeFocused();
  await page.getByLabel('CAS 号').first().fill('7782-50-5');
  await expect(page.getByRole('status').filter({ hasText: '已自动保存' })).toBeVisible();
  await page.getByRole('button', { name: /核对并提交/ }).click();
  await expect(page.getByText('物料 2 氨 设计最大量（吨）')).toBeVisible();
  await expect(page.getByText('物料 1 氯 CAS 号')).toHaveCount(0);
});

test('account: two different new passwords', async ({ browser }) => {
  const { page } = await screenOf(browser, 'emb.officer2');
  await page.goto('/account');
  await page.getByLabel('当前密码').fill('一个密码');
  await page.getByLabel('新密码', { exact: false }).nth(0).fill('Nothing-like-2026');
  await page.getByLabel('再次输入新密码').fill('Something-else-2026');
  await page.getByRole('button', { name: '修改密码' }).click();
  await expect(page.getByText('两次输入的新密码不一致。')).toBeVisible();
});

test('account: half an address and a short number; both taken away again', async ({ browser }) => {
  const { page } = await screenOf(browser, 'emb.officer2');
  await page.goto('/account');
  await page.getByLabel('电子邮箱').fill('officer2@');
  await page.getByLabel('联系电话').fill('12');
  await page.getByRole('button', { name: '保存' }).first().click();
  await expect(page.getByText('邮箱地址不完整，例如 name@example.org。')).toBeVisible();
  await expect(page.getByText('请填写 5 至 20 位的电话号码，例如 0575-00000000。')).toBeVisible();
  await expect(page.getByLabel('电子邮箱')).toBeFocused();
  for (const [email, phone] of [
    ['officer2@example.org', '0575-00000002'],
    ['', ''],
  ] as const) {
    await page.getByLabel('电子邮箱').fill(email);
    await page.getByLabel('联系电话').fill(phone);
    const saved = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/profile') && answer.ok());
    await page.getByRole('button', { name: '保存' }).first().click();
    await saved;
    await page.reload();
    await expect(page.getByLabel('电子邮箱')).toHaveValue(email);
    await expect(page.getByLabel('联系电话')).toHaveValue(phone);
  }
});

test('case: a clock stopped without a word, a signer added without a name, a filter kept without one', async ({
  browser,
}) => {
  const title = `示例错填案件${Date.now()}`;
  const { caseId } = await submitPlant(title);
  await complete('hwedz.window1', caseId, 'accept');
  await departmentsOf(caseId);
  const lead = await screenOf(browser, 'hwedz.officer1');
  await lead.page.goto(`/cases/${caseId}?view=clocks`);
  await lead.page.getByRole('button', { name: '中止', exact: true }).first().click();
  const dialog = lead.page.getByRole('dialog');
  await dialog.getByRole('button', { name: '中止', exact: true }).click();
  await expect(dialog.getByText(/^请填写“.+”。$/)).toBeVisible();

  const officer = await screenOf(browser, 'emb.officer1');
  const asked = officer.page.getByRole('dialog');
  await openTask(officer.page, title);
  await officer.page.getByRole('button', { name: '加签', exact: true }).click();
  await asked.getByRole('button', { name: '加签', exact: true }).click();
  await expect(asked.getByText(/^请选择“.+”。$/)).toBeVisible();
  await asked.getByRole('button', { name: '取消' }).click();
  await officer.page.goto('/inbox?q=示例');
  await officer.page.getByRole('button', { name: /常用筛选/ }).click();
  await officer.page.getByRole('menuitem', { name: '保存当前筛选' }).click();
  await asked.getByRole('button', { name: '保存' }).click();
  await expect(asked.getByText('请填写“名称”。')).toBeVisible();
});

test('proxies: nobody named', async ({ browser }) => {
  const { page } = await screenOf(browser, 'emb.officer2');
  await page.goto('/proxies');
  await page.getByRole('button', { name: '新增委托' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '新增委托' }).click();
  await expect(dialog.getByText('请选择“代理人”。')).toBeVisible();
  await expect(dialog.getByText('请填写“截止日”。')).toBeVisible();
});

test('administration: a login with capitals, a limit of nothing, a day of another year', async ({ browser }) => {
  const { page } = await screenOf(browser, 'admin');
  const dialog = page.getByRole('dialog');
  await page.goto('/admin/people');
  await page.getByRole('button', { name: '新增人员' }).click();
  await dialog.getByLabel('姓名').fill('示例·新人');
  await dialog.getByLabel('用户名').fill('New.Person');
  await dialog.getByRole('button', { name: '新增人员' }).click();
  await expect(dialog.locator('.fault')).toHaveText('小写字母、数字、点、横线，3 至 64 个字符。');

  await page.goto('/admin/limits');
  await page
    .getByRole('button', { name: /^新增版本/ })
    .first()
    .click();
  await dialog.getByLabel(/^期限/).fill('0');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog.getByText('请填写“期限”。')).toBeVisible();

  await page.goto('/admin/calendars');
  await page.getByRole('button', { name: '录入年度日历' }).click();
  await dialog.getByLabel('放假日').fill('2026-01-01');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog.getByText(/“2026-01-01”不是 \d{4} 年的日期。/)).toBeVisible();
});

test('administration: an organisation without a name, a definition that is not one', async ({ browser }) => {
  const { page } = await screenOf(browser, 'admin');
  await page.goto('/admin/organisations');
  await page.getByRole('button', { name: '新增机构' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog.getByText('请填写“中文名称”。')).toBeVisible();
  await expect(dialog.getByText('请填写“英文名称”。')).toBeVisible();

  await page.goto('/admin/definitions/new');
  await page.getByLabel('流程定义').fill('{ "code": ');
  await expect(page.getByText('内容不是有效的 JSON，请核对括号和引号。')).toBeVisible();
});

test('enquiry after an objection: nothing filled in', async ({ browser }) => {
  const { page } = await openScreen(browser, { width: 390, height: 780 });
  await page.goto('/public/objections');
  await page.getByRole('button', { name: '查询', exact: true }).click();
  await expect(page.getByText('请填写“回执编号”。')).toBeVisible();
  await expect(page.getByText('请填写“留下的电话或邮箱”。')).toBeVisible();
  await expect(page.getByLabel('回执编号')).toBeFocused();
});

test('check of a letter: a code that is not ours', async ({ browser }) => {
  const { page } = await openScreen(browser, { width: 390, height: 780 });
  await page.goto('/check/LS-2026-9999?k=0123456789abcdef');
  await expect(page.getByRole('alert')).toContainText('核验未通过');
});
