import { Injectable } from '@nestjs/common';
import type { CaseDocument } from '../../activities/store/case.schema';
import { TASK_MARK, taskMarkSchema } from '../../activities/store/task-mark.schema';
import { localDay } from '../../workflows/domain/calendar';
import { dueOf } from '../../workflows/domain/clock';
import { setsPriority } from '../../workflows/engine/case-commands';
import { entitles, requireWithdrawer, supervises } from '../../workflows/engine/entitlement';
import { factsIn } from '../../workflows/engine/draft';
import { branchesOf, stageOf } from '../../workflows/engine/locate';
import type { CaseState, Clock, Task } from '../../workflows/engine/state';
import { isLive } from '../../workflows/engine/tasks';
import type { Actor } from '../auth/actor';
import { Store } from '../common/store';
import type { BranchStateDto, CaseDetailDto, CaseSummaryDto, ClockDto, OpenTaskDto, StageVisitDto } from './case.dto';
import { CaseFiles, type OpenedCase } from './case-file.service';
import { opinionEvent, seesResult } from './disclosure';
import { engineActor } from './engine-actor';
import { Names } from './names.service';

/** Shows a case to somebody, as far as their relation to it goes. */
@Injectable()
export class CaseViews {
  constructor(
    private readonly files: CaseFiles,
    private readonly names: Names,
    private readonly store: Store,
  ) {}

  async detail(actor: Actor, caseId: string): Promise<CaseDetailDto> {
    return this.detailOf(actor, await this.files.open(actor, caseId));
  }

  async detailOf(actor: Actor, file: OpenedCase): Promise<CaseDetailDto> {
    const { row, state } = file;
    const orgName = await this.names.organisations();
    const internal = file.relation !== 'party';
    return {
      ...summaryOf(row),
      ...(internal ? {} : { standing: partyStanding(file) }),
      version: row.version,
      definitionRef: row.definitionRef,
      leadOrg: row.leadOrg,
      keys: row.keys,
      facts: internal ? (state.facts['root'] ?? {}) : partyFacts(state),
      clocks: Object.values(state.clocks)
        .filter((c) => internal || c.stage === null || partyStage(file, c))
        .map((c) => clockView(c, state)),
      branches: this.branches(file, orgName),
      openTasks: await this.openTasks(actor, file, orgName),
      visits: internal ? visitsOf(state) : visitsOf(state).filter((v) => v.branch === null),
      actions: caseActions(actor, file),
      priority: internal ? (state.priority ?? 'normal') : null,
      watched: await this.watches(actor, row._id),
    };
  }

  private async watches({ personId }: Actor, caseId: string): Promise<boolean> {
    const marks = this.store.model(TASK_MARK, taskMarkSchema);
    return (await marks.exists({ _id: `${personId}:watch:${caseId}` })) !== null;
  }

  private branches(file: OpenedCase, orgName: (code: string) => string): BranchStateDto[] {
    const { state } = file;
    const root = state.scopes['root'];
    const running = root && stageOf(state, root).kind === 'parallel' ? branchesOf(state, root) : [];
    const rested = Object.values(state.scopes).filter((s) => s.status === 'suspended' && s.parent === 'root');
    const keys = new Map<string, string>();
    running.forEach((s) => keys.set(s.branch ?? '', s.block ?? ''));
    rested.forEach((s) => keys.set(s.branch ?? '', s.block ?? ''));
    Object.values(state.results)
      .filter((r) => r.scope === 'root' && !r.fallen)
      .forEach((r) => keys.set(r.branch, r.block));
    return [...keys].map(([branch, block]) => {
      const scope =
        running.find((s) => s.branch === branch && s.status === 'active') ?? rested.find((s) => s.branch === branch);
      const result = scope ? undefined : state.results[`root|${block}|${branch}`];
      const signed = result !== undefined;
      const open =
        scope && Object.values(state.tasks).find((t) => t.scope === scope.id && isLive(t) && t.kind === 'stage');
      const clock = open?.clock ? state.clocks[open.clock] : undefined;
      const shown = seesResult(file, branch, signed);
      const opinion = signed ? (result.facts['opinion'] ?? result.result) : null;
      const event = shown && signed ? opinionEvent(file, branch) : undefined;
      return {
        block,
        branch,
        name: orgName(branch),
        state: signed ? 'ready' : scope?.status === 'suspended' ? 'resting' : branchState(state, scope?.id),
        opinion: shown && typeof opinion === 'string' ? opinion : null,
        formId:
          file.relation === 'party' ? null : ((event?.data['form'] as { id: string } | null | undefined)?.id ?? null),
        dueDay: clock?.dueDay ?? null,
        overdue: clock ? clock.overdueAt !== null : false,
      };
    });
  }

  private async openTasks(actor: Actor, file: OpenedCase, orgName: (code: string) => string): Promise<OpenTaskDto[]> {
    const { state } = file;
    const me = engineActor(actor);
    const live = Object.values(state.tasks).filter(
      (t) => isLive(t) && (file.relation !== 'party' || isPartys(file, t)),
    );
    return Promise.all(
      live.map(async (task) => {
        const scope = state.scopes[task.scope];
        const clock = task.clock ? state.clocks[task.clock] : undefined;
        const persons = task.claimedBy ? [task.claimedBy] : task.assignees;
        return {
          taskId: task.id,
          stage: task.stage,
          stageName: scope ? stageOf(state, scope, task.stage).name : { zh: task.stage, en: task.stage },
          branch: scope?.branch ?? null,
          kind: task.kind,
          status: task.status,
          with:
            persons.length > 0 ? await this.names.people(persons) : [...new Set(task.pools.map((p) => orgName(p.org)))],
          yours:
            task.status === 'open' &&
            (task.claimedBy === null ? entitles(task, me) !== null : task.claimedBy === actor.personId),
          dueDay: clock?.dueDay ?? null,
          overdue: clock ? clock.overdueAt !== null : false,
        };
      }),
    );
  }
}

