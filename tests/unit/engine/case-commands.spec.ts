import type { LimitRule } from '../../../workflows/domain/limit';
import { URGE_REST } from '../../../workflows/engine/people-commands';
import type { ProcessDefinition, Stage } from '../../../workflows/processes/definition';
import { HandCase, HOUR, MONDAY, personOf } from '../../support/engine-case';
import { calendar2026, end, limits, outcome, perDepartment, processOf, task } from '../../support/engine-definitions';

const CLERK = 'lead.clerk.1';
const OFFICER = 'lead.officer.1';
const BOSS = 'lead.supervisor.1';
const people = [CLERK, OFFICER, BOSS, 'fire.officer.1', 'env.officer.1'];

const stages: Stage[] = [
  task('apply', 'lead/clerk', ['submit>joint']),
  perDepartment('joint', [task('review', { org: '$dept', role: 'officer' }, ['ok>done']), end('done')], 'decided'),
  task('decided', 'lead/officer', ['close>yes']),
  end('yes'),
];
const definition = processOf(stages);
const facts = { depts: ['fire', 'env'], applicant: 'applicant' };
const start = (of: ProcessDefinition = definition): HandCase => new HandCase(of, facts, people);
const reason = { reason: '示例理由', basis: '示例办法 第九条' };

function toJoint(): HandCase {
  const c = start();
  c.answer(CLERK, 'apply', 'submit');
  return c;
}

function toDecided(): HandCase {
  const c = toJoint();
  c.answer('fire.officer.1', 'review', 'ok');
  c.answer('env.officer.1', 'review', 'ok');
  return c;
}

describe('撤件', () => {
  it('by the applicant, ends the case with everything in it', () => {
    const c = toJoint();
    expect(c.refusal('withdrawCase', CLERK, reason)).toBe('access.denied');
    expect(c.refusal('withdrawCase', 'applicant', { ...reason, reason: '' })).toBe('opinion.required');
    c.command('withdrawCase', 'applicant', reason);
    expect(c.state).toMatchObject({ status: 'ended', result: 'withdrawn' });
    expect([c.tasks('open'), c.tasks('waiting'), c.stands]).toEqual([[], [], []]);
    expect(c.events.at(-1)?.changes.filter((x) => x.set['status'] === 'cancelled' && x.on === 'task')).toHaveLength(2);
    expect(c.refusal('withdrawCase', 'applicant', reason)).toBe('case.ended');
  });

  it('is refused where the definition says so', () => {
    expect(toDecided().refusal('withdrawCase', 'applicant', reason)).toBe('withdraw.notAllowed');
  });
});

describe('作废 and 重启', () => {
  it('作废 by the supervisor with reason and basis', () => {
    const c = toJoint();
    expect(c.refusal('terminateCase', OFFICER, reason)).toBe('access.denied');
    expect(c.refusal('terminateCase', BOSS, { ...reason, basis: '' })).toBe('opinion.required');
    c.command('terminateCase', BOSS, reason);
    expect(c.state.result).toBe('terminated');
  });

  it('重启 goes on at a stage that was passed, and only there', () => {
    const c = toJoint();
    expect(c.refusal('reopenCase', BOSS, { ...reason, stage: 'apply' })).toBe('case.notEnded');
    c.command('terminateCase', BOSS, reason);
    expect(c.refusal('reopenCase', OFFICER, { ...reason, stage: 'apply' })).toBe('access.denied');
    expect(c.refusal('reopenCase', BOSS, { ...reason, stage: 'decided' })).toBe('return.notEarlier');
    expect(c.refusal('reopenCase', BOSS, { ...reason, stage: 'none' })).toBe('return.notEarlier');
    c.command('reopenCase', BOSS, { ...reason, stage: 'joint' });
    expect(c.stands).toEqual(['env/review', 'fire/review']);
    c.answer('fire.officer.1', 'review', 'ok');
    c.answer('env.officer.1', 'review', 'ok');
    c.answer(OFFICER, 'decided', 'close');
    expect(c.state).toMatchObject({ status: 'ended', result: 'yes' });
    c.command('reopenCase', BOSS, { ...reason, stage: 'decided' });
    expect(c.stands).toEqual(['decided']);
  });
});

