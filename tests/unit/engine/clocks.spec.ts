import type { Stage } from '../../../workflows/processes/definition';
import { HandCase, HOUR, personOf } from '../../support/engine-case';
import { calendar2026, end, limits, outcome, processOf, task, wait } from '../../support/engine-definitions';

const OFFICER = 'lead.officer.1';
const DIRECTOR = 'lead.director.1';
const BOSS = 'lead.supervisor.1';
const people = [OFFICER, DIRECTOR, BOSS, 'fire.officer.1'];

const supplement = { limit: 'legal', reason: { zh: '补正', en: 'correction' }, basis: '示例办法 第五条' };

function started(): HandCase {
  return new HandCase(
    processOf([
      task('work', 'lead/officer', ['ask>supplement', 'decide>decided'], {
        clocks: { start: ['legal'], own: 'stage' },
      }),
      task('supplement', { person: '$applicant' }, ['sent>work', 'giveUp>yes'], { clocks: { stop: [supplement] } }),
      task('decided', 'lead/officer', ['close>yes'], { clocks: { meet: ['legal'] } }),
      end('yes'),
    ]),
    { applicant: 'applicant' },
    people,
  );
}

describe('时限 of a case and of a stage', () => {
  it('run side by side, each on its own', () => {
    const c = started();
    // Monday 2 March; twenty working days are four weeks, five one.
    expect([c.clock('legal').dueDay, c.clock('stage').dueDay]).toEqual(['2026-03-30', '2026-03-09']);
    expect(c.taskFor(OFFICER, 'work').clock).toBe(c.clock('stage').id);
    c.answer(OFFICER, 'work', 'decide');
    expect([c.clock('legal').status, c.clock('stage').status]).toEqual(['met', 'met']);
  });

  it('stop while the applicant corrects, and run on the day after', () => {
    const c = started();
    c.at('2026-03-04 10:00').answer(OFFICER, 'work', 'ask');
    expect(c.clock('legal')).toMatchObject({ status: 'stopped', dueAt: null, dueDay: null });
    c.at('2026-03-11 15:00').answer('applicant', 'supplement', 'sent');
    // Two days used (3rd, 4th); eighteen from the 12th.
    expect(c.clock('legal')).toMatchObject({
      status: 'running',
      dueDay: '2026-04-07',
      history: { startedAt: expect.any(Number) as number },
    });
  });

  it('do not ring while they stand still', () => {
    const c = started();
    c.answer(OFFICER, 'work', 'ask');
    c.at('2026-08-01 10:00');
    expect(c.tick()).toEqual([]);
  });

  it('warn at four fifths, say when they run out, remind every day after', () => {
    const c = started();
    const id = c.clock('stage').id;
    expect(c.at('2026-03-06 08:59').tick()).toEqual([]);
    expect(c.at('2026-03-06 09:00').tick()).toEqual([`${id} warning`]);
    expect(c.at('2026-03-09 23:59').tick()).toEqual([]);
    expect(c.at('2026-03-10 00:00').tick()).toEqual([`${id} overdue`]);
    expect(c.at('2026-03-10 09:00').tick()).toEqual([]);
    expect(c.at('2026-03-11 09:00').tick()).toEqual([`${id} reminder`]);
    expect(c.at('2026-03-11 18:00').tick()).toEqual([]);
    expect(c.at('2026-03-12 09:00').tick()).toEqual([`${id} reminder`]);
    c.answer(OFFICER, 'work', 'decide');
    expect(c.clock('stage').status).toBe('missed');
    expect(c.clock('legal').status).toBe('met');
  });

  it('are missed also when the stage is left by a return or the case is voided', () => {
    const c = started();
    c.at('2026-03-10 00:00').tick();
    c.command('terminateCase', BOSS, { reason: '重复申报', basis: '示例办法' });
    expect([c.clock('stage').status, c.clock('legal').status]).toEqual(['missed', 'cancelled']);
  });

  it('remind again after they stood still overdue', () => {
    const c = started();
    c.at('2026-03-31 00:00').tick();
    expect(c.clock('legal').overdueAt).not.toBeNull();
    c.answer(OFFICER, 'work', 'ask');
    c.at('2026-04-08 10:00').answer('applicant', 'supplement', 'sent');
    expect(c.at('2026-04-09 09:00').tick()).toContain('legal reminder');
  });

  it('count hours to the minute', () => {
    const c = new HandCase(
      processOf([task('work', 'lead/officer', ['ok>yes'], { clocks: { own: 'hours' } }), end('yes')]),
      {},
      people,
    );
    expect(c.clock('hours').dueAt).toBe(c.now + 24 * HOUR);
    c.now += 24 * HOUR;
    c.answer(OFFICER, 'work', 'ok');
    expect(c.clock('hours').status).toBe('met');
  });
});

