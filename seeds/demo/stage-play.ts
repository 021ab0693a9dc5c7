import { isDeepStrictEqual } from 'node:util';
import { ApiClient, USUAL_PATIENCE_MS, type ClientOptions } from './api-client';

/** Something in a story is not as it should be. */
export class NotAsExpected extends Error {
  constructor(what: string, wanted: unknown, found: unknown) {
    super(`与预期不符：${what}\n    应为：${shown(wanted)}\n    实为：${shown(found)}`);
  }
}

const MOST = 600;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

/** An accepted command: the key under which it was given and the event that recorded it. */
export interface Accepted {
  key: string;
  caseId: string;
  seq: number;
}

export interface StageOptions extends Omit<ClientOptions, 'password'> {
  password: string;
  /** Where a line goes. */
  say: (line: string) => void;
  /** Folder for downloaded files. */
  saveTo: string;
}

/** What a story is played on: its people, its voice, and the assertions that make it a test. */
export class StagePlay {
  readonly accepted: Accepted[] = [];
  /** Requests that had to be sent again because the system was away. */
  retries = 0;
  private readonly people = new Map<string, ApiClient>();
  private scenes = 0;

  constructor(readonly options: StageOptions) {}

  as(login: string): ApiClient {
    const known = this.people.get(login) ?? new ApiClient(login, this.options);
    this.people.set(login, known);
    return known;
  }

  scene(title: string): void {
    this.scenes += 1;
    this.options.say(`\n${this.scenes}. ${title}`);
  }

  say(line: string): void {
    this.options.say(`   ${line}`);
  }

  /** @throws NotAsExpected */
  expect(what: string, found: unknown, wanted: unknown): void {
    if (!isDeepStrictEqual(found, wanted)) throw new NotAsExpected(what, wanted, found);
  }

  /** @throws NotAsExpected */
  expectTrue(what: string, holds: boolean, found: unknown): void {
    if (!holds) throw new NotAsExpected(what, true, found);
  }

  /** Asks until the answer satisfies: an automation of the worker runs between two people's steps. @throws NotAsExpected */
  async until<T>(what: string, ask: () => Promise<T>, satisfied: (value: T) => boolean): Promise<T> {
    const withinMs = this.options.patienceMs ?? USUAL_PATIENCE_MS;
    const end = Date.now() + withinMs;
    for (;;) {
      const value = await ask();
      if (satisfied(value)) return value;
      if (Date.now() > end) throw new NotAsExpected(`${what}（等待${withinMs / 1000}秒）`, true, value);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
