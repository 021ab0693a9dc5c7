import { loadReference } from '../../../seeds/reference';
import { proveSound } from '../../../workflows/engine/soundness';
import type { Fault, Known } from '../../../workflows/engine/soundness-report';
import { processDefinitions } from '../../../workflows/processes';
import type { ProcessDefinition, Stage, TaskStage } from '../../../workflows/processes/definition';
import {
  auto,
  choose,
  end,
  fixedBlock,
  label,
  limits,
  outcome,
  perDepartment,
  processOf,
  subcase,
  task,
  wait,
} from '../../support/engine-definitions';

const known: Known = {
  limits: limits.map((l) => l.key),
  roles: ['clerk', 'officer', 'chief', 'supervisor'],
  activities: ['compute'],
  processes: ['other'],
  orgs: ['lead'],
};

const sound = (more: { withdrawal?: Partial<ProcessDefinition['withdrawal']> } = {}): Partial<ProcessDefinition> => ({
  withdrawal: { allowed: true, by: { person: '$applicant' }, notIn: [], basis: 'b', ...more.withdrawal },
});
const prove = (stages: Stage[], more: Partial<ProcessDefinition> = {}): Fault[] =>
  proveSound(processOf(stages, { ...sound(), ...more }), known);
const codes = (faults: Fault[]): string[] => faults.map((f) => `${f.stage} ${f.code.replace('definition.', '')}`);

const work = (given: Parameters<typeof task>[2], more: Partial<TaskStage> = {}): TaskStage =>
  task('work', 'lead/officer', given, more);

describe('a sound definition', () => {
  it('has no faults: every kind of stage, returns out of a block, a circle with people on it', () => {
    expect(
      prove([
        auto('compute', 'gate', { onFailure: 'work', take: ['size'] }),
        choose('gate', [{ when: { fact: 'size', atLeast: 5 }, to: 'joint', basis: 'b' }], 'work'),
        work(['again>compute', 'on>joint', 'giveUp>no'], { clocks: { start: ['legal'], own: 'stage' } }),
        perDepartment(
          'joint',
          [task('review', { org: '$dept', role: 'officer' }, ['ok>done', 'back<work']), end('done')],
          'pause',
          { redoOnly: 'redo' },
        ),
        wait('pause', { until: { fact: 'until' } }, 'sub', {
          clocks: { stop: [{ limit: 'legal', reason: label('r'), basis: 'b' }] },
        }),
        subcase('sub', 'awaited', 'pair', { take: { opinion: 'result' } }),
        fixedBlock(
          'pair',
          { a: [task('a', 'lead/chief', ['ok>done', 'choose<*']), end('done')], b: [end('done')] },
          'yes',
          { join: { kind: 'quorum', of: 2 } },
        ),
        end('yes'),
        end('no'),
      ]),
    ).toEqual([]);
  });

  it('is what every procedure of the product is', () => {
    const data = loadReference();
    const definitions = processDefinitions(data);
    const activities = definitions
      .flatMap((d) => JSON.stringify(d).match(/"activity":"\w+"/g) ?? [])
      .map((a) => a.split('"')[3] ?? '');
    for (const definition of definitions) {
      const faults = proveSound(definition, {
        limits: data.limits.map((l) => l.key),
        roles: [...new Set(data.people.flatMap((p) => p.memberships.map((m) => m.role)))],
        activities,
        processes: definitions.map((d) => d.code),
      });
      expect([definition.code, definition.version, faults]).toEqual([definition.code, definition.version, []]);
    }
  });
});

