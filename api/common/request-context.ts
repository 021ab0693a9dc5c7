import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

/** What is known of the request that is being handled, wherever the code is. */
export interface RequestContext {
  /** Header X-Request-Id of the caller where it is sound, else made here; also the trace id of problems. */
  requestId: string;
  personId?: string;
}

const storage = new AsyncLocalStorage<RequestContext>();
const SOUND_ID = /^[\w.:-]{8,64}$/;

/** The context of the current request; undefined outside of one. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}

/** Opens the context of a request and answers with its id. */
export function requestContext(req: Request, res: Response, next: NextFunction): void {
  const given = req.get('x-request-id');
  const requestId = given !== undefined && SOUND_ID.test(given) ? given : randomUUID();
  res.setHeader('X-Request-Id', requestId);
  storage.run({ requestId }, next);
}
