import { TestWorkflowEnvironment } from '@temporalio/testing';
import { AUTOMATIONS, CALENDARS, DIRECTORY, jointReview, LIMITS, official } from '../support/joint-review-office';
import { MemoryRecord } from '../support/memory-record';
import { libraryOf, startProcessCase, type CaseSetting } from '../support/process-case';
import { withWorker } from '../support/time-skipping';

/** Temporal accepts 2,000 updates per run and 10 at a time, and 51,200 events of history. */
const OPERATIONS = 5_000;
const AT_A_TIME = 8;

const applicant = official('firma.applicant1');
const SETTING: CaseSetting = {
  definition: jointReview(1),
  calendars: CALENDARS,
  limits: LIMITS,
  directory: DIRECTORY,
  leadOrg: 'HWEDZ',
  applicant,
  facts: { applicant: applicant.id, leadOrg: 'HWEDZ', applicationVersion: 1 },
};

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  const address = process.env['HAZFLOW_TEST_TEMPORAL_ADDRESS'];
  if (!address) {
    throw new Error('HAZFLOW_TEST_TEMPORAL_ADDRESS is not set: run the tests by `npm test`');
  }
  env = await TestWorkflowEnvironment.createFromExistingServer({ address });
});
afterAll(() => env?.teardown());

it('5,000 comments on one case: none is lost, and the case still takes a decision after its history was cut', async () => {
  const record = new MemoryRecord(DIRECTORY, libraryOf(SETTING), AUTOMATIONS);
  await withWorker(env, record, async (taskQueue) => {
    const review = await startProcessCase(env, taskQueue, 'jointReview', record, SETTING);
    let said = 0;
    const talk = async (): Promise<void> => {
      while (said < OPERATIONS) {
        const n = (said += 1);
        await review.say(
          'comment',
          applicant,
          {
            form: { id: `f-${n}`, hash: '00', filled: ['text'], hasOpinion: false, conditions: 0 },
            taskId: null,
            mentions: [],
          },
          `comment-${n}`,
        );
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, talk));

    const comments = record.eventsOf(review.caseId).filter((e) => e.type === 'commented');
    expect(new Set(comments.map((e) => e.command?.key)).size).toBe(OPERATIONS);
    const { historyLength } = await review.handle.describe();
    expect(historyLength).toBeLessThan(20_000);

    const repeated = await review.say(
      'comment',
      applicant,
      {
        form: { id: `f-${OPERATIONS}`, hash: '00', filled: ['text'], hasOpinion: false, conditions: 0 },
        taskId: null,
        mentions: [],
      },
      `comment-${OPERATIONS}`,
    );
    expect(record.eventsOf(review.caseId)[repeated.seq - 1]?.command?.key).toBe(`comment-${OPERATIONS}`);

    await review.answer(official('hwedz.window1'), 'acceptance', 'accept');
    await review.say('withdrawCase', applicant, { reason: '不再建设', basis: '' });
    expect(await review.handle.result()).toMatchObject({ result: 'withdrawn' });
  });
}, 300_000);
