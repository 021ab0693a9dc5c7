import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { startApi, type TestApi } from '../support/api-app';

let api: TestApi;
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hazflow-web-'));
  await mkdir(join(dir, 'assets'));
  await writeFile(join(dir, 'index.html'), '<!doctype html><title>示例页面</title>');
  await writeFile(join(dir, 'assets', 'app-1a2b3c.js'), 'void 0;');
  await writeFile(join(dir, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  api = await startApi({ env: { WEB_DIR: dir } });
});
afterAll(async () => {
  await api.close();
  await rm(dir, { recursive: true, force: true });
});

const page = (path: string) => request(api.url).get(path).set('Accept', 'text/html,application/xhtml+xml');

describe('the pages', () => {
  test.each(['/', '/inbox', '/cases/JR-2026-0001/timeline'])(
    '%s opens the application, asked for anew each time',
    async (path) => {
      const answer = await page(path).expect(200);
      expect(answer.text).toContain('示例页面');
      expect(answer.headers['cache-control']).toBe('no-cache');
      expect(answer.headers['content-security-policy']).toContain("script-src 'self'");
    },
  );

  test('the root answers HEAD and whoever takes anything, as load balancers ask', async () => {
    const head = await request(api.url).head('/').set('Accept', '*/*').expect(200);
    expect(head.headers['content-type']).toContain('text/html');
    expect((await request(api.url).get('/').set('Accept', '*/*').expect(200)).text).toContain('示例页面');
    await request(api.url).head('/inbox').set('Accept', 'text/html').expect(200);
    const json = await request(api.url).get('/').set('Accept', 'application/json');
    expect([json.status, json.body.code]).toEqual([404, 'resource.unknown']);
    await request(api.url).head('/api/v1/nothing').set('Accept', '*/*').expect(404);
  });

  test('hashed assets are kept for a year, a missing one is not the page', async () => {
    const asset = await request(api.url).get('/assets/app-1a2b3c.js').expect(200);
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const missing = await page('/assets/app-gone.js');
    expect([missing.status, missing.text.includes('示例页面')]).toEqual([404, false]);
  });

  test.each(['/api/v1/nothing', '/api/nothing', '/api'])('%s is never a page', async (path) => {
    const answer = await page(path);
    expect([answer.status, answer.body.code]).toEqual([404, 'resource.unknown']);
  });

  test.each(['/../package.json', '/%2e%2e/%2e%2e/etc/passwd', '/assets/..%2f..%2fpackage.json'])(
    '%s does not lead out of the folder',
    async (path) => {
      const answer = await request(api.url).get(path);
      expect(answer.text).not.toContain('root:');
      expect(answer.text).not.toContain('"dependencies"');
      expect(answer.status).toBeGreaterThanOrEqual(400);
    },
  );

  test('a change sent to a page address is not found', async () => {
    await request(api.url).post('/inbox').set('Accept', 'text/html').expect(404);
  });
});
