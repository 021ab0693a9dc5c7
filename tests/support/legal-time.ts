import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { periodEnd } from '../../activities/automations/period-end';
import { screenProject } from '../../activities/automations/screen-project';
import { significantChange } from '../../activities/automations/significant-change';
import { decisionText, formOf, type DecisionText } from '../../activities/automations/decision-letter-data';
import { remediesAt } from '../../activities/documents/letter-rules';
import { SHIPPED_LETTERS } from './shipped-letters';
import reReview from '../../seeds/data/re-review.json';
import type { ProjectApplication } from '../../workflows/domain/application';
import { localDay } from '../../workflows/domain/calendar';
import type { CalendarYear } from '../../workflows/domain/limit';
import type { AutomationInput, AutomationResult, SubcaseInput } from '../../workflows/engine/ports';
import { startReceipt, workflowIdOf, workflowTypeOf, type CaseInput } from '../../workflows/messages';
import { CHECK_POINTS, type ConditionRow } from '../../workflows/processes/form-rows';
import { CHECK_STAGE } from '../../workflows/processes/project-life/check-point';
import type { Facts, ProcessDefinition } from '../../workflows/processes/definition';
import { DIRECTORY, inventedCalendar } from './joint-review-office';
import { DATA, DEFINITIONS, local, person, START } from './joint-review-harness';
import { MemoryRecord } from './memory-record';
import { recordHistory, timeSkipping, withWorker } from './time-skipping';
import { ToldCase } from './told-case';

/**
 * The year in which stories on the time-skipping server play: its time begins today and only goes forward, and 2037 has the days of the
 * week of 2026. With the holidays of 2026 moved there, everything can be counted on the calendar of that year.
 */
const YEARS_ON = 2037 - 2026;

const moved = (day: string): string => `${Number(day.slice(0, 4)) + YEARS_ON}${day.slice(4)}`;

const CALENDARS: CalendarYear[] = [
  ...DATA.calendars.filter((c) => c.year !== 2026 + YEARS_ON),
  ...DATA.calendars
    .filter((c) => c.year === 2026)
    .map((c) => ({
      ...c,
      year: c.year + YEARS_ON,
      off: c.off.map(moved),
      makeUp: c.makeUp.map(moved),
      source: '测试用，2026年安排移至同星期的年份',
    })),
  ...[2036, 2038, 2039, 2040].map(inventedCalendar),
];

const REFERENCE = { calendars: CALENDARS, limits: DATA.limits };
const NITRATION_PLANT = DATA.demoApplications.find((a) => a.key === 'nitration')
  ?.application as unknown as ProjectApplication;
const ORGANISATIONS = new Map(DATA.organisations.map((o) => [o.code, o.name.zh]));

const refOf = ({ code, version }: ProcessDefinition): string => `${code}@${version}`;
const REFERENCE_REF = 'r1';

export function definitionOf(code: string, version: number): ProcessDefinition {
  const found = DEFINITIONS.find((d) => d.code === code && d.version === version);
  if (!found) {
    throw new Error(`no ${code} v${version}`);
  }
  return found;
}

/** What the workflows are given and what their automations leave behind, without a database. */
export class LegalTime {
  readonly record: MemoryRecord;
  /** Versions of the application beyond the first, by number. */
  readonly versions = new Map<number, ProjectApplication>([[1, NITRATION_PLANT]]);
  /** Form data by form id. */
  readonly forms = new Map<string, Record<string, unknown>>();
  /** Decision letters by case. */
  readonly letters = new Map<string, DecisionText & { remedies: ReturnType<typeof remediesAt> }>();
  /** Conditions of a decision that was made before the story begins. */
  decided: ConditionRow[] | null = null;
  /** What the screening finds, where the story is not about the nitration plant. */
  screening: Facts | null = null;
  /** Objections by case that came in time and that nobody took down yet. */
  readonly unheard = new Map<string, number>();
  /** 听证公告 by case; null when it was called off. */
  readonly hearings = new Map<string, string | null>();
  /** Automations and subcases, by name, that answer only when the story lets them. */
  private readonly held = new Map<string, Promise<void>>();
  private readonly releases: (() => void)[] = [];
  /** Automations that fail by a rule. */
  readonly failing = new Set<string>();
  private readonly numbers: Record<string, number> = {};

