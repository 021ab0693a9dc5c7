import type { Connection } from 'mongoose';
import { createAutomations } from '../../../activities/automations';
import {
  APPLICATION_VERSION_MODEL,
  applicationVersionId,
  applicationVersionSchema,
} from '../../../activities/store/application.schema';
import { modelOf } from '../../../activities/store/model-of';
import { openNotices } from '../../../activities/store/public-notice.reader';
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