describe('紧急程度', () => {
  const urgent = { priority: 'urgent' as const, reason: '列入市重点项目' };

  it('is set by the leading organisation: its supervisor or the chief of its section, not by who reviews', () => {
    const c = new HandCase(definition, facts, [...people, 'lead.sectionChief.1', 'fire.sectionChief.1']);
    for (const who of [CLERK, OFFICER, 'fire.sectionChief.1', 'applicant', 'stranger']) {
      expect([who, c.refusal('setPriority', who, urgent)]).toEqual([who, 'access.denied']);
    }
    c.command('setPriority', 'lead.sectionChief.1', urgent);
    c.command('setPriority', BOSS, { ...urgent, priority: 'veryUrgent' });
    expect(c.state.priority).toBe('veryUrgent');
    expect(c.events.at(-1)).toMatchObject({ type: 'prioritySet', data: { was: 'urgent', priority: 'veryUrgent' } });
  });

  it('needs a reason and is not set twice to the same', () => {
    const c = toJoint();
    expect(c.refusal('setPriority', BOSS, { ...urgent, reason: ' ' })).toBe('opinion.required');
    expect(c.refusal('setPriority', BOSS, { ...urgent, priority: 'normal' })).toBe('priority.same');
    c.command('setPriority', BOSS, urgent);
    expect(c.refusal('setPriority', BOSS, urgent)).toBe('priority.same');
  });

  it('moves no due moment and takes nobody the time to recall', () => {
    const c = toJoint();
    c.answer('fire.officer.1', 'review', 'ok');
    const { id } = c.taskFor('env.officer.1', 'review');
    const due = Object.values(c.state.clocks).map(({ dueAt }) => dueAt);
    const recallable = c.state.undo.length;
    c.command('setPriority', BOSS, urgent);
    expect(Object.values(c.state.clocks).map(({ dueAt }) => dueAt)).toEqual(due);
    expect(c.state.undo).toHaveLength(recallable);
    expect(c.state.tasks[id]?.status).toBe('open');
  });
});

describe('催办, 抄送, 沟通, 已阅', () => {
  it('催办 has a cool-down', () => {
    const c = toJoint();
    const { id } = c.taskFor('fire.officer.1', 'review');
    c.command('urge', 'applicant', { taskId: id, note: '' });
    expect(c.refusal('urge', CLERK, { taskId: id, note: '' })).toBe('urge.coolDown');
    c.now += 4 * HOUR;
    c.command('urge', CLERK, { taskId: id, note: '' });
    expect(c.state.tasks[id]?.urged?.count).toBe(2);
    expect(c.refusal('urge', 'stranger', { taskId: id, note: '' })).toBe('access.denied');
  });

  it('催办: how long a task rests afterwards is a limit of the day on which it was urged', () => {
    const rest: LimitRule = { ...limits[0]!, key: URGE_REST, unit: 'HOUR', amount: 1 };
    const c = new HandCase(definition, facts, people, { calendars: [calendar2026], limits: [...limits, rest] });
    c.answer(CLERK, 'apply', 'submit');
    const { id } = c.taskFor('fire.officer.1', 'review');
    c.command('urge', 'applicant', { taskId: id, note: '' });
    c.now += HOUR - 1;
    expect(c.refusal('urge', CLERK, { taskId: id, note: '' })).toBe('urge.coolDown');
    c.now += 1;
    c.command('urge', CLERK, { taskId: id, note: '' });
    expect(c.state.tasks[id]?.urged?.count).toBe(2);
  });

  it('who worked on the case may still speak on it, a stranger may not', () => {
    const c = toDecided();
    const said = {
      form: { id: 'f', hash: 'h', filled: [], hasOpinion: true, conditions: 0 },
      taskId: null,
      mentions: [],
    };
    expect(c.refusal('comment', CLERK, said)).toBe('accepted');
    expect(c.refusal('comment', 'stranger', said)).toBe('access.denied');
    expect(c.refusal('markRead', 'stranger', {})).toBe('access.denied');
  });

  it('抄送 lets read and comment, but neither copy on nor attach', () => {
    const c = toJoint();
    c.command('carbonCopy', CLERK, { persons: ['reader', 'reader'], note: '' });
    expect(c.state.copied).toEqual(['reader']);
    expect(c.refusal('markRead', 'reader', {})).toBe('accepted');
    expect(c.refusal('carbonCopy', 'reader', { persons: ['x'], note: '' })).toBe('access.denied');
    expect(c.refusal('attach', 'reader', { taskId: null, documentId: 'd', kind: 'k' })).toBe('access.denied');
    expect(c.refusal('attach', 'applicant', { taskId: null, documentId: 'd', kind: 'k' })).toBe('accepted');
  });

  it('speaking and reading stay possible after the end, deciding does not', () => {
    const c = toJoint();
    const { id } = c.taskFor('fire.officer.1', 'review');
    c.command('terminateCase', BOSS, reason);
    expect(c.refusal('markRead', BOSS, {})).toBe('accepted');
    expect(c.refusal('urge', BOSS, { taskId: id, note: '' })).toBe('case.ended');
    expect(c.refusal('claimTask', 'fire.officer.1', { taskId: id })).toBe('case.ended');
  });
});

