import type { SigningPolicy, TaskStage } from '../../../workflows/processes/definition';
import { HandCase, personOf } from '../../support/engine-case';
import { end, outcome, processOf, task } from '../../support/engine-definitions';

const A = 'lead.chief.1';
const B = 'lead.chief.2';
const C = 'lead.chief.3';

function signedBy(policy: SigningPolicy, more: Partial<TaskStage> = {}, people = [A, B, C]): HandCase {
  const definition = processOf([
    task('apply', 'lead/clerk', ['go>sign']),
    task('sign', 'lead/chief', ['agree>yes', 'conditional>maybe', 'object>no', 'abstain>no', 'back<apply'], {
      policy,
      ...more,
    }),
    end('yes'),
    end('maybe'),
    end('no'),
  ]);
  const c = new HandCase(definition, {}, ['lead.clerk.1', 'lead.supervisor.1', ...people]);
  c.answer('lead.clerk.1', 'apply', 'go');
  return c;
}

describe('one person signs for the role', () => {
  it('takes whoever of the role comes first, and closes once', () => {
    const c = signedBy({ kind: 'single' });
    const { id } = c.taskFor(A, 'sign');
    c.answer(B, 'sign', 'agree');
    expect(c.state.result).toBe('yes');
    expect(c.refusal('completeTask', A, { taskId: id, outcome: 'agree', facts: {}, form: null, attachments: [] })).toBe(
      'case.ended',
    );
  });

  it('is refused to somebody of another role', () => {
    expect(signedBy({ kind: 'single' }).answerRefusal('lead.clerk.1', 'sign', 'agree')).toBe('task.notYours');
  });

  it('lets one claim it, the others not take it, and gives it back to the pool', () => {
    const c = signedBy({ kind: 'single' });
    const { id } = c.taskFor(A, 'sign');
    c.command('claimTask', A, { taskId: id });
    expect(c.refusal('claimTask', A, { taskId: id })).toBe('task.alreadyYours');
    expect(c.refusal('claimTask', B, { taskId: id })).toBe('task.alreadyClaimed');
    expect(c.answerRefusal(B, 'sign', 'agree')).toBe('task.alreadyClaimed');
    expect(c.refusal('releaseTask', B, { taskId: id })).toBe('task.notYours');
    c.command('releaseTask', A, { taskId: id });
    expect(c.refusal('releaseTask', A, { taskId: id })).toBe('task.notClaimed');
    c.answer(B, 'sign', 'agree');
    expect(c.state.result).toBe('yes');
  });

  it('does not let a claim outlive the role on which it rested', () => {
    const c = signedBy({ kind: 'single' });
    const { id } = c.taskFor(A, 'sign');
    c.command('claimTask', A, { taskId: id });
    const left = { kind: 'person' as const, id: A, org: 'lead', memberships: [{ org: 'lead', role: 'clerk' }] };
    expect(c.answerRefusal(left, 'sign', 'agree')).toBe('task.notYours');
  });
});

describe('会签: everybody signs', () => {
  it('waits for the last and comes to the least favourable opinion', () => {
    const c = signedBy({ kind: 'all' });
    c.answer(A, 'sign', 'agree');
    c.answer(B, 'sign', 'conditional');
    expect(c.stands).toEqual(['sign']);
    c.answer(C, 'sign', 'agree');
    expect(c.state.result).toBe('maybe');
  });

  it('ends at once with an outcome that breaks it', () => {
    const c = signedBy({ kind: 'all', breaks: ['object'] });
    c.answer(A, 'sign', 'agree');
    c.answer(B, 'sign', 'object');
    expect(c.state.result).toBe('no');
  });

  it('ends at once with a return, and asks everybody anew afterwards', () => {
    const c = signedBy({ kind: 'all' });
    c.answer(A, 'sign', 'agree');
    c.answer(B, 'sign', 'back');
    expect(c.stands).toEqual(['apply']);
    c.answer('lead.clerk.1', 'apply', 'go');
    expect(c.tasks('open', 'sign')).toHaveLength(3);
  });

  it('does not let one person sign two seats', () => {
    const roles = {
      roles: [
        { org: 'lead', role: 'chief' },
        { org: 'lead', role: 'vice' },
      ],
    };
    const c = signedBy({ kind: 'all' }, { assignment: roles }, [A, 'lead.vice.1']);
    const both = {
      kind: 'person' as const,
      id: A,
      org: 'lead',
      memberships: [
        { org: 'lead', role: 'chief' },
        { org: 'lead', role: 'vice' },
      ],
    };
    const seats = c.tasks('open', 'sign');
    expect(seats).toHaveLength(2);
    const sign = (id: string | undefined): string =>
      c.refusal('completeTask', both, { taskId: id ?? '', outcome: 'agree', facts: {}, form: null, attachments: [] });
    expect(sign(seats[0]?.id)).toBe('accepted');
    expect(sign(seats[1]?.id)).toBe('duty.alreadySigned');
  });
});

