import { expect, test } from '@playwright/test';
import { drawn } from '../support/signature-pictures';
import { axe, screenOf } from './support/pages';
import { complete, submitPlant } from './support/people';

test('an official draws a signature; what is signed from then on bears it, and keeps it when another takes its place', async ({
  browser,
}) => {
  const title = `示例签名项目${Date.now().toString(36)}`;
  const { caseId } = await submitPlant(title);
  const { page, faults } = await screenOf(browser, 'hwedz.window1');
  await page.goto('/account');
  const card = page.getByRole('region', { name: '手写签名' });
  await card.getByRole('button', { name: '写新签名' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '保存签名' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('请先签名。');
  expect(await axe(page)).toEqual([]);

  const pad = dialog.getByRole('img', { name: '签名板' });
  const box = (await pad.boundingBox())!;
  const stroke = async (points: [number, number][]) => {
    await page.mouse.move(box.x + points[0]![0], box.y + points[0]![1]);
    await page.mouse.down();
    for (const [x, y] of points) await page.mouse.move(box.x + x, box.y + y, { steps: 6 });
    await page.mouse.up();
  };
  await stroke([
    [60, 40],
    [180, 150],
  ]);
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await stroke([
    [180, 40],
    [60, 150],
  ]);
  await dialog.getByRole('button', { name: '撤销一笔' }).click();
  await stroke([
    [200, 100],
    [400, 60],
  ]);
  await dialog.getByRole('button', { name: '保存签名' }).click();
  await expect(dialog).toBeHidden();
  const current = card.getByRole('img', { name: '现用签名' });
  await expect(current).toBeVisible();
  const width = async (image: typeof current): Promise<number> =>
    image.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth);
  await expect.poll(() => width(current)).toBeGreaterThan(300);
  const first = await width(current);
  expect(await axe(page)).toEqual([]);

  await complete('hwedz.window1', caseId, 'accept');

  // Who cannot draw uploads a picture; what is none is refused in words.
  await card.getByRole('button', { name: '写新签名' }).click();
  const file = dialog.getByLabel('上传签名图片（PNG）');
  await file.setInputFiles({ name: '签名.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await dialog.getByRole('button', { name: '保存签名' }).click();
  await expect(dialog.getByText('这不是完整的 PNG 图片').first()).toBeVisible();
  await file.setInputFiles({ name: '签名.png', mimeType: 'image/png', buffer: drawn({ width: 160 }) });
  await expect(dialog.getByRole('img', { name: '手写签名' })).toBeVisible();
  await dialog.getByRole('button', { name: '保存签名' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => width(current)).toBe(160);

  await page.goto(`/cases/${caseId}?view=timeline`);
  const under = page.getByRole('img', { name: /的手写签名$/ });
  await expect(under).toHaveCount(1);
  await expect.poll(() => width(under)).toBe(first);
  expect(await axe(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('an enterprise keeps no signature', async ({ browser }) => {
  const { page } = await screenOf(browser, 'firma.applicant1');
  await page.goto('/account');
  await expect(page.getByRole('heading', { name: '修改密码' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '手写签名' })).toHaveCount(0);
});
