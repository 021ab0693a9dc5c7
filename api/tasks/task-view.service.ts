import { Injectable } from '@nestjs/common';
import { DomainError } from '../../workflows/domain/errors';
import { SERVING_OUTCOMES } from '../../workflows/engine/answers';
import { holds } from '../../workflows/engine/conditions';
import { barredBy } from '../../workflows/engine/duties';
import { entitles, supervises } from '../../workflows/engine/entitlement';
import { childrenOf, isLive } from '../../workflows/engine/tasks';
import { machineAt, stageIn } from '../../workflows/engine/locate';
import type { Task } from '../../workflows/engine/state';
import type { Label, Outcome, TaskStage } from '../../workflows/processes/definition';
import type { Actor } from '../auth/actor';
import { formFor } from '../cases/form-questions';
import { CaseCommands } from '../cases/case-commands.service';
import { CaseFiles, type OpenedCase } from '../cases/case-file.service';
import { CaseViews, clockView } from '../cases/case-view.service';
import { seesEvent } from '../cases/disclosure';
import { engineActor } from '../cases/engine-actor';
import { machinePathOf } from '../cases/machine-path';
import { Inbox } from './inbox.service';
import type { OfferedOutcomeDto, TaskDetailDto } from './task.dto';

const SERVING_NAMES: Record<string, { name: Label; tone: 'positive' | 'neutral' | 'negative'; opinion: boolean }> = {
  concur: { name: { zh: '同意', en: 'Concur' }, tone: 'positive', opinion: false },
  dissent: { name: { zh: '不同意', en: 'Dissent' }, tone: 'negative', opinion: true },
  answered: { name: { zh: '答复委派人', en: 'Answer' }, tone: 'neutral', opinion: true },
  confirm: { name: { zh: '确认', en: 'Confirm' }, tone: 'positive', opinion: false },
  refuse: { name: { zh: '不予确认', en: 'Refuse' }, tone: 'negative', opinion: true },
};

/** One task with all that is needed to answer it. */
@Injectable()
export class TaskViews {
  constructor(
    private readonly commands: CaseCommands,
    private readonly files: CaseFiles,
    private readonly cases: CaseViews,
    private readonly inbox: Inbox,
  ) {}

  /** @throws DomainError `task.unknown`, also for a task that the actor may not see */
  async detail(actor: Actor, taskId: string): Promise<TaskDetailDto> {
    const row = await this.commands.task(actor, taskId);
    const file = await this.files.open(actor, row.caseId);
    if (!this.maySee(file, actor, row.branch, row.assignees, taskId)) {
      throw new DomainError('task.unknown');
    }
    const { definition } = file.state;
    const task = file.state.tasks[taskId];
    const stage = stageIn(machineAt(definition, machinePathOf(definition, row.scope)), row.stage) as
      TaskStage | undefined;
    const clock = task?.clock ? file.state.clocks[task.clock] : undefined;
    // Who signs or confirms what another wrote says yes or no to it; the form is not theirs to fill in.
    const writes = row.kind === 'stage' || row.kind === 'delegated';
    const form = formFor(
      definition.forms.find((f) => f.key === stage?.form),
      row.pools[0]?.org ?? row.branch,
    );
    return {
      ...(await this.inbox.view(actor, row)),
      outcomes: task && stage ? offered(file, task, stage, actor) : [],
      fields: (writes ? (form?.fields ?? []) : []).map((f) => ({
        key: f.key,
        name: f.name,
        type: f.type,
        required: f.required ?? false,
        choices: f.choices ?? [],
        questions: (f.questions ?? []).map(({ code, name, basis }) => ({ code, name, basis })),
        help: f.help ?? null,
        basis: f.basis ?? null,
      })),
      basis: stage?.basis ?? [],
      clock: clock ? clockView(clock, file.state) : null,
      actions: task ? actionsOn(file, task, actor) : recallable(file, taskId, actor),
      case: await this.cases.detailOf(actor, file),
    };
  }

  /** The enterprise sees its own tasks; a department those of its branch and of no branch. */
  private maySee(file: OpenedCase, actor: Actor, branch: string | null, assignees: string[], taskId: string): boolean {
    if (file.relation === 'lead' || assignees.includes(actor.personId)) {
      return true;
    }
    const task = file.state.tasks[taskId];
    const mine = task && file.proxies.concat([]).some((p) => entitles(task, engineActor(actor, p)) !== null);
    if (mine || (task && entitles(task, engineActor(actor)) !== null)) {
      return true;
    }
    const event = file.events.find((e) => e.type === 'taskCompleted' && e.data['taskId'] === taskId);
    if (file.relation === 'party') {
      return event !== undefined && seesEvent(file, event);
    }
    return branch === null || file.orgs.includes(branch);
  }
}

