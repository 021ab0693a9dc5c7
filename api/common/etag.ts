import type { Request, Response } from 'express';

/**
 * Answers 304 when the caller has this version already. `tag` names the version of the content and nothing else.
 * Returns true when the answer is sent.
 */
export function notModified(req: Request, res: Response, tag: string): boolean {
  res.setHeader('ETag', `"${tag}"`);
  res.setHeader('Cache-Control', 'private, no-cache');
  if (!req.fresh) return false;
  res.status(304).end();
  return true;
}
