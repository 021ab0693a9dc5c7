import { deepStrictEqual } from 'node:assert';
import { DomainError } from '../../workflows/domain/errors';
import type { CommandName, Commands, Input } from '../../workflows/engine/commands';
import { decide, type Decision } from '../../workflows/engine/decide';
import type { Directory } from '../../workflows/engine/draft';
import type { Actor, CaseEvent } from '../../workflows/engine/events';
import { applyChange, evolve, originOf, type Library } from '../../workflows/engine/evolve';
import { foldCase } from '../../workflows/engine/fold';
import { openWorkOf } from '../../workflows/engine/open-work';
import { rowsOf, type TaskRow } from '../../workflows/engine/rows';
import { proveSound } from '../../workflows/engine/soundness';
import { PRIORITIES, type CaseState, type Reference } from '../../workflows/engine/state';
import type { Facts } from '../../workflows/processes/definition';
import { DefinitionMaker } from './generate';
import { checkInvariants, compareWithModel, keyOf } from './invariants';
import { type Memory, Model, type ModelTask, number, recall, remember, type Target } from './model';
import { Random } from './random';
import { actorOf, DEPARTMENTS, holdersOf, LIMITS, randomCalendar, randomTown, ROLES, type Town } from './town';

const START = Date.parse('2026-03-02T02:00:00Z');

/** What a run found wrong, with everything that led to it. */
export class Violation extends Error {
  constructor(
    message: string,
    readonly lines: string[],
  ) {
    super(message);
  }
}

interface Told {
  text: string;
  accepted: boolean;
}

/** One case under one random definition, driven by random steps. Each step depends on its own number and the state alone. */
export class Story {
  readonly lines: string[] = [];
  accepted = 0;
  refused = 0;
  readonly codes = new Map<string, number>();
  private state: CaseState;
  private folded: CaseState;
  private readonly model: Model;
  private readonly town: Town;
  private readonly library: Library;
  private readonly directory: Directory;
  private now = START;
  private readonly events: CaseEvent[] = [];
  private readonly rows = new Map<string, TaskRow>();
  private readonly decided = new Map<string, { seq: number; person: string; memory: Memory }>();
  private references = 1;
  /** What is being done when something goes wrong. */
  private attempt = 'start';

  constructor(seed: number) {
    const random = new Random(seed);
    const definition = new DefinitionMaker(random).make();
    this.town = randomTown(random);
    const reference: Reference = { calendars: [randomCalendar(random, 1)], limits: LIMITS };
    this.library = { definitions: { d: definition }, references: { r1: reference } };
    this.directory = this.everybody();
    const faults = proveSound(definition, {
      limits: LIMITS.map((l) => l.key),
      roles: [...ROLES, 'supervisor'],
      activities: ['compute'],
      processes: ['other'],
    });
    this.demand(faults.length === 0, `the prover refuses a definition made sound: ${JSON.stringify(faults)}`);
    const header = {
      caseNo: 'R-1',
      title: 'random',
      party: { org: 'firm', name: 'firm' },
      leadOrg: 'lead',
      applicant: 'applicant',
      keys: {},
      parent: null,
    };
    this.state = originOf(
      { caseId: 'c', header, definitionRef: 'd', referenceRef: 'r1', startedAt: START },
      this.library,
    );
    this.folded = this.state;
    const facts: Facts = {
      depts: random.some(DEPARTMENTS, 0.8),
      redo: random.some(DEPARTMENTS, 0.4),
      size: random.int(0, 9),
      until: START + random.int(0, 40) * 3_600_000 * 12,
      applicant: 'applicant',
    };
    this.model = new Model(definition, this.town, facts);
    const start = this.decide({
      name: 'start',
      body: { facts, actor: actorOf(this.town, 'applicant'), key: 'k', hash: 'h' },
    });
    this.demand(start !== null, 'a case does not start');
    this.take(start);
    this.check();
  }

