import { expect, test, type Browser, type Page } from '@playwright/test';
import { answer, openTask, PHONE, screenOf } from './support/pages';
import { nitrationPlant, pdf, requiredPapers } from './support/people';

/** 联合审查 from the enterprise's phone to the letter: everybody at a screen and in a session of their own. */
test.describe.configure({ mode: 'serial' });

const TITLE = `示例硝化装置改造项目${Date.now().toString(36)}`;
const application = nitrationPlant(TITLE) as any;
const WORDS: Record<string, Record<string, string>> = {
  kind: { rebuild: '改建' },
  unitKind: { storage: '储存单元', production: '生产单元' },
  role: { feed: '原料' },
  physicalState: { liquid: '液态', gas: '气态', solid: '固态' },
};

/** Somebody comes, does one thing and leaves. */
async function visit(
  browser: Browser,
  login: string,
  act: (page: Page) => Promise<void>,
  viewport?: { width: number; height: number },
): Promise<void> {
  const { page, context, faults } = await screenOf(browser, login, viewport);
  await act(page);
  expect(faults).toEqual([]);
  await context.close();
}

async function next(page: Page, step: string): Promise<void> {
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('button', { name: new RegExp(step) })).toHaveAttribute('aria-current', 'step');
}

test('the enterprise fills in and submits the application on a phone', async ({ browser }) => {
  test.setTimeout(240_000);
  await visit(
    browser,
    'firma.applicant1',
    async (page) => {
      await page.goto('/applications');
      await page.getByRole('button', { name: '新建申报' }).click();
      const { enterprise, site, project, activities, design, evaluation } = application;

      const firm = page.locator('section', { has: page.getByRole('heading', { name: '申报单位' }) });
      await firm.getByLabel('单位名称').fill(enterprise.name);
      await firm.getByLabel('统一社会信用代码').fill(enterprise.uscc);
      await firm.getByLabel('注册地址').fill(enterprise.address);
      await firm.getByLabel('法定代表人').fill(enterprise.legalRepresentative);
      await firm.getByLabel('联系人').fill(enterprise.contactName);
      await firm.getByLabel('联系电话').fill(enterprise.contactPhone);
      await page.getByLabel('位于化工园区内').selectOption('是');
      await page.getByLabel('园区名称').fill(site.park);
      await page.getByLabel('宗地号').fill(site.parcel);
      await page.getByLabel('建设地址').fill(site.address);
      await page.getByLabel('经度').fill(String(site.longitude));
      await page.getByLabel('纬度').fill(String(site.latitude));

      await next(page, '项目与工艺');
      await page.getByLabel('项目名称').fill(project.name);
      await page.getByLabel('建设性质').selectOption(WORDS['kind']![project.kind]!);
      await page.getByLabel('总投资').fill(String(project.investment));
      await page.getByLabel('建设规模').fill(project.scale);
      await page.getByLabel('建设内容').fill(project.description);
      await page.getByRole('checkbox', { name: '硝化工艺' }).check();
      await page.getByLabel('常住人数').fill(String(application.population500m));
      for (const [label, key] of [
        ['新增建（构）筑物', 'newBuildings'],
        ['特种设备', 'specialEquipment'],
        ['城镇燃气', 'townGas'],
        ['产生危险废物', 'hazardousWaste'],
        ['保税仓储', 'bondedStorage'],
        ['自有车辆', 'ownTransport'],
      ] as const)
        await page.getByLabel(label).selectOption(activities[key] ? '是' : '否');

      await next(page, '单元与物料');
      const units = page.locator('section', { has: page.getByRole('heading', { name: '评价单元' }) });
      for (const [at, unit] of application.units.entries()) {
        await page.getByRole('button', { name: '添加单元' }).click();
        const row = units.getByRole('listitem').nth(at);
        await row.getByLabel('单元名称').fill(unit.name);
        await row.getByLabel('类别').selectOption(WORDS['unitKind']![unit.kind]!);
      }
      const substances = page.locator('section', { has: page.getByRole('heading', { name: '物料', exact: true }) });
      for (const [at, substance] of application.substances.entries()) {
        await page.getByRole('button', { name: '添加物料' }).click();
        const row = substances.getByRole('listitem').nth(at);
        await row.getByLabel('CAS 号').fill(substance.cas);
        await row.getByLabel('名称').fill(substance.name);
        await row.getByLabel('设计最大量').fill(String(substance.quantityT));
        const unit = application.units.find((one: { key: string }) => one.key === substance.unit);
        await row.getByLabel('所在单元').selectOption(unit.name);
        await row.getByLabel('用途').selectOption(WORDS['role']![substance.role]!);
        await row.getByLabel('物态').selectOption(WORDS['physicalState']![substance.physicalState]!);
        await row.getByLabel('温度').fill(String(substance.temperatureC));
        await row.getByLabel('压力').fill(String(substance.pressureMPa));
        if (substance.variant) await row.getByLabel('规格').selectOption(substance.variant);
      }
      // The worked example of the standard: S = 8 + 6 + 1.6, R = 1.5 × (4·8 + 2·6 + 1·1.6).
      await expect(page.getByText('S = 15.6　R = 68.4')).toBeVisible();
      await expect(page.getByText('二级', { exact: true })).toBeVisible();

      await next(page, '设计与评价');
      const designer = page.locator('section', { has: page.getByRole('heading', { name: '设计单位' }) });
      await designer.getByLabel('名称').fill(design.name);
      await designer.getByLabel('资质证书编号').fill(design.certificateNo);
      await designer.getByLabel('资质等级').selectOption(design.grade);
      await designer.getByLabel('证书有效期至').fill(design.validTo);
      await designer.getByLabel('设计文件日期').fill(design.designDate);
      const evaluator = page.locator('section', { has: page.getByRole('heading', { name: '安全评价机构' }) });
      await evaluator.getByLabel('名称').fill(evaluation.name);
      await evaluator.getByLabel('资质证书编号').fill(evaluation.certificateNo);
      await evaluator.getByLabel('业务范围').selectOption(evaluation.scope);
      await evaluator.getByLabel('证书有效期至').fill(evaluation.validTo);
      await evaluator.getByLabel('评价报告编号').fill(evaluation.reportNo);
      await evaluator.getByLabel('评价报告日期').fill(evaluation.reportDate);

      await next(page, '申报材料');
      const papers = requiredPapers(project.kind);
      await expect(page.getByText('必交', { exact: true })).toHaveCount(papers.length);
      for (const row of await page.locator('main li.card').filter({ hasText: '必交' }).all()) {
        const name = await row.getByRole('heading').innerText();
        // Without waiting for the one before, as people do it.
        await row
          .locator('input[type=file]')
          .setInputFiles({ name: `${name}.pdf`, mimeType: 'application/pdf', buffer: pdf('paper') });
      }
      await expect(page.getByRole('button', { name: /^预览/ })).toHaveCount(papers.length);

      await next(page, '核对并提交');
      await expect(page.getByText('材料齐全，未发现矛盾，可以提交。')).toBeVisible();
      await page.getByRole('button', { name: '提交申报' }).click();
      await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
      await expect(page.getByText('窗口受理').first()).toBeVisible();
    },
    PHONE,
  );
});

