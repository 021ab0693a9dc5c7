import type { Actor } from '../../workflows/engine/events';
import type {
  Facts,
  Machine,
  Outcome,
  ParallelStage,
  ProcessDefinition,
  Stage,
  TaskStage,
} from '../../workflows/processes/definition';
import { holdersOf, type Town } from './town';

/**
 * The reference model: a tree of mutable nodes in which what is open follows from what was answered, computed anew each time it is
 * asked. It shares nothing with the engine but the vocabulary of definitions.
 */
export interface ModelTask {
  /** Given by the engine; matched by what the task is. */
  id: string | null;
  kind: string;
  node: Node;
  stage: string;
  seat: string | null;
  named: string[];
  pools: string[];
  holder: string | null;
  answer: { person: string; by: string; outcome: string; facts: Facts; target: Target | null; order: number } | null;
  gone: boolean;
  done: boolean;
  parent: ModelTask | null;
  kids: ModelTask[];
}

export interface Target {
  stage: string;
  branches?: string[];
}

export interface Node {
  parent: Node | null;
  /** `block.branch`; empty for the case itself. */
  key: string;
  block: string;
  branch: string;
  machine: Machine;
  facts: Facts;
  stage: string;
  resting: boolean;
  over: boolean;
  tasks: ModelTask[];
  kids: Node[];
  /** Branches that rest until their block is entered again. */
  rested: Node[];
  results: Record<string, Record<string, { result: string; facts: Facts }>>;
  actors: Record<string, string[]>;
  members: string[];
  back: { from: string; to: string } | null;
  redo: Record<string, { branches: string[]; startAt: Record<string, string> }>;
  waits: boolean;
  /** How often it has entered a stage. */
  moves: number;
}

export class Model {
  root: Node;
  result: string | null = null;
  recused: string[] = [];
  seats: Record<string, string> = {};
  fresh: ModelTask[] = [];
  private clock = 0;

  constructor(
    private readonly definition: ProcessDefinition,
    private readonly town: Town,
    facts: Facts,
  ) {
    this.root = this.node(null, '', '', definition.machine, { ...facts });
    this.enter(this.root, definition.machine.start);
  }

  private node(parent: Node | null, block: string, branch: string, machine: Machine, facts: Facts): Node {
    return {
      parent,
      key: parent ? `${parent.key}/${block}.${branch}` : '',
      block,
      branch,
      machine,
      facts,
      stage: '',
      resting: parent?.resting ?? false,
      over: false,
      tasks: [],
      kids: [],
      rested: [],
      results: {},
      actors: {},
      members: [],
      back: null,
      redo: {},
      waits: false,
      moves: 0,
    };
  }

  // ---- reading -----------------------------------------------------------------------------------------------------

  /** All nodes in which work stands or rests. */
  nodes(from: Node = this.root): Node[] {
    return from.over ? [] : [from, ...[...from.kids, ...from.rested].flatMap((n) => this.nodes(n))];
  }

  tasks(): ModelTask[] {
    return this.nodes().flatMap((n) => n.tasks.filter((t) => !t.gone && !t.done));
  }

  task(id: string): ModelTask | undefined {
    return this.tasks().find((t) => t.id === id);
  }

  status(t: ModelTask): 'open' | 'waiting' | 'answered' {
    if (t.answer) {
      return 'answered';
    }
    const asked = t.kids.some((k) => live(k) && (k.kind === 'signBefore' || k.kind === 'delegated'));
    return asked || !this.turn(t) ? 'waiting' : 'open';
  }

  private turn(t: ModelTask): boolean {
    if (t.kind === 'signAfter') {
      return t.parent?.answer != null;
    }
    const { policy } = this.stageOf(t);
    const seats = t.node.tasks.filter((s) => s.kind === 'stage');
    return t.kind !== 'stage' || policy.kind !== 'sequential' || !seats.slice(0, seats.indexOf(t)).some(live);
  }

