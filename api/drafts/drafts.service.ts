import { Injectable } from '@nestjs/common';
import type { TaskDraftDocument } from '../../activities/store/task-draft.schema';
import { DomainError } from '../../workflows/domain/errors';
import type { TaskRow } from '../../workflows/engine/rows';
import type { Actor } from '../auth/actor';
import { CaseCommands } from '../cases/case-commands.service';
import { CaseFiles } from '../cases/case-file.service';
import { DraftRepository } from './draft.repository';
import type { DraftDto, SaveDraftDto } from './drafts.dto';

/** Longer than any form may be filled in; what is above is no typing. */
const LIMIT_BYTES = 200_000;
const LIVE: readonly TaskRow['status'][] = ['open', 'waiting', 'suspended'];

/** What people are writing on their tasks, so that nothing typed is lost. Each sees only their own. */
@Injectable()
export class TaskDrafts {
  constructor(
    private readonly commands: CaseCommands,
    private readonly files: CaseFiles,
    private readonly drafts: DraftRepository,
  ) {}

  /** @throws DomainError `task.unknown`, also for a stranger */
  async get(actor: Actor, taskId: string): Promise<DraftDto> {
    await this.taskOf(actor, taskId);
    return viewOf(await this.drafts.find(actor.personId, taskId));
  }

  /** @throws DomainError `task.unknown`, `task.closed`, `draft.tooLong`, `draft.changed` */
  async save(actor: Actor, taskId: string, { outcome = null, values, version }: SaveDraftDto): Promise<DraftDto> {
    const task = await this.taskOf(actor, taskId);
    if (!LIVE.includes(task.status)) throw new DomainError('task.closed');
    if (Buffer.byteLength(JSON.stringify(values)) > LIMIT_BYTES) {
      throw new DomainError('draft.tooLong', { limit: LIMIT_BYTES / 1000 }, 'values');
    }
    const draft = { person: actor.personId, task: taskId, outcome, values, version: version + 1, savedAt: new Date() };
    if (!(await this.drafts.save(draft, version))) throw new DomainError('draft.changed', {}, 'version');
    return viewOf(draft);
  }

  async remove(actor: Actor, taskId: string): Promise<void> {
    await this.drafts.forget(actor.personId, taskId);
  }

  /** The enterprise does not learn of the offices' tasks. */
  private async taskOf(actor: Actor, taskId: string): Promise<TaskRow> {
    const task = await this.commands.task(actor, taskId);
    const { relation } = await this.files.permit(actor, task.caseId);
    if (relation === 'party' && !task.orgs.includes('party')) throw new DomainError('task.unknown');
    return task;
  }
}

function viewOf(draft: Omit<TaskDraftDocument, '_id'> | null): DraftDto {
  return draft
    ? { outcome: draft.outcome, values: draft.values, version: draft.version, savedAt: draft.savedAt.toISOString() }
    : { outcome: null, values: {}, version: 0, savedAt: null };
}
