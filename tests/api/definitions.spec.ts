import { randomUUID } from 'node:crypto';
import type { ProcessDefinition, TaskStage } from '../../workflows/processes/definition';
import type { TestClient } from '../support/api-app';
import { end, outcome, task } from '../support/engine-definitions';
import { command, HttpReview } from '../support/review-over-http';
import { startSystem, type TestSystem } from '../support/running-worker';

const LIST = '/api/v1/definitions';

let system: TestSystem;
let admin: TestClient;
beforeAll(async () => {
  system = await startSystem();
  admin = await system.loginAs('admin');
});
afterAll(() => system.close());

/** A small procedure of its own for each test: one section drafts, its chief decides. */
function tryout(code: string, version = 1): ProcessDefinition {
  return {
    code,
    numberPrefix: 'TRY',
    version,
    name: { zh: '示例流程', en: 'Tryout' },
    effectiveFrom: '2026-01-01',
    effectiveTo: null,
    legalBasis: ['示例'],
    facts: {},
    forms: [],
    limits: ['jointReview.acceptance'],
    machine: {
      start: 'draft',
      stages: [
        task('draft', 'EMB/caseOfficer', ['propose>decide'], { clocks: { own: 'jointReview.acceptance' } }),
        task('decide', 'EMB/sectionChief', ['approve>approved', 'refuse>refused']),
        end('approved'),
        end('refused'),
      ],
    },
    withdrawal: { allowed: false, by: { org: 'EMB', role: 'caseOfficer' }, notIn: [], basis: '示例' },
    supervisor: { org: 'EMB', role: 'supervisor' },
  };
}

const withStage = (definition: ProcessDefinition, code: string, change: Partial<TaskStage>): ProcessDefinition => ({
  ...definition,
  machine: {
    ...definition.machine,
    stages: definition.machine.stages.map((s) => (s.code === code ? { ...s, ...change } : s)) as TaskStage[],
  },
});

const newestReview = async (): Promise<{ version: number; definition: ProcessDefinition }> => {
  const { body } = await admin.get(LIST).expect(200);
  const versions = (body as { code: string; version: number; current: boolean }[])
    .filter((d) => d.code === 'jointReview')
    .map((d) => d.version);
  const version = Math.max(...versions);
  return (await admin.get(`${LIST}/jointReview/${version}`).expect(200)).body;
};

