import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { startApi, type TestApi, type TestClient } from '../support/api-app';

let api: TestApi;
let admin: TestClient;

beforeAll(async () => {
  api = await startApi();
  admin = await api.loginAs('admin');
});
afterAll(() => api.close());

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('problem details', () => {
  test('have the stable code, the place and the trace id, in Chinese unless English is preferred', async () => {
    const zh = await request(api.url).get('/api/v1/auth/me?secret=1').expect(401);
    expect(zh.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(zh.headers['content-language']).toBe('zh-CN');
    expect(zh.body).toEqual({
      type: 'urn:hazflow:problem:auth.required',
      title: '需要登录',
      status: 401,
      code: 'auth.required',
      detail: '请先登录。',
      instance: '/api/v1/auth/me',
      errors: [],
      traceId: zh.headers['x-request-id'],
    });
    const en = await request(api.url).get('/api/v1/auth/me').set('Accept-Language', 'en-GB,zh;q=0.5').expect(401);
    expect([en.body.detail, en.headers['content-language']]).toEqual(['Sign in first.', 'en']);
  });

  test('name every field that is wrong with its rule, down to the row of a list', async () => {
    const answer = await admin
      .post('/api/v1/people')
      .send({
        login: 'Not A Login',
        memberships: [
          { orgCode: 'EMB', role: 'caseOfficer', from: '2026-01-01' },
          { orgCode: 'EMB', role: 'caseOfficer', from: '2026-02-30', colour: 'red' },
        ],
        admin: true,
      })
      .expect(422);
    expect(answer.body.code).toBe('input.invalid');
    const faults = answer.body.errors.map((e: { field: string; code: string; rule: string }) => [
      e.field,
      e.code,
      e.rule,
    ]);
    expect(faults).toEqual(
      expect.arrayContaining([
        ['login', 'field.format', 'matches'],
        ['name', 'field.required', expect.any(String)],
        ['admin', 'input.unknownField', 'whitelistValidation'],
        ['memberships[1].from', 'field.date', 'isLocalDay'],
        ['memberships[1].colour', 'input.unknownField', 'whitelistValidation'],
      ]),
    );
    expect(faults).toHaveLength(5);
  });

  test.each([
    ['no JSON', 400, 'input.json', (r: request.Test) => r.set('Content-Type', 'application/json').send('{"login":')],
    ['a form', 415, 'body.mediaType', (r: request.Test) => r.type('form').send({ login: 'a' })],
    ['text', 415, 'body.mediaType', (r: request.Test) => r.type('text').send('a')],
    ['nothing', 422, 'input.invalid', (r: request.Test) => r],
    ['a list', 422, 'input.invalid', (r: request.Test) => r.send([1, 2])],
    ['wrong types', 422, 'input.invalid', (r: request.Test) => r.send({ login: { $gt: '' }, password: ['x'] })],
  ])('a body of %s gets %i %s', async (_name, status, code, send) => {
    const answer = await send(request(api.url).post('/api/v1/auth/login'));
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('a body of 50 MB gets 413, and the API goes on', async () => {
    const answer = await request(api.url)
      .post('/api/v1/auth/login')
      .set('Content-Type', 'application/json')
      .send(`{"login":"${'a'.repeat(50 * 1024 * 1024)}"}`);
    expect([answer.status, answer.body.code]).toEqual([413, 'body.tooLarge']);
    await request(api.url).get('/api/v1/health/live').expect(200);
  });

  test.each(['/api/v1/no-such-thing', '/api/other', '/nowhere.txt', '/%E0%A4%A'])(
    'an unknown address %s gets a problem',
    async (path) => {
      const answer = await request(api.url).get(path);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect([400, 404]).toContain(answer.status);
    },
  );
});

describe('when a server is away', () => {
  test('MongoDB: the API starts all the same, says so quickly with 503 and when to try again', async () => {
    const away = await startApi({
      withoutSeeds: true,
      env: { MONGODB_URI: `mongodb://127.0.0.1:${await closedPort()}/none` },
    });
    try {
      const started = Date.now();
      const answer = await request(away.url)
        .post('/api/v1/auth/login')
        .send({ login: 'emb.officer1', password: 'some password' });
      expect([answer.status, answer.body.code, answer.headers['retry-after']]).toEqual([503, 'service.mongoAway', '5']);
      expect(Date.now() - started).toBeLessThan(3000);
      const ready = await request(away.url).get('/api/v1/health/ready');
      expect([ready.status, ready.body.status, ready.body.mongo.status]).toEqual([503, 'notReady', 'down']);
      await request(away.url).get('/api/v1/health/live').expect(200);
    } finally {
      await away.close();
    }
  });

  test('Temporal: not ready, and the part is named', async () => {
    const away = await startApi({ env: { TEMPORAL_ADDRESS: `127.0.0.1:${await closedPort()}` } });
    try {
      const ready = await request(away.url).get('/api/v1/health/ready');
      expect([ready.status, ready.body.mongo.status, ready.body.temporal.status]).toEqual([503, 'up', 'down']);
    } finally {
      await away.close();
    }
  });
});
