import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { AUTOMATIONS, CALENDARS, DIRECTORY, jointReview, LIMITS, official } from '../support/joint-review-office';
import { MemoryRecord } from '../support/memory-record';
import { libraryOf, startProcessCase, type CaseSetting, type ProcessCase } from '../support/process-case';
import { timeSkipping, withWorker } from '../support/time-skipping';

const window = official('hwedz.window1');

function settingOf(login: string, org: string, name: string): CaseSetting {
  const applicant = official(login);
  return {
    definition: jointReview(1),
    calendars: CALENDARS,
    limits: LIMITS,
    directory: DIRECTORY,
    leadOrg: 'HWEDZ',
    party: { org, name },
    applicant,
    facts: { applicant: applicant.id, leadOrg: 'HWEDZ', applicationVersion: 1, enterprise: org },
  };
}

const A = settingOf('firma.applicant1', 'FIRM_A', '示例甲化工有限公司');
const B = settingOf('firmb.applicant1', 'FIRM_B', '示例乙化工有限公司');
/** What the two cases go through; different enough that a value of one would show in the other. */
const OPINIONS_A = { EMB: 'agree', EEB: 'agree' };
const OPINIONS_B = { EMB: 'object', FRB: 'agree' };

let env: TestWorkflowEnvironment;
beforeEach(async () => {
  env = await timeSkipping();
});
afterEach(() => env.teardown());

type Step = (review: ProcessCase) => Promise<unknown>;

function stepsOf(opinions: Record<string, string>): Step[] {
  return [
    (review) => review.answer(window, 'acceptance', 'accept'),
    async (review) => {
      while (review.record.open(review.caseId, 'draft').length === 0) {
        await env.sleep('1s');
      }
    },
    ...Object.entries(opinions).map(
      ([department, outcome]): Step =>
        (review) =>
          review.answer(official(`${department.toLowerCase()}.officer1`), 'draft', outcome, {
            of: department,
            form: { id: `f-${department}`, hash: '00', filled: ['opinion'], hasOpinion: true, conditions: 0 },
          }),
    ),
  ];
}

/** Who did what, what is known of the case and who was asked; without numbers and moments, which must differ. */
function tale(review: ProcessCase): object[] {
  return review.record.eventsOf(review.caseId).map(({ type, actor, changes }) => ({
    type,
    by: actor.kind === 'person' ? actor.id : actor.kind,
    facts: changes.filter((c) => c.on === 'facts').map((c) => c.set),
    opened: changes.flatMap((c) => (c.on === 'task' && c.was === null ? [c.id.replace(review.caseId, 'CASE')] : [])),
  }));
}

it('two enterprises’ cases on one worker, their steps in turn and each replayed at every step: neither takes a trace of the other', async () => {
  const record = new MemoryRecord(DIRECTORY, libraryOf(A), AUTOMATIONS);
  await withWorker(
    env,
    record,
    async (taskQueue) => {
      const begin = (setting: CaseSetting): Promise<ProcessCase> =>
        startProcessCase(env, taskQueue, 'jointReview', record, setting);
      const alone = async (setting: CaseSetting, steps: Step[]): Promise<object[]> => {
        const review = await begin(setting);
        for (const step of steps) {
          await step(review);
        }
        return tale(review);
      };
      const aloneA = await alone(A, stepsOf(OPINIONS_A));
      const aloneB = await alone(B, stepsOf(OPINIONS_B));

      const together = [await begin(A), await begin(B)] as const;
      const [stepsA, stepsB] = [stepsOf(OPINIONS_A), stepsOf(OPINIONS_B)];
      for (const [i, step] of stepsA.entries()) {
        await step(together[0]);
        await stepsB[i]?.(together[1]);
      }

      expect(aloneA).not.toEqual(aloneB);
      expect(tale(together[0])).toEqual(aloneA);
      expect(tale(together[1])).toEqual(aloneB);
      expect(JSON.stringify(record.eventsOf(together[0].caseId))).not.toMatch(
        new RegExp(`FIRM_B|${together[1].caseId}|firmb`),
      );
      expect(JSON.stringify(record.eventsOf(together[1].caseId))).not.toMatch(
        new RegExp(`${together[0].caseId}|firma`),
      );
    },
    { maxCachedWorkflows: 0 },
  );
});
