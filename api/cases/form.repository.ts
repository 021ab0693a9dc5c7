import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../../activities/records/canonical-json';
import { FORM_MODEL, formSchema, type FormRecord } from '../../activities/store/form.schema';
import { Store } from '../common/store';

/** Stores filled forms ahead of their command. A form whose command is refused belongs to nothing and shows nowhere. */
@Injectable()
export class FormRepository {
  constructor(private readonly store: Store) {}

  /** @returns id and hash; a repeat with the same key and content gives the same id. */
  async put(
    form: Pick<FormRecord, 'caseId' | 'taskId' | 'form' | 'data' | 'by'>,
    key: string,
  ): Promise<{ id: string; hash: string }> {
    const hash = sha256(canonicalJson(form.data));
    const id = `f-${sha256(`${form.caseId}\n${form.taskId ?? ''}\n${key}\n${hash}`).slice(0, 32)}`;
    try {
      await this.store
        .model(FORM_MODEL, formSchema)
        .collection.insertOne({ _id: id, ...form, hash, at: new Date() } as never);
    } catch (error) {
      // The same request came twice.
      if ((error as { code?: unknown }).code !== 11000) {
        throw error;
      }
    }
    return { id, hash };
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
