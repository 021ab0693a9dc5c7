import type { Response } from 'express';
import { csrfTokenOf, splitToken } from './secrets';

/** Readable by the page, which sends its value back as X-CSRF-Token. */
export const CSRF_COOKIE = 'hazflow_csrf';

/** Over https the browser itself makes sure that the cookie is Secure, for this host and for the whole site. */
export function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-hazflow_session' : 'hazflow_session';
}

/** Hands a browser its session; returns the CSRF token that goes with it. */
export function setSessionCookies(res: Response, token: string, secure: boolean): string {
  const csrfToken = csrfTokenOf(splitToken(token)!.secret);
  const common = { secure, sameSite: 'lax', path: '/' } as const;
  res.cookie(sessionCookieName(secure), token, { ...common, httpOnly: true });
  res.cookie(CSRF_COOKIE, csrfToken, common);
  return csrfToken;
}

export function clearSessionCookies(res: Response, secure: boolean): void {
  const common = { secure, sameSite: 'lax', path: '/' } as const;
  res.clearCookie(sessionCookieName(secure), { ...common, httpOnly: true });
  res.clearCookie(CSRF_COOKIE, common);
}
