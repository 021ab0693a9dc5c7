import type { Outcome, ParallelStage, Stage } from '../../../workflows/processes/definition';
import { DAY, HandCase } from '../../support/engine-case';
import {
  auto,
  choose,
  end,
  fixedBlock,
  outcome,
  perDepartment,
  processOf,
  task,
  wait,
} from '../../support/engine-definitions';

const APPLY = 'lead.clerk.1';
const DRAFT = 'lead.officer.1';
const people = [
  APPLY,
  DRAFT,
  'lead.supervisor.1',
  'fire.officer.1',
  'fire.chief.1',
  'env.officer.1',
  'env.chief.1',
  'police.officer.1',
  'police.chief.1',
];
const depts = ['fire', 'env', 'police'];

const inBranch = (...more: (string | Outcome)[]): Stage[] => [
  task('review', { org: '$dept', role: 'officer' }, [
    outcome('agree>sign', { set: { opinion: 'AGREE' } }),
    outcome('object>sign', { set: { opinion: 'OBJECT' } }),
    'toApplicant<apply',
    ...more,
  ]),
  task('sign', { org: '$dept', role: 'chief' }, ['ok>signed', 'rework<review', 'toApplicant<apply']),
  end('signed'),
];

function joint(block: Partial<ParallelStage> = {}, branch = inBranch(), more: (string | Outcome)[] = []): HandCase {
  return new HandCase(
    processOf([
      task('apply', 'lead/clerk', ['submit>check']),
      task('check', 'lead/clerk', ['accept>joint', 'more<apply']),
      perDepartment('joint', branch, 'decide', block),
      task('decide', 'lead/officer', ['approve>yes', 'again<joint', 'choose<*', 'back<check', ...more]),
      end('yes'),
    ]),
    { depts },
    people,
  );
}

const open = (c: HandCase): HandCase => {
  c.answer(APPLY, 'apply', 'submit');
  c.answer(APPLY, 'check', 'accept');
  return c;
};
const review = (c: HandCase, ...of: string[]): void =>
  of.forEach((d) => void c.answer(`${d}.officer.1`, 'review', 'agree'));
const sign = (c: HandCase, ...of: string[]): void => of.forEach((d) => void c.answer(`${d}.chief.1`, 'sign', 'ok'));

describe('退回 within one branch', () => {
  it('goes round there and leaves the other departments alone', () => {
    const c = open(joint());
    review(c, 'fire', 'env');
    c.answer('fire.chief.1', 'sign', 'rework');
    expect(c.stands).toEqual(['env/sign', 'fire/review', 'police/review']);
    review(c, 'fire', 'police');
    sign(c, 'fire', 'env', 'police');
    expect(c.stands).toEqual(['decide']);
  });

  it('demands an opinion', () => {
    const c = open(joint());
    review(c, 'fire');
    expect(c.answerRefusal('fire.chief.1', 'sign', 'rework', { form: null })).toBe('outcome.demandsOpinion');
  });
});

