import { Inject, Injectable } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import { referenceNow } from '../../activities/cases/start-case';
import { contentHashOf } from '../../activities/store/reference.revisions';
import { ANNOUNCE_REFERENCE, announcementIdOf } from '../../workflows/upkeep';
import { ApiConfig } from '../common/config';
import { ApiLogger } from '../common/logger';
import { Store } from '../common/store';
import { TEMPORAL } from '../common/temporal';

const PATIENCE_MS = 5_000;

/** Has all running cases told that calendars or limits were published. */
@Injectable()
export class Announcements {
  constructor(
    private readonly store: Store,
    @Inject(TEMPORAL) private readonly client: Client,
    private readonly config: ApiConfig,
    private readonly logger: ApiLogger,
  ) {}

  /** What was published stands even while Temporal is away: the nightly job tells the cases then. */
  async announce(): Promise<void> {
    try {
      const ref = contentHashOf(await referenceNow(this.store.connection));
      const taskQueue = this.config.TEMPORAL_TASK_QUEUE;
      await this.client.withDeadline(Date.now() + PATIENCE_MS, () =>
        this.client.workflow.start(ANNOUNCE_REFERENCE, {
          workflowId: announcementIdOf(taskQueue, ref),
          taskQueue,
          args: [],
          // Data that were changed and changed back are told again.
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      );
    } catch (error) {
      this.logger.warn(`running cases are told of the reference data at night: ${String(error)}`, 'Announcements');
    }
  }
}
