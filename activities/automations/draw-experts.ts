import type { Connection } from 'mongoose';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import type { Automation } from '../cases/case.activities';
import { readSetOn } from '../store/reference.reader';
import { completePanel, type PoolExpert } from './expert-panel';
import { submittedApplication } from './submitted-application';

/** Draws the experts who are missing for the specialities of the case. @throws DomainError `expert.noneFree` */
export function drawExperts(connection: Connection): Automation {
  return async (input) => {
    const { data } = await submittedApplication(connection, input);
    const day = localDay(input.now);
    const specialities = input.facts['specialities'];
    const panel = completePanel({
      specialities: Array.isArray(specialities) ? specialities : [],
      pool: await readSetOn<PoolExpert>(connection, 'experts', day),
      parties: [data.enterprise.name, data.design.name, data.evaluation.name],
      asked: input.results
        .filter((r) => r.block === 'expertReview')
        .map((r) => ({ person: r.branch, recused: r.facts['recused'] === true })),
      seed: input.caseId,
    });
    const [open] = panel.uncovered;
    if (open !== undefined) {
      const known = await readSetOn<{ code: string; name: { zh: string } }>(connection, 'expert-specialities', day);
      const speciality = known.find(({ code }) => code === open)?.name.zh ?? open;
      throw new DomainError('expert.noneFree', { speciality });
    }
    return { facts: { experts: panel.experts, expertsToAsk: panel.toAsk }, data: { seed: input.caseId } };
  };
}