/** Outcomes that the actor may choose now; empty when the task is not theirs to answer. */
function offered(file: OpenedCase, task: Task, stage: TaskStage, actor: Actor): OfferedOutcomeDto[] {
  const acting = [engineActor(actor), ...file.proxies.map((p) => engineActor(actor, p))];
  const entitled = acting.some(
    (a) =>
      (task.claimedBy === null ? entitles(task, a) !== null : task.claimedBy === (a.onBehalfOf?.id ?? a.id)) &&
      barredBy(file.state, task, stage, [...new Set([a.id, a.onBehalfOf?.id ?? a.id])]) === null,
  );
  const returnOnly = task.status === 'waiting' && childrenOf(file.state, task.id).some(isLive);
  if (!entitled || (task.status !== 'open' && !returnOnly)) {
    return [];
  }
  if (task.kind !== 'stage') {
    return SERVING_OUTCOMES[task.kind].map((code) => ({
      code,
      name: SERVING_NAMES[code]?.name ?? { zh: code, en: code },
      kind: 'forward',
      tone: SERVING_NAMES[code]?.tone ?? 'neutral',
      demands: SERVING_NAMES[code]?.opinion ? ['opinion'] : [],
      targets: [],
    }));
  }
  return stage.outcomes
    .filter((o) => (!o.when || holds(o.when, file.state, task.scope)) && (!returnOnly || o.kind === 'return'))
    .map((o) => ({
      code: o.code,
      name: o.name,
      kind: o.kind ?? 'forward',
      tone: o.tone ?? 'neutral',
      demands: demandsOf(o),
      targets: o.to === '*' ? earlierStages(file, task) : [],
    }));
}

function demandsOf(outcome: Outcome): string[] {
  const d = outcome.demands ?? {};
  return [
    ...(d.opinion || outcome.kind === 'return' ? ['opinion'] : []),
    ...(d.conditions ? ['conditions'] : []),
    ...(d.attachment ? ['attachment'] : []),
    ...(d.secondPerson ? ['secondPerson'] : []),
    ...(d.fields ?? []).map((f) => `field:${f}`),
  ];
}

/** Stages already passed in the task's scope and the enclosing ones. */
function earlierStages(file: OpenedCase, task: Task): string[] {
  const scopes: string[] = [];
  for (
    let scope = file.state.scopes[task.scope];
    scope;
    scope = scope.parent ? file.state.scopes[scope.parent] : undefined
  ) {
    scopes.push(scope.id);
  }
  return Object.values(file.state.passages)
    .filter((p) => scopes.includes(p.scope) && p.how !== 'active' && p.stage !== task.stage)
    .filter((p) =>
      ['task', 'parallel', 'auto'].includes(
        stageIn(machineAt(file.state.definition, machinePathOf(file.state.definition, p.scope)), p.stage)?.kind ?? '',
      ),
    )
    .sort((a, b) => b.visit - a.visit)
    .map((p) => p.stage);
}

function actionsOn(file: OpenedCase, task: Task, actor: Actor): string[] {
  const me = engineActor(actor);
  const mine = task.claimedBy === actor.personId || (task.claimedBy === null && entitles(task, me) !== null);
  const leads = supervises(file.state, me, task);
  if (!isLive(task)) {
    return recallable(file, task.id, actor);
  }
  return [
    ...(mine && task.status === 'open' && task.claimedBy === null ? ['claim'] : []),
    ...(task.claimedBy === actor.personId || (leads && task.claimedBy !== null) ? ['release'] : []),
    ...(mine || leads ? ['transfer'] : []),
    ...(mine && task.status === 'open' ? ['delegate', 'addSigner'] : []),
    ...((mine || leads) && childrenOf(file.state, task.id).some((t) => isLive(t) && t.kind !== 'confirm')
      ? ['removeSigner']
      : []),
    ...(mine ? [] : ['urge']),
  ];
}

function recallable(file: OpenedCase, taskId: string, actor: Actor): string[] {
  return file.state.undo.some((u) => u.taskId === taskId && u.person === actor.personId) ? ['recall'] : [];
}