describe('one person, one department', () => {
  it('does not review for two departments in one case', () => {
    const c = toJoint();
    const both = {
      kind: 'person' as const,
      id: 'p',
      org: 'fire',
      memberships: [
        { org: 'fire', role: 'officer' },
        { org: 'env', role: 'officer' },
      ],
    };
    c.answer(both, 'review', 'ok');
    const done = c.results('joint')[0]?.split(':')[0];
    const other = c.tasks('open', 'review')[0];
    expect(other?.pools[0]?.org).not.toBe(done);
    expect(
      c.refusal('completeTask', both, {
        taskId: other?.id ?? '',
        outcome: 'ok',
        facts: {},
        form: null,
        attachments: [],
      }),
    ).toBe('duty.twoDepartments');
  });
});

describe('a stale view, a back-dated entry', () => {
  it('expectedSeq refuses to act on what has changed', () => {
    const c = toJoint();
    expect(c.answerRefusal('fire.officer.1', 'review', 'ok', { expectedSeq: 1 })).toBe('case.stale');
    expect(c.answerRefusal('fire.officer.1', 'review', 'ok', { expectedSeq: 2 })).toBe('accepted');
  });

  it('补录 bears its mark, needs proof and no future', () => {
    const c = toJoint();
    const at = new Date(MONDAY - HOUR).toISOString();
    const later = new Date(MONDAY + HOUR).toISOString();
    expect(c.answerRefusal('fire.officer.1', 'review', 'ok', { backdated: { at, evidence: ' ' } })).toBe(
      'record.badBackdating',
    );
    expect(c.answerRefusal('fire.officer.1', 'review', 'ok', { backdated: { at: later, evidence: 'd1' } })).toBe(
      'record.badBackdating',
    );
    expect(c.answerRefusal('fire.officer.1', 'review', 'ok', { backdated: { at: 'gestern', evidence: 'd1' } })).toBe(
      'record.badBackdating',
    );
    c.answer('fire.officer.1', 'review', 'ok', { backdated: { at, evidence: 'd1' } });
    expect(c.events.at(-1)).toMatchObject({ backdated: { at, evidence: 'd1' }, at: new Date(MONDAY).toISOString() });
  });
});

