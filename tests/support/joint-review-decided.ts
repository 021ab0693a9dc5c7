import { decisionText, type DecisionSource } from '../../activities/automations/decision-letter-data';
import { screenProject } from '../../activities/automations/screen-project';
import type { ProjectApplication } from '../../workflows/domain/application';
import type { RecordedEvent } from '../../workflows/engine/events';
import { foldCase } from '../../workflows/engine/fold';
import type { AutomationInput } from '../../workflows/engine/ports';
import { DATA, JointReview, local } from './joint-review-harness';

const application = DATA.demoApplications.find((a) => a.key === 'nitration')
  ?.application as unknown as ProjectApplication;

export const CONDITION = { text: '硝化装置独立设置安全仪表系统', owner: '生产负责人', dueDay: '2027-03-31' };

/** A joint review up to its letter: one department's draft returned and replaced, one condition. */
export async function decidedOnConditions() {
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
  const source: DecisionSource = {
    input,
    events,
    tasks,
    application,
    forms,
    nameOf: (code: string) => names.get(code) ?? code,
  };
  return { story, source, text: decisionText(source) };
}