  constructor(
    readonly env: TestWorkflowEnvironment,
    readonly taskQueue: () => string,
  ) {
    this.record = new MemoryRecord(
      DIRECTORY,
      {
        definitions: Object.fromEntries(DEFINITIONS.map((d) => [refOf(d), d])),
        references: { [REFERENCE_REF]: REFERENCE },
      },
      Object.fromEntries(Object.entries(this.automations).map(([name, run]) => [name, this.holdable(name, run)])),
      (input) => this.subcase(input),
    );
  }

  private readonly automations: Record<string, (input: AutomationInput) => Promise<AutomationResult>> = {
    screenProject: async (input) => {
      const found = await screenProject({
        applications: {
          find: async (applicationId, version) => ({
            applicationId,
            version,
            data: this.application(version),
            hash: 'h',
            submittedAt: new Date(0),
          }),
        },
        projectReference: async () => DATA,
      })(input);
      return { ...found, facts: this.screening ?? found.facts };
    },
    drawExperts: async () => {
      const experts = [person('expert1').id, person('expert2').id];
      return { facts: { experts, expertsToAsk: experts }, data: {} };
    },
    publishNotice: async ({ now, caseId }) => {
      const ends = ['publicNotice', 'hearing.request'].map((key) => periodEnd(DATA.limits, CALENDARS, key, now));
      return { facts: { noticeId: `${caseId}:notice`, noticeUntil: ends.sort().at(-1) ?? '' }, data: {} };
    },
    takeObjection: async ({ caseId }) => {
      const left = this.unheard.get(caseId) ?? 0;
      this.unheard.set(caseId, Math.max(0, left - 1));
      return { facts: { objectionTaken: left > 0 }, data: {} };
    },
    announceHearing: async ({ caseId, facts }) => {
      this.hearings.set(caseId, ['hearingOn', 'hearingTime', 'hearingPlace'].map((name) => facts[name]).join(' '));
      return { facts: {}, data: {} };
    },
    callOffHearing: async ({ caseId }) => {
      this.hearings.set(caseId, null);
      return { facts: {}, data: {} };
    },
    issueDecisionLetter: async (input) => {
      const text = decisionText({
        input,
        events: this.record.eventsOf(input.caseId),
        tasks: [...this.record.tasks.values()].filter((t) => t.caseId === input.caseId),
        application: this.application(Number(input.facts['applicationVersion'])),
        forms: this.forms,
        nameOf: (code) => ORGANISATIONS.get(code) ?? code,
      });
      this.letters.set(input.caseId, { ...text, remedies: remediesAt(SHIPPED_LETTERS, localDay(input.now)) });
      return { facts: { letterNumber: '示例〔2037〕1号', letterDocumentId: 'doc-1' }, data: {} };
    },
    listConditions: async ({ header }) => {
      const keys = this.conditionsOf(header.parent?.caseId).map((_, n) => `c${n + 1}`);
      return { facts: { conditionKeys: keys }, data: {} };
    },
    readCondition: async ({ header, facts }) => {
      const n = Number(String(facts['conditionKey']).slice(1)) - 1;
      const condition = this.conditionsOf(header.parent?.caseId)[n];
      const { setBy, dueDay, checkPoint } = condition ?? { dueDay: '', checkPoint: '' };
      return { facts: { setBy: setBy ?? header.leadOrg, dueDay, checkPoint }, data: {} };
    },
    checkConditions: async ({ caseId, stage }) => {
      const rank = (point: string): number => CHECK_POINTS.findIndex(({ code }) => code === point);
      const barring = [...this.record.cases.values()].filter((row) => {
        const point = this.factsOf(row._id)['checkPoint'];
        return (
          row.parentCase === caseId &&
          row.process === 'obligation' &&
          row.result !== 'fulfilled' &&
          row.result !== 'lifted' &&
          rank(String(point)) <= rank(stage.slice(CHECK_STAGE.length))
        );
      });
      return { facts: { openConditions: barring.length }, data: {} };
    },
    trialPeriod: async ({ now }) => ({
      facts: { trialEarliestEnd: periodEnd(DATA.limits, CALENDARS, 'trialProduction.min', now) },
      data: {},
    }),
    assessChange: async ({ facts }) => ({
      facts: {
        ...significantChange(
          this.application(Number(facts['applicationVersion'])),
          this.application(Number(facts['changeVersion'])),
          reReview,
          DATA,
        ),
      },
      data: {},
    }),
  };