  private everybody(): Directory {
    const keys = ['lead', ...DEPARTMENTS].flatMap((org) =>
      [...ROLES, 'supervisor'].map((role) => [org, role] as const),
    );
    return Object.fromEntries(keys.map(([org, role]) => [`${org}/${role}`, holdersOf(this.town, org, role)]));
  }

  private demand(holds: boolean, message: string): asserts holds {
    if (!holds) {
      throw new Violation(message, [...this.lines, `${this.lines.length + 1} ${this.attempt}`]);
    }
  }

  private decide(input: Input): Decision | null {
    return decide(this.state, input, { now: this.now, directory: this.directory }, this.library);
  }

  /** Takes over a decision: record, rows, fold. */
  private take(decision: Decision): void {
    const { event, state } = decision;
    this.demand(event.seq === this.events.length + 1, `event ${event.seq} follows ${this.events.length}`);
    const before = this.state;
    this.events.push(event);
    const written = rowsOf(before, event, state);
    for (const row of written.tasks) {
      this.rows.set(row._id, row);
    }
    const counted = JSON.stringify(written.case.openWork);
    this.demand(
      counted === JSON.stringify(openWorkOf(this.rows.values())),
      `the figures count ${counted}, the lists show something else`,
    );
    this.closesOnce(before, event);
    this.folded = evolve(this.folded, JSON.parse(JSON.stringify(event)) as CaseEvent, this.library);
    // Whatever would write into a state that was given out fails at once: a refusal can leave no trace.
    this.state = frozen(state);
    this.matchNew(event, before);
    // Equal text needs no second look; the order of keys may differ.
    if (plainText(this.folded) !== plainText(this.state)) {
      try {
        deepStrictEqual(plain(this.folded), plain(this.state));
      } catch {
        this.demand(false, 'the fold of the events differs from the state');
      }
    }
  }

  private closesOnce(before: CaseState, event: CaseEvent): void {
    const over = ['done', 'cancelled'];
    for (const c of event.changes.filter((x) => x.on === 'task' && typeof x.set['status'] === 'string')) {
      const was = before.tasks[c.id]?.status ?? 'none';
      const now = c.set['status'] as string;
      this.demand(!(over.includes(was) && over.includes(now) && was !== now), `${c.id} closes twice`);
      this.demand(
        !over.includes(was) || over.includes(now) || event.type === 'decisionRecalled',
        `${c.id} lives again`,
      );
    }
  }

  /** The tasks that the model opened are those that the engine opened. */
  private matchNew(event: CaseEvent, before: CaseState): void {
    const full = event.changes.reduce((s, c) => applyChange(s, c), before);
    const made = event.changes.filter((c) => c.on === 'task' && c.was === null).map((c) => c.id);
    const left = [...this.model.fresh];
    this.model.fresh = [];
    for (const id of made.sort((a, b) => number({ id: a }) - number({ id: b }))) {
      const t = full.tasks[id];
      const pools = (t?.pools ?? []).map((p) => `${p.org}/${p.role}`);
      const place = (m: ModelTask): string => `${m.node.key} ${m.stage} ${m.kind} ${m.parent?.id ?? null}`;
      const key = `${keyOf(full, t?.scope ?? '')} ${t?.stage} ${t?.kind} ${t?.parent ?? null}`;
      const at = left.findIndex(
        (m) => place(m) === key && (m.gone || whose(m.named, m.pools) === whose(t?.assignees ?? [], pools)),
      );
      this.demand(
        at >= 0,
        `the engine opened ${key} for ${whose(t?.assignees ?? [], pools)}, the model has ${left.map((m) => `${place(m)} for ${whose(m.named, m.pools)}`).join('; ')}`,
      );
      const [found] = left.splice(at, 1);
      (found as ModelTask).id = id;
    }
    this.demand(
      left.length === 0,
      `the model opened ${left.map((m) => `${m.node.key} ${m.stage} ${m.kind}`).join('; ')}, the engine did not`,
    );
  }

  private check(): void {
    const fault = checkInvariants(this.state) ?? compareWithModel(this.state, this.model);
    this.demand(fault === null, fault ?? '');
  }

