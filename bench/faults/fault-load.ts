import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Connection } from 'mongoose';
import { startCase } from '../../activities/cases/start-case';
import type { CommandReceipt } from '../../workflows/engine/commands';
import { DECISION_PROCESS, DEPARTMENTS } from '../decision-process';
import { Random } from '../prove/random';
import type { PatientCaller } from './patient-caller';

/** A command that somebody was told is accepted. */
export interface Accepted {
  caseId: string;
  key: string;
  seq: number;
  /** What it was, for messages. */
  what: string;
}

export interface LoadResult {
  accepted: Accepted[];
  /** Every key that was ever sent, answered or not. */
  sent: Set<string>;
  /** Answers 4xx; nothing in this load deserves one. */
  refused: string[];
  /** The same command sent twice at a time and answered differently. */
  answeredDifferently: string[];
  /** Cases begun, by purpose. */
  cases: Map<string, string>;
  latencies: number[];
  /** Walks that could not go on, with the reason. */
  broken: string[];
}

export interface LoadOptions {
  connection: Connection;
  client: Client;
  taskQueue: string;
  caller: PatientCaller;
  seed: number;
  /** Cases worked on at the same time. */
  width: number;
  /** New cases are begun until this says no. */
  goOn: (begun: number) => boolean;
}

/** How often a hasty person sends the same command twice at a time. */
const TWICE = 0.25;
const START_PATIENCE_MS = 180_000;

/** Cases as in a joint review: departments comment and agree in parallel, then the director decides; all over HTTP but the start. */
export class FaultLoad {
  readonly result: LoadResult = {
    accepted: [],
    sent: new Set(),
    refused: [],
    answeredDifferently: [],
    cases: new Map(),
    latencies: [],
    broken: [],
  };
  private readonly dice: Random;
  private readonly run = randomUUID().slice(0, 8);
  private begun = 0;

  constructor(private readonly options: LoadOptions) {
    this.dice = new Random(options.seed);
  }

  async walkAll(): Promise<LoadResult> {
    await Promise.all(
      Array.from({ length: this.options.width }, async () => {
        while (this.options.goOn(this.begun)) {
          this.begun += 1;
          await this.walk(this.begun);
        }
      }),
    );
    return this.result;
  }

  private async walk(n: number): Promise<void> {
    try {
      const started = await this.start(n);
      const opened = await Promise.all(
        started.opened.map((task) => this.department(started.caseId, task, officerOf(task))),
      );
      const decision = opened.flat()[0];
      if (decision === undefined) {
        throw new Error(`${started.caseId} opened no decision`);
      }
      await this.decide(started.caseId, 'hwedz.director', decision, 'approve');
    } catch (error) {
      this.result.broken.push(String(error));
    }
  }

  /** As the API does when an application is submitted: repeated with the same purpose and key until the receipt is there. */
  private async start(n: number): Promise<CommandReceipt> {
    const purpose = `faults-${this.run}-${n}`;
    const { connection, client, taskQueue } = this.options;
    this.result.sent.add(purpose);
    const until = Date.now() + START_PATIENCE_MS;
    const wanted = {
      process: DECISION_PROCESS.code,
      purpose,
      header: {
        title: `故障演练 ${n}`,
        party: { org: 'FIRM_A', name: '示例甲化工有限公司' },
        leadOrg: 'HWEDZ',
        applicant: 'p-firma-applicant1',
        keys: {},
        parent: null,
      },
      facts: { departments: DEPARTMENTS },
      actor: {
        kind: 'person' as const,
        id: 'p-firma-applicant1',
        org: 'FIRM_A',
        memberships: [{ org: 'FIRM_A', role: 'applicant' }],
      },
      key: purpose,
      hash: purpose,
      now: Date.now(),
    };
    for (;;) {
      try {
        const receipt = await client.withDeadline(Date.now() + 10_000, () =>
          startCase(connection, client, taskQueue, wanted),
        );
        this.result.cases.set(purpose, receipt.caseId);
        this.result.accepted.push({ caseId: receipt.caseId, key: purpose, seq: receipt.seq, what: 'start' });
        return receipt;
      } catch (error) {
        if (Date.now() > until) {
          throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  }

  private async department(caseId: string, task: string, login: string): Promise<string[]> {
    const comment = { text: '请补充工艺说明', taskId: task };
    await this.command(login, caseId, `/api/v1/cases/${caseId}/comments`, comment);
    return this.decide(caseId, login, task, 'agree');
  }

  private async decide(caseId: string, login: string, task: string, outcome: string): Promise<string[]> {
    const path = `/api/v1/tasks/${encodeURIComponent(task)}/complete`;
    const body = await this.command(login, caseId, path, { outcome, form: { opinion: '同意' } });
    return (body['opened'] as string[] | undefined) ?? [];
  }

  private async command(login: string, caseId: string, path: string, body: object): Promise<Record<string, unknown>> {
    const key = randomUUID();
    this.result.sent.add(key);
    const times = this.dice.chance(TWICE) ? 2 : 1;
    const answers = await Promise.all(
      Array.from({ length: times }, () => this.options.caller.post(login, path, body, key)),
    );
    for (const answer of answers) {
      this.result.latencies.push(answer.tookMs);
      if (answer.status >= 300) {
        this.result.refused.push(`${answer.status} ${path} ${JSON.stringify(answer.body)}`);
      }
    }
    const [first] = answers;
    if (!first || first.status >= 300) {
      throw new Error(`${path} was refused`);
    }
    const seq = Number(first.body['seq']);
    if (answers.some((a) => Number(a.body['seq']) !== seq)) {
      this.result.answeredDifferently.push(`${path} ${key}`);
    }
    this.result.accepted.push({ caseId, key, seq, what: path });
    return first.body;
  }
}

function officerOf(task: string): string {
  const org = DEPARTMENTS.find((d) => task.includes(`.${d}@`)) ?? '';
  return `${org.toLowerCase()}.officer1`;
}
