import { expect, test } from '@playwright/test';
import { openTask, screenOf } from './support/pages';
import { as, complete, departmentOpinion, departmentsOf, submitPlant } from './support/people';

const opinion = '经审查，意见如下。';

test('a return across the block of departments shows before it is sent whose opinion falls and whose stays', async ({
  browser,
}) => {
  const title = `示例退回项目${Date.now().toString(36)}`;
  const { caseId } = await submitPlant(title);
  await complete('hwedz.window1', caseId, 'accept');
  const departments = await departmentsOf(caseId);
  for (const org of departments) {
    if (org === 'EEB')
      await departmentOpinion(caseId, org, 'correction', { opinion, points: [{ text: '未标明危险废物贮存间位置' }] });
    else await departmentOpinion(caseId, org, 'agree');
  }
  const { page, faults } = await screenOf(browser, 'hwedz.officer1');
  await openTask(page, title);
  await page.getByRole('radio', { name: '无需补正，退回有关部门' }).check();
  await page.getByRole('button', { name: /^提交：/ }).click();

  const dialog = page.getByRole('dialog');
  const effect = dialog.getByRole('region', { name: '退回的影响' });
  const part = (name: string) => effect.locator('dt', { hasText: name }).locator('xpath=following-sibling::dd[1]');
  await expect(part('作废的意见')).toContainText('区生态环境分局');
  await expect(part('作废的意见')).not.toContainText('区应急管理局');
  await expect(part('保留的意见')).toContainText('区应急管理局');
  await expect(part('将办理的事项')).toContainText('区生态环境分局 经办人拟定意见');

  // Without a reason nothing goes out.
  await dialog.getByRole('button', { name: '确认退回' }).click();
  await expect(dialog.getByText('请填写“退回理由”。')).toBeVisible();
  await dialog.getByLabel('退回理由').fill('贮存间位置已在图纸第三张标明，无需补正。');
  await dialog.getByRole('button', { name: '确认退回' }).click();
  await expect(dialog).toBeHidden();

  // What was foretold is what happened.
  const { branches } = await (await as('hwedz.officer1')).get(`/cases/${caseId}`);
  const states = Object.fromEntries(branches.map((b: { branch: string; state: string }) => [b.branch, b.state]));
  expect(states['EEB']).not.toBe('ready');
  expect(departments.filter((org) => org !== 'EEB').every((org) => states[org] === 'ready')).toBe(true);
  expect(faults).toEqual([]);
});

test('a section chief sends the draft back to the officer, who reads why', async ({ browser }) => {
  const title = `示例退回经办项目${Date.now().toString(36)}`;
  const { caseId } = await submitPlant(title);
  await complete('hwedz.window1', caseId, 'accept');
  await departmentsOf(caseId);
  await complete('emb.officer1', caseId, 'agree', { opinion });
  const chief = await screenOf(browser, 'emb.chief');
  await openTask(chief.page, title);
  await chief.page.keyboard.press('r');
  const dialog = chief.page.getByRole('dialog');
  await dialog.getByLabel('退回理由').fill('请补充安全距离的核算。');
  await dialog.getByRole('button', { name: '确认退回' }).click();
  await expect(dialog).toBeHidden();

  const officer = await screenOf(browser, 'emb.officer1');
  await openTask(officer.page, title);
  await officer.page.getByRole('tab', { name: '办理过程' }).click();
  await expect(officer.page.getByText('请补充安全距离的核算。')).toBeVisible();
});
