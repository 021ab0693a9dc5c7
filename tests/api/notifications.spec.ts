import { startApi, type TestApi, type TestClient } from '../support/api-app';
import { insertRows, notificationRow } from '../support/task-rows';

const DAY = 86_400_000;

describe('what a person is told', () => {
  let api: TestApi;
  let officer: TestClient;
  let base: number;
  const list = async (query: object = {}) => (await officer.get('/api/v1/notifications').query(query).expect(200)).body;
  const unread = async () => (await officer.get('/api/v1/notifications/unread').expect(200)).body.unread as number;

  beforeEach(async () => {
    api = await startApi();
    officer = await api.loginAs('emb.officer1');
    base = Date.now() - DAY;
    const me = `p:${officer.personId}`;
    await insertRows(api.db, 'notifications', [
      notificationRow({ _id: 'N:1', audience: [me], at: base + 1 }),
      notificationRow({ _id: 'N:2', audience: ['r:EMB/caseOfficer', me], at: base + 2, type: 'taskUrged' }),
      notificationRow({ _id: 'N:3', audience: ['o:EMB'], at: base + 3, type: 'caseEnded' }),
      notificationRow({ _id: 'N:4', audience: ['o:DRB'], at: base + 4 }),
      notificationRow({ _id: 'N:5', audience: [me], at: base - 100 * DAY }),
    ]);
  });
  afterEach(() => api.close());

  it('is what was sent to them, to their role or to their organisation, newest first, once, without naming the audience', async () => {
    const first = await list({ limit: 2 });
    expect(first.items.map((n: { notificationId: string }) => n.notificationId)).toEqual(['N:3', 'N:2']);
    expect(first.items[0]).not.toHaveProperty('audience');
    const second = await list({ limit: 2, cursor: first.next });
    expect(second.items.map((n: { notificationId: string }) => n.notificationId)).toEqual(['N:1', 'N:5']);
    expect(second.next).toBeNull();
  });

  it('counts as unread what is neither old nor read', async () => {
    expect(await unread()).toBe(3);
    await officer.put('/api/v1/notifications/N:2/read').expect(204);
    await officer.put('/api/v1/notifications/N:2/read').expect(204);
    expect(await unread()).toBe(2);
    expect((await list({ unread: 'true' })).items).toHaveLength(2);
    await officer
      .post('/api/v1/notifications/read-all')
      .send({ until: base + 1 })
      .expect(204);
    expect(await unread()).toBe(1);
    await officer.post('/api/v1/notifications/read-all').send({}).expect(204);
    expect(await unread()).toBe(0);
    // A later call with an earlier moment makes nothing unread again.
    await officer.post('/api/v1/notifications/read-all').send({ until: 1 }).expect(204);
    expect(await unread()).toBe(0);
  });

  it('cannot be marked by a stranger', async () => {
    await officer.put('/api/v1/notifications/N:4/read').expect(404);
    await api.anonymous.get('/api/v1/notifications').expect(401);
  });

  it('follows the choice for each kind', async () => {
    const { body } = await officer
      .put('/api/v1/notifications/preferences')
      .send({
        channels: [
          { type: 'caseEnded', channel: 'off' },
          { type: 'taskUrged', channel: 'digest' },
        ],
      })
      .expect(200);
    expect(body.channels).toContainEqual({ type: 'caseEnded', channel: 'off', browser: false });
    expect(body.channels).toContainEqual({ type: 'taskAssigned', channel: 'page', browser: true });
    expect(await unread()).toBe(2);
    await officer
      .put('/api/v1/notifications/preferences')
      .send({ channels: [{ type: 'caseEnded', channel: 'loudly' }] })
      .expect(422);
  });

  it('keeps for each kind whether the browser tells of it too, whatever else was chosen', async () => {
    const prefer = (one: object) =>
      officer
        .put('/api/v1/notifications/preferences')
        .send({ channels: [{ type: 'copied', channel: 'mail', ...one }] });
    expect((await prefer({ browser: true }).expect(200)).body.channels).toContainEqual({
      type: 'copied',
      channel: 'mail',
      browser: true,
    });
    // Left out, it stays.
    expect((await prefer({ channel: 'page' }).expect(200)).body.channels).toContainEqual({
      type: 'copied',
      channel: 'page',
      browser: true,
    });
    await prefer({ browser: 'sometimes' }).expect(422);
  });
});
