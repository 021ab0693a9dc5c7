import type { Connection } from 'mongoose';
import { objectionsOfCase } from '../../activities/store/objection.reader';
import { DomainError } from '../../workflows/domain/errors';
import type { TaskRow } from '../../workflows/engine/rows';

/** The stage in which a joint review is decided. */
const DECIDE = 'decide';

/**
 * 行政许可法 第三十六条: nothing is decided while an objection that came in time has not been taken onto the case. Where the case goes its way it
 * cannot come to that; a case of an earlier version or one that was reopened can.
 * @throws DomainError `objection.open` naming the receipts
 */
export async function requireObjectionsHeard(
  connection: Connection,
  { caseId, stage, kind, process }: Pick<TaskRow, 'caseId' | 'stage' | 'kind' | 'process'>,
  returning: boolean,
): Promise<void> {
  if (process !== 'jointReview' || stage !== DECIDE || kind !== 'stage' || returning) return;
  const open = (await objectionsOfCase(connection, caseId)).filter(({ recorded }) => recorded === null);
  if (open.length > 0) throw new DomainError('objection.open', { receipts: open.map(({ _id }) => _id).join('、') });
}
