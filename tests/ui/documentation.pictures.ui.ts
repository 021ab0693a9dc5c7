import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { axe, openScreen, PHONE, screenOf } from './support/pages';
import { as, complete, departmentOpinion, departmentsOf, nitrationPlant, submitPlant, taskOf } from './support/people';

/** Pictures of the pages for docs/, taken anew by `npm run pictures`. */
const FOLDER = join(__dirname, '..', '..', 'docs', 'pictures');
const TITLE = '示例硝化装置自动化改造项目';

async function picture(page: Page, name: string): Promise<void> {
  await expect(page.locator('.ant-spin-spinning')).toHaveCount(0);
  await expect(page.locator('.ant-message-notice')).toHaveCount(0);
  expect(await axe(page)).toEqual([]);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}

const opinion = '经审查，项目符合本部门管理要求。';

test('pictures', async ({ browser }) => {
  test.setTimeout(600_000);
  const lone = await openScreen(browser);
  await lone.page.goto('/login');
  await expect(lone.page.getByRole('button', { name: '登录' })).toBeVisible();
  await picture(lone.page, 'login');

  // Enterprise, on a phone and at a desk.
  const applicant = await as('firma.applicant1');
  const draft = await applicant.post('/applications', { application: nitrationPlant(TITLE) });
  const phone = await screenOf(browser, 'firma.applicant1', PHONE);
  await picture(phone.page, 'phone-home');
  await phone.page.goto(`/applications/${draft.applicationId}?step=enterprise`);
  await expect(phone.page.getByLabel('单位名称')).toBeVisible();
  await picture(phone.page, 'phone-application');
  const desk = await screenOf(browser, 'firma.applicant1');
  await desk.page.goto(`/applications/${draft.applicationId}?step=substances`);
  await expect(desk.page.getByText('S = 15.6　R = 68.4')).toBeVisible();
  await picture(desk.page, 'application-substances');
  await desk.page.goto(`/applications/${draft.applicationId}?step=check`);
  await expect(desk.page.getByText(/处需要补充或更正/)).toBeVisible();
  await picture(desk.page, 'application-check');

  // A case with one opinion of each kind.
  const { caseId } = await submitPlant(TITLE);
  await submitPlant('示例氯碱装置扩建项目');
  const window = await screenOf(browser, 'hwedz.window1');
  await picture(window.page, 'home');
  const acceptance = await taskOf('hwedz.window1', caseId);
  await window.page.goto(`/inbox?task=${encodeURIComponent(acceptance.taskId)}`);
  await expect(window.page.getByRole('radio', { name: '受理', exact: true })).toBeVisible();
  await picture(window.page, 'inbox');
  await complete('hwedz.window1', caseId, 'accept');
  const departments = await departmentsOf(caseId);
  const officer = await screenOf(browser, 'emb.officer1');
  const own = await taskOf('emb.officer1', caseId);
  await officer.page.goto(`/inbox?task=${encodeURIComponent(own.taskId)}`);
  await officer.page.getByRole('radio', { name: '有条件同意' }).check();
  await officer.page.getByRole('button', { name: '添加条件' }).click();
  await officer.page.getByLabel('审查意见').fill('安全条件总体满足要求，附条件同意。');
  await picture(officer.page, 'opinion');
  await officer.page.getByRole('button', { name: '加签', exact: true }).click();
  await expect(officer.page.getByRole('dialog').getByRole('option', { name: /示例·应急科长/ })).toBeAttached();
  await picture(officer.page, 'add-signer');
  for (const org of departments) {
    if (org === 'EMB')
      await departmentOpinion(caseId, org, 'conditional', {
        opinion: '附条件同意。',
        conditions: [
          {
            text: '投用前完成安全仪表系统验证',
            owner: '安全总监',
            dueDay: '2027-03-01',
            checkPoint: 'trialProduction',
          },
        ],
      });
    else if (org === 'EEB')
      await departmentOpinion(caseId, org, 'correction', {
        opinion: '请补正。',
        points: [
          { subject: '总平面布置图', text: '未标明危险废物贮存间的位置和防渗措施', basis: '危险废物贮存污染控制标准' },
        ],
      });
    else if (org !== 'PSB') await departmentOpinion(caseId, org, 'agree', { opinion });
  }
  await complete('psb.officer1', caseId, 'agree', { opinion });
  const lead = await screenOf(browser, 'hwedz.officer1');
  for (const view of ['overview', 'opinions', 'timeline', 'diagram', 'clocks', 'record']) {
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
  const combine = await taskOf('hwedz.officer1', caseId);
  await lead.page.goto(`/inbox?task=${encodeURIComponent(combine.taskId)}`);
  await lead.page.getByRole('radio', { name: '无需补正，退回有关部门' }).check();
  await lead.page.getByRole('button', { name: /^提交：/ }).click();
  await expect(lead.page.getByText('保留的意见')).toBeVisible();
  await picture(lead.page, 'return-preview');

  // The correction reaches the enterprise.
  await complete('hwedz.officer1', caseId, 'send', {
    points: [{ subject: '总平面布置图', text: '未标明危险废物贮存间的位置和防渗措施', askedBy: 'EEB' }],
  });
  const correction = await taskOf('firma.applicant1', caseId);
  await phone.page.goto(`/inbox?task=${encodeURIComponent(correction.taskId)}`);
  await phone.page.getByRole('link', { name: '去补正' }).click();
  await expect(phone.page.getByText('未标明危险废物贮存间的位置和防渗措施')).toBeVisible();
  await picture(phone.page, 'phone-correction');

  const supervisor = await screenOf(browser, 'hwedz.supervisor');
  await supervisor.page.goto('/supervision');
  await expect(supervisor.page.locator('[role=img] svg').first()).toBeVisible();
  await picture(supervisor.page, 'supervision');

  const admin = await screenOf(browser, 'admin');
  for (const name of ['people', 'limits', 'calendars', 'health']) {
    await admin.page.goto(`/admin/${name}`);
    await expect(admin.page.locator('main h1')).toBeVisible();
    await picture(admin.page, `admin-${name}`);
  }

  await admin.page.goto('/admin/definitions/new?code=jointReview&version=1');
  await expect(admin.page.getByLabel('流程定义')).toHaveValue(/"version"/);
  await admin.page.getByRole('button', { name: '检查并比较' }).click();
  await expect(admin.page.getByText('流程完整，可以发布')).toBeVisible();
  await picture(admin.page, 'admin-new-definition');
  const deputy = await screenOf(browser, 'emb.deputy');
  await deputy.page.goto('/phrases');
  await expect(deputy.page.getByRole('heading', { name: '常用语' })).toBeVisible();
  await picture(deputy.page, 'phrases');

  // Dark, and in English.
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
