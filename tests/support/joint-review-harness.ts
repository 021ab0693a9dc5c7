import { loadReference } from '../../seeds/reference';
import type { CommandName, Commands, FormRef, Input } from '../../workflows/engine/commands';
import { nextAlarm } from '../../workflows/engine/clocks';
import { decide, type Decision } from '../../workflows/engine/decide';
import type { Directory } from '../../workflows/engine/draft';
import type { Actor, CaseEvent } from '../../workflows/engine/events';
import { evolve, type Library, originOf } from '../../workflows/engine/evolve';
import type { CaseState, Clock, Reference, Task } from '../../workflows/engine/state';
import type { FactValue, Facts, ProcessDefinition } from '../../workflows/processes/definition';
import { processDefinitions } from '../../workflows/processes';

export const DATA = loadReference();
export const DEFINITIONS = processDefinitions({
  jointReviewRouting: DATA.jointReviewRouting,
  reviewQuestions: DATA.reviewQuestions,
  organisations: DATA.organisations,
});
const REFERENCE: Reference = { calendars: DATA.calendars, limits: DATA.limits };
const PEOPLE = DATA.people;

export function person(login: string): Actor {
  const found = PEOPLE.find((p) => p.login === login);
  if (!found) {
    throw new Error(`nobody signs in as ${login}`);
  }
  const memberships = found.memberships.map(({ orgCode, role }) => ({ org: orgCode, role }));
  return { kind: 'person', id: found.id, org: memberships[0]?.org ?? null, memberships };
}

/** Holders by role; a role that nobody holds is an empty list, as the directory answers it. */
const DIRECTORY: Directory = new Proxy<Directory>(
  {},
  {
    has: () => true,
    get: (_, key) => PEOPLE.filter((p) => p.memberships.some((m) => `${m.orgCode}/${m.role}` === key)).map((p) => p.id),
  },
);

/** Local time in Shangyu: `2026-09-18 10:00`. */
export function local(time: string): number {
  return Date.parse(`${time.replace(' ', 'T')}:00+08:00`);
}

export interface AnswerWith {
  /** Text of the opinion given. */
  says?: string;
  conditions?: number;
  /** Further fields of the form that were filled. */
  filled?: string[];
  /** Id of the stored form. */
  form?: string;
  facts?: Facts;
  attachments?: string[];
  /** In which department, when several stand in the same stage. */
  of?: string;
  target?: { stage: string; branches?: string[] };
}

/** A case told step by step over the pure engine: who does what, and what time brings in between. */
/** Automations of which only what they find matters. */
const AT_ONCE = ['takeObjection', 'announceHearing', 'callOffHearing'];

export class Story {
  readonly events: CaseEvent[] = [];
  now: number;
  state: CaseState;
  readonly library: Library;
  private keys = 0;
  /** Objections that came in time and that nobody took down. */
  unheard = 0;

  constructor(
    readonly definition: ProcessDefinition,
    opened: string,
    facts: Facts,
    header: Partial<CaseState['header']> = {},
  ) {
    this.now = local(opened);
    this.library = { definitions: { d: definition }, references: { r: REFERENCE } };
    const applicant = person('firma.applicant1');
    this.state = originOf(
      {
        caseId: `${definition.code}/示例1`,
        header: {
          caseNo: '示例1',
          title: '示例项目',
          party: { org: 'FIRM_A', name: '示例甲化工有限公司' },
          leadOrg: 'HWEDZ',
          applicant: applicant.id,
          keys: { applicationId: 'a1' },
          parent: null,
          ...header,
        },
        definitionRef: 'd',
        referenceRef: 'r',
        startedAt: this.now,
      },
      this.library,
    );
    this.put({ name: 'start', body: { facts, actor: applicant, key: 'start', hash: 'start' } });
  }

