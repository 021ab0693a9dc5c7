import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, Worker } from '@temporalio/worker';
import type { Directory } from '../../workflows/engine/draft';
import { samePeople } from '../../workflows/engine/holders';
import type { CommitInput, CommitResult } from '../../workflows/engine/ports';
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
import { libraryOf, startProcessCase, type CaseSetting, type ProcessCase } from '../support/process-case';
import { HISTORIES, recordHistory, timeSkipping, withWorker, workflowBundle } from '../support/time-skipping';

const { EventType } = temporal.api.enums.v1;
const applicant = official('firma.applicant1');
const SETTING: CaseSetting = {
  definition: jointReview(1),
  calendars: [...CALENDARS, ...[2027, 2028, 2029].map(inventedCalendar)],
  limits: LIMITS,
  directory: DIRECTORY,
  leadOrg: 'HWEDZ',
  applicant,
  facts: { applicant: applicant.id, leadOrg: 'HWEDZ', applicationVersion: 1 },
};

/** A record that confirms holders as the writer does; the town's people may change meanwhile. */
class Office extends MemoryRecord {
  refused = 0;

  constructor(readonly people: Directory) {
    super(people, libraryOf(SETTING), AUTOMATIONS);
  }

  override async commitCase({ holders = {}, ...input }: CommitInput): Promise<CommitResult> {
    const today = await this.resolveRoles({ keys: Object.keys(holders) });
    if (Object.entries(holders).some(([key, people]) => !samePeople(today[key], people))) {
      this.refused += 1;
      return { kind: 'holdersChanged', holders: today };
    }
    return super.commitCase(input);
  }
}

let env: TestWorkflowEnvironment;
beforeEach(async () => {
  env = await timeSkipping();
});
afterEach(() => env.teardown());

async function inOffice(tell: (review: ProcessCase, office: Office) => Promise<void>): Promise<void> {
  const office = new Office(structuredClone(DIRECTORY));
  await withWorker(env, office, async (taskQueue) => {
    const review = await startProcessCase(env, taskQueue, 'jointReview', office, SETTING);
    await tell(review, office);
  });
}

const form = (of: string): { id: string; hash: string; filled: string[]; hasOpinion: boolean; conditions: number } => ({
  id: `f-${of}`,
  hash: '00',
  filled: ['opinion', 'points', 'conditions'],
  hasOpinion: true,
  conditions: 1,
});

/** How often each type of event stands in a history, and how often each local activity was run. */
async function counted(
  handle: WorkflowHandle,
): Promise<{ events: number; of: (type: temporal.api.enums.v1.EventType) => number; lookUps: number }> {
  const events = (await handle.fetchHistory()).events ?? [];
  const lookUps = events.filter((e) =>
    Buffer.from(e.markerRecordedEventAttributes?.details?.['data']?.payloads?.[0]?.data ?? []).includes('resolveRoles'),
  );
  return {
    events: events.length,
    of: (type) => events.filter((e) => e.eventType === type).length,
    lookUps: lookUps.length,
  };
}