  private stageOf(t: { node: Node; stage: string }): TaskStage {
    return find(t.node.machine, t.stage) as TaskStage;
  }

  facts(n: Node): Facts {
    return { ...(n.parent ? this.facts(n.parent) : {}), ...n.facts };
  }

  /** Whether a person may answer a task with an outcome now: invariant 5 and what the definition offers. */
  allows(t: ModelTask, actor: Actor, outcome: string, facts: Facts, target: Target | null, opinion: boolean): boolean {
    const stage = this.stageOf(t);
    const o = t.kind === 'stage' ? stage.outcomes.find((x) => x.code === outcome) : undefined;
    const status = this.status(t);
    const early = status === 'waiting' && o?.kind === 'return' && this.turn(t);
    if (this.result !== null || t.node.resting || (status !== 'open' && !early) || !this.entitled(t, actor)) {
      return false;
    }
    if (t.kind !== 'stage') {
      const mild = { confirm: ['confirm', 'refuse'], delegated: ['answered'] }[t.kind] ?? ['concur', 'dissent'];
      return mild.includes(outcome) && (opinion || outcome === 'concur' || outcome === 'confirm');
    }
    if (!o || Object.keys(facts).some((f) => !o.take?.includes(f)) || (o.kind === 'return' && !opinion)) {
      return false;
    }
    if (o.kind !== 'return') {
      return target === null;
    }
    if (o.to !== '*' && target !== null && target.stage !== o.to) {
      return false;
    }
    const to = target?.stage ?? o.to;
    const owner = this.owner(t.node, to);
    if (
      !owner ||
      owner.stage === to ||
      find(owner.machine, to)?.kind === 'end' ||
      !this.leads(owner.machine, to, owner.stage)
    ) {
      return false;
    }
    const known = Object.keys(owner.results[to] ?? {});
    return !target?.branches || (target.branches.length > 0 && target.branches.every((b) => known.includes(b)));
  }

  entitled(t: ModelTask, actor: Actor): boolean {
    const me = actor.onBehalfOf?.id ?? actor.id;
    const both = [actor.id, me];
    const asked =
      t.named.length > 0 ? t.named.includes(me) : actor.memberships.some((m) => t.pools.includes(`${m.org}/${m.role}`));
    return asked && (t.holder === null || t.holder === me) && !this.barred(t, both);
  }

  barred(t: { node: Node; stage: string; kind?: string; parent?: ModelTask | null }, persons: string[]): boolean {
    const has = (list: string[]): boolean => persons.some((p) => list.includes(p));
    if (has(this.recused)) {
      return true;
    }
    for (const code of this.stageOf(t).notSameAs ?? []) {
      let n: Node | null = t.node;
      while (n && !n.actors[code]) {
        n = n.parent;
      }
      if (n && has(n.actors[code] ?? [])) {
        return true;
      }
    }
    if (t.kind === 'confirm' && t.parent?.answer && has([t.parent.answer.person, t.parent.answer.by])) {
      return true;
    }
    const others = t.node.tasks.filter((s) => s.kind === 'stage' && s !== t && !s.gone && s.answer);
    if (t.kind === 'stage' && has(others.flatMap((s) => (s.answer ? [s.answer.person, s.answer.by] : [])))) {
      return true;
    }
    const seat = this.seat(t.node);
    return seat !== null && persons.some((p) => (this.seats[`${p}@${seat.block}`] ?? seat.branch) !== seat.branch);
  }

  private seat(n: Node): { block: string; branch: string } | null {
    if (!n.parent) {
      return null;
    }
    const block = find(n.parent.machine, n.block) as ParallelStage;
    return 'each' in block.branches ? { block: n.block, branch: n.branch } : this.seat(n.parent);
  }

  private owner(n: Node, code: string): Node | null {
    return find(n.machine, code) && n.actors[code] ? n : n.parent ? this.owner(n.parent, code) : null;
  }