  /** At the end: state and rows rebuilt from the record alone. */
  finish(): void {
    const rebuilt = foldCase(JSON.parse(JSON.stringify(this.events)) as CaseEvent[], this.library);
    try {
      deepStrictEqual(plain(rebuilt.state), plain(this.state));
      deepStrictEqual(plain([...rebuilt.tasks.values()]), plain([...this.rows.values()]));
    } catch (error) {
      this.demand(false, `a rebuild differs: ${error instanceof Error ? error.message.slice(0, 500) : ''}`);
    }
    for (const row of this.rows.values()) {
      const live = this.state.tasks[row._id];
      const open = live !== undefined && live.status !== 'done' && live.status !== 'cancelled';
      this.demand(open === !['done', 'cancelled'].includes(row.status), `the row of ${row._id} says ${row.status}`);
    }
  }

  // ---- steps -------------------------------------------------------------------------------------------------------

  step(seed: number): void {
    const random = new Random(seed);
    const roll = random.next();
    this.now += random.int(0, 90) * 60_000;
    const told =
      this.state.status === 'ended'
        ? this.afterEnd(random)
        : roll < 0.46
          ? this.answer(random)
          : roll < 0.6
            ? this.outside(random)
            : roll < 0.68
              ? this.claim(random)
              : roll < 0.76
                ? this.addSigner(random)
                : roll < 0.79
                  ? this.removeSigner(random)
                  : roll < 0.83
                    ? this.passOn(random)
                    : roll < 0.88
                      ? this.recall(random)
                      : roll < 0.9
                        ? this.clock(random)
                        : roll < 0.965
                          ? this.timePasses(random)
                          : this.rare(random);
    this.lines.push(`${this.lines.length + 1} ${told.text} → ${told.accepted ? 'ok' : 'refused'}`);
    this.check();
  }

