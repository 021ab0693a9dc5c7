import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyChain, type ChainedEvent } from '../../activities/records/event-chain';
import { eventsOf, libraryFor } from '../../activities/store/case.reader';
import { StagePlay } from '../../seeds/demo/stage-play';
import { jointReviewStory } from '../../seeds/demo/stories/joint-review.story';
import { loadReference } from '../../seeds/reference';
import { foldCase } from '../../workflows/engine/fold';
import { ChildSystem } from '../support/child-system';

jest.setTimeout(600_000);

/** Screening twice and the letter: what the system itself does in this story. */
const OWN_STEPS = 3;
/**
 * Lines of the story at which the worker dies: the next request is on its way at that moment. After the first one the screening
 * is running; what it was doing is tried again when its time is up.
 */
const DEADLY = [
  /^ +示例·开发区窗口甲：受理/,
  /区自然资源和规划局.*退回经办人/,
  /：发出补正告知书/,
  /区生态环境分局.*补正内容已落实/,
  /：拟附条件同意/,
];
const PATIENCE_MS = 240_000;

let system: ChildSystem;
let saveTo: string;

beforeAll(async () => {
  system = await ChildSystem.start();
  saveTo = await mkdtemp(join(tmpdir(), 'hazflow-fault-'));
});

afterAll(async () => {
  await system?.stop();
  await rm(saveTo, { recursive: true, force: true });
});

it('a case whose worker is killed again and again is decided, and each accepted answer is recorded exactly once', async () => {
  const waiting = [...DEADLY];
  let death = Promise.resolve();
  const play = new StagePlay({
    url: system.url,
    password: loadReference().demoPassword,
    patienceMs: PATIENCE_MS,
    saveTo,
    say: (line) => {
      if (!waiting[0]?.test(line)) return;
      waiting.shift();
      death = death.then(() => system.killWorker()).then(() => system.startWorker());
    },
  });
  const { caseId } = await jointReviewStory.play(play).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${system.lastWords}`);
  });
  await death;
  expect(waiting).toEqual([]);

  const events = await eventsOf(system.db, caseId);
  const counts = play.accepted.map(({ key }) => events.filter(({ command }) => command?.key === key).length);
  expect(counts).toEqual(play.accepted.map(() => 1));
  // Nothing was done that nobody asked for: the record holds the accepted answers and the system's own steps.
  expect(events).toHaveLength(play.accepted.length + OWN_STEPS);
  const row = await system.db.collection('cases').findOne({ _id: caseId as never });
  expect(verifyChain(events as unknown as ChainedEvent[], { seq: events.length, hash: row!['headHash'] })).toBeNull();
  const { headHash: _headHash, ...shown } = row!;
  expect(shown).toEqual(foldCase(events, await libraryFor(system.db, events)).case);
  expect(shown).toMatchObject({ status: 'ended', result: 'conditionallyApproved' });
  expect(await system.db.collection('letters').countDocuments({ caseId, kind: 'jointReview.decision' })).toBe(1);
  expect(await system.db.collection('tasks').countDocuments({ caseId, status: 'open' })).toBe(0);
});
