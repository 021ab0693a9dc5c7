import type { Client } from '@temporalio/client';
import type { Connection } from 'mongoose';
import type { RecordedEvent } from '../../workflows/engine/events';
import type { NotificationRow } from '../../workflows/engine/rows';
import type { CaseHeader } from '../../workflows/engine/state';
import { reviveCase } from '../cases/revive-case';
import { chainEvents, GENESIS_HASH } from '../records/event-chain';
import { compareCase } from '../records/compare-case';
import { caseById, eventsOf } from '../store/case.reader';
import { CASE, caseSchema, type CaseDocument } from '../store/case.schema';
import { findForms } from '../store/form.reader';
import { modelOf } from '../store/model-of';
import { rewriteRows } from '../store/rebuild.writer';
import { appendRecorded, keepNumber } from '../store/tail.writer';
import { readHistories, type CaseRunTold, type HistoriesWanted } from './read-histories';

export interface ReconcileReport {
  /** Cases of which the service has a history. */
  known: number;
  /** Cases to whose record events were added, and how many. */
  continued: string[];
  events: number;
  /** Cases whose workflow was missing or behind and now goes on from the record. */
  revived: string[];
  /** Numbers that the store had forgotten. */
  numbers: string[];
  /** Forms that the added events name and that are lost: only their hashes are left. */
  missingForms: string[];
  /** Cases for a person to look at, with the reason; nothing was changed about them. */
  failed: string[];
}

/**
 * Brings MongoDB and Temporal together after one of them was restored from a backup or lost. What the service knows and the record lacks is
 * added to the record; what the record knows and the service lacks makes the case's workflow begin anew from the record. May be repeated;
 * workers and APIs must be stopped meanwhile.
 */
export async function reconcile(
  connection: Connection,
  client: Client,
  taskQueue: string,
  wanted: HistoriesWanted = {},
): Promise<ReconcileReport> {
  const report: ReconcileReport = {
    known: 0,
    continued: [],
    events: 0,
    revived: [],
    numbers: [],
    missingForms: [],
    failed: [],
  };
  const known = new Map<string, { head: number; status: CaseRunTold['status']; sound: boolean }>();
  for await (const run of readHistories(client, wanted)) {
    const before = known.get(run.workflowId);
    const told = await takeTail(connection, run, report).catch((error: unknown) => {
      report.failed.push(`${run.workflowId}: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    });
    known.set(run.workflowId, {
      head: told ?? before?.head ?? 0,
      status: run.status,
      sound: told !== null && (before?.sound ?? true),
    });
  }
  report.known = known.size;
  for (const [workflowId, { head, status, sound }] of known) {
    const row = sound ? await rowInOrder(connection, caseIdOf(workflowId), report) : null;
    const behind = status === 'RUNNING' ? row !== null && row.seq > head : row?.status === 'running';
    if (behind && (status === 'TERMINATED' || status === 'FAILED' || status === 'CANCELLED')) {
      report.failed.push(`${workflowId}: the workflow was ended by hand (${status}) and the case runs`);
    } else if (row && behind) {
      await reviveCase(client, taskQueue, row);
      report.revived.push(row._id);
    }
  }
  const running = modelOf(connection, CASE, caseSchema)
    .find(
      { status: 'running', ...(wanted.process === undefined ? {} : { process: wanted.process }) },
      { _id: 1, process: 1 },
    )
    .lean();
  for await (const { _id, process } of running.cursor()) {
    if (!known.has(`${process}/${_id}`)) {
      const row = await caseById(connection, _id);
      if (row) {
        await reviveCase(client, taskQueue, row);
        report.revived.push(_id);
      }
    }
  }
  return report;
}

const caseIdOf = (workflowId: string): string => workflowId.slice(workflowId.indexOf('/') + 1);

/**
 * Adds to the record what a run had written and the store lost.
 * @returns the last event that the run knows
 * @throws Error when the two do not belong together
 */
async function takeTail(connection: Connection, run: CaseRunTold, report: ReconcileReport): Promise<number> {
  if (run.fault) {
    throw new Error(`its history cannot be read: ${run.fault.message}`);
  }
  const caseId = caseIdOf(run.workflowId);
  const { events, notifications } = toldBy(run);
  if (run.header && (await keepNumber(connection, purposeOf(run.header), caseId))) {
    report.numbers.push(caseId);
  }
  const kept = await eventsOf(connection, caseId);
  const other = events.find((e) => kept[e.seq - 1] !== undefined && kept[e.seq - 1]?.hash !== e.hash);
  if (other) {
    throw new Error(`event ${other.seq} of the record is another than that of the workflow`);
  }
  const tail = events.filter((e) => e.seq > kept.length);
  const [first] = tail;
  if (first) {
    if (first.seq !== kept.length + 1) {
      throw new Error(`events ${kept.length + 1} to ${first.seq - 1} are nowhere: the run that wrote them is gone`);
    }
    const seqs = new Set(tail.map((e) => e.seq));
    await appendRecorded(
      connection,
      caseId,
      tail,
      notifications.filter(({ seq }) => seqs.has(seq)).map(({ row }) => row),
    );
    report.continued.push(caseId);
    report.events += tail.length;
    report.missingForms.push(...(await formsMissing(connection, tail)));
  }
  return events.at(-1)?.seq ?? run.beganAt ?? 0;
}

/** The events of a run as they were recorded: chained anew, and held against the hash that the writer gave then. */
function toldBy({ commits }: CaseRunTold): {
  events: RecordedEvent[];
  notifications: { seq: number; row: NotificationRow }[];
} {
  const events: RecordedEvent[] = [];
  const notifications: { seq: number; row: NotificationRow }[] = [];
  for (const { input, result } of commits) {
    if (result.kind === 'recorded') {
      events.push(...result.events);
    } else if (result.kind === 'written') {
      const chained = chainEvents(input.events, input.prevHash || GENESIS_HASH) as unknown as RecordedEvent[];
      const last = chained.at(-1);
      if (!last || last.hash !== result.headHash) {
        throw new Error(`event ${last?.seq ?? 0} comes out differently today than it was written`);
      }
      events.push(...chained);
      notifications.push(...input.notifications.map((row) => ({ seq: last.seq, row })));
    }
  }
  return { events, notifications };
}

/** What a number was given for, so that the same submission finds its case again. */
function purposeOf({ caseNo, keys, parent }: CaseHeader): string {
  if (parent) {
    return `subcase:${parent.caseId}:${parent.pendingId}`;
  }
  return keys['applicationId'] === undefined ? `lost:${caseNo}` : `application:${keys['applicationId']}`;
}

async function formsMissing(connection: Connection, events: readonly RecordedEvent[]): Promise<string[]> {
  const named = events.flatMap((e) => (e.data['form'] as { id: string } | null | undefined)?.id ?? []);
  const found = new Set((await findForms(connection, named)).map(({ _id }) => _id));
  return named.filter((id) => !found.has(id));
}

/** The case's row, put back to what the record says where it was not. */
async function rowInOrder(
  connection: Connection,
  caseId: string,
  report: ReconcileReport,
): Promise<CaseDocument | null> {
  if (report.continued.includes(caseId)) {
    const { computed } = await compareCase(connection, caseId);
    if (computed) {
      await rewriteRows(connection, await caseById(connection, caseId), computed);
    }
  }
  return caseById(connection, caseId);
}