  private leads(machine: Machine, from: string, to: string, seen: string[] = []): boolean {
    const next = (s: Stage | undefined): string[] =>
      !s || s.kind === 'end'
        ? []
        : s.kind === 'task'
          ? s.outcomes.filter((o) => o.kind !== 'return').map((o) => o.to)
          : [
              s.to,
              ...(s.kind === 'auto' ? [s.onFailure ?? s.to] : []),
              ...(s.kind === 'choose' ? s.rows.map((r) => r.to ?? s.to) : []),
            ];
    return (
      from === to ||
      (!seen.includes(from) && next(find(machine, from)).some((s) => this.leads(machine, s, to, [...seen, from])))
    );
  }

  // ---- moving ------------------------------------------------------------------------------------------------------

  private enter(n: Node, code: string): void {
    n.stage = code;
    n.moves += 1;
    n.actors[code] ??= [];
    n.tasks = [];
    n.kids = [];
    n.waits = false;
    const stage = find(n.machine, code);
    switch (stage?.kind) {
      case 'task':
        this.open(n, stage);
        break;
      case 'parallel':
        this.split(n, stage);
        break;
      case 'choose': {
        const facts = this.facts(n);
        const size = facts['size'];
        const row = stage.rows.find((r) =>
          'atLeast' in r.when
            ? typeof size === 'number' && size >= r.when.atLeast
            : 'is' in r.when && facts[r.when.fact] === r.when.is,
        );
        Object.assign(n.facts, row?.set);
        this.forward(n, row?.to ?? stage.to);
        break;
      }
      case 'end':
        this.finish(n, stage.result);
        break;
      default:
        n.waits = true;
    }
  }

  /** Forward, or straight back to who returned if the way leads there. */
  forward(n: Node, to: string): void {
    const { back } = n;
    if (back?.from === n.stage) {
      n.back = null;
      if (this.leads(n.machine, to, back.to)) {
        this.enter(n, back.to);
        return;
      }
    }
    this.enter(n, to);
  }

  aside(n: Node, to: string): void {
    n.back = null;
    this.enter(n, to);
  }

  private split(n: Node, stage: ParallelStage): void {
    const facts = this.facts(n);
    const each = 'each' in stage.branches ? stage.branches.each : null;
    const listed = each ? facts[each.fact] : 'fixed' in stage.branches ? stage.branches.fixed.map((b) => b.key) : [];
    n.members = [...new Set(Array.isArray(listed) ? listed : [])];
    const results = (n.results[stage.code] ??= {});
    Object.keys(results)
      .filter((b) => !n.members.includes(b))
      .forEach((b) => delete results[b]);
    const redo = n.redo[stage.code];
    delete n.redo[stage.code];
    const only = stage.redoOnly && Object.keys(results).length > 0 ? facts[stage.redoOnly] : null;
    const waking = n.rested.filter((k) => k.block === stage.code);
    n.rested = n.rested.filter((k) => k.block !== stage.code);
    n.kids = waking.filter((k) => n.members.includes(k.branch) && !redo?.branches.includes(k.branch));
    n.kids.forEach((k) => this.rest(k, n.resting));
    const made: Node[] = [];
    for (const branch of n.members) {
      const again = redo ? redo.branches.includes(branch) : Array.isArray(only) ? only.includes(branch) : true;
      if (n.kids.some((k) => k.branch === branch) || (!again && results[branch])) {
        continue;
      }
      delete results[branch];
      const machine = each
        ? each.machine
        : 'fixed' in stage.branches
          ? stage.branches.fixed.find((b) => b.key === branch)?.machine
          : undefined;
      const kid = this.node(n, stage.code, branch, machine as Machine, each ? { [each.as]: branch } : { branch });
      n.kids.push(kid);
      made.push(kid);
    }
    made.forEach((k) => this.enter(k, redo?.startAt[k.branch] ?? k.machine.start));
    this.join(n, stage.code);
  }