  private holdable(name: string, run: (input: AutomationInput) => Promise<AutomationResult>): typeof run {
    return async (input) => {
      await this.held.get(name);
      if (this.failing.has(name)) {
        throw ApplicationFailure.create({ message: name, type: 'DomainRuleViolation', nonRetryable: false });
      }
      return run(input);
    };
  }

  /** Lets an automation or subcase begin and not end before the returned function is called. */
  hold(name: string): () => void {
    let release: () => void = () => undefined;
    this.held.set(name, new Promise((resolve) => (release = resolve)));
    this.releases.push(release);
    return () => {
      this.held.delete(name);
      release();
    };
  }

  /** Lets everything end that is still held: a worker does not stop while an automation has not answered. */
  letGo(): void {
    this.held.clear();
    this.releases.splice(0).forEach((release) => release());
  }

  private application(version: number): ProjectApplication {
    return this.versions.get(version) ?? NITRATION_PLANT;
  }

  /** A further version of the application, changed from the first. */
  changed(version: number, change: (project: ProjectApplication) => void): void {
    const copy = structuredClone(NITRATION_PLANT);
    change(copy);
    this.versions.set(version, copy);
  }

  private conditionsOf(reviewId: string | undefined): ConditionRow[] {
    if (this.decided) {
      return this.decided;
    }
    const events = this.record.eventsOf(reviewId ?? '');
    const last = events.findLast((e) => e.type === 'taskCompleted' && e.data['stage'] === 'decisionDraft');
    const form = this.forms.get(formOf(events, String(last?.data['taskId'])) ?? '');
    return (form?.['conditions'] ?? []) as ConditionRow[];
  }

  private factsOf(caseId: string): Facts {
    const changes = this.record.eventsOf(caseId)[0]?.changes ?? [];
    return Object.assign({}, ...changes.filter((c) => c.on === 'facts' && c.id === 'root').map((c) => c.set)) as Facts;
  }

  /** A joint review of the second version. */
  jointReview(): Promise<ToldCase> {
    return this.open(definitionOf('jointReview', 2), START, {});
  }

  /** The life of a project whose joint review ended before the story. */
  projectLife(facts: Facts = {}): Promise<ToldCase> {
    const parent = { caseId: 'LS-2037-000001', process: 'jointReview', pendingId: 'p', awaited: false };
    const own = { ...START, hasMajorHazard: true, decision: 'approved', ...facts };
    return this.open(definitionOf('projectLife', 1), own, { parent });
  }

  /** One condition of a decision. */
  obligation(condition: { setBy: string; dueDay: string; checkPoint: string }): Promise<ToldCase> {
    const { applicant, leadOrg } = START;
    const parent = { caseId: 'XM-2037-000001', process: 'projectLife', pendingId: 'p', awaited: false };
    const facts = { applicant, leadOrg, conditionKey: 'c1', ...condition } as Facts;
    return this.open(definitionOf('obligation', 1), facts, { parent });
  }

