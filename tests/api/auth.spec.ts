import { generateKeyPairSync } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import request from 'supertest';
import { loadReference } from '../../seeds/reference';
import { signIn, startApi, type TestApi } from '../support/api-app';

let api: TestApi;
const demoPassword = loadReference().demoPassword;

beforeAll(async () => {
  api = await startApi({ env: { TRUST_PROXY: '1' } });
});
afterAll(() => api.close());

/** An attempt from an address of its own, so that the tests do not lock each other out. */
function attempt(login: string, password: string, ip: string, url = api.url) {
  return request(url).post('/api/v1/auth/login').set('X-Forwarded-For', ip).send({ login, password });
}

describe('signing in with a browser', () => {
  test('sets a session cookie that scripts cannot read, and says who it is', async () => {
    const answer = await attempt('EMB.Officer1', demoPassword, '192.0.2.1');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      personId: 'p-emb-officer1',
      memberships: [{ orgCode: 'EMB', role: 'caseOfficer' }],
      isAdmin: false,
    });
    const [session, csrf] = answer.get('Set-Cookie') ?? [];
    expect(session).toMatch(/^hazflow_session=.*; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(csrf).toMatch(/^hazflow_csrf=.*; Path=\/; SameSite=Lax$/);
    expect(csrf).toContain(answer.body.csrfToken);
  });

  test('over https the cookie is Secure and bound to the host', async () => {
    const https = await startApi({ env: { PUBLIC_URL: 'https://hazflow.example' } });
    try {
      const answer = await attempt('admin', demoPassword, '192.0.2.2', https.url);
      expect(answer.get('Set-Cookie')?.[0]).toMatch(
        /^__Host-hazflow_session=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      );
    } finally {
      await https.close();
    }
  });

  test('keeps no secret in the database', async () => {
    const client = await signIn(api.url, 'eeb.officer1');
    const secret = /hazflow_session=[^.]+\.([^;]+)/.exec(client.cookie)?.[1];
    const rows = await api.db.collection('sessions').find({}).toArray();
    expect(secret).toHaveLength(43);
    expect(JSON.stringify(rows)).not.toContain(secret);
    const person = await api.db.collection('people').findOne({ login: 'eeb.officer1' });
    expect(person?.['passwordHash']).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('says the same for a wrong name as for a wrong password, and takes as long', async () => {
    const fastest = async (login: string, ip: string) => {
      let best = Infinity;
      for (let i = 0; i < 3; i++) {
        const started = performance.now();
        const answer = await attempt(login, 'not the password', ip);
        best = Math.min(best, performance.now() - started);
        expect([answer.status, answer.body.code]).toEqual([401, 'auth.badCredentials']);
      }
      return best;
    };
    const known = await fastest('hcb.officer1', '192.0.2.3');
    const unknown = await fastest('nobody.at.all', '192.0.2.4');
    expect(unknown).toBeGreaterThan(known / 3);
  });

  test('a session that has run out is nobody', async () => {
    const client = await signIn(api.url, 'trb.officer1');
    const id = /hazflow_session=([^.]+)/.exec(client.cookie)?.[1];
    await api.db
      .collection('sessions')
      .updateOne({ _id: id as never }, { $set: { expiresAt: new Date(Date.now() - 1000) } });
    const other = await startApi({ withoutSeeds: true, env: { MONGODB_URI: api.mongoUri } });
    try {
      const answer = await request(other.url).get('/api/v1/auth/me').set('Cookie', client.cookie);
      expect([answer.status, answer.body.code]).toEqual([401, 'auth.required']);
    } finally {
      await other.close();
    }
  });

  test.each(['hazflow_session=', 'hazflow_session=x.y', `hazflow_session=${'a'.repeat(16)}.${'b'.repeat(43)}`])(
    'a made-up cookie %s is nobody',
    async (cookie) => {
      await request(api.url).get('/api/v1/auth/me').set('Cookie', cookie).expect(401);
    },
  );
});

describe('changes with a cookie', () => {
  test('need the CSRF token of that very session', async () => {
    const mine = await signIn(api.url, 'psb.officer1');
    const other = await signIn(api.url, 'psb.officer1');
    const change = (token?: string) => {
      const test = request(api.url)
        .patch('/api/v1/profile')
        .set('Cookie', mine.cookie)
        .send({ phone: '0575-11111111' });
      return token === undefined ? test : test.set('X-CSRF-Token', token);
    };
    for (const token of [undefined, '', 'wrong', other.csrfToken]) {
      const answer = await change(token);
      expect([answer.status, answer.body.code]).toEqual([403, 'auth.csrf']);
    }
    await request(api.url).get('/api/v1/profile').set('Cookie', mine.cookie).expect(200);
    const done = await change(mine.csrfToken);
    expect([done.status, done.body.phone]).toEqual([200, '0575-11111111']);
  });
});

describe('guessing passwords', () => {
  test('locks the name after five attempts, for the right password too, and longer each time', async () => {
    const login = 'msb.officer1';
    const guess = (password: string) => attempt(login, password, '192.0.2.10');
    for (let i = 0; i < 5; i++) expect((await guess(`guess ${i}`)).status).toBe(401);
    const locked = await guess(demoPassword);
    expect([locked.status, locked.body.code]).toEqual([429, 'auth.locked']);
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(50);
    expect(Number(locked.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(locked.body.detail).toContain('秒后再试');

    const guards = api.db.collection<{ _id: string; lockedUntil: Date; failures: number }>('login_guards');
    const lift = () => guards.updateOne({ _id: `login:${login}` }, { $set: { lockedUntil: new Date(Date.now() - 1) } });
    await lift();
    expect((await guess('guess 6')).status).toBe(401);
    const again = await guess(demoPassword);
    expect(again.status).toBe(429);
    expect(Number(again.headers['retry-after'])).toBeGreaterThan(100);

    await lift();
    expect((await guess(demoPassword)).status).toBe(200);
    expect(await guards.findOne({ _id: `login:${login}` })).toBeNull();
    expect((await guess('one slip')).status).toBe(401);
    expect((await guess(demoPassword)).status).toBe(200);
  });

  test('many attempts at once do not get more tries', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => attempt('cleb.officer1', `guess ${i}`, '192.0.2.11')),
    );
    const looked = answers.filter((answer) => answer.status === 401).length;
    expect(looked).toBeLessThanOrEqual(5);
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(20 - looked);
  });

  test('is felt by another API process', async () => {
    for (let i = 0; i < 5; i++) await attempt('frb.officer1', `guess ${i}`, '192.0.2.12');
    const other = await startApi({ withoutSeeds: true, env: { MONGODB_URI: api.mongoUri } });
    try {
      expect((await attempt('frb.officer1', demoPassword, '192.0.2.13', other.url)).status).toBe(429);
    } finally {
      await other.close();
    }
  });

  test('of many names locks the address, not others', async () => {
    const ip = '192.0.2.14';
    for (let round = 0; round < 5; round++) {
      await Promise.all(Array.from({ length: 10 }, (_, i) => attempt(`name${round}${i}`, 'guess', ip)));
    }
    expect((await attempt('drb.officer1', demoPassword, ip)).status).toBe(429);
    expect((await attempt('drb.officer1', demoPassword, '192.0.2.15')).status).toBe(200);
  });
});

