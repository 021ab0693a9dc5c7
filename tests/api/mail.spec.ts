import { randomBytes } from 'node:crypto';
import { WorkerConfig } from '../../activities/config';
import { writeDigests } from '../../activities/mail/digest';
import { startMailing, type Mailing } from '../../activities/mail/mailing';
import { startWorker } from '../../activities/worker';
import { startApi, type TestApi, type TestClient } from '../support/api-app';
import { eventually } from '../support/eventually';
import { addressOf, MailServer } from '../support/mail-server';
import { HttpReview } from '../support/review-over-http';
import { startNumbersApart } from '../support/case-numbers';
import { insertRows, notificationRow, taskRow } from '../support/task-rows';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

async function until<T>(ask: () => T | Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const { value } = await eventually(async () => {
    const asked = await ask();
    return holds(asked) && { value: asked };
  }, 'it did not come to pass');
  return value;
}

describe('mails', () => {
  let api: TestApi;
  let officer: TestClient;
  let server: MailServer;
  let mailing: Mailing | null = null;
  const begin = (now?: () => Date): void => {
    mailing = startMailing(
      {
        smtpUrl: server.url,
        passwordFile: undefined,
        from: '危化协同 <hazflow@example.org>',
        publicUrl: 'https://h.example',
      },
      api.db,
      () => undefined,
      { everyMs: 20, longestPauseMs: 100, ...(now ? { now } : {}) },
    );
  };
  const choose = (client: TestClient, ...channels: [string, string][]) =>
    client
      .put('/api/v1/notifications/preferences')
      .send({ channels: channels.map(([type, channel]) => ({ type, channel })) })
      .expect(200);
  const withAddress = (client: TestClient, email: string) =>
    client.patch('/api/v1/profile').send({ email }).expect(200);
  const states = async () =>
    Object.fromEntries(
      (await api.db.collection('mails').find({}).toArray()).map(({ _id, state }) => [String(_id), String(state)]),
    );
  const settled = (count: number) =>
    until(
      states,
      (all) => Object.values(all).filter((state) => !['waiting', 'sending'].includes(state)).length === count,
    );
  /** A task of the officer and the notification of it, as the writer of cases leaves them. */
  const told = async (id: string, task: object = {}, notice: object = {}) => {
    const me = officer.personId;
    const row = taskRow({
      _id: `T:${id}`,
      stageName: { zh: '部门审查', en: 'Review' },
      dueDay: '2026-12-01',
      assignees: [me],
      audience: [`p:${me}`],
      ...task,
    });
    await insertRows(api.db, 'tasks', [row]);
    await insertRows(api.db, 'notifications', [
      {
        ...notificationRow({
          _id: id,
          audience: [`p:${me}`],
          taskId: row._id,
          title: '示例硝化项目',
          caseNo: 'LS-2026-000012',
        }),
        mail: 'due',
        ...notice,
      },
    ]);
  };

  beforeAll(async () => {
    api = await startApi();
    officer = await api.loginAs('emb.officer1');
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    server = await MailServer.started();
    await withAddress(officer, 'officer1@example.org');
  });
  afterEach(async () => {
    await mailing?.stop();
    mailing = null;
    await server.stop();
    for (const name of [
      'notifications',
      'notification_settings',
      'notification_reads',
      'tasks',
      'mails',
      'mail_status',
    ])
      await api.db.collection(name).deleteMany({});
    await api.db.collection('people').updateMany({}, { $set: { status: 'active' } });
  });

  it('go at once to who wants that kind so, in Chinese, with what to do, by when and where', async () => {
    await choose(officer, ['taskAssigned', 'mail']);
    await told('N:1');
    begin();
    await settled(1);
    const [mail] = server.mails;
    expect(mail!.subject).toBe('【HazFlow】新的待办：示例硝化项目（LS-2026-000012）');
    expect(addressOf(mail!)).toBe('officer1@example.org');
    expect(mail!.from!.text).toContain('危化协同');
    expect(mail!.text).toContain('案件：示例硝化项目（LS-2026-000012）');
    expect(mail!.text).toContain('办理事项：部门审查');
    expect(mail!.text).toContain('办理期限：2026-12-01');
    expect(mail!.text).toContain('https://h.example/inbox?task=T%3AN%3A1');
    expect(mail!.headers.get('auto-submitted')).toBe('auto-generated');
    // Headers travel in ASCII (RFC 2047), whatever the mail server can do.
    const [head] = server.raw[0]!.split('\r\n\r\n');
    expect(head).toMatch(/^[\x20-\x7e\r\n\t]+$/);
    expect(head).toMatch(/^Subject: =\?UTF-8\?/im);
  });

  it('are in English for who chose that', async () => {
    await officer
      .put('/api/v1/notifications/preferences')
      .send({ channels: [{ type: 'taskAssigned', channel: 'mail' }], language: 'en' })
      .expect(200);
    await told('N:1');
    begin();
    await settled(1);
    expect(server.mails[0]!.text).toContain('To do: Review');
    expect(server.mails[0]!.text).toContain('Due: 2026-12-01');
  });

  it('are not sent to who did not ask for them, has no address, or left', async () => {
    const [second, chief] = await Promise.all([api.loginAs('emb.officer2'), api.loginAs('emb.chief')]);
    await Promise.all([officer, second, chief].map((one) => choose(one, ['caseEnded', 'mail'])));
    await withAddress(chief, 'chief@example.org');
    await api.db.collection('people').updateOne({ _id: second.personId as never }, { $unset: { email: 1 } });
    await api.db.collection('people').updateOne({ _id: chief.personId as never }, { $set: { status: 'left' } });
    const audience = [officer, second, chief].map(({ personId }) => `p:${personId}`);
    await told('N:1', {}, { type: 'taskUrged', audience });
    await told('N:2', {}, { type: 'caseEnded', audience, taskId: null });
    begin();
    await settled(2);
    expect(await states()).toEqual({
      [`n:N:2:${officer.personId}`]: 'sent',
      [`n:N:2:${second.personId}`]: 'dropped',
    });
    expect(server.mails.map(addressOf)).toEqual(['officer1@example.org']);
  });

  it('say nothing of what others wrote, and one line of a title stays one line', async () => {
    await choose(officer, ['taskUrged', 'mail']);
    await told(
      'N:1',
      {},
      { type: 'taskUrged', title: '示例\r\nBcc: x@example.org', params: { note: '张三电话13800000000' } },
    );
    begin();
    await settled(1);
    expect(server.mails[0]!.subject).toBe('【HazFlow】收到催办：示例 Bcc: x@example.org（LS-2026-000012）');
    expect(addressOf(server.mails[0]!)).toBe('officer1@example.org');
    expect(server.mails[0]!.bcc).toBeUndefined();
    expect(server.mails[0]!.text).not.toContain('13800000000');
  });

  it('wait while the mail server is away and then go once each', async () => {
    await choose(officer, ['taskAssigned', 'mail']);
    await server.stop();
    await told('N:1');
    await told('N:2');
    begin();
    const admin = await api.loginAs('admin');
    const { body } = await until(
      () => admin.get('/api/v1/admin/mail'),
      (answer) => answer.body.trouble !== null,
    );
    expect(body).toMatchObject({ on: true, waiting: 2, refused: 0, lastSentAt: null });
    expect(body.trouble.message).toContain('ECONNREFUSED');
    await server.start();
    await settled(2);
    expect(server.mails.map(({ subject }) => subject)).toHaveLength(2);
    const after = await until(
      () => admin.get('/api/v1/admin/mail'),
      (answer) => answer.body.trouble === null,
    );
    expect(after.body).toMatchObject({ waiting: 0, undelivered: [] });
    expect(after.body.lastSentAt).not.toBeNull();
  });

  it('are shared by several workers without doubles', async () => {
    await choose(officer, ['taskAssigned', 'mail']);
    for (let i = 1; i <= 20; i += 1) await told(`N:${i}`, { stageName: { zh: `审查${i}`, en: `Review ${i}` } });
    begin();
    const first = mailing;
    begin();
    await settled(20);
    await first?.stop();
    expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(20);
    expect(server.mails).toHaveLength(20);
  });

  it('do not ask for what was done meanwhile', async () => {
    await choose(officer, ['taskAssigned', 'mail']);
    await told('N:1', { status: 'done', audience: [] });
    begin();
    await settled(1);
    expect(server.mails).toEqual([]);
  });

  it('that are refused show to administrators alone, and are tried again when asked', async () => {
    await choose(officer, ['taskAssigned', 'mail']);
    server.refused.set('officer1@example.org', 550);
    await told('N:1');
    begin();
    await settled(1);
    const admin = await api.loginAs('admin');
    const { body } = await admin.get('/api/v1/admin/mail').expect(200);
    expect(body).toMatchObject({ refused: 1, waiting: 0 });
    const [failed] = body.undelivered;
    expect(failed).toMatchObject({ state: 'refused', attempts: 1, kind: 'atOnce' });
    expect(failed.reason).toContain('no such mailbox');
    await officer.get('/api/v1/admin/mail').expect(403);
    const again = `/api/v1/admin/mail/${encodeURIComponent(failed.mailId)}/retry`;
    await officer.post(again).expect(403);
    await admin.post('/api/v1/admin/mail/none/retry').expect(404);
    await withAddress(officer, 'right@example.org');
    await admin.post(again).expect(204);
    await until(states, (all) => all[failed.mailId] === 'sent');
    expect(server.mails.map(addressOf)).toEqual(['right@example.org']);
  });

  it('that a server cannot take now are tried again later, without holding up the others', async () => {
    const second = await api.loginAs('emb.officer2');
    await withAddress(second, 'officer2@example.org');
    await choose(officer, ['caseEnded', 'mail']);
    await choose(second, ['caseEnded', 'mail']);
    server.refused.set('officer1@example.org', 451);
    await told('N:1', {}, { type: 'caseEnded', taskId: null, audience: ['o:EMB'] });
    begin();
    await until(
      () => api.db.collection('mails').findOne({ _id: `n:N:1:${officer.personId}` as never }),
      (mail) => mail?.['state'] === 'waiting' && mail['attempts'] === 1,
    );
    await until(
      () => server.mails.map(addressOf),
      (all) => all.includes('officer2@example.org'),
    );
    expect(server.mails).toHaveLength(1);
  });

  it('once a day sum up what was not read, however often the job runs', async () => {
    await choose(officer, ['taskAssigned', 'digest'], ['caseEnded', 'digest'], ['taskUrged', 'page']);
    const now = new Date('2030-11-25T07:30:00+08:00');
    const at = (hours: number) => now.getTime() - hours * HOUR;
    await told('N:old', {}, { at: at(30) });
    await told('N:1', {}, { at: at(5) });
    await told('N:2', {}, { at: at(4), type: 'taskUrged' });
    await told('N:3', {}, { at: at(3), type: 'caseEnded', taskId: null });
    await told('N:read', {}, { at: at(2) });
    await officer.put('/api/v1/notifications/N:read/read').expect(204);
    await api.db.collection('notification_reads').updateOne({}, { $set: { at: new Date(at(1)) } });
    expect(await writeDigests(api.db, now)).toEqual({ people: 1, mails: 1 });
    expect(await writeDigests(api.db, now)).toEqual({ people: 1, mails: 0 });
    expect(await writeDigests(api.db, new Date(now.getTime() + HOUR))).toEqual({ people: 1, mails: 0 });
    begin(() => new Date(now.getTime() + 3 * DAY));
    await settled(1);
    const [mail] = server.mails;
    expect(mail!.subject).toBe('【HazFlow】今日办理提醒：2 条通知');
    expect(mail!.text).toMatch(/1\. 新的待办[\s\S]*2\. 案件办结/);
    expect(mail!.text).not.toContain('收到催办');
    // Nothing new the next day: no mail. What comes then is told the day after, once.
    expect(await writeDigests(api.db, new Date(now.getTime() + DAY))).toEqual({ people: 1, mails: 0 });
    await told('N:4', {}, { at: now.getTime() + DAY + HOUR });
    expect(await writeDigests(api.db, new Date(now.getTime() + 2 * DAY))).toEqual({ people: 1, mails: 1 });
    await settled(2);
    expect(server.mails[1]!.subject).toBe('【HazFlow】今日办理提醒：1 条通知');
  });

  it('are tried by an administrator on themselves', async () => {
    const admin = await api.loginAs('admin');
    expect((await admin.post('/api/v1/admin/mail/test').expect(409)).body.code).toBe('mail.off');
    begin();
    await until(
      () => admin.get('/api/v1/admin/mail'),
      ({ body }) => body.on === true,
    );
    await api.db.collection('people').updateOne({ _id: admin.personId as never }, { $unset: { email: 1 } });
    expect((await admin.post('/api/v1/admin/mail/test').expect(409)).body.code).toBe('mail.noAddress');
    await withAddress(admin, 'admin@example.org');
    await admin.post('/api/v1/admin/mail/test').expect(202);
    await until(
      () => server.mails.length,
      (count) => count === 1,
    );
    expect(server.mails[0]!.subject).toBe('【HazFlow】测试邮件');
    const { body } = await admin.get('/api/v1/notifications/preferences').expect(200);
    expect(body).toMatchObject({ mailSent: true, address: 'admin@example.org', language: 'zh' });
  });
});