describe('退回 out of a parallel block', () => {
  it('keep: finished opinions stand, others rest and go on where they were, only the returner starts anew', () => {
    const c = open(joint());
    review(c, 'fire', 'env');
    sign(c, 'fire');
    const resting = c.taskFor('env.chief.1', 'sign').id;
    c.answer('police.officer.1', 'review', 'toApplicant');
    expect(c.stands).toEqual(['apply']);
    expect(c.rests).toEqual(['env/sign']);
    expect(c.answerRefusal('env.chief.1', 'sign', 'ok')).toBe('task.suspended');
    expect(c.refusal('claimTask', 'env.chief.1', { taskId: resting })).toBe('task.suspended');
    open(c);
    expect(c.stands).toEqual(['env/sign', 'police/review']);
    expect(c.state.tasks[resting]?.status).toBe('open');
    sign(c, 'env');
    review(c, 'police');
    sign(c, 'police');
    expect(c.stands).toEqual(['decide']);
  });

  it('redo: every opinion falls and is given again', () => {
    const c = open(joint({ siblings: 'redo' }));
    review(c, 'fire', 'env');
    sign(c, 'fire');
    c.answer('police.officer.1', 'review', 'toApplicant');
    expect(c.results('joint')).toEqual([]);
    open(c);
    expect(c.stands).toEqual(['env/review', 'fire/review', 'police/review']);
  });

  it('cancel: the block is forgotten; the members are computed anew', () => {
    const c = open(joint({ siblings: 'cancel' }));
    sign((review(c, 'fire'), c), 'fire');
    c.answer('police.officer.1', 'review', 'toApplicant');
    expect([c.stands, c.rests, c.results('joint')]).toEqual([['apply'], [], []]);
    expect(c.tasks('open')).toHaveLength(1);
    open(c);
    expect(c.stands).toEqual(['env/review', 'fire/review', 'police/review']);
  });

  it('keep twice: two departments return one after the other, nobody is lost', () => {
    const c = open(joint());
    review(c, 'fire');
    c.answer('police.officer.1', 'review', 'toApplicant');
    open(c);
    c.answer('env.officer.1', 'review', 'toApplicant');
    expect(c.rests).toEqual(['fire/sign', 'police/review']);
    open(c);
    expect(c.stands).toEqual(['env/review', 'fire/sign', 'police/review']);
  });

  it('keeps what rests also when the stage on the way returns further', () => {
    const c = open(joint());
    review(c, 'fire');
    c.answer('police.officer.1', 'review', 'toApplicant');
    c.answer(APPLY, 'apply', 'submit');
    c.answer(APPLY, 'check', 'more');
    open(c);
    expect(c.stands).toEqual(['env/review', 'fire/sign', 'police/review']);
  });

  it('leaves its facts where the case goes', () => {
    const c = open(joint({}, inBranch(outcome('resend<apply', { set: { opinion: 'CORRECTION' }, take: ['redo'] }))));
    c.answer('police.officer.1', 'review', 'resend', { facts: { redo: ['police'] } });
    expect(c.state.facts['root']).toMatchObject({ opinion: 'CORRECTION', redo: ['police'] });
  });

  it('does not leave a finished sibling to count twice when a quorum is asked', () => {
    const c = open(joint({ join: { kind: 'quorum', of: 2 } }));
    sign((review(c, 'fire'), c), 'fire');
    c.answer('police.officer.1', 'review', 'toApplicant');
    open(c);
    expect(c.stands).toEqual(['env/review', 'police/review']);
    sign((review(c, 'police'), c), 'police');
    expect(c.stands).toEqual(['decide']);
    expect(c.tasks('open')).toHaveLength(1);
  });

  it('lets a limit of a resting branch stand still and run on', () => {
    const branch = inBranch();
    const c = open(joint({}, [{ ...(branch[0] as Stage), clocks: { own: 'stage' } }, ...branch.slice(1)]));
    const due = Object.values(c.state.clocks).find((k) => k.scope.includes('fire'));
    expect(due).toMatchObject({ status: 'running', dueDay: '2026-03-09' });
    c.at('2026-03-03 10:00').answer('police.officer.1', 'review', 'toApplicant');
    expect(c.state.clocks[due?.id ?? '']).toMatchObject({ status: 'stopped', dueAt: null });
    c.at('2026-03-05 10:00');
    open(c);
    // One working day was used, two were left out.
    expect(c.state.clocks[due?.id ?? '']).toMatchObject({ status: 'running', dueDay: '2026-03-11' });
  });

  it('does not let a resting branch hold a limit of the case', () => {
    const branch = inBranch();
    const stop = [{ limit: 'legal', reason: { zh: '检测', en: 'test' }, basis: '示例办法' }];
    const stages: Stage[] = [{ ...(branch[0] as Stage), clocks: { stop } }, ...branch.slice(1)];
    const c = new HandCase(
      processOf([
        task('apply', 'lead/clerk', ['submit>joint'], { clocks: { start: ['legal'] } }),
        perDepartment('joint', stages, 'yes'),
        end('yes'),
      ]),
      { depts: ['fire', 'env'] },
      people,
    );
    c.answer(APPLY, 'apply', 'submit');
    expect(c.clock('legal').holders).toHaveLength(2);
    c.answer('fire.officer.1', 'review', 'toApplicant');
    expect(c.clock('legal').status).toBe('running');
    c.answer(APPLY, 'apply', 'submit');
    expect(c.clock('legal').holders).toHaveLength(2);
  });
});

