import { compareDefinitions } from '../../../workflows/engine/compare';
import { dryRun, type Script } from '../../../workflows/engine/dry-run';
import type { CompleteTask } from '../../../workflows/engine/commands';
import { previewCompletion } from '../../../workflows/engine/preview';
import type { ProcessDefinition, Stage } from '../../../workflows/processes/definition';
import { directoryOf, HandCase, headerOf, MONDAY, personOf } from '../../support/engine-case';
import {
  auto,
  calendar2026,
  end,
  limits,
  outcome,
  perDepartment,
  processOf,
  task,
  wait,
} from '../../support/engine-definitions';

const people = ['lead.clerk.1', 'lead.officer.1', 'fire.officer.1', 'env.officer.1', 'lead.supervisor.1'];
const stages: Stage[] = [
  task('accept', 'lead/clerk', ['accept>screen', 'refuse>no'], { clocks: { own: 'stage', start: ['legal'] } }),
  auto('screen', 'joint', { take: ['depts'] }),
  perDepartment(
    'joint',
    [
      task('review', { org: '$dept', role: 'officer' }, ['ok>done', 'back<accept'], { clocks: { own: 'short' } }),
      end('done'),
    ],
    'pause',
  ),
  wait('pause', { until: { fact: 'until' } }, 'decide'),
  task('decide', 'lead/chief', ['approve>yes'], { clocks: { own: 'stage' } }),
  end('yes'),
  end('no'),
];
const facts = { until: '2026-03-20' };
const definition = processOf(stages);

const rehearse = (script: Script): ReturnType<typeof dryRun> =>
  dryRun({
    definition,
    reference: { calendars: [calendar2026], limits },
    header: headerOf(),
    facts,
    script,
    directory: directoryOf(people),
    startAt: MONDAY,
  });

describe('a dry run', () => {
  it('tells who would get what, and when it would be due', () => {
    const run = rehearse([
      { stage: 'accept', outcome: 'accept', daysLater: 2 },
      { stage: 'screen', outcome: 'done', facts: { depts: ['fire', 'env'] } },
      { stage: 'review', branch: 'env', outcome: 'ok', daysLater: 1 },
      { stage: 'review', outcome: 'ok' },
      { stage: 'decide', outcome: 'approve' },
    ]);
    expect(run.visits.map((v) => [v.branch, v.stage, v.dueDay, v.answered?.by])).toEqual([
      [null, 'accept', '2026-03-09', 'lead.clerk.1'],
      [null, 'screen', null, 'compute'],
      ['fire', 'review', '2026-03-06', 'fire.officer.1'],
      ['env', 'review', '2026-03-06', 'env.officer.1'],
      [null, 'pause', null, 'clock'],
      [null, 'decide', '2026-03-27', 'lead.supervisor.1'],
    ]);
    // Nobody is the chief: it would lie with the supervisor, and shows it.
    expect(run.visits.at(-1)).toMatchObject({ fallback: true, pools: [{ org: 'lead', role: 'supervisor' }] });
    expect(run).toMatchObject({ result: 'yes', openAt: [] });
  });

  it('stops where the script has no answer, and says where', () => {
    const run = rehearse([
      { stage: 'accept', outcome: 'accept' },
      { stage: 'screen', outcome: 'done', facts: { depts: ['fire', 'env'] } },
      { stage: 'review', branch: 'fire', outcome: 'ok' },
    ]);
    expect(run).toMatchObject({ result: null, openAt: ['review'] });
    expect(run.clocks).toEqual([{ limit: 'legal', status: 'running', dueDay: '2026-03-30' }]);
  });

  it('does not go round for ever', () => {
    const run = rehearse(({ stage }) =>
      stage === 'screen'
        ? { outcome: 'done', facts: { depts: ['fire'] } }
        : { outcome: stage === 'review' ? 'back' : 'accept' },
    );
    expect(run.result).toBeNull();
    expect(run.visits.length).toBeGreaterThan(100);
  });

  it('refuses what the definition refuses', () => {
    expect(() => rehearse([{ stage: 'accept', outcome: 'nonsense' }])).toThrow(
      expect.objectContaining({ code: 'outcome.unknown' }),
    );
  });
});

describe('the preview of a return', () => {
  it('tells which opinions stay, which fall, what rests, who is told, and leaves the case alone', () => {
    const c = new HandCase(definition, { ...facts, depts: ['fire', 'env', 'police'] }, [...people, 'police.officer.1']);
    c.answer('lead.clerk.1', 'accept', 'accept');
    c.occur('automationDone', { pendingId: Object.keys(c.state.pending)[0] ?? '', facts: {}, data: {} });
    c.answer('fire.officer.1', 'review', 'ok');
    const command: CompleteTask = {
      key: 'k',
      hash: 'h',
      actor: personOf('env.officer.1'),
      taskId: c.taskFor('env.officer.1', 'review').id,
      outcome: 'back',
      facts: {},
      form: { id: 'f', hash: 'h', filled: [], hasOpinion: true, conditions: 0 },
      attachments: [],
    };
    const before = c.state;
    const preview = previewCompletion(c.state, command, { now: c.now, directory: directoryOf(people) }, c.library);
    expect(preview.stay.map((r) => r.branch)).toEqual(['fire']);
    expect(preview.fall).toEqual([]);
    expect(preview.closed.map((t) => [t.branch, t.how])).toEqual([['police', 'suspended']]);
    expect(preview.opened.map((t) => t.task.stage)).toEqual(['accept']);
    expect(preview.told).toEqual(['r:lead/clerk', 'r:police/officer']);
    expect(c.state).toBe(before);
  });
});

describe('two versions compared', () => {
  const v2: ProcessDefinition = {
    ...processOf([
      ...stages
        .filter((s) => s.code !== 'pause')
        .map((s): Stage => {
          switch (s.code) {
            case 'accept':
              return task(
                'accept',
                'lead/officer',
                ['accept>screen', outcome('refuse>no', { demands: { attachment: true } })],
                { clocks: { own: 'stage', start: ['legal'] } },
              );
            case 'joint':
              return {
                ...perDepartment(
                  'joint',
                  [
                    task('review', { org: '$dept', role: 'officer' }, ['ok>done'], { clocks: { own: 'stage' } }),
                    end('done'),
                  ],
                  'decide',
                ),
              };
            default:
              return s;
          }
        }),
    ]),
    version: 2,
  };

  it('says what changed and for whom', () => {
    const found = compareDefinitions(definition, v2);
    expect(found.map((d) => [d.what, d.stage, d.part, d.whom])).toEqual([
      ['changed', 'accept', 'assignment', ['lead/clerk', 'lead/officer']],
      ['changed', 'accept', 'outcome refuse', ['lead/clerk', 'lead/officer']],
      ['changed', 'joint', 'to', []],
      ['changed', 'joint/review', 'clocks', ['$dept/officer']],
      ['removed', 'joint/review', 'outcome back', ['$dept/officer']],
      ['removed', 'pause', null, []],
    ]);
  });

  it('finds nothing between a version and itself, whatever the order of its keys', () => {
    expect(compareDefinitions(definition, JSON.parse(JSON.stringify(definition)) as ProcessDefinition)).toEqual([]);
    const turned = Object.fromEntries(Object.entries(definition).reverse()) as unknown as ProcessDefinition;
    expect(compareDefinitions(definition, turned)).toEqual([]);
  });
});
