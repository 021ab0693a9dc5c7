import { expect, test, type Page } from '@playwright/test';
import { answer, axe, openTask, screenOf } from './support/pages';
import { as, complete, departmentsOf, pdf, submitPlant, taskOf } from './support/people';

/** 作废, 回避 and answers that need a paper: what each asks for, and what becomes of it. */

const name = (what: string): string => `示例${what}项目${Date.now().toString(36)}`;

/** Opens one of the further actions on a case. */
async function act(page: Page, caseId: string, what: string): Promise<void> {
  await page.goto(`/cases/${caseId}`);
  await page.getByRole('button', { name: '更多操作' }).click();
  await page.getByRole('menuitem', { name: what, exact: true }).click();
  await expect(page.getByRole('dialog', { name: what })).toBeVisible();
}

test('作废: only the supervisor, with reason and basis; the case has ended and says so', async ({ browser }) => {
  const title = name('作废');
  const { caseId } = await submitPlant(title);
  const officer = await screenOf(browser, 'hwedz.officer1');
  await officer.page.goto(`/cases/${caseId}`);
  await officer.page.getByRole('button', { name: '更多操作' }).click();
  await expect(officer.page.getByRole('menuitem', { name: '抄送' })).toBeVisible();
  await expect(officer.page.getByRole('menuitem', { name: '作废' })).toHaveCount(0);

  const { page, faults } = await screenOf(browser, 'hwedz.supervisor');
  await act(page, caseId, '作废');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '作废' }).click();
  await expect(dialog.getByText('请填写“理由”。')).toBeVisible();
  await expect(dialog.getByText('请填写“法律依据”。')).toBeVisible();
  await expect(dialog.getByLabel('理由')).toBeFocused();
  expect(await axe(page)).toEqual([]);
  // Closed without sending: the case goes on.
  await dialog.getByRole('button', { name: '取消' }).click();
  expect((await (await as('hwedz.officer1')).get(`/cases/${caseId}`)).status).toBe('running');

  await act(page, caseId, '作废');
  await dialog.getByLabel('理由').fill('申报单位重复申报');
  await dialog.getByLabel('法律依据').fill('行政许可法 第三十二条');
  await dialog.getByRole('button', { name: '作废' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('已作废').first()).toBeVisible();
  await page.getByRole('link', { name: '办理过程' }).click();
  await expect(page.locator('.timeline')).toContainText('申报单位重复申报');
  expect(faults).toEqual([]);
  await openEmptyInbox((await screenOf(browser, 'hwedz.window1')).page, title);
});

async function openEmptyInbox(page: Page, title: string): Promise<void> {
  await page.goto(`/inbox?q=${encodeURIComponent(title)}`);
  await expect(page.locator('main')).toContainText('没有');
  await expect(page.locator('.task-rows').getByText(title)).toHaveCount(0);
}

test('回避: the task leaves who had claimed it and their list, and offers them nothing; a colleague answers it', async ({
  browser,
}) => {
  const title = name('回避');
  const { caseId } = await submitPlant(title);
  await complete('hwedz.window1', caseId, 'accept');
  await departmentsOf(caseId);
  const { taskId } = await taskOf('emb.officer1', caseId);
  await (await as('emb.officer1')).post(`/tasks/${taskId}/claim`);
  const { page, faults } = await screenOf(browser, 'hwedz.supervisor');
  await act(page, caseId, '回避');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '回避' }).click();
  await expect(dialog.getByText('请选择“应回避人员”。')).toBeVisible();
  await dialog.getByLabel('单位').selectOption('区应急管理局');
  await dialog
    .getByLabel('应回避人员')
    .selectOption({ label: await optionOf(dialog.getByLabel('应回避人员'), '应急经办甲') });
  await dialog.getByLabel('理由').fill('与申报单位负责人有近亲属关系');
  await dialog.getByLabel('法律依据').fill('公务员法 第七十六条');
  expect(await axe(page)).toEqual([]);
  await dialog.getByRole('button', { name: '回避' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('link', { name: '办理过程' }).click();
  await expect(page.locator('.timeline')).toContainText('近亲属关系');
  expect(faults).toEqual([]);

  const recused = await screenOf(browser, 'emb.officer1');
  await openEmptyInbox(recused.page, title);
  await recused.page.goto(`/inbox?task=${encodeURIComponent(taskId)}`);
  await expect(recused.page.getByText('此事项现由')).toBeVisible();
  await expect(recused.page.getByRole('radio')).toHaveCount(0);

  const colleague = await screenOf(browser, 'emb.officer2');
  await openTask(colleague.page, title);
  await colleague.page.getByLabel('审查意见').fill('经审查，同意该项目。');
  await answer(colleague.page, '同意');
});

/** The full label of the option that holds some words. */
async function optionOf(select: ReturnType<Page['getByLabel']>, words: string): Promise<string> {
  const option = select.locator('option', { hasText: words });
  await expect(option).toHaveCount(1);
  return (await option.textContent()) ?? '';
}

test('site visit: no record without pictures, and it counts when a second officer has confirmed it', async ({
  browser,
}) => {
  const title = name('核查');
  const { caseId } = await submitPlant(title);
  await (await as('hwedz.supervisor')).post(`/cases/${caseId}/migrate`, { version: 2, reason: '按新版流程办理' });
  await complete('hwedz.window1', caseId, 'accept');
  await complete('hwedz.officer1', caseId, 'arrange', { needSiteVisit: true, needExperts: false });

  const { page, faults } = await screenOf(browser, 'hwedz.officer1');
  await openTask(page, title);
  await page.getByRole('radio', { name: '核查完成' }).check();
  await expect(page.getByText('提交后还须另一名办案人员确认才生效。')).toBeVisible();
  await page.getByLabel('核查日期').fill('2026-11-20');
  await page.getByRole('button', { name: '添加参会人员' }).click();
  await page.getByLabel('姓名').fill('示例经办甲');
  await page.getByLabel('核查记录', { exact: false }).first().fill('现场与申报材料一致。');
  await page.getByLabel('核查结论').fill('符合要求。');
  await page.getByRole('button', { name: '提交：核查完成' }).click();
  await expect(page.getByText('选择“核查完成”须上传附件。')).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: '现场照片.pdf', mimeType: 'application/pdf', buffer: pdf('pictures') });
  await expect(page.getByRole('button', { name: '预览 现场照片.pdf' })).toBeVisible();
  await expect(page.getByText('选择“核查完成”须上传附件。')).toBeHidden();
  await page.getByRole('button', { name: '提交：核查完成' }).click();
  await expect(page.getByText('已提交：核查完成').first()).toBeVisible();
  expect((await (await as('hwedz.supervisor')).get(`/cases/${caseId}`)).branches).toEqual([]);

  const second = await screenOf(browser, 'hwedz.officer2');
  await openTask(second.page, title);
  expect(await axe(second.page)).toEqual([]);
  await answer(second.page, '确认');
  expect(await departmentsOf(caseId)).toContain('EMB');
  await page.goto(`/cases/${caseId}?view=timeline`);
  await expect(page.locator('.timeline')).toContainText('现场照片.pdf');
  expect([...faults, ...second.faults]).toEqual([]);
});