describe('a resting branch', () => {
  const until: Stage[] = [
    task('review', { org: '$dept', role: 'officer' }, ['agree>pause', 'toApplicant<apply']),
    wait('pause', { until: { fact: 'until' } }, 'inner'),
    fixedBlock('inner', { one: [task('last', { org: '$dept', role: 'chief' }, ['ok>done']), end('done')] }, 'signed'),
    end('signed'),
  ];

  it('may be brought on by time, and what opens there rests as well until the branch wakes', () => {
    const c = new HandCase(
      processOf([task('apply', 'lead/clerk', ['submit>joint']), perDepartment('joint', until, 'yes'), end('yes')]),
      { depts: ['fire', 'env'], until: '2026-03-04' },
      people,
    );
    c.answer(APPLY, 'apply', 'submit');
    c.answer('fire.officer.1', 'review', 'agree');
    c.answer('env.officer.1', 'review', 'toApplicant');
    c.now += 5 * DAY;
    expect(c.tick()).toEqual(['waitElapsed']);
    expect(c.tasks('suspended', 'last')).toHaveLength(1);
    c.answer(APPLY, 'apply', 'submit');
    c.answer('fire.chief.1', 'last', 'ok');
    expect(c.stands).toEqual(['env/review']);
  });

  it('finds other people when its own are recused meanwhile', () => {
    const c = open(joint());
    review(c, 'fire');
    c.command('addSigner', 'fire.chief.1', {
      taskId: c.taskFor('fire.chief.1', 'sign').id,
      person: 'x',
      where: 'before',
      reason: '',
    });
    c.answer('police.officer.1', 'review', 'toApplicant');
    c.command('recusePerson', 'lead.supervisor.1', { person: 'x', reason: '利害关系', basis: '示例办法' });
    open(c);
    sign(c, 'fire');
    expect(c.stands).toEqual(['env/review', 'police/review']);
  });
});

describe('退回 across a block, from after it', () => {
  const all = (c: HandCase): HandCase => {
    open(c);
    review(c, ...depts);
    sign(c, ...depts);
    return c;
  };

  it('to before it: every department reviews again', () => {
    const c = all(joint());
    c.answer(DRAFT, 'decide', 'back');
    expect(c.stands).toEqual(['check']);
    c.answer(APPLY, 'check', 'accept');
    expect(c.stands).toEqual(['env/review', 'fire/review', 'police/review']);
  });

  it('to chosen departments only: the others’ opinions stand', () => {
    const c = all(joint());
    c.answer(DRAFT, 'decide', 'again', { target: { stage: 'joint', branches: ['env'] } });
    expect(c.stands).toEqual(['env/review']);
    expect(c.results('joint')).toEqual(['fire:signed', 'police:signed']);
    review(c, 'env');
    sign(c, 'env');
    expect(c.stands).toEqual(['decide']);
  });

  it('refuses branches that have no result, none at all, and a target for what is no return', () => {
    const c = all(joint());
    const to = (branches: string[]): string =>
      c.answerRefusal(DRAFT, 'decide', 'again', { target: { stage: 'joint', branches } });
    expect(to(['customs'])).toBe('return.branchUnknown');
    expect(to([])).toBe('return.branchUnknown');
    expect(c.answerRefusal(DRAFT, 'decide', 'approve', { target: { stage: 'apply' } })).toBe('return.notEarlier');
    expect(c.answerRefusal(DRAFT, 'decide', 'back', { target: { stage: 'apply' } })).toBe('return.notEarlier');
  });

  it('to a stage of choice, which must lie earlier', () => {
    const c = all(joint());
    expect(c.answerRefusal(DRAFT, 'decide', 'choose')).toBe('return.notEarlier');
    expect(c.answerRefusal(DRAFT, 'decide', 'choose', { target: { stage: 'yes' } })).toBe('return.notEarlier');
    expect(c.answerRefusal(DRAFT, 'decide', 'choose', { target: { stage: 'decide' } })).toBe('return.notEarlier');
    c.answer(DRAFT, 'decide', 'choose', { target: { stage: 'apply' } });
    expect(c.stands).toEqual(['apply']);
  });

  it('does not mistake a stage that lies ahead again for an earlier one', () => {
    const c = new HandCase(
      processOf([
        task('first', 'lead/clerk', ['go>second', 'choose<*']),
        task('second', 'lead/officer', ['go>third', 'choose<*']),
        task('third', 'lead/officer', ['go>yes', 'choose<*']),
        end('yes'),
      ]),
      {},
      people,
    );
    c.answer(APPLY, 'first', 'go');
    c.answer(DRAFT, 'second', 'go');
    c.answer(DRAFT, 'third', 'choose', { target: { stage: 'first' } });
    // Both were passed once, but a "return" to them would jump over the second stage.
    expect(c.answerRefusal(APPLY, 'first', 'choose', { target: { stage: 'third' } })).toBe('return.notEarlier');
    expect(c.answerRefusal(APPLY, 'first', 'choose', { target: { stage: 'second' } })).toBe('return.notEarlier');
  });

  it('forgets what a recalled decision had opened: it was never passed', () => {
    const c = new HandCase(
      processOf([
        task('first', 'lead/clerk', ['go>second', 'loop>other']),
        task('second', 'lead/officer', ['go>yes', 'choose<*']),
        task('other', 'lead/officer', ['go>second']),
        end('yes'),
      ]),
      {},
      people,
    );
    const first = c.taskFor(APPLY, 'first').id;
    c.answer(APPLY, 'first', 'loop');
    c.command('recallDecision', APPLY, { taskId: first, reason: '填错' });
    c.answer(APPLY, 'first', 'go');
    expect(c.answerRefusal(DRAFT, 'second', 'choose', { target: { stage: 'other' } })).toBe('return.notEarlier');
  });
});

