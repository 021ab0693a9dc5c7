import { addDays, localDay } from '../../workflows/domain/calendar';
import { signIn, startApi, type TestApi, type TestClient } from '../support/api-app';

const today = localDay(Date.now());

describe('roles of people', () => {
  let api: TestApi;
  let admin: TestClient;
  const path = (id: string) => `/api/v1/people/${id}`;
  const person = async (id: string) => (await admin.get(path(id)).expect(200)).body;
  const give = async (by: TestClient, id: string, fields: object) =>
    by.post(`${path(id)}/roles`).send({ reason: '科室分工调整', version: (await person(id)).version, ...fields });
  const withdraw = async (by: TestClient, id: string, fields: object) =>
    by.post(`${path(id)}/roles/withdraw`).send({ reason: '调离岗位', version: (await person(id)).version, ...fields });

  beforeAll(async () => {
    api = await startApi();
    admin = await api.loginAs('admin');
  });
  afterAll(() => api.close());

  it('are given from a day on and hold at once; who had none enters with it', async () => {
    const { body, status } = await give(admin, 'p-emb-officer1', { orgCode: 'EMB', role: 'sectionChief', from: today });
    expect([status, body.code]).toEqual([200, undefined]);
    const officer = await signIn(api.url, 'emb.officer1');
    const me = (await officer.get('/api/v1/auth/me').expect(200)).body;
    expect(me.memberships).toContainEqual({ orgCode: 'EMB', role: 'sectionChief' });
    const again = await give(admin, 'p-emb-officer1', {
      orgCode: 'EMB',
      role: 'sectionChief',
      from: addDays(today, 9),
    });
    expect([again.status, again.body.code]).toEqual([409, 'person.roleHeld']);
  });

  it('of the future do not hold yet', async () => {
    await give(admin, 'p-emb-officer2', { orgCode: 'EMB', role: 'sectionChief', from: addDays(today, 1) });
    const me = (await (await api.loginAs('emb.officer2')).get('/api/v1/auth/me')).body;
    expect(me.memberships).not.toContainEqual({ orgCode: 'EMB', role: 'sectionChief' });
  });

  it('are withdrawn with a last day; that they were held stays, and the trail says why', async () => {
    await give(admin, 'p-drb-officer1', { orgCode: 'DRB', role: 'sectionChief', from: addDays(today, -30) });
    const meant = { orgCode: 'DRB', role: 'sectionChief', from: addDays(today, -30) };
    const early = await withdraw(admin, 'p-drb-officer1', { ...meant, lastDay: addDays(today, -31) });
    expect([early.status, early.body.code]).toEqual([422, 'reference.datesReversed']);
    const done = await withdraw(admin, 'p-drb-officer1', { ...meant, lastDay: addDays(today, -1) });
    expect(done.status).toBe(200);
    expect(done.body.memberships).toContainEqual({ ...meant, to: addDays(today, -1) });
    const me = (await (await api.loginAs('drb.officer1')).get('/api/v1/auth/me')).body;
    expect(me.memberships).not.toContainEqual({ orgCode: 'DRB', role: 'sectionChief' });
    const later = await withdraw(admin, 'p-drb-officer1', { ...meant, lastDay: addDays(today, 5) });
    expect([later.status, later.body.code]).toEqual([409, 'person.roleEnded']);
    const unknown = await withdraw(admin, 'p-drb-officer1', { ...meant, from: today, lastDay: today });
    expect(unknown.status).toBe(404);
    const trail = await api.db.collection('admin_events').find({ target: 'p-drb-officer1' }).sort({ at: 1 }).toArray();
    expect(trail.map(({ action, detail }) => [action, (detail as { reason: string }).reason])).toEqual([
      ['person.giveRole', '科室分工调整'],
      ['person.withdrawRole', '调离岗位'],
    ]);
  });

  it('are not given on an outdated view, without a reason, or by an officer', async () => {
    const fields = { orgCode: 'EMB', role: 'sectionChief', from: today, reason: '分工', version: 1_000 };
    expect((await admin.post(`${path('p-eeb-officer1')}/roles`).send(fields)).body.code).toBe('resource.changed');
    await admin
      .post(`${path('p-eeb-officer1')}/roles`)
      .send({ ...fields, reason: '' })
      .expect(422);
    const officer = await api.loginAs('emb.officer1');
    await officer
      .post(`${path('p-eeb-officer1')}/roles`)
      .send(fields)
      .expect(403);
    const wrong = await give(admin, 'p-eeb-officer1', { orgCode: 'NOWHERE', role: 'king', from: today });
    expect([wrong.status, wrong.body.errors.map((e: { code: string }) => e.code)]).toEqual([
      422,
      ['person.orgUnknown', 'person.roleUnknown'],
    ]);
  });

  it('nobody raises themselves, but anybody may step down', async () => {
    const { memberships, version } = await person('p-admin');
    const more = [...memberships, { orgCode: 'EMB', role: 'supervisor', from: today, to: null }];
    const raised = await admin.put(`${path('p-admin')}/memberships`).send({ memberships: more, version });
    expect([raised.status, raised.body.code]).toEqual([403, 'person.ownRoles']);
    const given = await give(admin, 'p-admin', { orgCode: 'EMB', role: 'supervisor', from: today });
    expect([given.status, given.body.code]).toEqual([403, 'person.ownRoles']);
    const [own] = memberships;
    const longer = [{ ...own, from: addDays(own.from, -1) }];
    expect((await admin.put(`${path('p-admin')}/memberships`).send({ memberships: longer, version })).body.code).toBe(
      'person.ownRoles',
    );
  });

  it('there is an administrator on every day to come', async () => {
    const [own] = (await person('p-admin')).memberships;
    const meant = { orgCode: own.orgCode, role: own.role, from: own.from };
    // The only one: not even from a day far ahead.
    const last = await withdraw(admin, 'p-admin', { ...meant, lastDay: addDays(today, 400) });
    expect([last.status, last.body.code]).toEqual([409, 'person.lastAdmin']);
    // A second one for ten days does not let the first one go after twenty.
    await give(admin, 'p-emb-chief', { orgCode: own.orgCode, role: 'admin', from: today, to: addDays(today, 10) });
    const gap = await withdraw(admin, 'p-admin', { ...meant, lastDay: addDays(today, 20) });
    expect([gap.status, gap.body.code]).toEqual([409, 'person.lastAdmin']);
    await give(admin, 'p-emb-chief', { orgCode: own.orgCode, role: 'admin', from: addDays(today, 11) });
    const now = await withdraw(admin, 'p-admin', { ...meant, lastDay: addDays(today, 20) });
    expect([now.status, now.body.code]).toEqual([200, undefined]);
    // And the second one cannot leave in turn.
    const second = await withdraw(admin, 'p-emb-chief', {
      orgCode: own.orgCode,
      role: 'admin',
      from: addDays(today, 11),
      lastDay: addDays(today, 30),
    });
    expect([second.status, second.body.code]).toEqual([409, 'person.lastAdmin']);
  });
});

