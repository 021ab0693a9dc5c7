import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { addRevisions, type RevisionInput } from '../../activities/store/reference.revisions';
import type { ReferenceDocument } from '../../activities/store/reference.schema';
import { DomainError } from '../../workflows/domain/errors';
import type { Actor } from '../auth/actor';
import { isDuplicateKey } from '../common/duplicate-key';
import { Store } from '../common/store';
import { ReferenceService } from './reference.service';

/** Adds revisions of reference data; nothing is ever overwritten. */
@Injectable()
export class RevisionWriter {
  constructor(
    private readonly store: Store,
    private readonly reference: ReferenceService,
  ) {}

  /**
   * @param current the rows that the change was made from
   * @param beside what is written with them or not at all
   * @throws DomainError `resource.changed` when somebody else has changed one of them meanwhile
   */
  async add(
    actor: Actor,
    current: readonly ReferenceDocument[],
    inputs: readonly RevisionInput[],
    beside?: (session: ClientSession) => Promise<void>,
  ): Promise<void> {
    const revisions = inputs.map((input) => ({
      input,
      after: current.find((row) => row.key === input.key)?.revision ?? 0,
    }));
    try {
      await addRevisions(this.store.connection, revisions, actor.personId, new Date(), beside);
    } catch (error) {
      if (isDuplicateKey(error)) throw new DomainError('resource.changed');
      throw error;
    }
    this.reference.forget();
  }
}