describe('after the return: walk again, or straight back', () => {
  const line = (more: Partial<Outcome>): HandCase =>
    new HandCase(
      processOf([
        task('apply', 'lead/clerk', ['submit>check', 'giveUp>no']),
        task('check', 'lead/officer', ['ok>decide']),
        task('decide', 'lead/officer', ['approve>yes', outcome('back<apply', more)]),
        end('yes'),
        end('no'),
      ]),
      {},
      people,
    );
  const toDecide = (c: HandCase): HandCase => {
    c.answer(APPLY, 'apply', 'submit');
    c.answer(DRAFT, 'check', 'ok');
    return c;
  };

  it('walks every stage again by default', () => {
    const c = toDecide(line({}));
    c.answer(DRAFT, 'decide', 'back');
    c.answer(APPLY, 'apply', 'submit');
    expect(c.stands).toEqual(['check']);
  });

  it('goes straight back to who returned', () => {
    const c = toDecide(line({ afterReturn: 'back' }));
    c.answer(DRAFT, 'decide', 'back');
    c.answer(APPLY, 'apply', 'submit');
    expect(c.stands).toEqual(['decide']);
    // Once: the next return is a new one.
    c.answer(DRAFT, 'decide', 'back');
    expect(c.stands).toEqual(['apply']);
  });

  it('does not bend another decision into the way back: giving up is giving up', () => {
    const c = toDecide(line({ afterReturn: 'back' }));
    c.answer(DRAFT, 'decide', 'back');
    c.answer(APPLY, 'apply', 'giveUp');
    expect(c.state.result).toBe('no');
  });

  it('out of a branch, straight back into that branch at the stage of the returner', () => {
    const branch: Stage[] = [
      task('review', { org: '$dept', role: 'officer' }, ['agree>sign']),
      task('sign', { org: '$dept', role: 'chief' }, [
        'ok>signed',
        outcome('toApplicant<apply', { afterReturn: 'back' }),
      ]),
      end('signed'),
    ];
    const c = open(joint({}, branch));
    review(c, 'fire', 'env');
    c.answer('fire.chief.1', 'sign', 'toApplicant');
    expect(c.rests).toEqual(['env/sign', 'police/review']);
    c.answer(APPLY, 'apply', 'submit');
    // Not through the check again, and fire not through its review.
    expect(c.stands).toEqual(['env/sign', 'fire/sign', 'police/review']);
  });

  it('works over a block and over an automation too', () => {
    const c = new HandCase(
      processOf([
        auto('compute', 'joint'),
        perDepartment('joint', inBranch(), 'check'),
        task('check', 'lead/officer', ['ok>decide']),
        task('decide', 'lead/officer', [
          'approve>yes',
          outcome('toJoint<joint', { afterReturn: 'back' }),
          outcome('toCompute<compute', { afterReturn: 'back' }),
        ]),
        end('yes'),
      ]),
      { depts: ['fire'] },
      people,
    );
    const done = (): void => {
      const pending = Object.values(c.state.pending).find((p) => p.status === 'open');
      c.occur('automationDone', { pendingId: pending?.id ?? '', facts: {}, data: {} });
    };
    done();
    sign((review(c, 'fire'), c), 'fire');
    c.answer(DRAFT, 'check', 'ok');
    c.answer(DRAFT, 'decide', 'toJoint', { target: { stage: 'joint', branches: ['fire'] } });
    sign((review(c, 'fire'), c), 'fire');
    expect(c.stands).toEqual(['decide']);
    c.answer(DRAFT, 'decide', 'toCompute');
    done();
    expect(c.stands).toEqual(['decide']);
  });
});

