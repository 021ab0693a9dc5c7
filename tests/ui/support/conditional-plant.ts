import { Client, Connection } from '@temporalio/client';
import { expect } from '@playwright/test';
import { createConnection } from 'mongoose';
import type { ConditionRow } from '../../../workflows/processes/form-rows';
import { approveOnCondition, beginProjectLife } from '../../support/conditional-approval';
import { as, complete, submitPlant } from './people';
import { ownEnvironment } from './system';

/** A project approved on one condition whose life has begun, as it does by itself from version 2 of the review on; the number of its review. */
export async function conditionalPlant(title: string, condition: ConditionRow): Promise<string> {
  const { caseId } = await submitPlant(title);
  await approveOnCondition((login, _stage, outcome, form) => complete(login, caseId, outcome, form), condition);
  const lead = await as('hwedz.officer1');
  await expect.poll(async () => (await lead.get(`/cases/${caseId}`)).status, { timeout: 30_000 }).toBe('ended');
  const env = ownEnvironment();
  const connection = await Connection.connect({ address: env['TEMPORAL_ADDRESS']! });
  const db = await createConnection(env['MONGODB_URI']!).asPromise();
  try {
    await beginProjectLife(db, new Client({ connection }), env['TEMPORAL_TASK_QUEUE']!, caseId);
  } finally {
    await db.close();
    await connection.close();
  }
  return caseId;
}
