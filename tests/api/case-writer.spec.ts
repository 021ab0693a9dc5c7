import type { Connection } from 'mongoose';
import { commitCase } from '../../activities/store/case.writer';
import { foldCase } from '../../workflows/engine/fold';
import type { CommitInput } from '../../workflows/engine/ports';
import { decidedOnConditions } from '../support/joint-review-decided';
import { openTestDatabase } from './documents/test-database';

let connection: Connection;
let drop: () => Promise<void>;
let first: CommitInput;
let second: CommitInput;

/** The turns of one case: what it is after its first half, and after the rest. */
beforeEach(async () => {
  ({ connection, drop } = await openTestDatabase());
  const { story } = await decidedOnConditions();
  const half = Math.floor(story.events.length / 2);
  const turn = (from: number, to: number): CommitInput => {
    const folded = foldCase(story.events.slice(0, to), story.library);
    return {
      caseId: folded.case._id,
      prevHash: '',
      events: story.events.slice(from, to),
      case: folded.case,
      tasks: [...folded.tasks.values()],
      notifications: [],
    };
  };
  first = turn(0, half);
  const { headHash } = (await commitCase(connection, first)) as { headHash: string };
  second = { ...turn(half, story.events.length), prevHash: headHash };
});
afterEach(() => drop());

const rows = async (): Promise<unknown[]> => [
  await connection.collection('cases').findOne({ _id: first.caseId as never }),
  ...(await connection.collection('tasks').find({ caseId: first.caseId }).sort({ _id: 1 }).toArray()),
];

it('a turn that a dying server kept only the events of is whole after it was written again', async () => {
  await commitCase(connection, second);
  const whole = await rows();
  await connection.collection('tasks').deleteMany({ caseId: first.caseId });
  expect(await commitCase(connection, second)).toMatchObject({ kind: 'written' });
  expect(await rows()).toEqual(whole);
});

it('so is the turn with which a case begins', async () => {
  const whole = await rows();
  await connection.collection('cases').deleteMany({});
  await connection.collection('tasks').deleteMany({});
  expect(await commitCase(connection, first)).toMatchObject({ kind: 'written' });
  expect(await rows()).toEqual(whole);
});

it('a turn written again after the record has gone on changes nothing and is told how it went on', async () => {
  await commitCase(connection, second);
  const whole = await rows();
  const answer = await commitCase(connection, first);
  expect(answer.kind).toBe('recorded');
  expect(await rows()).toEqual(whole);
});