describe('definitions', () => {
  it('are for administrators: strangers and officers learn nothing and change nothing', async () => {
    const officer = await system.loginAs('emb.officer1');
    for (const path of [
      LIST,
      `${LIST}/jointReview/1`,
      `${LIST}/jointReview/1/compare/2`,
      `${LIST}/jointReview/1/migration`,
    ]) {
      expect((await system.anonymous.get(path)).status).toBe(401);
      expect((await officer.get(path)).status).toBe(403);
    }
    for (const path of [LIST, `${LIST}/dry-run`, `${LIST}/dry-run/cases`, `${LIST}/jointReview/1/retire`]) {
      expect((await system.anonymous.post(path).send({})).status).toBe(401);
      expect((await officer.post(path).send({})).status).toBe(403);
    }
  });

  it('lists every version, with the one on which new cases start', async () => {
    const { body } = await admin.get(LIST).expect(200);
    const reviews = body.filter((d: { code: string }) => d.code === 'jointReview');
    expect(reviews.length).toBeGreaterThanOrEqual(2);
    expect(reviews.filter((d: { current: boolean }) => d.current)).toHaveLength(1);
    expect(reviews[0]).toMatchObject({ version: 1, publishedBy: 'seed', retiredFor: null });
    expect((await admin.get(`${LIST}/jointReview/999`)).body.code).toBe('definition.unknown');
  });

  it('is refused with every fault by its stage when a case could get stuck', async () => {
    const broken = withStage(tryout('tryBroken'), 'decide', {
      assignment: { org: 'EMB', role: 'wizard' },
      outcomes: [outcome('approve>nowhere')],
    });
    const { body, status } = await admin.post(LIST).send({ definition: broken });
    expect([status, body.code]).toEqual([422, 'definition.unsound']);
    const named = body.errors.map((e: { field: string; code: string }) => `${e.field} ${e.code}`);
    expect(named).toEqual(
      expect.arrayContaining([
        'definition/decide definition.unknownStage',
        'definition/decide definition.unknownAssignee',
      ]),
    );
    const nothing = await admin.post(LIST).send({ definition: {} });
    expect([nothing.status, nothing.body.code]).toEqual([422, 'definition.unsound']);
  });

  it('is proved before it is published, and compared with the version in force, without being written', async () => {
    const prove = async (definition: object, language = 'zh') =>
      (await admin.post(`${LIST}/prove`).set('Accept-Language', language).send({ definition }).expect(200)).body;
    const first = tryout('tryProof');
    expect(await prove(first)).toEqual({ publishable: true, nextVersion: 1, faults: [], comparison: null });
    await admin.post(LIST).send({ definition: first }).expect(201);
    const again = await prove(first);
    expect(again).toMatchObject({ publishable: false, nextVersion: 2 });
    expect(again.faults).toEqual([{ stage: '', code: 'definition.notNext', detail: expect.stringContaining('2') }]);
    const second = withStage(tryout('tryProof', 2), 'decide', { outcomes: [outcome('approve>approved')] });
    const changed = await prove(second, 'en');
    // Without the outcome that leads there, an end is never reached.
    expect(changed.faults).toEqual([
      { stage: 'refused', code: 'definition.unreachableStage', detail: expect.stringMatching(/^[^\u4e00-\u9fff]+$/) },
    ]);
    expect(changed.comparison).toMatchObject({ from: 1, to: 2, forWhom: { 'EMB/sectionChief': ['decide'] } });
    expect((await prove({ code: 'tryProof' })).comparison).toBeNull();
    expect((await admin.get(LIST)).body.filter((d: { code: string }) => d.code === 'tryProof')).toHaveLength(1);
    const officer = await system.loginAs('emb.officer1');
    await officer.post(`${LIST}/prove`).send({ definition: first }).expect(403);
  });

  it('is published once, in the order of versions, and retired with a last day and a reason', async () => {
    const first = tryout('tryVersions');
    const skipped = await admin.post(LIST).send({ definition: { ...first, version: 2 } });
    expect([skipped.status, skipped.body.code]).toEqual([409, 'definition.notNext']);
    const published = await admin.post(LIST).send({ definition: first }).expect(201);
    expect(published.body).toMatchObject({ code: 'tryVersions', status: 'published', current: true, runningCases: 0 });
    const again = await admin.post(LIST).send({ definition: { ...first, name: { zh: '另一', en: 'Other' } } });
    expect([again.status, again.body.code]).toEqual([409, 'definition.immutable']);
    await admin
      .post(LIST)
      .send({ definition: tryout('tryVersions', 2) })
      .expect(201);
    const retired = await admin
      .post(`${LIST}/tryVersions/2/retire`)
      .send({ lastDay: '2026-01-31', reason: '条文有误' })
      .expect(200);
    expect(retired.body).toMatchObject({ status: 'retired', current: false, retiredFor: '条文有误' });
    expect((await admin.get(`${LIST}/tryVersions/1`)).body.current).toBe(true);
    const twice = await admin.post(`${LIST}/tryVersions/2/retire`).send({ lastDay: '2026-02-28', reason: '再次' });
    expect([twice.status, twice.body.code]).toEqual([409, 'definition.alreadyRetired']);
    const { body } = await admin.get('/api/v1/admin/audit').query({ of: 'admin', target: 'tryVersions@2' }).expect(200);
    expect(body.items.map((i: { type: string }) => i.type)).toEqual(['definition.retire', 'definition.publish']);
  });

  it('compares two versions: what changed, and for whom', async () => {
    const first = tryout('tryCompare');
    await admin.post(LIST).send({ definition: first }).expect(201);
    const second = withStage({ ...first, version: 2 }, 'decide', { assignment: { org: 'EMB', role: 'director' } });
    await admin.post(LIST).send({ definition: second }).expect(201);
    const { body } = await admin.get(`${LIST}/tryCompare/1/compare/2`).expect(200);
    expect(body.differences).toEqual([
      expect.objectContaining({ stage: 'decide', part: 'assignment', what: 'changed' }),
    ]);
    expect(body.forWhom).toEqual({ 'EMB/sectionChief': ['decide'], 'EMB/director': ['decide'] });
  });

  it('rehearses a definition that is not published: who would get what, and until when', async () => {
    const { body } = await admin
      .post(`${LIST}/dry-run`)
      .send({
        definition: tryout('tryRehearsal'),
        startDay: '2026-09-28',
        partyOrg: 'FIRM_A',
        script: [
          { stage: 'draft', outcome: 'propose', daysLater: 1 },
          { stage: 'decide', outcome: 'approve' },
        ],
      })
      .expect(200);
    // Five working days after Monday 28 September: 29, 30, then the National Day week, 8, 9 and the make-up Saturday 10 October.
    expect(body.visits).toEqual([
      expect.objectContaining({ stage: 'draft', pools: [{ org: 'EMB', role: 'caseOfficer' }], dueDay: '2026-10-10' }),
      expect.objectContaining({ stage: 'decide', answered: expect.objectContaining({ by: 'p-emb-chief' }) }),
    ]);
    expect(body.result).toBe('approved');
    const refused = await admin
      .post(`${LIST}/dry-run`)
      .send({ definition: tryout('tryRehearsal'), script: [{ stage: 'draft', outcome: 'approve' }] });
    expect([refused.status, refused.body.code]).toEqual([422, 'outcome.unknown']);
    const { body: list } = await admin.get(LIST);
    expect(list.some((d: { code: string }) => d.code === 'tryRehearsal')).toBe(false);
  });

  it('walks past cases through another version and shows what would have been different', async () => {
    const review = await HttpReview.submitted(system);
    await review.answer('hwedz.window1', 'acceptance', 'refuse', { opinion: '不属于本机关职权' });
    const { definition } = await newestReview();
    const acceptance = definition.machine.stages.find((s) => s.code === 'acceptance') as TaskStage;
    const trial = withStage({ ...definition, version: definition.version + 1 }, 'acceptance', {
      assignment: { org: 'HWEDZ', role: 'sectionChief' },
    });
    expect(acceptance.assignment).not.toEqual({ org: 'HWEDZ', role: 'sectionChief' });
    const run = async (body: object): Promise<Record<string, unknown>> =>
      (
        await admin
          .post(`${LIST}/dry-run/cases`)
          .send({ ...body, caseIds: [review.caseId] })
          .expect(200)
      ).body[0];

    const lead = await system.loginAs('hwedz.officer1');
    const { body: row } = await lead.get(review.path).expect(200);
    const own = await run({ code: 'jointReview', version: row.version });
    expect(own).toMatchObject({ recorded: 'notAccepted', before: 'notAccepted', after: 'notAccepted', unused: [] });

    const other = await run({ definition: trial });
    expect(other).toMatchObject({ after: 'notAccepted', same: false });
    expect(other['differences']).toContainEqual(
      expect.objectContaining({
        stage: 'acceptance',
        after: expect.objectContaining({ who: ['HWEDZ/sectionChief'] }),
      }),
    );

    // The refusal is called otherwise there: the recorded one has no place, and somebody would still have to answer.
    const renamed = withStage({ ...definition, version: definition.version + 1 }, 'acceptance', {
      outcomes: acceptance.outcomes.map((o) => (o.code === 'refuse' ? { ...o, code: 'reject' } : o)),
    });
    expect(await run({ definition: renamed })).toMatchObject({
      before: 'notAccepted',
      after: null,
      openAt: ['acceptance'],
      unused: [{ stage: 'acceptance', outcome: 'refuse', why: expect.stringContaining('refuse') }],
    });
    const unknown = await admin.post(`${LIST}/dry-run/cases`).send({ code: 'jointReview', caseIds: ['NONE-1'] });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'case.unknown']);
  });

  it('says of every running case whether it could move to a version, and the command then moves it', async () => {
    const review = await HttpReview.submitted(system);
    const { definition, version } = await newestReview();
    const next = { ...definition, version: version + 1, effectiveFrom: '2099-01-01' };
    await admin.post(LIST).send({ definition: next }).expect(201);
    // A version without the stage in which the case stands: its tasks would have no place.
    const renamed = JSON.parse(
      JSON.stringify({ ...next, version: version + 2 }).replaceAll('"acceptance"', '"intake"'),
    ) as ProcessDefinition;
    await admin.post(LIST).send({ definition: renamed }).expect(201);

    const verdict = async (to: number): Promise<{ can: boolean; why: string | null } | undefined> => {
      const { body } = await admin.get(`${LIST}/jointReview/${to}/migration`).query({ limit: 100 }).expect(200);
      return body.items.find((i: { caseId: string }) => i.caseId === review.caseId);
    };
    expect(await verdict(version + 1)).toMatchObject({ can: true, why: null });
    const obstacle = await verdict(version + 2);
    expect(obstacle?.can).toBe(false);
    expect(obstacle?.why).toContain('新版本没有环节');

    const supervisor = await system.loginAs('hwedz.supervisor');
    const blocked = await command(supervisor, `${review.path}/migrate`, { version: version + 2, reason: '修订' });
    expect([blocked.status, blocked.body.code]).toEqual([409, 'migration.impossible']);
    const moved = await command(
      supervisor,
      `${review.path}/migrate`,
      { version: version + 1, reason: '修订' },
      randomUUID(),
    );
    expect(moved.status).toBe(200);
    expect(await verdict(version + 1)).toBeUndefined();
  });
});
