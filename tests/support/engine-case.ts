import { strict as assert } from 'node:assert';
import { DomainError } from '../../workflows/domain/errors';
import type {
  CommandName,
  Commands,
  CompleteTask,
  Input,
  OccurrenceName,
  Occurrences,
} from '../../workflows/engine/commands';
import { decide } from '../../workflows/engine/decide';
import type { Directory } from '../../workflows/engine/draft';
import type { Actor, CaseEvent } from '../../workflows/engine/events';
import { evolve, originOf, type Library } from '../../workflows/engine/evolve';
import type { CaseHeader, CaseState, Clock, Reference, Scope, Task } from '../../workflows/engine/state';
import type { Facts, ProcessDefinition } from '../../workflows/processes/definition';
import { calendar2026, limits } from './engine-definitions';

/** Monday, 10:00 in Shanghai. */
export const MONDAY = Date.parse('2026-03-02T02:00:00Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** People are named `org.role.n`, or in full for those outside any organisation. */
export function personOf(id: string): Actor {
  const [org, role] = id.split('.');
  return org && role
    ? { kind: 'person', id, org, memberships: [{ org, role }] }
    : { kind: 'person', id, org: null, memberships: [] };
}

export function headerOf(): CaseHeader {
  return {
    caseNo: 'SL-2026-000001',
    title: '示例案件',
    party: { org: 'firm', name: '示例化工有限公司' },
    leadOrg: 'lead',
    applicant: 'applicant',
    keys: {},
    parent: null,
  };
}

type Body<N extends CommandName> = Omit<Commands[N], 'key' | 'hash' | 'actor'>;

/** A case driven by hand. Every accepted event is folded again from a JSON copy and must give the same state. */
export class HandCase {
  state: CaseState;
  now = MONDAY;
  readonly events: CaseEvent[] = [];
  /** Every clock the case ever had; ended ones leave the working state. */
  private readonly clocks: Record<string, Clock> = {};
  readonly library: Library;
  private readonly directory: Directory;
  private folded: CaseState;

  constructor(
    definition: ProcessDefinition,
    facts: Facts = {},
    people: string[] = [],
    reference: Reference = { calendars: [calendar2026], limits: limits },
  ) {
    this.library = { definitions: { d1: definition }, references: { r1: reference } };
    this.state = originOf(
      { caseId: 'case1', header: headerOf(), definitionRef: 'd1', referenceRef: 'r1', startedAt: this.now },
      this.library,
    );
    this.folded = this.state;
    this.directory = directoryOf(people);
    this.occur('start', { facts, actor: personOf('applicant'), key: 'start', hash: 'start' });
  }

  private get answeringDirectory(): Directory {
    // Roles that nobody holds are known to be empty.
    return new Proxy(this.directory, {
      has: () => true,
      get: (target, key: string) => target[key] ?? [],
    });
  }

  private decide(input: Input): CaseEvent | null {
    const before = JSON.stringify(this.state);
    try {
      const decision = decide(this.state, input, { now: this.now, directory: this.answeringDirectory }, this.library);
      if (!decision) {
        return null;
      }
      this.state = decision.state;
      this.events.push(decision.event);
      for (const change of decision.event.changes.filter((c) => c.on === 'clock')) {
        this.clocks[change.id] = { ...this.clocks[change.id], ...change.set } as Clock;
      }
      const copy = JSON.parse(JSON.stringify(decision.event)) as CaseEvent;
      this.folded = evolve(this.folded, copy, this.library);
      assert.deepEqual(JSON.parse(JSON.stringify(this.state)), JSON.parse(JSON.stringify(this.folded)));
      return decision.event;
    } catch (error) {
      assert.equal(JSON.stringify(this.state), before, 'a refused command left a trace');
      throw error;
    }
  }

  occur<N extends OccurrenceName>(name: N, body: Occurrences[N]): CaseEvent | null {
    return this.decide({ name, body } as Input);
  }

  command<N extends CommandName>(name: N, actor: Actor | string, body: Body<N>): CaseEvent {
    const who = typeof actor === 'string' ? personOf(actor) : actor;
    const event = this.decide({
      name,
      body: { key: `k${this.events.length}`, hash: 'h', actor: who, ...body },
    } as Input);
    assert(event);
    return event;
  }

  /** The code with which a command is refused; fails when it is accepted. */
  refusal<N extends CommandName>(name: N, actor: Actor | string, body: Body<N>): string {
    try {
      this.command(name, actor, body);
    } catch (error) {
      if (error instanceof DomainError) {
        return error.code;
      }
      throw error;
    }
    return 'accepted';
  }

  /** Answers the only live task of that stage that the person may work on, with an opinion. */
  answer(actor: Actor | string, stage: string, outcome: string, more: Partial<CompleteTask> = {}): CaseEvent {
    return this.command('completeTask', actor, this.answerBody(actor, stage, outcome, more));
  }

  answerRefusal(actor: Actor | string, stage: string, outcome: string, more: Partial<CompleteTask> = {}): string {
    return this.refusal('completeTask', actor, this.answerBody(actor, stage, outcome, more));
  }

  private answerBody(
    actor: Actor | string,
    stage: string,
    outcome: string,
    more: Partial<CompleteTask>,
  ): Body<'completeTask'> {
    const who = typeof actor === 'string' ? personOf(actor) : actor;
    const task = this.taskFor(who.onBehalfOf?.id ?? who.id, stage);
    return {
      taskId: task.id,
      outcome,
      facts: {},
      form: { id: 'f1', hash: 'fh', filled: [], hasOpinion: true, conditions: 0 },
      attachments: [],
      ...more,
    };
  }

  /** The live task of a stage that lies with a person: by name, else by claim, else by role. */
  taskFor(person: string, stage: string): Task {
    const at = Object.values(this.state.tasks).filter(
      (t) => t.stage === stage && !['done', 'cancelled', 'answered'].includes(t.status),
    );
    const named = at.filter((t) => t.assignees.includes(person) || t.claimedBy === person);
    const { memberships } = personOf(person);
    const pooled = at.filter((t) => t.pools.some((p) => memberships.some((m) => m.org === p.org && m.role === p.role)));
    const found = [...named, ...pooled, ...at][0];
    assert(found, `nothing lies at ${stage}`);
    return found;
  }

  tick(): string[] {
    const said: string[] = [];
    for (let event = this.occur('tick', {}); event !== null; event = this.occur('tick', {})) {
      const rung = (event.data['rung'] ?? []) as { clock: string; alarm: string }[];
      said.push(...(event.type === 'clockAlarm' ? rung.map((r) => `${r.clock} ${r.alarm}`) : [event.type]));
    }
    return said;
  }

  /** Local time, `2026-03-05 09:00`. */
  at(local: string): this {
    this.now = Date.parse(`${local.replace(' ', 'T')}:00+08:00`);
    return this;
  }

  /** Where the case stands: stage, with the branch in front inside a block. */
  get stands(): string[] {
    return this.scopes('active')
      .filter(
        (s) =>
          !Object.values(this.state.scopes).some(
            (c) => c.parent === s.id && c.block === s.stage && c.blockVisit === s.visit,
          ),
      )
      .map((s) => (s.branch ? `${s.branch}/${s.stage}` : s.stage))
      .sort();
  }

  get rests(): string[] {
    return this.scopes('suspended')
      .map((s) => `${s.branch}/${s.stage}`)
      .sort();
  }

  private scopes(status: Scope['status']): Scope[] {
    return Object.values(this.state.scopes).filter((s) => s.status === status);
  }

  /** Results that stand, `branch:result`. */
  results(block: string): string[] {
    return Object.values(this.state.results)
      .filter((r) => r.block === block && !r.fallen)
      .map((r) => `${r.branch}:${r.result}`)
      .sort();
  }

  tasks(status: Task['status'], stage?: string): Task[] {
    return Object.values(this.state.tasks).filter((t) => t.status === status && (!stage || t.stage === stage));
  }

  /** A clock by id, or the last one of a limit. */
  clock(id: string): Clock {
    const found = this.clocks[id] ?? Object.values(this.clocks).findLast((c) => c.limit === id);
    assert(found, `no clock ${id}`);
    return found;
  }
}

/** Directory of people named `org.role.n`. */
export function directoryOf(people: string[]): Directory {
  const directory: Record<string, string[]> = {};
  for (const id of people) {
    const [org, role] = id.split('.');
    (directory[`${org}/${role}`] ??= []).push(id);
  }
  return directory;
}