  /** Decides at this moment; a refusal leaves the story where it was. */
  put(input: Input): Decision | null {
    const decision = decide(this.state, input, { now: this.now, directory: DIRECTORY }, this.library);
    if (decision) {
      this.events.push(decision.event);
      this.state = decision.state;
    }
    const atOnce = Object.values(this.state.pending).find((p) => p.status === 'open' && AT_ONCE.includes(p.what));
    if (atOnce) {
      const objectionTaken = this.unheard > 0;
      const facts: Facts = atOnce.what === 'takeObjection' ? { objectionTaken } : {};
      this.unheard -= atOnce.what === 'takeObjection' && objectionTaken ? 1 : 0;
      this.put({ name: 'automationDone', body: { pendingId: atOnce.id, facts, data: {} } });
    }
    return decision;
  }

  /** Lets time pass up to a local moment; reminders and the law's own outcomes come when they are due. */
  until(time: string): this {
    const to = local(time);
    if (to < this.now) {
      throw new Error(`${time} is past`);
    }
    for (let alarm = nextAlarm(this.state); alarm !== null && alarm <= to; alarm = nextAlarm(this.state)) {
      this.now = Math.max(this.now, alarm);
      this.put({ name: 'tick', body: {} });
    }
    this.now = to;
    return this;
  }

  command<N extends CommandName>(
    name: N,
    login: string,
    body: Omit<Commands[N], 'key' | 'hash' | 'actor'>,
  ): Decision | null {
    this.keys += 1;
    const frame = { key: `k${this.keys}`, hash: `h${this.keys}`, actor: person(login) };
    return this.put({ name, body: { ...body, ...frame } } as unknown as Input);
  }

  /** The open task of a stage. */
  task(stage: string, of?: string): Task {
    const found = this.open().filter((t) => t.stage === stage && (of === undefined || this.branchOf(t) === of));
    if (found.length !== 1 || !found[0]) {
      throw new Error(`${found.length} open tasks in ${stage}${of ? ` of ${of}` : ''}; ${this.whereabouts()}`);
    }
    return found[0];
  }

  open(): Task[] {
    return Object.values(this.state.tasks).filter((t) => t.status === 'open');
  }

  /** Answers the open task of a stage. */
  answer(login: string, stage: string, outcome: string, given: AnswerWith = {}): this {
    const form: FormRef = {
      id: given.form ?? `f${this.keys}`,
      hash: `fh${this.keys}`,
      filled: [...(given.filled ?? []), ...(given.says ? ['opinion'] : [])],
      hasOpinion: given.says !== undefined,
      conditions: given.conditions ?? 0,
    };
    this.command('completeTask', login, {
      taskId: this.task(stage, given.of).id,
      outcome,
      facts: given.facts ?? {},
      form,
      attachments: given.attachments ?? [],
      ...(given.target ? { target: given.target } : {}),
    });
    return this;
  }

  /** The automation that the case waits for answers. */
  automation(activity: string, facts: Facts, data: Record<string, unknown> = {}): this {
    const pending = this.pending(activity);
    this.put({ name: 'automationDone', body: { pendingId: pending.id, facts, data } });
    return this;
  }

  automationFails(activity: string, failure: string): this {
    this.put({ name: 'automationFailed', body: { pendingId: this.pending(activity).id, failure } });
    return this;
  }

  pending(what: string): CaseState['pending'][string] {
    const found = Object.values(this.state.pending).find((p) => p.status === 'open' && p.what === what);
    if (!found) {
      throw new Error(`nothing waits for ${what}; ${this.whereabouts()}`);
    }
    return found;
  }

  withdraw(login: string): this {
    this.command('withdrawCase', login, { reason: '不再建设', basis: '' });
    return this;
  }

  fact(name: string): FactValue | undefined {
    return this.state.facts['root']?.[name];
  }

  clock(id: string): Clock {
    const clock = this.state.clocks[id];
    if (!clock) {
      throw new Error(`no clock ${id}; ${Object.keys(this.state.clocks).join(', ')}`);
    }
    return clock;
  }

