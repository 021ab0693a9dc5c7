import { decisionText, quotedForms } from '../../../activities/automations/decision-letter-data';
import { screenProject } from '../../../activities/automations/screen-project';
import type { ProjectApplication } from '../../../workflows/domain/application';
import type { RecordedEvent } from '../../../workflows/engine/events';
import { foldCase } from '../../../workflows/engine/fold';
import type { AutomationInput } from '../../../workflows/engine/ports';
import { DATA, JointReview, local } from '../../support/joint-review-harness';

const application = DATA.demoApplications.find((a) => a.key === 'nitration')
  ?.application as unknown as ProjectApplication;

const CONDITION = { text: '硝化装置独立设置安全仪表系统', owner: '生产负责人', dueDay: '2027-03-31' };

async function decidedOnConditions() {
  const story = JointReview.opened('2026-08-31 09:00').until('2026-09-01 10:00').accepted();
  const screening = await screenProject({
    applications: {
      find: async (id, version) => ({
        applicationId: id,
        version,
        data: application,
        hash: 'h',
        submittedAt: new Date(0),
      }),
    },
    projectReference: async () => DATA,
  })({ header: story.state.header, facts: story.state.facts['root'] } as unknown as AutomationInput);
  story.automation('screenProject', screening.facts, screening.data);
  story.until('2026-09-07 10:00').answer('emb.officer1', 'draft', 'agree', { of: 'EMB', says: '同意', form: 'first' });
  story.answer('emb.chief', 'sectionReview', 'return', { of: 'EMB', says: '须附条件' });
  story.until('2026-09-08 10:00').answer('emb.officer2', 'draft', 'conditional', {
    of: 'EMB',
    says: '有条件同意',
    conditions: 1,
    form: 'second',
  });
  story
    .answer('emb.chief', 'sectionReview', 'approve', { of: 'EMB' })
    .answer('emb.deputy', 'sign', 'sign', { of: 'EMB' });
  story.allOthersAgree();
  story
    .answer('hwedz.officer1', 'decisionDraft', 'proposeConditional', {
      says: '拟同意',
      conditions: 1,
      form: 'proposal',
    })
    .answer('hwedz.chief', 'decisionReview', 'approve')
    .until('2026-09-10 10:00')
    .decided('approveWithConditions');
  const events = story.events as RecordedEvent[];
  const tasks = [...foldCase(events, story.library).tasks.values()];
  const input: AutomationInput = {
    caseId: story.state.caseId,
    header: story.state.header,
    activity: 'issueDecisionLetter',
    pendingId: story.pending('issueDecisionLetter').id,
    stage: 'issueLetter',
    scope: 'root',
    facts: story.state.facts['root'] ?? {},
    results: Object.values(story.state.results),
    process: { code: 'jointReview', version: 1 },
    now: local('2026-09-10 10:00'),
  };
  const forms = new Map<string, Record<string, unknown>>([
    ['first', { opinion: '符合要求' }],
    ['second', { opinion: '自动化控制须先投用' }],
    [
      'proposal',
      {
        opinion: '各部门均同意',
        conditions: [
          { ...CONDITION, checkPoint: 'trialProduction', setBy: 'EMB' },
          { ...CONDITION, checkPoint: '投料之前' },
        ],
      },
    ],
  ]);
  const names = new Map(DATA.organisations.map((o) => [o.code, o.name.zh]));
  const source = { input, events, tasks, application, forms, nameOf: (code: string) => names.get(code) ?? code };
  return { story, source, text: decisionText(source) };
}

describe('联合审查决定书', () => {
  it('tells when the legal time began and when it was decided', async () => {
    const { text } = await decidedOnConditions();
    expect(text.project.acceptedOn).toBe('2026-09-01');
    expect(text.issuedOn).toBe('2026-09-10');
    expect(text.decision).toBe('conditionallyApproved');
  });

  it('quotes the opinion that was signed, not the draft that was returned', async () => {
    const { text } = await decidedOnConditions();
    expect(text.opinions).toHaveLength(7);
    expect(text.opinions.find((o) => o.department === '区应急管理局')).toEqual({
      department: '区应急管理局',
      opinion: '有条件同意',
      summary: '自动化控制须先投用',
      signedOn: '2026-09-08',
    });
  });

  it('lists the conditions with who set them and what they bar', async () => {
    const { text } = await decidedOnConditions();
    expect(text.conditions).toEqual([
      {
        text: CONDITION.text,
        owner: '生产负责人',
        dueOn: '2027-03-31',
        checkPoint: '试生产前',
        setBy: '区应急管理局',
      },
      {
        text: CONDITION.text,
        owner: '生产负责人',
        dueOn: '2027-03-31',
        checkPoint: '投料之前',
        setBy: '杭州湾上虞经济技术开发区管委会',
      },
    ]);
  });

  it('carries the computed grade', async () => {
    const { text } = await decidedOnConditions();
    expect(text.screening.alpha).toBe(1.5);
    expect(text.screening.units).toContainEqual(expect.objectContaining({ s: 15.6, r: 68.4, grade: 2 }));
  });

  it('reads only the forms that it quotes', async () => {
    const { source } = await decidedOnConditions();
    expect(quotedForms(source.events, source.tasks)).toEqual(expect.arrayContaining(['second', 'proposal']));
  });
});
