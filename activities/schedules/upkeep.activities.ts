import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { Connection } from 'mongoose';
import { localDay } from '../../workflows/domain/calendar';
import type { UpkeepActivities, UpkeepInput, UpkeepResult } from '../../workflows/upkeep';
import { archiveCase } from '../closing/archive-case';
import { BlobStore } from '../documents/blob-store';
import { writeDigests } from '../mail/digest';
import { writeNotices, writeOwedNotices } from '../notices/write-notices';
import { fileSealer } from '../records/sealer';
import { chainHeadsSince } from '../store/anchor.reader';
import { writeAnchor } from '../store/anchor.writer';
import { casesToArchive } from '../store/archive.reader';
import { checkCalendar } from './check-calendar';
import { checkIntegrity } from './check-integrity';
import { tellCases } from './tell-cases';

/** An upload takes minutes; what has no record after a day was broken off. */
const ORPHAN_MS = 24 * 3_600_000;

export interface UpkeepDependencies {
  connection: Connection;
  client: Client;
  secretsDir: string;
  /** Address printed in the QR codes of notices. */
  publicUrl: string;
  /** Mails are sent by these workers. */
  mail: boolean;
}

/** The activities that keep the records: archives, nightly jobs, news of reference data. */
export function upkeepActivities(dependencies: UpkeepDependencies): UpkeepActivities {
  const { connection, client } = dependencies;
  return {
    async archiveEndedCase({ caseId, patient }) {
      const archive = await archiveCase(dependencies, caseId, { patient });
      return { documentId: archive?.documentId ?? null };
    },
    async writeNotices({ caseId }) {
      return { written: await writeNotices(dependencies, caseId) };
    },
    tellCases: ({ after }) => tellCases(connection, client, after),
    runUpkeep: (input) => runJob(dependencies, input, (at) => Context.current().heartbeat(at)),
  };
}

async function runJob(
  dependencies: UpkeepDependencies,
  { job, mode, caseId, by }: UpkeepInput,
  alive: (at: unknown) => void,
): Promise<UpkeepResult> {
  const { connection, client, secretsDir } = dependencies;
  const now = new Date();
  switch (job) {
    case 'integrity':
      return checkIntegrity(
        connection,
        { mode: caseId ? 'case' : (mode ?? 'changed'), by: by ?? 'schedule', ...(caseId ? { caseId } : {}) },
        alive,
      );
    case 'anchor': {
      const { day, count, root } = await writeAnchor(connection, {
        day: localDay(now.getTime()),
        at: now,
        sealer: await fileSealer(secretsDir),
        heads: (since) => watched(chainHeadsSince(connection, since), alive),
      });
      return { day, count, root };
    }
    case 'calendar':
      return checkCalendar(connection, now);
    case 'archives':
      return archiveAll(dependencies, alive);
    case 'notices':
      return writeOwedNotices(dependencies, now, alive);
    case 'blobs':
      return { swept: await new BlobStore(connection).sweepOrphans(new Date(now.getTime() - ORPHAN_MS)) };
    case 'digest':
      return dependencies.mail ? writeDigests(connection, now, alive) : { people: 0, mails: 0 };
    case 'reference': {
      let told = 0;
      let after: string | null = null;
      do {
        const step: { told: number; next: string | null } = await tellCases(connection, client, after);
        told += step.told;
        after = step.next;
        alive(told);
      } while (after !== null);
      return { told };
    }
  }
}

/** One case whose papers are damaged must not keep the others from their archives. */
async function archiveAll(dependencies: UpkeepDependencies, alive: (at: unknown) => void): Promise<UpkeepResult> {
  let archived = 0;
  const failed: string[] = [];
  for await (const { caseId } of casesToArchive(dependencies.connection)) {
    try {
      await archiveCase(dependencies, caseId, { patient: false });
      archived += 1;
    } catch (error) {
      failed.push(`${caseId}: ${error instanceof Error ? error.message : String(error)}`);
    }
    alive(archived);
  }
  return { archived, failed: failed.length, firstFailure: failed[0] ?? null };
}

async function* watched<T>(items: AsyncIterable<T>, alive: (at: unknown) => void): AsyncGenerator<T> {
  let count = 0;
  for await (const item of items) {
    count += 1;
    if (count % 1_000 === 0) alive(count);
    yield item;
  }
}
