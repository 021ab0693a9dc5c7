import { expect, test } from '@playwright/test';
import { addDays, localDay } from '../../workflows/domain/calendar';
import { conditionalPlant } from './support/conditional-plant';
import { answer, axe, PHONE, screenOf } from './support/pages';
import { pdf } from './support/people';

const CONDITION = {
  text: '配备不少于6吨抗溶性泡沫，并与园区消防站签订联动协议',
  owner: '企业安全总监',
  dueDay: addDays(localDay(Date.now()), 90),
  checkPoint: 'trialProduction',
  setBy: 'FRB',
};
const TITLE = `示例条件项目${Date.now()}`;
let reviewId: string;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  reviewId = await conditionalPlant(TITLE, CONDITION);
});

test('the enterprise proves on a phone that it met a condition, learns why it was sent back, and proves it again', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const firm = await screenOf(browser, 'firma.applicant1', PHONE);
  await expect(async () => {
    await firm.page.goto('/obligations');
    await expect(firm.page.getByRole('heading', { name: CONDITION.text }).first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  const card = firm.page.getByRole('article', { name: CONDITION.text }).filter({ hasText: TITLE });
  await expect(card.getByText('待落实')).toBeVisible();
  await expect(card.getByText(CONDITION.dueDay)).toBeVisible();
  await expect(card.getByText('试生产前')).toBeVisible();
  expect(await axe(firm.page)).toEqual([]);
  const report = async () => {
    await card.getByRole('link', { name: '报告落实情况、上传证明' }).click();
    await firm.page.getByRole('radio', { name: '报告落实情况' }).check();
    await firm.page.getByRole('button', { name: '提交：报告落实情况' }).click();
    await expect(firm.page.getByText('须写明意见').or(firm.page.getByText('须上传附件')).first()).toBeVisible();
    await firm.page.getByRole('textbox', { name: '落实情况' }).fill('泡沫已到货并验收。');
    await firm.page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: '验收单.pdf', mimeType: 'application/pdf', buffer: pdf('acceptance') });
    await expect(firm.page.getByRole('button', { name: '预览 验收单.pdf' })).toBeVisible();
    await answer(firm.page, '报告落实情况');
  };
  await report();

  const officer = await screenOf(browser, 'frb.officer1');
  await officer.page.goto('/obligations');
  const theirs = officer.page.getByRole('article', { name: CONDITION.text }).filter({ hasText: TITLE });
  await theirs.getByRole('link', { name: '核查' }).click();
  await expect(officer.page.getByRole('article', { name: CONDITION.text })).toBeVisible();
  await officer.page.getByRole('radio', { name: '未落实' }).check();
  await officer.page.getByRole('button', { name: '提交：未落实' }).click();
  const dialog = officer.page.getByRole('dialog');
  await dialog.getByLabel('退回理由').fill('缺少与园区消防站的联动协议。');
  await dialog.getByRole('button', { name: '确认退回' }).click();
  await expect(dialog).toBeHidden();

  await firm.page.goto('/obligations');
  await expect(card.getByText('缺少与园区消防站的联动协议。')).toBeVisible();
  await report();
  await officer.page.goto('/obligations');
  await theirs.getByRole('link', { name: '核查' }).click();
  await officer.page.getByRole('radio', { name: '已落实' }).check();
  await officer.page.getByRole('textbox', { name: '意见' }).fill('现场核查已落实。');
  await answer(officer.page, '已落实');

  // On the page of the project it stands as met, for both sides.
  await firm.page.goto(`/cases/${reviewId}`);
  await expect(
    firm.page.getByRole('article', { name: CONDITION.text }).getByText('已落实', { exact: true }),
  ).toBeVisible();
  await officer.page.goto(`/cases/${reviewId}`);
  await expect(officer.page.getByRole('article', { name: CONDITION.text })).toContainText('已落实');
  expect([...firm.faults, ...officer.faults]).toEqual([]);
  await firm.context.close();
  await officer.context.close();
});
