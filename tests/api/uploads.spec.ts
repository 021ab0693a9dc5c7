import { createHash } from 'node:crypto';
import { startApi, type TestApi, type TestClient } from '../support/api-app';

let api: TestApi;
let applicant: TestClient;
let rival: TestClient;

beforeAll(async () => {
  api = await startApi({ env: { UPLOAD_LIMIT_MB: '2' } });
  applicant = await api.loginAs('firma.applicant1');
  rival = await api.loginAs('firmb.applicant1');
});
afterAll(() => api.close());

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const upload = (who: TestClient, content: Buffer, filename: string, query = 'kind=other') =>
  who.post(`/api/v1/documents?${query}`).attach('file', content, filename);

describe('an upload', () => {
  test('is kept with its hashes and comes back as it was, under its Chinese name', async () => {
    const made = (await upload(applicant, PNG, '厂区平面图.png').expect(201)).body;
    expect(made).toMatchObject({
      filename: '厂区平面图.png',
      mediaType: 'image/png',
      size: PNG.length,
      sha256: createHash('sha256').update(PNG).digest('hex'),
      uploadedBy: applicant.personId,
      caseId: null,
    });
    const back = await applicant.get(`/api/v1/documents/${made.documentId}/content`).buffer().expect(200);
    expect(Buffer.compare(back.body as Buffer, PNG)).toBe(0);
    expect(back.headers['content-disposition']).toContain(encodeURIComponent('厂区平面图.png'));
    expect(back.headers['content-disposition']).toMatch(/^attachment/);
    const shown = await applicant.get(`/api/v1/documents/${made.documentId}/content?as=inline`).expect(200);
    expect(shown.headers['content-disposition']).toMatch(/^inline/);
    expect(shown.headers['content-security-policy']).toContain("default-src 'none'");
    await applicant
      .get(`/api/v1/documents/${made.documentId}/content`)
      .set('If-None-Match', shown.headers['etag'] ?? '')
      .expect(304);
  });

  test('is not there for another firm, and text is never shown in the page', async () => {
    const made = (await upload(applicant, Buffer.from('说明\n'), '说明.txt').expect(201)).body;
    for (const path of ['', '/content']) {
      const answer = await rival.get(`/api/v1/documents/${made.documentId}${path}`);
      expect([answer.status, answer.body.code]).toEqual([404, 'resource.unknown']);
    }
    const own = await applicant.get(`/api/v1/documents/${made.documentId}/content?as=inline`).expect(200);
    expect(own.headers['content-disposition']).toMatch(/^attachment/);
    expect(own.headers['x-content-type-options']).toBe('nosniff');
  });

  test('cannot be put into a case of others', async () => {
    const answer = await upload(rival, PNG, 'a.png', 'kind=other&caseId=jointReview%2F2026-0001');
    expect([answer.status, answer.body.code]).toEqual([404, 'case.unknown']);
  });

  test.each([
    ['content that is not its extension', PNG, '报告.pdf', 'kind=other', 422, 'file.typeMismatch'],
    ['a type that is not accepted', Buffer.from('MZ'), 'setup.exe', 'kind=other', 415, 'file.typeNotAllowed'],
    ['more than the limit', Buffer.alloc(3 * 1024 * 1024, 'a'), '大.txt', 'kind=other', 413, 'file.tooLarge'],
    ['no kind', PNG, 'a.png', '', 422, 'input.invalid'],
    ['a kind that is none', PNG, 'a.png', 'kind=../x', 422, 'input.invalid'],
  ])('with %s is refused and leaves nothing behind', async (_name, content, filename, query, status, code) => {
    const before = await api.db.collection('documents').countDocuments();
    const answer = await upload(applicant, content, filename, query);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await api.db.collection('documents').countDocuments()).toBe(before);
    expect(await api.db.collection('blobs.files').countDocuments()).toBe(before);
  });

  test('needs a file', async () => {
    const json = await applicant.post('/api/v1/documents?kind=other').send({ file: 'x' });
    expect([json.status, json.body.code]).toEqual([422, 'file.missing']);
    const otherField = await applicant.post('/api/v1/documents?kind=other').attach('paper', PNG, 'a.png');
    expect(otherField.status).toBe(400);
    const empty = await applicant.post('/api/v1/documents?kind=other').field('a', 'b');
    expect(empty.status).toBe(400);
  });

  test('of 50 MB gets its refusal, and the API goes on', async () => {
    const answer = await upload(applicant, Buffer.alloc(50 * 1024 * 1024, 'a'), '很大.txt');
    expect([answer.status, answer.body.code]).toEqual([413, 'file.tooLarge']);
    await upload(applicant, PNG, 'b.png').expect(201);
  });
});
