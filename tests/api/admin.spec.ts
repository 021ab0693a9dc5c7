import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rebuild } from '../../activities/rebuild';
import { checkCalendar } from '../../activities/schedules/check-calendar';
import { ensureSchedules } from '../../activities/schedules/ensure-schedules';
import { readRetention } from '../../activities/closing/retention-rules';
import { ROW_SHAPE } from '../../workflows/engine/rows';
import { UPKEEP_JOBS, upkeepIdOf } from '../../workflows/upkeep';
import type { TestClient } from '../support/api-app';
import { eventually } from '../support/eventually';
import { command, HttpReview } from '../support/review-over-http';
import { startSystem, type TestSystem } from '../support/running-worker';

const run = promisify(execFile);
const ADMIN = '/api/v1/admin';

let system: TestSystem;
let admin: TestClient;
beforeAll(async () => {
  system = await startSystem();
  admin = await system.loginAs('admin');
});
afterAll(() => system.close());

/** Asks until the answer is as wanted: the worker does its part between two requests. */
async function until<T>(ask: () => Promise<T>, wanted: (answer: T) => boolean): Promise<T> {
  let last: T | undefined;
  const { answer } = await eventually(
    async () => {
      last = await ask();
      return wanted(last) && { answer: last };
    },
    () => `still ${JSON.stringify(last)}`,
  );
  return answer;
}

async function refused(): Promise<HttpReview> {
  const review = await HttpReview.submitted(system);
  await review.answer('hwedz.window1', 'acceptance', 'refuse', { opinion: '不属于本机关职权' });
  return review;
}

/** Does a job and waits until it is done. */
async function done(path: string, body: object = {}): Promise<unknown> {
  const { body: started } = await admin.post(`${ADMIN}/${path}`).send(body).expect(202);
  return system.worker.client.workflow.getHandle(started.workflowId as string).result();
}

const archiveOf = async (review: HttpReview) =>
  until(
    () => admin.get(`${review.path}/archive`),
    ({ status }) => status === 200,
  );

/** What a change would move, over all parts. */
async function preview(body: object): Promise<{ caseId: string; moved: object[] }[]> {
  const items: { caseId: string; moved: object[] }[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const answer = await admin
      .post(`${ADMIN}/reference-impact/preview`)
      .send({ ...body, cursor })
      .expect(200);
    items.push(...answer.body.items);
    cursor = answer.body.next as string | null;
  }
  return items;
}

