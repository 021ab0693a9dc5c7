import { Inject, Injectable } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import {
  OPERATOR_NOTICE,
  operatorNoticeSchema,
  type OperatorNotice,
} from '../../activities/store/operator-notice.schema';
import { UPKEEP_JOBS, upkeepIdOf } from '../../workflows/upkeep';
import { ApiConfig } from '../common/config';
import { Store } from '../common/store';
import { TEMPORAL } from '../common/temporal';
import type { NoticeDto, ServersDto } from './admin.dto';

const PATIENCE_MS = 3_000;
const COUNTED = ['cases', 'tasks', 'case_events', 'documents', 'people'];
/** `TASK_QUEUE_TYPE_WORKFLOW` and `TASK_QUEUE_TYPE_ACTIVITY` of the service's protocol. */
const QUEUES = { decisions: 1, activities: 2 } as const;

/** What the servers say of themselves, for operators. */
@Injectable()
export class Servers {
  constructor(
    private readonly store: Store,
    @Inject(TEMPORAL) private readonly client: Client,
    private readonly config: ApiConfig,
  ) {}

  async summary(): Promise<ServersDto> {
    const orNull = <T>(ask: Promise<T>): Promise<T | null> => ask.catch(() => null);
    const [mongo, temporal, notices] = await Promise.all([
      orNull(this.mongo()),
      orNull(this.client.withDeadline(Date.now() + PATIENCE_MS, () => this.temporal())),
      orNull(this.notices()),
    ]);
    return { mongo, temporal, notices: notices ?? [], node: process.version, uptime: Math.round(process.uptime()) };
  }

  private async notices(): Promise<NoticeDto[]> {
    const rows = await this.store
      .model(OPERATOR_NOTICE, operatorNoticeSchema)
      .find({ settledAt: null })
      .sort({ raisedAt: -1 })
      .lean<OperatorNotice[]>();
    return rows.map(({ _id, kind, raisedAt, params }) => ({
      id: _id,
      kind,
      raisedAt: raisedAt.toISOString(),
      params,
    }));
  }

  private async mongo(): Promise<ServersDto['mongo']> {
    const start = Date.now();
    await this.store.ping();
    const ms = Date.now() - start;
    const admin = this.store.connection.getClient().db('admin');
    const [build, hello, counts] = await Promise.all([
      admin.command({ buildInfo: 1 }),
      admin.command({ hello: 1 }),
      Promise.all(
        COUNTED.map(async (name) => [name, await this.store.connection.collection(name).estimatedDocumentCount()]),
      ),
    ]);
    return {
      version: String(build['version']),
      replicaSet: typeof hello['setName'] === 'string' ? hello['setName'] : null,
      ms,
      rows: Object.fromEntries(counts) as Record<string, number>,
    };
  }

  private async temporal(): Promise<ServersDto['temporal']> {
    const { TEMPORAL_NAMESPACE: namespace, TEMPORAL_TASK_QUEUE: taskQueue } = this.config;
    const service = this.client.workflowService;
    const start = Date.now();
    const info = await service.getSystemInfo({});
    const ms = Date.now() - start;
    const describe = (taskQueueType: number) =>
      service.describeTaskQueue({ namespace, taskQueue: { name: taskQueue }, taskQueueType, reportStats: true });
    const [queue, activities, schedules] = await Promise.all([
      describe(QUEUES.decisions),
      describe(QUEUES.activities),
      Promise.all(UPKEEP_JOBS.map((job) => this.schedule(job))),
    ]);
    return {
      version: info.serverVersion ?? '',
      namespace,
      taskQueue,
      ms,
      backlog: { decisions: waitingIn(queue), activities: waitingIn(activities) },
      workers: (queue.pollers ?? []).map(({ identity, lastAccessTime, deploymentOptions }) => ({
        identity: identity ?? '',
        build: deploymentOptions?.buildId || null,
        lastSeen:
          lastAccessTime?.seconds == null ? null : new Date(Number(lastAccessTime.seconds) * 1000).toISOString(),
      })),
      schedules: schedules.flatMap((one) => one ?? []),
    };
  }

  private async schedule(job: (typeof UPKEEP_JOBS)[number]) {
    try {
      const { info, state } = await this.client.schedule
        .getHandle(upkeepIdOf(this.config.TEMPORAL_TASK_QUEUE, job))
        .describe();
      return {
        job,
        lastRun: info.recentActions.at(-1)?.takenAt.toISOString() ?? null,
        nextRun: info.nextActionTimes[0]?.toISOString() ?? null,
        paused: state.paused,
      };
    } catch {
      // No worker has started yet on this queue.
      return null;
    }
  }
}

type TaskQueue = Awaited<ReturnType<Client['workflowService']['describeTaskQueue']>>;

/** Tasks that no worker has taken yet, about, and the age of the oldest in seconds. */
function waitingIn({ stats }: TaskQueue): { count: number; oldestSeconds: number } {
  return {
    count: Number(stats?.approximateBacklogCount ?? 0),
    oldestSeconds: Number(stats?.approximateBacklogAge?.seconds ?? 0),
  };
}
