import type { Connection } from 'mongoose';
import { foldCase, type Folded } from '../../workflows/engine/fold';
import { ROW_SHAPE, type TaskRow } from '../../workflows/engine/rows';
import { ANCHOR_LEAF_MODEL, anchorLeafSchema, type AnchorLeafRecord } from '../store/anchor.schema';
import { caseById, eventsOf, libraryFor } from '../store/case.reader';
import { TASK, taskSchema, type CaseDocument } from '../store/case.schema';
import type { Mismatch } from '../store/integrity.schema';
import { modelOf } from '../store/model-of';
import { canonicalJson } from './canonical-json';
import { verifyAgainstHeads, verifyChain, type ChainedEvent } from './event-chain';

/** A case that is written to while it is read is read again; busier than this no case is. */
const ATTEMPTS = 5;

export interface Comparison {
  mismatches: Mismatch[];
  /** Rows that agree as far as they go but were written before the rows had their shape of today. */
  outdated: number;
  /** What the rows should be; absent when the record itself is broken and says nothing. */
  computed?: { case: CaseDocument; tasks: TaskRow[] };
}

/** Checks the record of a case, computes its rows from it and holds them against those that are kept. */
export async function compareCase(connection: Connection, caseId: string): Promise<Comparison> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await caseById(connection, caseId);
    const found = await compareOnce(connection, caseId, before);
    if (found.mismatches.length === 0 || attempt === ATTEMPTS) return found;
    const after = await caseById(connection, caseId);
    if (after?.headHash === before?.headHash && after?.seq === before?.seq) return found;
  }
}

async function compareOnce(connection: Connection, caseId: string, row: CaseDocument | null): Promise<Comparison> {
  const [events, tasks, heads] = await Promise.all([
    eventsOf(connection, caseId),
    modelOf(connection, TASK, taskSchema).find({ caseId }).lean<TaskRow[]>(),
    modelOf(connection, ANCHOR_LEAF_MODEL, anchorLeafSchema).find({ caseId }).lean<AnchorLeafRecord[]>(),
  ]);
  const chain = events as unknown as ChainedEvent[];
  const fault =
    verifyChain(chain, row ? { seq: row.seq, hash: row.headHash } : undefined) ?? verifyAgainstHeads(chain, heads);
  const last = events.at(-1);
  const broken = (id: string, field: string | null, computed: unknown): Mismatch => ({
    caseId,
    where: 'record',
    id,
    field,
    kept: null,
    computed,
  });
  if (fault && fault.kind !== 'appended') {
    return { outdated: 0, mismatches: [broken(String(fault.seq), fault.kind, fault.message)] };
  }
  if (!last) {
    return { outdated: 0, mismatches: row ? [broken('1', 'missing', 'the case has no events')] : [] };
  }
  let folded: Folded;
  try {
    folded = foldCase(events, await libraryFor(connection, events));
  } catch (error) {
    return { outdated: 0, mismatches: [broken(String(last.seq), 'unreadable', String(error))] };
  }
  const computed = { case: { ...folded.case, headHash: last.hash }, tasks: [...folded.tasks.values()] };
  return {
    computed,
    outdated: [row, ...tasks].filter((kept) => kept && isOlder(kept)).length,
    mismatches: [
      ...differences(caseId, 'case', caseId, row, computed.case),
      ...computed.tasks.flatMap((task) =>
        differences(
          caseId,
          'task',
          task._id,
          tasks.find(({ _id }) => _id === task._id),
          task,
        ),
      ),
      ...tasks
        .filter(({ _id }) => !folded.tasks.has(_id))
        .map(({ _id }): Mismatch => ({ caseId, where: 'task', id: _id, field: null, kept: 'a row', computed: null })),
    ],
  };
}

function differences(
  caseId: string,
  where: Mismatch['where'],
  id: string,
  kept: object | null | undefined,
  computed: object,
): Mismatch[] {
  if (!kept) return [{ caseId, where, id, field: null, kept: null, computed: 'a row' }];
  const [a, b] = [plain(kept), plain(computed)];
  const older = isOlder(kept);
  return (
    [...new Set([...Object.keys(a), ...(older ? [] : Object.keys(b))])]
      // A field of today may have been written anew by events that left the row of then alone: its number is of then too.
      .filter((field) => !(older && (field === 'shape' || field === 'seq')))
      .filter((field) => canonicalJson(a[field] ?? null) !== canonicalJson(b[field] ?? null))
      .sort()
      .map((field) => ({ caseId, where, id, field, kept: a[field] ?? null, computed: b[field] ?? null }))
  );
}

/** A row from before a field was added lacks it and is not wrong for that; what it holds must agree all the same. */
function isOlder(row: object): boolean {
  return ((row as { shape?: number }).shape ?? 1) < ROW_SHAPE;
}

function plain(row: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(row)) as Record<string, unknown>;
}
