import { loadReference } from '../../seeds/reference';
import type { TestClient } from '../support/api-app';
import { projectForm, uploadAll } from '../support/application-forms';
import { command } from '../support/review-over-http';
import { startSystem, type TestSystem } from '../support/running-worker';

let system: TestSystem;
let clerk: TestClient;

interface Row {
  taskId: string;
  caseId: string;
  partyName: string;
  credit: string | null;
  dueDay: string;
}

/** A submitted nitration project of an enterprise. */
async function submittedBy(login: string, org: string): Promise<string> {
  const client = await system.loginAs(login);
  const firm = loadReference().organisations.find(({ code }) => code === org)!;
  const application = projectForm('nitration', await uploadAll(client));
  application.enterprise = { ...application.enterprise, name: firm.name.zh, uscc: firm.uscc! };
  const draft = await client.post('/api/v1/applications').send({ application }).expect(201);
  const answer = await command(client, `/api/v1/applications/${draft.body.applicationId}/submit`, { version: 1 });
  expect([answer.status, answer.body.detail]).toEqual([200, undefined]);
  return answer.body.caseId as string;
}

/** The clerk's list, one row a page. */
async function listed(): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const query: Record<string, string> = { limit: '1', ...(cursor === null ? {} : { cursor }) };
    const { body }: { body: { items: Row[]; next: string | null } } = await clerk
      .get('/api/v1/tasks')
      .query(query)
      .expect(200);
    rows.push(...body.items);
    cursor = body.next;
  } while (cursor !== null);
  return rows;
}

beforeAll(async () => {
  system = await startSystem();
  clerk = await system.loginAs('hwedz.window1');
});
afterAll(() => system?.close());

describe('credit of an enterprise', () => {
  it('good credit goes first among what is due the same day; who is listed is neither excluded nor put last', async () => {
    const cases = [
      await submittedBy('firma.applicant1', 'FIRM_A'),
      await submittedBy('firmc.applicant1', 'FIRM_C'),
      await submittedBy('firmb.applicant1', 'FIRM_B'),
    ];
    const rows = await listed();
    expect(new Set(rows.map(({ dueDay }) => dueDay)).size).toBe(1);
    expect(rows.map(({ caseId }) => caseId).sort()).toEqual([...cases].sort());
    expect(rows[0]).toMatchObject({ caseId: cases[2], credit: 'good' });
    // Between the listed one and the one without a mark the order is what it is without lists: by task.
    expect(rows.slice(1).map(({ caseId }) => caseId)).toEqual(cases.slice(0, 2).sort());
    expect(rows.find(({ caseId }) => caseId === cases[1])?.credit).toBe('listed');
    expect(rows.find(({ caseId }) => caseId === cases[0])?.credit).toBeNull();

    // Nobody is passed whose task is due before.
    const other = rows.find(({ caseId }) => caseId === cases[0])!;
    await system.db
      .collection<{ _id: string }>('tasks')
      .updateOne({ _id: other.taskId }, { $inc: { dueAt: -2, sortDue: -2 } });
    expect((await listed())[0]?.caseId).toBe(cases[0]);
  });

  it('is shown with its basis to the authorities and to the enterprise itself, to no other', async () => {
    const { body } = await clerk.get('/api/v1/credit/FIRM_C').expect(200);
    expect(body).toMatchObject({
      mark: 'listed',
      entries: [{ list: 'seriousDishonesty', decidedBy: '区应急管理局', from: '2026-03-01', until: '2029-02-28' }],
    });
    expect(body.entries[0].basis).toContain('应急管理部令第11号');
    expect((await clerk.get('/api/v1/credit/FIRM_B').expect(200)).body.mark).toBe('good');
    expect((await clerk.get('/api/v1/credit/FIRM_A').expect(200)).body).toMatchObject({ mark: null, entries: [] });
    await (await system.loginAs('firmc.applicant1')).get('/api/v1/credit/FIRM_C').expect(200);
    const stranger = await (await system.loginAs('firma.applicant1')).get('/api/v1/credit/FIRM_C');
    expect([stranger.status, stranger.body.code]).toEqual([403, 'access.denied']);
    await system.anonymous.get('/api/v1/credit/FIRM_C').expect(401);
    await clerk.get('/api/v1/credit/EMB').expect(404);
  });
});
