import { randomUUID } from 'node:crypto';
import type { OpenAPIObject } from '@nestjs/swagger';
import { operationsOf } from '../../api/common/openapi';
import { SMALL_PDF, upload } from '../support/application-forms';
import { inPublicNotice } from '../support/public-notice-case';
import type { TestClient } from '../support/api-app';
import { command, type HttpReview } from '../support/review-over-http';
import { startSystem, type TestSystem } from '../support/running-worker';
import { ADMINISTRATION, LISTS, OF_SOMEBODY, OWN, REFERENCE, SAYS_NOTHING } from '../support/strangers';

const BASE = '/api/v1';

/** Another enterprise, and people of an authority that has nothing to do with the project, its supervisor too; an expert not drawn. */
const STRANGERS = ['firmb.applicant1', 'customs.officer1', 'customs.supervisor', 'expert3'];

let system: TestSystem;
let review: HttpReview;
/** By the name of a parameter: what is there, and what nobody has. */
let real: Record<string, string>;
let unknown: Record<string, string>;

beforeAll(async () => {
  system = await startSystem();
  const stand = await inPublicNotice(system);
  review = stand.review;
  const { db } = system;
  const officer = await system.loginAs('emb.officer1');
  const firm = await system.loginAs('firma.applicant1');
  const objection = await command(system.anonymous, `${BASE}/public/notices/${stand.notice._id}/objections`, {
    name: '示例居民',
    standing: 'resident',
    phone: '13800000001',
    text: '装置距住宅较近',
    asksHearing: false,
    consent: true,
  }).expect(201);
  const filter = await officer.post(`${BASE}/filters`).send({ name: '我的待办', query: {} }).expect(201);
  const phrase = await officer.post(`${BASE}/phrases`).send({ text: '同意', effectiveFrom: '2026-01-01' }).expect(201);
  const proxy = await officer
    .post(`${BASE}/proxies`)
    .send({ agent: 'p-emb-officer2', from: '2036-01-01', to: '2036-02-01', reason: '出差' })
    .expect(201);
  const one = async (collection: string, query: object): Promise<string> =>
    String((await db.collection(collection).findOne(query))?._id);
  real = {
    caseId: review.caseId,
    applicationId: review.applicationId,
    taskId: await one('tasks', { caseId: review.caseId, stage: 'draft', branch: 'EMB' }),
    formId: await one('forms', { caseId: review.caseId }),
    documentId: await upload(firm, 'businessLicence'),
    receipt: objection.body.receipt,
    sessionId: await one('sessions', { personId: officer.personId }),
    notificationId: await one('notifications', { caseId: review.caseId }),
    filterId: filter.body.filterId,
    phraseId: phrase.body.phraseId,
    proxyId: proxy.body.proxyId,
    personId: 'p-emb-officer1',
    park: await one('reference', { set: 'parks' }),
  };
  expect(Object.entries(real).filter(([, id]) => ['undefined', 'null', ''].includes(id))).toEqual([]);
  unknown = Object.fromEntries(Object.entries(real).map(([name, id]) => [name, another(id)]));
}, 240_000);
afterAll(() => system?.close());

/** An id of the same form that nobody was given. */
function another(id: string): string {
  return id
    .replaceAll(review.caseId, 'LS-2019-999999')
    .replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 5) % 10));
}

function filled(text: string, ids: Record<string, string>): string {
  return text.replace(/\{([\w.]+)\}/g, (_, name: string) => ids[name] ?? name);
}

/** Routes behind which somebody must stand, and the statuses with which each says that it may answer. */
async function described(): Promise<Map<string, string[]>> {
  const { body } = await system.anonymous.get('/api/docs-json');
  return new Map(
    operationsOf(body as OpenAPIObject)
      .filter(([path, , operation]) => operation['x-public'] !== true && path.startsWith(BASE))
      .map(([path, method, operation]) => [`${method} ${path.slice(BASE.length)}`, Object.keys(operation.responses)]),
  );
}

const operations = async (): Promise<string[]> => [...(await described()).keys()];

/** Routes are the same whatever their parameters are called. */
const shape = (route: string): string => route.split('?')[0]!.replace(/\{[^}]+\}/g, '{}');

async function ask(client: TestClient, route: string, body: object | null, ids: Record<string, string>) {
  const [method, path] = route.split(' ') as ['get', string];
  const names = { ...ids, stranger: client.personId };
  const test = client[method](BASE + filled(path, names)).set('Idempotency-Key', `stranger-${randomUUID()}`);
  const answer = await (body === null ? test : test.send(JSON.parse(filled(JSON.stringify(body), names)) as object));
  const { code, detail } = answer.body as { code?: string; detail?: string };
  const told = Object.entries(names).reduce((text, [name, id]) => text.replaceAll(id, `{${name}}`), detail ?? '');
  return { route, status: answer.status, code, told };
}

