import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

/** Calls the API as a machine does: bearer token, kept-alive connections. */
export class HttpClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 256 });

  constructor(private readonly base: URL) {}

  async token(login: string, password: string): Promise<string> {
    const answer = await this.call('POST', '/api/v1/auth/tokens', { login, password });
    return (answer as { accessToken: string }).accessToken;
  }

  /** @throws Error with the answer's text for anything but a 2xx. */
  call(method: string, path: string, body?: unknown, token?: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const req = request(
        {
          agent: this.agent,
          method,
          host: this.base.hostname,
          port: this.base.port,
          path,
          headers: {
            ...(text === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
            ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
          },
        },
        (res) => {
          const parts: Buffer[] = [];
          res.on('data', (part: Buffer) => parts.push(part));
          res.on('end', () => {
            const answer = Buffer.concat(parts).toString('utf8');
            if ((res.statusCode ?? 500) >= 300) {
              reject(new Error(`${method} ${path}: ${res.statusCode} ${answer.slice(0, 500)}`));
            } else {
              resolve(answer === '' ? null : JSON.parse(answer));
            }
          });
        },
      );
      req.on('error', reject);
      req.end(text);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
