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