describe('own sessions', () => {
  test('are listed, and one that is ended is nobody at once', async () => {
    const here = await signIn(api.url, 'nrpb.officer1');
    const there = await signIn(api.url, 'nrpb.officer1');
    const list = (await here.get('/api/v1/auth/sessions').expect(200)).body as { id: string; current: boolean }[];
    expect(list).toHaveLength(2);
    expect(list.filter((session) => session.current)).toHaveLength(1);
    expect(JSON.stringify(list)).not.toContain('secretHash');
    const other = list.find((session) => !session.current)!;
    await there.get('/api/v1/auth/me').expect(200);
    await here.delete(`/api/v1/auth/sessions/${other.id}`).expect(204);
    await there.get('/api/v1/auth/me').expect(401);
    await here.get('/api/v1/auth/me').expect(200);
  });

  test('of somebody else look like those that do not exist', async () => {
    const mine = await signIn(api.url, 'nrpb.officer2');
    const theirs = /hazflow_session=([^.]+)/.exec((await signIn(api.url, 'eitb.officer1')).cookie)?.[1];
    for (const id of [theirs, 'no-such-session']) {
      const answer = await mine.delete(`/api/v1/auth/sessions/${id}`);
      expect([answer.status, answer.body.code]).toEqual([404, 'resource.unknown']);
    }
  });

  test('end by logging out, and the cookies are cleared', async () => {
    const client = await signIn(api.url, 'eitb.officer2');
    const answer = await client.post('/api/v1/auth/logout').expect(204);
    expect(answer.get('Set-Cookie')?.[0]).toMatch(/^hazflow_session=; .*Expires=Thu, 01 Jan 1970/);
    await client.get('/api/v1/auth/me').expect(401);
  });
});

describe('a new password', () => {
  test('must meet the rules; then the old one and all other sessions are void', async () => {
    const login = 'hwcmo.officer1';
    const here = await signIn(api.url, login);
    const there = await signIn(api.url, login);
    const change = (currentPassword: string, newPassword: string) =>
      here.post('/api/v1/auth/password').send({ currentPassword, newPassword });
    const refusals = [
      await change('wrong password', 'a long enough one'),
      await change(demoPassword, 'short'),
      await change(demoPassword, `${login}-2026`),
      await change(demoPassword, 'aaaaaaaaaaaa'),
      await change(demoPassword, demoPassword),
    ];
    expect(refusals.map((answer) => [answer.status, answer.body.code, answer.body.errors[0]?.field])).toEqual([
      [401, 'auth.badCredentials', undefined],
      [422, 'auth.weakPassword', 'newPassword'],
      [422, 'auth.weakPassword', 'newPassword'],
      [422, 'auth.weakPassword', 'newPassword'],
      [422, 'auth.samePassword', 'newPassword'],
    ]);
    await change(demoPassword, 'quite another 7').expect(204);
    await there.get('/api/v1/auth/me').expect(401);
    await here.get('/api/v1/auth/me').expect(200);
    expect((await attempt(login, demoPassword, '192.0.2.20')).status).toBe(401);
    expect((await attempt(login, 'quite another 7', '192.0.2.20')).status).toBe(200);
  });
});