describe('a fault is named with its stage', () => {
  const yes = end('yes');
  const vote = { kind: 'vote' as const, quorum: 1, threshold: 0.5, tieOutcome: 'ok' };
  const cases: [string, Fault[], string][] = [
    [
      'a start that does not exist',
      prove([work(['ok>yes']), yes], { machine: { start: 'none', stages: [work(['ok>yes']), yes] } }),
      ' noStart',
    ],
    ['an outcome that leads nowhere', prove([work(['ok>yes', 'more>none']), yes]), 'work unknownStage'],
    [
      'a stage that nothing leads to',
      prove([work(['ok>yes']), task('lost', 'lead/officer', ['ok>yes']), yes]),
      'lost unreachableStage',
    ],
    [
      'a stage without way to an end',
      prove([work(['ok>yes', 'trap>trap']), task('trap', 'lead/officer', ['again>trap']), yes]),
      'trap noEnd',
    ],
    [
      'a branch that can only be returned',
      prove([work(['ok>joint']), fixedBlock('joint', { a: [task('a', 'lead/officer', ['again>a'])] }, 'yes'), yes]),
      'joint.a/a noEnd',
    ],
    ['the same stage twice', prove([work(['ok>yes']), work(['ok>yes']), yes]), 'work duplicateStage'],
    ['no outcomes', prove([work([]), yes]), 'work noOutcomes'],
    ['the same outcome twice', prove([work(['ok>yes', 'ok>yes']), yes]), 'work duplicateOutcome'],
    [
      'only conditional outcomes',
      prove([work([outcome('ok>yes', { when: { fact: 'size', below: 3 } })]), yes]),
      'work nothingOffered',
    ],
    [
      'a circle of decisions',
      prove([
        work(['ok>a', 'end>yes']),
        choose('a', [{ when: { fact: 'size', is: 1 }, to: 'yes', basis: 'b' }], 'b'),
        auto('b', 'a'),
        yes,
      ]),
      'a circle',
    ],
    [
      'a circle over a block that may be empty',
      prove([
        perDepartment('joint', [work(['ok>done']), end('done')], 'gate'),
        choose('gate', [{ when: { fact: 'size', is: 1 }, to: 'yes', basis: 'b' }], 'joint'),
        yes,
      ]),
      'joint circle',
    ],
    [
      'a decision row without stage',
      prove([choose('a', [{ when: { all: [] }, basis: 'b' }], 'yes'), yes]),
      'a rowWithoutStage',
    ],
    [
      'a join that waits for too many',
      prove([
        fixedBlock('pair', { a: [end('done')], b: [end('done')] }, 'yes', { join: { kind: 'quorum', of: 3 } }),
        yes,
      ]),
      'pair quorumOutOfRange',
    ],
    [
      'a number of a computed block',
      prove([
        perDepartment('joint', [work(['ok>done']), end('done')], 'yes', { join: { kind: 'quorum', of: 2 } }),
        yes,
      ]),
      'joint quorumComputed',
    ],
    ['a block without branches', prove([fixedBlock('pair', {}, 'yes'), yes]), 'pair noBranches'],
    [
      'members from what is no list',
      prove([
        perDepartment('joint', [work(['ok>done']), end('done')], 'yes', {
          branches: { each: { fact: 'size', as: 'dept', machine: { start: 'done', stages: [end('done')] } } },
        }),
        yes,
      ]),
      'joint factType',
    ],
    ['an unknown limit', prove([work(['ok>yes'], { clocks: { own: 'none' } }), yes]), 'work unknownLimit'],
    [
      'a limit stopped that never starts',
      prove([work(['ok>yes'], { clocks: { meet: ['legal'] } }), yes]),
      'work limitNeverStarts',
    ],
    ['an unknown role', prove([task('work', 'lead/king', ['ok>yes']), yes]), 'work unknownAssignee'],
    ['an unknown organisation', prove([task('work', 'moon/officer', ['ok>yes']), yes]), 'work unknownAssignee'],
    ['a named person', prove([task('work', { person: 'zhang' }, ['ok>yes']), yes]), 'work unknownAssignee'],
    [
      'an undeclared fact in an assignment',
      prove([task('work', { org: '$none', role: 'officer' }, ['ok>yes']), yes]),
      'work unknownFact',
    ],
    [
      'an undeclared fact that is taken',
      prove([work([outcome('ok>yes', { take: ['none'] })]), yes]),
      'work unknownFact',
    ],
    [
      'a fact set to what it is not',
      prove([work([outcome('ok>yes', { set: { size: 'big' } })]), yes]),
      'work factType',
    ],
    [
      'a condition on a fact of another type',
      prove([work(['ok>yes', outcome('b>yes', { when: { fact: 'opinion', atLeast: 3 } })]), yes]),
      'work factType',
    ],
    [
      'a condition on a block that is none',
      prove([work(['ok>yes', outcome('b>yes', { when: { branches: 'yes', fact: 'opinion', some: 'X' } })]), yes]),
      'work unknownStage',
    ],
    ['an unknown form', prove([work(['ok>yes'], { form: 'none' }), yes]), 'work unknownForm'],
    [
      'a demanded field that the form lacks',
      prove([work([outcome('ok>yes', { demands: { fields: ['x'] } })], { form: 'f' }), yes], {
        forms: [{ key: 'f', name: label('f'), fields: [] }],
      }),
      'work unknownField',
    ],
    ['an unknown activity', prove([auto('a', 'yes', { activity: 'magic' }), yes]), 'a unknownActivity'],
    ['an unknown process', prove([subcase('a', 'awaited', 'yes', { process: 'magic' }), yes]), 'a unknownProcess'],
    [
      'a tie that comes to nothing',
      prove([work(['ok>yes'], { policy: { ...vote, tieOutcome: 'none' } }), yes]),
      'work policyOutcome',
    ],
    [
      'a vote without voters enough',
      prove([
        task('work', { roles: [{ org: 'lead', role: 'chief' }] }, ['ok>yes'], { policy: { ...vote, quorum: 2 } }),
        yes,
      ]),
      'work voteQuorum',
    ],
    [
      'a share that nobody can reach',
      prove([work(['ok>yes'], { policy: { ...vote, threshold: 1 } }), yes]),
      'work voteThreshold',
    ],
    [
      'a vote without weight',
      prove([work(['ok>yes'], { policy: { ...vote, weights: { officer: 0 } } }), yes]),
      'work voteWeights',
    ],
    [
      'a veto of who does not vote',
      prove([work(['ok>yes'], { policy: { ...vote, vetoRoles: ['chief'], vetoOutcome: 'ok' } }), yes]),
      'work voteVeto',
    ],
    [
      'approval by silence',
      prove([
        work([outcome('ok>yes', { tone: 'positive' })], {
          clocks: { own: 'stage' },
          onDue: { outcome: 'ok', basis: 'b' },
        }),
        yes,
      ]),
      'work silentApproval',
    ],
    [
      'an end by the clock without basis',
      prove([work(['ok>yes'], { clocks: { own: 'stage' }, onDue: { outcome: 'ok', basis: ' ' } }), yes]),
      'work silentApproval',
    ],
    [
      'something due without limit',
      prove([work(['ok>yes'], { onDue: { outcome: 'ok', basis: 'b' } }), yes]),
      'work dueWithoutLimit',
    ],
    [
      'a return that goes ahead',
      prove([work(['ok>next', 'jump<next']), task('next', 'lead/officer', ['ok>yes']), yes]),
      'work returnNotEarlier',
    ],
    ['a return to where it is', prove([work(['ok>yes', 'again<work']), yes]), 'work returnNotEarlier'],
    [
      'a return to the block itself',
      prove([fixedBlock('pair', { a: [work(['ok>done', 'again<pair']), end('done')] }, 'yes'), yes]),
      'pair.a/work returnNotEarlier',
    ],
    [
      'a return that two stages answer to',
      prove([
        task('first', 'lead/officer', ['ok>pair']),
        fixedBlock(
          'pair',
          { a: [task('first', 'lead/officer', ['ok>work']), work(['ok>done', 'back<first']), end('done')] },
          'yes',
        ),
        yes,
      ]),
      'pair.a/work ambiguousReturn',
    ],
    [
      'a return with a second person',
      prove([
        task('first', 'lead/officer', ['ok>work']),
        work(['ok>yes', outcome('back<first', { demands: { secondPerson: true } })]),
        yes,
      ]),
      'work returnConfirmed',
    ],
    [
      'a duty against a stage that is none',
      prove([work(['ok>yes'], { notSameAs: ['none'] }), yes]),
      'work unknownStage',
    ],
    ['codes that would not make ids', prove([task('a|b', 'lead/officer', ['ok>yes']), yes]), ' badCode'],
    ['dates that end before they begin', prove([work(['ok>yes']), yes], { effectiveTo: '2025-01-01' }), ' badDates'],
    [
      'a withdrawal bar on a stage that is none',
      prove([work(['ok>yes']), yes], sound({ withdrawal: { notIn: ['none'] } })),
      ' unknownStage',
    ],
    ['no definition at all', proveSound({ code: 'x' } as ProcessDefinition, known), ' malformed'],
  ];

  it.each(cases)('%s', (_, faults, expected) => {
    expect(codes(faults)).toContain(expected);
  });
});
