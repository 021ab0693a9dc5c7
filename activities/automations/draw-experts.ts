import type { Connection } from 'mongoose';
import experts from '../../seeds/data/experts.json';
import { DomainError } from '../../workflows/domain/errors';
import type { Automation } from '../cases/case.activities';
import { completePanel } from './expert-panel';
import { submittedApplication } from './submitted-application';

/** Draws the experts who are missing for the specialities of the case. @throws DomainError `expert.noneFree` */
export function drawExperts(connection: Connection): Automation {
  return async (input) => {
    const { data } = await submittedApplication(connection, input);
    const specialities = input.facts['specialities'];
    const panel = completePanel({
      specialities: Array.isArray(specialities) ? specialities : [],
      pool: experts.rows,
      parties: [data.enterprise.name, data.design.name, data.evaluation.name],
      asked: input.results
        .filter((r) => r.block === 'expertReview')
        .map((r) => ({ person: r.branch, recused: r.facts['recused'] === true })),
      seed: input.caseId,
    });
    const [open] = panel.uncovered;
    if (open !== undefined) {
      const speciality = experts.specialities.find((s) => s.code === open)?.name.zh ?? open;
      throw new DomainError('expert.noneFree', { speciality });
    }
    return { facts: { experts: panel.experts, expertsToAsk: panel.toAsk }, data: { seed: input.caseId } };
  };
}
