import type { Stage } from '../../../workflows/processes/definition';
import { HandCase } from '../../support/engine-case';
import { auto, end, fixedBlock, perDepartment, processOf, task } from '../../support/engine-definitions';

const CLERK = 'lead.clerk.1';
const OFFICER = 'lead.officer.1';
const people = [
  CLERK,
  OFFICER,
  'lead.officer.2',
  'lead.supervisor.1',
  'fire.officer.1',
  'env.officer.1',
  'env.chief.1',
];

function line(more: { first?: Partial<Stage>; second?: Partial<Stage> } = {}): HandCase {
  return new HandCase(
    processOf([
      { ...task('first', 'lead/clerk', ['go>second', 'end>yes']), ...more.first } as Stage,
      { ...task('second', 'lead/officer', ['ok>third']), ...more.second } as Stage,
      task('third', 'lead/officer', ['ok>yes']),
      end('yes'),
    ]),
    {},
    people,
  );
}

const recall = (c: HandCase, person: string, taskId: string): string =>
  c.refusal('recallDecision', person, { taskId, reason: '结论填错' });

describe('撤回', () => {
  it('takes a decision back while the next person has not acted', () => {
    const c = line();
    const { id } = c.taskFor(CLERK, 'first');
    c.answer(CLERK, 'first', 'go');
    const opened = c.taskFor(OFFICER, 'second').id;
    expect(recall(c, CLERK, id)).toBe('accepted');
    expect(c.stands).toEqual(['first']);
    expect(c.tasks('open').map((t) => t.id)).toEqual([id]);
    expect(c.tasks('open')[0]?.answer).toBeNull();
    expect(c.refusal('claimTask', OFFICER, { taskId: opened })).toBe('task.closed');
    c.answer(CLERK, 'first', 'go');
    c.answer(OFFICER, 'second', 'ok');
    expect(c.stands).toEqual(['third']);
  });

  it('is the right of who decided', () => {
    const c = line();
    const { id } = c.taskFor(CLERK, 'first');
    c.answer(CLERK, 'first', 'go');
    expect(recall(c, OFFICER, id)).toBe('task.notYours');
  });

  it('ends with the next decision, with the next claim, with a signer added; not with an urging or a look', () => {
    const after = (act: (c: HandCase, next: string) => void): string => {
      const c = line();
      const { id } = c.taskFor(CLERK, 'first');
      c.answer(CLERK, 'first', 'go');
      act(c, c.taskFor(OFFICER, 'second').id);
      return recall(c, CLERK, id);
    };
    expect(after((c) => c.answer(OFFICER, 'second', 'ok'))).toBe('recall.tooLate');
    expect(after((c, next) => c.command('claimTask', OFFICER, { taskId: next }))).toBe('recall.tooLate');
    expect(
      after((c, next) => c.command('addSigner', OFFICER, { taskId: next, person: 'x', where: 'before', reason: '' })),
    ).toBe('recall.tooLate');
    expect(after((c, next) => c.command('urge', CLERK, { taskId: next, note: '' }))).toBe('accepted');
    expect(after((c) => c.command('markRead', OFFICER, {}))).toBe('accepted');
  });

  it('is not for what went outside, what ended the case, or where the definition says no', () => {
    const outside = new HandCase(
      processOf([task('first', 'lead/clerk', ['go>run']), auto('run', 'yes'), end('yes')]),
      {},
      people,
    );
    const { id } = outside.taskFor(CLERK, 'first');
    outside.answer(CLERK, 'first', 'go');
    expect(recall(outside, CLERK, id)).toBe('recall.tooLate');
    const ended = line();
    const first = ended.taskFor(CLERK, 'first').id;
    ended.answer(CLERK, 'first', 'end');
    expect(recall(ended, CLERK, first)).toBe('case.ended');
    const never = line({ first: { recallable: false } as Partial<Stage> });
    const task1 = never.taskFor(CLERK, 'first').id;
    never.answer(CLERK, 'first', 'go');
    expect(recall(never, CLERK, task1)).toBe('recall.tooLate');
  });

  it('restores the clocks as if nothing had happened', () => {
    const c = line({
      first: { clocks: { own: 'stage', start: ['legal'] } },
      second: { clocks: { own: 'short', meet: ['legal'] } },
    });
    const { id } = c.taskFor(CLERK, 'first');
    c.at('2026-03-03 10:00').answer(CLERK, 'first', 'go');
    expect([c.clock('stage').status, c.clock('legal').status, c.clock('short').status]).toEqual([
      'met',
      'met',
      'running',
    ]);
    expect(c.at('2026-03-04 17:00') && recall(c, CLERK, id)).toBe('accepted');
    expect(c.clock('stage')).toMatchObject({ status: 'running', dueDay: '2026-03-09', history: { stops: [] } });
    expect(c.clock('legal')).toMatchObject({ status: 'running', endedAt: null });
    expect(c.clock('short').status).toBe('cancelled');
    c.at('2026-03-10 09:00');
    expect(c.tick()).toContain('root|first|1 overdue');
  });

  it('counts a limit stopped by a recalled decision as never stopped', () => {
    const stop = [{ limit: 'legal', reason: { zh: '', en: '' }, basis: 'b' }];
    const c = line({ first: { clocks: { start: ['legal'] } }, second: { clocks: { stop } } });
    const { id } = c.taskFor(CLERK, 'first');
    c.at('2026-03-03 10:00').answer(CLERK, 'first', 'go');
    expect(c.clock('legal').status).toBe('stopped');
    c.at('2026-03-10 10:00');
    recall(c, CLERK, id);
    expect(c.clock('legal')).toMatchObject({
      status: 'running',
      dueDay: '2026-03-30',
      holders: [],
      history: { stops: [] },
    });
  });
});

