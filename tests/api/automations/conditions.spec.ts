import type { Connection } from 'mongoose';
import { createAutomations } from '../../../activities/automations';
import { CASE, caseSchema, EVENT, eventSchema } from '../../../activities/store/case.schema';
import { commitCase } from '../../../activities/store/case.writer';
import { FORM_MODEL, formSchema } from '../../../activities/store/form.schema';
import { modelOf } from '../../../activities/store/model-of';
import { foldCase } from '../../../workflows/engine/fold';
import type { AutomationInput } from '../../../workflows/engine/ports';
import type { Facts } from '../../../workflows/processes/definition';
import { decidedOnConditions } from '../../support/joint-review-decided';
import { openTestDatabase } from '../documents/test-database';

const LIFE = 'XM-2026-000001';

describe('附加条件', () => {
  let connection: Connection;
  let drop: () => Promise<void>;
  let joint: AutomationInput;

  beforeAll(async () => {
    ({ connection, drop } = await openTestDatabase());
    const { story, source } = await decidedOnConditions();
    joint = source.input;
    const folded = foldCase(story.events, story.library);
    await commitCase(connection, {
      caseId: joint.caseId,
      prevHash: '',
      events: story.events,
      case: folded.case,
      tasks: [...folded.tasks.values()],
      notifications: [],
    });
    const forms = [...source.forms].map(([_id, data]) => ({
      _id,
      caseId: joint.caseId,
      form: 'decision',
      data,
      hash: 'h',
      by: 'p',
      at: new Date(0),
    }));
    await modelOf(connection, FORM_MODEL, formSchema).create(forms);
  });

  afterAll(() => drop());

  const run = (activity: string, stage: string, facts: Facts) =>
    createAutomations({ connection, publicUrl: '', secretsDir: '' })[activity]!({
      ...joint,
      caseId: LIFE,
      header: {
        ...joint.header,
        parent: { caseId: joint.caseId, process: 'jointReview', pendingId: 'p', awaited: false },
      },
      activity,
      stage,
      facts,
    });

  async function obligation(caseId: string, checkPoint: string, result: string | null): Promise<void> {
    const row = { _id: caseId, caseNo: caseId, process: 'obligation', parentCase: LIFE, result };
    await modelOf(connection, CASE, caseSchema).collection.insertOne(row as never);
    const changes = [{ on: 'facts', id: 'root', set: { checkPoint }, was: null }];
    await modelOf(connection, EVENT, eventSchema).collection.insertOne({
      _id: `${caseId}:1`,
      caseId,
      seq: 1,
      changes,
    } as never);
  }

  it('are those of the decision, each with who set it, its day and its check point', async () => {
    expect((await run('listConditions', 'listConditions', { decision: 'conditionallyApproved' })).facts).toEqual({
      conditionKeys: ['c1', 'c2'],
    });
    expect((await run('listConditions', 'listConditions', { decision: 'approved' })).facts).toEqual({
      conditionKeys: [],
    });
    expect((await run('readCondition', 'readCondition', { conditionKey: 'c1' })).facts).toEqual({
      setBy: 'EMB',
      dueDay: '2027-03-31',
      checkPoint: 'trialProduction',
    });
    expect((await run('readCondition', 'readCondition', { conditionKey: 'c2' })).facts['setBy']).toBe('HWEDZ');
  });

  it('bar their check point and the later ones while open, whatever ended them but fulfilment or lifting', async () => {
    await obligation('TJ-1', 'trialProduction', null);
    await obligation('TJ-2', 'trialProduction', 'fulfilled');
    await obligation('TJ-3', 'construction', 'terminated');
    await obligation('TJ-4', '投料之前', null);
    const open = async (point: string) => (await run('checkConditions', `conditions-${point}`, {})).data['open'];
    expect(await open('safetyDesignReview')).toEqual([]);
    expect(await open('construction')).toEqual(['TJ-3']);
    expect(await open('trialProduction')).toEqual(expect.arrayContaining(['TJ-1', 'TJ-3']));
    expect(await open('licence')).toHaveLength(3);
  });
});
