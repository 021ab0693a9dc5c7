import { ActivityFailure, ApplicationFailure, proxyActivities, sleep } from '@temporalio/workflow';
import type { UpkeepActivities, UpkeepInput, UpkeepResult } from './upkeep';

const { archiveEndedCase } = proxyActivities<Pick<UpkeepActivities, 'archiveEndedCase'>>({
  startToCloseTimeout: '1h',
  retry: {
    initialInterval: '500ms',
    maximumInterval: '1m',
    maximumAttempts: 20,
    nonRetryableErrorTypes: ['DomainRuleViolation'],
  },
});
const { runUpkeep } = proxyActivities<Pick<UpkeepActivities, 'runUpkeep'>>({
  startToCloseTimeout: '6h',
  heartbeatTimeout: '5m',
  retry: { initialInterval: '5s', maximumInterval: '5m', maximumAttempts: 10 },
});
const { tellCases } = proxyActivities<Pick<UpkeepActivities, 'tellCases'>>({
  startToCloseTimeout: '5m',
  retry: { maximumInterval: '1m' },
});

/** Archives a case that has ended, with its execution history as soon as that is whole. */
export async function closeCase({ caseId }: { caseId: string }): Promise<{ documentId: string | null }> {
  try {
    return await archiveEndedCase({ caseId, patient: true });
  } catch (error) {
    const stillOpen =
      error instanceof ActivityFailure &&
      error.cause instanceof ApplicationFailure &&
      error.cause.type === 'CaseStillClosing';
    if (!stillOpen) {
      throw error;
    }
    // A workflow that does not come to its end (somebody writes to the case again and again) must not keep the archive away.
    return archiveEndedCase({ caseId, patient: false });
  }
}

const { writeNotices } = proxyActivities<Pick<UpkeepActivities, 'writeNotices'>>({
  startToCloseTimeout: '2m',
  retry: { initialInterval: '1s', maximumInterval: '1m', maximumAttempts: 20 },
});

/** Tells the enterprise in writing of an act of the procedure: acceptance, correction, refusal. */
export async function tellParty({ caseId }: { caseId: string }): Promise<{ written: number }> {
  return writeNotices({ caseId });
}

/** One of the nightly jobs. */
export async function upkeep(input: UpkeepInput): Promise<UpkeepResult> {
  return runUpkeep(input);
}

/** How long a case that was about to start with the data of before has time to show up. */
const SECOND_LOOK = '1m';

/** Tells every running case that calendars or limits were published; twice, for cases that were just starting. */
export async function announceReference(): Promise<{ told: number }> {
  const told = await tellAll();
  await sleep(SECOND_LOOK);
  return { told: told + (await tellAll()) };
}

async function tellAll(): Promise<number> {
  let told = 0;
  let after: string | null = null;
  do {
    const step: { told: number; next: string | null } = await tellCases({ after });
    told += step.told;
    after = step.next;
  } while (after !== null);
  return told;
}