  /** The clock of the stage in which the case stands. */
  stageClock(stage: string): Clock {
    const found = Object.values(this.state.clocks).filter((c) => c.stage === stage && c.status === 'running');
    if (found.length !== 1 || !found[0]) {
      throw new Error(`${found.length} running clocks of ${stage}`);
    }
    return found[0];
  }

  /** Stages in which the case stands, with the department for those of a block. */
  whereabouts(): string {
    return Object.values(this.state.scopes)
      .filter((s) => s.status === 'active')
      .map((s) => (s.branch ? `${s.stage}@${s.branch}` : s.stage))
      .join(' ');
  }

  /** The state told again from nothing but the events. */
  retold(): CaseState {
    const { caseId, header, definitionRef, referenceRef, startedAt } = this.state;
    const origin = originOf({ caseId, header, definitionRef, referenceRef, startedAt }, this.library);
    return this.events.reduce((s, e) => evolve(s, e, this.library), origin);
  }

  private branchOf(task: Task): string | null {
    let scope = this.state.scopes[task.scope];
    while (scope && scope.branch === null && scope.parent) {
      scope = this.state.scopes[scope.parent];
    }
    return scope?.branch ?? null;
  }
}

/** What the screening of the demo project finds: a nitration plant with 氯 40 t, 氨 60 t, 甲醇 800 t and 60 neighbours. */
export const NITRATION: Facts = {
  projectKind: 'rebuild',
  inScope: true,
  inPark: true,
  listedProcesses: ['nitration'],
  listedChemicals: ['chlorine', 'ammonia', 'methanol'],
  hasMajorHazard: true,
  majorLevel: 2,
  hasToxic: true,
  hasExplosivePrecursor: false,
  newBuildings: false,
  hasSpecialEquipment: false,
  hasTownGas: false,
  hasHazardousWaste: true,
  bondedStorage: false,
  ownTransport: false,
  screeningChanged: false,
};

/** A change of site within the park in which only three departments have a say. */
export const SMALL: Facts = {
  ...NITRATION,
  projectKind: 'newBuild',
  inPark: false,
  listedProcesses: [],
  listedChemicals: ['methanol'],
  hasMajorHazard: false,
  majorLevel: 0,
  hasToxic: false,
  hasHazardousWaste: false,
};

export const START: Facts = { applicant: person('firma.applicant1').id, leadOrg: 'HWEDZ', applicationVersion: 1 };

/** A joint review, in the words of the departments. */
export class JointReview extends Story {
  static opened(time: string, version = 1): JointReview {
    const definition = DEFINITIONS.find((d) => d.code === 'jointReview' && d.version === version);
    if (!definition) {
      throw new Error(`no joint review v${version}`);
    }
    return new JointReview(definition, time, START);
  }

  accepted(): this {
    return this.answer('hwedz.window1', 'acceptance', 'accept');
  }

  screened(facts: Facts = NITRATION): this {
    return this.automation('screenProject', facts);
  }

  /** 经办人、科室负责人、分管领导 of a department in one go. */
  opinion(dept: string, outcome: 'agree' | 'conditional' | 'correction' | 'object'): this {
    const login = dept.toLowerCase();
    return this.drafts(dept, outcome)
      .answer(`${login}.chief`, 'sectionReview', 'approve', { of: dept })
      .answer(`${login}.deputy`, 'sign', 'sign', { of: dept });
  }

  drafts(dept: string, outcome: 'agree' | 'conditional' | 'correction' | 'object'): this {
    return this.answer(`${dept.toLowerCase()}.officer1`, 'draft', outcome, {
      of: dept,
      says: '审查意见',
      conditions: outcome === 'conditional' ? 1 : 0,
      filled: outcome === 'correction' ? ['points'] : [],
    });
  }

  departments(): string[] {
    return this.fact('reviewDepartments') as string[];
  }

  allOthersAgree(): this {
    const waiting = this.open()
      .filter((t) => t.stage === 'draft')
      .map((t) => this.state.scopes[t.scope]?.branch ?? '');
    waiting.forEach((dept) => this.opinion(dept, 'agree'));
    return this;
  }

