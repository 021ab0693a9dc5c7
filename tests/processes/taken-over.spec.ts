import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { chainEvents } from '../../activities/records/event-chain';
import { commandUpdate } from '../../workflows/messages';
import { decide } from '../../workflows/engine/decide';
import type { RecordedEvent } from '../../workflows/engine/events';
import { foldCase } from '../../workflows/engine/fold';
import { AUTOMATIONS, CALENDARS, DIRECTORY, jointReview, LIMITS, official } from '../support/joint-review-office';
import { MemoryRecord } from '../support/memory-record';
import { libraryOf, startProcessCase, type CaseSetting } from '../support/process-case';
import { timeSkipping, withWorker } from '../support/time-skipping';

let env: TestWorkflowEnvironment;
beforeEach(async () => {
  env = await timeSkipping();
});
afterEach(() => env.teardown());

const applicant = official('firma.applicant1');
const window = official('hwedz.window1');
const SETTING: CaseSetting = {
  definition: jointReview(1),
  calendars: CALENDARS,
  limits: LIMITS,
  directory: DIRECTORY,
  leadOrg: 'HWEDZ',
  applicant,
  facts: { applicant: applicant.id, leadOrg: 'HWEDZ', applicationVersion: 1 },
};

it('a worker died between writing an acceptance and telling of it; another act comes first, then the window asks again and is told that it was accepted', async () => {
  const library = libraryOf(SETTING);
  const record = new MemoryRecord(DIRECTORY, library, AUTOMATIONS);
  await withWorker(env, record, async (taskQueue) => {
    const review = await startProcessCase(env, taskQueue, 'jointReview', record, SETTING);
    const [task] = record.open(review.caseId, 'acceptance');
    const acceptance = {
      taskId: task?._id ?? '',
      outcome: 'accept',
      facts: {},
      form: null,
      attachments: [],
      actor: window,
      key: 'accept-1',
      hash: 'h-accept',
    };

    const known = record.eventsOf(review.caseId);
    const decision = decide(
      foldCase(known, library).state,
      { name: 'completeTask', body: acceptance },
      { now: await review.now(), directory: DIRECTORY },
      { definitions: {}, references: {} },
    );
    if (!decision) throw new Error('the acceptance changes nothing');
    const written = chainEvents([decision.event], known.at(-1)?.hash ?? '') as unknown as RecordedEvent[];
    record.events.set(review.caseId, [...known, ...written]);

    await review.say('comment', applicant, {
      form: { id: 'f-1', hash: '00', filled: ['text'], hasOpinion: false, conditions: 0 },
      taskId: null,
      mentions: [],
    });

    const receipt = await review.handle.executeUpdate(commandUpdate('completeTask'), {
      args: [acceptance],
      updateId: 'accept-1',
    });
    expect(receipt).toMatchObject({ caseId: review.caseId, seq: decision.event.seq, hash: 'h-accept' });
    expect(record.eventsOf(review.caseId).filter((e) => e.command?.key === 'accept-1')).toHaveLength(1);
  });
});
