import type { Stage } from '../../../workflows/processes/definition';
import { DAY, HandCase } from '../../support/engine-case';
import {
  auto,
  choose,
  end,
  outcome,
  perDepartment,
  processOf,
  subcase,
  task,
  wait,
} from '../../support/engine-definitions';

const OFFICER = 'lead.officer.1';
const people = [OFFICER, 'lead.supervisor.1', 'fire.officer.1'];
const start = (stages: Stage[], facts = {}): HandCase =>
  new HandCase(processOf([...stages, task('next', 'lead/officer', ['ok>yes', 'again<*']), end('yes')]), facts, people);
const pendingOf = (c: HandCase): string => Object.values(c.state.pending).find((p) => p.status === 'open')?.id ?? '';

describe('自动环节', () => {
  it('takes only the facts it may, and answers once', () => {
    const c = start([auto('compute', 'next', { take: ['size'] })]);
    const id = pendingOf(c);
    const done = { pendingId: id, facts: { size: 3, opinion: 'X' }, data: { hash: 'h' } };
    expect(c.occur('automationDone', done)).toMatchObject({
      type: 'automationCompleted',
      data: { activity: 'compute', hash: 'h' },
    });
    expect(c.state.facts['root']).toEqual({ size: 3 });
    expect(c.occur('automationDone', done)).toBeNull();
    expect(c.stands).toEqual(['next']);
  });

  it('goes the way of failure, or stays to be tried again', () => {
    const failing = start([
      auto('compute', 'next', { onFailure: 'repair' }),
      task('repair', 'lead/officer', ['ok>next']),
    ]);
    failing.occur('automationFailed', { pendingId: pendingOf(failing), failure: 'timeout' });
    expect(failing.stands).toEqual(['repair']);
    const patient = start([auto('compute', 'next')]);
    expect(patient.occur('automationFailed', { pendingId: pendingOf(patient), failure: 'timeout' })).toBeNull();
    expect(patient.stands).toEqual(['compute']);
  });

  it('is of no account once its branch was ended', () => {
    const c = start(
      [
        perDepartment(
          'joint',
          [auto('compute', 'review'), task('review', { org: '$dept', role: 'officer' }, ['ok>done']), end('done')],
          'next',
          {
            join: { kind: 'any' },
          },
        ),
      ],
      { depts: ['fire', 'env'] },
    );
    const [fire, env] = Object.keys(c.state.pending);
    c.occur('automationDone', { pendingId: fire ?? '', facts: {}, data: {} });
    c.answer('fire.officer.1', 'review', 'ok');
    expect(c.occur('automationDone', { pendingId: env ?? '', facts: {}, data: {} })).toBeNull();
    expect(c.stands).toEqual(['next']);
  });
});

describe('等待', () => {
  it('for a message from who works on the case or applied, with the facts it may bring', () => {
    const c = start([wait('reply', { message: 'expertReply', take: ['size'] }, 'next')], { applicant: 'applicant' });
    const deliver = (who: string, message: string, size: unknown = 1): string =>
      c.refusal('deliverMessage', who, {
        message,
        facts: { size: size as number, depts: ['x'] },
        form: null,
        attachments: [],
        basis: null,
      });
    expect(deliver('stranger', 'expertReply')).toBe('access.denied');
    expect(deliver('applicant', 'other')).toBe('message.notAwaited');
    expect(deliver('applicant', 'expertReply', 'big')).toBe('outcome.factType');
    expect(deliver('applicant', 'expertReply')).toBe('accepted');
    expect(c.state.facts['root']).toEqual({ applicant: 'applicant', size: 1 });
    expect(deliver('applicant', 'expertReply')).toBe('message.notAwaited');
  });

  /** Thursday 03-05 is over at 24:00: two working days are Friday 6 and Monday 9. */
  it.each(['2026-03-06 00:00', '2026-03-09 08:00'])(
    'what follows counts from the day it ended, noticed at %s',
    (at) => {
      const c = start(
        [
          wait('pause', { until: { fact: 'until' } }, 'work'),
          task('work', 'lead/officer', ['ok>next'], { clocks: { own: 'short' } }),
        ],
        { until: '2026-03-05' },
      );
      c.at(at).tick();
      expect(c.clock('short').dueDay).toBe('2026-03-09');
    },
  );

  it('a limit that runs out while nobody looks does not lengthen the next one', () => {
    const c = start([
      wait('reply', { message: 'reply' }, 'next', {
        clocks: { own: 'short' },
        onDue: { to: 'work', basis: '示例办法' },
      }),
      task('work', 'lead/officer', ['ok>next'], { clocks: { own: 'hours' } }),
    ]);
    // Monday 03-02 + 2 working days: Wednesday 03-04, and 24 hours from its end.
    c.at('2026-03-05 07:00').tick();
    expect(new Date(c.clock('hours').dueAt ?? 0).toISOString()).toBe('2026-03-05T15:59:59.999Z');
  });

  it('a day that was over when the wait began makes nothing late', () => {
    const c = start(
      [
        wait('pause', { until: { fact: 'until' } }, 'work'),
        task('work', 'lead/officer', ['ok>next'], { clocks: { own: 'short' } }),
      ],
      { until: '2026-01-01' },
    );
    c.tick();
    expect(c.clock('short').dueDay).toBe('2026-03-04');
  });

  it('is open to who may report it: by name from the beginning, else from when it begins', () => {
    const reported = wait('reply', { message: 'reply' }, 'next', {
      by: [{ org: 'city', role: 'officer' }, { org: '$opinion', role: 'officer' }, { person: '$applicant' }],
    });
    const c = start([task('work', 'lead/officer', [outcome('ok>reply', { take: ['opinion'] })]), reported], {
      applicant: 'applicant',
    });
    expect(c.state.involved).toEqual(expect.arrayContaining(['o:city', 'p:applicant']));
    expect(c.state.involved).not.toContain('o:fire');
    c.answer(OFFICER, 'work', 'ok', { facts: { opinion: 'fire' } });
    expect(c.state.involved).toContain('o:fire');
  });

  it('until the end of a day', () => {
    const c = start([wait('pause', { until: { fact: 'until' } }, 'next')], { until: '2026-03-05' });
    expect(c.at('2026-03-05 23:59').tick()).toEqual([]);
    expect(c.at('2026-03-06 00:00').tick()).toEqual(['waitElapsed']);
    expect(c.stands).toEqual(['next']);
  });
});

