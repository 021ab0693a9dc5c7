import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { IdentityService } from '../support/identity-service';
import { axe, screenOf } from './support/pages';
import { addressOf, freePort, ownEnvironment, startApi, stop, type Env } from './support/system';

test('an administrator links a person on the page; that person signs in by the button of the identity service', async ({
  browser,
}) => {
  const own = ownEnvironment();
  const service = await IdentityService.started();
  const folder = await mkdtemp(join(tmpdir(), 'hazflow-ui-oidc-'));
  const secret = join(folder, 'secret');
  await writeFile(secret, service.clientSecret);
  const port = String(await freePort());
  const env: Env = {
    ...own,
    PORT: port,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    OIDC_ISSUER: service.issuer,
    OIDC_CLIENT_ID: service.clientId,
    OIDC_CLIENT_SECRET_FILE: secret,
    OIDC_NAME: '示例统一认证',
  };
  const api = await startApi(env);
  try {
    const admin = await screenOf(browser, 'admin');
    const open = async (name: string) => {
      await admin.page.goto('/admin/people');
      await admin.page.getByLabel('姓名或用户名开头').fill(name);
      await admin.page.getByRole('button', { name: `修改 ${name}` }).click();
      return admin.page.getByRole('dialog', { name: `修改人员：${name}` });
    };
    const first = await open('示例·应急经办甲');
    await first.getByLabel('统一身份编号').fill('gov-0571-001');
    await first.getByRole('button', { name: '保存' }).click();
    await expect(admin.page.getByText('统一身份编号已保存。')).toBeVisible();
    expect(await axe(admin.page)).toEqual([]);
    const second = await open('示例·应急经办乙');
    await second.getByLabel('统一身份编号').fill('gov-0571-001');
    await second.getByRole('button', { name: '保存' }).click();
    await expect(second.getByText('统一身份编号“gov-0571-001”已关联其他人员，请核对。').first()).toBeVisible();
    expect(admin.faults).toEqual([]);
    await admin.context.close();

    const context = await browser.newContext({ baseURL: addressOf(env), locale: 'zh-CN', reducedMotion: 'reduce' });
    const page = await context.newPage();
    // Whom the service knows and nobody linked is told so, without being told who exists.
    service.who = { sub: 'gov-0571-999' };
    await page.goto('/login');
    await page.getByRole('link', { name: '示例统一认证登录' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.getByLabel('用户名')).toBeVisible();
    expect(await axe(page)).toEqual([]);
    service.who = { sub: 'gov-0571-001' };
    await page.getByRole('link', { name: '示例统一认证登录' }).click();
    await expect(page.getByRole('heading', { name: '工作台' })).toBeVisible();
    await page.goto('/account');
    await expect(page.getByText('浏览器（统一身份认证）').first()).toBeVisible();
    await context.close();
  } finally {
    await stop(api);
    await service.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
