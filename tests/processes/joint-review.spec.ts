import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { localDay } from '../../workflows/domain/calendar';
import { startProcessCase, libraryOf, type CaseSetting, type ProcessCase } from '../support/process-case';
import {
  AUTOMATIONS,
  CALENDARS,
  DIRECTORY,
  inventedCalendar,
  jointReview,
  LIMITS,
  official,
} from '../support/joint-review-office';
import { MemoryRecord } from '../support/memory-record';
import { recordHistory, timeSkipping, withWorker } from '../support/time-skipping';

const applicant = official('firma.applicant1');
const window = official('hwedz.window1');
const HOLIDAYS = [...CALENDARS, ...[2027, 2028, 2029].map(inventedCalendar)];

/** Time belongs to a server and not to a case: every story has one of its own. */
let env: TestWorkflowEnvironment;
beforeEach(async () => {
  env = await timeSkipping();
});
afterEach(() => env.teardown());

function setting(more: Partial<CaseSetting> = {}): CaseSetting {
  return {
    definition: jointReview(1),
    calendars: HOLIDAYS,
    limits: LIMITS,
    directory: DIRECTORY,
    leadOrg: 'HWEDZ',
    applicant,
    facts: { applicant: applicant.id, leadOrg: 'HWEDZ', applicationVersion: 1 },
    ...more,
  };
}

async function story(
  name: string,
  tell: (review: ProcessCase, record: MemoryRecord) => Promise<void>,
  more: Partial<CaseSetting> = {},
): Promise<void> {
  const set = setting(more);
  const record = new MemoryRecord(DIRECTORY, libraryOf(set), AUTOMATIONS);
  await withWorker(env, record, async (taskQueue) => {
    const review = await startProcessCase(env, taskQueue, 'jointReview', record, set);
    await tell(review, record);
    await recordHistory(env, review.handle.workflowId, 'jointReview', `v${set.definition.version}-${name}`);
  });
}

/** Waits for what the case does by itself after a command. */
async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !condition(); i += 1) {
    await env.sleep('1s');
  }
  if (!condition()) {
    throw new Error('the case did not get there');
  }
}

async function acceptAndDivide(review: ProcessCase, record: MemoryRecord): Promise<string[]> {
  await review.answer(window, 'acceptance', 'accept');
  await until(() => record.open(review.caseId, 'draft').length > 0);
  return record.open(review.caseId, 'draft').map((t) => t.branch ?? '');
}

async function opinion(review: ProcessCase, department: string, code: string): Promise<void> {
  const org = department.toLowerCase();
  const conditions = code === 'conditional' ? 1 : 0;
  await review.answer(official(`${org}.officer1`), 'draft', code, {
    of: department,
    form: {
      id: `f-${department}`,
      hash: '00',
      filled: ['opinion', 'points', 'conditions'],
      hasOpinion: true,
      conditions,
    },
  });
  await review.answer(official(`${org}.chief`), 'sectionReview', 'approve', { of: department });
  await review.answer(official(`${org}.deputy`), 'sign', 'sign', { of: department });
}

async function decide(review: ProcessCase, propose: string, decision: string): Promise<void> {
  await review.answer(official('hwedz.officer1'), 'decisionDraft', propose, {
    form: { id: 'f-decision', hash: '00', filled: ['opinion', 'conditions'], hasOpinion: true, conditions: 1 },
  });
  await review.answer(official('hwedz.chief'), 'decisionReview', 'approve');
  await review.answer(official('hwedz.director'), 'decide', decision);
}

