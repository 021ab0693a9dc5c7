import type { Request, Response } from 'express';
import type { Attempt } from './oidc-client';

/** Time to sign in at the identity service. */
const LIFE_MS = 10 * 60_000;

/** An attempt and the page that was wanted. */
export type KeptAttempt = Attempt & { next: string };

const nameOf = (secure: boolean): string => (secure ? '__Host-hazflow_oidc' : 'hazflow_oidc');
const optionsOf = (secure: boolean) => ({ secure, httpOnly: true, sameSite: 'lax', path: '/' }) as const;

/** Keeps an attempt in the browser that made it: an answer that another browser asked for is worth nothing here. */
export function keepAttempt(res: Response, attempt: KeptAttempt, secure: boolean): void {
  const value = Buffer.from(JSON.stringify(attempt)).toString('base64url');
  res.cookie(nameOf(secure), value, { ...optionsOf(secure), maxAge: LIFE_MS });
}

/** The attempt of this browser, which can be used once. */
export function takeAttempt(req: Request, res: Response, secure: boolean): KeptAttempt | undefined {
  const value = (req.cookies as Record<string, unknown> | undefined)?.[nameOf(secure)];
  res.clearCookie(nameOf(secure), optionsOf(secure));
  if (typeof value !== 'string') return undefined;
  try {
    const { state, nonce, verifier, next } = JSON.parse(
      Buffer.from(value, 'base64url').toString(),
    ) as Partial<KeptAttempt>;
    const texts = [state, nonce, verifier, next];
    return texts.every((text) => typeof text === 'string')
      ? ({ state, nonce, verifier, next } as KeptAttempt)
      : undefined;
  } catch {
    return undefined;
  }
}