describe('或签: the first answer counts', () => {
  it('closes the others as settled', () => {
    const c = signedBy({ kind: 'any' });
    expect(c.tasks('open', 'sign')).toHaveLength(3);
    const event = c.answer(C, 'sign', 'object');
    expect(c.state.result).toBe('no');
    expect(event.changes.filter((x) => x.set['closedFor'] === 'settled')).toHaveLength(2);
  });
});

describe('顺序会签: one after the other', () => {
  it('opens the next only when the one before has signed', () => {
    const c = signedBy({ kind: 'sequential' });
    expect(c.tasks('open', 'sign').map((t) => t.assignees)).toEqual([[A]]);
    expect(c.answerRefusal(B, 'sign', 'agree')).toBe('task.waiting');
    c.answer(A, 'sign', 'agree');
    expect(c.tasks('open', 'sign').map((t) => t.assignees)).toEqual([[B]]);
    c.answer(B, 'sign', 'agree');
    c.answer(C, 'sign', 'conditional');
    expect(c.state.result).toBe('maybe');
  });

  it('does not let a later signer return before their turn, not even after adding a signer', () => {
    const c = signedBy({ kind: 'sequential' });
    const second = c.taskFor(B, 'sign');
    c.command('addSigner', B, { taskId: second.id, person: 'expert', where: 'before', reason: '请专家把关' });
    expect(c.answerRefusal(B, 'sign', 'back')).toBe('task.waiting');
    c.answer('expert', 'sign', 'concur');
    // The expert has answered, the first signer has not: the second still waits.
    expect(c.answerRefusal(B, 'sign', 'agree')).toBe('task.waiting');
    c.answer(A, 'sign', 'agree');
    expect(c.tasks('open', 'sign').map((t) => t.assignees)).toEqual([[B]]);
  });

  it('goes on to the next when the one whose turn it is must recuse', () => {
    const c = signedBy({ kind: 'sequential' });
    c.command('recusePerson', 'lead.supervisor.1', { person: A, reason: '利害关系', basis: '示例办法 第八条' });
    expect(c.tasks('open', 'sign').map((t) => t.assignees)).toEqual([[B]]);
    c.answer(B, 'sign', 'agree');
    c.answer(C, 'sign', 'agree');
    expect(c.state.result).toBe('yes');
  });
});

