import createClient, { type Middleware } from 'openapi-fetch';
import { preferences } from '../text/preferences';
import { ApiProblem } from './problem';
import type { paths } from './schema';

const SAFE = ['GET', 'HEAD'];

function cookie(name: string): string | undefined {
  const found = document.cookie.split('; ').find((part) => part.startsWith(`${name}=`));
  return found && decodeURIComponent(found.slice(name.length + 1));
}

/** Headers that every request needs. */
export function requestHeaders(method: string): Record<string, string> {
  const csrf = SAFE.includes(method) ? undefined : cookie('hazflow_csrf');
  return {
    'Accept-Language': preferences().language === 'zh' ? 'zh-CN' : 'en',
    ...(csrf === undefined ? {} : { 'X-CSRF-Token': csrf }),
  };
}

const frame: Middleware = {
  onRequest({ request }) {
    Object.entries(requestHeaders(request.method)).forEach(([name, value]) => request.headers.set(name, value));
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok && response.status !== 304) throw await ApiProblem.of(response);
    return response;
  },
  onError({ error }) {
    return error instanceof ApiProblem ? error : ApiProblem.away();
  },
};

/** The public API, typed by its own description. Refusals are thrown as `ApiProblem`. */
export const api = createClient<paths>({ baseUrl: '' });
api.use(frame);

/** What a call answered. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}

/** A key for a command: the same key again gets the first answer. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