describe('a case', () => {
  it('tells by mail what a worker wrote, because the mark is written with it', async () => {
    const taskQueue = `test-${randomBytes(6).toString('hex')}`;
    const server = await MailServer.started();
    const api = await startApi({ env: { TEMPORAL_TASK_QUEUE: taskQueue } });
    await startNumbersApart(api.db);
    const worker = await startWorker(
      WorkerConfig.fromEnv({
        MONGODB_URI: api.mongoUri,
        TEMPORAL_ADDRESS: process.env['HAZFLOW_TEST_TEMPORAL_ADDRESS'],
        TEMPORAL_TASK_QUEUE: taskQueue,
        HAZFLOW_SECRETS_DIR: api.secretsDir,
        PUBLIC_URL: api.url,
        SMTP_URL: server.url,
        MAIL_FROM: 'hazflow@example.org',
        LOG_LEVEL: 'silent',
      }),
    );
    try {
      const clerk = await api.loginAs('hwedz.window1');
      await clerk.patch('/api/v1/profile').send({ email: 'window1@example.org' }).expect(200);
      await clerk
        .put('/api/v1/notifications/preferences')
        .send({ channels: [{ type: 'taskAssigned', channel: 'mail' }] })
        .expect(200);
      const review = await HttpReview.submitted({ ...api, taskQueue, worker });
      await until(
        () => server.mails.length,
        (count) => count > 0,
      );
      expect(server.mails.map(addressOf)).toEqual(['window1@example.org']);
      expect(server.mails[0]!.subject).toContain(`（${review.caseId}）`);
      // Neither the list nor the marks tell of the outbox.
      const { body } = await clerk.get('/api/v1/notifications').expect(200);
      expect(body.items[0]).not.toHaveProperty('mail');
      expect(await api.db.collection('notifications').countDocuments({ mail: 'due' })).toBe(0);
    } finally {
      await worker.stop();
      await api.close();
      await server.stop();
    }
  });
});