describe('票签: votes are counted', () => {
  const five = ['1', '2', '3', '4', '5'].map((n) => `lead.chief.${n}`);
  const vote = (more: Partial<Extract<SigningPolicy, { kind: 'vote' }>> = {}, people = five): HandCase =>
    signedBy(
      { kind: 'vote', quorum: 3, threshold: 0.5, tieOutcome: 'object', abstainOutcome: 'abstain', ...more },
      {},
      people,
    );
  const cast = (c: HandCase, given: string[]): string | null => {
    given.forEach((code, n) => c.answer(`lead.chief.${n + 1}`, 'sign', code));
    return c.state.result;
  };

  it('needs strictly more than the threshold of what was cast', () => {
    expect(cast(vote(), ['agree', 'agree', 'agree', 'object', 'object'])).toBe('yes');
    // Two of four cast are not more than half.
    expect(cast(vote(), ['agree', 'agree', 'object', 'conditional', 'abstain'])).toBe('no');
  });

  it('does not count abstentions towards the share, but misses the quorum by them', () => {
    expect(cast(vote(), ['agree', 'agree', 'abstain', 'object', 'abstain'])).toBe('yes');
    expect(cast(vote(), ['agree', 'agree', 'abstain', 'abstain', 'abstain'])).toBe('no');
  });

  it('is not decided before everybody has voted', () => {
    const c = vote();
    expect(cast(c, ['agree', 'agree', 'agree', 'agree'])).toBeNull();
    expect(c.stands).toEqual(['sign']);
  });

  it('weighs by person', () => {
    const weights = { 'lead.chief.1': 3 };
    expect(cast(vote({ weights }), ['agree', 'agree', 'object', 'object', 'object'])).toBe('yes');
    expect(cast(vote(), ['agree', 'agree', 'object', 'object', 'object'])).toBe('no');
  });

  it('ends with the veto of who holds one, and of nobody else', () => {
    const roles = {
      roles: [
        { org: 'lead', role: 'chief' },
        { org: 'lead', role: 'safety' },
        { org: 'lead', role: 'vice' },
      ],
    };
    const policy: SigningPolicy = {
      kind: 'vote',
      quorum: 2,
      threshold: 0.5,
      tieOutcome: 'object',
      vetoRoles: ['safety'],
      vetoOutcome: 'object',
    };
    const people = ['lead.chief.1', 'lead.safety.1', 'lead.vice.1'];
    const vetoed = signedBy(policy, { assignment: roles }, people);
    vetoed.answer('lead.safety.1', 'sign', 'object');
    expect(vetoed.state.result).toBe('no');
    const other = signedBy(policy, { assignment: roles }, people);
    other.answer('lead.vice.1', 'sign', 'object');
    expect(other.state.result).toBeNull();
    other.answer('lead.safety.1', 'sign', 'agree');
    other.answer('lead.chief.1', 'sign', 'agree');
    expect(other.state.result).toBe('yes');
  });

  it('loses the seat of a recused member, and is decided by that if all others have voted', () => {
    const c = vote();
    cast(c, ['agree', 'agree', 'agree', 'object']);
    c.command('recusePerson', 'lead.supervisor.1', { person: 'lead.chief.5', reason: '利害关系', basis: '示例办法' });
    expect(c.state.result).toBe('yes');
  });
});