describe('撤回 around parallel blocks', () => {
  const joint = (): HandCase =>
    new HandCase(
      processOf([
        task('first', 'lead/clerk', ['go>joint']),
        perDepartment(
          'joint',
          [task('review', { org: '$dept', role: 'officer' }, ['ok>done', 'back<first']), end('done')],
          'after',
        ),
        task('after', 'lead/officer', ['ok>yes']),
        end('yes'),
      ]),
      { depts: ['fire', 'env'] },
      people,
    );

  it('each department recalls its own; another department’s work does not end that', () => {
    const c = joint();
    c.answer(CLERK, 'first', 'go');
    const fire = c.taskFor('fire.officer.1', 'review').id;
    c.answer('fire.officer.1', 'review', 'ok');
    c.command('claimTask', 'env.officer.1', { taskId: c.taskFor('env.officer.1', 'review').id });
    expect(recall(c, 'fire.officer.1', fire)).toBe('accepted');
    expect(c.stands).toEqual(['env/review', 'fire/review']);
    expect(c.results('joint')).toEqual([]);
  });

  it('ends for everybody when the block is joined, except for who joined it', () => {
    const c = joint();
    c.answer(CLERK, 'first', 'go');
    const fire = c.taskFor('fire.officer.1', 'review').id;
    const env = c.taskFor('env.officer.1', 'review').id;
    c.answer('fire.officer.1', 'review', 'ok');
    c.answer('env.officer.1', 'review', 'ok');
    expect(c.stands).toEqual(['after']);
    expect(recall(c, 'fire.officer.1', fire)).toBe('recall.tooLate');
    expect(recall(c, 'env.officer.1', env)).toBe('accepted');
    expect(c.stands).toEqual(['env/review']);
    expect(c.results('joint')).toEqual(['fire:done']);
    c.answer('env.officer.1', 'review', 'ok');
    expect(c.stands).toEqual(['after']);
  });

  it('brings back those who rested when a return is recalled', () => {
    const c = joint();
    c.answer(CLERK, 'first', 'go');
    const fire = c.taskFor('fire.officer.1', 'review').id;
    c.answer('fire.officer.1', 'review', 'back');
    expect(c.rests).toEqual(['env/review']);
    expect(recall(c, 'fire.officer.1', fire)).toBe('accepted');
    expect(c.stands).toEqual(['env/review', 'fire/review']);
    expect(c.tasks('open')).toHaveLength(2);
  });

  it('does not reach into a branch that has been ended around it', () => {
    const c = new HandCase(
      processOf([
        task('first', 'lead/clerk', ['go>joint']),
        perDepartment(
          'joint',
          [
            fixedBlock(
              'pair',
              {
                a: [task('a', { org: '$dept', role: 'officer' }, ['ok>done']), end('done')],
                b: [task('b', { org: '$dept', role: 'chief' }, ['ok>done', 'back<first']), end('done')],
              },
              'done',
            ),
            end('done'),
          ],
          'yes',
        ),
        end('yes'),
      ]),
      { depts: ['env'] },
      people,
    );
    c.answer(CLERK, 'first', 'go');
    const a = c.taskFor('env.officer.1', 'a').id;
    c.answer('env.officer.1', 'a', 'ok');
    c.answer('env.chief.1', 'b', 'back');
    expect(recall(c, 'env.officer.1', a)).toBe('recall.tooLate');
    expect(c.stands).toEqual(['first']);
  });
});

