import { expect, test } from '@playwright/test';
import { axe, PHONE, screenOf } from './support/pages';
import { complete, departmentOpinion, departmentsOf, submitPlant } from './support/people';

test('the enterprise reads on a phone whose turn it is, by when, and what follows', async ({ browser }) => {
  test.setTimeout(180_000);
  const { caseId } = await submitPlant(`示例进度项目${Date.now()}`);
  const { page, faults } = await screenOf(browser, 'firma.applicant1', PHONE);
  const next = page.getByRole('region', { name: '下一步' });
  await page.goto(`/cases/${caseId}`);
  await expect(next).toContainText('目前在“窗口受理”');
  await expect(next).toContainText('不需要您操作');
  // From the acceptance on every step up to the decision, none of those that only a correction brings.
  await expect(next.getByRole('listitem').first()).toHaveText('部门审查');
  await expect(next.getByRole('list')).not.toContainText('补正');

  await complete('hwedz.window1', caseId, 'accept');
  for (const org of await departmentsOf(caseId))
    if (org === 'EEB') {
      const points = [{ subject: '总平面布置图', text: '未标明贮存间', basis: '危险废物贮存污染控制标准' }];
      await departmentOpinion(caseId, org, 'correction', { opinion: '请补正。', points });
    } else await departmentOpinion(caseId, org, 'agree');
  await page.reload();
  await expect(next).toContainText('联合审查法定期限');
  await complete('hwedz.officer1', caseId, 'send', {
    points: [{ subject: '总平面布置图', text: '未标明贮存间', askedBy: 'EEB' }],
  });
  await page.reload();
  await expect(next).toContainText('由您办理');
  // 行政许可法 第四十五条: the time for corrections is not counted.
  await expect(next).toContainText('期限已中止');
  expect(await axe(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await next.getByRole('link').first().click();
  await expect(page.getByRole('link', { name: '去补正' })).toBeVisible();
  expect(faults).toEqual([]);
});