describe('entering a block again', () => {
  it('redoOnly: the listed departments alone, the others keep their say', () => {
    const c = new HandCase(
      processOf([
        perDepartment('joint', inBranch(), 'gate', { redoOnly: 'redo' }),
        choose(
          'gate',
          [{ when: { branches: 'joint', fact: 'opinion', some: 'OBJECT' }, to: 'mend', basis: 'b' }],
          'yes',
        ),
        task('mend', 'lead/officer', [outcome('again>joint', { take: ['redo'] })]),
        end('yes'),
      ]),
      { depts },
      people,
    );
    c.answer('fire.officer.1', 'review', 'object');
    review(c, 'env', 'police');
    sign(c, ...depts);
    expect(c.stands).toEqual(['mend']);
    c.answer(DRAFT, 'mend', 'again', { facts: { redo: ['fire'] } });
    expect(c.stands).toEqual(['fire/review']);
    sign((review(c, 'fire'), c), 'fire');
    expect(c.state.result).toBe('yes');
  });

  it('takes the say from a department that no longer takes part', () => {
    const c = new HandCase(
      processOf([
        task('route', 'lead/officer', [outcome('go>joint', { take: ['depts'] })]),
        perDepartment('joint', inBranch(), 'gate', { redoOnly: 'redo' }),
        choose(
          'gate',
          [{ when: { branches: 'joint', fact: 'opinion', some: 'OBJECT' }, to: 'mend', basis: 'b' }],
          'yes',
        ),
        task('mend', 'lead/officer', [outcome('again>route', { take: ['redo'] })]),
        end('yes'),
      ]),
      {},
      people,
    );
    c.answer(DRAFT, 'route', 'go', { facts: { depts: ['fire', 'env'] } });
    c.answer('fire.officer.1', 'review', 'object');
    review(c, 'env');
    sign(c, 'fire', 'env');
    c.answer(DRAFT, 'mend', 'again', { facts: { redo: [] } });
    c.answer(DRAFT, 'route', 'go', { facts: { depts: ['env'] } });
    expect(c.state.result).toBe('yes');
  });
});

describe('joins', () => {
  it('any: the first department that is done ends the block, the others are superfluous', () => {
    const c = open(joint({ join: { kind: 'any' } }));
    review(c, 'env', 'fire');
    sign(c, 'env');
    expect(c.stands).toEqual(['decide']);
    expect(c.results('joint')).toEqual(['env:signed']);
    expect(c.tasks('open')).toHaveLength(1);
  });

  it('quorum: two of three', () => {
    const c = open(joint({ join: { kind: 'quorum', of: 2 } }));
    review(c, ...depts);
    sign(c, 'env');
    expect(c.stands).toEqual(['fire/sign', 'police/sign']);
    sign(c, 'police');
    expect(c.stands).toEqual(['decide']);
  });

  it('goes on over a block without members, and asks a department named twice once', () => {
    const of = (given: string[]): HandCase =>
      new HandCase(processOf([perDepartment('joint', inBranch(), 'yes'), end('yes')]), { depts: given }, people);
    expect(of([]).state.result).toBe('yes');
    const c = of(['fire', 'fire']);
    expect(c.stands).toEqual(['fire/review']);
    sign((review(c, 'fire'), c), 'fire');
    expect(c.state.result).toBe('yes');
  });

  it('waits for the slow when one branch ends by itself at once', () => {
    const c = new HandCase(
      processOf([
        fixedBlock(
          'pair',
          { quick: [end('done')], slow: [task('work', 'lead/officer', ['ok>done']), end('done')] },
          'yes',
        ),
        end('yes'),
      ]),
      {},
      people,
    );
    expect(c.stands).toEqual(['slow/work']);
    c.answer(DRAFT, 'work', 'ok');
    expect(c.state.result).toBe('yes');
  });
});

