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
import { caseNumberFor } from '../store/case-number.writer';
import { definitionInForce } from '../store/definition.reader';
import { storeSnapshot } from '../store/definition.writer';
import { holdersOf } from '../store/holders.reader';
import { readCalendars, readLimits } from '../store/reference.reader';

const PROCESS_CODE = defineSearchAttributeKey('ProcessCode', 'KEYWORD');
const CASE_NO = defineSearchAttributeKey('CaseNo', 'KEYWORD');
const ENTERPRISE_ID = defineSearchAttributeKey('EnterpriseId', 'KEYWORD');

/** A step that a dead worker had begun is given to another one after this long: within the API's patience of ten seconds. */
export const STEP_TIMEOUT = '5s';

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
  const [referenceRef, caseId, holders] = await Promise.all([
    storeSnapshot(connection, reference, new Date(wanted.now)),
    caseNumberFor(connection, wanted.purpose, definition.definition.numberPrefix, Number(day.slice(0, 4))),
    holdersOf(connection, ahead, day),
  ]);
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
  const input: CaseInput = {
    kind: 'start',
    start,
    definition: definition.definition,
    reference,
    holders,
    ...(wanted.tuning ? { tuning: wanted.tuning } : {}),
  };
  const operation = new WithStartWorkflowOperation(workflowTypeOf(wanted.process), {
    workflowId: workflowIdOf(wanted.process, caseId),
    taskQueue,
    args: [input],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    workflowTaskTimeout: STEP_TIMEOUT,
    staticSummary: wanted.header.title,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: PROCESS_CODE, value: wanted.process },
      { key: CASE_NO, value: caseId },
      { key: ENTERPRISE_ID, value: wanted.header.party.org },
    ]),
  });
  try {
    const receipt = await client.workflow.executeUpdateWithStart(startReceipt, {
      startWorkflowOperation: operation,
      args: [],
      updateId: `start:${key}`,
    });
    if (receipt.hash !== hash) {
      throw new DomainError('case.exists', { caseNo: caseId });
    }
    return receipt;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) {
      throw new DomainError('case.exists', { caseNo: caseId });
    }
    throw error;
  }
}

/** Calendars and limits as they stand. */
export async function referenceNow(connection: Connection): Promise<Reference> {
  const [calendars, limits] = await Promise.all([readCalendars(connection), readLimits(connection)]);
  return { calendars, limits };
}
