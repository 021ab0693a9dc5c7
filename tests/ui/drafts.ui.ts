import { expect, test, type Page } from '@playwright/test';
import { axe, openTask, screenOf } from './support/pages';
import { as, complete, departmentsOf, submitPlant, taskOf } from './support/people';

const TEXT = '总平面布置与周边安全间距符合要求，建议补充事故池容积计算。';

test.describe('what an officer types', () => {
  test('is there again in another browser, with the time it was saved, and gone once answered', async ({ browser }) => {
    const title = `示例草稿项目${Date.now()}`;
    const { caseId } = await submitPlant(title);
    await complete('hwedz.window1', caseId, 'accept');
    await departmentsOf(caseId);

    const first = await screenOf(browser, 'emb.officer1');
    await openTask(first.page, title);
    await first.page.getByLabel('意见').first().fill(TEXT);
    await expect(first.page.getByText(/草稿已保存 \d\d:\d\d:\d\d/)).toBeVisible();
    expect(first.faults).toEqual([]);
    await first.context.close();

    const second = await screenOf(browser, 'emb.officer1');
    await openTask(second.page, title);
    await expect(second.page.getByLabel('意见').first()).toHaveValue(TEXT);
    await expect(second.page.getByText('已恢复您上次填写的内容')).toBeVisible();
    await second.page.getByRole('radio', { name: '同意', exact: true }).check();
    await second.page.getByRole('button', { name: '提交：同意' }).click();
    await expect(second.page.getByText('已提交：同意').first()).toBeVisible();
    const chief = await taskOf('emb.chief', caseId);
    expect(chief.stage).not.toBe('draft');
    expect(second.faults).toEqual([]);
    await second.context.close();
  });

  test('in two windows is not mixed up: the later one is asked', async ({ browser }) => {
    const title = `示例两窗项目${Date.now()}`;
    const { caseId } = await submitPlant(title);
    await complete('hwedz.window1', caseId, 'accept');
    await departmentsOf(caseId);
    const task = await taskOf('emb.officer1', caseId);

    const here = await screenOf(browser, 'emb.officer1');
    const there = await screenOf(browser, 'emb.officer1');
    await openTask(here.page, title);
    await openTask(there.page, title);
    await here.page.getByLabel('意见').first().fill('这一处的意见');
    await expect(here.page.getByText(/草稿已保存/)).toBeVisible();
    await there.page.getByLabel('意见').first().fill('另一处的意见');
    await expect(there.page.getByText('您在另一个窗口或另一台电脑上填写过此处')).toBeVisible();
    await there.page.getByRole('button', { name: '改用另一处的内容' }).click();
    await expect(there.page.getByLabel('意见').first()).toHaveValue('这一处的意见');
    await there.page.getByLabel('意见').first().fill('核对后的意见');
    await expect(there.page.getByText(/草稿已保存/)).toBeVisible();
    await expect
      .poll(async () => (await (await as('emb.officer1')).get(`/tasks/${task.taskId}/draft`)).values.opinion)
      .toBe('核对后的意见');
    await here.page.getByLabel('意见').first().fill('本页的意见');
    await here.page.getByRole('button', { name: '保留本页内容' }).click();
    await expect
      .poll(async () => (await (await as('emb.officer1')).get(`/tasks/${task.taskId}/draft`)).values.opinion)
      .toBe('本页的意见');
    await here.context.close();
    await there.context.close();
  });

  test('while the server is away stays in the browser and is saved when it is back', async ({ browser }) => {
    const title = `示例断网项目${Date.now()}`;
    const { caseId } = await submitPlant(title);
    await complete('hwedz.window1', caseId, 'accept');
    await departmentsOf(caseId);
    const task = await taskOf('emb.officer1', caseId);
    const { page, context } = await screenOf(browser, 'emb.officer1');
    await openTask(page, title);
    await page.route('**/draft', (route) => route.abort());
    await page.getByLabel('意见').first().fill(TEXT);
    await expect(page.getByText('填写的内容已保留在本机')).toBeVisible();
    await page.unroute('**/draft');
    await expect(page.getByText(/草稿已保存/)).toBeVisible();
    const kept = await (await as('emb.officer1')).get(`/tasks/${task.taskId}/draft`);
    expect(kept.values.opinion).toBe(TEXT);
    await context.close();
  });

  test('as a comment on a case is there again after a reload and in another browser, and gone once sent', async ({
    browser,
  }) => {
    const { caseId } = await submitPlant(`示例评论项目${Date.now()}`);
    const open = async (page: Page) => {
      await page.goto(`/cases/${caseId}`);
      await page.getByRole('button', { name: '更多操作' }).click();
      await page.getByRole('menuitem', { name: '沟通', exact: true }).click();
      return page.getByRole('dialog', { name: '沟通' });
    };
    const first = await screenOf(browser, 'hwedz.officer1');
    const dialog = await open(first.page);
    await expect(dialog.getByText('已恢复您上次填写的内容')).toHaveCount(0);
    await dialog.getByRole('textbox').fill(TEXT);
    await expect(dialog.getByText(/草稿已保存 \d\d:\d\d:\d\d/)).toBeVisible();
    await first.page.reload();
    await open(first.page);
    await expect(dialog.getByRole('textbox')).toHaveValue(TEXT);
    // Closed in the middle of a word: not lost either.
    await dialog.getByRole('textbox').fill(`${TEXT}另请说明`);
    await dialog.getByRole('button', { name: '取消' }).click();
    await expect(dialog).toBeHidden();

    const second = await screenOf(browser, 'hwedz.officer1');
    const there = await open(second.page);
    await expect(there.getByRole('textbox')).toHaveValue(`${TEXT}另请说明`);
    await expect(there.getByText('已恢复您上次填写的内容')).toBeVisible();
    await expect(there.getByText(/草稿已保存 \d\d:\d\d:\d\d/)).toBeVisible();
    expect(await axe(second.page)).toEqual([]);
    await there.getByRole('button', { name: '沟通' }).click();
    await expect(there).toBeHidden();
    await open(second.page);
    await expect(there.getByRole('textbox')).toHaveValue('');
    // The copy in the first browser is of something that has been sent.
    await open(first.page);
    await expect(dialog.getByRole('textbox')).toHaveValue('');
    expect([...first.faults, ...second.faults]).toEqual([]);
    await first.context.close();
    await second.context.close();
  });

  test('as the reason of a transfer is begun anew on request', async ({ browser }) => {
    const title = `示例转办项目${Date.now()}`;
    const { caseId } = await submitPlant(title);
    const { taskId } = await taskOf('hwedz.window1', caseId);
    const { page, faults, context } = await screenOf(browser, 'hwedz.window1');
    await openTask(page, title);
    await page.getByRole('button', { name: '转办' }).click();
    const dialog = page.getByRole('dialog', { name: '转办' });
    await dialog.getByLabel('理由').fill('本周出差，请代为受理');
    await expect(dialog.getByText(/草稿已保存/)).toBeVisible();
    await dialog.getByRole('button', { name: '取消' }).click();
    await page.getByRole('button', { name: '转办' }).click();
    await expect(dialog.getByLabel('理由')).toHaveValue('本周出差，请代为受理');
    await dialog.getByRole('button', { name: '清空重填' }).click();
    await expect(dialog.getByLabel('理由')).toHaveValue('');
    await expect
      .poll(async () => (await (await as('hwedz.window1')).get(`/tasks/${taskId}/dialogs/transfer/draft`)).version)
      .toBe(0);
    expect(faults).toEqual([]);
    await context.close();
  });

  test('a case is watched and no longer watched', async ({ browser }) => {
    const { caseId } = await submitPlant(`示例关注项目${Date.now()}`);
    const { page, context } = await screenOf(browser, 'hwedz.window1');
    await page.goto(`/cases/${caseId}`);
    await page.getByRole('button', { name: '关注', exact: true }).click();
    await expect(page.getByRole('button', { name: '停止关注' })).toBeVisible();
    await page.reload();
    await page.getByRole('button', { name: '停止关注' }).click();
    await expect(page.getByRole('button', { name: '关注', exact: true })).toBeVisible();
    await context.close();
  });
});