describe('a block within a branch', () => {
  const nested = (siblings: ParallelStage['siblings']): HandCase =>
    new HandCase(
      processOf([
        task('apply', 'lead/clerk', ['submit>joint']),
        perDepartment(
          'joint',
          [
            task('assign', { org: '$dept', role: 'officer' }, ['go>pair']),
            fixedBlock(
              'pair',
              {
                law: [
                  task('law', { org: '$dept', role: 'officer' }, ['ok>done', 'reassign<assign', 'toApplicant<apply']),
                  end('done'),
                ],
                tech: [task('tech', { org: '$dept', role: 'chief' }, ['ok>done', 'reassign<assign']), end('done')],
              },
              'signed',
              { siblings },
            ),
            end('signed'),
          ],
          'yes',
          { siblings },
        ),
        end('yes'),
      ]),
      { depts: ['fire', 'env'] },
      people,
    );
  const toPair = (c: HandCase, ...of: string[]): void =>
    of.forEach((d) => void c.answer(`${d}.officer.1`, 'assign', 'go'));

  it('joins inside, then outside', () => {
    const c = nested('keep');
    c.answer(APPLY, 'apply', 'submit');
    toPair(c, 'fire', 'env');
    c.answer('fire.officer.1', 'law', 'ok');
    c.answer('fire.chief.1', 'tech', 'ok');
    expect(c.stands).toEqual(['law/law', 'tech/tech']);
    c.answer('env.officer.1', 'law', 'ok');
    c.answer('env.chief.1', 'tech', 'ok');
    expect(c.state.result).toBe('yes');
  });

  it('return to the enclosing branch leaves the other department alone', () => {
    const c = nested('keep');
    c.answer(APPLY, 'apply', 'submit');
    toPair(c, 'fire', 'env');
    c.answer('fire.chief.1', 'tech', 'reassign');
    expect(c.stands).toEqual(['fire/assign', 'law/law', 'tech/tech']);
    expect(c.rests).toEqual(['law/law']);
    toPair(c, 'fire');
    expect(c.rests).toEqual([]);
    expect(c.stands).toEqual(['law/law', 'law/law', 'tech/tech', 'tech/tech']);
  });

  it('return over two blocks at once: the returner’s branch anew, the other rests with all that is in it', () => {
    const c = nested('keep');
    c.answer(APPLY, 'apply', 'submit');
    toPair(c, 'fire', 'env');
    c.answer('env.chief.1', 'tech', 'ok');
    c.answer('fire.officer.1', 'law', 'toApplicant');
    expect(c.stands).toEqual(['apply']);
    expect(c.rests).toEqual(['env/pair', 'law/law']);
    c.answer(APPLY, 'apply', 'submit');
    expect(c.stands).toEqual(['fire/assign', 'law/law']);
    c.answer('env.officer.1', 'law', 'ok');
    toPair(c, 'fire');
    c.answer('fire.officer.1', 'law', 'ok');
    c.answer('fire.chief.1', 'tech', 'ok');
    expect(c.state.result).toBe('yes');
  });

  it('lets go of what rests inside when the branch ends another way', () => {
    const c = new HandCase(
      processOf([
        perDepartment(
          'joint',
          [
            task('assign', { org: '$dept', role: 'officer' }, ['go>pair', 'alone>signed']),
            fixedBlock(
              'pair',
              {
                law: [task('law', { org: '$dept', role: 'officer' }, ['ok>done']), end('done')],
                tech: [task('tech', { org: '$dept', role: 'chief' }, ['ok>done', 'reassign<assign']), end('done')],
              },
              'signed',
            ),
            end('signed'),
          ],
          'yes',
        ),
        end('yes'),
      ]),
      { depts: ['fire', 'env'] },
      people,
    );
    toPair(c, 'fire');
    c.answer('fire.chief.1', 'tech', 'reassign');
    expect(c.rests).toEqual(['law/law']);
    c.answer('fire.officer.1', 'assign', 'alone');
    expect([c.stands, c.rests, c.tasks('suspended')]).toEqual([['env/assign'], [], []]);
  });
});