describe('联合审查 in legal time', () => {
  it('plain approval: seven departments agree, the director approves, the case ends with a letter', async () => {
    await story('plain-approval', async (review, record) => {
      const departments = await acceptAndDivide(review, record);
      expect(departments).toHaveLength(7);
      for (const department of departments) {
        await opinion(review, department, 'agree');
      }
      await decide(review, 'proposeApprove', 'approve');
      expect(await review.handle.result()).toMatchObject({ result: 'approved' });
      expect(record.cases.get(review.caseId)).toMatchObject({ status: 'ended', result: 'approved', court: [] });
    });
  });

  it('the window stays silent: after five working days the application is deemed accepted (行政许可法 第三十二条)', async () => {
    await story('deemed-acceptance', async (review, record) => {
      await env.sleep('12 days');
      await until(() => record.open(review.caseId, 'draft').length > 0);
      const deemed = record.eventsOf(review.caseId).find((e) => e.type === 'clockAlarm' && e.data['deemed'] !== null);
      expect(deemed).toMatchObject({ actor: { kind: 'system' }, basis: expect.stringContaining('第三十二条') });
      await review.say('withdrawCase', applicant, { reason: '不再建设', basis: '' });
      expect(await review.handle.result()).toMatchObject({ result: 'withdrawn' });
    });
  });

  it('45 working days pass: warned at 80 %, overdue after the last day, reminded daily, never approved by silence', async () => {
    await story('overdue', async (review, record) => {
      await acceptAndDivide(review, record);
      const clock = record.cases.get(review.caseId)?.clocks.find((c) => c.id === 'jointReview.legal');
      expect(clock?.dueAt).toBeGreaterThan(0);
      const alarms = (): string[] =>
        record
          .eventsOf(review.caseId)
          .filter((e) => e.type === 'clockAlarm')
          .flatMap((e) =>
            (e.data['rung'] as { clock: string; alarm: string }[])
              .filter((r) => r.clock === 'jointReview.legal')
              .map((r) => r.alarm),
          );
      await env.sleep((clock?.dueAt ?? 0) - (await review.now()) - 60_000);
      expect(alarms()).toEqual(['warning']);
      await env.sleep('5 days');
      expect(alarms().slice(0, 2)).toEqual(['warning', 'overdue']);
      expect(alarms().filter((a) => a === 'reminder').length).toBeGreaterThanOrEqual(3);
      expect(record.cases.get(review.caseId)).toMatchObject({ status: 'running', overdue: true });
      expect(record.open(review.caseId, 'draft')).toHaveLength(7);
      await review.say('withdrawCase', applicant, { reason: '不再建设', basis: '' });
      await review.handle.result();
    });
  });

  it('a correction stops the clock over the National Day week and its make-up day; the due day moves by what stood still', async () => {
    // Calendar made up for this test: off 2027-10-01 to 10-07, worked on Saturday 10-09.
    await env.sleep(Date.parse('2027-09-22T10:00:00+08:00') - (await env.currentTimeMs()));
    await story('correction-over-national-day', async (review, record) => {
      const legal = (): { status: string; dueDay: string | null } | undefined =>
        record.cases.get(review.caseId)?.clocks.find((c) => c.id === 'jointReview.legal');
      const departments = await acceptAndDivide(review, record);
      // Accepted on Wednesday 09-22. Counted: 09-23, 24, 27–30 (6), 10-08, 09 (8), seven weeks 10-11 to 11-26 (43), 11-29, 11-30 (45).
      expect(legal()).toMatchObject({ status: 'running', dueDay: '2027-11-30' });
      for (const [i, department] of departments.entries()) {
        await opinion(review, department, i === 0 ? 'correction' : 'agree');
      }
      await env.sleep(Date.parse('2027-09-24T15:00:00+08:00') - (await review.now()));
      await review.answer(official('hwedz.officer1'), 'combineCorrections', 'send', {
        form: { id: 'f-round', hash: '00', filled: ['points'], hasOpinion: false, conditions: 0 },
      });
      expect(legal()).toMatchObject({ status: 'stopped', dueDay: null });
      await env.sleep(Date.parse('2027-10-11T09:00:00+08:00') - (await review.now()));
      await review.answer(applicant, 'applicantResubmission', 'resubmit', {
        facts: { applicationVersion: 2 },
        form: { id: 'f-again', hash: '00', filled: ['explanation'], hasOpinion: false, conditions: 0 },
      });
      await until(() => record.open(review.caseId, 'draft').length > 0);
      // Only the department that asked reviews again.
      expect(record.open(review.caseId, 'draft').map((t) => t.branch)).toEqual([departments[0]]);
      // 2 days were counted (09-23, 24); 43 are left from 10-12: 12–15 (4), seven weeks 10-18 to 12-03 (39), 12-06 to 12-09 (43).
      expect(legal()).toMatchObject({ status: 'running', dueDay: '2027-12-09' });
      await review.say('withdrawCase', applicant, { reason: '不再建设', basis: '' });
      await review.handle.result();
    });
  });

  it('a section chief sends the draft back; the officer who drafted may not approve it', async () => {
    await story('return-by-chief', async (review, record) => {
      const [first] = await acceptAndDivide(review, record);
      const org = (first ?? '').toLowerCase();
      await review.answer(official(`${org}.officer1`), 'draft', 'agree', { of: first, says: '同意' });
      await review.answer(official(`${org}.chief`), 'sectionReview', 'return', { of: first, says: '依据不足' });
      expect(record.open(review.caseId, 'draft').some((t) => t.branch === first)).toBe(true);
      const drafter = official(`${org}.officer1`);
      await review.answer(drafter, 'draft', 'agree', { of: first, says: '补充依据后同意' });
      const both = { ...drafter, memberships: [...drafter.memberships, { org: first ?? '', role: 'sectionChief' }] };
      await expect(review.answer(both, 'sectionReview', 'approve', { of: first })).rejects.toMatchObject({
        cause: { type: 'duty.drafterMayNotApprove' },
      });
      await review.say('withdrawCase', applicant, { reason: '不再建设', basis: '' });
      await review.handle.result();
    });
  });
});

