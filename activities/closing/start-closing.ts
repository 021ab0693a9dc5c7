import type { CommitInput } from '../../workflows/engine/ports';
import { CLOSE_CASE, closingIdOf } from '../../workflows/upkeep';
import type { FollowUp } from '../cases/follow-ups';

/** Every case that ended is archived; writing an archive costs more than deciding a case, so it comes later. */
export function archivingEnds(delayMinutes: number): FollowUp {
  return {
    workflow: CLOSE_CASE,
    idOf: closingIdOf,
    calledFor: endIn,
    delayMs: delayMinutes * 60_000,
    missed: (caseId) => `the archive of ${caseId} is left to the nightly sweep`,
  };
}

/** Number of the event that ended the case, if one of these did and it was not reopened by a later one. */
function endIn({ case: row, events }: CommitInput): number | null {
  if (row.status !== 'ended') return null;
  const end = events.findLast((e) => e.changes.some((c) => c.on === 'case' && c.set['status'] === 'ended'));
  return end?.seq ?? null;
}