  private rest(n: Node, resting: boolean): void {
    this.nodes(n)
      // A branch that rests inside keeps resting: its own block has still to be entered again.
      .filter((k) => !this.restsWithin(k, n))
      .forEach((k) => (k.resting = resting));
  }

  private restsWithin(k: Node, top: Node): boolean {
    return k !== top && k.parent !== null && (k.parent.rested.includes(k) || this.restsWithin(k.parent, top));
  }

  private join(n: Node, block: string): void {
    const stage = find(n.machine, block) as ParallelStage;
    if (n.over || n.stage !== block) {
      return;
    }
    const open = n.kids.filter((k) => !k.over);
    const done = n.members.filter((b) => n.results[block]?.[b]).length;
    const enough = stage.join.kind === 'any' ? done >= 1 : stage.join.kind === 'quorum' && done >= stage.join.of;
    if (open.length === 0 || enough) {
      n.kids = [];
      this.forward(n, stage.to);
    }
  }

  private finish(n: Node, result: string): void {
    n.over = true;
    if (!n.parent) {
      this.result = result;
      return;
    }
    const results = (n.parent.results[n.block] ??= {});
    results[n.branch] = { result, facts: n.facts };
    // While its siblings are still being opened the block is not complete.
    if (n.parent.kids.includes(n) && n.parent.kids.every((k) => k.stage !== '')) {
      this.join(n.parent, n.block);
    }
  }

  private goBack(n: Node, o: Outcome, target: Target | null): void {
    const to = target?.stage ?? o.to;
    const owner = this.owner(n, to) as Node;
    const straight = o.afterReturn === 'back';
    if (owner === n) {
      n.back = straight ? { from: to, to: n.stage } : null;
    } else {
      let branch = n;
      while (branch.parent !== owner) {
        branch = branch.parent as Node;
      }
      const block = find(owner.machine, owner.stage) as ParallelStage;
      const startAt = straight && branch === n ? { [branch.branch]: n.stage } : {};
      const siblings = owner.kids.filter((k) => k !== branch && !k.over);
      delete owner.redo[block.code];
      if (block.siblings === 'keep') {
        siblings.forEach((k) => this.rest(k, true));
        owner.rested.push(...siblings);
        owner.redo[block.code] = { branches: [branch.branch], startAt };
      } else {
        owner.results[block.code] = {};
        if (block.siblings === 'redo') {
          owner.redo[block.code] = { branches: owner.members, startAt };
        }
      }
      owner.back = straight ? { from: to, to: owner.stage } : null;
    }
    if (target?.branches) {
      owner.redo[to] = { branches: target.branches, startAt: {} };
    }
    this.enter(owner, to);
  }

  // ---- signing -----------------------------------------------------------------------------------------------------

  private add(t: Partial<ModelTask> & Pick<ModelTask, 'kind' | 'node' | 'stage'>): ModelTask {
    const made: ModelTask = {
      id: null,
      seat: null,
      named: [],
      pools: [],
      holder: null,
      answer: null,
      gone: false,
      done: false,
      parent: null,
      kids: [],
      ...t,
    };
    t.node.tasks.push(made);
    t.parent?.kids.push(made);
    this.fresh.push(made);
    return made;
  }

  private open(node: Node, stage: TaskStage): void {
    const at = { kind: 'stage', node, stage: stage.code };
    const { assignment } = stage;
    const probe = { node, stage: stage.code };
    if ('person' in assignment) {
      const person = this.facts(node)[assignment.person.slice(1)];
      const fits = typeof person === 'string' && person !== '' && !this.barred(probe, [person]);
      this.add({ ...at, ...(fits ? { named: [person] } : { pools: this.superior('') }) });
      return;
    }
    const pools = this.poolsOf(node, stage);
    const role = (pool: string): string => pool.split('/')[1] ?? '';
    const seats = stage.policy.kind === 'single' ? [pools] : pools.map((p) => [p]);
    if (stage.policy.kind !== 'single' && 'role' in assignment) {
      const fit = this.able(pools, probe);
      fit.forEach((person) => this.add({ ...at, named: [person], seat: assignment.role }));
      if (fit.length === 0) {
        this.add({ ...at, pools: this.superior(pools[0] ?? '') });
      }
      return;
    }
    for (const own of seats) {
      const found = this.able(own, probe).length > 0;
      const seat = found && own.length === 1 ? role(own[0] ?? '') : null;
      this.add({ ...at, seat, pools: found ? own : this.superior(own[0] ?? '') });
    }
  }

