import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyChain, type ChainedEvent } from '../../activities/records/event-chain';
import { foldCase } from '../../workflows/engine/fold';
import { libraryFor, eventsOf } from '../../activities/store/case.reader';
import { StagePlay } from '../../seeds/demo/stage-play';
import { STORIES } from '../../seeds/demo/stories';
import type { Played } from '../../seeds/demo/stories/story';
import { loadReference } from '../../seeds/reference';
import { startSystem, type TestSystem } from '../support/running-worker';

jest.setTimeout(300_000);

let system: TestSystem;
let saveTo: string;

beforeAll(async () => {
  system = await startSystem();
  saveTo = await mkdtemp(join(tmpdir(), 'hazflow-story-'));
});

afterAll(async () => {
  await system?.close();
  await rm(saveTo, { recursive: true, force: true });
});

describe('the joint review of a nitration plant', () => {
  const lines: string[] = [];
  let play: StagePlay;
  let played: Played;

  it('goes from the draft of the enterprise to the letter, every step as expected', async () => {
    const story = STORIES.find(({ name }) => name === 'joint-review')!;
    play = new StagePlay({
      url: system.url,
      password: loadReference().demoPassword,
      say: (line) => lines.push(line),
      saveTo,
    });
    played = await story.play(play);
    expect(played.caseId).toMatch(/^LS-\d{4}-\d{6}$/);
  });

  it('tells the grade, the clock and the letter in the words of the department', () => {
    const text = lines.join('\n');
    expect(text).toContain('S = 8 + 6 + 1.6 = 15.6');
    expect(text).toContain('R = 1.5 × (32 + 12 + 1.6) = 68.4，二级重大危险源');
    expect(text).toMatch(/法定期限恢复，到期日由\d{4}-\d\d-\d\d变为\d{4}-\d\d-\d\d：.*中止/);
    expect(text).toMatch(/虞联审〔\d{4}〕\d+号/);
  });

  it('leaves a record whose fold is what the lists show', async () => {
    const { caseId } = played;
    const events = await eventsOf(system.db, caseId);
    const row = await system.db.collection('cases').findOne({ _id: caseId as never });
    expect(verifyChain(events as unknown as ChainedEvent[], { seq: events.length, hash: row!['headHash'] })).toBeNull();
    const { headHash: _headHash, ...shown } = row!;
    expect(shown).toEqual(foldCase(events, await libraryFor(system.db, events)).case);
  });

  it('leaves a letter that is the file on record', async () => {
    const { letter } = played;
    const bytes = await readFile(letter.savedAs);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const document = await system.db.collection('documents').findOne({ sha256: letter.sha256 });
    expect(String(document?._id)).toBe(letter.documentId);
  });
});

describe('a story', () => {
  it('stops at the first thing that is not as expected', async () => {
    const play = new StagePlay({ url: system.url, password: 'wrong-password', say: () => undefined, saveTo });
    await expect(STORIES[0]!.play(play)).rejects.toThrow('auth.badCredentials');
    expect(() => play.expect('结果', 'rejected', 'approved')).toThrow(/结果[\s\S]*approved[\s\S]*rejected/);
  });
});
