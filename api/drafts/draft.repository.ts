import { Injectable } from '@nestjs/common';
import { TASK_DRAFT, taskDraftSchema, type TaskDraftDocument } from '../../activities/store/task-draft.schema';
import { isDuplicateKey } from '../common/duplicate-key';
import { Store } from '../common/store';

/** Drafts of answers, one per person and task. */
@Injectable()
export class DraftRepository {
  constructor(private readonly store: Store) {}

  find(person: string, task: string): Promise<TaskDraftDocument | null> {
    return this.drafts.findById(idOf(person, task)).lean<TaskDraftDocument>();
  }

  /** Writes the next version over the one named; false when there is another. */
  async save(draft: Omit<TaskDraftDocument, '_id'>, over: number): Promise<boolean> {
    const _id = idOf(draft.person, draft.task);
    if (over === 0) {
      try {
        await this.drafts.create({ _id, ...draft });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    }
    const { matchedCount } = await this.drafts.updateOne({ _id, version: over }, { $set: draft });
    return matchedCount > 0;
  }

  async forget(person: string, task: string): Promise<void> {
    await this.drafts.deleteOne({ _id: idOf(person, task) });
  }

  private get drafts() {
    return this.store.model(TASK_DRAFT, taskDraftSchema);
  }
}

const idOf = (person: string, task: string): string => `${person}:${task}`;