describe('what a case writes into its history', () => {
  it('at the pace of an office no timer rings for nothing, and people are looked up when a department is heard of, not at every step', async () => {
    await inOffice(async (review, office) => {
      const answer = async (who: string, stage: string, outcome: string, of?: string): Promise<void> => {
        await env.sleep(of === undefined ? '30 hours' : '9 hours');
        await review.answer(official(who), stage, outcome, { form: form(of ?? stage), ...(of ? { of } : {}) });
      };
      await answer('hwedz.window1', 'acceptance', 'accept');
      await env.sleep('1 hour');
      const departments = office.open(review.caseId, 'draft').map((t) => t.branch ?? '');
      for (const [stage, who, outcome] of [
        ['draft', 'officer1', 'agree'],
        ['sectionReview', 'chief', 'approve'],
        ['sign', 'deputy', 'sign'],
      ] as const) {
        for (const department of departments) {
          await answer(`${department.toLowerCase()}.${who}`, stage, outcome, department);
        }
      }
      await answer('hwedz.officer1', 'decisionDraft', 'proposeApprove');
      await answer('hwedz.chief', 'decisionReview', 'approve');
      await answer('hwedz.director', 'decide', 'approve');
      expect(await review.handle.result()).toMatchObject({ result: 'approved' });

      const alarms = office.eventsOf(review.caseId).filter((e) => e.type === 'clockAlarm');
      const { of, lookUps, events } = await counted(review.handle);
      expect(alarms.length).toBeGreaterThan(0);
      expect(of(EventType.EVENT_TYPE_TIMER_FIRED)).toBe(new Set(alarms.map((e) => e.at.slice(0, 16))).size);
      // At the start, and when the screening names the departments.
      expect(lookUps).toBe(2);
      // A decision: update accepted and completed, the write's marker, three events of the workflow task. An alarm: its timer set and rung,
      // the marker, the task. Beside them: start and end, look-ups, the patch, two automations, timers called off.
      const automations = 2 * 9;
      const calledOff = 2 * of(EventType.EVENT_TYPE_TIMER_CANCELED);
      expect(events).toBeLessThanOrEqual(26 * 6 + alarms.length * 6 + automations + calledOff + 15);
      await recordHistory(env, review.handle.workflowId, 'jointReview', 'v1-at-the-pace-of-an-office');
    });
  });

  it('a role that changed hands since the look-up: the decision is made again for who holds it now', async () => {
    await inOffice(async (review, office) => {
      await review.answer(official('hwedz.window1'), 'acceptance', 'accept');
      await env.sleep('20 hours');
      const first = office.open(review.caseId, 'draft')[0]?.branch ?? '';
      // Nobody is section chief any more: the task goes to the supervisor and says so.
      office.people[`${first}/sectionChief`] = [];
      const drafter = official(`${first.toLowerCase()}.officer1`);
      const receipt = await review.answer(drafter, 'draft', 'agree', { of: first, form: form(first) });
      expect(office.refused).toBe(1);
      expect(office.open(review.caseId, 'sectionReview')[0]).toMatchObject({ branch: first, fallback: true });
      expect(office.eventsOf(review.caseId).filter((e) => e.seq === receipt.seq)).toHaveLength(1);
      expect(office.eventsOf(review.caseId).map((e) => e.seq)).toEqual(
        office.eventsOf(review.caseId).map((_, i) => i + 1),
      );
      await recordHistory(env, review.handle.workflowId, 'jointReview', 'v1-role-changed-hands');
    });
  });

  it('two answers at once on a role that changed hands: one counts, the other is refused, nothing is written twice', async () => {
    await inOffice(async (review, office) => {
      await review.answer(official('hwedz.window1'), 'acceptance', 'accept');
      await env.sleep('20 hours');
      const first = office.open(review.caseId, 'draft')[0]?.branch ?? '';
      office.people[`${first}/sectionChief`] = [];
      const before = office.eventsOf(review.caseId).length;
      const drafter = official(`${first.toLowerCase()}.officer1`);
      const answers = await Promise.allSettled(
        [1, 2].map(() => review.answer(drafter, 'draft', 'agree', { of: first, form: form(first) })),
      );
      expect(answers.map((a) => a.status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(answers.find((a) => a.status === 'rejected')).toMatchObject({
        reason: { cause: { type: 'task.closed' } },
      });
      expect(office.eventsOf(review.caseId)).toHaveLength(before + 1);
      expect(office.open(review.caseId, 'sectionReview')).toMatchObject([{ branch: first, fallback: true }]);
    });
  });
});

describe('why the old branches stand in the code', () => {
  const nextPhase: Promise<string> = bundleWorkflowCode({
    workflowsPath: require.resolve('../../workflows'),
    webpackConfigHook: (config) => ({
      ...config,
      resolve: {
        ...config.resolve,
        alias: { ...config.resolve?.alias, './changes$': join(__dirname, 'support/changes-of-the-next-phase.cjs') },
      },
    }),
    logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} },
  }).then(({ code }) => code);
  const folder = join(HISTORIES, 'jointReview');
  const history = (name: string): unknown => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  const replay = async (code: string, name: string): Promise<void> =>
    Worker.runReplayHistory({ workflowBundle: { code } }, history(name), `jointReview/${name}`);

  it.each(['v1-plain-approval', 'v1-correction-over-national-day', 'v1-overdue'])(
    '%s, recorded before them, replays with them and not without',
    async (name) => {
      await replay(await workflowBundle(), name);
      await expect(replay(await nextPhase, name)).rejects.toMatchObject({ name: 'DeterminismViolationError' });
    },
  );

  it('a history recorded since replays without them: they may go when no case from before runs any more', async () => {
    expect(readdirSync(folder)).toContain('v1-at-the-pace-of-an-office.json');
    await replay(await nextPhase, 'v1-at-the-pace-of-an-office');
  });
});
