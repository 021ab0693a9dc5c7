import { Injectable } from '@nestjs/common';
import type { CaseDocument } from '../../activities/store/case.schema';
import { TASK, taskSchema } from '../../activities/store/case.schema';
import { personalDataRuleOn } from '../../activities/store/objection-rules';
import {
  CHECK_STAGE,
  HEARING_JOINED,
  hearingAskedOn,
  OBJECTION_MESSAGE,
  objectionById,
  objectionContent,
  objectionsOfCase,
  objectionStateOf,
  type ObjectionState,
} from '../../activities/store/objection.reader';
import {
  OBJECTION_CONTENT,
  objectionContentSchema,
  objectionKey,
  type ObjectionRecord,
} from '../../activities/store/objection.schema';
import { recordObjection } from '../../activities/store/objection-recorded';
import { noticesOfCase } from '../../activities/store/public-notice.reader';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError, invalidInput, type FieldProblem, type Language } from '../../workflows/domain/errors';
import type { TaskRow } from '../../workflows/engine/rows';
import { BASIS } from '../../workflows/processes/joint-review/basis';
import type { Actor } from '../auth/actor';
import { CaseCommands } from '../cases/case-commands.service';
import { CaseFiles } from '../cases/case-file.service';
import { CaseGateway } from '../cases/case-gateway.service';
import { AdminAudit } from '../common/admin-audit';
import { Store } from '../common/store';
import { toDomainError } from '../common/to-domain-error';
import { NoticeViews } from './notice-views.service';
import type {
  CaseObjectionsDto,
  ObjectionContentDto,
  ObjectionRowDto,
  RecordedObjectionDto,
  RecordObjectionDto,
} from './public-notices.dto';

const RECORDERS = ['windowClerk', 'caseOfficer', 'supervisor'];
const CHECKERS = ['windowClerk', 'supervisor'];

interface Permitted {
  row: CaseDocument;
  /** Roles of the actor in the leading organisation. */
  roles: string[];
}

/** Objections as the officers of the leading organisation work on them. */
@Injectable()
export class CaseObjections {
  constructor(
    private readonly store: Store,
    private readonly files: CaseFiles,
    private readonly commands: CaseCommands,
    private readonly gateway: CaseGateway,
    private readonly notices: NoticeViews,
    private readonly audit: AdminAudit,
  ) {}

  /** What came in for a case; nothing that tells who said it. @throws DomainError `case.unknown`, `access.denied` */
  async list(actor: Actor, caseId: string, language: Language): Promise<CaseObjectionsDto> {
    const { row, roles } = await this.permit(actor, caseId);
    const { connection } = this.store;
    const [published, objections, check] = await Promise.all([
      noticesOfCase(connection, caseId),
      objectionsOfCase(connection, caseId),
      this.openCheck(caseId),
    ]);
    return {
      notices: await this.notices.views(published, language),
      items: await Promise.all(objections.map((objection) => this.rowOf(objection))),
      awaited: row.court.includes('outside') && check === null,
      checkTaskId: check,
      mayRecord: roles.some((role) => RECORDERS.includes(role)),
      mayCheck: roles.some((role) => CHECKERS.includes(role)),
    };
  }

  /** One objection with who made it; each reading is noted. @throws DomainError as `list`, `objection.unknown` */
  async content(actor: Actor, caseId: string, receipt: string): Promise<ObjectionContentDto> {
    const permitted = await this.permit(actor, caseId);
    const objection = await this.of(caseId, receipt);
    const content = await objectionContent(this.store.connection, receipt);
    // 个人信息保护法 第五十一条: who looked at whose data can be told afterwards.
    await this.audit.record(actor, 'objection.read', receipt, { caseId });
    return {
      ...(await this.rowOf(objection)),
      name: content?.name ?? null,
      phone: content?.phone ?? null,
      mail: content?.mail ?? null,
      text: content?.text ?? null,
      keptUntil: content ? localDay(content.eraseAt.getTime()) : null,
      mayErase: content !== null && (await this.mayErase(permitted, objection)),
    };
  }

  /**
   * 个人信息保护法 第四十七条: erases on request who made an objection and what they wrote; the act stays on the case. A repeat changes nothing.
   * @throws DomainError as `content`, `objection.stillNeeded`
   */
  async erase(actor: Actor, caseId: string, receipt: string, reason: string): Promise<void> {
    const permitted = await this.permit(actor, caseId);
    const objection = await this.of(caseId, receipt);
    if (!permitted.roles.some((role) => CHECKERS.includes(role))) throw new DomainError('access.denied');
    const content = await objectionContent(this.store.connection, receipt);
    if (!content) return;
    if (!(await this.mayErase(permitted, objection))) throw new DomainError('objection.stillNeeded');
    // What was erased can be told from a copy that somebody shows later, by its hash.
    await this.audit.record(actor, 'objection.erase', receipt, { caseId, reason, requestHash: content.requestHash });
    await this.store.model(OBJECTION_CONTENT, objectionContentSchema).deleteOne({ _id: receipt });
  }

  /** Once it is settled; who asked for a hearing is needed until the case has ended. */
  private async mayErase({ row, roles }: Permitted, objection: ObjectionRecord): Promise<boolean> {
    if (!roles.some((role) => CHECKERS.includes(role))) return false;
    const state = await objectionStateOf(this.store.connection, objection);
    return state === 'noted' || state === 'dismissed' || (state === 'hearing' && row.status === 'ended');
  }

