import { Client, Connection as Temporal } from '@temporalio/client';
import type { Connection } from 'mongoose';
import { caseActivities } from '../../activities/cases/case.activities';
import { CASE, caseSchema } from '../../activities/store/case.schema';
import { modelOf } from '../../activities/store/model-of';
import { PERSON, personSchema } from '../../activities/store/person.schema';
import { loadSeeds } from '../../seeds/load';
import { foldCase } from '../../workflows/engine/fold';
import type { CaseActivities, CommitInput } from '../../workflows/engine/ports';
import { decidedOnConditions } from '../support/joint-review-decided';
import { openTestDatabase } from './documents/test-database';

const CHIEF = 'EMB/sectionChief';
const OFFICER = 'EMB/caseOfficer';

describe('who holds a role, confirmed where a decision is written', () => {
  let connection: Connection;
  let drop: () => Promise<void>;
  let activities: CaseActivities;
  let turn: CommitInput;

  beforeAll(async () => {
    ({ connection, drop } = await openTestDatabase());
    await loadSeeds(connection);
    const client = new Client({ connection: Temporal.lazy({ address: '127.0.0.1:1' }) });
    activities = caseActivities({ connection, client, taskQueue: 'none', automations: {} });
    const { story } = await decidedOnConditions();
    const folded = foldCase(story.events, story.library);
    turn = {
      caseId: folded.case._id,
      prevHash: '',
      events: story.events,
      case: folded.case,
      tasks: [...folded.tasks.values()],
      notifications: [],
    };
  });

  afterAll(() => drop());

  const written = (): Promise<number> => modelOf(connection, CASE, caseSchema).countDocuments({ _id: turn.caseId });

  it('finds the holders of several roles, in the order of their ids, and nobody for a role that nobody holds', async () => {
    const found = await activities.resolveRoles({ keys: [CHIEF, OFFICER, 'EMB/astrologer'] });
    expect(found).toEqual({
      [CHIEF]: ['p-emb-chief'],
      [OFFICER]: expect.arrayContaining(['p-emb-officer1']),
      'EMB/astrologer': [],
    });
    expect(found[OFFICER]).toEqual([...(found[OFFICER] ?? [])].sort());
  });

  it('writes nothing when somebody else holds the role by now, and says who', async () => {
    const before = await activities.resolveRoles({ keys: [CHIEF] });
    await modelOf(connection, PERSON, personSchema).updateOne({ _id: 'p-emb-chief' }, { $set: { status: 'left' } });
    expect(await activities.commitCase({ ...turn, holders: before })).toEqual({
      kind: 'holdersChanged',
      holders: { [CHIEF]: [] },
    });
    expect(await written()).toBe(0);
  });

  it('writes when they are who they were', async () => {
    const today = await activities.resolveRoles({ keys: [CHIEF, OFFICER] });
    expect(await activities.commitCase({ ...turn, holders: today })).toMatchObject({ kind: 'written' });
    expect(await written()).toBe(1);
  });
});
