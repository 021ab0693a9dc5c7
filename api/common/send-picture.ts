import type { Request, Response } from 'express';
import { notModified } from './etag';

/** Answers with a picture that was written here; a browser that has it asks only whether it still may. */
export function sendPicture(req: Request, res: Response, { png, sha256 }: { png: Buffer; sha256: string }): void {
  if (notModified(req, res, sha256)) return;
  res.setHeader('Content-Type', 'image/png');
  res.setHeader('Content-Length', png.length);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.end(png);
}
