import { expect, test } from '@playwright/test';
import { openTask, screenOf } from './support/pages';
import { as, complete, departmentsOf, submitPlant, taskOf } from './support/people';
import { freePort, ownEnvironment, startApi, stop, type Env } from './support/system';

test('the API is killed while an opinion is written: nothing typed is lost, and it counts once', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const title = `示例断线项目${Date.now().toString(36)}`;
  const { caseId } = await submitPlant(title);
  await complete('hwedz.window1', caseId, 'accept');
  await departmentsOf(caseId);
  const task = await taskOf('frb.officer1', caseId);

  const env: Env = { ...ownEnvironment(), PORT: String(await freePort()) };
  const before = process.env['HAZFLOW_UI_URL'];
  let api = await startApi(env);
  try {
    process.env['HAZFLOW_UI_URL'] = `http://127.0.0.1:${env['PORT']}`;
    const { page } = await screenOf(browser, 'frb.officer1');
    await openTask(page, title);
    await page.getByRole('radio', { name: '同意', exact: true }).check();
    await page.getByLabel('审查意见').fill('消防车道和救援条件满足要求，同意。');
    await stop(api, 'SIGKILL');
    await page.getByRole('button', { name: '提交：同意' }).click();
    await expect(page.getByText('服务器暂时没有应答', { exact: true })).toBeVisible();
    await expect(page.locator('.action-bar')).toBeInViewport({ ratio: 1 });
    await expect(page.getByLabel('审查意见')).toHaveValue('消防车道和救援条件满足要求，同意。');

    api = await startApi(env);
    // Nobody presses anything: it goes out by itself, under the same key.
    await expect(page.getByText('已提交：同意').first()).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('服务器暂时没有应答', { exact: true })).toBeHidden();
  } finally {
    process.env['HAZFLOW_UI_URL'] = before;
    await stop(api);
  }
  const events = await (await as('hwedz.officer1')).get(`/cases/${caseId}/events`);
  const answered = events.filter(
    (event: { type: string; data: { taskId?: string } }) =>
      event.type === 'taskCompleted' && event.data.taskId === task.taskId,
  );
  expect(answered).toHaveLength(1);
});