  /** The case that another one opened. */
  async openedBy(parent: ToldCase, process: string): Promise<ToldCase> {
    const row = await parent.eventually(() =>
      [...this.record.cases.values()].find((c) => c.parentCase === parent.caseId && c.process === process),
    );
    const handle = this.env.client.workflow.getHandle(workflowIdOf(process, row._id));
    return new ToldCase(this, handle, row._id);
  }

  private async subcase({ parent, process, header, facts }: SubcaseInput): Promise<{ caseId: string }> {
    await this.held.get(process);
    const definition = DEFINITIONS.filter((d) => d.code === process).sort((a, b) => b.version - a.version)[0];
    if (!definition) {
      throw new Error(`no procedure ${process}`);
    }
    const { caseId } = await this.open(definition, facts, { ...header, parent });
    return { caseId };
  }

  private async open(
    definition: ProcessDefinition,
    facts: Facts,
    header: Partial<SubcaseInput['header']>,
  ): Promise<ToldCase> {
    const { numberPrefix: prefix, code } = definition;
    this.numbers[prefix] = (this.numbers[prefix] ?? 0) + 1;
    const caseId = `${prefix}-2037-${String(this.numbers[prefix]).padStart(6, '0')}`;
    const actor = person('firma.applicant1');
    const input: CaseInput = {
      kind: 'start',
      start: {
        caseId,
        header: {
          title: '示例甲化工有限公司硝化装置自动化改造',
          party: { org: 'FIRM_A', name: '示例甲化工有限公司' },
          leadOrg: 'HWEDZ',
          applicant: actor.id,
          keys: { applicationId: 'a1' },
          parent: null,
          ...header,
          caseNo: caseId,
        },
        facts,
        actor,
        key: `start-${caseId}`,
        hash: 'h-start',
        definitionRef: refOf(definition),
        referenceRef: REFERENCE_REF,
      },
      definition,
      reference: REFERENCE,
    };
    const handle: WorkflowHandle = await this.env.client.workflow.start(workflowTypeOf(code), {
      taskQueue: this.taskQueue(),
      workflowId: workflowIdOf(code, caseId),
      args: [input],
    });
    await handle.executeUpdate(startReceipt, { args: [] });
    return new ToldCase(this, handle, caseId);
  }

  /** Lets time pass up to a local moment, `2037-09-01 10:00`. */
  async until(time: string): Promise<void> {
    const left = local(time) - (await this.env.currentTimeMs());
    if (left < 0) {
      throw new Error(`${time} is past`);
    }
    await this.env.sleep(left);
  }

  /** Keeps the history of a case for the replay tests, when the run was asked to record. */
  async keepHistory(of: ToldCase, name: string): Promise<void> {
    const { process, version, status } = of.row;
    if (status === 'ended') {
      // The record ends a moment before the workflow does.
      await of.handle.result();
    }
    await recordHistory(this.env, of.handle.workflowId, process, `v${version}-${name}`);
  }
}

/** A server and a worker for many short stories, whose moments do not matter. Call `end` when they are told. */
export async function openOffice(begins: string): Promise<{ office: LegalTime; end: () => Promise<void> }> {
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  let running: Promise<void> = Promise.resolve();
  const office = await new Promise<LegalTime>((resolve, reject) => {
    running = inLegalTime(begins, (open) => {
      resolve(open);
      return finished;
    });
    running.catch(reject);
  });
  const end = async (): Promise<void> => {
    finish();
    await running;
  };
  return { office, end };
}

/** Tells a story that begins at a local moment of 2037, on a server of its own: time belongs to a server and not to a case. */
export async function inLegalTime(begins: string, tell: (office: LegalTime) => Promise<void>): Promise<void> {
  const env = await timeSkipping();
  try {
    let queue = '';
    const office = new LegalTime(env, () => queue);
    await office.until(begins);
    await withWorker(env, office.record, async (taskQueue) => {
      queue = taskQueue;
      try {
        await tell(office);
      } finally {
        office.letGo();
      }
    });
  } finally {
    await env.teardown();
  }
}
