import { HandCase, personOf } from '../../support/engine-case';
import { end, processOf, task } from '../../support/engine-definitions';

const CLERK = 'lead.clerk.1';
const A = 'lead.chief.1';
const B = 'lead.chief.2';

function atSigning(): HandCase {
  const c = new HandCase(
    processOf([
      task('apply', 'lead/clerk', ['go>sign']),
      task('sign', 'lead/chief', ['agree>yes', 'object>no', 'back<apply']),
      end('yes'),
      end('no'),
    ]),
    {},
    [CLERK, A, B, 'lead.supervisor.1'],
  );
  c.answer(CLERK, 'apply', 'go');
  return c;
}

const own = (c: HandCase): string => c.taskFor(A, 'sign').id;
const add = (c: HandCase, person: string, where: 'before' | 'after' | 'beside', taskId = own(c), by = A): void => {
  c.command('addSigner', by, { taskId, person, where, reason: '专业性强' });
};
/** The task of one named person. */
const of = (c: HandCase, person: string): string => c.taskFor(person, 'sign').id;

describe('加签', () => {
  it('before: the owner waits for the opinion, then decides', () => {
    const c = atSigning();
    add(c, 'x', 'before');
    expect(c.answerRefusal(A, 'sign', 'agree')).toBe('task.waiting');
    c.answer('x', 'sign', 'dissent');
    c.answer(A, 'sign', 'agree');
    expect(c.state.result).toBe('yes');
  });

  it('after: asked when the owner has answered; dissent gives the task back', () => {
    const c = atSigning();
    const task = own(c);
    add(c, 'x', 'after');
    expect(c.answerRefusal('x', 'sign', 'concur')).toBe('task.waiting');
    c.answer(A, 'sign', 'agree');
    expect(c.state.result).toBeNull();
    c.answer('x', 'sign', 'dissent');
    expect(c.state.tasks[task]).toMatchObject({ status: 'open', answer: null, claimedBy: A });
    c.answer(A, 'sign', 'object');
    expect(c.state.result).toBe('no');
  });

  it('beside: both at once, the outcome counts when the signer concurs', () => {
    const c = atSigning();
    add(c, 'x', 'beside');
    c.answer(A, 'sign', 'agree');
    expect(c.stands).toEqual(['sign']);
    c.answer('x', 'sign', 'concur');
    expect(c.state.result).toBe('yes');
  });

  it('nests: a signer asks a signer, who asks another', () => {
    const c = atSigning();
    add(c, 'x', 'before');
    add(c, 'y', 'before', of(c, 'x'), 'x');
    add(c, 'z', 'beside', of(c, 'y'), 'y');
    expect(c.answerRefusal('x', 'sign', 'concur')).toBe('task.waiting');
    c.answer('y', 'sign', 'concur');
    expect(c.answerRefusal('x', 'sign', 'concur')).toBe('task.waiting');
    c.answer('z', 'sign', 'concur');
    c.answer('x', 'sign', 'concur');
    c.answer(A, 'sign', 'agree');
    expect(c.state.result).toBe('yes');
  });

  it('keeps a signer after in waiting until the owner has answered, also when their own helper is done early', () => {
    const c = atSigning();
    add(c, 'x', 'after');
    add(c, 'y', 'before', of(c, 'x'), 'x');
    c.answer('y', 'sign', 'concur');
    expect(c.answerRefusal('x', 'sign', 'concur')).toBe('task.waiting');
    c.answer(A, 'sign', 'agree');
    c.answer('x', 'sign', 'concur');
    expect(c.state.result).toBe('yes');
  });

  it('does not ask a signer after before their own helper, once the owner has answered', () => {
    const c = atSigning();
    add(c, 'x', 'after');
    add(c, 'y', 'before', of(c, 'x'), 'x');
    c.answer(A, 'sign', 'agree');
    expect(c.answerRefusal('x', 'sign', 'concur')).toBe('task.waiting');
    c.answer('y', 'sign', 'concur');
    c.answer('x', 'sign', 'concur');
    expect(c.state.result).toBe('yes');
  });

  it('can be asked for after the answer while others are still thinking, but no longer before it', () => {
    const c = atSigning();
    const task = own(c);
    add(c, 'x', 'beside');
    c.answer(A, 'sign', 'agree');
    expect(c.refusal('addSigner', A, { taskId: task, person: 'y', where: 'before', reason: '' })).toBe('task.closed');
    add(c, 'y', 'after', task);
    c.answer('x', 'sign', 'concur');
    expect(c.state.result).toBeNull();
    c.answer('y', 'sign', 'concur');
    expect(c.state.result).toBe('yes');
  });

  it('is not asked of oneself, nor twice of the same person, nor by a stranger', () => {
    const c = atSigning();
    const task = own(c);
    expect(c.refusal('addSigner', A, { taskId: task, person: A, where: 'before', reason: '' })).toBe(
      'task.alreadyTheirs',
    );
    add(c, 'x', 'beside');
    expect(c.refusal('addSigner', A, { taskId: task, person: 'x', where: 'after', reason: '' })).toBe(
      'signer.alreadyAsked',
    );
    expect(c.refusal('addSigner', CLERK, { taskId: task, person: 'y', where: 'before', reason: '' })).toBe(
      'task.notYours',
    );
  });

  it('does not stand in the way of a return, which makes all signers moot', () => {
    const c = atSigning();
    add(c, 'x', 'before');
    add(c, 'y', 'before', of(c, 'x'), 'x');
    c.answer(A, 'sign', 'back');
    expect(c.stands).toEqual(['apply']);
    expect(c.tasks('open')).toMatchObject([{ stage: 'apply' }]);
    expect(
      Object.values(c.state.tasks).filter((t) => t.closedFor === null && t.stage === 'sign' && t.kind !== 'stage'),
    ).toEqual([]);
  });
});

