import { DAY_MS } from '../domain/calendar';
import type { Facts, Label, ProcessDefinition } from '../processes/definition';
import type { Input } from './commands';
import { decide } from './decide';
import type { Directory } from './draft';
import { barredBy } from './duties';
import type { Actor, Membership } from './events';
import { applyChange, originOf, type Library } from './evolve';
import { stageOf } from './locate';
import { outcomeOf } from './signing';
import type { CaseHeader, CaseState, Pending, Reference, Task } from './state';

/** What is to be answered in a dry run. */
export interface Question {
  stage: string;
  branch: string | null;
  kind: Task['kind'] | Pending['kind'];
  /** How often this stage of this branch was asked before. */
  asked: number;
  /** Outcomes that exist; empty for what is outside. */
  outcomes: string[];
  facts: Facts;
}

export interface ScriptedAnswer {
  /** For tasks; anything for what is outside. */
  outcome: string;
  facts?: Facts;
  target?: { stage: string; branches?: string[] };
  /** Natural days after which it is given. */
  daysLater?: number;
}

/** One answer after another, by stage and, if named, branch; or whatever a function says. Null: the run stops there. */
export type Script =
  (ScriptedAnswer & { stage: string; branch?: string })[] | ((question: Question) => ScriptedAnswer | null);

export interface DryRunInput {
  definition: ProcessDefinition;
  reference: Reference;
  header: CaseHeader;
  facts: Facts;
  script: Script;
  directory: Directory;
  /** Epoch milliseconds. */
  startAt: number;
}

/** A task or wait that would come up. */
export interface DryVisit {
  id: string;
  kind: Question['kind'];
  stage: string;
  name: Label;
  scope: string;
  branch: string | null;
  /** Who would get it; nobody found: the supervisor, marked so. */
  pools: Membership[];
  persons: string[];
  fallback: boolean;
  openedAt: number;
  dueAt: number | null;
  dueDay: string | null;
  provisional: boolean;
  /** Null while it is open when the run stops. */
  answered: { by: string; outcome: string; at: number } | null;
}

export interface DryRun {
  visits: DryVisit[];
  /** Limits of the case, as they would stand at the end of the run. */
  clocks: { limit: string; status: string; dueDay: string | null }[];
  result: string | null;
  endedAt: number | null;
  /** Stages at which the script had no answer. */
  openAt: string[];
}

/** A script that goes round for ever must stop. */
const MOST_ANSWERS = 500;

/**
 * Walks a case through a definition without writing anything: which tasks who would get, and when they would be due.
 * @throws DomainError when the script asks for what the definition refuses
 */
export function dryRun(input: DryRunInput): DryRun {
  return new Rehearsal(input).run();
}

class Rehearsal {
  private state: CaseState;
  private now: number;
  private readonly library: Library;
  private readonly directory: Directory;
  private readonly visits = new Map<string, DryVisit>();
  private readonly asked = new Map<string, number>();
  private readonly script: Exclude<Script, unknown[]>;

  constructor(private readonly input: DryRunInput) {
    this.now = input.startAt;
    this.library = { definitions: { dry: input.definition }, references: { dry: input.reference } };
    this.state = originOf(
      { caseId: 'dry', header: input.header, definitionRef: 'dry', referenceRef: 'dry', startedAt: this.now },
      this.library,
    );
    // Roles that the directory does not name have nobody.
    this.directory = new Proxy(input.directory, { has: () => true, get: (all, key: string) => all[key] ?? [] });
    this.script = Array.isArray(input.script) ? inOrder([...input.script]) : input.script;
  }