  private poolsOf(node: Node, stage: TaskStage): string[] {
    const { assignment } = stage;
    if ('person' in assignment) {
      return [];
    }
    const pairs = 'roles' in assignment ? assignment.roles : [assignment];
    return pairs.map(
      ({ org, role }) => `${org.startsWith('$') ? String(this.facts(node)[org.slice(1)]) : org}/${role}`,
    );
  }

  private able(pools: string[], probe: Parameters<Model['barred']>[0]): string[] {
    const all = pools.flatMap((p) => this.holders(p));
    return [...new Set(all)].filter((p) => !this.barred(probe, [p]));
  }

  private holders(pool: string): string[] {
    const [org, role] = pool.split('/') as [string, string];
    return holdersOf(this.town, org, role).filter((p) => !this.recused.includes(p));
  }

  private superior(pool: string): string[] {
    const org = pool.split('/')[0] ?? '';
    return [org && this.holders(`${org}/supervisor`).length > 0 ? `${org}/supervisor` : 'lead/supervisor'];
  }

  answer(t: ModelTask, actor: Actor, outcome: string, facts: Facts, target: Target | null): void {
    const person = actor.onBehalfOf?.id ?? actor.id;
    this.clock += 1;
    t.answer = { person, by: actor.id, outcome, facts, target, order: this.clock };
    t.holder ??= person;
    const persons = [person, actor.id];
    t.node.actors[t.stage] = [...new Set([...(t.node.actors[t.stage] ?? []), ...persons])];
    const seat = this.seat(t.node);
    if (seat) {
      persons.forEach((p) => (this.seats[`${p}@${seat.block}`] = seat.branch));
    }
    const stage = this.stageOf(t);
    const o = t.kind === 'stage' ? stage.outcomes.find((x) => x.code === outcome) : undefined;
    if (o?.kind === 'return') {
      t.kids.forEach(drop);
    } else if (o?.demands?.secondPerson) {
      const probe = { node: t.node, stage: t.stage, kind: 'confirm', parent: t };
      const pools = this.poolsOf(t.node, stage);
      const found = this.able(pools, probe).length > 0;
      this.add({
        kind: 'confirm',
        node: t.node,
        stage: t.stage,
        parent: t,
        pools: found ? pools : this.superior(pools[0] ?? ''),
      });
    }
    this.progress(t);
  }

  /** Closes what has its answer and nobody left to ask, upwards; then the group, then the machine. */
  private progress(t: ModelTask): void {
    if (!t.answer || t.kids.some(live)) {
      return;
    }
    t.done = true;
    if (t.parent) {
      this.childDone(t.parent, t);
    } else {
      this.settle(t.node, t.stage);
    }
  }

  private childDone(parent: ModelTask, child: ModelTask): void {
    const against = child.done && ['dissent', 'refuse'].includes(child.answer?.outcome ?? '');
    if (parent.answer && against) {
      parent.kids.forEach(drop);
      parent.answer = null;
      if (parent.holder !== null && this.recused.includes(parent.holder)) {
        this.rehome(parent);
      }
      return;
    }
    this.progress(parent);
  }

