import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { strToU8, zipSync } from 'fflate';
import type { Connection } from 'mongoose';
import { BLOB_BUCKET, BlobStore } from '../../../activities/documents/blob-store';
import { documentsOfCase, findDocument, findDocuments } from '../../../activities/store/document.reader';
import { openTestDatabase } from './test-database';

const pdf = (size = 1000) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size)]);
const docx = () =>
  Buffer.from(
    zipSync({
      'word/media/image1.bin': randomBytes(300_000),
      'word/document.xml': strToU8('<w:document/>'),
      '[Content_Types].xml': strToU8(
        '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      ),
    }),
  );
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('stored files', () => {
  let connection: Connection;
  let drop: () => Promise<void>;
  let store: BlobStore;
  const meta = (filename: string) => ({
    filename,
    uploadedBy: 'applicant1',
    kind: 'evidence',
    caseId: 'jointReview/1',
  });
  const leftovers = async () =>
    (await connection.collection(`${BLOB_BUCKET}.files`).countDocuments()) +
    (await connection.collection(`${BLOB_BUCKET}.chunks`).countDocuments());

  beforeAll(async () => {
    ({ connection, drop } = await openTestDatabase());
    store = new BlobStore(connection, { maxBytes: 2 * 1024 * 1024 });
  });
  afterEach(async () => {
    for (const name of ['documents', `${BLOB_BUCKET}.files`, `${BLOB_BUCKET}.chunks`])
      await connection.collection(name).deleteMany({});
  });
  afterAll(() => drop());

  it('keeps a streamed file with its size, type and both hashes', async () => {
    const content = pdf(900_000);
    const chunks = Array.from({ length: 10 }, (_, i) => content.subarray(i * 100_000, (i + 1) * 100_000));
    const stored = await store.put(Readable.from(chunks), meta('安全评价报告.pdf'));
    expect(stored).toMatchObject({
      filename: '安全评价报告.pdf',
      mediaType: 'application/pdf',
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      sm3: createHash('sm3').update(content).digest('hex'),
      uploadedBy: 'applicant1',
      kind: 'evidence',
      caseId: 'jointReview/1',
      supersededBy: null,
    });
    expect(await findDocument(connection, stored.documentId)).toEqual(stored);
    expect((await store.read(stored.documentId)).content.equals(content)).toBe(true);
  });

  it.each([
    ['现场照片.png', png],
    ['设计专篇.docx', docx()],
    ['清单.csv', Buffer.from('物质,数量\n氯,40\n')],
    ['说明.txt', Buffer.from('受理说明')],
    ['资料.zip', Buffer.from(zipSync({ 'a.txt': strToU8('a') }))],
  ])('accepts %s by its content', async (name, content) => {
    await expect(store.put(content, meta(name))).resolves.toMatchObject({ size: content.length });
  });

  it.each([
    ['照片.pdf', png, 'file.typeMismatch', 'image/png'],
    ['报告.docx', Buffer.from(zipSync({ 'a.txt': strToU8('a') })), 'file.typeMismatch', 'application/zip'],
    ['报告.txt', pdf(), 'file.typeMismatch', 'application/pdf'],
    ['报告.pdf', Buffer.from('只是文字'), 'file.typeMismatch', 'text/plain'],
    ['报告.pdf', Buffer.from([0, 1, 2, 3]), 'file.typeMismatch', 'application/octet-stream'],
    ['清单.csv', Buffer.from('cadcc0ed', 'hex'), 'file.notUtf8', undefined],
    ['空.pdf', Buffer.alloc(0), 'file.empty', undefined],
    ['脚本.html', Buffer.from('<html>'), 'file.typeNotAllowed', undefined],
  ])('refuses %s with the content given and leaves nothing behind', async (name, content, code, actual) => {
    const refused = await store.put(content, meta(name)).then(
      () => undefined,
      (error: unknown) => error as { code: string; params: Record<string, string>; field: string },
    );
    expect(refused).toMatchObject({ code, field: 'file', params: { name } });
    if (actual) expect(refused!.params['actual']).toBe(actual);
    expect(await leftovers()).toBe(0);
    expect(await documentsOfCase(connection, 'jointReview/1')).toEqual([]);
  });

  it('stops at the cap while the file still streams, and leaves nothing behind', async () => {
    let sent = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          sent += 300_000;
          yield pdf(300_000);
        }
      })(),
    );
    await expect(store.put(endless, meta('巨大.pdf'))).rejects.toMatchObject({
      code: 'file.tooLarge',
      params: { name: '巨大.pdf', limit: '2 MB' },
    });
    expect(sent).toBeLessThan(10_000_000);
    expect(await leftovers()).toBe(0);
  });

  it('leaves nothing behind when the uploader goes away in the middle', async () => {
    const broken = Readable.from(
      (function* () {
        yield pdf(600_000);
        throw new Error('aborted');
      })(),
    );
    await expect(store.put(broken, meta('断线.pdf'))).rejects.toThrow('aborted');
    expect(await leftovers()).toBe(0);
  });

  it('supersedes once, within the case, and keeps the old file', async () => {
    const [a, b, c] = await Promise.all([
      store.put(pdf(), meta('一稿.pdf')),
      store.put(pdf(), meta('二稿.pdf')),
      store.put(pdf(), meta('三稿.pdf')),
    ]);
    const other = await store.put(pdf(), { ...meta('他案.pdf'), caseId: 'jointReview/2' });
    await store.supersede(a.documentId, b.documentId);
    await store.supersede(a.documentId, b.documentId);
    await expect(store.supersede(a.documentId, c.documentId)).rejects.toMatchObject({ code: 'document.superseded' });
    await expect(store.supersede(c.documentId, other.documentId)).rejects.toMatchObject({ code: 'resource.unknown' });
    const rows = await findDocuments(connection, [b.documentId, a.documentId, 'f'.repeat(24)]);
    expect(rows.map((row) => [row.documentId, row.supersededBy])).toEqual([
      [b.documentId, null],
      [a.documentId, b.documentId],
    ]);
    expect((await store.read(a.documentId)).document.filename).toBe('一稿.pdf');
  });

  it('does not hand out a file whose bytes were changed in the database', async () => {
    const stored = await store.put(pdf(), meta('证据.pdf'));
    const chunks = connection.collection(`${BLOB_BUCKET}.chunks`);
    const chunk = (await chunks.findOne({}))!;
    const data = Buffer.from((chunk['data'] as { buffer: Uint8Array }).buffer);
    data.writeUInt8(data.readUInt8(500) ^ 1, 500);
    await chunks.updateOne({ _id: chunk._id }, { $set: { data } });
    await expect(store.read(stored.documentId)).rejects.toMatchObject({
      code: 'document.damaged',
      params: { name: '证据.pdf' },
    });
  });

  it('answers an id that cannot be one like an unknown one', async () => {
    for (const id of ['', '../x', 'f'.repeat(24), '{"$ne":null}']) {
      expect(await findDocument(connection, id)).toBeNull();
      await expect(store.open(id)).rejects.toMatchObject({ code: 'resource.unknown' });
    }
  });

  it('sweeps uploads that never got a record, and those only', async () => {
    const kept = await store.put(pdf(), meta('留存.pdf'));
    const lost = await store.put(pdf(), meta('遗失.pdf'));
    await connection.collection('documents').deleteOne({ filename: '遗失.pdf' });
    expect(await store.sweepOrphans(new Date(0))).toBe(0);
    expect(await store.sweepOrphans(new Date(Date.now() + 1000))).toBe(1);
    expect(await connection.collection(`${BLOB_BUCKET}.files`).countDocuments()).toBe(1);
    expect((await store.read(kept.documentId)).document.documentId).toBe(kept.documentId);
    expect(lost.documentId).not.toBe(kept.documentId);
  });
});
