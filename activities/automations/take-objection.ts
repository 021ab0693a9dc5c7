import type { Connection } from 'mongoose';
import type { Automation } from '../cases/case.activities';
import { caseById, eventOfCommand } from '../store/case.reader';
import { objectionsOfCase } from '../store/objection.reader';
import { objectionKey } from '../store/objection.schema';
import { recordObjection } from '../store/objection-recorded';

/**
 * Takes the first objection onto the case that came in time and that nobody took down while the notice stood. A repeat takes the same one.
 */
export function takeObjection(connection: Connection): Automation {
  return async ({ caseId, pendingId }) => {
    const objections = await objectionsOfCase(connection, caseId);
    const taken = objections.find((objection) => objection.recorded?.pendingId === pendingId);
    if (taken) return takenOver(taken._id);
    const seq = (await caseById(connection, caseId))?.seq ?? 0;
    for (const { _id } of objections.filter(({ recorded }) => recorded === null)) {
      const at = new Date();
      // Who took it down may have been cut off before it was noted: then it was on the case before.
      const earlier = await eventOfCommand(connection, caseId, objectionKey(_id));
      const recorded = earlier ? { seq: earlier.seq, by: earlier.actor.id, at } : { seq, by: 'engine', at, pendingId };
      if ((await recordObjection(connection, _id, recorded)) && !earlier) return takenOver(_id);
    }
    return { facts: { objectionTaken: false }, data: {} };
  };
}

const takenOver = (receipt: string) => ({ facts: { objectionTaken: true }, data: { objection: receipt } });