test('the window accepts, and the seven departments review', async ({ browser }) => {
  test.setTimeout(400_000);
  await visit(browser, 'hwedz.window1', async (page) => {
    await openTask(page, TITLE);
    await answer(page, '受理');
  });
  for (const org of ['emb', 'eeb', 'nrpb', 'eitb', 'hwcmo', 'frb', 'psb']) {
    await visit(browser, `${org}.officer1`, async (page) => {
      await openTask(page, TITLE);
      await page.getByLabel('审查意见').fill('经审查，项目符合本部门管理要求。');
      if (org !== 'emb') return answer(page, '同意');
      await page.getByRole('radio', { name: '有条件同意' }).check();
      await page.getByRole('button', { name: '添加条件' }).click();
      await page.getByLabel('内容').fill('投用前完成安全仪表系统验证');
      await page.getByLabel('责任人').fill('安全总监');
      await page.getByLabel('完成日期').fill('2027-03-01');
      await page.getByLabel('核查节点').selectOption('试生产前');
      await answer(page, '有条件同意');
    });
    await visit(browser, `${org}.chief`, async (page) => {
      await openTask(page, TITLE);
      await answer(page, '审核通过');
    });
    await visit(browser, `${org}.deputy`, async (page) => {
      await openTask(page, TITLE);
      await answer(page, '签发');
    });
  }
});

test('the lead decides with the conditions of the departments, and the enterprise reads the letter', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  await visit(browser, 'hwedz.officer1', async (page) => {
    await openTask(page, TITLE);
    await page.getByRole('tab', { name: '部门意见' }).click();
    await expect(page.getByText('7/7 个部门已签发')).toBeVisible();
    await page.getByRole('tab', { name: '办理', exact: true }).click();
    // Nobody's condition is passed over: plain approval is not offered, and the condition is there already.
    await expect(page.getByRole('radio', { name: '拟同意', exact: true })).toHaveCount(0);
    await page.getByRole('radio', { name: '拟附条件同意' }).check();
    await expect(page.getByLabel('内容')).toHaveValue('投用前完成安全仪表系统验证');
    await page.getByLabel('拟办意见和理由').fill('七个部门均已出具意见，拟附条件同意。');
    await answer(page, '拟附条件同意');
  });
  await visit(browser, 'hwedz.chief', async (page) => {
    await openTask(page, TITLE);
    await answer(page, '审核通过');
  });
  await visit(browser, 'hwedz.director', async (page) => {
    await openTask(page, TITLE);
    await answer(page, '附条件同意');
  });
  await visit(
    browser,
    'firma.applicant1',
    async (page) => {
      await expect(async () => {
        await page.goto('/cases');
        await expect(page.getByRole('row', { name: new RegExp(TITLE) }).getByText('附条件同意')).toBeVisible({
          timeout: 1000,
        });
      }).toPass({ timeout: 30_000 });
      await page.getByRole('link', { name: TITLE }).click();
      await expect(page.getByRole('heading', { name: '联合审查决定' })).toBeVisible();
      await page.getByRole('button', { name: /^预览/ }).first().click();
      const letter = await page.getByRole('link', { name: '下载' }).getAttribute('href');
      const file = await page.request.get(letter!);
      expect(file.ok()).toBe(true);
      expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');
    },
    PHONE,
  );
});
