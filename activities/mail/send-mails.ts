import type { Connection } from 'mongoose';
import { MAIL, mailSchema, type MailDocument } from '../store/mail.schema';
import { modelOf } from '../store/model-of';
import { compose } from './compose';
import type { MailTransport } from './transport';

/** Mails sent in one round. */
const BATCH = 50;
/** A worker that died with a mail in hand: another takes it after so long. */
const LEASE_MS = 5 * 60_000;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** A mail that could not be delivered for so long says nothing new any more [design]. */
const PATIENCE_MS = 3 * 86_400_000;

export interface Round {
  sent: number;
  refused: number;
  /** The server's words when nothing could be sent at all. */
  outage: string | null;
}

/** Sends what is due. Each mail is taken by one worker; an outage leaves all of them as they are. */
export async function sendMails(
  connection: Connection,
  transport: MailTransport,
  publicUrl: string,
  now: () => Date,
): Promise<Round> {
  const mails = modelOf(connection, MAIL, mailSchema);
  const round: Round = { sent: 0, refused: 0, outage: null };
  const due = await mails
    .find({ state: { $in: ['waiting', 'sending'] }, nextAt: { $lte: now() } })
    .sort({ nextAt: 1 })
    .limit(BATCH)
    .lean<MailDocument[]>();
  for (const mail of due) {
    const { modifiedCount } = await mails.updateOne(
      { _id: mail._id, state: mail.state, nextAt: mail.nextAt },
      { $set: { state: 'sending', nextAt: new Date(now().getTime() + LEASE_MS) } },
    );
    if (modifiedCount === 0) continue;
    const end = (set: Partial<MailDocument>) => mails.updateOne({ _id: mail._id }, { $set: set });
    const composed = await compose(connection, mail, publicUrl, now());
    if ('dropped' in composed) {
      await end({ state: 'dropped', reason: composed.dropped });
      continue;
    }
    const result = await transport.send(mail._id, composed);
    const attempts = mail.attempts + 1;
    switch (result.kind) {
      case 'sent':
        await end({ state: 'sent', reason: null, attempts, sentAt: now() });
        round.sent += 1;
        break;
      case 'outage':
        // Behind the others: one message that breaks the connection must not hold them up.
        await end({ state: 'waiting', attempts, nextAt: now() });
        return { ...round, outage: result.answer };
      case 'later':
      case 'refused': {
        const tooOld = now().getTime() - mail.createdAt.getTime() > PATIENCE_MS;
        const final = result.kind === 'refused' || tooOld;
        const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** mail.attempts);
        await end({
          state: final ? 'refused' : 'waiting',
          reason: result.answer,
          attempts,
          nextAt: new Date(now().getTime() + pause),
        });
        if (final) round.refused += 1;
      }
    }
  }
  return round;
}