describe('减签', () => {
  it('lets the owner go on', () => {
    const c = atSigning();
    const task = own(c);
    add(c, 'x', 'before');
    c.command('removeSigner', A, { taskId: task, signerTaskId: of(c, 'x') });
    c.answer(A, 'sign', 'agree');
    expect(c.state.result).toBe('yes');
  });

  it('moves the case on when the owner had answered already', () => {
    const c = atSigning();
    const task = own(c);
    add(c, 'x', 'beside');
    c.answer(A, 'sign', 'agree');
    c.command('removeSigner', A, { taskId: task, signerTaskId: of(c, 'x') });
    expect(c.state.result).toBe('yes');
  });

  it('is refused for a signer who has answered, for a stranger, and by who is not the owner', () => {
    const c = atSigning();
    const task = own(c);
    add(c, 'x', 'beside');
    const signer = of(c, 'x');
    expect(c.refusal('removeSigner', B, { taskId: task, signerTaskId: signer })).toBe('task.notYours');
    expect(c.refusal('removeSigner', A, { taskId: task, signerTaskId: 'none' })).toBe('signer.unknown');
    c.answer('x', 'sign', 'concur');
    expect(c.refusal('removeSigner', A, { taskId: task, signerTaskId: signer })).toBe('signer.alreadyAnswered');
  });

  it('of a recused signer happens by itself', () => {
    const c = atSigning();
    add(c, 'x', 'before');
    c.command('recusePerson', 'lead.supervisor.1', { person: 'x', reason: '利害关系', basis: '示例办法' });
    c.answer(A, 'sign', 'agree');
    expect(c.state.result).toBe('yes');
  });
});

describe('委派 and 转办', () => {
  it('委派 comes back to who delegated', () => {
    const c = atSigning();
    const task = own(c);
    c.command('delegateTask', A, { taskId: task, to: 'x', reason: '出差' });
    expect(c.answerRefusal(A, 'sign', 'agree')).toBe('task.waiting');
    c.answer('x', 'sign', 'answered');
    expect(c.state.tasks[task]).toMatchObject({ status: 'open', claimedBy: A });
    c.answer(A, 'sign', 'agree');
    expect(c.state.result).toBe('yes');
  });

  it('委派 can be taken back, and cannot be doubled or given to oneself', () => {
    const c = atSigning();
    const task = own(c);
    expect(c.refusal('delegateTask', A, { taskId: task, to: A, reason: '' })).toBe('task.alreadyTheirs');
    c.command('delegateTask', A, { taskId: task, to: 'x', reason: '出差' });
    expect(c.refusal('delegateTask', A, { taskId: task, to: 'y', reason: '' })).toBe('task.waiting');
    c.command('removeSigner', A, { taskId: task, signerTaskId: of(c, 'x') });
    c.answer(A, 'sign', 'agree');
    expect(c.state.result).toBe('yes');
  });

  it('转办 is for good: the former holder has nothing more to say', () => {
    const c = atSigning();
    const task = own(c);
    c.command('transferTask', A, { taskId: task, to: 'x', reason: '职责调整' });
    expect(
      c.refusal('completeTask', A, { taskId: task, outcome: 'agree', facts: {}, form: null, attachments: [] }),
    ).toBe('task.notYours');
    c.answer('x', 'sign', 'agree');
    expect(c.state.result).toBe('yes');
  });

  it('转办 by the supervisor, but not to who drafted or is recused', () => {
    const c = new HandCase(
      processOf([
        task('draft', 'lead/clerk', ['go>sign']),
        task('sign', 'lead/chief', ['agree>yes'], { notSameAs: ['draft'] }),
        end('yes'),
      ]),
      {},
      [CLERK, A, 'lead.supervisor.1'],
    );
    c.answer(CLERK, 'draft', 'go');
    const { id } = c.taskFor(A, 'sign');
    expect(c.refusal('transferTask', 'lead.supervisor.1', { taskId: id, to: CLERK, reason: '' })).toBe(
      'duty.drafterMayNotApprove',
    );
    c.command('recusePerson', 'lead.supervisor.1', { person: 'x', reason: '利害关系', basis: '示例办法' });
    expect(c.refusal('transferTask', 'lead.supervisor.1', { taskId: id, to: 'x', reason: '' })).toBe('duty.recused');
    c.command('transferTask', 'lead.supervisor.1', { taskId: id, to: 'y', reason: '出差' });
    expect(c.tasks('open')).toMatchObject([{ assignees: ['y'] }]);
  });

  it('离职: everything of one person goes to another', () => {
    const c = atSigning();
    const task = own(c);
    c.command('claimTask', A, { taskId: task });
    expect(c.refusal('handOver', A, { from: A, to: 'x', reason: '' })).toBe('access.denied');
    expect(c.refusal('handOver', 'lead.supervisor.1', { from: 'y', to: 'x', reason: '' })).toBe('handOver.nothing');
    c.command('handOver', 'lead.supervisor.1', { from: A, to: 'x', reason: '调离' });
    c.answer('x', 'sign', 'agree');
    expect(c.state.result).toBe('yes');
  });
});

