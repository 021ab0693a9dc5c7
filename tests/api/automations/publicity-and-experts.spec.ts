import type { Connection } from 'mongoose';
import { createAutomations } from '../../../activities/automations';
import {
  APPLICATION_VERSION_MODEL,
  applicationVersionId,
  applicationVersionSchema,
} from '../../../activities/store/application.schema';
import { modelOf } from '../../../activities/store/model-of';
import { OBJECTION, objectionSchema, type ObjectionRecord } from '../../../activities/store/objection.schema';
import { noticeById, openNotices } from '../../../activities/store/public-notice.reader';
import { requireObjectionsHeard } from '../../../api/cases/open-objections.rule';
import { loadReferenceSets } from '../../../seeds/load-reference';
import type { AutomationInput } from '../../../workflows/engine/ports';
import { decidedOnConditions } from '../../support/joint-review-decided';
import { DATA, local } from '../../support/joint-review-harness';
import { openTestDatabase } from '../documents/test-database';

describe('公示与专家抽取', () => {
  let connection: Connection;
  let drop: () => Promise<void>;
  let input: AutomationInput;

  beforeAll(async () => {
    ({ connection, drop } = await openTestDatabase());
    const { source } = await decidedOnConditions();
    input = source.input;
    await loadReferenceSets(connection, DATA, new Date());
    for (const version of [1, 2]) {
      await modelOf(connection, APPLICATION_VERSION_MODEL, applicationVersionSchema).create({
        _id: applicationVersionId('a1', version),
        applicationId: 'a1',
        version,
        data: version === 1 ? source.application : { ...source.application, processes: ['nitration', 'chlorination'] },
        hash: 'h',
        submittedAt: new Date(0),
        submittedBy: 'p-firma-applicant1',
      });
    }
  });

  afterAll(() => drop());

  const run = (activity: string, change: Partial<AutomationInput>) =>
    createAutomations({ connection, publicUrl: '', secretsDir: '' })[activity]!({ ...input, activity, ...change });

  it('publishes for five working days over the holiday, once, and nothing about people', async () => {
    const at = { now: local('2026-09-29 10:00'), pendingId: 'root|publishNotice|9' };
    const first = await run('publishNotice', at);
    // The case waits one working day longer, for what comes in on the last evening.
    expect(first.facts['noticeUntil']).toBe('2026-10-13');
    expect(await run('publishNotice', at)).toEqual(first);
    const open = await openNotices(connection, '2026-10-12');
    expect(open).toHaveLength(1);
    // Tuesday 09-29 + 5: Wednesday 30, October 8, 9, make-up Saturday 10, Monday 12.
    expect(open[0]).toMatchObject({ until: '2026-10-12', hearingUntil: '2026-10-12' });
    expect(open[0]).toMatchObject({ enterprise: '示例甲化工有限公司', from: '2026-09-29' });
    expect(JSON.stringify(open)).not.toMatch(/联系|p-firma|法人|0575/);
    expect(await openNotices(connection, '2026-10-13')).toEqual([]);
  });

  it('takes what nobody took down onto the case, one at each try, and nothing is decided before', async () => {
    const caseId = 'LS-2026-900001';
    const objections = modelOf(connection, OBJECTION, objectionSchema);
    const handedIn = (_id: string, minute: number, recorded: ObjectionRecord['recorded'] = null): ObjectionRecord => ({
      _id,
      noticeId: 'n1',
      caseId,
      leadOrg: 'HWEDZ',
      receivedAt: new Date(Date.UTC(2026, 9, 12, 9, minute)),
      standing: 'resident',
      asksHearing: false,
      key: _id,
      consent: { at: new Date(0), wordingOf: '2021-11-01' },
      recorded,
    });
    const known = { seq: 1, by: 'p-hwedz-window1', at: new Date(0) };
    await objections.create([handedIn('YY-A', 2), handedIn('YY-B', 1), handedIn('YY-C', 0, known)]);
    const deciding = { caseId, stage: 'decide', kind: 'stage', process: 'jointReview' } as const;
    await expect(requireObjectionsHeard(connection, deciding, false)).rejects.toMatchObject({
      code: 'objection.open',
      params: { receipts: 'YY-B、YY-A' },
    });
    // Sending it back is how they come onto the case.
    await requireObjectionsHeard(connection, deciding, true);

    const take = (visit: number) => run('takeObjection', { caseId, pendingId: `root|takeObjections|${visit}` });
    expect(await take(1)).toEqual({ facts: { objectionTaken: true }, data: { objection: 'YY-B' } });
    expect((await take(1)).data).toEqual({ objection: 'YY-B' });
    expect((await take(2)).data).toEqual({ objection: 'YY-A' });
    expect((await take(3)).facts).toEqual({ objectionTaken: false });
    expect((await objections.findById('YY-C').lean())?.recorded).toEqual(known);
    await requireObjectionsHeard(connection, deciding, false);
  });

  it('puts time and place of the hearing beside the notice, and says when it does not take place', async () => {
    const at = { now: local('2026-10-14 10:00'), pendingId: 'root|publishNotice|11' };
    const { facts } = await run('publishNotice', at);
    const told = { ...input.facts, ...facts, hearingOn: '2026-10-26', hearingTime: '9:30', hearingPlace: '示例会议室' };
    await run('announceHearing', { facts: told, now: at.now });
    const notice = () => noticeById(connection, String(facts['noticeId']));
    const announced = { on: '2026-10-26', time: '9:30', place: '示例会议室', announcedAt: at.now };
    expect((await notice())?.hearing).toEqual({ ...announced, calledOff: false });
    await run('callOffHearing', { facts: told });
    expect((await notice())?.hearing).toEqual({ ...announced, calledOff: true });
  });

  it('draws the panel for the specialities of the case, the same on every try', async () => {
    const facts = { ...input.facts, specialities: ['safety', 'process', 'environment'] };
    const { facts: drawn } = await run('drawExperts', { facts });
    expect([...(drawn['experts'] as string[])].sort()).toEqual(['p-expert1', 'p-expert2', 'p-expert3']);
    expect((await run('drawExperts', { facts })).facts).toEqual(drawn);
    const results = [{ block: 'expertReview', branch: 'p-expert3', result: 'recused', facts: { recused: true } }];
    await expect(run('drawExperts', { facts, results })).rejects.toMatchObject({ code: 'expert.noneFree' });
  });

  it('sees in a reported version that the process is another one', async () => {
    const { facts } = await run('assessChange', { facts: { applicationVersion: 1, changeVersion: 2 } });
    expect(facts).toEqual({
      siteChanged: false,
      processChanged: true,
      scaleChanged: false,
      surroundingsChanged: false,
    });
  });

  it('sets the thirtieth day of a trial', async () => {
    const { facts } = await run('trialPeriod', { now: local('2026-03-01 10:00') });
    expect(facts['trialEarliestEnd']).toBe('2026-03-31');
  });
});
