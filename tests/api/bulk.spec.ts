import { randomUUID } from 'node:crypto';
import type { TestClient } from '../support/api-app';
import { command, HttpReview } from '../support/review-over-http';
import { startSystem, type TestSystem } from '../support/running-worker';

interface Row {
  id: string;
  ok: boolean;
  problem: { code: string; detail: string } | null;
}

describe('many tasks in one go', () => {
  let system: TestSystem;
  let clerk: TestClient;
  let first: string;
  let second: string;
  let review: HttpReview;

  beforeAll(async () => {
    system = await startSystem();
    clerk = await system.loginAs('hwedz.window1');
    review = await HttpReview.submitted(system);
    const other = await HttpReview.submitted(system);
    first = (await review.task('hwedz.window1', 'acceptance')).taskId;
    second = (await other.task('hwedz.window1', 'acceptance')).taskId;
  });
  afterAll(() => system.close());

  const preview = async (client: TestClient, body: object): Promise<Row[]> =>
    (await client.post('/api/v1/tasks/bulk/preview').send(body).expect(200)).body;

  it('the preview tells row by row what could be answered so, and changes nothing', async () => {
    const rows = await preview(clerk, {
      taskIds: [first, second, 'LS-2026-000000:root:acceptance:1'],
      outcome: 'accept',
    });
    expect(rows.map((r) => r.ok)).toEqual([true, true, false]);
    expect(rows[2]?.problem?.code).toBe('task.unknown');
    const stranger = await preview(await system.loginAs('firmb.applicant1'), { taskIds: [first], outcome: 'accept' });
    expect(stranger).toMatchObject([{ ok: false, caseNo: null, problem: { code: 'task.unknown' } }]);
    const unknown = await preview(clerk, { taskIds: [first], outcome: 'whatever' });
    expect(unknown).toMatchObject([{ ok: false, problem: { code: 'outcome.unknown' } }]);
    expect((await clerk.get('/api/v1/tasks/counts')).body.todo).toBe(2);
  });

  it('an outcome that demands reasons is not offered without them', async () => {
    const rows = await preview(clerk, { taskIds: [first], outcome: 'refuse' });
    expect(rows[0]?.ok).toBe(false);
    expect(rows[0]?.problem?.detail).not.toBe('');
  });

  it('each row is answered by itself; the same key again gets the same answers', async () => {
    const key = randomUUID();
    const body = {
      items: [
        { taskId: first, outcome: 'accept' },
        { taskId: second, outcome: 'whatever' },
      ],
    };
    const send = () => command(clerk, '/api/v1/tasks/bulk/complete', body, key).expect(200);
    const rows = (await send()).body as Row[];
    expect(rows.map((r) => [r.id, r.ok])).toEqual([
      [first, true],
      [second, false],
    ]);
    expect(((await send()).body as Row[]).map((r) => r.ok)).toEqual([true, false]);
    const { body: again } = await command(clerk, '/api/v1/tasks/bulk/complete', { items: [body.items[0]] });
    expect(again).toMatchObject([{ ok: false, problem: { code: 'task.closed' } }]);
    await command(clerk, '/api/v1/tasks/bulk/complete', { items: [] }).expect(422);
  });

  it('a supervisor hands over all that lies with who leaves; nobody else does', async () => {
    const supervisor = await system.loginAs('hwedz.supervisor');
    const successor = await system.loginAs('hwedz.officer1');
    await command(clerk, `/api/v1/tasks/${second}/claim`, {}).expect(200);
    const path = `/api/v1/people/${clerk.personId}/hand-over`;
    const body = { to: successor.personId, reason: '调离岗位' };
    await command(await system.loginAs('drb.supervisor'), path, body).expect(404);
    await command(clerk, path, body).expect(404);
    const { body: report } = await command(supervisor, path, body).expect(200);
    expect(report).toMatchObject({ cases: [{ title: expect.any(String), ok: true, problem: null }], elsewhere: 0 });
    expect((await successor.get(`/api/v1/tasks/${second}`).expect(200)).body.claimed).toBe(true);
    const { body: after } = await command(supervisor, path, body).expect(200);
    expect(after).toEqual({ cases: [], elsewhere: 0 });
  });
});
