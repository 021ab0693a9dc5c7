import { loadReference } from '../../seeds/reference';
import { usccCheckCharacter } from '../../workflows/domain/uscc';
import { signIn, startApi, type TestApi, type TestClient } from '../support/api-app';

let api: TestApi;
let admin: TestClient;

beforeAll(async () => {
  api = await startApi();
  admin = await api.loginAs('admin');
});
afterAll(() => api.close());

const member = (orgCode: string, role: string, from = '2026-01-01', to: string | null = null) => ({
  orgCode,
  role,
  from,
  to,
});

async function newPerson(login: string, memberships = [member('EMB', 'caseOfficer')]) {
  const answer = await admin
    .post('/api/v1/people')
    .send({ login, name: `示例·${login}`, memberships })
    .expect(201);
  return answer.body as { person: { personId: string; version: number }; password: string };
}

describe('a new officer', () => {
  test('is added with a first password, signs in and holds the role', async () => {
    const { person, password } = await newPerson('emb.new1');
    const client = await signIn(api.url, 'emb.new1', password);
    const me = (await client.get('/api/v1/auth/me').expect(200)).body;
    expect(me).toMatchObject({ personId: person.personId, memberships: [{ orgCode: 'EMB', role: 'caseOfficer' }] });
    const trail = await api.db.collection('admin_events').findOne({ target: person.personId });
    expect(trail).toMatchObject({ action: 'person.create', by: 'p-admin' });
    expect(JSON.stringify(trail)).not.toContain(password);
  });

  test('needs a login of their own, an organisation and a role that exist, and dates in order', async () => {
    const post = (body: object) => admin.post('/api/v1/people').send(body);
    const taken = await post({ login: 'emb.officer1', name: '示例', memberships: [] });
    expect([taken.status, taken.body.code]).toEqual([409, 'person.loginTaken']);
    const wrong = await post({
      login: 'emb.new2',
      name: '示例',
      memberships: [
        member('NOWHERE', 'caseOfficer'),
        member('EMB', 'king'),
        member('EMB', 'caseOfficer', '2026-05-01', '2026-04-30'),
      ],
    });
    expect([wrong.status, wrong.body.errors.map((e: { field: string; code: string }) => [e.field, e.code])]).toEqual([
      422,
      [
        ['memberships[0].orgCode', 'person.orgUnknown'],
        ['memberships[1].role', 'person.roleUnknown'],
        ['memberships[2].to', 'reference.datesReversed'],
      ],
    ]);
  });

  test('holds a role only within its dates', async () => {
    const { password } = await newPerson('emb.past', [
      member('EMB', 'caseOfficer', '2020-01-01', '2020-12-31'),
      member('EMB', 'sectionChief', '2999-01-01'),
      member('EMB', 'clerk', '2020-01-01'),
    ]);
    const client = await signIn(api.url, 'emb.past', password);
    expect((await client.get('/api/v1/auth/me')).body.memberships).toEqual([{ orgCode: 'EMB', role: 'clerk' }]);
  });
});

describe('a change', () => {
  test('of roles is felt by a session that is open', async () => {
    const { person, password } = await newPerson('emb.moving');
    const client = await signIn(api.url, 'emb.moving', password);
    await client.get('/api/v1/auth/me').expect(200);
    await admin
      .put(`/api/v1/people/${person.personId}/memberships`)
      .send({ memberships: [member('EEB', 'supervisor')], version: person.version })
      .expect(200);
    const me = (await client.get('/api/v1/auth/me')).body;
    expect([me.memberships, me.supervisorOf]).toEqual([[{ orgCode: 'EEB', role: 'supervisor' }], ['EEB']]);
  });

  test('on a stale view is refused', async () => {
    const { person } = await newPerson('emb.stale');
    const change = (name: string) =>
      admin.patch(`/api/v1/people/${person.personId}`).send({ name, version: person.version });
    await change('示例·一').expect(200);
    const second = await change('示例·二');
    expect([second.status, second.body.code]).toEqual([409, 'resource.changed']);
    expect((await admin.get(`/api/v1/people/${person.personId}`)).body.name).toBe('示例·一');
  });

  test('of a password by the administrator ends sessions and lifts the lock', async () => {
    const { person, password } = await newPerson('emb.forgot');
    const client = await signIn(api.url, 'emb.forgot', password);
    for (let i = 0; i < 5; i++)
      await api.anonymous.post('/api/v1/auth/login').send({ login: 'emb.forgot', password: 'guess' });
    const reset = (await admin.post(`/api/v1/people/${person.personId}/password`).expect(200)).body;
    await client.get('/api/v1/auth/me').expect(401);
    await signIn(api.url, 'emb.forgot', reset.password);
  });
});

