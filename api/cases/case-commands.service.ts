import { Injectable } from '@nestjs/common';
import { taskById } from '../../activities/store/case.reader';
import { definitionByRef } from '../../activities/store/definition.reader';
import { DomainError } from '../../workflows/domain/errors';
import type { CommandName, CommandReceipt, FormRef } from '../../workflows/engine/commands';
import type { Actor as EngineActor } from '../../workflows/engine/events';
import { machineAt, stageIn } from '../../workflows/engine/locate';
import type { TaskRow } from '../../workflows/engine/rows';
import { outcomeOf } from '../../workflows/engine/signing';
import type { Facts, FormDefinition, ProcessDefinition, TaskStage } from '../../workflows/processes/definition';
import type { Actor } from '../auth/actor';
import { Store } from '../common/store';
import { DraftRepository } from '../drafts/draft.repository';
import { ProxiesService } from '../proxies/proxies.service';
import { inboxKeys } from './case-access';
import { CaseFiles } from './case-file.service';
import { CaseGateway, type CommandBody } from './case-gateway.service';
import { CasePapers, evidenceOf, papersOf, type NamedPaper } from './case-papers';
import { dayOfAct, type CommandDto, type CompleteTaskDto } from './command.dto';
import { engineActor } from './engine-actor';
import { formFor } from './form-questions';
import { checkForm, factsOf, formRefOf } from './form-values';
import { FormRepository } from './form.repository';
import { machinePathOf } from './machine-path';
import { requireObjectionsHeard } from './open-objections.rule';

/** Definitions are immutable: kept by their hash. */
const KEPT_DEFINITIONS = 50;

export interface Answer {
  taskId: string;
  outcome: string;
  facts: Facts;
  form: FormRef | null;
  attachments: string[];
  target?: { stage: string; branches?: string[] };
}

/** Turns requests into commands: establishes who acts, stores the form, and says it to the case. */
@Injectable()
export class CaseCommands {
  private readonly definitions = new Map<string, ProcessDefinition>();

  constructor(
    private readonly store: Store,
    private readonly files: CaseFiles,
    private readonly gateway: CaseGateway,
    private readonly forms: FormRepository,
    private readonly proxies: ProxiesService,
    private readonly drafts: DraftRepository,
    private readonly papers: CasePapers,
  ) {}

  /** A command on a case that the actor may see. `papers` are documents that it names. */
  async onCase<N extends CommandName>(
    name: N,
    actor: Actor,
    caseId: string,
    key: string,
    frame: CommandDto,
    body: Omit<CommandBody<N>, keyof CommandDto | 'actor'>,
    papers: readonly NamedPaper[] = [],
  ): Promise<CommandReceipt> {
    const { row } = await this.files.permit(actor, caseId);
    await this.papers.require(actor, caseId, [...papers, ...evidenceOf(frame)]);
    const command = { ...(await this.frame(actor, row.process, frame)), ...body } as unknown as CommandBody<N>;
    return this.gateway.send(name, { caseId, process: row.process }, key, command);
  }

  /** A command on a task; a stranger does not learn that it exists. @throws DomainError `task.unknown` */
  async onTask<N extends CommandName>(
    name: N,
    actor: Actor,
    taskId: string,
    key: string,
    frame: CommandDto,
    body: Omit<CommandBody<N>, keyof CommandDto | 'actor' | 'taskId'>,
  ): Promise<CommandReceipt> {
    const task = await this.task(actor, taskId);
    await this.papers.require(actor, task.caseId, evidenceOf(frame));
    const command = { ...(await this.frame(actor, task.process, frame)), taskId, ...body } as unknown as CommandBody<N>;
    return this.gateway.send(name, { caseId: task.caseId, process: task.process }, key, command);
  }

  async complete(actor: Actor, taskId: string, key: string, dto: CompleteTaskDto): Promise<CommandReceipt> {
    const task = await this.task(actor, taskId);
    // The form is stored while the record is asked for the key: a decision waits for one round trip less.
    const [earlier, answer, frame] = await Promise.all([
      this.gateway.recorded(task.caseId, key),
      this.answerOf(actor, task, key, dto),
      this.frame(actor, task.process, dto),
    ]);
    const target = { caseId: task.caseId, process: task.process };
    const receipt = await this.gateway.send('completeTask', target, key, { ...frame, ...answer }, earlier);
    await this.drafts.forget(actor.personId, taskId);
    return receipt;
  }