describe('phrases of a department', () => {
  it('are added, changed and retired by its leadership, which the trail tells; officers only use them', async () => {
    const api = await startApi();
    try {
      const [chief, officer, stranger] = await Promise.all(
        ['emb.deputy', 'emb.officer1', 'drb.officer1'].map((login) => api.loginAs(login)),
      );
      const text = '安全设施设计应与主体工程同时设计、同时施工、同时投入生产和使用。';
      const phrase = { text, org: 'EMB', basis: '《安全生产法》第三十一条', outcomes: [], effectiveFrom: '2026-01-01' };
      await officer!.post('/api/v1/phrases').send(phrase).expect(403);
      const { body } = await chief!.post('/api/v1/phrases').send(phrase).expect(201);
      const texts = async (client: TestClient) =>
        (await client.get('/api/v1/phrases').expect(200)).body.map((one: { text: string }) => one.text);
      expect(await texts(officer!)).toContain(text);
      expect(await texts(stranger!)).not.toContain(text);
      await officer!.put(`/api/v1/phrases/${body.phraseId}`).send(phrase).expect(404);
      await chief!
        .put(`/api/v1/phrases/${body.phraseId}`)
        .send({ ...phrase, effectiveTo: addDays(today, -1) })
        .expect(200);
      expect(await texts(officer!)).not.toContain(text);
      const all = await chief!.get('/api/v1/phrases').query({ which: 'all' }).expect(200);
      expect(all.body.map((one: { text: string }) => one.text)).toContain(text);
      const trail = await api.db.collection('admin_events').find({ target: body.phraseId }).sort({ at: 1 }).toArray();
      expect(trail.map(({ action }) => action)).toEqual(['phrase.add', 'phrase.change']);
    } finally {
      await api.close();
    }
  });
});