  /**
   * Takes an objection onto the case and, where the result of the check is given, closes the check. A repeat changes nothing.
   * @throws DomainError as `content`, `objection.beingChecked`, `objection.checked`, `objection.notAwaited`, `input.invalid`
   */
  async record(
    actor: Actor,
    caseId: string,
    receipt: string,
    key: string,
    dto: RecordObjectionDto,
  ): Promise<RecordedObjectionDto> {
    const { row, roles } = await this.permit(actor, caseId);
    const objection = await this.of(caseId, receipt);
    if (!roles.some((role) => (dto.outcome ? CHECKERS : RECORDERS).includes(role))) {
      throw new DomainError('access.denied');
    }
    requireCheck(dto);
    const checkKey = `${key}:check`;
    const repeated = dto.outcome !== undefined && (await this.gateway.recorded(caseId, checkKey)) !== null;
    const state = await objectionStateOf(this.store.connection, objection);
    if (!repeated && ['noted', 'hearing', 'dismissed'].includes(state)) throw new DomainError('objection.checked');
    if (!objection.recorded) await this.deliver(actor, row, objection);
    if (dto.outcome !== undefined && !repeated) await this.check(actor, objection, checkKey, dto, dto.outcome);
    const now = await this.of(caseId, receipt);
    return {
      state: await objectionStateOf(this.store.connection, now),
      checkTaskId: await this.openCheck(caseId),
    };
  }

  private async deliver(actor: Actor, row: CaseDocument, objection: ObjectionRecord): Promise<void> {
    const caseId = row._id;
    const key = objectionKey(objection._id);
    const seq = (await this.gateway.recorded(caseId, key))?.seq ?? (await this.send(actor, row, objection, key));
    await recordObjection(this.store.connection, objection._id, { seq, by: actor.personId, at: new Date() });
  }

  private async send(actor: Actor, row: CaseDocument, objection: ObjectionRecord, key: string): Promise<number> {
    const asked = objection.asksHearing ? '，申请听证' : '';
    const form = await this.commands.messageForm(
      actor,
      row._id,
      { opinion: `公示期间收到异议，回执编号${objection._id}${asked}。` },
      key,
    );
    try {
      const { seq } = await this.gateway.send('deliverMessage', { caseId: row._id, process: row.process }, key, {
        ...(await this.commands.frame(actor, row.process, {})),
        message: OBJECTION_MESSAGE,
        facts: {},
        form,
        attachments: [],
        basis: BASIS.interested,
      });
      return seq;
    } catch (error) {
      if (toDomainError(error)?.code !== 'message.notAwaited') throw error;
      throw new DomainError(
        (await this.openCheck(row._id)) === null ? 'objection.notAwaited' : 'objection.beingChecked',
      );
    }
  }

  private async check(
    actor: Actor,
    { caseId, receivedAt }: ObjectionRecord,
    key: string,
    { contactCheck, summary, opinion }: RecordObjectionDto,
    outcome: string,
  ): Promise<void> {
    const taskId = await this.openCheck(caseId);
    if (taskId === null) throw new DomainError('objection.checked');
    const day = localDay(receivedAt.getTime());
    const first = outcome === 'hearing' ? await hearingAskedOn(this.store.connection, caseId) : null;
    // 行政许可法 第四十七条: the twenty days for the hearing count from the day on which it was asked for first.
    const asked = outcome === 'hearing' && (first === null || day < first) ? { hearingAskedOn: day } : {};
    const form = { contactCheck, summary, ...asked, ...(opinion ? { opinion } : {}) };
    await this.commands.complete(actor, taskId, key, { outcome: first === null ? outcome : HEARING_JOINED, form });
  }

  /** Only who works on objections for the leading organisation. */
  private async permit(actor: Actor, caseId: string): Promise<Permitted> {
    const { row, relation, proxies } = await this.files.permit(actor, caseId);
    const { readers } = await personalDataRuleOn(this.store.connection, localDay(Date.now()));
    const roles = [
      ...actor.memberships.filter((m) => m.orgCode === row.leadOrg).map((m) => m.role),
      ...proxies.flatMap((p) => p.memberships.filter((m) => m.org === row.leadOrg).map((m) => m.role)),
    ];
    if (relation !== 'lead' || !roles.some((role) => readers.includes(role))) throw new DomainError('access.denied');
    if (row.recused.includes(actor.personId)) throw new DomainError('duty.recused');
    return { row, roles };
  }

  private async of(caseId: string, receipt: string): Promise<ObjectionRecord> {
    const objection = await objectionById(this.store.connection, receipt);
    if (objection?.caseId !== caseId) throw new DomainError('objection.unknown');
    return objection;
  }

  private async rowOf(objection: ObjectionRecord): Promise<ObjectionRowDto> {
    const { _id: receipt, noticeId, receivedAt, standing, asksHearing } = objection;
    const state: ObjectionState = await objectionStateOf(this.store.connection, objection);
    return { receipt, noticeId, receivedAt: receivedAt.toISOString(), standing, asksHearing, state };
  }

  /** The task in which an objection is being checked; null while there is none. */
  private async openCheck(caseId: string): Promise<string | null> {
    const task = await this.store
      .model(TASK, taskSchema)
      .findOne({ caseId, stage: CHECK_STAGE, kind: 'stage', status: { $nin: ['done', 'cancelled'] } } as never, {
        _id: 1,
      })
      .lean<Pick<TaskRow, '_id'>>();
    return task?._id ?? null;
  }
}

/** A check says whom one reached and what was objected; a dismissal also why. */
function requireCheck({ outcome, contactCheck, summary, opinion }: RecordObjectionDto): void {
  if (outcome === undefined) return;
  const needed = { contactCheck, summary, ...(outcome === 'dismissed' ? { opinion } : {}) };
  const problems = Object.entries(needed)
    .filter(([, value]) => value === undefined || value === '')
    .map(([field]): FieldProblem => ({ field, code: 'field.required', params: { field }, rule: BASIS.interested }));
  if (problems.length > 0) throw invalidInput(problems);
}