describe('回避', () => {
  it('gives nothing to a recused person, takes nothing from them', () => {
    const c = atSigning();
    c.command('recusePerson', A, { person: A, reason: '利害关系', basis: '示例办法' });
    expect(c.answerRefusal(A, 'sign', 'agree')).toBe('duty.recused');
    expect(c.refusal('recusePerson', 'lead.supervisor.1', { person: A, reason: '', basis: '' })).toBe(
      'duty.alreadyRecused',
    );
    c.answer(B, 'sign', 'agree');
    expect(c.state.result).toBe('yes');
  });

  it('lets a recused person hand on nothing of the role either, nor claim it, nor through a proxy', () => {
    const c = atSigning();
    c.command('recusePerson', A, { person: A, reason: '利害关系', basis: '示例办法' });
    const taskId = c.taskFor(B, 'sign').id;
    const reason = '专业性强';
    for (const by of [personOf(A), { ...personOf(B), onBehalfOf: { id: A, proxyId: 'p1' } }]) {
      expect(c.refusal('claimTask', by, { taskId })).toBe('duty.recused');
      expect(c.refusal('transferTask', by, { taskId, to: 'x', reason })).toBe('duty.recused');
      expect(c.refusal('delegateTask', by, { taskId, to: 'x', reason })).toBe('duty.recused');
      expect(c.refusal('addSigner', by, { taskId, person: 'x', where: 'beside', reason })).toBe('duty.recused');
    }
  });

  it('leaves with its claimant what the recused person could have had', () => {
    const c = atSigning();
    c.command('claimTask', B, { taskId: own(c) });
    c.command('recusePerson', A, { person: A, reason: '利害关系', basis: '示例办法' });
    expect(c.tasks('open')).toMatchObject([{ claimedBy: B, fallback: false }]);
  });

  it('finds the supervisor when the pool had nobody else, though nobody had claimed', () => {
    const c = atSigning();
    for (const person of [A, B]) {
      c.command('recusePerson', 'lead.supervisor.1', { person, reason: '利害关系', basis: '示例办法' });
    }
    expect(c.tasks('open')).toMatchObject([{ fallback: true, pools: [{ org: 'lead', role: 'supervisor' }] }]);
  });

  it('keeps an answer given before, but not the right to give it anew', () => {
    const c = atSigning();
    add(c, 'x', 'beside');
    c.answer(A, 'sign', 'agree');
    c.command('recusePerson', 'lead.supervisor.1', { person: A, reason: '利害关系', basis: '示例办法' });
    c.answer('x', 'sign', 'dissent');
    expect(c.tasks('open')).toMatchObject([{ claimedBy: null, answer: null }]);
    c.answer(B, 'sign', 'object');
    expect(c.state.result).toBe('no');
  });

  it('binds a supervisor too', () => {
    const c = atSigning();
    c.command('recusePerson', 'lead.supervisor.1', {
      person: 'lead.supervisor.1',
      reason: '利害关系',
      basis: '示例办法',
    });
    expect(c.refusal('terminateCase', 'lead.supervisor.1', { reason: '错误', basis: '示例办法' })).toBe('duty.recused');
  });
});