describe('子流程', () => {
  it('awaited: goes on with the facts that it hands back', () => {
    const c = start([subcase('expertise', 'awaited', 'next', { take: { opinion: 'verdict' } })]);
    const id = pendingOf(c);
    c.occur('subcaseStarted', { pendingId: id, caseId: 'case2' });
    expect(c.stands).toEqual(['expertise']);
    expect(c.state.pending[id]?.caseId).toBe('case2');
    c.occur('subcaseEnded', { pendingId: id, result: 'yes', facts: { verdict: 'SAFE', other: 1 } });
    expect([c.stands, c.state.facts['root']]).toEqual([['next'], { opinion: 'SAFE' }]);
  });

  it('detached: goes on as soon as it was started', () => {
    const c = start([subcase('notify', 'detached', 'next')]);
    c.occur('subcaseStarted', { pendingId: pendingOf(c), caseId: 'case2' });
    expect(c.stands).toEqual(['next']);
  });
});

describe('decision tables', () => {
  it('first: the first row that holds, else the default', () => {
    const rows = [
      { when: { fact: 'size', atLeast: 10 }, to: 'yes', set: { opinion: 'BIG' }, basis: 'b' },
      { when: { fact: 'size', atLeast: 5 }, to: 'next', set: { opinion: 'MIDDLE' }, basis: 'b' },
    ];
    const at = (size: number): HandCase => start([choose('gate', rows, 'next')], { size });
    expect(at(10).state.result).toBe('yes');
    expect(at(9).state.facts['root']).toMatchObject({ opinion: 'MIDDLE' });
    expect(at(4).state.facts['root']).toEqual({ size: 4 });
  });

  it('collect: all rows that hold, in order, without doubles', () => {
    const c = start(
      [
        choose(
          'route',
          [
            { when: { fact: 'size', atLeast: 1 }, add: ['fire', 'env'], basis: 'b' },
            { when: { fact: 'size', below: 100 }, add: ['env', 'police'], basis: 'b' },
            { when: { fact: 'size', atLeast: 100 }, add: ['never'], basis: 'b' },
          ],
          'next',
          { hit: 'collect', into: 'depts' },
        ),
      ],
      { size: 3 },
    );
    expect(c.state.facts['root']?.['depts']).toEqual(['fire', 'env', 'police']);
  });
});

describe('a case of thousands of operations', () => {
  it('stays small and every task of it closed once', () => {
    const c = new HandCase(
      processOf([
        task('first', 'lead/officer', ['go>joint']),
        perDepartment(
          'joint',
          [task('review', { org: '$dept', role: 'officer' }, ['ok>done', outcome('back<first')]), end('done')],
          'yes',
        ),
        end('yes'),
      ]),
      { depts: ['fire', 'env'] },
      people,
    );
    for (let n = 0; n < 300; n += 1) {
      c.now += DAY;
      c.answer(OFFICER, 'first', 'go');
      const { id } = c.taskFor('fire.officer.1', 'review');
      c.command('addSigner', 'fire.officer.1', { taskId: id, person: 'x', where: 'beside', reason: '' });
      c.command('removeSigner', 'fire.officer.1', { taskId: id, signerTaskId: c.taskFor('x', 'review').id });
      c.answer('fire.officer.1', 'review', 'back');
    }
    expect(c.state.seq).toBe(1201);
    expect(JSON.stringify({ ...c.state, definition: null, reference: null }).length).toBeLessThan(30_000);
  });

  it('does not grow by signers added and removed in one stage', () => {
    const c = start([task('first', 'lead/officer', ['go>next'])]);
    const { id } = c.taskFor(OFFICER, 'first');
    for (let n = 0; n < 200; n += 1) {
      c.command('addSigner', OFFICER, { taskId: id, person: `x${n}`, where: 'beside', reason: '' });
      c.command('removeSigner', OFFICER, { taskId: id, signerTaskId: c.taskFor(`x${n}`, 'first').id });
    }
    expect(Object.keys(c.state.tasks).length).toBeLessThan(10);
  });
});
