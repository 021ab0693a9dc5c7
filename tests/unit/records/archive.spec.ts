import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { unzipSync } from 'fflate';
import { caseArchive } from '../../../activities/records/case-archive';
import { chainEvents, type ChainedEvent } from '../../../activities/records/event-chain';
import { verifyAnchored, verifyAnchors } from '../../../activities/records/anchor-check';
import { anchorBytes, anchorHash } from '../../../activities/records/anchor';
import { seal, type Sealer } from '../../../activities/records/sealer';
import {
  archiveInput,
  CASE_ID,
  events,
  fileOf,
  makeArchive,
  newSealer,
  removeFiles,
  tampered,
  verifyArchive,
} from './archive-support';

const lines = (edit: (lines: string[]) => string[]) => (old: Buffer) =>
  `${edit(old.toString('utf8').trimEnd().split('\n')).join('\n')}\n`;

afterAll(removeFiles);

describe('archive of a case', () => {
  let sealer: Sealer;
  let archive: Buffer;
  let key: string;
  beforeAll(async () => {
    sealer = newSealer();
    archive = await makeArchive(sealer);
    key = fileOf(sealer.publicKey);
  });

  it('holds record, rows, forms as data and PDF, documents, proofs and manifest', () => {
    const files = unzipSync(archive);
    expect(Object.keys(files).sort()).toEqual([
      'README.txt',
      'anchors.json',
      'case.json',
      'documents.json',
      'documents/aaaaaaaaaaaaaaaaaaaaaaaa/安全评价报告.pdf',
      'documents/bbbbbbbbbbbbbbbbbbbbbbbb/现场.png',
      'events.jsonl',
      'forms/opinion_1_2.json',
      'forms/opinion_1_2.pdf',
      'history.json',
      'letters.json',
      'library.json',
      'manifest.json',
      'signature.json',
      'tasks.json',
    ]);
    expect(Buffer.from(files['forms/opinion_1_2.pdf']!).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('is found intact by the verifier, which needs nothing but Node', async () => {
    const result = await verifyArchive(archive, '--key', key);
    expect(result).toMatchObject({ code: 0 });
    expect(result.output).toContain('INTACT 完好');
    expect(result.output).toContain(`${CASE_ID}: 9 events, 13 files`);
    expect(result.output).not.toContain('enclosed');
    const open = await verifyArchive(archive);
    expect(open.code).toBe(0);
    expect(open.output).toContain('The key is the enclosed one');
  });

  it('is the same again for the same case and moment', async () => {
    expect((await makeArchive(sealer)).equals(archive)).toBe(true);
  });

  const drills: [string, Parameters<typeof tampered>[1], string][] = [
    [
      'an edited event',
      { 'events.jsonl': lines((l) => l.map((x, i) => (i === 4 ? x.replace('AGREE', 'OBJECT') : x))) },
      'event 5 was edited',
    ],
    ['a deleted event', { 'events.jsonl': lines((l) => l.filter((_, i) => i !== 2)) }, 'event 3 is missing'],
    [
      'swapped events',
      { 'events.jsonl': lines((l) => [...l.slice(0, 2), l[3]!, l[2]!, ...l.slice(4)]) },
      'event 4 stands in the place of event 3',
    ],
    ['a cut record', { 'events.jsonl': lines((l) => l.slice(0, 6)) }, 'the record ends before event 7'],
    [
      'a line that is no JSON',
      { 'events.jsonl': lines((l) => l.map((x, i) => (i === 1 ? x.slice(1) : x))) },
      'event 2 was edited',
    ],
    [
      'a chain computed anew',
      { 'events.jsonl': () => rechained() },
      'the record does not end with the event 9 that was sealed',
    ],
    [
      'an edited document',
      { 'documents/aaaaaaaaaaaaaaaaaaaaaaaa/安全评价报告.pdf': (old) => Buffer.concat([old, Buffer.from(' ')]) },
      '安全评价报告.pdf was changed',
    ],
    ['a missing document', { 'documents/bbbbbbbbbbbbbbbbbbbbbbbb/现场.png': null }, '现场.png is missing'],
    ['an added document', { 'documents/cc/新.pdf': () => 'x' }, 'documents/cc/新.pdf was added'],
    [
      'an edited form',
      { 'forms/opinion_1_2.json': () => '{"opinion":"不同意"}' },
      'forms/opinion_1_2.json was changed',
    ],
    [
      'an edited manifest',
      { 'manifest.json': (old) => old.toString().replace('2026-05-08', '2026-05-09') },
      'manifest.json: the seal is not of this content',
    ],
    [
      'a broken signature',
      { 'signature.json': (old) => old.toString().replace(/"signature": "../, '"signature": "AA') },
      'manifest.json: the seal',
    ],
  ];

  function rechained(): string {
    const forged = chainEvents(events().map((event) => (event.seq === 2 ? { ...event, type: 'forged' } : event)));
    return forged.map((event) => JSON.stringify(event)).join('\n');
  }

  it.each(drills)('names %s', async (_, changes, message) => {
    const result = await verifyArchive(tampered(archive, changes), '--key', key);
    expect(result.code).toBe(1);
    expect(result.output.split('\n').find((line) => line.startsWith('- '))).toContain(message);
  });

  it('names an archive that somebody else sealed after changing it', async () => {
    const forged = await makeArchive(newSealer(), {
      events: chainEvents(events().map((event) => ({ ...event, type: 'forged' }))),
      anchors: [],
    });
    expect((await verifyArchive(forged)).code).toBe(0); // whole in itself: only the known key shows it
    const result = await verifyArchive(forged, '--key', key);
    expect(result.code).toBe(1);
    expect(result.output).toContain('it was sealed by the unknown key');
  });

  it('names a record that was written anew before it was archived, by its anchors', async () => {
    const { anchors } = await archiveInput(sealer);
    const forged = chainEvents(events().map((event) => (event.seq === 6 ? { ...event, type: 'forged' } : event)));
    const result = await verifyArchive(await makeArchive(sealer, { events: forged, anchors }), '--key', key);
    expect(result.code).toBe(1);
    expect(result.output).toContain('event 9 is not the one that was anchored on 2026-03-09');
  });

  it('names a form that is not the one whose hash its command gave', async () => {
    const { forms } = await archiveInput(sealer);
    const result = await verifyArchive(
      await makeArchive(sealer, { forms: [{ ...forms[0]!, data: { opinion: '不同意' } }] }),
    );
    expect(result).toMatchObject({ code: 1 });
    expect(result.output).toContain('forms/opinion_1_2.json is not the form that event 3 names');
  });

  it('names an application that is not the version by whose hash the record names it', async () => {
    const { forms } = await archiveInput(sealer);
    const data = { project: { name: '示例项目' } };
    const hash = createHash('sha256').update('{"project":{"name":"示例项目"}}').digest('hex');
    const named = chainEvents(
      events().map((event) =>
        event.seq === 1
          ? { ...event, data: { header: { application: { id: 'a1', version: 1, hash } }, form: null } }
          : event,
      ),
    );
    const application = { ...forms[0]!, id: 'application-a1-1', title: '申报材料' };
    const archiveWith = (content: object) =>
      makeArchive(sealer, {
        events: named,
        anchors: [],
        forms: [{ ...application, data: content }, ...forms],
      });
    expect(await verifyArchive(await archiveWith(data))).toMatchObject({ code: 0 });
    const result = await verifyArchive(await archiveWith({ project: { name: '另一项目' } }));
    expect(result).toMatchObject({ code: 1 });
    expect(result.output).toContain('forms/application-a1-1.json is not the application that event 1 names');
  });

  it('gives its findings as JSON and tells what is no archive', async () => {
    const result = await verifyArchive(tampered(archive, { 'events.jsonl': lines((l) => l.slice(1)) }), '--json');
    expect((JSON.parse(result.output) as { faults: unknown[] }).faults[0]).toMatchObject({
      file: 'events.jsonl',
      event: 1,
      kind: 'missing',
    });
    expect(await verifyArchive(Buffer.from('no zip'))).toMatchObject({ code: 2 });
    expect(await verifyArchive(archive.subarray(0, archive.length - 30))).toMatchObject({ code: 2 });
    expect(await verifyArchive(tampered(archive, { 'manifest.json': null }))).toMatchObject({
      code: 2,
      output: 'manifest.json is missing or damaged\n',
    });
    expect(await verifyArchive(archive, '--what')).toMatchObject({
      code: 2,
      output: expect.stringContaining('Usage') as string,
    });
  });

  it('is not made of a touched record or of a damaged document', async () => {
    const input = await archiveInput(sealer);
    const drain = async (stream: Readable) => {
      for await (const _ of stream);
    };
    const open = async () => ({ stream: Readable.from([Buffer.from('changed')]) });
    await expect(drain(caseArchive(input, { sealer, open }))).rejects.toMatchObject({
      code: 'document.damaged',
      params: { name: '安全评价报告.pdf' },
    });
    const touched = input.events.map((event) => (event.seq === 3 ? { ...event, type: 'forged' } : event));
    await expect(drain(caseArchive({ ...input, events: touched }, { sealer, open }))).rejects.toMatchObject({
      code: 'record.broken',
      params: { seq: 3, kind: 'edited' },
    });
    await expect(drain(caseArchive({ ...input, events: [] }, { sealer, open }))).rejects.toMatchObject({
      code: 'record.broken',
    });
  });
});

describe('daily anchors', () => {
  it('hold a chain against what it was', async () => {
    const { anchors, events: chain } = await archiveInput(newSealer());
    expect(verifyAnchored(chain, anchors)).toBeNull();
    const forged: ChainedEvent[] = chainEvents(
      chain.map((event) => (event.seq === 4 ? { ...event, type: 'forged' } : event)),
    );
    expect(verifyAnchored(forged, anchors)).toMatchObject({ kind: 'rewritten', seq: 4 });
    expect(
      verifyAnchored(forged, [{ ...anchors[0]!, head: { ...anchors[0]!.head, hash: forged[3]!.hash } }]),
    ).toMatchObject({ day: '2026-03-04' });
  });

  it('are a chain themselves: an exchanged, edited or left-out one is named', async () => {
    const sealer = newSealer();

    const run = [];
    let prevHash = '0'.repeat(64);
    for (const day of ['2026-03-01', '2026-03-02', '2026-03-03']) {
      const body = { day, at: `${day}T16:00:00.000Z`, count: 0, root: 'r', prevHash };
      prevHash = anchorHash(body);
      run.push({ ...body, hash: prevHash, seal: await seal(sealer, anchorBytes(body)) });
    }
    expect(verifyAnchors(run)).toBeNull();
    expect(verifyAnchors([run[0]!, run[2]!])).toMatchObject({ day: '2026-03-03' });
    expect(verifyAnchors(run.map((a) => (a.day === '2026-03-02' ? { ...a, root: 'x' } : a)))).toMatchObject({
      day: '2026-03-02',
    });
    const rehashed = run.map((a) =>
      a.day === '2026-03-02' ? { ...a, root: 'x', hash: anchorHash({ ...a, root: 'x' }) } : a,
    );
    expect(verifyAnchors(rehashed)!.message).toContain('seal');
  });
});
