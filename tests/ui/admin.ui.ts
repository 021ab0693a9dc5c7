import { writeFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { axe, screenOf } from './support/pages';
import { as } from './support/people';

test('an administrator gives a role, ends it with a reason, and cannot raise themselves', async ({ browser }) => {
  const { page, context, faults } = await screenOf(browser, 'admin');
  await page.goto('/admin/people');
  await page.getByLabel('姓名或用户名开头').fill('emb.officer2');
  await page
    .getByRole('button', { name: /^修改 / })
    .first()
    .click();
  const person = page.getByRole('dialog').first();
  await person.getByRole('button', { name: '授予岗位' }).click();
  const give = page.getByRole('dialog', { name: /^授予岗位：/ });
  await give.getByRole('button', { name: '授予岗位' }).click();
  await expect(give.getByText('请选择“岗位”')).toBeVisible();
  await give.getByLabel('岗位').selectOption({ label: '科室负责人' });
  await give.getByLabel('理由').fill('科室分工调整');
  await give.getByRole('button', { name: '授予岗位' }).click();
  await expect(give).toBeHidden();
  const row = person.getByRole('row', { name: /科室负责人/ });
  await expect(row.getByText('在任')).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await row.getByRole('button', { name: /^终止/ }).click();
  const end = page.getByRole('dialog', { name: /^终止 / });
  await end.getByLabel('理由').fill('调离岗位');
  await end.getByRole('button', { name: '终止' }).click();
  await expect(end).toBeHidden();
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
  await expect(row).toContainText(`– ${today}`);
  await page.keyboard.press('Escape');

  await page.goto('/admin/people');
  await page.getByLabel('姓名或用户名开头').fill('admin');
  await page
    .getByRole('button', { name: /^修改 / })
    .first()
    .click();
  await page.getByRole('dialog').first().getByRole('button', { name: '授予岗位' }).click();
  const own = page.getByRole('dialog', { name: /^授予岗位：/ });
  await own.getByLabel('岗位').selectOption({ label: '科室负责人' });
  await own.getByLabel('理由').fill('自行授予');
  await own.getByRole('button', { name: '授予岗位' }).click();
  await expect(own.getByText('请由另一名管理员办理')).toBeVisible();
  expect(faults).toEqual([]);
  await context.close();
});

test('leadership keeps the phrases of its department: added, changed, retired; officers choose from them', async ({
  browser,
}) => {
  const text = `同时设计、同时施工、同时投入生产和使用${Date.now()}`;
  const { page, context, faults } = await screenOf(browser, 'emb.deputy');
  await page.goto('/phrases');
  await page.getByRole('button', { name: '新增常用语' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog.getByText('请填写“内容”')).toBeVisible();
  await dialog.getByLabel('内容').fill(text);
  await dialog.getByLabel('依据条款').fill('《安全生产法》第三十一条');
  await dialog.getByLabel('归属').selectOption({ label: '区应急管理局' });
  await dialog.getByRole('button', { name: '保存' }).click();
  const row = page.getByRole('row', { name: new RegExp(text) });
  await expect(row.getByText('使用中')).toBeVisible();
  expect(await axe(page)).toEqual([]);
  const texts = async (login: string) =>
    (await (await as(login)).get('/phrases?which=all')).map((one: { text: string }) => one.text);
  expect(await texts('emb.officer1')).toContain(text);
  expect(await texts('drb.officer1')).not.toContain(text);
  await row.getByRole('button', { name: new RegExp(`^停用 ${text}`) }).click();
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
  await expect(row.getByText('已停用')).toBeVisible();
  expect(faults).toEqual([]);
  await context.close();

  const officer = await screenOf(browser, 'emb.officer1');
  await officer.page.goto('/phrases');
  await expect(officer.page.getByRole('row', { name: new RegExp(text) })).toBeVisible();
  await expect(officer.page.getByRole('button', { name: new RegExp(`^停用 ${text}`) })).toHaveCount(0);
  await officer.context.close();
});

test('a version is drafted from the one in force, proved, compared, tried, published and retired', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const code = `uiTry${Date.now()}`;
  const stage = (name: string, role: string, to: string) => ({
    code: name,
    kind: 'task',
    name: { zh: name === 'draft' ? '拟稿' : '审定', en: name },
    assignment: { org: 'EMB', role },
    policy: { kind: 'single' },
    outcomes: [{ code: 'ok', name: { zh: '同意', en: 'Approve' }, to, tone: 'positive' }],
  });
  const definition = {
    code,
    numberPrefix: 'TRY',
    version: 1,
    name: { zh: '示例流程', en: 'Tryout' },
    effectiveFrom: '2026-01-01',
    effectiveTo: null,
    legalBasis: ['示例'],
    facts: {},
    forms: [],
    limits: [],
    machine: {
      start: 'draft',
      stages: [
        stage('draft', 'caseOfficer', 'decide'),
        stage('decide', 'nobody', 'nowhere'),
        { code: 'approved', kind: 'end', name: { zh: '同意', en: 'Approved' }, result: 'approved' },
      ],
    },
    withdrawal: { allowed: false, by: { org: 'EMB', role: 'caseOfficer' }, notIn: [], basis: '示例' },
    supervisor: { org: 'EMB', role: 'supervisor' },
  };
  const file = test.info().outputPath('definition.json');
  await writeFile(file, JSON.stringify(definition));
  const { page, context, faults } = await screenOf(browser, 'admin');
  await page.goto('/admin/definitions');
  await page.getByRole('link', { name: '拟发布新版本' }).click();
  await page.getByLabel('从文件读取').setInputFiles(file);
  await page.getByRole('button', { name: '检查并比较' }).click();
  await expect(page.getByText(/有 \d+ 处问题/)).toBeVisible();
  await expect(page.getByRole('button', { name: '发布', exact: true })).toBeDisabled();
  const whole = page.getByLabel('流程定义');
  const sound = {
    ...definition,
    machine: {
      ...definition.machine,
      stages: [definition.machine.stages[0], stage('decide', 'sectionChief', 'approved'), definition.machine.stages[2]],
    },
  };
  await whole.fill(JSON.stringify(sound));
  await page.getByRole('button', { name: '检查并比较' }).click();
  await expect(page.getByText('流程完整，可以发布')).toBeVisible();
  await page.getByRole('button', { name: '从头试走' }).click();
  await page.getByLabel('拟稿 结论').selectOption('ok');
  await page.getByLabel('审定 结论').selectOption('ok');
  await expect(page.getByText('办理结果：')).toBeVisible();
  await page.getByRole('button', { name: /^用最近办结/ }).click();
  await expect(page.getByText('还没有办结的案件可供推演')).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '发布' }).click();
  await expect(page.getByRole('heading', { name: '示例流程 第 1 版' })).toBeVisible();

  await page.getByRole('link', { name: '以此版起草新版' }).click();
  await expect(whole).toHaveValue(/"version": 2/);
  await page.getByLabel('生效日期').fill('2030-01-01');
  await page.getByRole('button', { name: '检查并比较' }).click();
  await expect(page.getByRole('heading', { name: '第 1 版与第 2 版的差别' })).toBeVisible();
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '发布' }).click();
  await expect(page.getByRole('heading', { name: '示例流程 第 2 版' })).toBeVisible();

  await page.getByRole('button', { name: '停用' }).click();
  const retire = page.getByRole('dialog');
  await retire.getByLabel('最后一日').fill('2030-12-31');
  await retire.getByLabel('理由').fill('改由新规定办理');
  await retire.getByRole('button', { name: '停用' }).click();
  await expect(page.getByText('改由新规定办理')).toBeVisible();
  expect(faults).toEqual([]);
  await context.close();
});

test('without a mail server the pages say so, to administrators and to who chooses how to be told', async ({
  browser,
}) => {
  const { page, context, faults } = await screenOf(browser, 'admin');
  await page.goto('/admin/health');
  await expect(page.getByRole('heading', { name: '邮件通知' })).toBeVisible();
  await expect(page.getByText('没有配置邮件服务器')).toBeVisible();
  await expect(page.getByRole('button', { name: '给自己发一封测试邮件' })).toBeDisabled();
  expect(await axe(page)).toEqual([]);
  await page.goto('/account');
  await expect(page.getByText('本系统目前不发送邮件')).toBeVisible();
  await page.getByLabel('新的待办 通知方式').selectOption({ label: '系统内提示并汇入每日邮件' });
  await page.reload();
  await expect(page.getByLabel('新的待办 通知方式')).toHaveValue('digest');
  expect(faults).toEqual([]);
  await context.close();
});
