import { DAY_MS } from '../../workflows/domain/calendar';
import { DomainError, formatError, type Language } from '../../workflows/domain/errors';
import {
  dryRun,
  type DryRun,
  type DryRunInput,
  type Question,
  type ScriptedAnswer,
} from '../../workflows/engine/dry-run';
import { evolve, originOf, type Library } from '../../workflows/engine/evolve';
import type { CaseEvent } from '../../workflows/engine/events';
import { stageOf } from '../../workflows/engine/locate';
import type { Answer, CaseHeader, CaseState } from '../../workflows/engine/state';
import type { Facts } from '../../workflows/processes/definition';
import { branchOfScope } from '../cases/machine-path';

/** An answer that was given in a real case, where and when. */
export interface RecordedAnswer {
  seq: number;
  stage: string;
  branch: string | null;
  outcome: string;
  facts: Facts;
  target?: { stage: string; branches?: string[] };
  at: number;
}

/** What can be done over with the record of a case: its start, what people answered, what came from outside. */
export interface RecordedCase {
  header: CaseHeader;
  facts: Facts;
  startAt: number;
  /** In the order in which they were given; what was recalled is left out. */
  answers: RecordedAnswer[];
  /** Results of automations, by branch and stage. */
  automations: RecordedAnswer[];
}

/** Reads the answers of a case out of its record. @throws when the record does not begin with the start of the case */
export function recordedCase(events: readonly CaseEvent[], library: Library): RecordedCase {
  const first = events[0];
  if (first?.type !== 'caseStarted') throw new Error('a record begins with the start of the case');
  const header = first.data['header'] as CaseHeader;
  const startAt = Date.parse(first.at);
  let state = originOf(
    {
      caseId: first.caseId,
      header,
      definitionRef: first.data['definitionRef'] as string,
      referenceRef: first.data['referenceRef'] as string,
      startedAt: startAt,
    },
    library,
  );
  const recalled = new Set(events.flatMap((e) => (e.type === 'decisionRecalled' ? [e.data['taskId']] : [])));
  const answers: RecordedAnswer[] = [];
  const automations: RecordedAnswer[] = [];
  for (const event of events) {
    if (event.type === 'taskCompleted' && event.data['kind'] === 'stage' && !recalled.has(event.data['taskId'])) {
      answers.push(taskAnswer(event));
    } else if (event.type === 'messageReceived' || event.type === 'subcaseEnded') {
      answers.push(...outsideAnswer(state, event));
    } else if (event.type === 'automationCompleted' || event.type === 'automationFailed') {
      automations.push(...outsideAnswer(state, event));
    }
    state = evolve(state, event, library);
  }
  return { header, facts: factsSet(first, 'root'), startAt, answers, automations };
}

function taskAnswer(event: CaseEvent): RecordedAnswer {
  const { taskId, stage, scope, outcome, target } = event.data as Record<string, string> & {
    target: RecordedAnswer['target'] | null;
  };
  const given = event.changes.find((c) => c.on === 'task' && c.id === taskId)?.set['answer'] as Answer | undefined;
  return {
    seq: event.seq,
    stage: stage ?? '',
    branch: branchOfScope(scope ?? ''),
    outcome: outcome ?? '',
    facts: given?.facts ?? {},
    ...(target ? { target } : {}),
    at: Date.parse(event.at),
  };
}

/** What a wait, an automation or another case brought in, found by the pending entry that the event closed. */
function outsideAnswer(before: CaseState, event: CaseEvent): RecordedAnswer[] {
  const closed = event.changes.find((c) => c.on === 'pending' && before.pending[c.id]?.status === 'open');
  const pending = closed && before.pending[closed.id];
  const scope = pending && before.scopes[pending.scope];
  if (!pending || !scope) return [];
  const stage = stageOf(before, scope, pending.stage);
  const here = factsSet(event, pending.scope);
  const facts =
    stage.kind === 'subcase'
      ? Object.fromEntries(Object.entries(stage.take ?? {}).map(([own, there]) => [there, here[own] ?? null]))
      : here;
  const outcome =
    event.type === 'automationFailed'
      ? 'failed'
      : event.type === 'subcaseEnded'
        ? String(event.data['result'])
        : 'done';
  return [{ seq: event.seq, stage: pending.stage, branch: scope.branch, outcome, facts, at: Date.parse(event.at) }];
}

function factsSet(event: CaseEvent, scope: string): Facts {
  return (event.changes.find((c) => c.on === 'facts' && c.id === scope)?.set ?? {}) as Facts;
}

/** An answer for which the definition had no question, or which it refused. */
export interface Unused {
  seq: number;
  stage: string;
  branch: string | null;
  outcome: string;
  why: string | null;
}

export interface Rehearsed {
  run: DryRun;
  unused: Unused[];
}

/**
 * Walks the recorded answers through a definition, in their order and at their times. An answer that does not fit is left out and
 * named, and the walk is done anew without it.
 */
export function rehearse(
  recorded: RecordedCase,
  setting: Pick<DryRunInput, 'definition' | 'reference' | 'directory'>,
  language: Language,
): Rehearsed {
  const left = new Map<number, string | null>();
  for (;;) {
    const walk = new Walk(recorded, left);
    let run: DryRun | null = null;
    let why: string | null = null;
    try {
      const { header, facts, startAt } = recorded;
      run = dryRun({ ...setting, header, facts, startAt, script: (question) => walk.answer(question) });
    } catch (error) {
      if (!(error instanceof DomainError) || walk.last === null) throw error;
      why = formatError(error.code, error.params, language);
    }
    const blocking = why === null ? walk.next : walk.last;
    // Ended, or nothing is left to be answered: what remains was not asked for.
    if (run && (run.result !== null || blocking === null)) {
      return { run, unused: walk.unused(left) };
    }
    left.set(blocking!.seq, why);
  }
}

/** The answers of one walk. Only the next one in time is given, so that every task opens when it would have opened. */
class Walk {
  last: RecordedAnswer | null = null;
  private at = 0;
  private now: number;
  private readonly answers: RecordedAnswer[];
  private readonly automations: RecordedAnswer[];

  constructor(
    private readonly recorded: RecordedCase,
    left: ReadonlyMap<number, unknown>,
  ) {
    this.now = recorded.startAt;
    this.answers = recorded.answers.filter((a) => !left.has(a.seq));
    this.automations = [...recorded.automations];
  }

  get next(): RecordedAnswer | null {
    return this.answers[this.at] ?? null;
  }

  answer({ stage, branch, kind }: Question): ScriptedAnswer | null {
    const fits = (a: RecordedAnswer): boolean => a.stage === stage && a.branch === branch;
    if (kind === 'auto') {
      const index = this.automations.findIndex(fits);
      const [found] = index < 0 ? [] : this.automations.splice(index, 1);
      return found ? { outcome: found.outcome, facts: found.facts } : null;
    }
    const next = this.next;
    if (!next || !fits(next)) return null;
    this.at += 1;
    this.last = next;
    const daysLater = Math.max(0, next.at - this.now) / DAY_MS;
    this.now = Math.max(this.now, next.at);
    const { outcome, facts, target } = next;
    return { outcome, facts, daysLater, ...(target ? { target } : {}) };
  }

  unused(left: ReadonlyMap<number, string | null>): Unused[] {
    const behind = this.answers.slice(this.at).map((a) => a.seq);
    return this.recorded.answers
      .filter((a) => left.has(a.seq) || behind.includes(a.seq))
      .map(({ seq, stage, branch, outcome }) => ({ seq, stage, branch, outcome, why: left.get(seq) ?? null }));
  }
}
