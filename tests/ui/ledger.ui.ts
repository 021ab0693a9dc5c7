import { expect, test } from '@playwright/test';
import { axe, PHONE, screenOf } from './support/pages';
import { as, complete, departmentsOf, submitPlant, taskOf } from './support/people';

/** 园区风险台账, its effect on a project before the meeting, and the credit of the enterprise, on the officers' pages. */
let caseId: string;
const title = `示例台账项目${Date.now().toString(36)}`;

test.beforeAll(async () => {
  ({ caseId } = await submitPlant(title));
  await complete('hwedz.window1', caseId, 'accept');
  await departmentsOf(caseId);
});

test('an officer reads the ledger of a park, for another day and another park, and exports it', async ({ browser }) => {
  const { page, faults, context } = await screenOf(browser, 'emb.officer1');
  await page.goto('/');
  await page.getByRole('link', { name: '园区风险台账' }).click();
  await expect(page.getByRole('heading', { name: '园区风险台账' })).toBeVisible();
  const capacities = page.getByRole('table', { name: /杭州湾上虞经济技术开发区/ });
  await expect(capacities.getByRole('row', { name: /重大危险源 R 值之和/ })).toContainText('1500');
  await expect(page.getByRole('table', { name: '在审项目' }).getByText(title)).toBeVisible();
  await page.getByLabel('园区').selectOption('示例化工园区');
  await expect(page.getByRole('table', { name: '台账明细' }).getByText('示例氧化车间')).toBeVisible();
  await expect(page).toHaveURL(/park=EXAMPLE/);
  // Before the ledger was begun there is nothing in it.
  await page.getByLabel('截至').fill('2021-08-30');
  await expect(page.getByRole('heading', { name: '台账明细' }).locator('..')).toContainText('没有项目');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '导出 Excel' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('park-EXAMPLE-2021-08-30.xlsx');
  expect(await axe(page)).toEqual([]);
  expect(faults).toEqual([]);
  await context.close();
});

test('the effect of a project stands beside the task, with its arithmetic; the enterprise has no such view', async ({
  browser,
}) => {
  const { taskId } = await taskOf('emb.officer1', caseId);
  const officer = await screenOf(browser, 'emb.officer1');
  await officer.page.goto(`/inbox?task=${encodeURIComponent(taskId)}`);
  await officer.page.getByRole('tab', { name: '园区风险' }).click();
  const effect = officer.page.getByRole('table', { name: '对园区风险台账的影响' });
  // Other tests may have had projects of this park approved meanwhile.
  const { lines } = await (await as('emb.officer1')).get('/parks/HWEDZ/ledger');
  const held = lines.find((line: { measure: string }) => line.measure === 'sumR').after as number;
  const after = Math.round((held + 68.4) * 10) / 10;
  await expect(effect.getByRole('row', { name: /R 值之和/ })).toContainText(`${held} + 68.4 = ${after} ≤ 1500`);
  await expect(officer.page.getByText('各项指标均未超出容量。')).toBeVisible();
  expect(await axe(officer.page)).toEqual([]);
  await officer.page.goto(`/cases/${caseId}?view=ledger`);
  await expect(effect).toBeVisible();
  expect(officer.faults).toEqual([]);
  await officer.context.close();

  const firm = await screenOf(browser, 'firma.applicant1', PHONE);
  await firm.page.goto(`/cases/${caseId}`);
  await expect(firm.page.getByRole('heading', { name: title })).toBeVisible();
  await expect(firm.page.getByRole('link', { name: '园区风险' })).toHaveCount(0);
  await expect(firm.page.getByRole('link', { name: '园区风险台账' })).toHaveCount(0);
  await firm.context.close();
});

test('the timeline shows by which hash the application is on record', async ({ browser }) => {
  const events = await (await as('hwedz.officer1')).get(`/cases/${caseId}/timeline`);
  const { page, context } = await screenOf(browser, 'hwedz.officer1');
  await page.goto(`/cases/${caseId}?view=timeline`);
  await expect(page.getByText(events[0].application.hash)).toBeVisible();
  await context.close();
});