describe('the workflow under stress', () => {
  it('continues as new at its limit of commands without refusing or doubling anybody', async () => {
    await story(
      'continued-as-new',
      async (review, record) => {
        const task = record.open(review.caseId, 'acceptance')[0]?._id ?? '';
        for (let i = 0; i < 6; i += 1) {
          await review.say('claimTask', window, { taskId: task });
          await review.say('releaseTask', window, { taskId: task });
        }
        const departments = await acceptAndDivide(review, record);
        for (const department of departments) {
          await opinion(review, department, 'agree');
        }
        await decide(review, 'proposeApprove', 'approve');
        expect(await review.handle.result()).toMatchObject({ result: 'approved' });
        const keys = record.eventsOf(review.caseId).flatMap((e) => e.command?.key ?? []);
        expect(new Set(keys).size).toBe(keys.length);
        expect(record.eventsOf(review.caseId).map((e) => e.seq)).toEqual(
          record.eventsOf(review.caseId).map((_, i) => i + 1),
        );
      },
      { tuning: { commandsPerRun: 5 } },
    );
  });

  it('a worker that dies after the write and before the answer: the record is taken over, the caller gets the answer recorded', async () => {
    await story('taken-over', async (review, record) => {
      const task = record.open(review.caseId, 'acceptance')[0]?._id ?? '';
      let deaths = 0;
      record.afterWrite = () => {
        deaths += 1;
        record.afterWrite = () => undefined;
        record.restampLast(review.caseId);
        throw new Error('the worker is gone');
      };
      const receipt = await review.say('claimTask', window, { taskId: task });
      expect(deaths).toBe(1);
      expect(record.eventsOf(review.caseId).filter((e) => e.type === 'taskClaimed')).toHaveLength(1);
      expect(receipt.seq).toBe(record.eventsOf(review.caseId).find((e) => e.type === 'taskClaimed')?.seq);
      await review.say('withdrawCase', applicant, { reason: '不再建设', basis: '' });
      await review.handle.result();
    });
  });

  it('the same key again gets the first answer; a refused command leaves no trace', async () => {
    await story('same-key', async (review, record) => {
      const task = record.open(review.caseId, 'acceptance')[0]?._id ?? '';
      const first = await review.say('claimTask', window, { taskId: task }, 'key-0001');
      const again = await review.say('claimTask', window, { taskId: task }, 'key-0001');
      expect(again).toEqual(first);
      const before = record.eventsOf(review.caseId).length;
      await expect(
        review.say('completeTask', official('emb.officer1'), {
          taskId: task,
          outcome: 'accept',
          facts: {},
          form: null,
          attachments: [],
        }),
      ).rejects.toMatchObject({
        cause: { type: 'task.notYours' },
      });
      await expect(review.say('claimTask', window, { taskId: task, expectedSeq: 1 })).rejects.toMatchObject({
        cause: { type: 'case.stale' },
      });
      expect(record.eventsOf(review.caseId)).toHaveLength(before);
      await review.say('withdrawCase', applicant, { reason: '不再建设', basis: '' });
      await review.handle.result();
    });
  });

  it('two cases in one worker keep their states apart', async () => {
    const set = setting();
    const record = new MemoryRecord(DIRECTORY, libraryOf(set), AUTOMATIONS);
    await withWorker(env, record, async (taskQueue) => {
      const one = await startProcessCase(env, taskQueue, 'jointReview', record, set);
      const two = await startProcessCase(env, taskQueue, 'jointReview', record, set);
      await one.answer(window, 'acceptance', 'refuse', { says: '不属于本窗口' });
      expect(await one.handle.result()).toMatchObject({ result: 'notAccepted' });
      expect(record.open(two.caseId).map((t) => t.stage)).toEqual(['acceptance']);
      expect(record.eventsOf(two.caseId)).toHaveLength(1);
      await two.say('withdrawCase', applicant, { reason: '不再建设', basis: '' });
      await two.handle.result();
      expect(localDay(await two.now()) >= '2026-01-01').toBe(true);
    });
  });
});