describe('stopped, resumed and extended by hand', () => {
  const stop = (c: HandCase, who: string, clock = 'legal', ground = 'test'): string =>
    c.refusal('stopClock', who, { clock, ground, note: '委托鉴定' });

  it('on a ground of the limit, by who works on the case for the leading organisation', () => {
    const c = started();
    expect(stop(c, 'fire.officer.1')).toBe('access.denied');
    expect(stop(c, 'applicant')).toBe('access.denied');
    expect(stop(c, OFFICER, 'legal', 'holiday')).toBe('clock.basisUnknown');
    expect(stop(c, OFFICER, 'none')).toBe('clock.unknown');
    expect(c.refusal('resumeClock', OFFICER, { clock: 'legal', note: '' })).toBe('clock.notStopped');
    expect(stop(c, OFFICER)).toBe('accepted');
    expect(c.events.at(-1)?.basis).toBe('示例办法 第三条');
    expect(stop(c, OFFICER)).toBe('clock.notRunning');
    c.at('2026-03-09 10:00').command('resumeClock', OFFICER, { clock: 'legal', note: '鉴定完成' });
    expect(c.clock('legal').dueDay).toBe('2026-04-07');
  });

  it('does not let a stage that ends resume what was stopped by hand', () => {
    const c = started();
    stop(c, OFFICER);
    c.answer(OFFICER, 'work', 'ask');
    expect(c.clock('legal').holders).toHaveLength(2);
    c.answer('applicant', 'supplement', 'sent');
    expect(c.clock('legal')).toMatchObject({ status: 'stopped', holders: ['manual'] });
  });

  it('延期 by the grantor that the limit names, never past the cap, never after the end', () => {
    const c = started();
    const extend = (who: string, more: number, reason = '案情复杂'): string =>
      c.refusal('extendDeadline', who, { clock: 'legal', more, reason, basis: '示例办法 第四条' });
    expect(extend(OFFICER, 5)).toBe('clock.notGrantor');
    expect(extend(DIRECTOR, 5, ' ')).toBe('opinion.required');
    expect(extend(DIRECTOR, 11)).toBe('clock.beyondCap');
    expect(extend(DIRECTOR, 6)).toBe('accepted');
    expect(c.clock('legal').dueDay).toBe('2026-04-08');
    expect(extend(DIRECTOR, 5)).toBe('clock.beyondCap');
    expect(extend(DIRECTOR, 4)).toBe('accepted');
    expect(c.clock('legal').dueDay).toBe('2026-04-14');
    expect(
      c.refusal('extendDeadline', DIRECTOR, { clock: c.clock('stage').id, more: 1, reason: 'x', basis: 'y' }),
    ).toBe('clock.noExtension');
    c.at('2026-04-15 08:00');
    expect(extend(DIRECTOR, 1)).toBe('clock.overdue');
    expect(stop(c, OFFICER)).toBe('clock.overdue');
  });

  it('takes back a warning given too early', () => {
    const c = started();
    c.at('2026-03-24 10:00').tick();
    expect(c.clock('legal').warnedAt).not.toBeNull();
    c.command('extendDeadline', DIRECTOR, { clock: 'legal', more: 10, reason: '案情复杂', basis: '示例办法' });
    expect(c.clock('legal')).toMatchObject({ warnedAt: null, dueDay: '2026-04-14' });
    expect(c.at('2026-04-03 09:00').tick()).toContain('legal warning');
  });
});