  correctionsSent(): this {
    return this.answer('hwedz.officer1', 'combineCorrections', 'send', { filled: ['points'] });
  }

  resubmitted(applicationVersion: number): this {
    return this.answer('firma.applicant1', 'applicantResubmission', 'resubmit', {
      facts: { applicationVersion },
      filled: ['explanation'],
    });
  }

  proposed(outcome: 'proposeApprove' | 'proposeConditional' | 'proposeReject'): this {
    return this.answer('hwedz.officer1', 'decisionDraft', outcome, {
      says: '拟办意见',
      conditions: outcome === 'proposeConditional' ? 1 : 0,
    }).answer('hwedz.chief', 'decisionReview', 'approve');
  }

  decided(outcome: 'approve' | 'approveWithConditions' | 'reject'): this {
    return this.answer('hwedz.director', 'decide', outcome);
  }

  letterIssued(): this {
    return this.automation('issueDecisionLetter', { letterNumber: '虞联审〔2026〕1号', letterDocumentId: 'doc1' });
  }

  /** Second version: how the review is prepared. */
  arranged(needSiteVisit: boolean, needExperts: boolean): this {
    return this.answer('hwedz.officer1', 'arrangement', 'arrange', {
      facts: { needSiteVisit, needExperts },
      filled: ['needSiteVisit', 'needExperts'],
    });
  }

  disowns(dept: string): this {
    const login = dept.toLowerCase();
    return this.answer(`${login}.officer1`, 'draft', 'notOurs', { of: dept, says: '不属本部门职责' })
      .answer(`${login}.chief`, 'sectionReview', 'approve', { of: dept })
      .answer(`${login}.deputy`, 'sign', 'sign', { of: dept });
  }

  /** Opinion of who takes an unclear duty. */
  dutyOpinion(dept: string, outcome: 'agree' | 'conditional' | 'correction' | 'object'): this {
    const login = dept.toLowerCase();
    return this.answer(`${login}.officer2`, 'draft', outcome, {
      of: 'holder',
      says: '审查意见',
      conditions: outcome === 'conditional' ? 1 : 0,
      filled: outcome === 'correction' ? ['points'] : [],
    })
      .answer(`${login}.chief`, 'sectionReview', 'approve', { of: 'holder' })
      .answer(`${login}.deputy`, 'sign', 'sign', { of: 'holder' });
  }

  met(outcome: 'agreed' | 'upheld' | 'dutyUnclear' | 'irreconcilable'): this {
    return this.answer('hwedz.officer1', 'jointMeeting', outcome, {
      says: '会议结论',
      filled: ['minutes', 'attendance'],
      attachments: ['minutes.pdf'],
    });
  }

  published(noticeUntil: string): this {
    return this.automation('publishNotice', { noticeId: 'n1', noticeUntil });
  }

  objects(): this {
    this.command('deliverMessage', 'hwedz.officer1', {
      message: 'objection',
      facts: {},
      form: null,
      attachments: [],
      basis: null,
    });
    return this;
  }

  /** 听证通知 by the officer. */
  announces(hearingOn: string): this {
    return this.answer('hwedz.officer1', 'arrangeHearing', 'announce', {
      filled: ['hearingOn', 'hearingTime', 'hearingPlace'],
      facts: { hearingOn, hearingTime: '9:30', hearingPlace: '示例大道1号会议室' },
    });
  }

  /** @param askedOn day of the request, for a hearing */
  checked(outcome: 'noted' | 'hearing' | 'hearingJoined' | 'dismissed', askedOn?: string): this {
    return this.answer('hwedz.window1', 'checkObjection', outcome, {
      says: '已核实',
      filled: ['contactCheck', 'summary', ...(askedOn ? ['hearingAskedOn'] : [])],
      facts: askedOn ? { hearingAskedOn: askedOn } : {},
    });
  }
}
