import { localDay } from '../../workflows/domain/calendar';
import type { ProjectApplication } from '../../workflows/domain/application';
import type { RecordedEvent } from '../../workflows/engine/events';
import type { AutomationInput } from '../../workflows/engine/ports';
import type { TaskRow } from '../../workflows/engine/rows';
import { checkPointName, type ConditionRow } from '../../workflows/processes/form-rows';
import type { DecisionLetterData } from '../pdf/decision-letter';
import type { ToldScreening } from './screen-project';

/** Everything that the decision letter is made from. */
export interface DecisionSource {
  input: AutomationInput;
  events: readonly RecordedEvent[];
  tasks: readonly TaskRow[];
  application: ProjectApplication;
  /** Form data by form id. */
  forms: ReadonlyMap<string, Record<string, unknown>>;
  /** Name of an organisation by its code. */
  nameOf: (code: string) => string;
}

/** What is decided by whom and why; number, address and remedies come from where letters are numbered. */
export type DecisionText = Omit<DecisionLetterData, 'number' | 'checkUrl' | 'remedies'>;

/** Clauses as a letter cites them. */
const CITED = [
  '《中华人民共和国行政许可法》第二十六条、第三十八条',
  '《关于全面加强危险化学品安全生产工作的实施意见》第三项',
];

const OPINIONS: Record<string, string> = {
  AGREE: '同意',
  CONDITIONAL: '有条件同意',
  OBJECT: '不予通过',
  CORRECTION: '补正',
  NOT_OURS: '认为不属本部门职责',
};

/** Forms that the letter quotes: the last opinion of every department and the last proposal. */
export function quotedForms(events: readonly RecordedEvent[], tasks: readonly TaskRow[]): string[] {
  return tasks
    .filter((task) => task.stage === 'draft' || task.stage === 'decisionDraft')
    .flatMap((task) => formOf(events, task._id) ?? []);
}

/** Puts the letter together. Pure: the same case gives the same letter. */
export function decisionText(source: DecisionSource): DecisionText {
  const { input, application, events, nameOf } = source;
  const decision = input.facts['decision'] as DecisionText['decision'];
  const draft = lastDone(source, 'decisionDraft', null);
  const proposal = draft ? (source.forms.get(formOf(events, draft._id) ?? '') ?? {}) : {};
  const screening = screeningIn(events);
  const departments = input.results.filter((r) => r.block === 'departmentReview');
  return {
    issuer: nameOf(input.header.leadOrg),
    title: `关于${application.enterprise.name}${application.project.name}联合审查的决定`,
    addressee: application.enterprise.name,
    issuedOn: localDay(input.now),
    copies: departments.map((r) => nameOf(r.branch)),
    decision,
    ...(typeof proposal['opinion'] === 'string' ? { reasons: proposal['opinion'] } : {}),
    basis: CITED,
    project: {
      name: application.project.name,
      caseNumber: input.header.caseNo,
      acceptedOn: acceptedOn(events) ?? localDay(input.now),
      site: application.site.address,
      facts: [
        { label: '建设规模', value: application.project.scale },
        { label: '设计单位', value: `${application.design.name}（${application.design.certificateNo}）` },
        { label: '安全评价机构', value: `${application.evaluation.name}（${application.evaluation.certificateNo}）` },
      ],
    },
    screening: {
      processes: screening.listedProcesses.map(({ name }) => name.zh),
      chemicals: screening.listedChemicals.map(({ name }) => name.zh),
      population: application.population500m,
      alpha: screening.units[0]?.alpha ?? 1,
      units: screening.units.map(({ name, s, r, level }) => ({ name, s, r, grade: level })),
    },
    opinions: [...departments, ...input.results.filter((r) => r.block === 'dutyReview')].map((r) =>
      opinionOf(source, r),
    ),
    conditions:
      decision === 'conditionallyApproved'
        ? conditionsIn(proposal).map((c) => ({
            text: c.text,
            owner: c.owner,
            dueOn: c.dueDay,
            checkPoint: checkPointName(c.checkPoint),
            setBy: nameOf(c.setBy ?? input.header.leadOrg),
          }))
        : [],
  };
}

function opinionOf(
  source: DecisionSource,
  result: AutomationInput['results'][number],
): DecisionText['opinions'][number] {
  const draft = lastDone(source, 'draft', result.branch);
  const signature = lastDone(source, 'sign', result.branch);
  const form = draft ? source.forms.get(formOf(source.events, draft._id) ?? '') : undefined;
  // Who takes an unclear duty stands under the branch of the duty, not under its own code.
  const department = result.block === 'dutyReview' ? String(source.input.facts['dutyHolder']) : result.branch;
  return {
    department: source.nameOf(department),
    opinion: OPINIONS[String(result.facts['opinion'])] ?? '',
    summary: typeof form?.['opinion'] === 'string' ? form['opinion'] : '',
    signedOn: signature?.closedAt ? localDay(signature.closedAt) : '',
  };
}

/** The last answered task of a stage, of one department where it is a department's. */
function lastDone({ tasks }: DecisionSource, stage: string, branch: string | null): TaskRow | undefined {
  return tasks
    .filter((t) => t.stage === stage && t.kind === 'stage' && t.status === 'done' && t.branch === branch)
    .sort((a, b) => (a.closedAt ?? 0) - (b.closedAt ?? 0))
    .at(-1);
}

/** Id of the form with which a task was answered. */
export function formOf(events: readonly RecordedEvent[], taskId: string): string | null {
  const answer = events.findLast((e) => e.type === 'taskCompleted' && e.data['taskId'] === taskId);
  return (answer?.data['form'] as { id: string } | null | undefined)?.id ?? null;
}

/** 行政许可法 第四十二条: the day on which the legal time began. */
function acceptedOn(events: readonly RecordedEvent[]): string | null {
  const start = events
    .flatMap((e) => e.changes)
    .find((c) => c.on === 'clock' && c.id === 'jointReview.legal' && c.was === null);
  const history = start?.set['history'] as { startedAt: number } | undefined;
  return history ? localDay(history.startedAt) : null;
}

function screeningIn(events: readonly RecordedEvent[]): ToldScreening {
  const done = events.findLast((e) => e.type === 'automationCompleted' && e.data['activity'] === 'screenProject');
  if (!done) {
    throw new Error('the case was decided without a screening');
  }
  return done.data['screening'] as ToldScreening;
}

function conditionsIn(form: Record<string, unknown>): ConditionRow[] {
  return Array.isArray(form['conditions']) ? (form['conditions'] as ConditionRow[]) : [];
}