  private settle(node: Node, code: string): void {
    const stage = find(node.machine, code) as TaskStage;
    const seats = node.tasks.filter((t) => t.kind === 'stage' && !t.gone);
    const given = seats.filter((t) => t.done);
    const outcome = this.count(stage, seats, given);
    if (outcome !== null) {
      this.apply(node, stage, outcome, given);
    }
  }

  private count(stage: TaskStage, seats: ModelTask[], given: ModelTask[]): string | null {
    const codes = given.map((t) => t.answer?.outcome ?? '');
    const order = stage.outcomes.map((o) => o.code);
    const back = codes.find((c) => stage.outcomes.find((o) => o.code === c)?.kind === 'return');
    if (back !== undefined) {
      return back;
    }
    const { policy } = stage;
    if (policy.kind === 'single' || policy.kind === 'any') {
      return codes[0] ?? null;
    }
    if (policy.kind === 'vote') {
      if (given.some((t) => policy.vetoRoles?.includes(t.seat ?? '') && t.answer?.outcome === policy.vetoOutcome)) {
        return policy.vetoOutcome ?? null;
      }
      if (given.length < seats.length || seats.length === 0) {
        return null;
      }
      const weight = (t: ModelTask): number =>
        policy.weights?.[t.answer?.person ?? ''] ?? policy.weights?.[t.seat ?? ''] ?? 1;
      const all = given.reduce((sum, t) => sum + weight(t), 0);
      const winners = order.filter(
        (c) =>
          given.filter((t) => t.answer?.outcome === c).reduce((sum, t) => sum + weight(t), 0) > all * policy.threshold,
      );
      return given.length >= policy.quorum && winners.length === 1 ? (winners[0] ?? null) : policy.tieOutcome;
    }
    const broken = codes.find((c) => policy.breaks?.includes(c));
    if (broken !== undefined) {
      return broken;
    }
    return seats.length === given.length && given.length > 0
      ? (order[Math.max(...codes.map((c) => order.indexOf(c)))] ?? null)
      : null;
  }

  apply(node: Node, stage: TaskStage, code: string, given: ModelTask[]): void {
    const o = stage.outcomes.find((x) => x.code === code) as Outcome;
    const winning = given
      .flatMap((t) => (t.answer?.outcome === code ? [t.answer] : []))
      .sort((a, b) => a.order - b.order);
    const target = winning.filter((a) => a.target).at(-1)?.target ?? null;
    const place = o.kind === 'return' ? this.owner(node, target?.stage ?? o.to) : node;
    Object.assign(place?.facts ?? {}, ...winning.map((a) => a.facts), o.set);
    if (o.kind === 'return') {
      this.goBack(node, o, target);
    } else {
      this.forward(node, o.to);
    }
  }

  serve(t: ModelTask, kind: string, person: string, holder: string): void {
    t.holder ??= holder;
    this.add({ kind, node: t.node, stage: t.stage, parent: t, named: [person] });
  }

  letGo(t: ModelTask): void {
    drop(t);
    if (t.parent) {
      this.childDone(t.parent, t);
    }
  }

  private rehome(t: ModelTask): void {
    const ok = (p: string): boolean => !this.recused.includes(p);
    t.named = t.named.filter(ok);
    t.holder = t.holder !== null && ok(t.holder) ? t.holder : null;
    if (t.named.length > 0) {
      return;
    }
    const pools = t.pools.filter((p) => this.able([p], t).length > 0);
    t.pools = pools.length > 0 ? pools : this.superior(this.poolsOf(t.node, this.stageOf(t))[0] ?? '');
  }

  recuse(person: string): void {
    this.recused.push(person);
    const all = this.tasks().sort((a, b) => number(a) - number(b));
    for (const t of all.filter((x) => !x.answer)) {
      if (t.gone || t.done || t.answer || t.node.over || !t.node.tasks.includes(t)) {
        continue;
      }
      const theirs = t.holder === person || t.named.includes(person);
      const group = t.node.tasks.filter((s) => s.kind === 'stage' && !s.gone);
      if (t.parent && t.kind !== 'confirm') {
        if (theirs) {
          this.letGo(t);
        }
      } else if (
        t.kind === 'stage' &&
        this.stageOf(t).policy.kind !== 'single' &&
        t.named.includes(person) &&
        t.pools.length === 0 &&
        group.length > 1
      ) {
        drop(t);
        this.settle(t.node, t.stage);
      } else if (theirs || (t.named.length === 0 && t.holder === null)) {
        this.rehome(t);
      }
    }
  }

