import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyChain, type ChainedEvent } from '../../activities/records/event-chain';
import { foldCase } from '../../workflows/engine/fold';
import { libraryFor, eventsOf } from '../../activities/store/case.reader';
import { StagePlay } from '../../seeds/demo/stage-play';
import { STORIES, storyNamed } from '../../seeds/demo/stories';
import type { Played } from '../../seeds/demo/stories/story';
import { loadReference } from '../../seeds/reference';
import { startSystem, type TestSystem } from '../support/running-worker';
import { secondVersionFrom } from '../support/version-in-force';
import { pdfText } from '../unit/pdf/pdf-text';

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

async function played(name: string): Promise<Played & { text: string }> {
  const lines: string[] = [];
  const play = new StagePlay({
    url: system.url,
    password: loadReference().demoPassword,
    say: (line) => lines.push(line),
    saveTo,
  });
  const left = await storyNamed('joint-review', name).play(play);
  expect(left.caseId).toMatch(/^LS-\d{4}-\d{6}$/);
  return { ...left, text: lines.join('\n') };
}

/** The record of a case holds together and gives what the lists show. */
async function expectSoundRecord(caseId: string): Promise<void> {
  const events = await eventsOf(system.db, caseId);
  const row = await system.db.collection('cases').findOne({ _id: caseId as never });
  expect(verifyChain(events as unknown as ChainedEvent[], { seq: events.length, hash: row!['headHash'] })).toBeNull();
  const { headHash: _headHash, ...shown } = row!;
  expect(shown).toEqual(foldCase(events, await libraryFor(system.db, events)).case);
}

async function letterText({ letter }: Played): Promise<string> {
  return pdfText(await readFile(letter!.savedAs)).replace(/\s/g, '');
}

describe('the joint review of a nitration plant', () => {
  let usual: Awaited<ReturnType<typeof played>>;

  it('goes from the draft of the enterprise to the letter, every step as expected', async () => {
    usual = await played('conditions');
    expect(usual.result).toBe('conditionallyApproved');
  });

  it('tells the grade, the clock and the letter in the words of the department', () => {
    expect(usual.text).toContain('S = 8 + 6 + 1.6 = 15.6');
    expect(usual.text).toContain('R = 1.5 × (32 + 12 + 1.6) = 68.4，二级重大危险源');
    expect(usual.text).toMatch(/法定期限恢复，到期日由\d{4}-\d\d-\d\d变为\d{4}-\d\d-\d\d：.*中止/);
    expect(usual.text).toMatch(/虞联审〔\d{4}〕\d+号/);
  });

  it('leaves a record whose fold is what the lists show', () => expectSoundRecord(usual.caseId));

  it('leaves a letter that is the file on record', async () => {
    const bytes = await readFile(usual.letter!.savedAs);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const document = await system.db.collection('documents').findOne({ sha256: usual.letter!.sha256 });
    expect(String(document?._id)).toBe(usual.letter!.documentId);
  });

  it('may be approved without conditions', async () => {
    const approval = await played('approval');
    expect(approval.result).toBe('approved');
    await expectSoundRecord(approval.caseId);
  });

  it('may need two rounds of corrections', async () => {
    const corrections = await played('corrections');
    expect(corrections.result).toBe('approved');
    expect(corrections.text).toContain('提交申报材料第3版');
    await expectSoundRecord(corrections.caseId);
  });

  it('may be rejected, by a letter with reasons and remedies', async () => {
    const rejection = await played('rejection');
    expect(rejection.result).toBe('rejected');
    const letter = await letterText(rejection);
    expect(letter).toContain('外部安全防护距离不足');
    expect(letter).toContain('行政复议');
    expect(letter).toContain('行政诉讼');
    await expectSoundRecord(rejection.caseId);
  });

  it('may be withdrawn while the departments review, without a letter', async () => {
    const withdrawal = await played('withdrawal');
    expect(withdrawal).toMatchObject({ result: 'withdrawn', letter: null });
    await expectSoundRecord(withdrawal.caseId);
  });
});

describe('a story', () => {
  it('is named by procedure and name, the usual one without; an unknown name is told the known ones', () => {
    expect(storyNamed()).toBe(STORIES[0]);
    expect(storyNamed('joint-review').name).toBe('conditions');
    expect(storyNamed('joint-review', 'rejection').name).toBe('rejection');
    expect(() => storyNamed('joint-review', 'approvall')).toThrow(
      'There is no story approvall of joint-review; there is: conditions, approval, corrections, rejection, withdrawal.',
    );
    expect(() => storyNamed('manifest')).toThrow('There is no procedure manifest; there is: joint-review.');
  });

  it('stops at the first thing that is not as expected', async () => {
    const play = new StagePlay({ url: system.url, password: 'wrong-password', say: () => undefined, saveTo });
    await expect(STORIES[0]!.play(play)).rejects.toThrow('auth.badCredentials');
    expect(() => play.expect('结果', 'rejected', 'approved')).toThrow(/结果[\s\S]*approved[\s\S]*rejected/);
  });
});

describe('the same plant under the second version of the procedure', () => {
  beforeAll(() => secondVersionFrom(system.db, '2026-01-01'));

  it('goes up to the public notice, says until when it lasts, and waits for nothing', async () => {
    const approval = await played('approval');
    expect(approval).toMatchObject({ result: null, letter: null });
    const row = await system.db.collection('cases').findOne({ _id: approval.caseId as never });
    expect(row).toMatchObject({ version: 2, status: 'running', standing: [{ stage: 'publicNotice' }] });
    const notice = await system.db.collection('public_notices').findOne({ caseId: approval.caseId });
    expect(approval.text).toContain(`公示至${String(notice!['until'])}24时`);
    expect(approval.text).toContain('演示不等待公示期满，到此为止');
  });

  it('is rejected without a notice', async () => {
    expect(await played('rejection')).toMatchObject({ result: 'rejected' });
  });
});
