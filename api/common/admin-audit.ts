import { Injectable } from '@nestjs/common';
import { ADMIN_EVENT, adminEventSchema } from '../../activities/store/admin-event.schema';
import type { Actor } from '../auth/actor';
import { currentRequest } from './request-context';
import { Store } from './store';

/** The trail of administrative changes. */
@Injectable()
export class AdminAudit {
  constructor(private readonly store: Store) {}

  /** Notes what was done. `detail` must not hold credentials. */
  async record(actor: Actor, action: string, target: string, detail: object = {}): Promise<void> {
    await this.store.model(ADMIN_EVENT, adminEventSchema).create({
      at: new Date(),
      by: actor.personId,
      byName: actor.name,
      action,
      target,
      detail: { ...detail },
      requestId: currentRequest()?.requestId ?? '',
    });
  }
}
