import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type NextFunction, type Request, type Response } from 'express';
import type { ApiConfig } from './config';

const YEAR_MS = 365 * 24 * 3_600_000;

/** Folder of the built pages: beside the compiled API. */
function webDir(config: ApiConfig): string {
  return resolve(config.WEB_DIR ?? join(__dirname, '..', '..', 'web'));
}

/**
 * Serves the built pages where there are any: hashed assets for a year, `index.html` always asked for again, and for every
 * address outside of /api that a browser opens as a page.
 */
export function serveWeb(app: NestExpressApplication, config: ApiConfig): void {
  const dir = webDir(config);
  const index = join(dir, 'index.html');
  if (!existsSync(index)) return;
  app.use(
    '/assets',
    express.static(join(dir, 'assets'), { immutable: true, maxAge: YEAR_MS, index: false, fallthrough: false }),
  );
  app.use(express.static(dir, { index: false, maxAge: 0 }));
  app.use((req: Request, res: Response, next: NextFunction) => {
    // Of the root a page is meant by whoever takes one: load balancers and `curl` ask with `*/*`.
    const wantsPage = req.path === '/' ? req.accepts('html') : req.accepts(['json', 'html']) === 'html';
    const isPage = (req.method === 'GET' || req.method === 'HEAD') && wantsPage;
    if (!isPage || req.path === '/metrics' || req.path === '/api' || req.path.startsWith('/api/')) return next();
    res.setHeader('Cache-Control', 'no-cache');
    res.sendFile(index);
  });
}
