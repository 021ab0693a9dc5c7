import { screenProject } from '../../../activities/automations/screen-project';
import type { ProjectApplication } from '../../../workflows/domain/application';
import { DomainError } from '../../../workflows/domain/errors';
import type { AutomationInput } from '../../../workflows/engine/ports';
import type { Facts } from '../../../workflows/processes/definition';
import { SCREENING_FACTS } from '../../../workflows/processes/joint-review/facts';
import { DATA } from '../../support/joint-review-harness';

const nitration = (): ProjectApplication => {
  const found = DATA.demoApplications.find((a) => a.key === 'nitration');
  return structuredClone({ ...found?.application, documents: [] } as unknown as ProjectApplication);
};

function automation(...versions: ProjectApplication[]) {
  return screenProject({
    applications: {
      find: async (applicationId, version) => {
        const data = versions[version - 1];
        return applicationId === 'a1' && data
          ? { applicationId, version, data, hash: `h${version}`, submittedAt: new Date(0) }
          : null;
      },
    },
    projectReference: async () => DATA,
  });
}

const input = (facts: Facts): AutomationInput => ({
  caseId: 'LS-2026-000001',
  header: {
    caseNo: 'LS-2026-000001',
    title: '示例项目',
    party: { org: 'FIRM_A', name: '示例甲化工有限公司' },
    leadOrg: 'HWEDZ',
    applicant: 'p-firma-applicant1',
    keys: { applicationId: 'a1' },
    parent: null,
  },
  activity: 'screenProject',
  pendingId: 'root|screening|3',
  stage: 'screening',
  scope: 'root',
  facts,
  results: [],
  process: { code: 'jointReview', version: 1 },
  now: 0,
});

describe('两重点一重大判定', () => {
  it('grades the nitration plant 二级 by the worked example: S 15.6, R 68.4', async () => {
    const { facts, data } = await automation(nitration())(input({ applicationVersion: 1 }));
    expect(facts).toMatchObject({
      inScope: true,
      majorLevel: 2,
      listedProcesses: ['nitration'],
      screeningChanged: false,
    });
    expect(data).toMatchObject({ application: { id: 'a1', version: 1, hash: 'h1' }, screening: { level: 2 } });
    expect(JSON.stringify(data)).toContain('68.4');
  });

  it('yields exactly the facts that the definition declares', async () => {
    const { facts } = await automation(nitration())(input({ applicationVersion: 1 }));
    expect(Object.keys(facts).sort()).toEqual(Object.keys(SCREENING_FACTS).sort());
  });

  it('notices that a resubmission makes another project of it, and that another does not', async () => {
    const first = nitration();
    const quieter = { ...nitration(), population500m: 0 };
    const reworded = { ...nitration(), project: { ...nitration().project, description: '补充说明' } };
    const run = automation(first, quieter, reworded);
    const before = (await run(input({ applicationVersion: 1 }))).facts;
    // Without neighbours α is 0.5: R = 68.4 / 1.5 × 0.5 = 22.8, level 3.
    expect((await run(input({ ...before, applicationVersion: 2 }))).facts).toMatchObject({
      majorLevel: 3,
      screeningChanged: true,
    });
    expect((await run(input({ ...before, applicationVersion: 3 }))).facts['screeningChanged']).toBe(false);
  });

  it('does not call a project small because a substance cannot be weighed', async () => {
    const odd = nitration();
    odd.substances.push({ ...odd.substances[0]!, cas: '50-78-2', name: '示例物质', category: undefined });
    await expect(automation(odd)(input({ applicationVersion: 1 }))).rejects.toMatchObject({
      code: 'grade.noCriticalQuantity',
    });
  });

  it('refuses a version that was never submitted', async () => {
    await expect(automation(nitration())(input({ applicationVersion: 2 }))).rejects.toBeInstanceOf(DomainError);
  });
});
