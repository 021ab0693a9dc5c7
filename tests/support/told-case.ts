import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import type { CommandName, CommandReceipt } from '../../workflows/engine/commands';
import type { RecordedEvent } from '../../workflows/engine/events';
import type { CaseRow, ClockRow, TaskRow } from '../../workflows/engine/rows';
import { caseSummary, commandUpdate } from '../../workflows/messages';
import type { Facts } from '../../workflows/processes/definition';
import { person, type AnswerWith } from './joint-review-harness';
import type { LegalTime } from './legal-time';
import type { CommandWords } from './process-case';

const PATIENCE_MS = 30_000;

export interface ToldAnswer extends AnswerWith {
  /** Values of the form beside the opinion, for what reads forms afterwards. */
  values?: Record<string, unknown>;
}

/** A case on the time-skipping server, told by who signs in and what they do. */
export class ToldCase {
  constructor(
    readonly office: LegalTime,
    readonly handle: WorkflowHandle,
    readonly caseId: string,
  ) {}

  get row(): CaseRow {
    const row = this.office.record.cases.get(this.caseId);
    if (!row) {
      throw new Error(`${this.caseId} is not written yet`);
    }
    return row;
  }

  get events(): RecordedEvent[] {
    return this.office.record.eventsOf(this.caseId);
  }

  open(stage?: string): TaskRow[] {
    return this.office.record.open(this.caseId, stage);
  }

  /** Stages in which the case stands, with the branch of those in a block. */
  get stands(): string[] {
    return this.row.standing.map(({ stage, branch }) => (branch ? `${stage}@${branch}` : stage)).sort();
  }

  clock(limit: string): ClockRow {
    const found = this.row.clocks.findLast((c) => c.limit === limit);
    if (!found) {
      throw new Error(`no clock ${limit}; ${this.row.clocks.map((c) => c.limit).join(', ')}`);
    }
    return found;
  }

  /** What a limit's clock said: `warning`, `overdue`, `reminder`. */
  alarms(limit: string): string[] {
    const ids = new Set(
      this.events.flatMap((e) =>
        e.changes.filter((c) => c.on === 'clock' && c.set['limit'] === limit).map((c) => c.id),
      ),
    );
    return this.events
      .filter((e) => e.type === 'clockAlarm')
      .flatMap((e) => e.data['rung'] as { clock: string; alarm: string }[])
      .filter((r) => ids.has(r.clock))
      .map((r) => r.alarm);
  }

  /** Waits for what the case does by itself after a command or as time passes. */
  async eventually<T>(look: () => T | undefined | null | false): Promise<T> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = look();
      if (found) {
        return found;
      }
      if (Date.now() > end) {
        throw new Error(
          `${this.caseId} did not get there; it stands in ${this.stands.join(', ')} (${this.row.status})`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async standsIn(stage: string): Promise<this> {
    await this.eventually(() => this.stands.some((s) => s === stage || s.startsWith(`${stage}@`)));
    return this;
  }

  /** The result with which the case ends by itself. Time does not jump ahead meanwhile, as it would waiting for the workflow. */
  async ended(): Promise<string | null> {
    await this.eventually(() => this.row.status === 'ended');
    return this.row.result;
  }

  async say<N extends CommandName>(name: N, login: string, words: CommandWords<N>): Promise<CommandReceipt> {
    const key = randomUUID();
    const body = { ...words, actor: person(login), key, hash: `${name}:${key}` };
    return this.handle.executeUpdate(commandUpdate(name), { args: [body as never], updateId: key });
  }

  /** Answers the open task of a stage (of a department), once the case stands there. */
  async answer(login: string, stage: string, outcome: string, given: ToldAnswer = {}): Promise<this> {
    const task = await this.eventually(() =>
      this.open(stage).find((t) => given.of === undefined || t.branch === given.of),
    );
    const values = { ...given.values, ...(given.says ? { opinion: given.says } : {}) };
    const form = `f-${this.events.length}-${task._id}`;
    this.office.forms.set(form, values);
    const { conditions } = values as { conditions?: unknown[] };
    await this.say('completeTask', login, {
      taskId: task._id,
      outcome,
      facts: given.facts ?? {},
      form: {
        id: form,
        hash: '00',
        filled: [...Object.keys(values), ...(given.filled ?? [])],
        hasOpinion: given.says !== undefined,
        conditions: conditions?.length ?? given.conditions ?? 0,
      },
      attachments: given.attachments ?? [],
    });
    return this;
  }

  /** Reports something from outside. */
  async message(login: string, message: string, facts: Facts = {}): Promise<this> {
    await this.eventually(() => this.row.court.includes('outside'));
    await this.say('deliverMessage', login, { message, facts, form: null, attachments: [], basis: null });
    return this;
  }

  withdraw(login = 'firma.applicant1'): Promise<CommandReceipt> {
    return this.say('withdrawCase', login, { reason: '不再建设', basis: '' });
  }

  /** Lets time pass; what was due by then has happened when it returns. */
  async until(time: string): Promise<this> {
    await this.office.until(time);
    // Answered only after the workflow has seen to what was due.
    await this.handle.query(caseSummary);
    return this;
  }
}

/** The code with which something is refused, or `accepted`. */
export async function refusedWith(act: Promise<unknown>): Promise<string> {
  try {
    await act;
    return 'accepted';
  } catch (error) {
    const { cause } = error as { cause?: { type?: string } };
    if (!cause?.type) {
      throw error;
    }
    return cause.type;
  }
}