describe('what the law attaches to a limit', () => {
  const deemed = (stages: Stage[]): HandCase =>
    new HandCase(
      processOf([...stages, task('next', 'lead/officer', ['ok>yes']), end('yes'), end('lapsed')]),
      {},
      people,
    );

  it('the outcome is given by the clock, its basis recorded, the limit missed', () => {
    const c = deemed([
      task(
        'accept',
        'lead/officer',
        ['accept>next', outcome('deemed>next', { when: { any: [] }, set: { opinion: 'DEEMED' } })],
        {
          clocks: { own: 'short' },
          onDue: { outcome: 'deemed', basis: '行政许可法 第三十二条' },
        },
      ),
    ]);
    expect(c.answerRefusal(OFFICER, 'accept', 'deemed')).toBe('outcome.notOffered');
    c.at('2026-03-05 00:00').tick();
    expect(c.stands).toEqual(['next']);
    expect(c.events.at(-1)).toMatchObject({
      type: 'clockAlarm',
      actor: { kind: 'system' },
      basis: '行政许可法 第三十二条',
      data: { deemed: { stage: 'accept', outcome: 'deemed' } },
    });
    expect(c.state.facts['root']).toMatchObject({ opinion: 'DEEMED' });
    expect(c.clock('short').status).toBe('missed');
  });

  it('a wait goes another way when its limit runs out', () => {
    const c = deemed([
      wait('reply', { message: 'reply' }, 'next', {
        clocks: { own: 'short' },
        onDue: { to: 'lapsed', basis: '示例办法' },
      }),
    ]);
    c.at('2026-03-05 00:00').tick();
    expect(c.state.result).toBe('lapsed');
  });

  it('never approves by silence: without such a rule nothing happens but reminders', () => {
    const c = deemed([task('accept', 'lead/officer', ['accept>next'], { clocks: { own: 'short' } })]);
    c.at('2026-12-01 10:00').tick();
    expect(c.stands).toEqual(['accept']);
  });
});

describe('a corrected calendar or limit', () => {
  const corrected = (c: HandCase, change: { off?: string[]; legal?: number }): unknown => {
    const reference = {
      calendars: [{ ...calendar2026, version: 2, off: [...calendar2026.off, ...(change.off ?? [])] }],
      limits: limits.map((l) => (l.key === 'legal' && change.legal ? { ...l, amount: change.legal } : l)),
    };
    (c.library.references as Record<string, unknown>)['r2'] = reference;
    return c.occur('referenceChanged', { referenceRef: 'r2', reference })?.data['moved'];
  };

  it('moves due days, and says which', () => {
    const c = started();
    expect(corrected(c, { off: ['2026-03-30'] })).toEqual([{ clock: 'legal', from: '2026-03-30', to: '2026-03-31' }]);
    expect(c.occur('referenceChanged', { referenceRef: 'r2', reference: { calendars: [], limits: [] } })).toBeNull();
  });

  it('reads the rule of the day of the start again', () => {
    const c = started();
    expect(corrected(c, { legal: 30 })).toEqual([{ clock: 'legal', from: '2026-03-30', to: '2026-04-14' }]);
    expect(c.clock('legal').rule.amount).toBe(30);
  });

  it('turns a provisional date into a firm one', () => {
    const without = { calendars: [], limits };
    const c = new HandCase(
      processOf([task('work', 'lead/officer', ['ok>yes'], { clocks: { own: 'stage' } }), end('yes')]),
      {},
      people,
      without,
    );
    expect(c.clock('stage').provisional).toBe(true);
    corrected(c, {});
    expect(c.clock('stage').provisional).toBe(false);
  });
});

describe('重启 and the limits', () => {
  it('run on where the case was closed; the time in between does not count', () => {
    const c = started();
    c.at('2026-03-06 10:00').command('terminateCase', BOSS, { reason: '误作废', basis: '示例办法' });
    expect(c.clock('legal').status).toBe('cancelled');
    c.at('2026-03-13 10:00').command('reopenCase', BOSS, { reason: '恢复', basis: '示例办法', stage: 'work' });
    expect(c.clock('legal')).toMatchObject({ status: 'running', endedAt: null, dueDay: '2026-04-07' });
  });
});

describe('who is not a person of the case', () => {
  it('cannot touch its limits even with a like role elsewhere', () => {
    const c = started();
    const elsewhere = { ...personOf('x'), org: 'fire', memberships: [{ org: 'fire', role: 'director' }] };
    expect(c.refusal('extendDeadline', elsewhere, { clock: 'legal', more: 1, reason: 'x', basis: 'y' })).toBe(
      'clock.notGrantor',
    );
  });
});

describe('a limit that ends on a named day', () => {
  it('keeps that day when calendars and limits are corrected', () => {
    const c = new HandCase(
      processOf([
        task('notice', 'lead/officer', ['ok>yes'], {
          clocks: { own: 'stage', counting: { until: { fact: 'until' } } },
        }),
        end('yes'),
      ]),
      { until: '2026-03-22' },
      people,
    );
    expect(c.clock('stage').dueDay).toBe('2026-03-22');
    const reference = { calendars: [{ ...calendar2026, version: 2, off: ['2026-03-20'] }], limits };
    (c.library.references as Record<string, unknown>)['r2'] = reference;
    c.occur('referenceChanged', { referenceRef: 'r2', reference });
    expect(c.clock('stage').dueDay).toBe('2026-03-22');
  });
});