  /** Runs a command; when it is accepted the model follows and must have allowed it. */
  private command<N extends CommandName>(
    name: N,
    actor: Actor,
    body: Omit<Commands[N], 'key' | 'hash' | 'actor'>,
    rightful: boolean | null,
    follow: (decision: Decision) => void,
    exact = false,
  ): Told {
    const text = `${name} by ${actor.id}${actor.onBehalfOf ? ` for ${actor.onBehalfOf.id}` : ''} ${JSON.stringify(body)}`;
    let decision: Decision | null;
    try {
      decision = this.decide({ name, body: { key: 'k', hash: 'h', actor, ...body } } as unknown as Input);
    } catch (error) {
      if (!(error instanceof DomainError)) {
        throw new Violation(
          `${text}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
          this.lines,
        );
      }
      this.refused += 1;
      this.codes.set(`${name} ${error.code}`, (this.codes.get(`${name} ${error.code}`) ?? 0) + 1);
      this.demand(!exact || rightful === false, `${text}: refused with ${error.code}, the model allows it`);
      return { text: `${text} (${error.code})`, accepted: false };
    }
    this.accepted += 1;
    this.codes.set(name, (this.codes.get(name) ?? 0) + 1);
    this.demand(rightful !== false, `${text}: accepted, the model forbids it`);
    this.demand(decision !== null, `${text}: decided nothing`);
    this.attempt = text;
    follow(decision);
    this.take(decision);
    return { text, accepted: true };
  }

  private occur(input: Input, follow: (event: CaseEvent) => void): Told {
    const decision = this.decide(input);
    this.attempt = `${input.name} ${JSON.stringify(input.body)}`;
    if (decision) {
      follow(decision.event);
      this.take(decision);
    }
    return { text: `${input.name} ${JSON.stringify(input.body)}`, accepted: decision !== null };
  }

  private someTask(random: Random): ModelTask | null {
    const all = this.model.tasks().filter((t) => t.id !== null);
    return all.length === 0 ? null : random.pick(all);
  }

  /** Somebody, mostly one who may. */
  private somebody(random: Random, t: ModelTask | null, good = 0.75): Actor {
    const people = [...Object.keys(this.town.people), 'x1', 'x2', 'x3'];
    const fit = t ? people.filter((p) => this.model.entitled(t, actorOf(this.town, p))) : [];
    const id = fit.length > 0 && random.chance(good) ? random.pick(fit) : random.pick(people);
    return random.chance(0.1) ? actorOf(this.town, random.pick(people), id) : actorOf(this.town, id);
  }

  private supervises(actor: Actor, t: ModelTask | null): boolean {
    const orgs = ['lead', ...(t?.pools.map((p) => p.split('/')[0]) ?? [])];
    for (let n = t?.node ?? null; n?.parent; n = n.parent) {
      orgs.push(n.branch);
    }
    return actor.memberships.some((m) => m.role === 'supervisor' && orgs.includes(m.org)) && !this.isRecused(actor);
  }

  private isRecused(actor: Actor): boolean {
    return [actor.id, actor.onBehalfOf?.id ?? actor.id].some((p) => this.model.recused.includes(p));
  }

  /** By name, role or claim; what they did before aside. */
  private holds(t: ModelTask, actor: Actor): boolean {
    const me = actor.onBehalfOf?.id ?? actor.id;
    const asked =
      t.named.length > 0 ? t.named.includes(me) : actor.memberships.some((m) => t.pools.includes(`${m.org}/${m.role}`));
    return asked && (t.holder === null || t.holder === me) && !this.isRecused(actor);
  }

  private answer(random: Random): Told {
    const t = this.someTask(random);
    if (!t?.id) {
      return this.outside(random);
    }
    const stage = t.node.machine.stages.find((s) => s.code === t.stage);
    const offered = stage?.kind === 'task' ? stage.outcomes : [];
    const own =
      t.kind === 'stage' ? offered.map((o) => o.code) : ['concur', 'dissent', 'answered', 'confirm', 'refuse'];
    const outcome = random.chance(0.03) ? 'nonsense' : random.pick(own);
    const o = offered.find((x) => x.code === outcome);
    const target = this.target(random, t, o?.kind === 'return' ? o.to : null);
    const facts: Facts = random.chance(0.2) ? { size: random.int(0, 9) } : {};
    const opinion = random.chance(0.92);
    const actor = this.somebody(random, t);
    const allowed = this.model.allows(t, actor, outcome, facts, target, opinion);
    const form = { id: 'f', hash: 'h', filled: [], hasOpinion: opinion, conditions: 0 };
    const body = { taskId: t.id, outcome, facts, form, attachments: [], ...(target ? { target } : {}) };
    return this.command(
      'completeTask',
      actor,
      body,
      allowed,
      ({ event }) => {
        const memory = remember(this.model, t);
        this.model.answer(t, actor, outcome, facts, target);
        this.decided.set(t.id ?? '', { seq: event.seq, person: actor.onBehalfOf?.id ?? actor.id, memory });
      },
      true,
    );
  }

  private target(random: Random, t: ModelTask, to: string | null): Target | null {
    if (to === null) {
      return random.chance(0.02) ? { stage: t.stage } : null;
    }
    if (to !== '*' && random.chance(0.5)) {
      return null;
    }
    const around: string[] = [];
    for (let n: ModelTask['node'] | null = t.node; n; n = n.parent) {
      around.push(...n.machine.stages.map((s) => s.code));
    }
    const stage = to !== '*' && random.chance(0.9) ? to : random.pick(around);
    return { stage, ...(random.chance(0.3) ? { branches: random.some([...DEPARTMENTS, 'a', 'b'], 0.4) } : {}) };
  }

  private outside(random: Random): Told {
    const open = Object.values(this.state.pending).filter((p) => p.status === 'open' && p.kind !== 'until');
    if (open.length === 0) {
      return this.timePasses(random);
    }
    const pending = random.pick(open);
    const node = this.nodeOf(pending.scope);
    const stage = node.machine.stages.find((s) => s.code === pending.stage);
    const size = random.int(0, 9);
    if (stage?.kind === 'auto') {
      if (random.chance(0.3)) {
        return this.occur({ name: 'automationFailed', body: { pendingId: pending.id, failure: 'x' } }, () =>
          this.model.aside(node, stage.onFailure ?? ''),
        );
      }
      return this.occur(
        { name: 'automationDone', body: { pendingId: pending.id, facts: { size, opinion: 'no' }, data: {} } },
        () => {
          node.facts['size'] = size;
          this.model.forward(node, stage.to);
        },
      );
    }
    if (stage?.kind === 'subcase') {
      if (pending.caseId === null) {
        return this.occur({ name: 'subcaseStarted', body: { pendingId: pending.id, caseId: 'sub' } }, () => {
          if (stage.mode === 'detached') {
            this.model.forward(node, stage.to);
          }
        });
      }
      const opinion = random.pick(['AGREE', 'OBJECT']);
      return this.occur(
        { name: 'subcaseEnded', body: { pendingId: pending.id, result: 'yes', facts: { opinion } } },
        () => {
          node.facts['opinion'] = opinion;
          this.model.forward(node, stage.to);
        },
      );
    }
    const first = open.find((p) => p.kind === 'message');
    const actor = this.somebody(random, null);
    const me = actor.onBehalfOf?.id ?? actor.id;
    const may =
      !this.isRecused(actor) &&
      (me === 'applicant' || actor.memberships.some((m) => m.org === 'lead') || this.supervises(actor, null));
    const body = { message: 'reply', facts: { size, opinion: 'no' }, form: null, attachments: [], basis: null };
    return this.command('deliverMessage', actor, body, may, () => {
      const at = this.nodeOf(first?.scope ?? '');
      at.facts['size'] = size;
      const waiting = at.machine.stages.find((s) => s.code === at.stage);
      this.model.forward(at, waiting?.kind === 'wait' ? waiting.to : '');
    });
  }

  private nodeOf(scope: string): ModelTask['node'] {
    const key = keyOf(this.state, scope);
    const found = this.model.nodes().find((n) => n.key === key);
    this.demand(found !== undefined, `the model has no ${key}`);
    return found;
  }

  private claim(random: Random): Told {
    const t = this.someTask(random);
    if (!t?.id) {
      return this.outside(random);
    }
    const actor = this.somebody(random, t);
    const me = actor.onBehalfOf?.id ?? actor.id;
    const at = this.model.status(t) !== 'answered' && !t.node.resting;
    if (t.holder !== null && random.chance(0.7)) {
      const may = at && !this.isRecused(actor) && (t.holder === me || this.supervises(actor, t));
      return this.command('releaseTask', actor, { taskId: t.id }, may, () => (t.holder = null), true);
    }
    const may = at && this.model.entitled(t, actor) && t.holder !== me;
    return this.command('claimTask', actor, { taskId: t.id }, may, () => (t.holder = me), true);
  }

  private addSigner(random: Random): Told {
    const t = this.someTask(random);
    if (!t?.id) {
      return this.outside(random);
    }
    const actor = this.somebody(random, t, 0.9);
    const person = random.pick(['x1', 'x2', 'x3', ...Object.keys(this.town.people)]);
    const where = random.pick(['before', 'after', 'beside'] as const);
    const kind = { before: 'signBefore', after: 'signAfter', beside: 'signBeside' }[where];
    const may = !t.node.resting && this.holds(t, actor) && !(this.model.status(t) === 'answered' && where === 'before');
    return this.command('addSigner', actor, { taskId: t.id, person, where, reason: 'r' }, may, () =>
      this.model.serve(t, kind, person, actor.onBehalfOf?.id ?? actor.id),
    );
  }

  private removeSigner(random: Random): Told {
    const t = random.pick([...this.model.tasks().filter((x) => x.parent !== null), this.someTask(random)]);
    const parent = t?.parent ?? t;
    if (!t?.id || !parent?.id) {
      return this.outside(random);
    }
    const actor = this.somebody(random, parent, 0.9);
    const may =
      t !== parent &&
      t.kind !== 'confirm' &&
      !t.answer &&
      !t.node.resting &&
      (this.holds(parent, actor) ||
        parent.holder === (actor.onBehalfOf?.id ?? actor.id) ||
        this.supervises(actor, parent));
    return this.command('removeSigner', actor, { taskId: parent.id, signerTaskId: t.id }, may, () =>
      this.model.letGo(t),
    );
  }

  private passOn(random: Random): Told {
    const t = this.someTask(random);
    if (!t?.id) {
      return this.outside(random);
    }
    const actor = this.somebody(random, t, 0.9);
    const to = random.pick(['x1', 'x2', ...Object.keys(this.town.people)]);
    const status = this.model.status(t);
    const body = { taskId: t.id, to, reason: 'r' };
    if (random.chance(0.5)) {
      const may = !t.node.resting && status === 'open' && this.holds(t, actor);
      return this.command('delegateTask', actor, body, may, () =>
        this.model.serve(t, 'delegated', to, actor.onBehalfOf?.id ?? actor.id),
      );
    }
    const may = !t.node.resting && status !== 'answered' && (this.holds(t, actor) || this.supervises(actor, t));
    return this.command('transferTask', actor, body, may, () => {
      t.named = [to];
      t.holder = null;
    });
  }

  private recall(random: Random): Told {
    const known = [...this.decided.keys()];
    if (known.length === 0) {
      return this.answer(random);
    }
    const taskId = random.chance(0.8) ? (known.at(-1) ?? '') : random.pick(known);
    const record = this.decided.get(taskId);
    const own = this.state.undo.some((u) => u.taskId === taskId);
    const actor = random.chance(0.9) && record ? actorOf(this.town, record.person) : this.somebody(random, null);
    const mine = record?.person === (actor.onBehalfOf?.id ?? actor.id) && !this.isRecused(actor);
    return this.command('recallDecision', actor, { taskId, reason: 'r' }, mine && own, () => {
      if (record) {
        recall(this.model, record.memory);
        this.decided.delete(taskId);
      }
    });
  }

  private clock(random: Random): Told {
    const clock = random.pick([...Object.keys(this.state.clocks), 'none']);
    const actor = random.chance(0.5) ? actorOf(this.town, 'lead-supervisor') : this.somebody(random, null);
    const lead = !this.isRecused(actor) && actor.memberships.some((m) => m.org === 'lead');
    switch (random.pick(['stop', 'resume', 'extend'] as const)) {
      case 'stop':
        return this.command('stopClock', actor, { clock, ground: 'test', note: 'n' }, lead, () => undefined);
      case 'resume':
        return this.command('resumeClock', actor, { clock, note: 'n' }, lead, () => undefined);
      case 'extend': {
        const may =
          !this.isRecused(actor) && actor.memberships.some((m) => m.org === 'lead' && m.role === 'supervisor');
        return this.command(
          'extendDeadline',
          actor,
          { clock, more: random.int(1, 6), reason: 'r', basis: 'b' },
          may,
          () => undefined,
        );
      }
    }
  }

  private timePasses(random: Random): Told {
    this.now += random.pick([1, 8, 30, 24 * 3, 24 * 10]) * 3_600_000;
    let rung = 0;
    for (; rung < 60; rung += 1) {
      const { accepted } = this.occur({ name: 'tick', body: {} }, (event) => this.timeSays(event));
      if (!accepted) {
        break;
      }
      this.check();
    }
    this.demand(rung < 60, 'the clock never comes to rest');
    return { text: `time passes to ${new Date(this.now).toISOString()}, ${rung} alarms`, accepted: true };
  }

  private timeSays(event: CaseEvent): void {
    if (event.type === 'waitElapsed') {
      const node = this.nodeOf(String(event.data['scope']));
      const stage = node.machine.stages.find((s) => s.code === node.stage);
      this.model.forward(node, stage?.kind === 'wait' ? stage.to : '');
      return;
    }
    const deemed = event.data['deemed'] as { outcome: string } | null;
    if (deemed) {
      const [rung] = event.data['rung'] as { clock: string }[];
      const node = this.nodeOf(this.state.clocks[rung?.clock ?? '']?.scope ?? '');
      const stage = node.machine.stages.find((s) => s.code === node.stage);
      if (stage?.kind === 'task') {
        this.model.apply(node, stage, deemed.outcome, []);
      }
    }
  }

  private rare(random: Random): Told {
    const boss = random.chance(0.8) ? actorOf(this.town, 'lead-supervisor') : this.somebody(random, null);
    const isBoss = this.supervises(boss, null);
    const person = random.pick(Object.keys(this.town.people));
    switch (
      random.pick([
        'recuse',
        'handOver',
        'withdraw',
        'terminate',
        'urge',
        'copy',
        'priority',
        'read',
        'reference',
        'reopen',
      ] as const)
    ) {
      case 'recuse': {
        const self = (boss.onBehalfOf?.id ?? boss.id) === person && !this.isRecused(boss);
        return this.command('recusePerson', boss, { person, reason: 'r', basis: 'b' }, isBoss || self, () =>
          this.model.recuse(person),
        );
      }
      case 'handOver': {
        const to = random.pick(Object.keys(this.town.people));
        return this.command('handOver', boss, { from: person, to, reason: 'r' }, isBoss, () => {
          for (const t of this.model.tasks().filter((x) => !x.answer)) {
            t.named = t.holder === person ? [to] : t.named.map((p) => (p === person ? to : p));
            t.holder = t.holder === person ? to : t.holder;
          }
        });
      }
      case 'withdraw': {
        const actor = random.chance(0.5) ? actorOf(this.town, 'applicant') : boss;
        const own = (actor.onBehalfOf?.id ?? actor.id) === 'applicant';
        return this.command('withdrawCase', actor, { reason: 'r', basis: 'b' }, own, () =>
          this.model.endAs('withdrawn'),
        );
      }
      case 'terminate':
        return this.command('terminateCase', boss, { reason: 'r', basis: 'b' }, isBoss, () =>
          this.model.endAs('terminated'),
        );
      case 'reopen':
        return this.command(
          'reopenCase',
          boss,
          { reason: 'r', basis: 'b', stage: this.model.root.stage },
          false,
          () => undefined,
        );
      case 'urge': {
        const t = this.someTask(random);
        return this.command('urge', boss, { taskId: t?.id ?? 'none', note: 'n' }, null, () => undefined);
      }
      case 'copy':
        return this.command('carbonCopy', boss, { persons: ['x1'], note: 'n' }, null, () => undefined);
      case 'priority': {
        const priority = random.pick([...PRIORITIES]);
        return this.command('setPriority', boss, { priority, reason: 'r' }, null, () => undefined);
      }
      case 'read':
        return this.command('markRead', boss, {}, null, () => undefined);
      case 'reference': {
        this.references += 1;
        const referenceRef = `r${this.references}`;
        const reference: Reference = {
          calendars: [randomCalendar(random, this.references)],
          limits: LIMITS.map((l) => (l.key === 'natural' ? { ...l, amount: random.int(5, 9) } : l)),
        };
        this.library.references[referenceRef] = reference;
        return this.occur({ name: 'referenceChanged', body: { referenceRef, reference } }, () => undefined);
      }
    }
  }

  private afterEnd(random: Random): Told {
    const boss = actorOf(this.town, 'lead-supervisor');
    if (random.chance(0.3)) {
      const id = [...this.rows.keys()].at(-1) ?? '';
      return this.command('claimTask', boss, { taskId: id }, false, () => undefined);
    }
    const stage = random.pick(this.model.root.machine.stages);
    const passed = this.model.root.actors[stage.code] !== undefined && stage.kind !== 'end';
    return this.command(
      'reopenCase',
      boss,
      { reason: 'r', basis: 'b', stage: stage.code },
      passed && !this.isRecused(boss),
      () => this.model.reopen(stage.code),
      true,
    );
  }
}

function whose(named: string[], pools: string[]): string {
  return named.length > 0 ? named.join() : pools.join();
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

function plainText(state: CaseState): string {
  return JSON.stringify({ ...state, definition: null, reference: null });
}
