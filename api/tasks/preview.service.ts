import { Injectable } from '@nestjs/common';
import { holdersOf } from '../../activities/store/holders.reader';
import { localDay } from '../../workflows/domain/calendar';
import { type Directory, NeedDirectory } from '../../workflows/engine/draft';
import { previewCompletion } from '../../workflows/engine/preview';
import type { Actor } from '../auth/actor';
import { formFor } from '../cases/form-questions';
import { CaseCommands } from '../cases/case-commands.service';
import { CaseFiles } from '../cases/case-file.service';
import { dayOfAct, type CompleteTaskDto } from '../cases/command.dto';
import { checkForm, formRefOf, factsOf } from '../cases/form-values';
import { machinePathOf } from '../cases/machine-path';
import { Names } from '../cases/names.service';
import { Store } from '../common/store';
import { machineAt, stageIn } from '../../workflows/engine/locate';
import { outcomeOf } from '../../workflows/engine/signing';
import type { PreviewDto } from './task.dto';

/** Shows what an answer would do before it is given: the engine decides on a copy, nothing is stored. */
@Injectable()
export class Previews {
  constructor(
    private readonly store: Store,
    private readonly files: CaseFiles,
    private readonly commands: CaseCommands,
    private readonly names: Names,
  ) {}

  async completion(actor: Actor, taskId: string, dto: CompleteTaskDto): Promise<PreviewDto> {
    return this.inWords(await this.decided(actor, taskId, dto, false));
  }

  /** Refuses what the answer would be refused for as it stands, a missing opinion or attachment too. */
  async asWritten(actor: Actor, taskId: string, dto: CompleteTaskDto): Promise<void> {
    await this.decided(actor, taskId, dto, true);
  }

  private async decided(
    actor: Actor,
    taskId: string,
    dto: CompleteTaskDto,
    asWritten: boolean,
  ): Promise<ReturnType<typeof previewCompletion>> {
    const row = await this.commands.task(actor, taskId);
    const file = await this.files.open(actor, row.caseId);
    const { definition } = file.state;
    const stage = stageIn(machineAt(definition, machinePathOf(definition, row.scope)), row.stage);
    const form = formFor(
      stage?.kind === 'task' ? definition.forms.find((f) => f.key === stage.form) : undefined,
      row.pools[0]?.org ?? row.branch,
    );
    const values = dto.form ?? {};
    checkForm(form, values, dayOfAct(dto));
    const outcome = stage?.kind === 'task' ? outcomeOf(stage.outcomes, dto.outcome) : undefined;
    const ref = formRefOf('preview', '', values, form);
    const command = {
      ...(await this.commands.frame(actor, row.process, dto)),
      key: 'preview',
      hash: '',
      taskId,
      outcome: dto.outcome,
      facts: factsOf(outcome, values, definition.facts),
      // A preview is asked for before the opinion is written: its text changes nothing of what would happen.
      form: asWritten ? ref : { ...ref, hasOpinion: true },
      attachments: dto.attachments ?? (asWritten ? [] : ['preview']),
      ...(dto.target
        ? { target: { stage: dto.target.stage, ...(dto.target.branches ? { branches: dto.target.branches } : {}) } }
        : {}),
    };
    const directory: Directory = {};
    for (;;) {
      try {
        return previewCompletion(file.state, command, { now: Date.now(), directory }, file.library);
      } catch (error) {
        if (!(error instanceof NeedDirectory)) {
          throw error;
        }
        Object.assign(directory, await holdersOf(this.store.connection, error.keys, localDay(Date.now())));
      }
    }
  }

  private async inWords(preview: ReturnType<typeof previewCompletion>): Promise<PreviewDto> {
    const orgName = await this.names.organisations();
    const result = (r: {
      branch: string;
      result: string;
      facts: Record<string, unknown>;
    }): { branch: string; name: string; result: string } => ({
      branch: r.branch,
      name: orgName(r.branch),
      result: typeof r.facts['opinion'] === 'string' ? r.facts['opinion'] : r.result,
    });
    const told = await Promise.all(preview.told.map((key) => this.audienceName(key, orgName)));
    return {
      stay: preview.stay.map(result),
      fall: preview.fall.map(result),
      closed: preview.closed.map((c) => ({ taskId: c.task.id, stageName: c.stageName, branch: c.branch, how: c.how })),
      opened: await Promise.all(
        preview.opened.map(async (o) => ({
          stageName: o.stageName,
          branch: o.branch,
          with:
            o.task.assignees.length > 0
              ? await this.names.people(o.task.assignees)
              : o.task.pools.map((p) => orgName(p.org)),
        })),
      ),
      told: [...new Set(told)],
      clocks: preview.clocks.map(({ name, before, after }) => ({ name, before, after })),
    };
  }

  private async audienceName(key: string, orgName: (code: string) => string): Promise<string> {
    const id = key.slice(2);
    return key.startsWith('p:') ? this.names.person(id) : orgName(id.split('/')[0] ?? id);
  }
}
