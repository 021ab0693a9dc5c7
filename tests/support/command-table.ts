import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CommandName, Commands } from '../../workflows/engine/commands';
import { HandCase } from './engine-case';
import { end, perDepartment, processOf, task, wait } from './engine-definitions';

/** The tables of docs/engine.md are what the engine is tested against: one source for people and tests. */
export interface Cell {
  table: string;
  row: string;
  column: string;
  /** `ok`, or the code of the refusal. */
  expected: string;
}

export function cellsOf(table: string): Cell[] {
  const text = readFileSync(path.join(__dirname, '../../docs/engine.md'), 'utf8');
  const lines = (text.split(`<!-- table: ${table} -->`)[1] ?? '').trimStart().split('\n');
  const rows = lines
    .slice(
      0,
      lines.findIndex((l) => !l.startsWith('|')),
    )
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
  const [head = [], , ...body] = rows;
  return body.flatMap(([row = '', ...cells]) =>
    cells.map((expected, n) => ({ table, row, column: head[n + 1] ?? '', expected })),
  );
}

const ME = 'fire.officer.1';
const OTHER = 'fire.officer.2';
const BOSS = 'lead.supervisor.1';
const CLERK = 'lead.clerk.1';
const people = [ME, OTHER, BOSS, CLERK, 'lead.director.1', 'env.officer.1'];
const why = { reason: '示例理由', basis: '示例办法' };

/** A case that stands in the review by two departments, with a limit of the case running. */
export function inReview(): HandCase {
  const c = new HandCase(
    processOf([
      task('apply', 'lead/clerk', ['go>joint'], { clocks: { start: ['legal'] } }),
      perDepartment(
        'joint',
        [task('review', { org: '$dept', role: 'officer' }, ['ok>done', 'back<apply']), end('done')],
        'reply',
      ),
      wait('reply', { message: 'reply' }, 'yes'),
      end('yes'),
    ]),
    { depts: ['fire', 'env'], applicant: 'applicant' },
    people,
  );
  c.answer(CLERK, 'apply', 'go');
  return c;
}

const mine = (c: HandCase): string => c.taskFor(ME, 'review').id;
const sign = (c: HandCase, where: 'before' | 'beside'): void =>
  void c.command('addSigner', ME, { taskId: mine(c), person: 'x', where, reason: '' });

/** States of the task of one department, by the heads of the table; each returns the id of the task. */
export const TASK_STATES: Record<string, (c: HandCase) => string> = {
  'in the pool': mine,
  'claimed by me': (c) => {
    c.command('claimTask', ME, { taskId: mine(c) });
    return mine(c);
  },
  'claimed by another': (c) => {
    const id = mine(c);
    c.command('claimTask', OTHER, { taskId: id });
    return id;
  },
  'mine, waiting': (c) => {
    const id = mine(c);
    sign(c, 'before');
    return id;
  },
  'mine, answered': (c) => {
    const id = mine(c);
    sign(c, 'beside');
    c.answer(ME, 'review', 'ok', { taskId: id });
    return id;
  },
  'mine, resting': (c) => {
    const id = mine(c);
    c.command('claimTask', ME, { taskId: id });
    c.answer('env.officer.1', 'review', 'back');
    return id;
  },
  closed: (c) => {
    const id = mine(c);
    c.answer(ME, 'review', 'ok');
    return id;
  },
  'case ended': (c) => {
    const id = mine(c);
    c.command('terminateCase', BOSS, why);
    return id;
  },
};

const form = { id: 'f', hash: 'h', filled: [], hasOpinion: true, conditions: 0 };
const answer = (taskId: string, outcome: string): Parameters<HandCase['refusal']>[2] =>
  ({ taskId, outcome, facts: {}, form, attachments: [] }) as never;

type Try = (c: HandCase, taskId: string) => string;
const attempt =
  <N extends CommandName>(name: N, who: string, body: (c: HandCase, id: string) => Partial<Commands[N]>): Try =>
  (c, id) => {
    const refusal = c.refusal(name, who, body(c, id) as never);
    return refusal === 'accepted' ? 'ok' : refusal;
  };