/** Everything that is kept of the case and of its people, but for what the strangers' own sessions leave behind. */
async function allThatIsKept(): Promise<string> {
  const kept = ['cases', 'case_events', 'tasks', 'forms', 'documents', 'applications', 'application_versions']
    .concat(['objections', 'objection_contents', 'saved_filters', 'phrases', 'proxies', 'public_notices'])
    .concat(['notification_reads', 'task_drafts', 'task_marks', 'follow_ups', 'people', 'reference']);
  const rows = await Promise.all(
    kept.map(async (name) => [name, await system.db.collection(name).find({}).sort({ _id: 1 }).toArray()]),
  );
  const sessions = await system.db.collection('sessions').countDocuments({ personId: 'p-emb-officer1' });
  return JSON.stringify([...rows, sessions]);
}

test('every route of the API is tried by strangers: none is missing, none is made up', async () => {
  const tried = [...Object.keys(OF_SOMEBODY), ...SAYS_NOTHING, ...OWN, ...LISTS.map((path) => `get ${path}`)];
  const shapes = tried.map(shape).map((route) => route.replace(/(credit|diagram)\/\w+$/, '$1/{}'));
  const there = (await operations()).filter((route) => !ADMINISTRATION.test(route) && !REFERENCE.test(route));
  expect(there.map(shape).filter((route) => !shapes.includes(route))).toEqual([]);
  expect(shapes.filter((route) => !there.map(shape).includes(route))).toEqual([]);
});

describe.each(STRANGERS)('%s, who has nothing to do with the project,', (login) => {
  let stranger: TestClient;
  beforeAll(async () => {
    stranger = await system.loginAs(login);
  });

  it('is refused everywhere, in the words in which what does not exist is refused, and leaves no trace', async () => {
    const before = await allThatIsKept();
    const answers = [];
    for (const [route, body] of Object.entries(OF_SOMEBODY)) {
      const answer = await ask(stranger, route, body, real);
      expect(answer).toEqual(await ask(stranger, route, body, unknown));
      answers.push(answer);
    }
    expect(answers.filter(({ status }) => status !== 404 && status !== 403)).toEqual([]);
    const statuses = new Map([...(await described())].map(([route, all]) => [shape(route), all]));
    const unsaid = answers.filter(({ route, status }) => !statuses.get(shape(route))?.includes(String(status)));
    expect(unsaid).toEqual([]);
    for (const route of SAYS_NOTHING) {
      const answer = await ask(stranger, route, null, real);
      expect(answer).toEqual(await ask(stranger, route, null, unknown));
      expect([route, [204, 404].includes(answer.status)]).toEqual([route, true]);
    }
    expect(await allThatIsKept()).toBe(before);
  });

  it('finds no word of it in lists and figures, and nothing of it in answers for many', async () => {
    const secrets = [review.caseId, review.applicationId, real['receipt']!, '内部审查意见', '示例居民'];
    for (const path of LISTS) {
      const { status, text } = await stranger.get(BASE + filled(path, real));
      expect([path, [200, 403, 404].includes(status)]).toEqual([path, true]);
      expect([path, secrets.filter((secret) => (text ?? '').includes(secret))]).toEqual([path, []]);
    }
    const answer = { outcome: 'agree', form: { opinion: '同意' } };
    const bulk = [
      await stranger.post(`${BASE}/tasks/bulk/preview`).send({ taskIds: [real['taskId']], outcome: 'agree' }),
      await command(stranger, `${BASE}/tasks/bulk/complete`, { items: [{ taskId: real['taskId'], ...answer }] }),
    ];
    for (const { status, body } of bulk) {
      expect([status, body.items?.[0] ?? body[0]]).toEqual([
        200,
        expect.objectContaining({
          ok: false,
          caseNo: null,
          title: null,
          problem: expect.objectContaining({ code: 'task.unknown' }),
        }),
      ]);
    }
    const attached = await stranger
      .post(`${BASE}/documents?kind=supplement&caseId=${review.caseId}`)
      .attach('file', SMALL_PDF, { filename: 'a.pdf', contentType: 'application/pdf' });
    expect([attached.status, attached.body.code]).toEqual([404, 'case.unknown']);
  });

  it('does not enter the rooms of the administration', async () => {
    const open: string[] = [];
    for (const route of await operations()) {
      const answer = ADMINISTRATION.test(route) || REFERENCE.test(route) ? await ask(stranger, route, null, {}) : null;
      const closed = answer?.status === 403 && answer.code === 'access.denied';
      if (answer && !closed && ADMINISTRATION.test(route)) open.push(`${route}: ${answer.status} ${answer.code}`);
      if (answer && answer.status >= 500) open.push(`${route}: ${answer.status}`);
    }
    expect(open).toEqual([]);
  });
});
