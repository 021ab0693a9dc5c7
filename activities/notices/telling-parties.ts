import { localDay } from '../../workflows/domain/calendar';
import type { CommitInput } from '../../workflows/engine/ports';
import { noticeIdOf, TELL_PARTY } from '../../workflows/upkeep';
import type { FollowUp } from '../cases/follow-ups';
import { noticeFor } from '../documents/letter-rules';

/** The enterprise is told in writing of what concerns it; writing a letter costs more than deciding a task, so it comes later. */
export function tellingParties(delaySeconds: number): FollowUp {
  return {
    workflow: TELL_PARTY,
    idOf: noticeIdOf,
    calledFor: noticeIn,
    delayMs: delaySeconds * 1_000,
    missed: (caseId) => `the notice of ${caseId} is left to the nightly job`,
  };
}

/** Number of the last event that calls for a notice. */
function noticeIn({ case: row, events }: CommitInput): number | null {
  const found = events.findLast(
    ({ type, data, at }) =>
      type === 'taskCompleted' &&
      noticeFor({ process: row.process, stage: data['stage'], outcome: data['outcome'] }, localDay(Date.parse(at))),
  );
  return found?.seq ?? null;
}
