import { Injectable } from '@nestjs/common';
import { TASK_DRAFT, taskDraftSchema, type TaskDraftDocument } from '../../activities/store/task-draft.schema';
import { isDuplicateKey } from '../common/duplicate-key';
import { Store } from '../common/store';

/** Drafts of answers and of what is written in dialogs, one per person and subject. */
@Injectable()
export class DraftRepository {
  constructor(private readonly store: Store) {}

  find(person: string, subject: string): Promise<TaskDraftDocument | null> {
    return this.drafts.findById(idOf(person, subject)).lean<TaskDraftDocument>();
  }

  /** Writes the next version over the one named; false when there is another. */
  async save(draft: Omit<TaskDraftDocument, '_id'>, over: number): Promise<boolean> {
    const _id = idOf(draft.person, draft.subject);
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

  /** Forgets one subject and, of a task, what stands in its dialogs. */
  async forget(person: string, subject: string): Promise<void> {
    const _id = idOf(person, subject);
    await this.drafts.deleteMany({ $or: [{ _id }, { _id: { $gte: `${_id}#`, $lt: `${_id}$` } }] });
  }

  private get drafts() {
    return this.store.model(TASK_DRAFT, taskDraftSchema);
  }
}

const idOf = (person: string, subject: string): string => `${person}:${subject}`;