describe('what an outcome demands', () => {
  const demanding = (): HandCase =>
    start(
      processOf([
        task('apply', 'lead/clerk', [
          outcome('a>yes', { demands: { opinion: true } }),
          outcome('b>yes', { demands: { conditions: true } }),
          outcome('c>yes', { demands: { attachment: true } }),
          outcome('d>yes', { demands: { fields: ['points'] } }),
          outcome('e>yes', { when: { fact: 'size', atLeast: 5 } }),
          outcome('f>yes', { take: ['size'] }),
        ]),
        end('yes'),
      ]),
    );

  it.each([
    ['a', 'outcome.demandsOpinion'],
    ['b', 'outcome.demandsConditions'],
    ['c', 'outcome.demandsAttachment'],
    ['d', 'outcome.demandsField'],
    ['e', 'outcome.notOffered'],
    ['z', 'outcome.unknown'],
  ])('%s is refused with %s', (code, refusal) => {
    expect(demanding().answerRefusal(CLERK, 'apply', code, { form: null })).toBe(refusal);
  });

  it('takes only the facts that the outcome names, in their declared type', () => {
    expect(demanding().answerRefusal(CLERK, 'apply', 'f', { facts: { depts: ['x'] } })).toBe('outcome.factNotTaken');
    expect(demanding().answerRefusal(CLERK, 'apply', 'f', { facts: { size: 'big' } })).toBe('outcome.factType');
    const c = demanding();
    c.answer(CLERK, 'apply', 'f', { facts: { size: 7 } });
    expect(c.state.facts['root']).toMatchObject({ size: 7 });
  });
});

describe('迁移 to a newer version', () => {
  const v2 = (change: (all: Stage[]) => Stage[], more: Partial<ProcessDefinition> = {}): ProcessDefinition => ({
    ...processOf(change(stages), more),
    version: 2,
  });
  const migrate = (c: HandCase, to: ProcessDefinition, who = BOSS): string => {
    c.library.definitions['d2'] = to;
    return c.refusal('migrateCase', who, { definitionRef: 'd2', definition: to, reason: '新版施行' });
  };

  it('keeps the work where it stands and goes on by the new rules', () => {
    const c = toJoint();
    const next = v2((all) => [
      ...all.map((s) => (s.code === 'decided' ? task('decided', 'lead/officer', ['close>archive']) : s)),
      task('archive', 'lead/clerk', ['ok>yes']),
    ]);
    expect(migrate(c, next, OFFICER)).toBe('access.denied');
    expect(migrate(c, next)).toBe('accepted');
    expect(c.state.definition.version).toBe(2);
    c.answer('fire.officer.1', 'review', 'ok');
    c.answer('env.officer.1', 'review', 'ok');
    c.answer(OFFICER, 'decided', 'close');
    expect(c.stands).toEqual(['archive']);
  });

  it('is refused with the stage that is missing or of another kind', () => {
    expect(
      migrate(
        toDecided(),
        v2((all) => all.filter((s) => s.code !== 'decided')),
      ),
    ).toBe('migration.impossible');
    expect(
      migrate(
        toDecided(),
        v2((all) => all.map((s) => (s.code === 'decided' ? end('decided') : s))),
      ),
    ).toBe('migration.impossible');
    expect(
      migrate(
        start(),
        v2((all) => all, { code: 'other' }),
      ),
    ).toBe('migration.impossible');
  });

  it('starts a limit of the case that the new version starts in a stage already passed', () => {
    const c = toDecided();
    migrate(
      c,
      v2((all) => all.map((s) => (s.code === 'apply' ? { ...s, clocks: { start: ['legal'] } } : s))),
    );
    expect(c.clock('legal')).toMatchObject({ status: 'running' });
  });
});

describe('who may see what', () => {
  it('counts a person named in a task as involved, a stranger never', () => {
    const c = toJoint();
    expect(c.state.involved).toEqual(expect.arrayContaining(['o:fire', 'o:env']));
    expect(
      c.refusal('urge', personOf('env.officer.1'), { taskId: c.taskFor('fire.officer.1', 'review').id, note: '' }),
    ).toBe('accepted');
  });
});