  endAs(result: string): void {
    this.root.over = true;
    this.result = result;
  }

  reopen(stage: string): void {
    this.result = null;
    Object.assign(this.root, { over: false, back: null, redo: {}, rested: [], kids: [], tasks: [] });
    this.enter(this.root, stage);
  }
}

/** A copy of the tree from before a decision, with which a recall undoes it. */
export interface Memory {
  root: Node;
  key: string;
  taskId: string | null;
}

export function remember(model: Model, task: ModelTask): Memory {
  return { root: structuredClone(model.root), key: task.node.key, taskId: task.id };
}

/** Puts back the outermost node that the decision had moved; what others did elsewhere stays. */
export function recall(model: Model, { root, key, taskId }: Memory): void {
  const steps = key.split('/').slice(1);
  let now: Node | undefined = model.root;
  let then: Node | undefined = root;
  let above: Node | null = null;
  while (now && then && now.moves === then.moves && now.over === then.over && steps.length > 0) {
    const step = steps.shift() ?? '';
    const [parent, before]: [Node, Node] = [now, then];
    const named = (k: Node): boolean => `${k.block}.${k.branch}` === step;
    now = [...parent.kids, ...parent.rested].find(named);
    then = [...before.kids, ...before.rested].find(named);
    above = parent;
    if (now && then && now.over && !then.over) {
      // It had ended and left its result.
      const [block, branch] = [then.block, then.branch];
      const old = before.results[block]?.[branch];
      const results = (parent.results[block] ??= {});
      delete results[branch];
      if (old) {
        results[branch] = old;
      }
    }
  }
  if (!then) {
    throw new Error(`a recall reaches for ${key}, which is not there`);
  }
  if (now && now.moves === then.moves && now.over === then.over) {
    takeBack(now, then, taskId);
    return;
  }
  const [put, gone] = [then, now];
  // What rests may be brought on by time meanwhile; the decision had no part in it.
  put.rested = put.rested.map((k) => gone?.rested.find((r) => r.key === k.key) ?? k);
  put.rested.forEach((k) => (k.parent = put));
  if (!above) {
    model.root = put;
    model.result = null;
    return;
  }
  put.parent = above;
  above.kids = above.kids.map((k) => (k.key === put.key ? put : k));
  above.rested = above.rested.map((k) => (k.key === put.key ? put : k));
}

/** Nothing had moved yet: one signature of several is taken back. */
function takeBack(now: Node, then: Node, taskId: string | null): void {
  const [task, before] = [now, then].map((n) => n.tasks.find((t) => t.id === taskId));
  if (!task || !before) {
    throw new Error(`a recall reaches for ${taskId}, which is not there`);
  }
  Object.assign(task, { answer: before.answer, holder: before.holder, done: before.done });
  task.kids.filter((k) => !before.kids.some((b) => b.id === k.id)).forEach(drop);
  now.actors = then.actors;
}

export function find(machine: Machine, code: string): Stage | undefined {
  return machine.stages.find((s) => s.code === code);
}

function live(t: ModelTask): boolean {
  return !t.gone && !t.done;
}

function drop(t: ModelTask): void {
  if (live(t)) {
    t.gone = true;
    t.kids.forEach(drop);
  }
}

/** The number at the end of a task's id: the order of their opening. */
export function number(t: { id: string | null }): number {
  return Number(t.id?.split(':').at(-1) ?? Number.MAX_SAFE_INTEGER);
}
