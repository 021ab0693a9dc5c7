import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  MAIL,
  MAIL_STATUS,
  MAIL_STATUS_ID,
  mailSchema,
  mailStatusSchema,
  type MailDocument,
  type MailStatusDocument,
} from '../../activities/store/mail.schema';
import { peopleByIds, personById } from '../../activities/store/person.reader';
import { DomainError } from '../../workflows/domain/errors';
import type { Actor } from '../auth/actor';
import { AdminAudit } from '../common/admin-audit';
import { Store } from '../common/store';
import type { MailSummaryDto, TestMailDto } from './mail-admin.dto';

/** Workers note every half a minute how mails go, every two minutes while the mail server is away. */
const SEEN_MS = 10 * 60_000;

/** True when a worker that sends mails was seen lately. */
export async function sendsMails(store: Store): Promise<boolean> {
  const status = await statusOf(store);
  return status !== null && Date.now() - status.checkedAt.getTime() < SEEN_MS;
}

function statusOf(store: Store): Promise<MailStatusDocument | null> {
  return store.model(MAIL_STATUS, mailStatusSchema).findById(MAIL_STATUS_ID).lean<MailStatusDocument>();
}

/** What administrators see of the mails, and do about them. Their text is shown to nobody. */
@Injectable()
export class MailAdmin {
  constructor(
    private readonly store: Store,
    private readonly audit: AdminAudit,
  ) {}

  async summary(limit: number): Promise<MailSummaryDto> {
    const [status, waiting, refused, rows] = await Promise.all([
      statusOf(this.store),
      this.mails.countDocuments({ state: { $in: ['waiting', 'sending'] } }),
      this.mails.countDocuments({ state: 'refused' }),
      this.mails
        .find({ state: { $in: ['refused', 'waiting'] }, attempts: { $gt: 0 } })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .lean<MailDocument[]>(),
    ]);
    const people = await peopleByIds(this.store.connection, [...new Set(rows.map(({ person }) => person))]);
    return {
      on: status !== null && Date.now() - status.checkedAt.getTime() < SEEN_MS,
      server: status?.server ?? null,
      lastSentAt: status?.lastSentAt?.toISOString() ?? null,
      trouble: status?.trouble ? { since: status.trouble.since.toISOString(), message: status.trouble.message } : null,
      waiting,
      refused,
      undelivered: rows.map((row) => ({
        mailId: row._id,
        name: people.find(({ personId }) => personId === row.person)?.name ?? '',
        kind: row.kind,
        state: row.state,
        reason: row.reason,
        attempts: row.attempts,
        createdAt: row.createdAt.toISOString(),
      })),
    };
  }

  /** Sends the actor a mail. @throws DomainError `mail.off`, `mail.noAddress` */
  async test(actor: Actor): Promise<TestMailDto> {
    if (!(await sendsMails(this.store))) throw new DomainError('mail.off');
    const address = (await personById(this.store.connection, actor.personId))?.email;
    if (address === undefined) throw new DomainError('mail.noAddress');
    const mailId = `test:${randomUUID()}`;
    const now = new Date();
    await this.mails.create({ _id: mailId, person: actor.personId, kind: 'test', createdAt: now, nextAt: now });
    await this.audit.record(actor, 'mail.test', mailId);
    return { mailId, address };
  }

  /** Tries again what was refused, for instance after the address was put right. @throws DomainError `resource.unknown` */
  async retry(actor: Actor, mailId: string): Promise<void> {
    const { matchedCount } = await this.mails.updateOne(
      { _id: mailId, state: { $in: ['refused', 'waiting'] } },
      { $set: { state: 'waiting', nextAt: new Date() } },
    );
    if (matchedCount === 0) throw new DomainError('resource.unknown');
    await this.audit.record(actor, 'mail.retry', mailId);
  }

  private get mails() {
    return this.store.model(MAIL, mailSchema);
  }
}
