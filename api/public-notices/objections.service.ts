import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../../activities/records/canonical-json';
import { caseById } from '../../activities/store/case.reader';
import { NOTIFICATION, notificationSchema } from '../../activities/store/case.schema';
import { erasureOf, personalDataRuleOn } from '../../activities/store/objection-rules';
import {
  objectionById,
  objectionByKey,
  objectionContent,
  objectionStateOf,
} from '../../activities/store/objection.reader';
import {
  OBJECTION,
  OBJECTION_CONTENT,
  objectionContentSchema,
  objectionSchema,
  type ObjectionRecord,
} from '../../activities/store/objection.schema';
import { noticeById } from '../../activities/store/public-notice.reader';
import type { PublicNoticeRecord } from '../../activities/store/public-notice.schema';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError, invalidInput, type FieldProblem } from '../../workflows/domain/errors';
import { roleKey, type CaseRow, type NotificationRow } from '../../workflows/engine/rows';
import { BASIS } from '../../workflows/processes/joint-review/basis';
import { isDuplicateKey } from '../common/duplicate-key';
import { Store } from '../common/store';
import { contactOf, contactProblems, isContact, type Contact } from './contact';
import { hearingUntilOf } from './notice-views.service';
import type { NewObjectionDto, ObjectionReceiptDto, ObjectionStatusDto } from './public-notices.dto';

/** Without letters and digits that are taken for one another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What the public says to a notice. It stays outside of the case until an officer takes it onto it. */
@Injectable()
export class Objections {
  constructor(private readonly store: Store) {}

  /**
   * Takes an objection; the same key again gets the first receipt.
   * @throws DomainError `notice.unknown`, `objection.early`, `objection.late`, `objection.hearingLate`, `objection.caseEnded`,
   * `input.invalid` naming every field, `command.keyReused` for the same key with other content
   */
  async object(noticeId: string, key: string, dto: NewObjectionDto): Promise<ObjectionReceiptDto> {
    const notice = await noticeById(this.store.connection, noticeId);
    if (!notice) throw new DomainError('notice.unknown');
    const requestHash = createHash('sha256')
      .update(canonicalJson({ noticeId, ...dto }))
      .digest('hex');
    const earlier = await objectionByKey(this.store.connection, key);
    if (earlier) return this.again(earlier, requestHash, notice);
    const contact = contactOf(dto);
    const kase = await this.check(notice, dto, contact);
    try {
      return receiptOf(await this.store$(notice, kase, key, requestHash, dto, contact), notice);
    } catch (error) {
      // The same request came twice at once.
      const first = isDuplicateKey(error) ? await objectionByKey(this.store.connection, key) : null;
      if (first) return this.again(first, requestHash, notice);
      throw error;
    }
  }

  /** What became of it, for who knows the receipt and the contact. @throws DomainError `objection.unknown` for anybody else */
  async enquire(receipt: string, stated: string): Promise<ObjectionStatusDto> {
    const { connection } = this.store;
    const id = tidyReceipt(receipt);
    const [objection, content] = await Promise.all([objectionById(connection, id), objectionContent(connection, id)]);
    const notice = objection && (await noticeById(connection, objection.noticeId));
    if (!objection || !content || !notice || !isContact(content, stated)) throw new DomainError('objection.unknown');
    return { ...receiptOf(objection, notice), state: await objectionStateOf(connection, objection) };
  }

  private async again(
    first: ObjectionRecord,
    requestHash: string,
    notice: PublicNoticeRecord,
  ): Promise<ObjectionReceiptDto> {
    const content = await objectionContent(this.store.connection, first._id);
    if (content?.requestHash !== requestHash) throw new DomainError('command.keyReused', {}, 'Idempotency-Key');
    return receiptOf(first, notice);
  }

  private async check(notice: PublicNoticeRecord, dto: NewObjectionDto, contact: Contact): Promise<CaseRow> {
    const today = localDay(Date.now());
    if (today < notice.from) throw new DomainError('objection.early', { from: notice.from });
    // 行政许可法 第三十六条、第四十七条: within the days that were published.
    if (today > notice.until) throw new DomainError('objection.late', { until: notice.until });
    const kase = await caseById(this.store.connection, notice.caseId);
    if (!kase || kase.status === 'ended') throw new DomainError('objection.caseEnded');
    const hearingUntil = hearingUntilOf(notice);
    const problems: FieldProblem[] = [
      ...contactProblems(contact),
      ...(dto.consent
        ? []
        : [{ field: 'consent', code: 'objection.noConsent', params: {}, rule: '个人信息保护法 第十四条' } as const]),
      ...(dto.asksHearing && today > hearingUntil
        ? [
            {
              field: 'asksHearing',
              code: 'objection.hearingLate',
              params: { until: hearingUntil },
              rule: BASIS.hearingRight,
            } as const,
          ]
        : []),
    ];
    if (problems.length > 0) throw invalidInput(problems);
    return kase;
  }

  private async store$(
    notice: PublicNoticeRecord,
    { caseNo, title }: Pick<CaseRow, 'caseNo' | 'title'>,
    key: string,
    requestHash: string,
    { name, text, standing, asksHearing }: NewObjectionDto,
    contact: Contact,
  ): Promise<ObjectionRecord> {
    const receivedAt = new Date();
    const rule = await personalDataRuleOn(this.store.connection, localDay(receivedAt.getTime()));
    const objection: ObjectionRecord = {
      _id: newReceipt(),
      noticeId: notice._id,
      caseId: notice.caseId,
      leadOrg: notice.leadOrg,
      receivedAt,
      standing,
      asksHearing,
      key,
      consent: { at: receivedAt, wordingOf: rule.effectiveFrom },
      recorded: null,
    };
    const content = { _id: objection._id, name, ...contact, text, requestHash, eraseAt: erasureOf(notice.until, rule) };
    const notification: NotificationRow = {
      _id: `${objection._id}:received`,
      audience: rule.told.map((role) => roleKey(notice.leadOrg, role)),
      type: 'objectionReceived',
      caseId: notice.caseId,
      caseNo,
      title,
      taskId: null,
      at: receivedAt.getTime(),
      params: {},
    };
    await this.store.connection.transaction(async (session) => {
      await this.store.model(OBJECTION, objectionSchema).collection.insertOne(objection as never, { session });
      await this.store
        .model(OBJECTION_CONTENT, objectionContentSchema)
        .collection.insertOne(content as never, { session });
      await this.store.model(NOTIFICATION, notificationSchema).collection.insertOne(notification as never, { session });
    });
    return objection;
  }
}

/** `YY-7K3M-9Q2X`: forty bits by chance. */
function newReceipt(): string {
  const chosen = [...randomBytes(8)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
  return `YY-${chosen.slice(0, 4)}-${chosen.slice(4)}`;
}

/** As it was given out, whatever of it was typed in small letters or without hyphens. */
function tidyReceipt(typed: string): string {
  const bare = typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return `${bare.slice(0, 2)}-${bare.slice(2, 6)}-${bare.slice(6)}`;
}

function receiptOf(objection: ObjectionRecord, notice: PublicNoticeRecord): ObjectionReceiptDto {
  return {
    receipt: objection._id,
    receivedAt: objection.receivedAt.toISOString(),
    noticeId: notice._id,
    project: notice.project,
    asksHearing: objection.asksHearing,
  };
}
