import { get, type ClientRequest, type IncomingMessage } from 'node:http';
import { startApi, type TestApi, type TestClient } from '../support/api-app';
import { eventually } from '../support/eventually';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

interface Heard {
  id?: string;
  type?: string;
  data: Record<string, unknown>;
}

/** Listens as a browser would; `until` resolves with the events heard once the condition holds. */
async function listen(who: TestClient, lastEventId?: string) {
  const heard: Heard[] = [];
  const waiting: { ok: () => boolean; done: () => void }[] = [];
  let ended = false;
  const check = () => waiting.filter((w) => w.ok()).forEach((w) => w.done());
  const headers = { Cookie: who.cookie, ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }) };
  const { req, res } = await new Promise<{ req: ClientRequest; res: IncomingMessage }>((resolve, reject) => {
    const request = get(`${api.url}/api/v1/events`, { headers }, (response) =>
      resolve({ req: request, res: response }),
    );
    request.on('error', reject);
  });
  res.setEncoding('utf8');
  let rest = '';
  res.on('data', (chunk: string) => {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      const data = field('data');
      if (data !== undefined) heard.push({ id: field('id'), type: field('event'), data: JSON.parse(data) });
    }
    check();
  });
  res.on('close', () => {
    ended = true;
    check();
  });
  res.on('error', () => undefined);
  const until = (ok: () => boolean) =>
    ok() ? Promise.resolve() : new Promise<void>((done) => void waiting.push({ ok, done }));
  return {
    status: res.statusCode,
    contentType: res.headers['content-type'],
    notifications: () => heard.filter((h) => h.type === 'notification').map((h) => h.id),
    heard,
    ready: () => until(() => heard.some((h) => h.type === 'ready')),
    until,
    ended: () => until(() => ended),
    close: () => req.destroy(),
  };
}

async function notify(id: string, audience: string[]): Promise<void> {
  await api.db.collection<{ _id: string }>('notifications').insertOne({
    _id: id,
    audience,
    type: 'taskAssigned',
    caseId: 'jointReview/1',
    caseNo: '示例1',
    title: '示例项目',
    taskId: null,
    at: Date.now(),
    params: {},
  } as never);
}

test('a person hears what is for them, their role and their organisation, and nothing else', async () => {
  const officer = await listen(await api.loginAs('emb.officer1'));
  const chief = await listen(await api.loginAs('eeb.chief'));
  await Promise.all([officer.ready(), chief.ready()]);
  expect([officer.status, officer.contentType]).toEqual([200, expect.stringContaining('text/event-stream')]);
  await notify('n1', ['p:p-emb-officer1']);
  await notify('n2', ['r:EMB/caseOfficer']);
  await notify('n3', ['o:EEB']);
  await notify('n4', ['r:EMB/sectionChief', 'p:p-emb-officer2']);
  await notify('n5', ['o:EMB', 'o:EEB']);
  const last = (of: { notifications(): unknown[] }) => () => of.notifications().includes('n5');
  await Promise.all([officer.until(last(officer)), chief.until(last(chief))]);
  expect(officer.notifications()).toEqual(['n1', 'n2', 'n5']);
  expect(chief.notifications()).toEqual(['n3', 'n5']);
  expect(officer.heard.at(-1)?.data).toMatchObject({ _id: 'n5', type: 'taskAssigned', caseNo: '示例1' });
  expect(officer.heard.at(-1)?.data).not.toHaveProperty('audience');
  officer.close();
  chief.close();
});

test('who was away hears first what was missed', async () => {
  const who = await api.loginAs('hcb.officer1');
  const first = await listen(who);
  await first.ready();
  await notify('m1', ['p:p-hcb-officer1']);
  await first.until(() => first.notifications().includes('m1'));
  first.close();
  await notify('m2', ['p:p-hcb-officer1']);
  await notify('m3', ['p:p-trb-officer1']);
  await notify('m4', ['o:HCB']);
  const second = await listen(who, 'm1');
  await second.until(() => second.notifications().includes('m4'));
  await notify('m5', ['o:HCB']);
  await second.until(() => second.notifications().includes('m5'));
  expect(second.notifications()).toEqual(['m2', 'm4', 'm5']);
  second.close();
});

test('nobody hears anything without signing in', async () => {
  const nobody = await listen(api.anonymous);
  expect(nobody.status).toBe(401);
  nobody.close();
});

test('a person holds so many lines open and no more; whoever closes one may open another', async () => {
  const who = await api.loginAs('psb.officer1');
  const lines = await Promise.all(Array.from({ length: 40 }, () => listen(who)));
  await Promise.all(lines.map((line) => line.ready()));
  const beyond = await listen(who);
  expect(beyond.status).toBe(429);
  const colleague = await listen(await api.loginAs('psb.officer2'));
  expect(colleague.status).toBe(200);
  lines[0]?.close();
  await eventually(async () => {
    const next = await listen(who);
    next.close();
    return next.status === 200;
  }, 'a line that was closed still counts');
  [...lines, colleague].forEach((line) => line.close());
});

test('stopping the API ends the lines that are open', async () => {
  const other = await startApi({ withoutSeeds: true, env: { MONGODB_URI: api.mongoUri } });
  const who = await api.loginAs('frb.officer1');
  const line = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${other.url}/api/v1/events`, { headers: { Cookie: who.cookie } }, resolve).on('error', reject);
  });
  const closed = new Promise((resolve) => line.on('close', resolve));
  line.on('error', () => undefined).resume();
  const started = Date.now();
  await other.close();
  await closed;
  expect(Date.now() - started).toBeLessThan(5000);
});
