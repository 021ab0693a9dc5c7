import { runCase } from './engine/run-case';
import type { CaseInput, CaseOutcome } from './messages';

/** Joint review of a project with listed processes, listed chemicals or major hazard sources. */
export async function jointReview(input: CaseInput): Promise<CaseOutcome> {
  return runCase(input);
}

/** The life of a project after its approval. */
export async function projectLife(input: CaseInput): Promise<CaseOutcome> {
  return runCase(input);
}

/** Any other published definition. */
export async function procedure(input: CaseInput): Promise<CaseOutcome> {
  return runCase(input);
}

export { announceReference, closeCase, tellParty, upkeep } from './upkeep.workflow';
