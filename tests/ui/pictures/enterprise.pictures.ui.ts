import { expect, test } from '@playwright/test';
import { checkUrl } from '../../../activities/documents/check-code';
import { letterCheckSecret } from '../../../activities/records/secret-file';
import { addDays, localDay } from '../../../workflows/domain/calendar';
import { conditionalPlant } from '../support/conditional-plant';
import { openScreen, PHONE, screenOf } from '../support/pages';
import {
  as,
  complete,
  departmentOpinion,
  departmentsOf,
  nitrationPlant,
  submitPlant,
  taskOf,
  url,
} from '../support/people';
import { picture } from '../support/picture';
import { ownEnvironment } from '../support/system';

const POINT = { subject: '总平面布置图', text: '未标明危险废物贮存间的位置和防渗措施', askedBy: 'EEB' };

test('the application, from the draft to the check', async ({ browser }) => {
  const lone = await openScreen(browser);
  await lone.page.goto('/login');
  await expect(lone.page.getByRole('button', { name: '登录' })).toBeVisible();
  await picture(lone.page, 'login');
  const applicant = await as('firma.applicant1');
  const { applicationId } = await applicant.post('/applications', {
    application: nitrationPlant('示例硝化装置自动化改造项目'),
  });
  const phone = await screenOf(browser, 'firma.applicant1', PHONE);
  await phone.page.goto(`/applications/${applicationId}?step=enterprise`);
  await expect(phone.page.getByLabel('单位名称')).toBeVisible();
  await picture(phone.page, 'phone-application');
  const desk = await screenOf(browser, 'firma.applicant1');
  await desk.page.goto(`/applications/${applicationId}?step=substances`);
  await expect(desk.page.getByText('S = 15.6　R = 68.4')).toBeVisible();
  await picture(desk.page, 'application-substances');
  await desk.page.goto(`/applications/${applicationId}?step=check`);
  await expect(desk.page.getByText(/处需要补充或更正/)).toBeVisible();
  await picture(desk.page, 'application-check');
});

test('a correction is asked for, answered and compared', async ({ browser }) => {
  test.setTimeout(300_000);
  const { caseId, applicationId } = await submitPlant('示例加氢装置扩建项目');
  await complete('hwedz.window1', caseId, 'accept');
  const phone = await screenOf(browser, 'firma.applicant1', PHONE);
  await phone.page.goto(`/cases/${caseId}`);
  await expect(phone.page.getByRole('heading', { name: '示例加氢装置扩建项目' })).toBeVisible();
  await picture(phone.page, 'phone-case');
  for (const org of await departmentsOf(caseId))
    if (org === 'EEB') {
      const { subject, text } = POINT;
      const points = [{ subject, text, basis: '危险废物贮存污染控制标准' }];
      await departmentOpinion(caseId, org, 'correction', { opinion: '请补正。', points });
    } else await departmentOpinion(caseId, org, 'agree');
  await complete('hwedz.officer1', caseId, 'send', { points: [POINT] });
  const correction = await taskOf('firma.applicant1', caseId);
  await phone.page.goto('/');
  await expect(phone.page.getByRole('heading', { name: '工作台' })).toBeVisible();
  await picture(phone.page, 'phone-home');
  await phone.page.goto(`/inbox?task=${encodeURIComponent(correction.taskId)}`);
  await phone.page.getByRole('link', { name: '去补正' }).click();
  await expect(phone.page.getByText(POINT.text)).toBeVisible();
  await picture(phone.page, 'phone-correction');

  const applicant = await as('firma.applicant1');
  const draft = await applicant.get(`/applications/${applicationId}`);
  const substances = draft.application.substances.map((one: { quantityT: number }, at: number) =>
    at === 0 ? { ...one, quantityT: one.quantityT - 5 } : one,
  );
  const changed = await applicant.call('PUT', `/applications/${applicationId}`, {
    version: draft.version,
    application: { ...draft.application, substances },
  });
  await applicant.post(`/applications/${applicationId}/resubmit`, {
    version: changed.version,
    answers: [{ number: 1, answer: '已在总平面布置图上标明贮存间位置和防渗做法。' }],
  });
  const desk = await screenOf(browser, 'firma.applicant1');
  await desk.page.goto('/applications');
  await expect(desk.page.locator('main').getByText('示例加氢装置扩建项目').first()).toBeVisible();
  await picture(desk.page, 'applications');
  await desk.page.goto(`/applications/${applicationId}/compare`);
  await expect(desk.page.getByText(POINT.subject).or(desk.page.getByRole('table')).first()).toBeVisible();
  await picture(desk.page, 'application-compare');
});

test('an approval and its conditions', async ({ browser }) => {
  test.setTimeout(180_000);
  const condition = {
    text: '配备不少于6吨抗溶性泡沫，并与园区消防站签订联动协议',
    owner: '企业安全总监',
    dueDay: addDays(localDay(Date.now()), 90),
    checkPoint: 'trialProduction',
    setBy: 'FRB',
  };
  const caseId = await conditionalPlant('示例氧化装置技改项目', condition);
  const lead = await as('hwedz.officer1');
  const env = ownEnvironment();
  const letters: { kind: string; code: string }[] = await lead.get(`/cases/${caseId}/letters`);
  const { code } = letters.find(({ kind }) => kind === 'jointReview.decision')!;
  const citizen = await openScreen(browser, PHONE);
  await citizen.page.goto(checkUrl(url(), await letterCheckSecret(env['HAZFLOW_SECRETS_DIR']!), code));
  await expect(citizen.page.getByText('现行有效')).toBeVisible();
  await picture(citizen.page, 'check');
  for (const [login, name, viewport] of [
    ['firma.applicant1', 'phone-obligations', PHONE],
    ['hwedz.officer1', 'obligations', { width: 1280, height: 800 }],
  ] as const) {
    const { page } = await screenOf(browser, login, viewport);
    await expect(async () => {
      await page.goto('/obligations');
      await expect(page.getByRole('heading', { name: condition.text }).first()).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    await picture(page, name);
  }
});