  run(): DryRun {
    const { facts, header } = this.input;
    const actor: Actor = { kind: 'person', id: header.applicant, org: header.party.org, memberships: [] };
    this.decide({ name: 'start', body: { facts, actor, key: 'dry', hash: 'dry' } });
    for (let n = 0; n < MOST_ANSWERS && this.state.status === 'running' && this.answerNext(); n += 1);
    return {
      visits: [...this.visits.values()],
      clocks: Object.values(this.state.clocks)
        .filter((c) => c.stage === null)
        .map((c) => ({ limit: c.limit, status: c.status, dueDay: c.dueDay })),
      result: this.state.result,
      endedAt: this.state.endedAt,
      openAt: [...this.visits.values()].filter((v) => !v.answered && this.isOpen(v.id)).map((v) => v.stage),
    };
  }

  private isOpen(id: string): boolean {
    return this.state.tasks[id]?.status === 'open' || this.state.pending[id]?.status === 'open';
  }

  /** Answers the first thing for which there is an answer; else lets time pass to the end of a wait. False: nothing moves. */
  private answerNext(): boolean {
    for (const task of Object.values(this.state.tasks).filter((t) => t.status === 'open')) {
      if (this.answerTask(task)) {
        return true;
      }
    }
    const open = Object.values(this.state.pending).filter((p) => p.status === 'open');
    if (open.filter((p) => p.kind !== 'until').some((p) => this.answerOutside(p))) {
      return true;
    }
    const moments = open.flatMap((p) => (p.at === null ? [] : [p.at]));
    if (moments.length === 0) {
      return false;
    }
    this.now = Math.max(this.now, Math.min(...moments));
    const passing = open.find((p) => p.at !== null && p.at <= this.now);
    this.close(passing?.id ?? '', 'clock', 'elapsed');
    return this.decide({ name: 'tick', body: {} });
  }

  private answerTask(task: Task): boolean {
    const scope = this.state.scopes[task.scope];
    const stage = scope && stageOf(this.state, scope, task.stage);
    if (stage?.kind !== 'task') {
      return false;
    }
    const actor = this.whoActs(task, stage);
    // Nobody rehearses a dispute between two officers: the second person confirms.
    const given =
      actor && task.kind === 'stage'
        ? this.ask(
            task.stage,
            scope?.branch ?? null,
            task.kind,
            stage.outcomes.map((o) => o.code),
            task.scope,
          )
        : { outcome: 'confirm' };
    if (!given || !actor) {
      return false;
    }
    const demands = outcomeOf(stage.outcomes, given.outcome)?.demands;
    this.close(task.id, actor.id, given.outcome);
    // What people would write is taken as written: a rehearsal asks who and when, not what.
    const form = { id: 'dry', hash: 'dry', filled: demands?.fields ?? [], hasOpinion: true, conditions: 1 };
    return this.decide({
      name: 'completeTask',
      body: {
        key: `dry-${this.state.seq}`,
        hash: 'dry',
        actor,
        taskId: task.id,
        outcome: given.outcome,
        facts: given.facts ?? {},
        form,
        attachments: demands?.attachment ? ['dry'] : [],
        ...(given.target ? { target: given.target } : {}),
      },
    });
  }

  /** The first who may act of those asked. */
  private whoActs(task: Task, stage: Parameters<typeof barredBy>[2]): Actor | null {
    const named = task.assignees.map((id): [string, Membership[]] => [id, []]);
    const pooled = task.pools.flatMap((p) =>
      (this.directory[`${p.org}/${p.role}`] ?? []).map((id): [string, Membership[]] => [id, [p]]),
    );
    const found = (task.assignees.length > 0 ? named : pooled).find(([id]) => !barredBy(this.state, task, stage, [id]));
    return found ? { kind: 'person', id: found[0], org: found[1][0]?.org ?? null, memberships: found[1] } : null;
  }

