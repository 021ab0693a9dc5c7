import { type Client, WorkflowExecutionAlreadyStartedError, WithStartWorkflowOperation } from '@temporalio/client';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import type { Connection } from 'mongoose';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import type { CaseStart, CommandReceipt } from '../../workflows/engine/commands';
import type { Actor } from '../../workflows/engine/events';
import { rolesAhead } from '../../workflows/engine/roles-ahead';
import type { CaseHeader, Reference } from '../../workflows/engine/state';
import { startReceipt, workflowIdOf, workflowTypeOf, type CaseInput, type Tuning } from '../../workflows/messages';
import type { Facts } from '../../workflows/processes/definition';
import { caseNumberFor, passOverNumber } from '../store/case-number.writer';
import { caseById, eventOfCommand } from '../store/case.reader';
import { definitionInForce } from '../store/definition.reader';
import { storeSnapshot } from '../store/definition.writer';
import { holdersOf } from '../store/holders.reader';
import { readCalendars, readLimits } from '../store/reference.reader';
import { receiptOfEvent } from './receipt-of-event';

const PROCESS_CODE = defineSearchAttributeKey('ProcessCode', 'KEYWORD');
const CASE_NO = defineSearchAttributeKey('CaseNo', 'KEYWORD');
const ENTERPRISE_ID = defineSearchAttributeKey('EnterpriseId', 'KEYWORD');

/** A step that a dead worker had begun is given to another one after this long: within the API's patience of ten seconds. */
export const STEP_TIMEOUT = '5s';

/** What operators find a case by in Temporal's own pages. */
export function caseAttributes(process: string, caseId: string, partyOrg: string): TypedSearchAttributes {
  return new TypedSearchAttributes([
    { key: PROCESS_CODE, value: process },
    { key: CASE_NO, value: caseId },
    { key: ENTERPRISE_ID, value: partyOrg },
  ]);
}

export interface NewCase {
  process: string;
  /** What makes the case unique, for instance the application: the same purpose leads to the same case. */
  purpose: string;
  header: Omit<CaseHeader, 'caseNo'>;
  facts: Facts;
  actor: Actor;
  key: string;
  hash: string;
  /** Epoch milliseconds: chooses definition and rules. */
  now: number;
  tuning?: Tuning;
}

/**
 * Starts a case and waits until its first event is written. Repeating it with the same purpose and key gives the first receipt.
 * @throws DomainError `definition.unknown`, `case.exists` when the purpose was used by another submission
 */
export async function startCase(
  connection: Connection,
  client: Client,
  taskQueue: string,
  wanted: NewCase,
): Promise<CommandReceipt> {
  const day = localDay(wanted.now);
  const [definition, reference] = await Promise.all([
    definitionInForce(connection, wanted.process, day),
    referenceNow(connection),
  ]);
  const { facts, actor, key, hash } = wanted;
  const ahead = rolesAhead(definition.definition, wanted.header.leadOrg, facts);
  const [referenceRef, holders] = await Promise.all([
    storeSnapshot(connection, reference, new Date(wanted.now)),
    // A start may be asked for again days later: who holds a role is a matter of today.
    holdersOf(connection, ahead, localDay(Date.now())),
  ]);
  const { numberPrefix } = definition.definition;
  for (;;) {
    const caseId = await caseNumberFor(connection, wanted.purpose, numberPrefix, Number(day.slice(0, 4)));
    const start: CaseStart = {
      caseId,
      header: { ...wanted.header, caseNo: caseId },
      facts,
      actor,
      key,
      hash,
      definitionRef: definition._id,
      referenceRef,
    };
    const receipt = await startUnder(client, taskQueue, {
      kind: 'start',
      start,
      definition: definition.definition,
      reference,
      holders,
      ...(wanted.tuning ? { tuning: wanted.tuning } : {}),
    });
    if (receipt?.hash === hash) {
      return receipt;
    }
    const earlier = await eventOfCommand(connection, caseId, key);
    if (earlier?.command?.hash === hash) {
      return receiptOfEvent(earlier);
    }
    if (await caseById(connection, caseId)) {
      throw new DomainError('case.exists', { caseNo: caseId });
    }
    // The store was restored from before that case: its number must not be given to another one.
    await passOverNumber(connection, wanted.purpose);
  }
}

/** Null when a case of that number has ended already. */
async function startUnder(
  client: Client,
  taskQueue: string,
  input: Extract<CaseInput, { kind: 'start' }>,
): Promise<CommandReceipt | null> {
  const { caseId, header, key } = input.start;
  const process = input.definition.code;
  const startWorkflowOperation = new WithStartWorkflowOperation(workflowTypeOf(process), {
    workflowId: workflowIdOf(process, caseId),
    taskQueue,
    args: [input],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    workflowTaskTimeout: STEP_TIMEOUT,
    staticSummary: header.title,
    typedSearchAttributes: caseAttributes(process, caseId, header.party.org),
  });
  try {
    return await client.workflow.executeUpdateWithStart(startReceipt, {
      startWorkflowOperation,
      args: [],
      updateId: `start:${key}`,
    });
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) {
      return null;
    }
    throw error;
  }
}

/** Calendars and limits as they stand. */
export async function referenceNow(connection: Connection): Promise<Reference> {
  const [calendars, limits] = await Promise.all([readCalendars(connection), readLimits(connection)]);
  return { calendars, limits };
}