describe('who signs', () => {
  it('is nobody found: the supervisor, and it shows', () => {
    const c = signedBy({ kind: 'all' }, {}, []);
    expect(c.tasks('open', 'sign')).toMatchObject([{ fallback: true, pools: [{ org: 'lead', role: 'supervisor' }] }]);
    c.answer('lead.supervisor.1', 'sign', 'agree');
    expect(c.state.result).toBe('yes');
  });

  it('is not who drafted: the drafter gets no seat in the countersigning', () => {
    const definition = processOf([
      task('draft', 'lead/chief', ['go>sign']),
      task('sign', 'lead/chief', ['agree>yes'], { policy: { kind: 'all' }, notSameAs: ['draft'] }),
      end('yes'),
    ]);
    const c = new HandCase(definition, {}, [A, B, C]);
    c.answer(B, 'draft', 'go');
    expect(c.tasks('open', 'sign').map((t) => t.assignees[0])).toEqual([A, C]);
  });

  it('goes to the supervisor when the drafter alone holds the role', () => {
    const definition = processOf([
      task('draft', 'lead/chief', ['go>sign']),
      task('sign', 'lead/chief', ['agree>yes'], { notSameAs: ['draft'] }),
      end('yes'),
    ]);
    const c = new HandCase(definition, {}, [A, 'lead.supervisor.1']);
    c.answer(A, 'draft', 'go');
    expect(c.answerRefusal(A, 'sign', 'agree')).toBe('task.notYours');
    c.answer('lead.supervisor.1', 'sign', 'agree');
    expect(c.state.result).toBe('yes');
  });

  it('is refused to the drafter also through a proxy, either way', () => {
    const definition = processOf([
      task('draft', 'lead/chief', ['go>sign']),
      task('sign', 'lead/chief', ['agree>yes'], { notSameAs: ['draft'] }),
      end('yes'),
    ]);
    const c = new HandCase(definition, {}, [A, B, C]);
    const proxy = {
      ...{ kind: 'person' as const, org: 'lead', memberships: [{ org: 'lead', role: 'chief' }] },
      id: B,
      onBehalfOf: { id: A, proxyId: 'p1' },
    };
    c.answer(proxy, 'draft', 'go');
    expect(c.answerRefusal(A, 'sign', 'agree')).toBe('duty.drafterMayNotApprove');
    expect(c.answerRefusal(B, 'sign', 'agree')).toBe('duty.drafterMayNotApprove');
    expect(c.refusal('claimTask', B, { taskId: c.taskFor(B, 'sign').id })).toBe('duty.drafterMayNotApprove');
    c.answer(C, 'sign', 'agree');
    expect(c.state.result).toBe('yes');
  });

  it('is refused where one of the two behind a proxy drafted, whichever of them it was', () => {
    const definition = processOf([
      task('draft', 'lead/chief', ['go>sign']),
      task('sign', 'lead/chief', ['agree>yes'], { notSameAs: ['draft'] }),
      end('yes'),
    ]);
    const c = new HandCase(definition, {}, [A, B, C]);
    c.answer(A, 'draft', 'go');
    const signs = (agent: string, principal: string) =>
      c.answerRefusal({ ...personOf(agent), onBehalfOf: { id: principal, proxyId: 'p1' } }, 'sign', 'agree');
    expect(signs(A, B)).toBe('duty.drafterMayNotApprove');
    expect(signs(B, A)).toBe('duty.drafterMayNotApprove');
  });
});

describe('双人: another person confirms', () => {
  const two = (people: string[], policy: SigningPolicy = { kind: 'single' }): HandCase =>
    new HandCase(
      processOf([
        task('check', 'lead/chief', [outcome('agree>yes', { demands: { secondPerson: true } })], { policy }),
        end('yes'),
      ]),
      {},
      ['lead.supervisor.1', ...people],
    );

  it('counts only when a second one of the role confirms', () => {
    const c = two([A, B]);
    c.answer(A, 'check', 'agree');
    expect(c.state.result).toBeNull();
    expect(c.answerRefusal(A, 'check', 'confirm')).toBe('duty.drafterMayNotApprove');
    c.answer(B, 'check', 'confirm');
    expect(c.state.result).toBe('yes');
  });

  it('goes back to the first when the second refuses', () => {
    const c = two([A, B]);
    c.answer(A, 'check', 'agree');
    c.answer(B, 'check', 'refuse');
    expect(c.tasks('open', 'check')).toMatchObject([{ kind: 'stage', claimedBy: A, answer: null }]);
  });

  it('goes to the supervisor when nobody else holds the role, and works for named signers', () => {
    const alone = two([A]);
    alone.answer(A, 'check', 'agree');
    expect(alone.tasks('open')).toMatchObject([{ kind: 'confirm', fallback: true }]);
    const named = two([A, B], { kind: 'any' });
    named.answer(A, 'check', 'agree');
    named.command('completeTask', B, {
      taskId: named.tasks('open').find((t) => t.kind === 'confirm')?.id ?? '',
      outcome: 'confirm',
      facts: {},
      form: null,
      attachments: [],
    });
    expect(named.state.result).toBe('yes');
  });

  it('never counts as confirmed because the second person was recused', () => {
    const c = two([A, B]);
    c.answer(A, 'check', 'agree');
    const { id } = c.taskFor(B, 'check');
    c.command('claimTask', B, { taskId: id });
    c.command('recusePerson', B, { person: B, reason: '利害关系', basis: '示例办法' });
    expect(c.state.result).toBeNull();
    expect(c.tasks('open')).toMatchObject([{ kind: 'confirm', fallback: true, claimedBy: null }]);
  });
});