describe('administration of the records', () => {
  it('is closed to everybody else', async () => {
    const officer = await system.loginAs('hwedz.supervisor');
    for (const name of ['integrity', 'anchors', 'retention', 'reference-impact', 'audit', 'servers']) {
      expect((await system.anonymous.get(`${ADMIN}/${name}`)).status).toBe(401);
      expect((await officer.get(`${ADMIN}/${name}`)).status).toBe(403);
    }
    for (const name of ['integrity/run', 'upkeep/anchor']) {
      expect((await system.anonymous.post(`${ADMIN}/${name}`).send({})).status).toBe(401);
      expect((await officer.post(`${ADMIN}/${name}`).send({})).status).toBe(403);
    }
    expect((await admin.post(`${ADMIN}/upkeep/everything`).send({})).status).toBe(422);
  });

  it('archives a case by itself when it ends; the archive is checked without the server', async () => {
    const review = await refused();
    const { body } = await archiveOf(review);
    expect(body).toMatchObject({ caseId: review.caseId, withHistory: true, basis: expect.stringContaining('第五条') });
    const lead = await system.loginAs('hwedz.officer1');
    const { body: zip } = await lead
      .get(`${review.path}/archive/content`)
      .buffer(true)
      .parse((res, then) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () => then(null, Buffer.concat(chunks)));
      })
      .expect(200);
    const folder = await mkdtemp(join(tmpdir(), 'hazflow-archive-'));
    try {
      const file = join(folder, 'case.zip');
      await writeFile(file, zip as Buffer);
      const script = join(__dirname, '../../scripts/verify-archive.mjs');
      const { stdout } = await run(process.execPath, [script, file, '--json']);
      expect(JSON.parse(stdout)).toMatchObject({ caseId: review.caseId, faults: [] });
      expect((zip as Buffer).includes('history.json')).toBe(true);
      const touched = Buffer.from(zip as Buffer);
      touched.writeUInt8(touched.readUInt8(200) ^ 1, 200);
      await writeFile(file, touched);
      await expect(run(process.execPath, [script, file])).rejects.toMatchObject({ code: expect.any(Number) });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const path = `${review.path}/archive`;
    expect((await (await system.loginAs('firma.applicant1')).get(path)).status).toBe(403);
    expect((await (await system.loginAs('firmb.applicant1')).get(path)).status).toBe(404);
    expect((await system.anonymous.get(path)).status).toBe(401);
  });

  it('finds at night the archives that were missed, and archives anew what was written to after the end', async () => {
    const review = await refused();
    const { body: first } = await archiveOf(review);
    await system.db.collection('case_archives').deleteOne({ caseId: review.caseId });
    await done('upkeep/archives');
    const { body: again } = await archiveOf(review);
    expect(again.headHash).toBe(first.headHash);

    const lead = await system.loginAs('hwedz.window1');
    await command(lead, `${review.path}/comments`, { text: '申请人已领取决定' }).expect(200);
    await done('upkeep/archives');
    const { body: later } = await archiveOf(review);
    expect(later.seq).toBeGreaterThan(again.seq);
    const stored = await system.db.collection('documents').find({ caseId: review.caseId, kind: 'archive' }).toArray();
    expect(stored.filter((d) => d['supersededBy'] === null).map((d) => d['sha256'])).toContain(later.sha256);
    expect(stored.find((d) => d['sha256'] === again.sha256)!['supersededBy']).toEqual(expect.any(String));
  });

  it('names the row and the field that is not what the record says, and puts it back when told to', async () => {
    const review = await refused();
    await archiveOf(review);
    const found = async () => {
      await done('integrity/run', { caseId: review.caseId });
      const { body } = await admin.get(`${ADMIN}/integrity`).expect(200);
      return body.find((r: { mode: string }) => r.mode === 'case').mismatches as Record<string, unknown>[];
    };
    expect(await found()).toEqual([]);

    const rows = system.db.collection<{ _id: string; caseId: string }>('tasks');
    const task = await rows.findOne({ caseId: review.caseId });
    await rows.updateOne({ _id: task!._id }, { $set: { outcome: 'accept' } });
    await system.db
      .collection<{ _id: string }>('cases')
      .updateOne({ _id: review.caseId }, { $set: { result: 'approved' } });
    const mismatches = await found();
    expect(mismatches).toEqual([
      expect.objectContaining({ where: 'case', field: 'result', kept: 'approved', computed: 'notAccepted' }),
      expect.objectContaining({ where: 'task', id: task!._id, field: 'outcome', kept: 'accept', computed: 'refuse' }),
    ]);

    const lines: string[] = [];
    expect(await rebuild(system.mongoUri, { caseId: review.caseId }, (line) => lines.push(line))).toBe(1);
    expect(await rebuild(system.mongoUri, { caseId: review.caseId, write: true }, (line) => lines.push(line))).toBe(0);
    expect(lines.join('\n')).toContain('rows put back');
    expect(await found()).toEqual([]);

    // A row from before a field was added lacks it: it is older, not wrong, and is brought up to date when asked.
    const cases = system.db.collection<{ _id: string }>('cases');
    await cases.updateOne({ _id: review.caseId }, { $unset: { shape: '' } });
    await rows.updateOne({ _id: task!._id }, { $unset: { shape: '', credit: '' } });
    expect(await found()).toEqual([]);
    lines.length = 0;
    expect(await rebuild(system.mongoUri, { caseId: review.caseId }, (line) => lines.push(line))).toBe(0);
    expect(lines.at(-1)).toContain('2 rows of an older shape');
    // What it does hold has to agree all the same.
    await rows.updateOne({ _id: task!._id }, { $set: { outcome: 'accept' } });
    expect(await found()).toEqual([expect.objectContaining({ where: 'task', field: 'outcome', kept: 'accept' })]);
    expect(await rebuild(system.mongoUri, { caseId: review.caseId, write: true }, () => undefined)).toBe(0);
    expect(await rows.findOne({ _id: task!._id })).toMatchObject({ shape: ROW_SHAPE, credit: null });

    await system.db
      .collection<{ _id: string }>('case_events')
      .updateOne({ _id: `${review.caseId}:1` }, { $set: { 'data.version': 99 } });
    expect(await found()).toEqual([expect.objectContaining({ where: 'record', id: '1', field: 'edited' })]);
    // What the record no longer proves is not written over the rows.
    expect(await rebuild(system.mongoUri, { caseId: review.caseId, write: true }, () => undefined)).toBe(1);
    await system.db.collection('case_events').deleteMany({ caseId: review.caseId });
    await system.db.collection('tasks').deleteMany({ caseId: review.caseId });
    await system.db.collection<{ _id: string }>('cases').deleteOne({ _id: review.caseId });
  });

  it('anchors all chains and tells when a leaf was touched', async () => {
    const review = await HttpReview.submitted(system);
    await done('upkeep/anchor');
    const { body } = await admin.get(`${ADMIN}/anchors`).expect(200);
    expect(body.items[0].count).toBeGreaterThan(0);
    expect(body).toMatchObject({ intact: true, faults: [], publicKey: expect.stringContaining('BEGIN PUBLIC KEY') });
    const leaves = system.db.collection('anchor_leaves');
    const leaf = await leaves.findOne({ caseId: review.caseId });
    await leaves.updateOne({ _id: leaf!._id }, { $set: { seq: 99 } });
    const touched = await admin.get(`${ADMIN}/anchors`).expect(200);
    expect(touched.body).toMatchObject({ intact: false, faults: [{ where: 'anchor', field: 'root' }] });
    await leaves.updateOne({ _id: leaf!._id }, { $set: { seq: leaf!['seq'] as number } });
    expect((await admin.get(`${ADMIN}/anchors`)).body.intact).toBe(true);
  });

  it('tells ahead what a change would move only when it could be made', async () => {
    const refused = async (body: object) => {
      const answer = await admin.post(`${ADMIN}/reference-impact/preview`).send(body);
      return [answer.status, answer.body.errors?.[0]?.field, answer.body.errors?.[0]?.code];
    };
    expect(await refused({})).toEqual([422, 'calendar', 'field.required']);
    const wrong = { year: 2031, off: ['2030-01-01'], makeUp: [], source: '示例通知' };
    expect(await refused({ calendar: wrong })).toEqual([422, 'off[0]', 'calendar.wrongYear']);
  });

  it('tells running cases of a corrected calendar: their due days move, and the impact is shown', async () => {
    const review = await HttpReview.submitted(system);
    const dueOf = async () => {
      const row = await system.db
        .collection<{ _id: string; clocks: { limit: string; dueDay: string }[] }>('cases')
        .findOne({ _id: review.caseId });
      return row!.clocks.find((c) => c.limit === 'jointReview.acceptance')!.dueDay;
    };
    const before = await dueOf();
    const year = Number(before.slice(0, 4));
    const { body: calendars } = await admin.get('/api/v1/reference/calendars').expect(200);
    const known = calendars.items.find((c: { year: number }) => c.year === year) ?? { off: [], makeUp: [] };
    const calendar = {
      off: [...known.off, before].filter((day, i, all) => all.indexOf(day) === i),
      makeUp: known.makeUp.filter((day: string) => day !== before),
      source: '示例通知：当日临时放假',
    };
    const foreseen = await preview({ calendar: { year, ...calendar } });
    expect(await dueOf()).toBe(before);
    await admin.put(`/api/v1/reference/calendars/${year}`).send(calendar).expect(200);
    const after = await until(dueOf, (day) => day !== before);
    expect(after > before).toBe(true);
    const mine = foreseen.find(({ caseId }) => caseId === review.caseId);
    expect(mine?.moved).toContainEqual(
      expect.objectContaining({ name: expect.objectContaining({ zh: '受理审查' }), from: before, to: after }),
    );
    expect(await preview({ calendar: { year, ...calendar } })).toEqual([]);
    const { body } = await admin.get(`${ADMIN}/reference-impact`).expect(200);
    const item = body.items.find((i: { caseId: string }) => i.caseId === review.caseId);
    expect(item.moved).toContainEqual(expect.objectContaining({ from: before, to: after }));
    expect(body.told).toBeGreaterThan(0);
  });

  it('searches acts across cases by person, type and day, page by page', async () => {
    const review = await refused();
    const search = (query: object) => admin.get(`${ADMIN}/audit`).query(query);
    const { body } = await search({ target: review.caseId, limit: 1 }).expect(200);
    expect(body.items).toEqual([expect.objectContaining({ target: review.caseId, type: 'taskCompleted' })]);
    const next = await search({ target: review.caseId, limit: 1, cursor: body.next }).expect(200);
    expect(next.body.items[0].seq).toBe(body.items[0].seq - 1);
    const clerk = await search({ actor: 'p-hwedz-window1', type: 'taskCompleted' }).expect(200);
    expect(clerk.body.items.map((i: { target: string }) => i.target)).toContain(review.caseId);
    expect((await search({ actor: 'p-hwedz-window1', to: '2020-01-01' })).body.items).toEqual([]);
    expect((await search({})).body.code).toBe('field.required');
  });

  it('shows the servers, the workers and the nightly jobs, which are scheduled once', async () => {
    const { client } = system.worker;
    expect(await ensureSchedules(client, system.taskQueue)).toHaveLength(UPKEEP_JOBS.length);
    try {
      expect(await ensureSchedules(client, system.taskQueue)).toEqual([]);
      const { spec } = await client.schedule.getHandle(upkeepIdOf(system.taskQueue, 'anchor')).describe();
      expect(spec.timezone).toBe('Asia/Shanghai');
      await client.schedule.getHandle(upkeepIdOf(system.taskQueue, 'blobs')).trigger();
      const { body } = await until(
        () => admin.get(`${ADMIN}/servers`),
        ({ body: now }) =>
          now.temporal?.schedules.some((s: { job: string; lastRun: string | null }) => s.job === 'blobs' && s.lastRun),
      );
      expect(body.mongo.replicaSet).toEqual(expect.any(String));
      expect(body.temporal.workers.length).toBeGreaterThan(0);
      expect(body.temporal.workers[0]).toHaveProperty('build');
      expect(body.temporal.backlog.decisions.count).toBeGreaterThanOrEqual(0);
      expect(body.temporal.backlog.activities.oldestSeconds).toBeGreaterThanOrEqual(0);
      expect(body.temporal.schedules.map((s: { job: string }) => s.job).sort()).toEqual([...UPKEEP_JOBS].sort());
    } finally {
      for (const job of UPKEEP_JOBS) await client.schedule.getHandle(upkeepIdOf(system.taskQueue, job)).delete();
    }
  });

  it('warns from December on while the calendar of the next year is missing, until it is loaded', async () => {
    const notices = async () => (await admin.get(`${ADMIN}/servers`)).body.notices.map((n: { id: string }) => n.id);
    await checkCalendar(system.db, new Date('2040-11-30T08:00:00Z'));
    expect(await notices()).not.toContain('calendar/2041');
    // 1 December in Shanghai, still November in London.
    await checkCalendar(system.db, new Date('2040-11-30T16:30:00Z'));
    expect(await notices()).toContain('calendar/2041');
    await admin
      .put('/api/v1/reference/calendars/2041')
      .send({ off: ['2041-01-01'], makeUp: [], source: '示例通知' })
      .expect(200);
    await checkCalendar(system.db, new Date('2040-12-02T08:00:00Z'));
    expect(await notices()).not.toContain('calendar/2041');
  });

  it('keeps files for their period and lists what is past it, without deleting anything', async () => {
    // 危险废物转移管理办法 第二十条: ten years.
    const ended = Date.parse('2026-02-28T10:00:00+08:00');
    const kept = (process: string) => readRetention(system.db, process, ended);
    expect(await kept('wasteManifest')).toMatchObject({ years: 10, until: '2036-02-28' });
    expect(await kept('jointReview')).toMatchObject({ years: 30, until: '2056-02-28' });
    const review = await refused();
    await archiveOf(review);
    const listed = async () =>
      (await admin.get(`${ADMIN}/retention`).expect(200)).body.map((r: { caseId: string }) => r.caseId);
    expect(await listed()).not.toContain(review.caseId);
    await system.db
      .collection('case_archives')
      .updateOne({ caseId: review.caseId }, { $set: { keepUntil: '2020-01-01' } });
    expect(await listed()).toContain(review.caseId);
    expect((await admin.get(`${review.path}/archive/content`)).status).toBe(200);
  });
});
