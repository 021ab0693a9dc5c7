import { Injectable } from '@nestjs/common';
import { decidedConditions } from '../../activities/automations/conditions';
import {
  CASE,
  caseSchema,
  EVENT,
  eventSchema,
  TASK,
  taskSchema,
  type CaseDocument,
  type EventDocument,
} from '../../activities/store/case.schema';
import { findForm } from '../../activities/store/form.reader';
import type { TaskRow } from '../../workflows/engine/rows';
import type { Facts, Label } from '../../workflows/processes/definition';
import { CHECK_POINTS, type ConditionRow } from '../../workflows/processes/form-rows';
import type { Actor } from '../auth/actor';
import { inboxKeys, readerKeys } from '../cases/case-access';
import { CaseFiles } from '../cases/case-file.service';
import { keyedPage } from '../common/keyed-page';
import { Store } from '../common/store';
import type { ObligationDto, ObligationPage, ObligationQuery, ObligationState, SentBackDto } from './obligations.dto';

const PROCESS = 'obligation';
/** Stage of the process → what it means to who reads the list. */
const STATES: Record<string, ObligationState> = { fulfil: 'toFulfil', check: 'toCheck', confirmLift: 'toConfirm' };
const RESULTS: Record<string, ObligationState> = { fulfilled: 'fulfilled', lifted: 'lifted' };

/** 附加条件: what was set with a decision, where it stands, and who is to act. */
@Injectable()
export class Obligations {
  constructor(
    private readonly store: Store,
    private readonly files: CaseFiles,
  ) {}

  /** Those that the actor may open, newest change first. */
  async page(actor: Actor, { which, cursor, limit }: ObligationQuery): Promise<ObligationPage> {
    const status = which === 'open' ? 'running' : 'ended';
    const { items, next } = await keyedPage(this.store.model(CASE, caseSchema), {
      filters: readerKeys(actor).map((readers) => ({ readers, status, process: PROCESS })),
      field: 'updatedAt',
      direction: -1,
      cursor,
      limit,
    });
    return { items: await this.views(actor, items), next };
  }

  /**
   * Those of a project, by its joint review, its life or one of them, for everybody who may open that case; by due date.
   * @throws DomainError `case.unknown`
   */
  async ofCase(actor: Actor, caseId: string): Promise<ObligationDto[]> {
    const { row } = await this.files.permit(actor, caseId);
    const rows = row.process === PROCESS ? [row] : await this.under(row);
    return (await this.views(actor, rows)).sort((a, b) => (a.dueDay < b.dueDay ? -1 : a.dueDay > b.dueDay ? 1 : 0));
  }

  private async under({ _id, process }: CaseDocument): Promise<CaseDocument[]> {
    const cases = this.store.model(CASE, caseSchema);
    const lives =
      process === 'jointReview'
        ? (
            await cases.find({ parentCase: _id, process: 'projectLife' } as never, { _id: 1 }).lean<CaseDocument[]>()
          ).map((life) => life._id)
        : [_id];
    if (lives.length === 0) return [];
    return cases.find({ parentCase: { $in: lives }, process: PROCESS } as never).lean<CaseDocument[]>();
  }

  private async views(actor: Actor, rows: readonly CaseDocument[]): Promise<ObligationDto[]> {
    if (rows.length === 0) return [];
    const ids = rows.map(({ _id }) => _id);
    const [starts, tasks, lives] = await Promise.all([
      this.store
        .model(EVENT, eventSchema)
        .find({ caseId: { $in: ids }, seq: 1 })
        .lean<EventDocument[]>(),
      this.store
        .model(TASK, taskSchema)
        .find({ caseId: { $in: ids } })
        .sort({ openedAt: 1 })
        .lean<TaskRow[]>(),
      this.store
        .model(CASE, caseSchema)
        .find({ _id: { $in: rows.flatMap(({ parentCase }) => parentCase ?? []) } } as never, { parentCase: 1 })
        .lean<Pick<CaseDocument, '_id' | 'parentCase'>[]>(),
    ]);
    const reviews = new Map(lives.map((life) => [life._id, life.parentCase]));
    const decided = new Map<string, ConditionRow[]>();
    for (const review of new Set(reviews.values())) {
      if (review !== null) decided.set(review, await decidedConditions(this.store.connection, review));
    }
    return Promise.all(
      rows.map((row) => {
        const facts = factsAtStart(starts.find(({ caseId }) => caseId === row._id));
        const review = row.parentCase === null ? null : (reviews.get(row.parentCase) ?? null);
        const condition = review === null ? undefined : decided.get(review)?.[numberOf(facts['conditionKey'])];
        return this.view(actor, row, { facts, condition, tasks: tasks.filter(({ caseId }) => caseId === row._id) });
      }),
    );
  }

  private async view(
    actor: Actor,
    row: CaseDocument,
    { facts, condition, tasks }: { facts: Facts; condition: ConditionRow | undefined; tasks: TaskRow[] },
  ): Promise<ObligationDto> {
    const keys = inboxKeys(actor);
    const readers = readerKeys(actor);
    const state = stateOf(row);
    return {
      caseId: row._id,
      projectCaseId: row.parentCase,
      title: row.title,
      partyName: row.partyName,
      text: condition?.text ?? '',
      owner: condition?.owner ?? '',
      setBy: String(facts['setBy'] ?? row.leadOrg),
      dueDay: String(facts['dueDay'] ?? ''),
      checkPoint: checkPointOf(String(facts['checkPoint'] ?? '')),
      state,
      overdue: row.overdue,
      sentBack: state === 'toFulfil' ? await this.sentBack(tasks) : null,
      yourTask: tasks.find(({ audience }) => audience.some((key) => keys.includes(key)))?._id ?? null,
      mayOpen: row.readers.some((key) => readers.includes(key)),
    };
  }

  private async sentBack(tasks: readonly TaskRow[]): Promise<SentBackDto | null> {
    const check = tasks.filter((task) => task.stage === 'check' && task.returned).at(-1);
    if (!check) return null;
    const event = await this.store
      .model(EVENT, eventSchema)
      .findOne({ caseId: check.caseId, type: 'taskCompleted', 'data.taskId': check._id } as never)
      .sort({ seq: -1 })
      .lean<EventDocument>();
    const formId = (event?.data['form'] as { id: string } | null | undefined)?.id;
    const form = formId === undefined ? null : await findForm(this.store.connection, formId);
    const opinion = form?.data['opinion'];
    return { at: check.closedAt ?? 0, reason: typeof opinion === 'string' ? opinion : '' };
  }
}

function stateOf({ status, result, standing }: CaseDocument): ObligationState {
  if (status === 'ended') return RESULTS[result ?? ''] ?? 'closed';
  return STATES[standing[0]?.stage ?? ''] ?? 'toFulfil';
}

function factsAtStart(first: EventDocument | undefined): Facts {
  const root = (first?.changes ?? []).filter((change) => change.on === 'facts' && change.id === 'root');
  return Object.assign({}, ...root.map((change) => change.set)) as Facts;
}

/** `c1` is the first condition of the decision. */
const numberOf = (key: unknown): number => Number(String(key).slice(1)) - 1;

/** One that was written freely is its own name. */
function checkPointOf(code: string): Label {
  return CHECK_POINTS.find((point) => point.code === code)?.name ?? { zh: code, en: code };
}
