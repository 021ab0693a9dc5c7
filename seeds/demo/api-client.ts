import { randomUUID } from 'node:crypto';
import type { Problem } from '../../api/common/problem.dto';

/** Answers that mean: come back, nothing was decided. */
const AWAY = [502, 503, 504];
const PAUSE_MS = 500;
export const USUAL_PATIENCE_MS = 60_000;

export interface Answer<T> {
  status: number;
  body: T;
  /** How often the request had to be sent again because the system was away. */
  retries: number;
}

export interface Download {
  bytes: Buffer;
  mediaType: string;
}

/** A refusal that the caller did not expect. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: Partial<Problem>,
    what: string,
  ) {
    const fields = (problem.errors ?? []).map(({ field, detail }) => `\n    ${field}：${detail}`).join('');
    super(`${what}：${status} ${problem.code ?? ''} ${problem.detail ?? ''}${fields}`);
  }
}

export interface ClientOptions {
  /** Address of the system, without a slash at the end. */
  url: string;
  password: string;
  /** How long a request is sent again while the system is away, and how long an automation may take. */
  patienceMs?: number;
}

/** One person who speaks to the system over HTTP, as any machine would: bearer token, idempotency keys, problem details. */
export class ApiClient {
  private token: Promise<string> | undefined;

  constructor(
    readonly login: string,
    private readonly options: ClientOptions,
  ) {}

  async get<T>(path: string): Promise<T> {
    return this.wanted<T>('GET', path);
  }

  async post<T>(path: string, body: object = {}): Promise<T> {
    return this.wanted<T>('POST', path, body);
  }

  async put<T>(path: string, body: object): Promise<T> {
    return this.wanted<T>('PUT', path, body);
  }

  /** Gives a command; while the system is away it is given again under the same key, which makes it count once. */
  async command<T>(path: string, body: object, key: string = randomUUID()): Promise<Answer<T>> {
    const answer = await this.request<T>('POST', path, body, { 'Idempotency-Key': key });
    if (answer.status >= 300) throw new Refused(answer.status, answer.body as Partial<Problem>, `POST ${path}`);
    return answer;
  }

  /** What is answered to something that is not allowed. */
  async refusal(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer<Partial<Problem>>> {
    return this.request(method, path, body, { 'Idempotency-Key': randomUUID() });
  }

  async upload<T>(path: string, filename: string, content: Buffer): Promise<T> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(content)]), filename);
    const answer = await this.request<T>('POST', path, form);
    if (answer.status >= 300) throw new Refused(answer.status, answer.body as Partial<Problem>, `POST ${path}`);
    return answer.body;
  }

  async download(path: string): Promise<Download> {
    const { response } = await this.patiently('GET', path, undefined, {});
    if (!response.ok) throw new Refused(response.status, {}, `GET ${path}`);
    const bytes = Buffer.from(await response.arrayBuffer());
    return { bytes, mediaType: response.headers.get('content-type') ?? '' };
  }

  private async wanted<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await this.request<T>(method, path, body);
    if (answer.status >= 300) throw new Refused(answer.status, answer.body as Partial<Problem>, `${method} ${path}`);
    return answer.body;
  }

  private async request<T>(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const { response, retries } = await this.patiently(method, path, body, headers);
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T, retries };
  }

  private async patiently(
    method: string,
    path: string,
    body: object | undefined,
    headers: Record<string, string>,
  ): Promise<{ response: Response; retries: number }> {
    const until = Date.now() + (this.options.patienceMs ?? USUAL_PATIENCE_MS);
    for (let retries = 0; ; retries += 1) {
      const response = await this.once(method, path, body, headers).catch((error: unknown) => {
        // A refused or broken connection is an outage like any other.
        if (error instanceof TypeError && Date.now() < until) return undefined;
        throw error;
      });
      if (response?.status === 401) this.token = undefined;
      const again =
        response === undefined || AWAY.includes(response.status) || (response.status === 401 && retries < 2);
      if (response && (!again || Date.now() >= until)) return { response, retries };
      await response?.arrayBuffer();
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  private async once(
    method: string,
    path: string,
    body: object | undefined,
    headers: Record<string, string>,
  ): Promise<Response> {
    this.token ??= this.signIn();
    const token = await this.token.catch((error: unknown) => {
      this.token = undefined;
      throw error;
    });
    const isForm = body instanceof FormData;
    return fetch(`${this.options.url}/api/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        'Accept-Language': 'zh-CN',
        ...(body && !isForm ? { 'Content-Type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
  }

  private async signIn(): Promise<string> {
    const { url, password } = this.options;
    const response = await fetch(`${url}/api/v1/auth/tokens`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ login: this.login, password }),
    });
    const answer = (await response.json()) as { accessToken?: string } & Partial<Problem>;
    if (answer.accessToken !== undefined) return answer.accessToken;
    // Told as an outage so that it is tried again; anything else is for the caller to read.
    if (AWAY.includes(response.status)) throw new TypeError(`the system is away (${response.status})`);
    throw new Refused(response.status, answer, `${this.login} 登录`);
  }
}
