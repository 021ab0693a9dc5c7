import { Injectable } from '@nestjs/common';
import { allDefinitions } from '../../activities/store/definition.reader';
import type { TaskDraftDocument } from '../../activities/store/task-draft.schema';
import { DomainError } from '../../workflows/domain/errors';
import type { TaskRow } from '../../workflows/engine/rows';
import { allStages } from '../../workflows/engine/soundness';
import type { Actor } from '../auth/actor';
import { CaseCommands } from '../cases/case-commands.service';
import { CaseFiles } from '../cases/case-file.service';
import { Store } from '../common/store';
import { dialogSubject } from './dialog-name';
import { DraftRepository } from './draft.repository';
import type { DraftDto, SaveDraftDto } from './drafts.dto';

/** Longer than any form may be filled in; what is above is no typing. */
const LIMIT_BYTES = 200_000;
/** A dialog asks for a reason and its basis, a few thousand characters. */
const DIALOG_LIMIT_BYTES = 40_000;
const LIVE: readonly TaskRow['status'][] = ['open', 'waiting', 'suspended'];

/** Where something is written: for the answer of a task, or in a dialog about a task or a case. */
export type DraftPlace =
  | { task: string; dialog?: string }
  | { case: string; dialog: string }
  /** The opinion for several tasks of one stage. */
  | { process: string; stage: string };

/** What people are writing, so that nothing typed is lost. Each sees only their own. */
@Injectable()
export class Drafts {
  private readonly stages = new Set<string>();

  constructor(
    private readonly commands: CaseCommands,
    private readonly files: CaseFiles,
    private readonly drafts: DraftRepository,
    private readonly store: Store,
  ) {}

  /** @throws DomainError `task.unknown`, `case.unknown`, also for a stranger; `draft.unknownDialog` */
  async get(actor: Actor, place: DraftPlace): Promise<DraftDto> {
    const subject = subjectOf(place);
    await this.permit(actor, place);
    return viewOf(await this.drafts.find(actor.personId, subject));
  }

  /** @throws DomainError `task.unknown`, `case.unknown`, `task.closed`, `draft.unknownDialog`, `draft.tooLong`, `draft.changed` */
  async save(actor: Actor, place: DraftPlace, { outcome = null, values, version }: SaveDraftDto): Promise<DraftDto> {
    const subject = subjectOf(place);
    const task = await this.permit(actor, place);
    // What is answered needs no more words; 撤回 is written about a task that its writer has answered.
    const recall = 'dialog' in place && place.dialog === 'recall';
    if (task && !recall && !LIVE.includes(task.status)) throw new DomainError('task.closed');
    const limit = 'task' in place && place.dialog === undefined ? LIMIT_BYTES : DIALOG_LIMIT_BYTES;
    if (Buffer.byteLength(JSON.stringify(values)) > limit) {
      throw new DomainError('draft.tooLong', { limit: limit / 1000 }, 'values');
    }
    const draft = { person: actor.personId, subject, outcome, values, version: version + 1, savedAt: new Date() };
    if (!(await this.drafts.save(draft, version))) throw new DomainError('draft.changed', {}, 'version');
    return viewOf(draft);
  }

  async remove(actor: Actor, place: DraftPlace): Promise<void> {
    await this.drafts.forget(actor.personId, subjectOf(place));
  }

  /** Nobody fills the store with stages of their own. @throws DomainError `draft.unknownDialog` */
  private async requireStage({ process, stage }: { process: string; stage: string }): Promise<void> {
    // Stages of published definitions stay: what was found once need not be looked for at every word typed.
    if (this.stages.has(`${process}/${stage}`)) return;
    const known = (await allDefinitions(this.store.connection)).some(
      ({ code, definition }) => code === process && allStages(definition.machine).some((one) => one.code === stage),
    );
    if (!known) throw new DomainError('draft.unknownDialog', {}, 'stage');
    this.stages.add(`${process}/${stage}`);
  }

  /** The enterprise does not learn of the offices' tasks. */
  private async permit(actor: Actor, place: DraftPlace): Promise<TaskRow | null> {
    if ('process' in place) {
      await this.requireStage(place);
      return null;
    }
    if ('case' in place) {
      await this.files.permit(actor, place.case);
      return null;
    }
    const task = await this.commands.task(actor, place.task);
    const { relation } = await this.files.permit(actor, task.caseId);
    if (relation === 'party' && !task.orgs.includes('party')) throw new DomainError('task.unknown');
    return task;
  }
}

function subjectOf(place: DraftPlace): string {
  if ('process' in place) return `bulk#${place.process}/${place.stage}`;
  if ('case' in place) return dialogSubject('case', place.case, place.dialog);
  return place.dialog === undefined ? place.task : dialogSubject('task', place.task, place.dialog);
}

function viewOf(draft: Omit<TaskDraftDocument, '_id'> | null): DraftDto {
  return draft
    ? { outcome: draft.outcome, values: draft.values, version: draft.version, savedAt: draft.savedAt.toISOString() }
    : { outcome: null, values: {}, version: 0, savedAt: null };
}