describe('who leaves', () => {
  test('is nobody at once and cannot come back by password; the row stays', async () => {
    const { person, password } = await newPerson('emb.leaver');
    const client = await signIn(api.url, 'emb.leaver', password);
    await admin.post(`/api/v1/people/${person.personId}/leave`).send({ on: '2026-11-30' }).expect(200);
    await client.get('/api/v1/auth/me').expect(401);
    const login = await api.anonymous.post('/api/v1/auth/login').send({ login: 'emb.leaver', password });
    expect([login.status, login.body.code]).toEqual([401, 'auth.badCredentials']);
    expect((await admin.get(`/api/v1/people/${person.personId}`)).body).toMatchObject({
      status: 'left',
      name: '示例·emb.leaver',
    });
    await admin.post(`/api/v1/people/${person.personId}/rejoin`).expect(200);
    await signIn(api.url, 'emb.leaver', password);
  });

  test('cannot be the last administrator', async () => {
    const leave = await admin.post('/api/v1/people/p-admin/leave').send({});
    expect([leave.status, leave.body.code]).toEqual([409, 'person.lastAdmin']);
    const { version } = (await admin.get('/api/v1/people/p-admin')).body;
    const demote = await admin.put('/api/v1/people/p-admin/memberships').send({ memberships: [], version });
    expect([demote.status, demote.body.code]).toEqual([409, 'person.lastAdmin']);
  });
});

describe('lists', () => {
  test('of people come by page without doubles or gaps', async () => {
    const seen: string[] = [];
    let after = '';
    do {
      const page = (await admin.get(`/api/v1/people?limit=25${after === '' ? '' : `&after=${after}`}`).expect(200))
        .body;
      seen.push(...page.items.map((p: { personId: string }) => p.personId));
      after = page.next ?? '';
    } while (after !== '');
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen).toEqual(expect.arrayContaining(loadReference().people.map((p) => p.id)));
  });

  test('can be narrowed; a search is not a pattern', async () => {
    const eeb = (await admin.get('/api/v1/people?org=EEB&role=caseOfficer').expect(200)).body.items;
    expect(eeb.map((p: { login: string }) => p.login)).toEqual(['eeb.officer1', 'eeb.officer2']);
    expect((await admin.get('/api/v1/people?q=.*').expect(200)).body.items).toEqual([]);
    await admin.get('/api/v1/people?limit=5000').expect(422);
    await admin.get('/api/v1/people?org[$ne]=x').expect(422);
  });

  test('the directory shows officers the departments, firms only themselves', async () => {
    const officer = await api.loginAs('emb.officer1');
    const firm = await api.loginAs('firma.applicant1');
    const names = (await officer.get('/api/v1/directory?org=EEB&role=caseOfficer').expect(200)).body;
    expect(names.map((p: { personId: string }) => p.personId)).toEqual(['p-eeb-officer1', 'p-eeb-officer2']);
    expect(Object.keys(names[0]).sort()).toEqual(['name', 'personId', 'roles']);
    const own = (await firm.get('/api/v1/auth/me')).body.memberships[0].orgCode as string;
    expect((await firm.get(`/api/v1/directory?org=${own}`).expect(200)).body).toHaveLength(2);
    for (const org of ['EEB', 'NOWHERE']) expect((await firm.get(`/api/v1/directory?org=${org}`)).status).toBe(404);
    await officer.get(`/api/v1/directory?org=${own}`).expect(404);
  });
});

describe('organisations', () => {
  test('are added once, renamed on a fresh view, and shown to everybody', async () => {
    const fields = { code: 'TEST_OFFICE', name: { zh: '示例办公室', en: 'Example Office' }, kind: 'authority' };
    await admin.post('/api/v1/organisations').send(fields).expect(201);
    const twice = await admin.post('/api/v1/organisations').send(fields);
    expect([twice.status, twice.body.code]).toEqual([409, 'resource.exists']);
    const name = { zh: '示例中心', en: 'Example Centre' };
    await admin.patch('/api/v1/organisations/TEST_OFFICE').send({ name, version: 1 }).expect(200);
    await admin.patch('/api/v1/organisations/TEST_OFFICE').send({ name, version: 1 }).expect(409);
    const officer = await api.loginAs('emb.officer1');
    const all = (await officer.get('/api/v1/reference/organisations').expect(200)).body.items;
    expect(all.find((o: { code: string }) => o.code === 'TEST_OFFICE').name).toEqual(name);
  });

  test('take a credit code only with its check character', async () => {
    const first17 = '91330604MA2ABCDE1';
    const right = first17 + usccCheckCharacter(first17);
    const wrong = first17 + (right.endsWith('0') ? '1' : '0');
    const fields = (uscc: string) => ({
      code: 'TEST_FIRM',
      name: { zh: '示例公司', en: 'Example' },
      kind: 'enterprise',
      uscc,
    });
    const refused = await admin.post('/api/v1/organisations').send(fields(wrong));
    expect([refused.status, refused.body.code, refused.body.errors[0].field]).toEqual([422, 'uscc.digit', 'uscc']);
    await admin.post('/api/v1/organisations').send(fields(right)).expect(201);
  });
});