describe('撤回 in a group', () => {
  it('leaves what others had signed before: an objection is not lost', () => {
    const c = new HandCase(
      processOf([
        task('first', 'lead/clerk', ['go>sign']),
        task('sign', 'lead/officer', ['agree>third', 'object>no', 'back<first'], { policy: { kind: 'all' } }),
        task('third', 'lead/clerk', ['ok>yes']),
        end('yes'),
        end('no'),
      ]),
      {},
      people,
    );
    c.answer(CLERK, 'first', 'go');
    c.answer(OFFICER, 'sign', 'object');
    const { id } = c.taskFor('lead.officer.2', 'sign');
    c.answer('lead.officer.2', 'sign', 'back');
    expect(recall(c, 'lead.officer.2', id)).toBe('accepted');
    c.answer('lead.officer.2', 'sign', 'agree');
    expect(c.state.result).toBe('no');
  });

  it('ends when another signs after, whether or not they had signed in an earlier round', () => {
    const c = new HandCase(
      processOf([
        task('sign', 'lead/officer', ['agree>next'], { policy: { kind: 'all' } }),
        task('next', 'lead/clerk', ['ok>yes', 'back<sign']),
        end('yes'),
      ]),
      {},
      [...people, 'lead.officer.3'],
    );
    const round = (): string => {
      const { id } = c.taskFor(OFFICER, 'sign');
      c.answer(OFFICER, 'sign', 'agree');
      c.answer('lead.officer.2', 'sign', 'agree');
      return recall(c, OFFICER, id);
    };
    expect(round()).toBe('recall.tooLate');
    c.answer('lead.officer.3', 'sign', 'agree');
    c.answer(CLERK, 'next', 'back');
    expect(round()).toBe('recall.tooLate');
  });

  it('ends when something happens to the signers who serve the task', () => {
    const c = line();
    const { id } = c.taskFor(CLERK, 'first');
    c.command('addSigner', CLERK, { taskId: id, person: 'x', where: 'after', reason: '' });
    const x = c.taskFor('x', 'first').id;
    c.command('addSigner', 'x', { taskId: x, person: 'y', where: 'before', reason: '' });
    c.answer(CLERK, 'first', 'go', { taskId: id });
    c.command('removeSigner', 'x', { taskId: x, signerTaskId: c.taskFor('y', 'first').id });
    expect(recall(c, CLERK, id)).toBe('recall.tooLate');
    c.answer('x', 'first', 'concur');
    expect(c.stands).toEqual(['second']);
  });

  it('takes the turn from the next of a sequence again, also when they had asked somebody first', () => {
    const c = new HandCase(
      processOf([task('sign', 'lead/officer', ['agree>yes'], { policy: { kind: 'sequential' } }), end('yes')]),
      {},
      people,
    );
    const [first, second] = [OFFICER, 'lead.officer.2'];
    const { id } = c.taskFor(first, 'sign');
    const next = c.taskFor(second, 'sign').id;
    c.command('addSigner', second, { taskId: next, person: 'x', where: 'before', reason: '' });
    c.answer(first, 'sign', 'agree');
    c.command('removeSigner', second, { taskId: next, signerTaskId: c.taskFor('x', 'sign').id });
    expect(recall(c, first, id)).toBe('accepted');
    expect(c.answerRefusal(second, 'sign', 'agree', { taskId: next })).toBe('task.waiting');
    c.answer(first, 'sign', 'agree');
    c.answer(second, 'sign', 'agree');
    expect(c.state.result).toBe('yes');
  });
});
