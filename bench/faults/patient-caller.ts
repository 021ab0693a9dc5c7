import { randomUUID } from 'node:crypto';

export interface CallResult {
  status: number;
  body: Record<string, unknown>;
  /** Milliseconds from the first try to the answer that counted. */
  tookMs: number;
}

export interface CallCounts {
  /** Tries that ended without an answer: refused, cut off. */
  noAnswer: number;
  /** Answers 5xx and 429: the caller was told to come back. */
  toldToComeBack: number;
  /** Calls that nobody answered within the patience. */
  givenUp: number;
}

/** How long one call is repeated before it counts as given up. */
const PATIENCE_MS = 180_000;
/** Longer than the API's own deadline, so that its answer is awaited. */
const TRY_MS = 20_000;
const PAUSE_MS = 200;

/**
 * Calls several APIs as machines behind a load balancer do: another one after a broken connection, the same `Idempotency-Key` at every
 * try, until an answer other than 5xx or 429 comes.
 */
export class PatientCaller {
  readonly counts: CallCounts = { noAnswer: 0, toldToComeBack: 0, givenUp: 0 };
  private turn = 0;
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(
    private readonly bases: readonly string[],
    private readonly password: string,
  ) {}

  /** @throws Error when nothing but failures came within the patience */
  async post(login: string, path: string, body: object, key: string = randomUUID()): Promise<CallResult> {
    const begin = performance.now();
    for (;;) {
      const answer = await this.once(path, body, { key, token: await this.token(login) });
      if (answer?.status === 401) {
        this.tokens.delete(login);
      } else if (answer && answer.status < 500 && answer.status !== 429) {
        return { ...answer, tookMs: performance.now() - begin };
      }
      await this.beforeNextTry(begin, path);
    }
  }

  private token(login: string): Promise<string> {
    const known = this.tokens.get(login) ?? this.signIn(login);
    this.tokens.set(login, known);
    return known;
  }

  private async signIn(login: string): Promise<string> {
    const begin = performance.now();
    for (;;) {
      const answer = await this.once('/api/v1/auth/tokens', { login, password: this.password }, {});
      if (answer && answer.status < 300) {
        return String(answer.body['accessToken']);
      }
      if (answer && answer.status < 500 && answer.status !== 429) {
        throw new Error(`${login} cannot sign in: ${answer.status} ${JSON.stringify(answer.body)}`);
      }
      await this.beforeNextTry(begin, 'sign in');
    }
  }

  private async beforeNextTry(begin: number, path: string): Promise<void> {
    if (performance.now() - begin > PATIENCE_MS) {
      this.counts.givenUp += 1;
      throw new Error(`${path} had no answer within ${PATIENCE_MS / 1000} s`);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }

  private async once(
    path: string,
    body: object,
    { key, token }: { key?: string; token?: string },
  ): Promise<Omit<CallResult, 'tookMs'> | null> {
    const base = this.bases[(this.turn += 1) % this.bases.length] ?? '';
    try {
      const answer = await fetch(`${base}${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(key === undefined ? {} : { 'idempotency-key': key }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TRY_MS),
      });
      const text = await answer.text();
      if (answer.status >= 500 || answer.status === 429) {
        this.counts.toldToComeBack += 1;
      }
      return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
    } catch {
      this.counts.noAnswer += 1;
      return null;
    }
  }
}
