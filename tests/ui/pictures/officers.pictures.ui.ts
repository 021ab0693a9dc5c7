import { expect, test, type Page } from '@playwright/test';
import { addDays, localDay } from '../../../workflows/domain/calendar';
import { openTask, screenOf } from '../support/pages';
import { as, complete, departmentOpinion, departmentsOf, submitPlant, taskOf } from '../support/people';
import { picture } from '../support/picture';

const TITLE = '示例氯化装置新建项目';
const OPINION = '经审查，项目符合本部门管理要求。';
const AGREEING = ['NRPB', 'EITB', 'HWCMO', 'FRB'];

async function openOf(page: Page, login: string, caseId: string): Promise<void> {
  const { taskId } = await taskOf(login, caseId);
  await page.goto(`/inbox?task=${encodeURIComponent(taskId)}`);
}

test('the window, the departments and the case', async ({ browser }) => {
  test.setTimeout(300_000);
  const { caseId } = await submitPlant(TITLE);
  for (const title of ['示例氯碱装置扩建项目', '示例聚合装置技改项目']) await submitPlant(title);
  const window = await screenOf(browser, 'hwedz.window1');
  await expect(window.page.locator('main').getByText(TITLE)).toBeVisible();
  await picture(window.page, 'home');
  await window.page.getByRole('button', { name: '通知' }).click();
  await expect(window.page.getByText(TITLE).first()).toBeVisible();
  await picture(window.page, 'notifications', { over: true });
  await openOf(window.page, 'hwedz.window1', caseId);
  await expect(window.page.getByRole('radio', { name: '受理', exact: true })).toBeVisible();
  await picture(window.page, 'inbox');
  await window.page.keyboard.press('?');
  await expect(window.page.getByRole('dialog')).toBeVisible();
  await picture(window.page, 'keys');
  await window.page.goto('/inbox?due=overdue&q=没有这样的项目');
  await expect(window.page.getByText(/没有符合/).first()).toBeVisible();
  await picture(window.page, 'inbox-empty');
  await window.page.goto('/inbox');
  await window.page.getByRole('button', { name: '批量办理' }).click();
  for (const title of ['示例氯碱装置扩建项目', '示例聚合装置技改项目'])
    await window.page.getByRole('checkbox', { name: `选择 ${title}` }).check();
  await window.page.getByRole('button', { name: '办理所选 2 项' }).click();
  await window.page.getByRole('dialog').getByRole('radio', { name: '受理', exact: true }).check();
  await picture(window.page, 'inbox-bulk', { over: true });

  await complete('hwedz.window1', caseId, 'accept');
  await departmentsOf(caseId);
  const officer = await screenOf(browser, 'emb.officer1');
  await openOf(officer.page, 'emb.officer1', caseId);
  await officer.page.getByRole('radio', { name: '有条件同意' }).check();
  await officer.page.getByRole('button', { name: '添加条件' }).click();
  await officer.page.getByLabel('审查意见').fill('安全条件总体满足要求，附条件同意。');
  await expect(officer.page.getByText(/已保存/).first()).toBeVisible();
  await picture(officer.page, 'opinion');
  await officer.page.getByRole('button', { name: '加签', exact: true }).click();
  await expect(officer.page.getByRole('dialog').getByRole('option', { name: /示例·应急科长/ })).toBeAttached();
  await picture(officer.page, 'add-signer');

  const conditions = [
    {
      text: '投用前完成安全仪表系统验证',
      owner: '安全总监',
      dueDay: addDays(localDay(Date.now()), 90),
      checkPoint: 'trialProduction',
    },
  ];
  await departmentOpinion(caseId, 'EMB', 'conditional', { opinion: '附条件同意。', conditions });
  const points = [
    { subject: '总平面布置图', text: '未标明危险废物贮存间的位置和防渗措施', basis: '危险废物贮存污染控制标准' },
  ];
  await departmentOpinion(caseId, 'EEB', 'correction', { opinion: '请补正。', points });
  for (const org of AGREEING) await departmentOpinion(caseId, org, 'agree', { opinion: OPINION });
  await complete('psb.officer1', caseId, 'agree', { opinion: OPINION });
  const lead = await screenOf(browser, 'hwedz.officer1');
  const views = ['overview', 'application', 'opinions', 'ledger', 'timeline', 'diagram', 'clocks', 'record'];
  for (const view of views) {
    await lead.page.goto(`/cases/${caseId}?view=${view}`);
    await expect(lead.page.getByRole('link', { name: '概况' })).toBeVisible();
    if (view === 'opinions') {
      await lead.page.getByRole('button', { name: /查看意见 区应急管理局/ }).click();
      await expect(lead.page.getByText('投用前完成安全仪表系统验证')).toBeVisible();
    }
    if (view === 'diagram') await expect(lead.page.locator('.stage-node.current').first()).toBeVisible();
    await picture(lead.page, `case-${view}`);
  }
  await complete('psb.chief', caseId, 'approve');
  await complete('psb.deputy', caseId, 'sign');
  await openOf(lead.page, 'hwedz.officer1', caseId);
  await lead.page.getByRole('radio', { name: '无需补正，退回有关部门' }).check();
  await lead.page.getByRole('button', { name: /^提交：/ }).click();
  await expect(lead.page.getByText('保留的意见')).toBeVisible();
  await picture(lead.page, 'return-preview');

  await lead.page.emulateMedia({ colorScheme: 'dark' });
  await lead.page.goto(`/cases/${caseId}`);
  await expect(lead.page.getByRole('link', { name: '概况' })).toBeVisible();
  await picture(lead.page, 'dark');
  await lead.page.emulateMedia({ colorScheme: 'light' });
  await lead.page.getByRole('button', { name: 'English' }).click();
  await lead.page.goto(`/cases/${caseId}?view=opinions`);
  await expect(lead.page.getByText('7 of 7 signed')).toBeVisible();
  await picture(lead.page, 'english');
});

test('lists and personal pages of an officer', async ({ browser }) => {
  test.setTimeout(120_000);
  const { page } = await screenOf(browser, 'emb.officer1');
  for (const [address, name, heading] of [
    ['/cases', 'cases', '案件查询'],
    ['/parks', 'parks', '园区风险台账'],
    ['/proxies', 'proxies', '委托代理'],
    ['/account', 'account', '账户与安全'],
    ['/no-such-page', 'not-found', /./],
  ] as const) {
    await page.goto(address);
    await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible();
    await picture(page, name);
  }
  const deputy = await as('emb.deputy');
  for (const text of ['经审查，项目符合安全条件，同意。', '请在投用前完成安全仪表系统验证并报我局核查。'])
    await deputy.post('/phrases', { text, org: 'EMB', effectiveFrom: '2026-01-01', basis: '行政许可法 第三十四条' });
  const leader = await screenOf(browser, 'emb.deputy');
  await leader.page.goto('/phrases');
  await expect(leader.page.getByRole('heading', { name: '常用语' })).toBeVisible();
  await picture(leader.page, 'phrases');
});

test('the server does not answer', async ({ browser }) => {
  const title = '示例断线项目';
  await submitPlant(title);
  const { page } = await screenOf(browser, 'hwedz.window1');
  await openTask(page, title);
  await page.getByRole('radio', { name: '受理', exact: true }).check();
  await page.context().route('**/api/**', (route) => route.abort());
  await page.getByRole('button', { name: '提交：受理' }).click();
  await expect(page.getByText('服务器暂时没有应答').first()).toBeVisible();
  await picture(page, 'server-away', { over: true });
});
