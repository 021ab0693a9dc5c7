import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  type Client,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { canonicalJson } from '../../activities/records/canonical-json';
import { receiptOfEvent } from '../../activities/cases/receipt-of-event';
import { revival } from '../../activities/cases/revive-case';
import { startCase, type NewCase } from '../../activities/cases/start-case';
import { caseById, eventOfCommand } from '../../activities/store/case.reader';
import { DomainError } from '../../workflows/domain/errors';
import type { CommandName, CommandReceipt, Commands } from '../../workflows/engine/commands';
import type { RecordedEvent } from '../../workflows/engine/events';
import { commandUpdate, workflowIdOf, workflowTypeOf } from '../../workflows/messages';
import { ApiConfig } from '../common/config';
import { Store } from '../common/store';
import { TEMPORAL } from '../common/temporal';
import { toDomainError } from '../common/to-domain-error';

/** Beyond this a caller is told to come back: without a worker an update would wait for ever. */
const DEADLINE_MS = 10_000;

/** Commands that an ended case still hears. */
const AFTER_END: ReadonlySet<CommandName> = new Set(['reopenCase', 'carbonCopy', 'markRead', 'comment']);

export type CommandBody<N extends CommandName> = Omit<Commands[N], 'key' | 'hash'>;

/** Says commands to cases: the only way by which the API changes one. */
@Injectable()
export class CaseGateway {
  constructor(
    private readonly store: Store,
    @Inject(TEMPORAL) private readonly client: Client,
    @Inject(ApiConfig) private readonly config: ApiConfig,
  ) {}

  /**
   * Sends a command and waits until it is written. The same key gets the first answer.
   * @param known what `recorded` gave for the key, when it was asked already
   * @throws DomainError the engine's refusal; `command.keyReused` for the same key with other content; `case.ended`;
   * `service.temporalAway` when no answer came in time: asking again with the same key is safe
   */
  async send<N extends CommandName>(
    name: N,
    target: { caseId: string; process: string },
    key: string,
    body: CommandBody<N>,
    known?: RecordedEvent | null,
  ): Promise<CommandReceipt> {
    const hash = contentHash(name, body);
    const earlier = known === undefined ? await this.recorded(target.caseId, key) : known;
    const receipt = earlier
      ? receiptOfEvent(earlier)
      : await this.firstOrRecorded(name, target, { ...body, key, hash } as unknown as Commands[N]);
    if (receipt.hash !== hash) {
      throw new DomainError('command.keyReused', {}, 'Idempotency-Key');
    }
    return receipt;
  }

  /** The event that a command of that key became; null when none was accepted. */
  recorded(caseId: string, key: string): Promise<RecordedEvent | null> {
    return eventOfCommand(this.store.connection, caseId, key);
  }

  /** Starts a case and waits for its receipt. */
  async start(wanted: NewCase): Promise<CommandReceipt> {
    return this.inTime(() => startCase(this.store.connection, this.client, this.config.TEMPORAL_TASK_QUEUE, wanted));
  }

  /**
   * A refusal counts only when the record does not hold the command: an earlier try of the same key may have been written in the moment
   * in which its worker died, and the case is right to say that the task is closed.
   */
  private async firstOrRecorded<N extends CommandName>(
    name: N,
    target: { caseId: string; process: string },
    body: Commands[N],
  ): Promise<CommandReceipt> {
    try {
      return await this.update(name, target, body);
    } catch (refusal) {
      const written = isRefusal(refusal) ? await this.recorded(target.caseId, body.key) : null;
      if (written) {
        return receiptOfEvent(written);
      }
      throw refusal;
    }
  }

  private async update<N extends CommandName>(
    name: N,
    { caseId, process }: { caseId: string; process: string },
    body: Commands[N],
  ): Promise<CommandReceipt> {
    const workflowId = workflowIdOf(process, caseId);
    const options = { args: [body] as [Commands[N]], updateId: body.key };
    try {
      return await this.inTime(() =>
        this.client.workflow.getHandle(workflowId).executeUpdate(commandUpdate(name), options),
      );
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) {
        throw error;
      }
      // A case that runs without a workflow: Temporal was restored from before it began.
      const row = await caseById(this.store.connection, caseId);
      if (!AFTER_END.has(name) && row?.status !== 'running') {
        throw new DomainError('case.ended');
      }
      const startWorkflowOperation = new WithStartWorkflowOperation(workflowTypeOf(process), {
        ...revival(this.config.TEMPORAL_TASK_QUEUE, process, caseId, row),
        workflowIdConflictPolicy: 'USE_EXISTING',
      });
      return this.inTime(() =>
        this.client.workflow.executeUpdateWithStart(commandUpdate(name), { ...options, startWorkflowOperation }),
      );
    }
  }

  private async inTime<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await this.client.withDeadline(Date.now() + DEADLINE_MS, call);
    } catch (error) {
      if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) {
        throw new DomainError('service.temporalAway');
      }
      throw error;
    }
  }
}

function isRefusal(error: unknown): boolean {
  const refusal = toDomainError(error);
  return refusal !== undefined && refusal.status < 500;
}

/** What was asked, without who and when: the same key with another hash is a different command. */
export function contentHash(name: string, body: object): string {
  const { actor, ...content } = body as { actor?: { id: string } };
  return createHash('sha256')
    .update(canonicalJson({ name, by: actor?.id ?? '', ...content }))
    .digest('hex');
}
