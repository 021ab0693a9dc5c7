import type { OpenAPIObject } from '@nestjs/swagger';
import request from 'supertest';
import { operationsOf } from '../../api/common/openapi';
import { startApi, type TestApi } from '../support/api-app';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function description(): Promise<OpenAPIObject> {
  return (await request(api.url).get('/api/docs-json')).body;
}

describe('every route', () => {
  test('refuses a stranger with 401, unless it is marked public', async () => {
    const operations = operationsOf(await description());
    expect(operations.length).toBeGreaterThan(25);
    const answered: string[] = [];
    for (const [path, method, operation] of operations) {
      if (operation['x-public'] === true) continue;
      const concrete = path.replace(/\{[^}]+\}/g, 'x');
      const answer = await request(api.url)[method as 'get'](concrete).set('Accept', 'application/json');
      answered.push(`${method} ${path}: ${answer.status} ${answer.body.code}`);
    }
    expect(answered.filter((line) => !line.endsWith(': 401 auth.required'))).toEqual([]);
  });

  test('public are only signing in, health and what the law publishes', async () => {
    const open = operationsOf(await description())
      .filter(([, , operation]) => operation['x-public'] === true)
      .map(([path]) => path)
      .filter((path) => !path.startsWith('/api/v1/public/'));
    expect([...new Set(open)].sort()).toEqual([
      '/api/v1/auth/login',
      '/api/v1/auth/oidc/sign-out',
      '/api/v1/auth/oidc/start',
      '/api/v1/auth/tokens',
      '/api/v1/auth/tokens/refresh',
      '/api/v1/auth/ways',
      '/api/v1/health/live',
      '/api/v1/health/ready',
    ]);
  });

  test('is described with its refusals as problem details and how to sign in', async () => {
    for (const [path, method, operation] of operationsOf(await description())) {
      expect([path, method, Object.keys(operation.responses)]).toEqual([
        path,
        method,
        expect.arrayContaining(['422', '429', '503']),
      ]);
      if (operation['x-public'] !== true) expect(operation.security).toContainEqual({ bearer: [] });
    }
  });

  test('of the administration is closed to an officer', async () => {
    const officer = await api.loginAs('emb.officer1');
    const administration = operationsOf(await description()).filter(([, , o]) => o.tags?.includes('administration'));
    expect(administration.length).toBeGreaterThan(8);
    for (const [path, method] of administration) {
      const concrete = path.replace(/\{[^}]+\}/g, 'x');
      const answer = await officer[method as 'get'](concrete);
      expect([method, path, answer.status, answer.body.code]).toEqual([method, path, 403, 'access.denied']);
    }
  });
});

describe('headers', () => {
  test('forbid inline scripts, framing and sniffing, and hide the server', async () => {
    const { headers } = await request(api.url).get('/api/v1/health/live');
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("object-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  test('answer with the request id of the caller, or with one of their own when it is not sound', async () => {
    const kept = await request(api.url).get('/api/v1/auth/me').set('X-Request-Id', 'caller-0001.a');
    expect(kept.headers['x-request-id']).toBe('caller-0001.a');
    expect(kept.body.traceId).toBe('caller-0001.a');
    const made = await request(api.url).get('/api/v1/auth/me').set('X-Request-Id', '<script>');
    expect(made.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('health and metrics', () => {
  test('live and ready, each part by name', async () => {
    expect((await request(api.url).get('/api/v1/health/live')).body).toEqual({ status: 'live' });
    const ready = await request(api.url).get('/api/v1/health/ready');
    expect([ready.status, ready.body.mongo.status, ready.body.temporal.status]).toEqual([200, 'up', 'up']);
  });

  test('figures are counted by route, not by address, and are not for those who come through a proxy', async () => {
    const admin = await api.loginAs('admin');
    await admin.get('/api/v1/people/p-emb-officer1').expect(200);
    await admin.get('/api/v1/people/p-emb-officer2').expect(200);
    const own = await request(api.url).get('/metrics').expect(200);
    expect(own.text).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/people\/:id",status="200"\} 2/,
    );
    expect(own.text).not.toContain('p-emb-officer1');
    await request(api.url).get('/metrics').set('X-Forwarded-For', '203.0.113.7').expect(403);
  });
});

describe('the description of the API', () => {
  test('is shown as a page without inline scripts', async () => {
    const page = await request(api.url).get('/api/docs').expect(200);
    expect(page.text).toContain('swagger-ui-init.js');
    expect(page.text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
  });
});