  /** The answer as the engine hears it, its form stored. */
  async answerOf(actor: Actor, task: TaskRow, key: string, dto: CompleteTaskDto): Promise<Answer> {
    const definition = await this.definitionOf(task.definitionRef, task.process);
    const stage = stageIn(machineAt(definition, machinePathOf(definition, task.scope)), task.stage) as
      TaskStage | undefined;
    const form = formFor(
      definition.forms.find((f) => f.key === stage?.form),
      task.pools[0]?.org ?? task.branch,
    );
    const values = dto.form ?? {};
    checkForm(form, values, dayOfAct(dto));
    await this.papers.require(actor, task.caseId, [...papersOf(dto.attachments, form, values), ...evidenceOf(dto)]);
    const outcome = stage && outcomeOf(stage.outcomes, dto.outcome);
    await requireObjectionsHeard(this.store.connection, task, outcome?.kind === 'return');
    return {
      taskId: task._id,
      outcome: dto.outcome,
      facts: factsOf(outcome, values, definition.facts),
      form: await this.store$(actor, task.caseId, task._id, form, values, key),
      attachments: dto.attachments ?? [],
      ...(dto.target
        ? { target: { stage: dto.target.stage, ...(dto.target.branches ? { branches: dto.target.branches } : {}) } }
        : {}),
    };
  }

  /** Stores a text that goes with a command on the case. */
  async text(actor: Actor, caseId: string, taskId: string | null, text: string, key: string): Promise<FormRef> {
    const data = { text };
    const { id, hash } = await this.forms.put({ caseId, taskId, form: 'comment', data, by: actor.personId }, key);
    return { id, hash, filled: ['text'], hasOpinion: false, conditions: 0 };
  }

  /** Stores a form of a message from outside; null when it is empty. */
  async messageForm(
    actor: Actor,
    caseId: string,
    values: Record<string, unknown> | undefined,
    key: string,
  ): Promise<FormRef | null> {
    return this.store$(actor, caseId, null, undefined, values ?? {}, key);
  }

  async task(actor: Actor, taskId: string): Promise<TaskRow> {
    const task = await taskById(this.store.connection, taskId);
    if (!task) {
      throw new DomainError('task.unknown');
    }
    if (inboxKeys(actor).some((key) => task.audience.includes(key))) {
      return task;
    }
    try {
      await this.files.permit(actor, task.caseId);
    } catch (error) {
      throw error instanceof DomainError ? new DomainError('task.unknown') : error;
    }
    return task;
  }

  async frame(
    actor: Actor,
    process: string,
    dto: CommandDto,
  ): Promise<{ actor: EngineActor; expectedSeq?: number; backdated?: { at: string; evidence: string } }> {
    const proxy = dto.onBehalfOf ? await this.proxies.require(actor, dto.onBehalfOf, process) : null;
    return {
      actor: engineActor(actor, proxy),
      ...(dto.expectedSeq === undefined ? {} : { expectedSeq: dto.expectedSeq }),
      ...(dto.backdated
        ? { backdated: { at: new Date(dto.backdated.at).toISOString(), evidence: dto.backdated.evidence } }
        : {}),
    };
  }

  private async store$(
    actor: Actor,
    caseId: string,
    taskId: string | null,
    form: FormDefinition | undefined,
    values: Record<string, unknown>,
    key: string,
  ): Promise<FormRef | null> {
    if (Object.keys(values).length === 0) {
      return null;
    }
    const { id, hash } = await this.forms.put(
      { caseId, taskId, form: form?.key ?? 'opinion', data: values, by: actor.personId },
      key,
    );
    return formRefOf(id, hash, values, form);
  }

  private async definitionOf(ref: string, process: string): Promise<ProcessDefinition> {
    const known = this.definitions.get(ref);
    if (known) {
      return known;
    }
    const found = await definitionByRef(this.store.connection, ref);
    if (!found) {
      throw new DomainError('definition.unknown', { code: process });
    }
    if (this.definitions.size >= KEPT_DEFINITIONS) {
      this.definitions.clear();
    }
    this.definitions.set(ref, found.definition);
    return found.definition;
  }
}