  private answerOutside(pending: Pending): boolean {
    const branch = this.state.scopes[pending.scope]?.branch ?? null;
    const given = this.ask(pending.stage, branch, pending.kind, [], pending.scope);
    // An automation that the script does not mention does its work without saying anything.
    const answer = given ?? (pending.kind === 'auto' ? { outcome: 'done' } : null);
    if (!answer) {
      return false;
    }
    const { outcome, facts = {} } = answer;
    const pendingId = pending.id;
    this.close(pendingId, pending.what, outcome);
    if (pending.kind === 'auto') {
      return outcome === 'failed'
        ? this.decide({ name: 'automationFailed', body: { pendingId, failure: 'dry' } })
        : this.decide({ name: 'automationDone', body: { pendingId, facts, data: {} } });
    }
    if (pending.kind === 'subcase') {
      this.decide({ name: 'subcaseStarted', body: { pendingId, caseId: 'dry' } });
      this.decide({ name: 'subcaseEnded', body: { pendingId, result: outcome, facts } });
      return true;
    }
    const { leadOrg } = this.state.header;
    const { role } = this.state.definition.supervisor;
    const actor: Actor = { kind: 'person', id: 'dry', org: leadOrg, memberships: [{ org: leadOrg, role }] };
    return this.decide({
      name: 'deliverMessage',
      body: {
        key: `dry-${this.state.seq}`,
        hash: 'dry',
        actor,
        message: pending.what,
        facts,
        form: null,
        attachments: [],
        basis: null,
      },
    });
  }

  private ask(
    stage: string,
    branch: string | null,
    kind: Question['kind'],
    outcomes: string[],
    scope: string,
  ): ScriptedAnswer | null {
    const key = `${branch ?? ''}/${stage}`;
    const asked = this.asked.get(key) ?? 0;
    const answer = this.script({ stage, branch, kind, asked, outcomes, facts: { ...this.state.facts[scope] } });
    if (answer) {
      this.asked.set(key, asked + 1);
      this.now += (answer.daysLater ?? 0) * DAY_MS;
    }
    return answer;
  }

  private close(id: string, by: string, outcome: string): void {
    const visit = this.visits.get(id);
    if (visit) {
      visit.answered = { by, outcome, at: this.now };
    }
  }

  private decide(input: Input): boolean {
    const before = this.state;
    const decision = decide(before, input, { now: this.now, directory: this.directory }, this.library);
    if (!decision) {
      return false;
    }
    this.state = decision.state;
    const full = decision.event.changes.reduce((s, c) => applyChange(s, c), before);
    for (const { on, id, was } of decision.event.changes) {
      if (was === null && (on === 'task' || on === 'pending')) {
        this.visits.set(id, this.visitOf(full, on, id));
      }
    }
    return true;
  }

  private visitOf(state: CaseState, on: 'task' | 'pending', id: string): DryVisit {
    const task = on === 'task' ? state.tasks[id] : undefined;
    const pending = on === 'pending' ? state.pending[id] : undefined;
    const at = task ?? pending;
    const scope = state.scopes[at?.scope ?? ''];
    const code = at?.stage ?? '';
    const clock = state.clocks[task?.clock ?? `${at?.scope}|${code}|${at?.visit}`];
    return {
      id,
      kind: at?.kind ?? 'stage',
      stage: code,
      name: scope ? stageOf(state, scope, code).name : { zh: code, en: code },
      scope: at?.scope ?? '',
      branch: scope?.branch ?? null,
      pools: task?.pools ?? [],
      persons: task?.assignees ?? [],
      fallback: task?.fallback ?? false,
      openedAt: this.now,
      dueAt: clock?.dueAt ?? pending?.at ?? null,
      dueDay: clock?.dueDay ?? null,
      provisional: clock?.provisional ?? false,
      answered: null,
    };
  }
}

function inOrder(left: (ScriptedAnswer & { stage: string; branch?: string })[]): Exclude<Script, unknown[]> {
  return ({ stage, branch }) => {
    const at = left.findIndex((a) => a.stage === stage && (a.branch === undefined || a.branch === branch));
    return at < 0 ? null : (left.splice(at, 1)[0] ?? null);
  };
}
