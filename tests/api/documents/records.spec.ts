import { createHash, generateKeyPairSync } from 'node:crypto';
import type { Connection } from 'mongoose';
import { BlobStore } from '../../../activities/documents/blob-store';
import { verifyAnchored, verifyAnchors } from '../../../activities/records/anchor-check';
import type { CaseHead } from '../../../activities/records/anchor';
import { canonicalJson } from '../../../activities/records/canonical-json';
import { caseArchive } from '../../../activities/records/case-archive';
import { ARCHIVE_KIND, collectCase } from '../../../activities/records/collect-case';
import { chainEvents, type ChainedEvent } from '../../../activities/records/event-chain';
import { sealerOf } from '../../../activities/records/sealer';
import { anchorProofs, anchorsBefore, chainHeadsSince } from '../../../activities/store/anchor.reader';
import { ANCHOR_LEAF_MODEL, anchorLeafSchema } from '../../../activities/store/anchor.schema';
import { writeAnchor } from '../../../activities/store/anchor.writer';
import { modelOf } from '../../../activities/store/model-of';
import { openTestDatabase } from './test-database';

const sealer = sealerOf(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
const chain = (caseId: string, count: number): ChainedEvent[] =>
  chainEvents(
    Array.from({ length: count }, (_, i) => ({
      caseId,
      seq: i + 1,
      type: 'taskCompleted',
      at: '2026-03-02T01:00:00.000Z',
      data: { n: i, empty: {}, none: null },
      changes: [],
    })),
  );

describe('records in the store', () => {
  let connection: Connection;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    ({ connection, drop } = await openTestDatabase());
    await modelOf(connection, ANCHOR_LEAF_MODEL, anchorLeafSchema).createIndexes();
  });
  afterEach(async () => {
    for (const name of [
      'anchors',
      'anchor_leaves',
      'cases',
      'case_events',
      'tasks',
      'documents',
      'forms',
      'application_versions',
    ]) {
      await connection.collection(name).deleteMany({});
    }
  });
  afterAll(() => drop());

  const put = async (events: ChainedEvent[], updatedAt: string) => {
    const { caseId, seq, hash } = events.at(-1)! as ChainedEvent & { caseId: string };
    await connection
      .collection('case_events')
      .insertMany(events.map((event) => ({ _id: `${caseId}:${event.seq}`, ...event }) as never));
    await connection.collection('cases').updateOne(
      { _id: caseId as never },
      {
        $set: {
          seq,
          headHash: hash,
          updatedAt: Date.parse(updatedAt),
          caseNo: caseId,
          processName: { zh: '联合审查', en: 'Joint review' },
          keys: { applicationId: 'a1' },
        },
      },
      { upsert: true },
    );
  };
  const anchor = (day: string) =>
    writeAnchor(connection, {
      day,
      at: new Date(`${day}T16:00:00Z`),
      sealer,
      heads: (since) => chainHeadsSince(connection, since),
    });

  it('are anchored daily, those that grew since; the proofs hold and a rewritten chain is named', async () => {
    const first = chain('c1', 6);
    await put(first.slice(0, 4), '2026-03-01T08:00:00Z');
    await put(chain('c2', 2), '2026-03-01T09:00:00Z');
    expect(await anchor('2026-03-01')).toMatchObject({ count: 2, prevHash: '0'.repeat(64) });
    await put(first.slice(4), '2026-03-02T08:00:00Z');
    const second = await anchor('2026-03-02');
    expect(second.count).toBe(1);
    expect((await anchor('2026-03-03')).count).toBe(0);

    const anchors = (await anchorsBefore(connection, new Date('2026-04-01'), 10)).reverse();
    expect(anchors.map((one) => one.day)).toEqual(['2026-03-01', '2026-03-02', '2026-03-03']);
    expect(verifyAnchors(anchors)).toBeNull();

    const proofs = await anchorProofs(connection, 'c1');
    expect(proofs.map((proof) => proof.head.seq)).toEqual([4, 6]);
    expect(verifyAnchored(first, proofs)).toBeNull();
    const forged = chainEvents(first.map((event) => (event.seq === 2 ? { ...event, type: 'forged' } : event)));
    expect(verifyAnchored(forged, proofs)).toMatchObject({ kind: 'rewritten', seq: 4 });

    // Who rewrites the leaf as well breaks its way to the signed root.
    await connection
      .collection('anchor_leaves')
      .updateOne({ caseId: 'c1', seq: 4 }, { $set: { hash: forged[3]!.hash } });
    expect(verifyAnchored(forged, await anchorProofs(connection, 'c1'))).toMatchObject({ day: '2026-03-01' });
  });

  it('have one anchor a day, whoever else writes it and however often', async () => {
    await put(chain('c1', 3), '2026-03-01T08:00:00Z');
    const made = await Promise.all([anchor('2026-03-01'), anchor('2026-03-01'), anchor('2026-03-01')]);
    expect(new Set(made.map((one) => one.hash)).size).toBe(1);
    expect((await anchor('2026-03-01')).hash).toBe(made[0].hash);
    expect(await connection.collection('anchor_leaves').countDocuments()).toBe(1);
  });

  it('do not count the leaves of an attempt that was broken off', async () => {
    const events = chain('c1', 3);
    await put(events, '2026-03-01T08:00:00Z');
    function* broken(): Generator<CaseHead> {
      for (let i = 0; i < 1000; i++) yield { caseId: `x${i}`, seq: 1, hash: 'ab' };
      throw new Error('killed');
    }
    await expect(
      writeAnchor(connection, { day: '2026-03-01', at: new Date('2026-03-01T16:00:00Z'), sealer, heads: broken }),
    ).rejects.toThrow('killed');
    expect((await anchor('2026-03-01')).count).toBe(1);
    expect(await anchorProofs(connection, 'x1')).toEqual([]);
    expect(verifyAnchored(events, await anchorProofs(connection, 'c1'))).toBeNull();
  });

  it('of an ended case go into one archive, with its documents and without earlier archives', async () => {
    await put(chain('c1', 3), '2026-03-01T08:00:00Z');
    await anchor('2026-03-01');
    const blobs = new BlobStore(connection);
    const upload = (filename: string, caseId: string | undefined, kind = 'evidence') =>
      blobs.put(Buffer.from(`%PDF-1.7 ${filename}`), {
        filename,
        uploadedBy: 'p',
        kind,
        ...(caseId ? { caseId } : {}),
      });
    const early = await upload('申请材料.pdf', undefined);
    await upload('审查意见.pdf', 'c1');
    await upload('旧档案.pdf', 'c1', ARCHIVE_KIND);
    await upload('他案.pdf', 'c2');

    const data = {
      documents: [{ kind: 'x', documentId: early.documentId }],
      substances: [{ cas: '7782-50-5', name: '氯', role: 'feed', quantityT: 40, unit: 'A' }],
    };
    await connection.collection('application_versions').insertOne({
      _id: 'a1@1' as never,
      applicationId: 'a1',
      version: 1,
      data,
      hash: 'x',
      submittedAt: new Date('2026-03-01T02:00:00Z'),
      submittedBy: 'p',
    });

    const input = await collectCase(connection, 'c1', { at: new Date() });
    expect(input.documents.map((document) => document.filename)).toEqual(['申请材料.pdf', '审查意见.pdf']);
    expect(input.anchors).toHaveLength(1);
    expect(input.forms.map((form) => form.id)).toEqual(['application-a1-1']);
    expect(input.forms[0]!.rows).toContainEqual({
      label: '物质1',
      value:
        'CAS 号：7782-50-5；物质名称：氯；物质用途：feed；设计最大量：40；温度：—；压力：—；物理状态：—；评价单元：A',
    });
    let size = 0;
    for await (const chunk of caseArchive(input, { sealer, open: (id) => blobs.open(id) })) {
      size += (chunk as Uint8Array).length;
    }
    expect(size).toBeGreaterThan(2000);
    await expect(collectCase(connection, 'none', { at: new Date() })).rejects.toMatchObject({ code: 'case.unknown' });
  });

  it('take the forms that the accepted commands name, and no form that was touched', async () => {
    const data = {
      opinion: '同意',
      conditions: [{ text: '设SIS', owner: '厂长', dueDay: '2026-09-01', checkPoint: 'trialProduction' }],
    };
    const hash = createHash('sha256').update(canonicalJson(data)).digest('hex');
    const forms = connection.collection('forms');
    const form = {
      caseId: 'c1',
      taskId: 't',
      form: 'opinion',
      data,
      hash,
      by: 'p',
      at: new Date('2026-03-02T01:00:00Z'),
    };
    await forms.insertMany([
      { _id: 'f-1' as never, ...form },
      { _id: 'f-refused' as never, ...form },
    ]);
    await put(
      chainEvents([{ caseId: 'c1', seq: 1, type: 'taskCompleted', data: { form: { id: 'f-1', hash } }, changes: [] }]),
      '2026-03-01T08:00:00Z',
    );
    const input = await collectCase(connection, 'c1', { at: new Date() });
    expect(input.forms.map(({ id, data: kept }) => [id, kept])).toEqual([['f-1', data]]);
    expect(input.forms[0]!.rows[1]!.value).toContain('设SIS');

    await forms.updateOne({ _id: 'f-1' as never }, { $set: { 'data.opinion': '不同意' } });
    const broken = (kind: string) => ({ code: 'record.broken', params: { seq: 1, kind } });
    await expect(collectCase(connection, 'c1', { at: new Date() })).rejects.toMatchObject(broken('edited'));
    await forms.deleteOne({ _id: 'f-1' as never });
    await expect(collectCase(connection, 'c1', { at: new Date() })).rejects.toMatchObject(broken('missing'));
  });
});
