import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Connection } from 'mongoose';
import { startCase } from '../../activities/cases/start-case';
import { caseById } from '../../activities/store/case.reader';
import type { ConditionRow } from '../../workflows/processes/form-rows';
import { SYSTEM } from '../../workflows/engine/events';

/** What answers of people look like to whoever carries them out: over HTTP in one test, by a browser's API in another. */
export type Answer = (
  login: string,
  stage: string,
  outcome: string,
  form?: Record<string, unknown>,
) => Promise<unknown>;

const AGREEING = ['emb', 'eeb', 'nrpb', 'eitb', 'hwcmo', 'psb'];

/** Walks a submitted joint review of a nitration project to an approval on one condition of the fire brigade. */
export async function approveOnCondition(answer: Answer, condition: ConditionRow): Promise<void> {
  await answer('hwedz.window1', 'acceptance', 'accept');
  for (const org of AGREEING) await sign(answer, org, 'agree', { opinion: '经审查，同意该项目。' });
  await sign(answer, 'frb', 'conditional', { opinion: '落实下列条件后同意。', conditions: [condition] });
  await answer('hwedz.officer1', 'decisionDraft', 'proposeConditional', {
    opinion: '拟附条件同意。',
    conditions: [condition],
  });
  await answer('hwedz.chief', 'decisionReview', 'approve');
  await answer('hwedz.director', 'decide', 'approveWithConditions');
}

async function sign(answer: Answer, org: string, outcome: string, form: Record<string, unknown>): Promise<void> {
  await answer(`${org}.officer1`, 'draft', outcome, form);
  await answer(`${org}.chief`, 'sectionReview', 'approve');
  await answer(`${org}.deputy`, 'sign', 'sign');
}

/** Begins the life of an approved project, as version 2 of the joint review does by itself. */
export async function beginProjectLife(
  db: Connection,
  client: Client,
  taskQueue: string,
  reviewId: string,
): Promise<string> {
  const review = await caseById(db, reviewId);
  if (!review) throw new Error(`there is no case ${reviewId}`);
  const { title, partyOrg, partyName, leadOrg, applicant, keys } = review;
  const { caseId } = await startCase(db, client, taskQueue, {
    process: 'projectLife',
    purpose: `test:${reviewId}`,
    header: {
      title,
      party: { org: partyOrg, name: partyName },
      leadOrg,
      applicant,
      keys: { ...keys, parentCase: reviewId },
      parent: { caseId: reviewId, process: 'jointReview', pendingId: 'test', awaited: false },
    },
    facts: { applicant, leadOrg, applicationVersion: 1, hasMajorHazard: true, decision: 'conditionallyApproved' },
    actor: SYSTEM('engine'),
    key: randomUUID(),
    hash: reviewId,
    now: Date.now(),
  });
  return caseId;
}
