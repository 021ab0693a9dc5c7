import type { RecordedEvent } from '../../workflows/engine/events';
import { machineAt, stageIn } from '../../workflows/engine/locate';
import type { Stage } from '../../workflows/processes/definition';
import type { OpenedCase } from './case-file.service';
import { branchOfScope, machinePathOf } from './machine-path';

/** Acts that everybody who may open a case sees. */
const OPEN_TYPES: ReadonlySet<string> = new Set([
  'caseStarted',
  'caseWithdrawn',
  'caseTerminated',
  'caseReopened',
  'clockStopped',
  'clockResumed',
  'deadlineExtended',
  'clockAlarm',
  'waitElapsed',
  'messageReceived',
]);

/** The stage that an event was about, in the definition of today. */
export function stageOfEvent(file: OpenedCase, event: Pick<RecordedEvent, 'data'>): Stage | undefined {
  const { scope, stage } = event.data as { scope?: string; stage?: string };
  if (typeof scope !== 'string' || typeof stage !== 'string') {
    return typeof stage === 'string' ? stageIn(file.state.definition.machine, stage) : undefined;
  }
  return stageIn(machineAt(file.state.definition, machinePathOf(file.state.definition, scope)), stage);
}

/** Whether an event ended a branch, with its result. */
function endedBranch(event: RecordedEvent): boolean {
  return event.changes.some((c) => c.on === 'result');
}

/** Whether somebody sees an event: the enterprise no internal step, a department of the others only what was signed. */
export function seesEvent(file: OpenedCase, event: RecordedEvent): boolean {
  if (file.relation === 'lead' || OPEN_TYPES.has(event.type)) {
    return true;
  }
  const stage = stageOfEvent(file, event);
  if (file.relation === 'party') {
    const own = event.actor.id === file.state.header.applicant || file.orgs.includes(event.actor.org ?? '');
    return own || (stage?.kind === 'task' && stage.visibleToParty === true);
  }
  const scope = event.data['scope'];
  const branch = typeof scope === 'string' ? branchOfScope(scope) : null;
  return branch === null || file.orgs.includes(branch) || endedBranch(event);
}

/** Whether somebody reads the opinion given with an event. Drafts of another department stay within it. */
export function readsOpinion(file: OpenedCase, event: RecordedEvent): boolean {
  if (!seesEvent(file, event)) {
    return false;
  }
  // What comes from outside, and forms marked so, may name people: only the leading organisation reads them.
  const stage = stageOfEvent(file, event);
  const form = stage?.kind === 'task' ? file.state.definition.forms.find((f) => f.key === stage.form) : undefined;
  return file.relation === 'lead' || (event.type !== 'messageReceived' && form?.confidential !== true);
}

/** Whether somebody sees what a branch came to. The enterprise sees results of departments when the case is decided. */
export function seesResult(file: OpenedCase, branch: string, signed: boolean): boolean {
  if (file.relation === 'party') {
    return signed && file.state.status === 'ended';
  }
  return file.relation === 'lead' || file.orgs.includes(branch) || signed;
}

/** The event whose answer gave a branch its opinion: the last of that branch that wrote the fact. */
export function opinionEvent(file: OpenedCase, branch: string): RecordedEvent | undefined {
  return file.events.findLast(
    (e) =>
      e.type === 'taskCompleted' &&
      typeof e.data['scope'] === 'string' &&
      branchOfScope(e.data['scope']) === branch &&
      e.data['form'] !== null &&
      e.changes.some((c) => c.on === 'facts' && 'opinion' in c.set),
  );
}
