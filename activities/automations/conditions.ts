import type { Connection } from 'mongoose';
import type { Facts } from '../../workflows/processes/definition';
import { CHECK_POINTS, type ConditionRow } from '../../workflows/processes/form-rows';
import { CHECK_STAGE } from '../../workflows/processes/project-life/check-point';
import type { Automation } from '../cases/case.activities';
import { eventsOf } from '../store/case.reader';
import { CASE, caseSchema, EVENT, eventSchema, TASK, taskSchema } from '../store/case.schema';
import type { CaseDocument, EventDocument } from '../store/case.schema';
import { findForm } from '../store/form.reader';
import { modelOf } from '../store/model-of';
import type { TaskRow } from '../../workflows/engine/rows';
import { formOf } from './decision-letter-data';

/** Keys of the conditions on which the joint review approved: `c1`, `c2` … in their order. */
export function listConditions(connection: Connection): Automation {
  return async ({ header, facts }) => {
    const conditions =
      facts['decision'] === 'conditionallyApproved' ? await decidedConditions(connection, header.parent?.caseId) : [];
    return { facts: { conditionKeys: conditions.map((_, n) => `c${n + 1}`) }, data: { conditions: conditions.length } };
  };
}

/** Who set one condition, when it is due and what it bars. */
export function readCondition(connection: Connection): Automation {
  return async ({ header, facts }) => {
    const key = String(facts['conditionKey']);
    const conditions = await decidedConditions(connection, header.parent?.caseId);
    const condition = conditions[Number(key.slice(1)) - 1];
    if (!condition) {
      throw new Error(`the decision has no condition ${key}`);
    }
    const { setBy, dueDay, checkPoint } = condition;
    return { facts: { setBy: setBy ?? header.leadOrg, dueDay, checkPoint }, data: { condition: key } };
  };
}

/** How many conditions are open at a check point or were due at an earlier one. */
export function checkConditions(connection: Connection): Automation {
  return async ({ caseId, stage }) => {
    const point = rankOf(stage.slice(CHECK_STAGE.length));
    const obligations = await modelOf(connection, CASE, caseSchema)
      .find({ parentCase: caseId, process: 'obligation' })
      .lean<CaseDocument[]>();
    const unmet = obligations.filter((o) => o.result !== 'fulfilled' && o.result !== 'lifted');
    const barring: string[] = [];
    for (const obligation of unmet) {
      const facts = await startFacts(connection, obligation._id);
      if (rankOf(String(facts['checkPoint'])) <= point) {
        barring.push(obligation.caseNo);
      }
    }
    return { facts: { openConditions: barring.length }, data: { open: barring } };
  };
}

/** A check point written in other words than the known ones bars the last step. */
function rankOf(point: string): number {
  const rank = CHECK_POINTS.findIndex(({ code }) => code === point);
  return rank < 0 ? CHECK_POINTS.length - 1 : rank;
}

async function startFacts(connection: Connection, caseId: string): Promise<Facts> {
  const first = await modelOf(connection, EVENT, eventSchema).findOne({ caseId, seq: 1 }).lean<EventDocument>();
  return Object.assign(
    {},
    ...(first?.changes ?? []).filter((c) => c.on === 'facts' && c.id === 'root').map((c) => c.set),
  ) as Facts;
}

/** The conditions with which a joint review was decided, in their order. */
export async function decidedConditions(connection: Connection, caseId: string | undefined): Promise<ConditionRow[]> {
  if (caseId === undefined) {
    throw new Error('a life of a project has a joint review before it');
  }
  const [events, drafts] = await Promise.all([
    eventsOf(connection, caseId),
    modelOf(connection, TASK, taskSchema)
      .find({ caseId, stage: 'decisionDraft', kind: 'stage', status: 'done' })
      .lean<TaskRow[]>(),
  ]);
  const last = drafts.sort((a, b) => (a.closedAt ?? 0) - (b.closedAt ?? 0)).at(-1);
  const formId = last ? formOf(events, last._id) : null;
  const form = formId ? await findForm(connection, formId) : null;
  const rows = form?.data['conditions'];
  return Array.isArray(rows) ? (rows as ConditionRow[]) : [];
}
