import type { Connection } from 'mongoose';
import { verifyAnchors } from '../records/anchor-check';
import { anchorLeaf } from '../records/anchor';
import { compareCase } from '../records/compare-case';
import { merkleRoot } from '../records/merkle';
import {
  ANCHOR_LEAF_MODEL,
  ANCHOR_MODEL,
  anchorLeafSchema,
  anchorSchema,
  type AnchorLeafRecord,
  type AnchorRecord,
} from '../store/anchor.schema';
import { CASE, caseSchema } from '../store/case.schema';
import { caseSlice, casesSince, lastPass } from '../store/integrity.reader';
import type { Mismatch } from '../store/integrity.schema';
import { closeReport, noteProgress, openReport } from '../store/integrity.writer';
import { modelOf } from '../store/model-of';

/** A command that was timed before the last pass may have been written after it. */
const OVERLAP_MS = 3_600_000;
/** Cases checked each night although nothing changed: what is altered behind the product's back shows in the end. */
const SLICE = 2_000;
/** Cases after which the report says how far it is. */
const TELL_EVERY = 25;
/** Anchors whose leaves are counted again each night. */
const RECENT_ANCHORS = 31;

export interface IntegrityJob {
  mode: 'changed' | 'full' | 'case';
  caseId?: string;
  by: string;
}

/**
 * Computes the rows of cases from their events and compares; nothing is changed.
 * @param alive called as it goes on
 */
export async function checkIntegrity(
  connection: Connection,
  job: IntegrityJob,
  alive: (checked: number) => void = () => undefined,
): Promise<{ reportId: string; checked: number; mismatches: number }> {
  const last = job.mode === 'changed' ? await lastPass(connection) : null;
  const since = last ? new Date(last.startedAt.getTime() - OVERLAP_MS) : null;
  const total = job.mode === 'full' ? await modelOf(connection, CASE, caseSchema).estimatedDocumentCount() : undefined;
  const report = await openReport(connection, {
    mode: job.mode,
    since,
    by: job.by,
    startedAt: new Date(),
    ...(total === undefined ? {} : { total }),
  });
  const mismatches: Mismatch[] = [];
  let outdated = 0;
  const seen = new Set<string>();
  const look = async (caseId: string): Promise<void> => {
    if (seen.has(caseId)) return;
    seen.add(caseId);
    const found = await compareCase(connection, caseId);
    mismatches.push(...found.mismatches);
    outdated += found.outdated;
    alive(seen.size);
    if (seen.size % TELL_EVERY === 0) await noteProgress(connection, report._id, seen.size);
  };
  let sliceEnd: string | null = null;
  let anchors = 0;
  if (job.mode === 'case') {
    await look(job.caseId ?? '');
  } else {
    for await (const caseId of casesSince(connection, since)) await look(caseId);
    if (since) {
      const slice = await caseSlice(connection, last?.sliceEnd ?? null, SLICE);
      for (const caseId of slice) await look(caseId);
      // Behind the last case the round begins anew.
      sliceEnd = slice.length < SLICE ? null : (slice.at(-1) ?? null);
    }
    const checkedAnchors = await checkAnchors(connection, () => alive(seen.size));
    anchors = checkedAnchors.count;
    mismatches.push(...checkedAnchors.mismatches);
  }
  await closeReport(
    connection,
    report._id,
    { checked: seen.size, anchors, outdated, mismatches, sliceEnd },
    new Date(),
  );
  return { reportId: report._id, checked: seen.size, mismatches: mismatches.length };
}

/** All anchors: their seals and links; of the latest also that their leaves still give the signed root. */
export async function checkAnchors(
  connection: Connection,
  alive: () => void = () => undefined,
): Promise<{ count: number; mismatches: Mismatch[] }> {
  const anchors = await modelOf(connection, ANCHOR_MODEL, anchorSchema).find({}).sort({ at: 1 }).lean<AnchorRecord[]>();
  const fault = verifyAnchors(anchors);
  const mismatch = (day: string, field: string, kept: unknown, computed: unknown): Mismatch => ({
    caseId: '',
    where: 'anchor',
    id: day,
    field,
    kept,
    computed,
  });
  const mismatches = fault ? [mismatch(fault.day, 'seal', null, fault.message)] : [];
  for (const anchor of anchors.slice(-RECENT_ANCHORS)) {
    const leaves = await modelOf(connection, ANCHOR_LEAF_MODEL, anchorLeafSchema)
      .find({ batch: anchor.batch })
      .sort({ index: 1 })
      .lean<AnchorLeafRecord[]>();
    const root = merkleRoot(leaves.map(anchorLeaf));
    if (root !== anchor.root) mismatches.push(mismatch(anchor.day, 'root', anchor.root, root));
    alive();
  }
  return { count: anchors.length, mismatches };
}