export function summaryOf(row: CaseDocument): CaseSummaryDto {
  return {
    caseId: row._id,
    caseNo: row.caseNo,
    title: row.title,
    process: row.process,
    processName: row.processName,
    partyOrg: row.partyOrg,
    partyName: row.partyName,
    status: row.status,
    result: row.result,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    updatedAt: row.updatedAt,
    seq: row.seq,
    standing: row.standing,
    court: row.court,
    nextDueAt: row.nextDueAt,
    overdue: row.overdue,
    stopped: row.stopped,
  };
}

export function clockView(clock: Clock, state: CaseState): ClockDto {
  const due = dueOf(clock.rule, clock.history, state.reference.calendars, clock.endedAt ?? Date.now());
  const live = clock.status === 'running' || clock.status === 'stopped';
  return {
    id: clock.id,
    limit: clock.limit,
    name: clock.rule.name,
    status: clock.status,
    startedAt: clock.history.startedAt,
    dueAt: clock.dueAt,
    dueDay: clock.dueDay,
    provisional: clock.provisional,
    overdue: clock.overdueAt !== null,
    left: live ? due.left : null,
    unit: clock.rule.unit,
    arithmetic: due.arithmetic,
    basis: clock.rule.legalBasis,
    stoppedFor:
      clock.status === 'stopped' && clock.stopReason
        ? [clock.stopReason.note ?? clock.stopReason.code, clock.stopReason.basis].join('（') + '）'
        : null,
    grounds: clock.rule.stoppableFor.map((g) => g.code),
  };
}

function branchState(state: CaseState, scopeId: string | undefined): string {
  const scope = scopeId ? state.scopes[scopeId] : undefined;
  if (!scope) {
    return 'notStarted';
  }
  const passages = Object.values(state.passages).filter((p) => p.scope === scope.id);
  const drafted = passages.some((p) => p.how === 'completed');
  const claimed = Object.values(state.tasks).some((t) => t.scope === scope.id && t.claimedBy !== null);
  return drafted ? 'inReview' : claimed ? 'draft' : 'notStarted';
}

function visitsOf(state: CaseState): StageVisitDto[] {
  return Object.values(state.passages)
    .sort((a, b) => a.visit - b.visit)
    .flatMap((p) => {
      const scope = state.scopes[p.scope];
      if (!scope) {
        return [];
      }
      const clock = state.clocks[`${p.scope}|${p.stage}|${p.visit}`];
      return [
        {
          scope: p.scope,
          branch: scope.branch,
          stage: p.stage,
          name: stageOf(state, scope, p.stage).name,
          how: scope.status === 'suspended' && p.how === 'active' ? 'suspended' : p.how,
          times: p.times,
          enteredAt: p.enteredAt,
          leftAt: p.leftAt,
          outcome: p.outcome,
          overdue: clock ? clock.overdueAt !== null : false,
        },
      ];
    });
}

function isPartys(file: OpenedCase, task: Task): boolean {
  return task.assignees.includes(file.state.header.applicant) || task.pools.some((p) => file.orgs.includes(p.org));
}

function partyStage(file: OpenedCase, clock: Clock): boolean {
  return Object.values(file.state.tasks).some((t) => t.clock === clock.id && isPartys(file, t));
}

/** The enterprise sees in which part of the procedure its project is, not who within the government has it. */
function partyStanding(file: OpenedCase): CaseSummaryDto['standing'] {
  const root = file.state.scopes['root'];
  return root && file.state.status === 'running'
    ? [{ scope: 'root', branch: null, stage: root.stage, name: stageOf(file.state, root).name }]
    : [];
}

/** Facts that the application itself gave, and those computed from it. */
function partyFacts(state: CaseState): CaseDetailDto['facts'] {
  const facts = factsIn(state, 'root');
  return Object.fromEntries(
    Object.entries(facts).filter(([name]) => ['start', 'auto'].includes(state.definition.facts[name]?.from ?? '')),
  );
}

/** Commands on the case that the actor may give now. */
function caseActions(actor: Actor, file: OpenedCase): string[] {
  const { state } = file;
  const me = engineActor(actor);
  const leads = supervises(state, me);
  if (state.status === 'ended') {
    return leads ? ['reopen', 'comment', 'copy'] : ['comment', 'copy'];
  }
  const withdraw = state.definition.withdrawal.allowed && may(() => requireWithdrawer(state, me));
  const standing = Object.values(state.scopes)
    .filter((s) => s.status === 'active')
    .map((s) => s.stage);
  const worksForLead = me.memberships.some((m) => m.org === state.header.leadOrg);
  return [
    ...(withdraw && !standing.some((s) => state.definition.withdrawal.notIn.includes(s)) ? ['withdraw'] : []),
    ...(leads ? ['terminate', 'recuse', 'handOver', 'migrate'] : []),
    ...(leads || worksForLead ? ['stopClock', 'resumeClock', 'extendDeadline'] : []),
    ...(file.relation === 'party' ? [] : ['comment', 'copy']),
    ...(setsPriority(state, me) ? ['setPriority'] : []),
    'attach',
  ];
}

function may(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

/** Today in Asia/Shanghai; lists show days left from it. */
export function today(): string {
  return localDay(Date.now());
}