describe('machines', () => {
  const grant = async (login: string) =>
    (await request(api.url).post('/api/v1/auth/tokens').send({ login, password: demoPassword }).expect(200)).body as {
      accessToken: string;
      refreshToken: string;
      expiresIn: number;
    };
  const me = (token: string) => request(api.url).get('/api/v1/auth/me').set('Authorization', `Bearer ${token}`);

  test('get a token of fifteen minutes and need no CSRF token', async () => {
    const { accessToken, expiresIn } = await grant('customs.officer1');
    expect(expiresIn).toBe(900);
    expect((await me(accessToken)).body.login).toBe('customs.officer1');
    await request(api.url)
      .patch('/api/v1/profile')
      .set('Authorization', `Bearer ${accessToken}`)
      .send({ phone: '0575-22222222' })
      .expect(200);
    const claims = JSON.parse(Buffer.from(accessToken.split('.')[1]!, 'base64url').toString());
    expect(claims.exp - claims.iat).toBe(900);
  });

  test('an altered, foreign, unsigned or expired token is nobody', async () => {
    const { accessToken } = await grant('customs.officer2');
    const [head, body, signature] = accessToken.split('.') as [string, string, string];
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const { privateKey } = generateKeyPairSync('ed25519');
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString());
    const foreign = await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid, typ: 'at+jwt' }).sign(privateKey);
    const keys = JSON.parse(await readFile(join(api.secretsDir, 'api-token-keys.json'), 'utf8')).keys;
    const own = await import('node:crypto').then(({ createPrivateKey }) =>
      createPrivateKey({ key: keys[0], format: 'jwk' }),
    );
    const expired = await new SignJWT({ ...claims, exp: claims.iat - 3600 })
      .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'at+jwt' })
      .sign(own);
    const valid = await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid, typ: 'at+jwt' }).sign(own);
    await me(valid).expect(200);
    for (const token of [
      `${head}.${encode({ ...claims, sub: 'p-admin' })}.${signature}`,
      `${encode({ alg: 'none', typ: 'at+jwt' })}.${body}.`,
      foreign,
      expired,
      'nonsense',
    ]) {
      expect([(await me(token)).status, token.length]).toEqual([401, token.length]);
    }
  });

  test('refresh once each; a refresh token shown twice ends the grant', async () => {
    const first = await grant('estab.director');
    const refresh = (refreshToken: string) =>
      request(api.url).post('/api/v1/auth/tokens/refresh').send({ refreshToken });
    const second = (await refresh(first.refreshToken).expect(200)).body;
    await me(second.accessToken).expect(200);
    await refresh(first.refreshToken).expect(401);
    await refresh(second.refreshToken).expect(401);
    await me(second.accessToken).expect(401);
  });

  test('a personal token works until it is ended, and cannot make itself permanent', async () => {
    const person = await signIn(api.url, 'gov.director');
    const made = await person.post('/api/v1/auth/personal-tokens').send({ name: '报表接口', days: 30 }).expect(201);
    const { id, token, expiresAt } = made.body as { id: string; token: string; expiresAt: string };
    expect(Math.round((Date.parse(expiresAt) - Date.now()) / 86_400_000)).toBe(30);
    await me(token).expect(200);
    const asToken = (path: string, body: object) =>
      request(api.url).post(path).set('Authorization', `Bearer ${token}`).send(body);
    await asToken('/api/v1/auth/personal-tokens', { name: 'another', days: 300 }).expect(403);
    await asToken('/api/v1/auth/password', { currentPassword: demoPassword, newPassword: 'quite another 7' }).expect(
      403,
    );
    await person.post('/api/v1/auth/personal-tokens').send({ name: 'for ever', days: 5000 }).expect(422);
    await person.delete(`/api/v1/auth/sessions/${id}`).expect(204);
    await me(token).expect(401);
  });

  test('a browser cookie is no bearer token and a bearer token no cookie', async () => {
    const person = await signIn(api.url, 'gov.supervisor');
    const cookie = /hazflow_session=([^;]+)/.exec(person.cookie)![1]!;
    await me(cookie).expect(401);
    await me(`hzp_${cookie}`).expect(401);
    const { refreshToken } = await grant('gov.supervisor');
    await request(api.url).get('/api/v1/auth/me').set('Cookie', `hazflow_session=${refreshToken}`).expect(401);
  });

  test('are signed by a key that only the owner of the process can read', async () => {
    expect((await stat(join(api.secretsDir, 'api-token-keys.json'))).mode & 0o777).toBe(0o600);
  });
});