/** What is tried on a task, by the rows of the table. */
export const TASK_COMMANDS: Record<string, Try> = {
  'completeTask, forward': attempt('completeTask', ME, (_, id) => answer(id, 'ok') as never),
  'completeTask, return': attempt('completeTask', ME, (_, id) => answer(id, 'back') as never),
  'completeTask by a stranger': attempt('completeTask', CLERK, (_, id) => answer(id, 'ok') as never),
  claimTask: attempt('claimTask', ME, (_, taskId) => ({ taskId })),
  releaseTask: attempt('releaseTask', ME, (_, taskId) => ({ taskId })),
  'releaseTask by the supervisor': attempt('releaseTask', BOSS, (_, taskId) => ({ taskId })),
  transferTask: attempt('transferTask', ME, (_, taskId) => ({ taskId, to: 'y', reason: '' })),
  'transferTask by the supervisor': attempt('transferTask', BOSS, (_, taskId) => ({ taskId, to: 'y', reason: '' })),
  delegateTask: attempt('delegateTask', ME, (_, taskId) => ({ taskId, to: 'y', reason: '' })),
  'addSigner before': attempt('addSigner', ME, (_, taskId) => ({
    taskId,
    person: 'y',
    where: 'before' as const,
    reason: '',
  })),
  'addSigner after': attempt('addSigner', ME, (_, taskId) => ({
    taskId,
    person: 'y',
    where: 'after' as const,
    reason: '',
  })),
  'addSigner beside': attempt('addSigner', ME, (_, taskId) => ({
    taskId,
    person: 'y',
    where: 'beside' as const,
    reason: '',
  })),
  removeSigner: attempt('removeSigner', ME, (c, taskId) => ({
    taskId,
    signerTaskId: Object.values(c.state.tasks).find((t) => t.parent === taskId)?.id ?? 'none',
  })),
  urge: attempt('urge', 'applicant', (_, taskId) => ({ taskId, note: '' })),
};

/** Who tries, by the heads of the table. */
export const ACTORS: Record<string, string> = {
  applicant: 'applicant',
  'who works on it': ME,
  'lead, not supervisor': CLERK,
  supervisor: BOSS,
  'who got a copy': 'reader',
  stranger: 'stranger',
};

/** What is tried on a case that runs, by the rows of the table. */
export const CASE_COMMANDS: Record<string, (c: HandCase, who: string) => string> = Object.fromEntries(
  (
    [
      ['withdrawCase', (): object => why],
      ['terminateCase', (): object => why],
      ['reopenCase', (): object => ({ ...why, stage: 'apply' })],
      ['recusePerson', (): object => ({ ...why, person: OTHER })],
      ['handOver', (): object => ({ from: OTHER, to: 'y', reason: '' })],
      ['stopClock', (): object => ({ clock: 'legal', ground: 'test', note: '' })],
      ['extendDeadline', (): object => ({ ...why, clock: 'legal', more: 1 })],
      ['comment', (): object => ({ form, taskId: null, mentions: [] })],
      ['carbonCopy', (): object => ({ persons: ['z'], note: '' })],
      ['setPriority', (): object => ({ priority: 'urgent', reason: '示例' })],
      ['markRead', (): object => ({})],
      ['attach', (): object => ({ taskId: null, documentId: 'd', kind: 'k' })],
      [
        'migrateCase',
        (c: HandCase): object => {
          c.library.definitions['d2'] = { ...c.state.definition, version: 2 };
          return { definitionRef: 'd2', definition: c.library.definitions['d2'], reason: '' };
        },
      ],
    ] as [CommandName, (c: HandCase) => object][]
  ).map(([name, body]) => [name, (c, who) => attempt(name, who, () => body(c) as never)(c, '')]),
);

/** States of the limit of the case, by the heads of the table. */
export const CLOCK_STATES: Record<string, (c: HandCase) => void> = {
  running: () => undefined,
  'stopped by hand': (c) => void c.command('stopClock', BOSS, { clock: 'legal', ground: 'test', note: '' }),
  overdue: (c) => {
    c.at('2026-06-01 10:00');
    c.tick();
  },
  ended: (c) => {
    for (const who of [ME, 'env.officer.1']) {
      c.answer(who, 'review', 'ok');
    }
    c.command('deliverMessage', 'applicant', { message: 'reply', facts: {}, form: null, attachments: [], basis: null });
  },
};

export const CLOCK_COMMANDS: Record<string, Try> = {
  stopClock: attempt('stopClock', BOSS, () => ({ clock: 'legal', ground: 'test', note: '' })),
  'stopClock without legal ground': attempt('stopClock', BOSS, () => ({ clock: 'legal', ground: 'holiday', note: '' })),
  resumeClock: attempt('resumeClock', BOSS, () => ({ clock: 'legal', note: '' })),
  extendDeadline: attempt('extendDeadline', 'lead.director.1', () => ({ ...why, clock: 'legal', more: 5 })),
  'extendDeadline past the cap': attempt('extendDeadline', 'lead.director.1', () => ({
    ...why,
    clock: 'legal',
    more: 11,
  })),
};

export function endCase(c: HandCase): void {
  c.command('terminateCase', BOSS, why);
}

export function copyTo(c: HandCase, person: string): void {
  c.command('carbonCopy', ME, { persons: [person], note: '' });
}
