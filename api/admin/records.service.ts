import { Inject, Injectable } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import { checkAnchors } from '../../activities/schedules/check-integrity';
import { fileSealer } from '../../activities/records/sealer';
import { expiredArchives } from '../../activities/store/archive.reader';
import { anchorsBefore } from '../../activities/store/anchor.reader';
import { latestReports } from '../../activities/store/integrity.reader';
import { localDay } from '../../workflows/domain/calendar';
import { UPKEEP, upkeepIdOf, type UpkeepInput } from '../../workflows/upkeep';
import type { Actor } from '../auth/actor';
import { AdminAudit } from '../common/admin-audit';
import { ApiConfig } from '../common/config';
import { Store } from '../common/store';
import { TEMPORAL } from '../common/temporal';
import type { AnchorsDto, ExpiredDto, IntegrityReportDto, RunIntegrityDto, StartedDto } from './admin.dto';

/** Whether the records are whole: nightly reports, anchors, and what is past its period of keeping. */
@Injectable()
export class RecordsAdmin {
  constructor(
    private readonly store: Store,
    private readonly audit: AdminAudit,
    @Inject(TEMPORAL) private readonly client: Client,
    private readonly config: ApiConfig,
  ) {}

  async reports(limit: number): Promise<IntegrityReportDto[]> {
    const reports = await latestReports(this.store.connection, limit);
    return reports.map(({ _id, startedAt, finishedAt, since, mode, checked, anchors, mismatchCount, ...rest }) => ({
      id: _id,
      mode,
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
      since: since?.toISOString() ?? null,
      checked,
      total: rest.total ?? null,
      anchors,
      mismatchCount,
      outdated: rest.outdated ?? 0,
      mismatches: rest.mismatches,
      by: rest.by,
    }));
  }

  /** Starts a job now; while the same one runs already, that one is named. */
  async start(actor: Actor, input: Omit<UpkeepInput, 'by'> & RunIntegrityDto): Promise<StartedDto> {
    const queue = this.config.TEMPORAL_TASK_QUEUE;
    const own = input.caseId ? `/${input.caseId}` : '/now';
    const workflowId = `${upkeepIdOf(queue, input.job)}${own}`;
    await this.client.withDeadline(Date.now() + 10_000, () =>
      this.client.workflow.start(UPKEEP, {
        workflowId,
        taskQueue: queue,
        args: [{ ...input, by: actor.personId }],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      }),
    );
    await this.audit.record(actor, 'upkeep.start', input.job, input);
    return { workflowId };
  }

  async anchors(limit: number): Promise<AnchorsDto> {
    const { connection } = this.store;
    const [rows, { mismatches }, sealer] = await Promise.all([
      anchorsBefore(connection, new Date(), limit),
      checkAnchors(connection),
      fileSealer(this.config.HAZFLOW_SECRETS_DIR),
    ]);
    return {
      items: rows.map(({ day, at, count, root, hash, prevHash, seal }) => ({
        day,
        at,
        count,
        root,
        hash,
        prevHash,
        keyId: seal.keyId,
      })),
      intact: mismatches.length === 0,
      faults: mismatches,
      publicKey: sealer.publicKey,
    };
  }

  /** Archives past their period; what becomes of them is for a person to decide, nothing is deleted here. */
  async expired(limit: number): Promise<ExpiredDto[]> {
    const rows = await expiredArchives(this.store.connection, localDay(Date.now()), limit);
    return rows.map(({ caseId, process, endedAt, keepUntil, basis, documentId, size }) => ({
      caseId,
      process,
      endedAt: new Date(endedAt).toISOString(),
      keepUntil,
      basis,
      documentId,
      size,
    }));
  }
}
