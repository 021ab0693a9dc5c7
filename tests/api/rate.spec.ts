import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { signIn, startApi, type TestApi } from '../support/api-app';

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ env: { RATE_LIMIT_PER_MINUTE: '30', TRUST_PROXY: '1' } });
});
afterAll(() => api.close());

test('who asks too often is told to wait; others are not held up', async () => {
  const eager = await signIn(api.url, 'emb.officer1');
  const calm = await signIn(api.url, 'emb.officer2');
  const statuses: number[] = [];
  for (let i = 0; i < 35; i++) statuses.push((await eager.get(i % 2 ? '/api/v1/auth/me' : '/api/v1/profile')).status);
  expect(statuses.slice(0, 30)).toEqual(Array(30).fill(200));
  expect(statuses.slice(30)).toEqual(Array(5).fill(429));
  const refused = await eager.get('/api/v1/auth/me');
  expect(refused.body.code).toBe('rate.limited');
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
  await calm.get('/api/v1/auth/me').expect(200);
  await request(api.url).get('/api/v1/health/live').expect(200);
});

test('signing in has a tighter limit per address', async () => {
  const attempt = (ip: string) =>
    request(api.url).post('/api/v1/auth/login').set('X-Forwarded-For', ip).send({ login: 'nobody', password: '' });
  const codes: string[] = [];
  for (let i = 0; i < 5; i++) codes.push((await attempt('198.51.100.1')).body.code);
  expect(codes).toEqual(['input.invalid', 'input.invalid', 'input.invalid', 'rate.limited', 'rate.limited']);
  expect((await attempt('198.51.100.2')).body.code).toBe('input.invalid');
});

describe('who is sent from one API process to the next', () => {
  let other: TestApi;

  beforeAll(async () => {
    other = await startApi({
      env: { RATE_LIMIT_PER_MINUTE: '30', TRUST_PROXY: '1', MONGODB_URI: api.mongoUri },
      withoutSeeds: true,
    });
  });
  afterAll(() => other.app.close());

  const inTurn = async (times: number, ask: (url: string) => Promise<request.Response>): Promise<string[]> => {
    const codes: string[] = [];
    for (let i = 0; i < times; i++) codes.push((await ask(i % 2 ? other.url : api.url)).body.code);
    return codes;
  };
  const signingIn = (ip: string) => async (url: string) =>
    request(url).post('/api/v1/auth/login').set('X-Forwarded-For', ip).send({ login: 'nobody', password: '' });

  test('has no further attempts to sign in there, until the minute is over', async () => {
    const codes = await inTurn(5, signingIn('198.51.100.11'));
    expect(codes).toEqual(['input.invalid', 'input.invalid', 'input.invalid', 'rate.limited', 'rate.limited']);
    const ended = await api.db
      .collection<{ _id: string }>('shared_rates')
      .updateOne({ _id: 'login/ip:198.51.100.11' }, { $set: { expiresAt: new Date(Date.now() - 1) } });
    expect(ended.matchedCount).toBe(1);
    expect((await inTurn(4, signingIn('198.51.100.11'))).at(-1)).toBe('rate.limited');
  });

  test('writes no more objections there, and asks no more after those of others', async () => {
    const objecting = async (url: string) =>
      request(url)
        .post('/api/v1/public/notices/none-1/objections')
        .set('X-Forwarded-For', '198.51.100.12')
        .set('Idempotency-Key', randomUUID())
        .send({
          name: '示例居民',
          standing: 'resident',
          phone: '13800000001',
          text: '请说明疏散安排。',
          consent: true,
        });
    expect((await inTurn(4, objecting)).slice(2)).toEqual(['rate.limited', 'rate.limited']);
    const asking = async (url: string) =>
      request(url)
        .post('/api/v1/public/objections/YY-0000-0000/enquiry')
        .set('X-Forwarded-For', '198.51.100.13')
        .send({ contact: '13800000001' });
    expect(await inTurn(4, asking)).toEqual([...Array(3).fill('objection.unknown'), 'rate.limited']);
  });

  test('is counted by the network where addresses are plenty', async () => {
    const hosts = [1, 2, 3, 4].map((host) => `2001:db8:7:7::${host}`);
    const codes = await Promise.all(hosts.map(async (ip) => (await signingIn(ip)(api.url)).body.code));
    expect(codes.filter((code) => code === 'rate.limited')).toHaveLength(1);
    expect((await signingIn('2001:db8:7:8::1')(other.url)).body.code).toBe('input.invalid');
  });
});

test('while the database is away the process counts by itself', async () => {
  const alone = await startApi({
    env: { RATE_LIMIT_PER_MINUTE: '30', MONGODB_URI: 'mongodb://127.0.0.1:9/nowhere?directConnection=true' },
    withoutSeeds: true,
  });
  try {
    const codes: string[] = [];
    for (let i = 0; i < 4; i++) {
      const credentials = { login: 'emb.officer1', password: 'wrong-password' };
      codes.push((await request(alone.url).post('/api/v1/auth/login').send(credentials)).body.code);
    }
    expect(codes).toEqual([...Array(3).fill('service.mongoAway'), 'rate.limited']);
  } finally {
    await alone.close();
  }
});
